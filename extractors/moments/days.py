"""Days, months and weekdays: November 16, «с 5 по 18 августа», the 26th, January to October."""

from dataclasses import replace
from datetime import timedelta

from extractors.lexicon.time_words import (
    AFTER_DAYS,
    DASHES,
    DAY_PREPOSITIONS,
    HUNDREDS,
    LOCATIVE,
    NOT_DAYS,
    PREPOSITIONS,
    VERB,
    YEAR_PREPOSITIONS,
)
from extractors.moments import calendars
from extractors.moments.calendars import Time
from extractors.moments.steps import Parsed, Word
from extractors.moments.years import Years

_YEARS = range(1900, 2101)


class Days(Years):
    """Reads days and months."""

    def _date_in_figures(self, i: int) -> Parsed | None:
        low = self.low[i]
        if "-" in low:
            parts = [int(p) for p in low.split("-")]
            day = calendars.safe_date(parts[0], parts[1], parts[2]) if parts[0] in _YEARS else None
        else:
            d, m, y = (int(p) for p in low.split("."))
            y = 2000 + y if y < 100 else y
            day = calendars.safe_date(y, m, d) if y in _YEARS else None
        return (
            (Time(first=day, last=day, grain="day", rule="date in figures"), i + 1) if day else None
        )

    def _day_alone(self, i: int, day: int) -> Parsed | None:
        """On the 26th, "to the 13th", с 4-го, 17-го: the day of a month that is not said."""
        after = self._ending(i + 1)
        if after == i + 1 or not i:
            return None
        article = self.low[i - 1] == "the"
        if self.language == "en" and not (
            article and i > 1 and self.low[i - 2] in DAY_PREPOSITIONS
        ):
            return None
        if self.language == "ru" and not (
            self.low[i - 1] in DAY_PREPOSITIONS or self.low[after - 1] == "го"
        ):
            return None
        if after < self.size and self.tokens.kinds[after] in "wc" and not self._ends_day(after):
            return None
        return self._nearest_day(day, after + (self.low[after : after + 1] == ["числа"]))

    def _ends_day(self, at: int) -> bool:
        """Whether the word after a bare day cannot be what it counts: "on the 26th and", «с 4-го до»."""
        low = self.low[at]
        if self.language == "en":
            return low in AFTER_DAYS
        return low in AFTER_DAYS or bool(VERB.search(low))

    def _nearest_day(self, day: int, after: int) -> Parsed | None:
        """The day of the month in the month of `published` or its neighbours."""
        if self.published is None:
            return Time(
                first=None,
                last=None,
                grain="day",
                relative=True,
                rule="day of month",
                yearless=True,
            ), after
        found = []
        for shift in (-2, -1, 0, 1, 2):
            start, _ = calendars.month_shifted(self.published, shift)
            if one := calendars.safe_date(start.year, start.month, day):
                found.append(one)
        done = [d for d in found if d <= self.published]
        planned = [d for d in found if d >= self.published]
        if not done or not planned:
            return None
        nearer = (
            done[-1] if self.published - done[-1] <= planned[0] - self.published else planned[0]
        )
        time = Time(
            first=nearer,
            last=nearer,
            grain="day",
            relative=True,
            rule="day of month",
            done=(done[-1], done[-1]),
            planned=(planned[0], planned[0]),
        )
        return time, after

    def _day_word(self, i: int, word: Word) -> Parsed | None:
        """Седьмого марта, "двадцать первого июня", «с первого по двадцать восьмое», «в двадцать пятом»."""
        if i and self._kind(i - 1, "number") and self._kind(i - 1, "number").number in (20, 30):  # type: ignore[union-attr]
            return None
        day = word.number
        return self._dated_word(i, day, i + 1)

    def _dated_word(self, i: int, day: int, after: int) -> Parsed | None:
        month = self._kind(after, "month")
        if month and self.low[after - 1].endswith("го"):
            return self._date(month.number, day, after + 1)
        begins = i == 0 or self.low[i - 1] in ".!?«"
        if (
            begins
            and after < self.size
            and self.low[after - 1].endswith("го")
            and VERB.search(self.low[after])
        ):
            return self._nearest_day(day, after)
        if self.low[i - 1 : i] in (["с"], ["по"], ["до"]) and self.low[after - 1].endswith(
            ("го", "ое", "е")
        ):
            if after < self.size and self.tokens.kinds[after] == "w" and not self._ends_day(after):
                return None
            return self._nearest_day(day, after)
        return None

    def _word_tens(self, i: int, tens: int) -> Parsed | None:
        """двадцать первого июня; «в двадцать пятом» is a year."""
        unit = self._kind(i + 1, "dayword") or self._kind(i + 1, "ordinal")
        if unit is None or not 1 <= unit.number <= 9:
            return None
        number, after = tens + unit.number, i + 2
        if number <= 31 and (dated := self._dated_word(i, number, after)):
            return dated
        if i and self.low[i - 1] in YEAR_PREPOSITIONS and self.low[i + 1].endswith(LOCATIVE):
            return self._worded_year(2000 + number if number < 60 else 1900 + number, after)
        return None

    def _worded_year(self, number: int, after: int) -> Parsed | None:
        """«в двадцать пятом»: a year unless a noun follows that it could be the number of."""
        if after < self.size and self.low[after] in self.words.year_words:
            return self._one_year(number, after + 1)
        if after >= self.size or self.tokens.kinds[after] in "sn":
            return self._one_year(number, after)
        low = self.low[after]
        plain = (
            low in PREPOSITIONS
            or low in HUNDREDS
            or self._kind(after, "number")
            or self._ends_day(after)
        )
        return self._one_year(number, after) if plain else None

    def _day_first(self, i: int, day: int) -> Parsed | None:
        """16 November 2023, 5–18 августа, "8 to 19 September", the 24th of this month."""
        after = self._ending(i + 1)
        at = after
        if at < self.size and self.low[at] in self.words.of:
            at += 1
        month = self._kind(at, "month")
        if month:
            return self._date(month.number, day, at + 1)
        if after + 1 < self.size and (
            self.low[after] in DASHES
            or self.low[after] in self.words.to | self.words.both | {"and"}
        ):
            nxt = after + 1
            if self.low[nxt] in self.words.to | {"включительно"}:
                nxt += 1
            second = self._day(nxt)
            if second:
                end = self._ending(nxt + 1)
                month = self._kind(
                    end + (end < self.size and self.low[end] in self.words.of), "month"
                )
                if self._unit_at(end, "day") and self.language == "ru" and day < second:
                    return self._days_of_month(day, second, end + 1)
                if month and self.low[after] not in self.words.both:
                    return self._date_span(
                        month.number, day, second, end + 1 + (self.low[end] in self.words.of)
                    )
        if at > after and self._kind(at, "which") and self._unit_at(at + 1, "month"):
            return self._day_of_month(day, self.word(at).number, at + 2)  # type: ignore[union-attr]
        return None

    def _date(self, month: int, day: int, after: int) -> Parsed | None:
        def of_year(number: int) -> calendars.Days | None:
            found = calendars.safe_date(number, month, day)
            return (found, found) if found else None

        if calendars.safe_date(2024, month, day) is None:
            return None
        return self._in_year(of_year, after, "day", "date")

    def _date_span(self, month: int, first: int, second: int, after: int) -> Parsed | None:
        def of_year(number: int) -> calendars.Days | None:
            a, b = (
                calendars.safe_date(number, month, first),
                calendars.safe_date(number, month, second),
            )
            return (a, b) if a and b and a < b else None

        if of_year(2024) is None:
            return None
        return self._in_year(of_year, after, "span", "days of a month")

    def _days_of_month(self, first: int, second: int, after: int) -> Parsed | None:
        """«с 15 по 21 число»: of the month named before, else of the one that runs or ran."""
        month = self.before.first if self.before and self.before.grain in ("month", "day") else None
        month = month or self.published
        if month is None:
            return None
        a, b = (
            calendars.safe_date(month.year, month.month, first),
            calendars.safe_date(month.year, month.month, second),
        )
        return (
            (Time(first=a, last=b, grain="span", relative=True, rule="days of a month"), after)
            if a and b
            else None
        )

    def _day_of_month(self, day: int, shift: int, after: int) -> Parsed | None:
        if self.published is None:
            return Time(
                first=None, last=None, grain="day", relative=True, rule="day of month"
            ), after
        start, _ = calendars.month_shifted(self.published, shift)
        found = calendars.safe_date(start.year, start.month, day)
        return (
            (Time(first=found, last=found, grain="day", relative=True, rule="day of month"), after)
            if found
            else None
        )

    def _is_day(self, i: int) -> bool:
        """Whether the figure after a month is its day: "March 20", not "in March 20 cars"."""
        after = self._ending(i + 1)
        if after >= self.size or after > i + 1:
            return True
        kind = self.tokens.kinds[after]
        return not (kind == "w" and (self.low[after] in NOT_DAYS or self.tokens.glued(after)))

    def _month(self, i: int, word: Word) -> Parsed | None:
        month = word.number
        after = i + 1
        if self.low[i] not in self.words.classes:
            time, end = self._in_year(
                lambda y: calendars.months(y, month, month), after, "month", "month"
            )
            return replace(time, weak=True), end
        if after < self.size and self.low[after] == "." and self.tokens.glued(after):
            after += 1
        if self.language == "en" and (day := self._day(after)) and self._is_day(after):
            between = self.low[max(0, i - 1) : i] == ["between"]
            return self._month_day(month, day, self._ending(after + 1), between=between)
        if spanned := self._month_span(month, after) or self._ending_in(month, after):
            return spanned
        return self._in_year(lambda y: calendars.months(y, month, month), after, "month", "month")

    def _month_day(self, month: int, day: int, after: int, *, between: bool) -> Parsed | None:
        """November 16, Feb 8 to 18, "November 16-18, 2024", "between April 1 and 3"."""
        if after + 1 < self.size and (
            self.low[after] in DASHES
            or self.low[after] in self.words.to
            or (between and self.low[after] == "and")
        ):
            second = self._day(after + 1)
            nxt = after + 2
            if (
                second
                and second > day
                and not (nxt < self.size and self._kind(nxt, "month"))
                and self._is_day(after + 1)
            ):
                return self._date_span(month, day, second, self._ending(nxt))
        return self._date(month, day, after)

    def _month_span(self, month: int, after: int) -> Parsed | None:
        """January–November, "January to October"."""
        if after + 1 >= self.size:
            return None
        link = self.low[after]
        if link not in DASHES and link not in self.words.to and link not in self.words.both:
            return None
        other = self._kind(after + 1, "month")
        if other is None or (link in self.words.both and other.number != month % 12 + 1):
            return None
        end = after + 2
        if end < self.size and self.low[end] == "." and self.tokens.glued(end):
            end += 1
        if self.language == "en" and self._day(end) and self._is_day(end):
            return None
        if self._unit_at(end, "quarter", "half") or self.low[end : end + 1] == ["period"]:
            end += 1
        last = other.number if other.number >= month else other.number + 12
        return self._in_year(
            lambda y: calendars.months(y, month, last), end, "span", "months", total=True
        )

    def _ending_in(self, month: int, after: int) -> Parsed | None:
        """ "the September quarter", "the June 2018 quarter", "the December half": what ends with the month."""
        dated = self._year_ish(after)
        at = dated[2] if dated else after
        if self.low[at : at + 1] == ["-"] and self.tokens.glued(at):
            at += 1
        if self.language != "en" or not self._unit_at(at, "quarter", "half"):
            return None
        if not dated and self._is_a_share(after - 1, at):
            return None
        months = 3 if self._unit_at(at, "quarter") else 6

        def of_year(number: int) -> calendars.Days | None:
            begun = number * 12 + month - months
            return calendars.months(begun // 12, begun % 12 + 1, begun % 12 + months)

        grain: calendars.Grain = "quarter" if months == 3 else "half"
        if dated is None:
            return self._in_year(of_year, at + 1, grain, "ending in", total=True)
        days = of_year(dated[0]) if dated[0] else None
        first, last = days or (None, None)
        return Time(
            first=first, last=last, grain=grain, relative=dated[1], rule="ending in"
        ), at + 1

    def _is_a_share(self, month: int, at: int) -> bool:
        """ "In March half of its workers", "in May half the cars"."""
        after = self.low[at + 1 : at + 2]
        if after == ["of"]:
            return self._year_ish(at + 1) is None
        if after and after[0] in {"the", "its", "their", "all", "a", "our"}:
            return True
        named = month > 0 and self.low[month - 1] in {"the", "this", "last", "its", "a"}
        return self._unit_at(at, "half") and not named

    def _weekday(self, i: int, word: Word) -> Parsed | None:
        wanted = word.number
        if self.published is None:
            return Time(first=None, last=None, grain="day", relative=True, rule="weekday"), i + 1
        more, after = self._weekdays_after(i, wanted)
        back = (self.published.weekday() - wanted) % 7
        done = self.published - timedelta(days=back)
        planned = self.published + timedelta(days=(wanted - self.published.weekday()) % 7)
        return (
            Time(
                first=done,
                last=done + more,
                grain="span" if more else "day",
                relative=True,
                rule="weekdays" if more else "weekday",
                done=(done, done + more),
                planned=(planned, planned + more),
            ),
            after,
        )

    def _weekdays_after(self, i: int, first: int) -> tuple[timedelta, int]:
        """How many days more "Thursday and Friday", "Monday through Thursday" are, and the token after; a name alone is one day."""
        link = self.low[i + 1] if i + 2 < self.size else ""
        last = self._kind(i + 2, "weekday") if link else None
        if last is not None:
            days = (last.number - first) % 7
            if (link in self.words.both and days == 1) or (link in {*DASHES, "through"} and days):
                return timedelta(days=days), i + 3
        return timedelta(), i + 1
