"""Times as they are named, without preposition: "the third quarter of 2025", «первое полугодие», "November 16".

A reader stands at a token and says which time begins there and where it ends; words and their classes come from
the lexicon, arithmetic from `calendars`."""

from collections.abc import Callable
from datetime import date

from extractors.moments.counts import Counts
from extractors.moments.steps import Parsed, Word
from extractors.tokens import Tokens


class Cores(Counts):
    """Reads the times of one text."""

    def __init__(self, tokens: Tokens, published: date | None, language: str) -> None:
        super().__init__(tokens, published, language)
        self.readers: dict[str, Callable[[int, Word], Parsed | None]] = {
            "month": self._month,
            "weekday": self._weekday,
            "season": self._season,
            "which": self._which,
            "part": self._part,
            "ordinal": self._ordinal,
            "fixed": self._fixed,
            "number": self._count,
            "fiscal": self._fiscal,
            "whole": self._whole,
            "same": self._same,
            "unit": self._unit,
            "dayword": self._day_word,
            "halfyear": self._half_year,
        }

    def at(self, i: int) -> Parsed | None:
        """The time that begins at token i and the token after it; None where none does."""
        kind = self.tokens.kinds[i]
        if kind == "w":
            word = self.word(i)
            return self.readers[word.kind](i, word) if word else None
        if kind == "n":
            return self._figure(i)
        if kind == "c":
            return self._code(i)
        if kind == "d":
            return self._date_in_figures(i)
        return None

    def _figure(self, i: int) -> Parsed | None:
        if found := self._year(i):
            return self._years(found[0], found[1])
        if i + 1 < self.size and self.tokens.glued(i + 1) and self.low[i] in ("1", "2", "3", "4"):
            return self._short_code(i)
        day = self._day(i)
        if day and (dated := self._day_first(i, day)):
            return dated
        if short := self._short_year(i):
            return self._years(*short)
        if day and (alone := self._day_alone(i, day)):
            return alone
        count = self._number(i)
        return self._counted_units(i, count) if count else None
