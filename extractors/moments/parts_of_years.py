"""Quarters, halves and seasons: "third quarter of 2025", «первое полугодие», first nine months, spring."""

from dataclasses import replace

from extractors.moments import calendars
from extractors.moments.days import Days
from extractors.moments.steps import Parsed, Word


class PartsOfYears(Days):
    """Reads parts of years."""

    def _season(self, i: int, word: Word) -> Parsed | None:
        start = word.number
        return self._in_year(lambda y: calendars.season(y, start), i + 1, "season", "season")

    def _ordinal(self, i: int, word: Word) -> Parsed | None:
        """third quarter of 2025, first nine months, первое полугодие."""
        n = word.number
        at = self._skip(i + 1)
        if (
            self.language == "ru"
            and n > 0
            and (dated := self._day_word(i, word) or self._leaning(i, n))
        ):
            return dated
        if self._unit_at(at, "quarter") and 1 <= abs(n) <= 4:
            n = 4 if n < 0 else n
            after = (
                at + 1 + (at + 1 < self.size and self.low[at + 1] == "." and self.low[at] == "кв")
            )
            return self._in_year(lambda y: calendars.quarter(y, n), after, "quarter", "quarter")
        if self._unit_at(at, "half") and n in (1, 2):
            return self._in_year(lambda y: calendars.half(y, n), at + 1, "half", "half-year")
        count = self._number(at, 11)
        if count and self._unit_at(self._skip(at + 1), "month"):
            return self._first_months(n, count, self._skip(at + 1) + 1)
        if (
            count
            and n == 1
            and self._unit_at(at + 1, "week")
            and (month := self._kind(at + 2, "month"))
        ):
            return self._date_span(month.number, 1, min(count * 7, 28), at + 3)
        return None

    def _first_months(self, n: int, count: int, after: int) -> Parsed | None:
        if n == 1:
            return self._in_year(
                lambda y: calendars.months(y, 1, count), after, "span", "first months", total=True
            )
        if n == -1:
            return self._in_year(
                lambda y: calendars.months(y, 13 - count, 12), after, "span", "last months"
            )
        if n == 2 and count == 6:
            return self._in_year(lambda y: calendars.half(y, 2), after, "half", "half-year")
        return None

    def _numbered_part(self, i: int) -> Parsed | None:
        """4-й квартал, 2 полугодие, "4th quarter"."""
        low = self.low[i]
        if low not in ("1", "2", "3", "4"):
            return None
        after = self._ending(i + 1)
        if self.language == "en" and after == i + 1:
            return None
        unit, n = self._kind(self._skip(after), "unit"), int(low)
        if unit is None:
            return None
        after = self._skip(after) + 1
        if unit.value == "quarter" and self.low[after - 1] not in ("quarters", "кварталов"):
            after += self.low[after : after + 1] == ["."] and self.low[after - 1] == "кв"
            return self._in_year(lambda y: calendars.quarter(y, n), after, "quarter", "quarter")
        if unit.value == "half" and n < 3:
            return self._in_year(lambda y: calendars.half(y, n), after, "half", "half-year")
        return None

    def _leaning(self, i: int, n: int) -> Parsed | None:
        """«в первом — 8,9 тыс.» after a quarter or half-year: another one of the same year."""
        before, after = self.before, i + 1
        if (
            before is None
            or before.first is None
            or before.grain not in ("quarter", "half")
            or not 1 <= n <= 4
        ):
            return None
        if (
            i == 0
            or self.low[i - 1] not in ("в", "во")
            or (self.tokens.kinds[after : after + 1] == ["w"] and not self._ends_day(after))
        ):
            return None
        if before.grain == "half" and n > 2:
            return None
        days = (
            calendars.quarter(before.first.year, n)
            if before.grain == "quarter"
            else calendars.half(before.first.year, n)
        )
        return replace(
            before, first=days[0], last=days[1], done=None, planned=None, rule="leaning"
        ), after

    def _last_half(self, after: int) -> Parsed:
        def of_year(number: int) -> calendars.Days | None:
            return calendars.half(number, 1)

        day = self.published
        if day and self._year_ish(after) is None:
            days = calendars.half(day.year, 1) if day.month > 6 else calendars.half(day.year - 1, 2)
            if day.month == 6 and day.day > 24:
                days = calendars.half(day.year, 1)
            if day.month == 12 and day.day > 24:
                days = calendars.half(day.year, 2)
            return self._relative(days, "half", "last half-year", after)
        return self._in_year(of_year, after, "half", "last half-year")
