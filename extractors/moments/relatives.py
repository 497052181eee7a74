"""Times counted from the day of publication: this year, last December, next three years, two years ago."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from extractors.lexicon.time_words import PERIOD_STEMS, PERIODS, VERB
from extractors.moments import calendars
from extractors.moments.parts_of_years import PartsOfYears
from extractors.moments.steps import Parsed, Word


class Relatives(PartsOfYears):
    """Reads relative times."""

    def _which(self, i: int, word: Word) -> Parsed | None:  # noqa: PLR0911
        """this year, last December, next three years, прошлой осенью."""
        at = i + 1
        shift = word.number
        while (more := self._kind(at, "which")) and at - i < 3:
            shift = shift or more.number
            at += 1
        if self._kind(at, "fiscal"):
            at += 1
        nxt = self.word(at)
        if nxt is None:
            return self._which_bare(i, at, shift)
        if nxt.kind == "unit":
            return self._which_unit(nxt.value, shift, at)
        if nxt.kind == "month":
            return self._which_month(nxt.number, shift, at)
        if nxt.kind == "season":
            if self._year(at + 1):
                return self._season(at, nxt)
            start = nxt.number
            return self._which_of(
                lambda y: calendars.season(y, start), shift, "season", "last season", at + 1
            )
        if nxt.kind == "weekday":
            return self._which_weekday(nxt.number, shift, at)
        if nxt.kind == "ordinal" and shift == 0:
            return self._ordinal(at, nxt)
        return self._which_bare(i, at, shift)

    def _which_bare(self, i: int, at: int, shift: int) -> Parsed | None:
        """Before a word that is no time: next 5-6 years, last night, "after 24,600 last."."""
        if shift == -1 and at < self.size and self.low[at] in self.words.nights:
            return self._fixed(at, Word("fixed", "-1"))
        return self._which_number(at, shift) or self._elliptical(i, at, shift)

    def _which_unit(self, unit: str, shift: int, at: int) -> Parsed | None:  # noqa: PLR0911
        day = self.published
        if unit == "year":
            if ended := self._year_ending(at + 1):
                return ended
            if self.low[at] in ("years", "лет", "годы", "годов", "годам", "годах"):
                return None
            return self._relative(
                calendars.year(day.year + shift) if day else None, "year", "this year", at + 1
            )
        if unit == "quarter":
            return self._which_quarter(shift, at)
        if unit == "month":
            return self._relative(
                calendars.month_shifted(day, shift) if day else None, "month", "this month", at + 1
            )
        if unit == "week":
            return self._relative(
                calendars.week(day, shift) if day else None, "week", "this week", at + 1
            )
        if unit == "half":
            days = (
                calendars.half(day.year, 1 if day.month < 7 else 2) if day and shift == 0 else None
            )
            return self._relative(days, "half", "this half", at + 1)
        if unit == "decade":
            return self._relative(None, "years", "decade", at + 1)
        return None

    def _which_quarter(self, shift: int, at: int) -> Parsed:
        """ "this quarter"; "in the last quarter of 2011" and of what is planned in the last one is the fourth of its year."""
        day = self.published
        if shift < 0 and self._year_ish(at + 1):
            return self._in_year(
                lambda y: calendars.quarter(y, 4), at + 1, "quarter", "last quarter"
            )
        days = calendars.quarter_shifted(day, shift) if day else None
        time, after = self._relative(days, "quarter", "this quarter", at + 1)
        if day and shift == -1 and self.low[at - 1].startswith(self.words.closing):
            time = replace(time, done=days, planned=calendars.quarter(day.year, 4))
        return time, after

    def _which_month(self, month: int, shift: int, at: int) -> Parsed | None:
        return self._which_of(
            lambda y: calendars.months(y, month, month), shift, "month", "last December", at + 1
        )

    def _which_of(
        self,
        of_year: Callable[[int], calendars.Days],
        shift: int,
        grain: calendars.Grain,
        rule: str,
        after: int,
    ) -> Parsed:
        """This one: of the year of publication; last: the latest that is over; next: the first that has not begun."""
        day = self.published
        if day is None:
            return self._relative(None, grain, rule, after)
        candidates = [of_year(n) for n in range(day.year - 2, day.year + 3)]
        if shift == 0:
            days = of_year(day.year)
            if days[0].month == 12 and day.month < 3 and len({days[0].month, days[1].month}) > 1:
                days = of_year(day.year - 1)
        elif shift < 0:
            days = [d for d in candidates if d[1] < day][-1]
        else:
            days = next(d for d in candidates if d[0] > day)
        return self._relative(days, grain, rule, after)

    def _which_weekday(self, wanted: int, shift: int, at: int) -> Parsed | None:
        day = self.published
        if day is None:
            return self._relative(None, "day", "last Friday", at + 1)
        if shift < 0:
            found = day - timedelta(days=(day.weekday() - wanted - 1) % 7 + 1)
        elif shift > 0:
            found = day + timedelta(days=(wanted - day.weekday() - 1) % 7 + 1)
        else:
            found = calendars.week(day)[0] + timedelta(days=wanted)
        return self._relative((found, found), "day", "last Friday", at + 1)

    def _which_number(self, at: int, shift: int) -> Parsed | None:  # noqa: PLR0911
        """next three years, последние пять лет, past two weeks."""
        count = self._number(at)
        if count is None or shift == 0:
            return None
        if top := self._top_of_range(at + 1):
            at, count = at + 2, top  # next 5-6 years
        unit = self._kind(self._skip(at + 1), "unit")
        if unit is None:
            return None
        after = self._skip(at + 1) + 1
        if unit.value == "year":
            return self._relative(
                self._years_away(count, shift), "years", "next three years", after
            )
        if unit.value == "month":
            if shift < 0 and (found := self._year_ish(after)):
                return (
                    self._in_year(
                        lambda y: calendars.months(y, 13 - count, 12), after, "span", "last months"
                    )
                    if found
                    else None
                )
            return self._relative(
                self._months_away(count, shift), "span", "next three months", after
            )
        if unit.value == "week" and self.published:
            edges = calendars.week(self.published, shift)
            far = calendars.week(self.published, shift * count)
            return self._relative(
                (min(edges[0], far[0]), max(edges[1], far[1])), "span", "last two weeks", after
            )
        return None

    def _years_away(self, count: int, shift: int) -> calendars.Days | None:
        if self.published is None:
            return None
        now = self.published.year
        if shift > 0:
            return date(now + 1, 1, 1), date(min(now + count, 9999), 12, 31)
        return date(now - count, 1, 1), date(now - 1, 12, 31)

    def _months_away(self, count: int, shift: int) -> calendars.Days | None:
        if self.published is None:
            return None
        near = calendars.month_shifted(self.published, shift)
        far = calendars.month_shifted(self.published, shift * count)
        return min(near[0], far[0]), max(near[1], far[1])

    def _elliptical(self, i: int, at: int, shift: int) -> Parsed | None:
        """«в нынешнем рассчитывает», "after 24,600 last.": a year left unsaid."""
        low = self.low[i]
        if self.language == "en":
            if low in ("last", "next") and (at >= self.size or self.low[at] in ".,;)"):
                days = calendars.year(self.published.year + shift) if self.published else None
                time, after = self._relative(days, "year", "elliptical year", at)
                return replace(time, weak=True), after
            return None
        if (
            not (
                i
                and self.low[i - 1] in ("в", "во", "на")
                and low.endswith(("ем", "ом", "ий", "ый"))
            )
            or low == "этом"
        ):
            return None
        if at < self.size and self.tokens.kinds[at] == "w" and not VERB.search(self.low[at]):
            return None
        days = calendars.year(self.published.year + shift) if self.published else None
        time, after = self._relative(days, "year", "elliptical year", at)
        return replace(time, weak=True), after

    def _fixed(self, i: int, word: Word) -> Parsed | None:
        after = i + 1
        if self._unit_at(after, "day"):
            after += 1
        day = self.published + timedelta(days=word.number) if self.published else None
        return self._relative((day, day) if day else None, "day", "today", after)

    def _same(self, i: int, _word: Word) -> Parsed | None:
        """the same period of last year, за тот же период прошлого года, "in the same months of 2022"."""
        at = i + 1
        if at < self.size and self.low[at] == "же":
            at += 1
        unit = self._kind(at, "unit")
        if at >= self.size or not (
            self.low[at] in PERIODS or self.low[at].startswith(PERIOD_STEMS) or unit
        ):
            return None
        found = self._year_ago(at + 1) or self._year_ish(at + 1)
        if found is None or (unit and unit.value == "year"):
            return None
        days = calendars.year(found[0]) if found[0] else None
        time, after = self._relative(days, "year", "same period", found[2])
        return replace(time, length=(1, "year")), after

    def _year_ago(self, at: int) -> tuple[int | None, bool, int] | None:
        """a year earlier, годом ранее."""
        if " ".join(self.low[at : at + 3]) in (
            "a year earlier",
            "a year ago",
            "one year earlier",
            "the year before",
        ):
            return self._counted(-1), True, at + 3
        return None

    def _shifted(self, count: int, unit: str, after: int) -> Parsed | None:
        """five years ago: the year, month, week or day; `length` lets another anchor be used."""
        day, days = self.published, None
        grain: calendars.Grain = "year"
        try:
            if unit == "year":
                days = calendars.year(day.year - count) if day else None
            elif unit == "month":
                days, grain = (calendars.month_shifted(day, -count) if day else None), "month"
            elif unit == "week":
                days, grain = (calendars.week(day, -count) if day else None), "week"
            elif unit == "day":
                then = day - timedelta(days=count) if day else None
                days, grain = ((then, then) if then else None), "day"
            else:
                days = None
        except (ValueError, OverflowError):
            return None
        time, end = self._relative(days, grain, "ago", after)
        return replace(time, length=(count, unit)), end
