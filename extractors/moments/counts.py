"""Counts of units and parts of a time: nine months, five years of work, the end of the year, full year."""

from dataclasses import replace
from datetime import date

from extractors.lexicon.time_words import PART_NOUNS
from extractors.moments import calendars
from extractors.moments.calendars import Time
from extractors.moments.relatives import Relatives
from extractors.moments.steps import Parsed, Word


class Counts(Relatives):
    """Reads counted units and parts."""

    def _count(self, i: int, word: Word) -> Parsed | None:
        if (
            self.language == "ru"
            and word.number % 10 == 0
            and word.number >= 20
            and (dated := self._word_tens(i, word.number))
        ):
            return dated
        return self._counted_units(i, word.number) if "." not in word.value else None

    def _counted_units(self, i: int, count: int) -> Parsed | None:  # noqa: PLR0911
        """nine months, five years ago, «за пять лет работы», two weeks."""
        if (top := self._top_of_range(i + 1)) and self._kind(self._skip(i + 3), "unit"):
            return self._counted_units(i + 2, top)
        at = self._skip(i + 1)
        if (
            (first := self._kind(at, "ordinal"))
            and first.number == 1
            and self._unit_at(at + 1, "month")
        ):
            return self._first_months(1, count, at + 2) if count < 12 else None
        unit = self._kind(at, "unit")
        if unit is None or unit.value in ("quarter", "half") or count < 1:
            return None
        after = at + 1
        if ago := self._ago(after):
            if unit.value == "decade":
                return self._shifted(10 * count, "year", ago)
            return self._shifted(count, unit.value, ago)
        before = self.low[i - 1] if i else ""
        if (
            unit.value == "month"
            and count < 12
            and before in self.words.month_totals
            and self.low[at] != "month"
        ):
            return self._months_total(i, count, after)
        dashed = after < self.size and self.low[after] in "—–" and self.language == "ru"
        if unit.value == "month" and count < 12 and (at > i + 1 or dashed):
            return self._months_total(i, count, after)
        if (
            unit.value == "year"
            and self.low[after : after + 1]
            and self.low[after].startswith(tuple(self.words.work))
        ):
            return self._years_of_work(count, after)
        return Time(
            first=None, last=None, grain="duration", rule="duration", length=(count, unit.value)
        ), after

    def _months_total(self, i: int, count: int, after: int) -> Parsed | None:
        named = self._year_ish(after)
        said = self.low[i - 1] in ("after", "of") or (
            self.low[i - 1] == "for" and self.low[after : after + 1] != ["of"]
        )
        if self.language == "en" and said and (named is None or self.low[i - 1] == "for"):
            return Time(
                first=None, last=None, grain="duration", rule="duration", length=(count, "month")
            ), after
        time, end = self._in_year(
            lambda y: calendars.months(y, 1, count), after, "span", "months of the year", total=True
        )
        return replace(time, length=(count, "month"), weak=named is None and count < 3), end

    def _years_of_work(self, count: int, after: int) -> Parsed:
        day = self.published
        days = (date(max(day.year - count, 1), 1, 1), day) if day else None
        return self._relative(days, "years", "years of work", after)

    def _half_year(self, i: int, _word: Word) -> Parsed | None:
        """«за полгода»: the half that ended last; else a duration."""
        if i and self.low[i - 1] in ("за", "итогам", "первые", "первое") and not self._ago(i + 1):
            return self._last_half(i + 1)
        if ago := self._ago(i + 1):
            return self._shifted(6, "month", ago)
        return Time(
            first=None, last=None, grain="duration", rule="duration", length=(6, "month")
        ), i + 1

    def _unit(self, i: int, word: Word) -> Parsed | None:  # noqa: PLR0911
        """year-end, "a year earlier", годом ранее, "the year before", «год назад»."""
        low, after = self.low, i + 1
        if word.value == "decade" and (ago := self._ago(after)):
            return self._shifted(10, "year", ago)
        if word.value in {"day", "decade"}:
            return None
        if self.low[i] == "квартала" and i and self.tokens.kinds[i - 1] == "w" and self.published:
            time, end = self._relative(
                calendars.quarter_shifted(self.published, 0), "quarter", "this quarter", after
            )
            return replace(time, weak=True), end
        if (
            word.value == "half"
            and i
            and self.low[i - 1] in {"за", "итогам"}
            and self.low[i] in {"полугодие", "полугодия"}
        ):
            return self._last_half(after)
        if ago := self._ago(after):
            return self._shifted(1, word.value, ago)
        if word.value in {"week", "month"} and self._lasts_one(i):
            return Time(
                first=None, last=None, grain="duration", rule="duration", length=(1, word.value)
            ), after
        if word.value != "year":
            return None
        if self.language == "en":
            return self._english_year(i)
        if low[i] == "годом" and low[after : after + 1] in (["раньше"], ["прежде"]):
            return self._shifted(1, "year", after + 1)
        return self._russian_year(i)

    def _lasts_one(self, i: int) -> bool:
        """ "for a week", «на неделю»."""
        if self.language == "en":
            return self.low[max(0, i - 2) : i] == ["for", "a"]
        said = self.low[max(0, i - 1) : i] == ["на"] and self.low[i] in {"неделю", "месяц"}
        moved = self.low[i + 1 : i + 2]
        return said and not (moved and moved[0] in _NO_YEAR) and not self._is_moved(i)

    def _is_moved(self, i: int) -> bool:
        """«сдвинул запуск на месяц», «план на месяц»: no length of anything."""
        return any(word.startswith(_MOVED) for word in self.low[max(0, i - 9) : i - 1])

    def _russian_year(self, i: int) -> Parsed | None:
        """«план на год», «за год собрали», «по итогам года», «до Нового года»: the year that runs, where no other is named."""
        low, after = self.low, i + 1
        before = tuple(low[max(0, i - 2) : i])
        following = low[after] if after < self.size else ""
        if following in _NO_YEAR or self._number(after) or self._kind(after, "which"):
            return None
        bare = (low[i], *before[-1:]) in _YEAR_ALONE or (low[i], *before) in _YEAR_ALONE
        if not bare:
            return None
        days = calendars.year(self.published.year) if self.published else None
        time, end = self._relative(days, "year", f"the year, {before[-1]}", after)
        return replace(time, weak=True), end

    def _english_year(self, i: int) -> Parsed | None:
        low, before = self.low, self.low[i - 1] if i else ""
        if (after := self._end_of_year(i)) is not None:
            number, relative, end = self._year_ish(after) or (self._counted(0), True, after)
            time, _ = self._relative(
                calendars.year(number) if number else None, "year", "year", end
            )
            return _part_of(replace(time, relative=relative), "end"), end
        joined = 2 if low[i + 1 : i + 2] == ["-"] else 1
        if low[i + joined : i + 3 * joined : joined] == ["to", "date"]:
            days = (date(self.published.year, 1, 1), self.published) if self.published else None
            return self._relative(days, "span", "year to date", i + 3 * joined - joined + 1)
        if (ended := self._year_ending(i + 1)) and before not in ("a", "per", "each", "every"):
            return ended
        if before == "the" and low[i + 1 : i + 2] in (["before"], ["earlier"]):
            return self._shifted(1, "year", i + 2)
        if (
            before == "the"
            and i > 1
            and low[i - 2] in ("for", "in", "during", "over", "throughout", "of")
        ):
            days = calendars.year(self.published.year) if self.published else None
            time, after = self._relative(days, "year", "the year", i + 1)
            return replace(time, weak=True), after
        return None

    def _end_of_year(self, i: int) -> int | None:
        """The token after "year-end", "year end" or "year's end" at token i."""
        low, at = self.low, self._skip(i + 1)
        if low[at : at + 1] == ["end"]:
            return at + 1
        return i + 4 if low[i + 1 : i + 4] == ["'", "s", "end"] else None

    def _part(self, i: int, word: Word) -> Parsed | None:
        """late 2023, the end of the year, mid-March, «в начале апреля», "later this year"."""
        at = self._past(i + 1, self.words.of, self.words.articles)
        if at >= self.size or not self._opens_part(i, at):
            return None
        if self._unit_at(at, "year") and not (at == i + 1 and self.language == "en"):
            days = calendars.year(self.published.year) if self.published else None
            whole: Parsed | None = (
                Time(
                    first=days[0] if days else None,
                    last=days[1] if days else None,
                    grain="year",
                    relative=True,
                    rule="year",
                ),
                at + 1,
            )
        elif self._unit_at(at, "decade"):
            return self._relative(None, "years", "decade", at + 1)
        elif self._kind(at, "part") or self._unit_at(at, "day", "week", "month", "half", "quarter"):
            if (
                self._unit_at(at, "month", "quarter")
                and self.published
                and (at > i + 1 or self.language == "ru")
            ):
                days = (
                    calendars.month_shifted(self.published, 0)
                    if self._unit_at(at, "month")
                    else calendars.quarter_shifted(self.published, 0)
                )
                return self._relative(
                    days,
                    "month" if self._unit_at(at, "month") else "quarter",
                    "part of month",
                    at + 1,
                )
            return None
        else:
            whole = self.at(at)
        if whole is None:
            return None
        time, after = whole
        return (_part_of(time, word.value), after) if time.grain != "duration" else None

    def _opens_part(self, i: int, at: int) -> bool:
        """Whether the noun at i is a part of a time: "the start of 2024", not "to start in 2024" or "to end this year"."""
        noun = self.low[i]
        if noun not in PART_NOUNS or self.low[i + 1] == "of" or self._skip(i + 1) > i + 1:
            return True
        return (
            noun == "end"
            and at == i + 1
            and (self._year(at) is not None or self._kind(at, "month") is not None)
        )

    def _whole(self, i: int, _word: Word) -> Parsed | None:
        """full-year, the whole of 2024, весь прошлый год."""
        at = self._past(i + 1, self.words.of, self.words.articles)
        if self._unit_at(at, "year") and self.low[at] not in ("years", "лет", "годы"):
            found = self._year(at + 1)
            if found:
                return self._one_year(*found)
            days = calendars.year(self.published.year) if self.published else None
            time, after = self._relative(days, "year", "full year", at + 1)
            return replace(time, weak=True), after
        if at < self.size and (self._year(at) or self._kind(at, "which")):
            return self.at(at)
        return None


