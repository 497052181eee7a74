"""What a language gives to the period grammar; `periods_en` and `periods_ru` fill it."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "month",
    "weekday",
    "season",
    "which",
    "part",
    "ordinal",
    "unit",
    "fixed",
    "number",
    "fiscal",
    "whole",
    "same",
    "dayword",
    "halfyear",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodWords:
    """Words in lower case, ё written as е."""

    classes: dict[str, tuple[Kind, str]]
    """Word → what it is and its value."""
    stems: dict[str, tuple[Kind, str]]
    """Beginning of a word of at least its length → the same; empty for English."""
    capitals: frozenset[str]
    """Words that are a time only with a capital letter (May, March)."""
    guarded: frozenset[str]
    """Words that are a time only after `guards` ("in the fall", «в среду»)."""
    guards: frozenset[str]
    of: frozenset[str]
    articles: frozenset[str]
    year_words: frozenset[str]
    """What may follow the figures of a year: год, году, г."""
    to: frozenset[str]
    """Between the ends of a span."""
    either: frozenset[str]
    """Between two years of which one it is: or, или."""
    between: frozenset[str]
    both: frozenset[str]
    """and, и."""
    roles: dict[str, str]
    """Phrase before a time → role."""
    late_roles: dict[str, str]
    """Phrase after a time → role ("at the earliest")."""
    fillers: frozenset[str]
    """Words between the preposition and its time: the, about."""
    month_totals: frozenset[str]
    """Words after which "nine months" are those of the year."""
    work: frozenset[str]
    """Words after "in five years" that make them counted back: of work, of operation. Beginnings."""
    ends: frozenset[str]
    """Words before the last day of a fiscal year: ended, ending, to. Beginnings."""
    closing: tuple[str, ...]
    """Beginnings of words after which a quarter still to come is the fourth of its year: last."""
    nights: frozenset[str]
    """Words after "last" that mean the day before."""
