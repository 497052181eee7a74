"""Times as they are named, without preposition: "the third quarter of 2025", «первое полугодие», "November 16".

A reader stands at a token and says which time begins there and where it ends; words and their classes come from
the lexicon, arithmetic from `calendars`."""

from collections.abc import Callable
from datetime import date

from extractors.moments import calendars
from extractors.moments.calendars import Time
from extractors.moments.counts import Counts
from extractors.moments.steps import Parsed, Word
from extractors.tokens import Tokens

_DEEPEST = 5  # times inside times: the end of the first half of the year ended …


class Cores(Counts):
    """Reads the times of one text."""

    def __init__(self, tokens: Tokens, published: date | None, language: str) -> None:
        super().__init__(tokens, published, language)
        self.depth = 0
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
        if self.depth >= _DEEPEST:
            return None
        self.depth += 1
        try:
            return self._begun(i)
        finally:
            self.depth -= 1

    def _begun(self, i: int) -> Parsed | None:
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
        """A time that begins with figures: the first reading that fits."""
        return self._figure_of_year(i) or self._figure_of_day(i)

    def _figure_of_year(self, i: int) -> Parsed | None:
        if found := self._year(i):
            return self._part_of(*found) or self._years(found[0], found[1])
        if i + 1 < self.size and self.tokens.glued(i + 1) and self.low[i] in ("1", "2", "3", "4"):
            return self._short_code(i) or self._numbered_part(i)
        return self._numbered_part(i)

    def _part_of(self, number: int, after: int) -> Parsed | None:
        """ "1988's first quarter": a part of the year that stands before it."""
        if self.low[after + 1 : after + 2] != ["s"] or self.low[after] not in ("'", "’"):
            return None
        found = self.at(after + 2)
        if found is None or found[0].first is None or found[0].grain not in ("quarter", "half"):
            return None
        (part, end), begins = found, found[0].first.month
        days = calendars.months(number, begins, begins + (2 if part.grain == "quarter" else 5))
        return Time(first=days[0], last=days[1], grain=part.grain, rule=part.rule), end

    def _figure_of_day(self, i: int) -> Parsed | None:
        day = self._day(i)
        if day and (dated := self._day_first(i, day)):
            return dated
        if short := self._short_year(i):
            return self._years(*short)
        if day and (alone := self._day_alone(i, day)):
            return alone
        count = self._number(i)
        return self._counted_units(i, count) if count else None