_YEAR_ALONE = frozenset({
    ("год", "на"), ("год", "за"), ("году", "по"), ("года", "итогам"), ("года", "итоги"), ("года", "результатам"),
    ("года", "до", "нового"), ("год", "под", "новый"),
})  # fmt: skip
"""How a year stands without saying which: the word and what is before it."""
_NO_YEAR = frozenset(
    ["назад", "до", "вперед", "раньше", "ранее", "позже", "позднее", "больше", "меньше", "от"]
)
"""What follows where a year is a stretch of time."""
_MOVED = ("сдвин", "сдвиг", "перенес", "перенос", "отлож", "отсроч", "план", "график", "заказ", "прогноз")  # fmt: skip
"""Beginnings of words behind which «на месяц» lasts no month."""


def _part_of(time: Time, part: str) -> Time:
    """Early, mid or late of a time: quarters of a year, the whole of anything shorter."""
    if time.grain != "year" or time.first is None or part in ("later", "earlier"):
        return (
            time.named(f"{part} in {time.rule}")
            if part not in ("later", "earlier")
            else time.named(f"{part} {time.rule}")
        )
    number = time.first.year
    days = {
        "early": calendars.quarter(number, 1),
        "mid": calendars.months(number, 5, 8),
        "late": calendars.quarter(number, 4),
        "end": calendars.quarter(number, 4),
    }[part]
    grain: calendars.Grain = "span" if part == "mid" else "quarter"
    return replace(
        time,
        first=days[0],
        last=days[1],
        grain=grain,
        rule=f"{part} of year",
        done=None,
        planned=None,
    )
