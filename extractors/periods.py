"""Periods of time in a sentence, as the annotation guide counts them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from extractors.tokens import Tokens, folded, tokenise

Grain = Literal[
    "day", "week", "month", "quarter", "half", "season", "year", "years", "span", "duration"
]
Role = Literal[
    "in", "by", "from", "until", "since", "before", "after", "not_before", "earlier", "for"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A calendar period as a text names it; the span is in characters of the text, end exclusive."""

    start: int
    end: int
    first: date | None
    last: date | None
    """Inclusive. Both None where the text names a time that the guide leaves null, or `published` is missing."""
    grain: Grain
    role: Role
    relative: bool
    """Counted from `published`."""
    rule: str
    """The shape that fired."""
    done: tuple[date, date] | None = None
    planned: tuple[date, date] | None = None
    """What it is for what has happened, and for what is planned, where the two differ ("in December", "on Thursday")."""
    length: tuple[int, str] | None = None
    """Of a duration or of a shift: (2, "week"), (1, "year")."""

    def resolve(self, *, done: bool) -> tuple[date | None, date | None]:
        """First and last day, for something that has happened or that is planned."""
        chosen = self.done if done else self.planned
        return chosen or (self.first, self.last)


def find_periods(text: str, published: date | None, language: str) -> list[Period]:
    """All periods of a sentence or paragraph in order, relative ones counted from `published`."""
    return read_periods(tokenise(text, folded(text)), published, language)


def read_periods(tokens: Tokens, published: date | None, language: str) -> list[Period]:  # noqa: ARG001
    """`find_periods` of a text already cut up."""
    found: list[Period] = []
    for i, kind in enumerate(tokens.kinds):
        word = tokens.words[i]
        if kind == "n" and len(word) == 4 and word.isdigit() and 1900 <= int(word) <= 2100:
            year = int(word)
            found.append(
                Period(
                    start=tokens.starts[i],
                    end=tokens.ends[i],
                    first=date(year, 1, 1),
                    last=date(year, 12, 31),
                    grain="year",
                    role="in",
                    relative=False,
                    rule="year",
                )
            )
    return found
