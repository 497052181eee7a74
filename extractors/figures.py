"""Figures and periods of a text that agree on what is whose."""

import re
from bisect import bisect_left
from datetime import date

from extractors.bounds import WORDS
from extractors.moments.steps import classify
from extractors.numerals import starters
from extractors.periods import Period, read_periods
from extractors.quantities import Quantity, counts_something, read_quantities
from extractors.tokens import folded, tokenise

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_KNOWN = 50_000


class _Telling(dict[str, bool]):
    """Whether a word can begin a number or a time; filled as words are met."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, word: str) -> bool:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        tells = word in starters(WORDS[self.language]) or classify(word, self.language) is not None
        self[word] = tells
        return tells


_TELLING = {language: _Telling(language) for language in WORDS}


def find_figures(
    text: str, published: date | None, language: str
) -> tuple[list[Quantity], list[Period]]:
    """Quantities and periods of a sentence or paragraph, none overlapping, each in order.

    `language` is en or ru (others are read as en); periods relative to a missing `published` have no dates.
    """
    language = language if language in WORDS else "en"
    low = folded(text)
    if _DIGIT.search(low) is None and not any(
        map(_TELLING[language].__getitem__, _WORD.findall(low))
    ):
        return [], []
    tokens = tokenise(text, low)
    periods = [
        period
        for period in read_periods(tokens, published, language)
        if not (period.rule == "year" and counts_something(tokens, language, period.time_start))
    ]
    found = read_quantities(tokens, language, [(p.time_start, p.end) for p in periods])
    return found, [p for p in periods if not _is_taken(p, found)]


def _is_taken(period: Period, found: list[Quantity]) -> bool:
    """Whether a figure has words of a time in it: «МЛН ДЕВЯТЬ МЕСЯЦЕВ». `found` is in the order of its figures."""
    at = bisect_left(found, period.end, key=lambda q: q.number_start)
    return at > 0 and found[at - 1].number_end > period.time_start
