"""Times as they are named, without preposition: "the third quarter of 2025", «первое полугодие», "November 16".

A reader stands at a token and says which time begins there and where it ends; words and their classes come from
the lexicon, arithmetic from `calendars`.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from extractors import calendars
from extractors.calendars import Time
from extractors.lexicon.period_words import PeriodWords
from extractors.lexicon.periods_en import ENGLISH
from extractors.lexicon.periods_ru import RUSSIAN
from extractors.tokens import Tokens

WORDS = {"en": ENGLISH, "ru": RUSSIAN}
_HYPHENS = ("-", "‐", "‑")
_DASHES = frozenset("-–—‑‐−/")
_ADJECTIVE = re.compile(
    r"(?:[иыое]й|ое|[иы]м|[ое]го|[ое]му?|[аяо]я|[ую]ю|ее|[иы]е|[иы]х|[иы]ми|ья|ье|ьего|ьем|ьей|ьему|ью)$"
)
_QUARTER_CODE = re.compile(r"([qh])([1-4])$")
_FISCAL_CODE = re.compile(r"fy'?(\d\d|\d{4})(?:[-/](\d\d|\d{4}))?$")
_SHORT_CODE = re.compile(r"([qh])(\d\d)?$")
_YEARS = range(1900, 2101)

Parsed = tuple[Time, int]


class Word(NamedTuple):
    """A token as the period grammar sees it."""

    kind: str
    value: str

    @property
    def number(self) -> int:
        """The value of a month, weekday, season, ordinal or which."""
        return int(float(self.value))


def _classify(word: str, language: str) -> Word | None:
    words = WORDS[language]
    if found := words.classes.get(word):
        return Word(*found)
    if words.stems and len(word) > 4:
        for length in range(len(word) - 1, 3, -1):
            if (stem := words.stems.get(word[:length])) and _ADJECTIVE.fullmatch(word[length:]):
                return Word(*stem)
    return None


@lru_cache(maxsize=16384)
def classify(word: str, language: str) -> Word | None:
    """What `word` is to the period grammar, None for most words."""
    return _classify(word, language)


class Cores:
    """Reads the times of one text."""

    def __init__(self, tokens: Tokens, published: date | None, language: str) -> None:
        self.tokens = tokens
        self.low = tokens.words
        self.size = len(tokens)
        self.published = published
        self.language = language
        self.words: PeriodWords = WORDS[language]
        self.before: Time | None = None
        """The time read last, for what leans on it: "that year", «в третьем»."""
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

    def word(self, i: int) -> Word | None:
        """What token i is, with the guards of doubtful words applied."""
        if not 0 <= i < self.size or self.tokens.kinds[i] != "w":
            return None
        low = self.low[i]
        word = classify(low, self.language)
        if word is None:
            return None
        if low in self.words.capitals and not self.tokens.capital(i):
            return None
        if (
            low in self.words.guarded
            and not (i and self.low[i - 1] in self.words.guards)
            and self._year(i + 1) is None
        ):
            return None
        return word

    # small steps

    def _skip(self, i: int) -> int:
        """Past a hyphen that joins two words."""
        if (
            i < self.size
            and self.low[i] in _HYPHENS
            and self.tokens.glued(i)
            and self.tokens.glued(i + 1)
        ):
            return i + 1
        return i

    def _past(self, i: int, *groups: frozenset[str]) -> int:
        """Past a hyphen and then past words of the groups."""
        i = self._skip(i)
        while i < self.size and any(self.low[i] in group for group in groups):
            i += 1
        return self._skip(i)

    def _kind(self, i: int, kind: str) -> Word | None:
        word = self.word(i)
        return word if word and word.kind == kind else None

    def _unit_at(self, i: int, *names: str) -> bool:
        word = self._kind(i, "unit")
        return word is not None and word.value in names

    def _number(self, i: int, top: int = 99) -> int | None:
        """A small whole number in figures or words at token i."""
        if i >= self.size:
            return None
        low = self.low[i]
        if self.tokens.kinds[i] == "n":
            return int(low) if low.isdigit() and len(low) <= 2 and int(low) <= top else None
        word = self._kind(i, "number")
        return word.number if word and "." not in word.value and word.number <= top else None

    def _day(self, i: int) -> int | None:
        """A day of the month in figures."""
        if i >= self.size or self.tokens.kinds[i] != "n":
            return None
        low = self.low[i]
        return int(low) if low.isdigit() and len(low) <= 2 and 1 <= int(low) <= 31 else None

    def _ending(self, i: int) -> int:
        """Past the ending glued to a figure: 16th, 24-го, 2026-й."""
        at = self._skip(i)
        if at < self.size and self.tokens.glued(at) and self.low[at] in _ENDINGS:
            return at + 1
        return i

    def _year(self, i: int) -> tuple[int, int] | None:
        """A year in figures at token i, and the token after it, its ending and the word for year."""
        if i >= self.size or self.tokens.kinds[i] != "n":
            return None
        low = self.low[i]
        if len(low) == 4 and low.isdigit() and int(low) in _YEARS:
            return int(low), self._year_word(self._ending(i + 1))
        ended = self._ending(i + 1)
        if (
            len(low) == 2
            and low.isdigit()
            and ended > i + 1
            and ended < self.size
            and self.low[ended] in self.words.year_words
        ):
            return 2000 + int(low) if int(low) < 60 else 1900 + int(low), ended + 1
        return None

    def _year_word(self, i: int) -> int:
        if self.language == "ru" and i < self.size and self.low[i] in self.words.year_words:
            if i + 1 < self.size and self.low[i + 1] == "." and self.low[i] in ("г", "гг"):
                return i + 2 if i + 2 < self.size and not self.tokens.capital(i + 2) else i + 1
            return i + 1
        return i

    def _year_ish(self, i: int) -> tuple[int | None, bool, int] | None:  # noqa: C901, PLR0911
        """A year in figures, "this year", "the year", «прошлого» after a month or part: number, relative, next token."""
        at = i
        if at < self.size and self.low[at] == "," and self._year(at + 1):
            at += 1
        if (
            at < self.size
            and self.low[at] == "("
            and (inner := self._year(at + 1))
            and self.low[inner[1] : inner[1] + 1] == [")"]
        ):
            return inner[0], False, inner[1] + 1
        at = self._past(at, self.words.of, self.words.articles)
        if (
            at < self.size
            and self.low[at] in _QUOTES
            and at + 1 < self.size
            and len(self.low[at + 1]) == 2
            and self.low[at + 1].isdigit()
        ):
            return 2000 + int(self.low[at + 1]), False, at + 2
        if self._kind(at, "whole"):
            at += 1
        if self._kind(at, "fiscal"):
            at += 1
        if found := self._year(at):
            return found[0], False, found[1]
        which = self._kind(at, "which")
        if which:
            nxt = at + 1
            while self._kind(nxt, "which"):
                nxt += 1
            if self._kind(nxt, "fiscal"):
                nxt += 1
            if self._unit_at(nxt, "year"):
                return self._counted(which.number), True, nxt + 1
            if self.language == "ru" and self.low[at].endswith("го") and which.value != "0":
                return self._counted(which.number), True, at + 1
        if (
            self._unit_at(at, "year")
            and (at > i or self.language == "ru")
            and self.low[at - 1] not in ("a", "an")
        ):
            return self._counted(0), True, at + 1
        return self._that_year(at)

    def _that_year(self, at: int) -> tuple[int | None, bool, int] | None:
        """ "that year", «того же года»: the year of the time before."""
        that = at < self.size and self.low[at] == "that"
        if not that and not self._kind(at, "same"):
            return None
        at += 1
        if self.low[at : at + 1] == ["же"]:
            at += 1
        if not self._unit_at(at, "year") or self.before is None or self.before.first is None:
            return None
        return self.before.first.year, False, at + 1

    def _counted(self, shift: int) -> int | None:
        return self.published.year + shift if self.published else None

    def _in_year(
        self,
        of_year: Callable[[int], calendars.Days | None],
        i: int,
        grain: calendars.Grain,
        rule: str,
        *,
        total: bool = False,
    ) -> Parsed:
        """Days of a year that token i names, or of a year still open."""
        found = self._year_ish(i)
        if found is None:
            return calendars.yearless(of_year, self.published, grain, rule, total=total), i
        number, relative, after = found
        days = of_year(number) if number else None
        first, last = days or (None, None)
        return Time(first=first, last=last, grain=grain, relative=relative, rule=rule), after

    # figures

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

    def _short_year(self, i: int) -> tuple[int, int] | None:
        """In '23, к 2030-м no: the two figures after an apostrophe and a preposition."""
        low = self.low[i]
        if (
            i < 2
            or len(low) != 2
            or not low.isdigit()
            or self.low[i - 1] not in _QUOTES
            or not self.tokens.glued(i)
        ):
            return None
        if self.low[i - 2] not in self.words.roles:
            return None
        return 2000 + int(low) if int(low) < 60 else 1900 + int(low), i + 1

    def _day_alone(self, i: int, day: int) -> Parsed | None:
        """On the 26th, "to the 13th", с 4-го, 17-го: the day of a month that is not said."""
        after = self._ending(i + 1)
        if after == i + 1 or not i:
            return None
        article = self.low[i - 1] == "the"
        if self.language == "en" and not (
            article and i > 1 and self.low[i - 2] in _DAY_PREPOSITIONS
        ):
            return None
        if self.language == "ru" and not (
            self.low[i - 1] in _DAY_PREPOSITIONS or self.low[after - 1] == "го"
        ):
            return None
        if after < self.size and self.tokens.kinds[after] in "wc" and not self._ends_day(after):
            return None
        return self._nearest_day(day, after + (self.low[after : after + 1] == ["числа"]))

    def _ends_day(self, at: int) -> bool:
        """Whether the word after a bare day cannot be what it counts: "on the 26th and", «с 4-го до»."""
        low = self.low[at]
        if self.language == "en":
            return low in _AFTER_DAYS
        return low in _AFTER_DAYS or bool(_VERB.search(low))

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
            and _VERB.search(self.low[after])
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
        if i and self.low[i - 1] in _YEAR_PREPOSITIONS and self.low[i + 1].endswith(_LOCATIVE):
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
            low in _PREPOSITIONS
            or low in _HUNDREDS
            or self._kind(after, "number")
            or self._ends_day(after)
        )
        return self._one_year(number, after) if plain else None

    def _half_year(self, i: int, _word: Word) -> Parsed | None:
        """«за полгода»: the half that ended last; else a duration."""
        if i and self.low[i - 1] in ("за", "итогам", "первые", "первое") and not self._ago(i + 1):
            return self._last_half(i + 1)
        if ago := self._ago(i + 1):
            return self._shifted(6, "month", ago)
        return Time(
            first=None, last=None, grain="duration", rule="duration", length=(6, "month")
        ), i + 1

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

    def _years(self, number: int, after: int) -> Parsed | None:
        """A year, or years joined by a dash or "or"."""
        low = self.low
        if self.language == "en" and self._skip(after) > after and low[after + 1] == "model":
            return Time(first=None, last=None, grain="year", rule="model year"), after + 2
        if after < self.size and (low[after] == "model" or low[after].startswith("модельн")):
            return Time(first=None, last=None, grain="year", rule="model year"), min(
                after + 2, self.size
            )
        if (
            after + 1 < self.size
            and low[after] in _DASHES
            and (self.tokens.glued(after) or self.tokens.kinds[after - 1] == "n")
        ):
            second = self._second_year(number, after)
            if second:
                return self._year_span(number, *second)
        if after < self.size and (
            low[after] in self.words.either or self._both_years(number, after)
        ):
            nxt = after + 1
            while nxt < self.size and low[nxt] in ("in", "в", "во"):
                nxt += 1
            other = self._year(nxt)
            if other and other[0] > number:
                return self._year_span(number, *other)
        if code := self._code_after_year(number, after):
            return code
        if self.language == "ru" and self._kind(after, "fiscal"):
            after = after + 2 if self._unit_at(after + 1, "year") else after + 1
        return self._one_year(number, after)

    def _both_years(self, number: int, after: int) -> bool:
        """2025 and 2026, «на 2025-й и 2026-й»: one span, unless each has its own figure."""
        if self.low[after] not in self.words.both:
            return False
        other = self._year(after + 1 + (self.low[after + 1 : after + 2] in (["in"], ["в"], ["на"])))
        return (
            other is not None
            and other[0] == number + 1
            and not {"respectively", "соответственно"} & set(self.low)
        )

    def _one_year(self, number: int, after: int) -> Parsed:
        first, last = calendars.year(number)
        return Time(first=first, last=last, grain="year", rule="year"), after

    def _second_year(self, number: int, dash: int) -> tuple[int, int] | None:
        other = self._year(dash + 1)
        if other and other[0] > number and other[0] - number < 60:
            return other
        low = self.low[dash + 1]
        short = self.tokens.kinds[dash + 1] == "n" and len(low) == 2 and low.isdigit()
        if (
            short
            and self.tokens.glued(dash)
            and self.tokens.glued(dash + 1)
            and int(low) == (number + 1) % 100
        ):
            return number + 1, self._year_word(self._ending(dash + 2))
        return None

    def _year_span(self, first: int, last: int, after: int) -> Parsed:
        days = date(first, 1, 1), date(last, 12, 31)
        fiscal = self._kind(after, "fiscal")
        if fiscal and last == first + 1:
            days = date(first, 4, 1), date(last, 3, 31)
            after = after + 2 if self._unit_at(after + 1, "year") else after + 1
            return Time(first=days[0], last=days[1], grain="span", rule="fiscal years"), after
        return Time(first=days[0], last=days[1], grain="years", rule="years"), after

    def _code_after_year(self, number: int, after: int) -> Parsed | None:
        """2024 Q3, 2025 H1."""
        at = self._skip(after)
        if (
            at < self.size
            and self.tokens.kinds[at] == "c"
            and (code := _QUARTER_CODE.match(self.low[at]))
        ):
            return self._quarter_or_half(code.group(1), int(code.group(2)), number, at + 1)
        return None

    def _quarter_or_half(self, letter: str, n: int, number: int, after: int) -> Parsed | None:
        if letter == "h" and n > 2:
            return None
        days = calendars.half(number, n) if letter == "h" else calendars.quarter(number, n)
        return Time(
            first=days[0],
            last=days[1],
            grain="half" if letter == "h" else "quarter",
            rule="Q3 2025",
        ), after

    def _code(self, i: int) -> Parsed | None:
        """Q3, H1, FY25, FY2024-25."""
        low = self.low[i]
        if code := _QUARTER_CODE.match(low):
            n = int(code.group(2))
            if code.group(1) == "h":
                if n > 2 or not self._codes_a_half(i):
                    return None
                return self._in_year(lambda y: calendars.half(y, n), i + 1, "half", "H1")
            return self._in_year(lambda y: calendars.quarter(y, n), i + 1, "quarter", "Q3")
        if code := _FISCAL_CODE.match(low):
            return self._fiscal_years(code.group(1), code.group(2), i + 1)
        return None

    def _codes_a_half(self, i: int) -> bool:
        """H1 is a half-year where a year follows or a preposition stands before; else a model or a drug."""
        return self._year_ish(i + 1) is not None or (i > 0 and self.low[i - 1] in self.words.roles)

    def _short_code(self, i: int) -> Parsed | None:
        """3Q25, 1H 2024, 2H."""
        match = _SHORT_CODE.match(self.low[i + 1])
        if not match:
            return None
        n, letter, short = int(self.low[i]), match.group(1), match.group(2)
        if short:
            return self._quarter_or_half(letter, n, 2000 + int(short), i + 2)
        if letter == "h":
            return (
                self._in_year(lambda y: calendars.half(y, n), i + 2, "half", "1H")
                if n < 3
                else None
            )
        return self._in_year(lambda y: calendars.quarter(y, n), i + 2, "quarter", "3Q")

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

    # months and days

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
            self.low[after] in _DASHES
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
            return self._month_day(month, day, self._ending(after + 1))
        if spanned := self._month_span(month, after):
            return spanned
        return self._in_year(lambda y: calendars.months(y, month, month), after, "month", "month")

    def _is_day(self, i: int) -> bool:
        """Whether the figure after a month is its day: "March 20", not "in March 20 cars"."""
        after = self._ending(i + 1)
        if after >= self.size or after > i + 1:
            return True
        kind = self.tokens.kinds[after]
        return not (kind == "w" and (self.low[after] in _NOT_DAYS or self.tokens.glued(after)))

    def _month_day(self, month: int, day: int, after: int) -> Parsed | None:
        """November 16, Feb 8 to 18, "November 16-18, 2024"."""
        if after + 1 < self.size and (
            self.low[after] in _DASHES or self.low[after] in self.words.to
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
        if link not in _DASHES and link not in self.words.to and link not in self.words.both:
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

    def _weekday(self, i: int, word: Word) -> Parsed | None:
        wanted = word.number
        if self.published is None:
            return Time(first=None, last=None, grain="day", relative=True, rule="weekday"), i + 1
        back = (self.published.weekday() - wanted) % 7
        done = self.published - timedelta(days=back)
        planned = self.published + timedelta(days=(wanted - self.published.weekday()) % 7)
        return (
            Time(
                first=done,
                last=done,
                grain="day",
                relative=True,
                rule="weekday",
                done=(done, done),
                planned=(planned, planned),
            ),
            i + 1,
        )

    # seasons, quarters, halves

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

    # relative times

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
            return self._which_number(at, shift) or self._elliptical(i, at, shift)
        if nxt.kind == "unit":
            return self._which_unit(nxt.value, shift, at)
        if nxt.kind == "month":
            return self._which_month(nxt.number, shift, at)
        if nxt.kind == "season":
            start = nxt.number
            return self._which_of(
                lambda y: calendars.season(y, start), shift, "season", "last season", at + 1
            )
        if nxt.kind == "weekday":
            return self._which_weekday(nxt.number, shift, at)
        if nxt.kind == "ordinal" and shift == 0:
            return self._ordinal(at, nxt)
        return self._which_number(at, shift) or self._elliptical(i, at, shift)

    def _relative(
        self, days: calendars.Days | None, grain: calendars.Grain, rule: str, after: int
    ) -> Parsed:
        first, last = days or (None, None)
        return Time(first=first, last=last, grain=grain, relative=True, rule=rule), after

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
            return self._relative(
                calendars.quarter_shifted(day, shift) if day else None,
                "quarter",
                "this quarter",
                at + 1,
            )
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
        if at < self.size and self.tokens.kinds[at] == "w" and not _VERB.search(self.low[at]):
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

    # parts

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
        if noun not in _PART_NOUNS or self.low[i + 1] == "of" or self._skip(i + 1) > i + 1:
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

    def _same(self, i: int, _word: Word) -> Parsed | None:
        """the same period of last year, за тот же период прошлого года, "in the same months of 2022"."""
        at = i + 1
        if at < self.size and self.low[at] == "же":
            at += 1
        unit = self._kind(at, "unit")
        if at >= self.size or not (
            self.low[at] in _PERIODS or self.low[at].startswith(_PERIOD_STEMS) or unit
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

    # counts of units

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
        if named is None and self.language == "en" and self.low[i - 1] in ("for", "after", "of"):
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

    def _ago(self, i: int) -> int:
        """The token after "ago", "earlier", «назад» at token i, else 0."""
        if i >= self.size:
            return 0
        if self.low[i] in _AGO:
            return i + 1
        return i + 2 if self.low[i : i + 2] in (["to", "назад"], ["тому", "назад"]) else 0

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

    def _unit(self, i: int, word: Word) -> Parsed | None:
        """year-end, "a year earlier", годом ранее, "the year before", «год назад»."""
        low, after = self.low, i + 1
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
        if word.value != "year":
            return None
        if self.language == "en":
            return self._english_year(i)
        if low[i] == "годом" and low[after : after + 1] in (["раньше"], ["прежде"]):
            return self._shifted(1, "year", after + 1)
        return None

    def _english_year(self, i: int) -> Parsed | None:
        low, before = self.low, self.low[i - 1] if i else ""
        at = self._skip(i + 1)
        if (at < self.size and low[at] == "end" and at > i + 1) or (
            low[i + 1 : i + 3] == ["'", "s"] and low[i + 3 : i + 4] == ["end"]
        ):
            after = at + 1 if low[at] == "end" else i + 4
            number, relative, end = self._year_ish(after) or (self._counted(0), True, after)
            days = calendars.year(number) if number else None
            time = Time(
                first=days[0] if days else None,
                last=days[1] if days else None,
                grain="year",
                relative=relative,
                rule="year",
            )
            return _part_of(time, "end"), end
        if low[i + 1 : i + 3] == ["to", "date"]:
            days = (date(self.published.year, 1, 1), self.published) if self.published else None
            return self._relative(days, "span", "year to date", i + 3)
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

    # fiscal years

    def _fiscal(self, i: int, _word: Word) -> Parsed | None:
        """fiscal 2031, financial year 2024-25, "fiscal year ended March 31, 2024", финансовом году, закрытом 31 марта."""
        at = i + 1
        if self._unit_at(at, "year"):
            at += 1
            if ended := self._year_ending(at):
                return ended
        at = self._past(at, self.words.of)
        if found := self._year(at):
            second = (
                self._second_year(found[0], found[1])
                if found[1] + 1 < self.size and self.low[found[1]] in _DASHES
                else None
            )
            if second:
                days = date(found[0], 4, 1), date(second[0], 3, 31)
                return Time(first=days[0], last=days[1], grain="span", rule="fiscal years"), second[
                    1
                ]
            if ended := self._year_ending(found[1]):
                return ended
            first, last = calendars.year(found[0])
            return Time(first=first, last=last, grain="year", rule="fiscal year"), found[1]
        if (
            at < self.size
            and self.tokens.kinds[at] == "n"
            and len(self.low[at]) == 2
            and self.low[at].isdigit()
        ):
            return self._fiscal_years(self.low[at], None, at + 1)
        return None

    def _fiscal_years(self, first: str, second: str | None, after: int) -> Parsed | None:
        number = int(first) if len(first) == 4 else 2000 + int(first)
        if number not in _YEARS:
            return None
        if second:
            return Time(
                first=date(number, 4, 1),
                last=date(number + 1, 3, 31),
                grain="span",
                rule="fiscal years",
            ), after
        days = calendars.year(number)
        return Time(first=days[0], last=days[1], grain="year", rule="fiscal year"), after

    def _year_ending(self, i: int) -> Parsed | None:
        """The twelve months up to the date that follows "ended", "ending", "to", «завершившемся»."""
        at = i
        if at < self.size and self.low[at] == ",":
            at += 1
        while (
            at < self.size
            and at - i < 4
            and self.low[at] in ("который", "that", "which", "will", "runs")
        ):
            at += 1
        if at >= self.size or not self.low[at].startswith(tuple(self.words.ends)):
            return None
        if self.low[at] == "to" and self.low[at + 1 : at + 2] == ["date"]:
            return None
        at += 1
        while at < self.size and self.low[at] in ("in", "on", "в", "the", "end", "of"):
            at += 1
        inner = self.at(at) if at < self.size else None
        if inner is None or inner[0].grain not in ("day", "month"):
            return None
        last = inner[0].last
        if last is None:
            return self._relative(None, "span", "fiscal year ending", inner[1])
        first = calendars.safe_date(last.year - 1, last.month, min(last.day, 28))
        start = (first + timedelta(days=1 if last.day <= 28 else last.day - 27)) if first else None
        if calendars.months(last.year, last.month, last.month)[1] == last:
            start = calendars.month_shifted(last, -11)[0]
        return Time(
            first=start,
            last=last,
            grain="span",
            relative=inner[0].relative,
            rule="fiscal year ending",
        ), inner[1]


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


_ENDINGS = frozenset("th st nd rd й я е го му м х ю ом ых ый ой".split())  # noqa: SIM905
_QUOTES = frozenset("'’‘")
_AGO = frozenset(("ago", "earlier", "before", "previously", "назад", "ранее"))
_PERIODS = frozenset(
    ("period", "months", "month", "quarter", "time", "span", "stretch", "season", "half")
)
_PERIOD_STEMS = ("период", "срок", "месяц", "квартал", "врем", "полугод", "отрез", "промежут")
_DAY_PREPOSITIONS = frozenset(
    (
        "on",
        "to",
        "until",
        "till",
        "by",
        "from",
        "since",
        "through",
        "с",
        "до",
        "по",
        "к",
        "вместо",
        "на",
    )
)
_PREPOSITIONS = frozenset(
    ("из", "с", "со", "на", "в", "во", "за", "у", "под", "от", "при", "по", "до")
)
_HUNDREDS = frozenset(
    ("сто", "двести", "триста", "тысячу", "полторы", "полтора", "полмиллиона", "тысяча", "миллион")
)
_PART_NOUNS = frozenset(("start", "beginning", "close", "turn", "outset", "middle", "end"))
_YEAR_PREPOSITIONS = frozenset(("в", "к", "до", "с", "на"))
_LOCATIVE = ("ом", "ем", "му", "го", "ый", "ой")
_AFTER_DAYS = frozenset(
    (
        "вместо",
        "and",
        "when",
        "as",
        "but",
        "in",
        "to",
        "after",
        "at",
        "with",
        "for",
        "through",
        "и",
        "а",
        "но",
        "до",
        "по",
        "числа",
        "включительно",
        "снова",
    )
)
_NOT_DAYS = frozenset(
    (
        "percent",
        "vehicles",
        "cars",
        "units",
        "tonnes",
        "million",
        "thousand",
        "billion",
        "trucks",
        "per",
    )
)
_VERB = re.compile(
    r"(?:ть|ться|л|ла|ло|ли|лся|лась|лось|лись|ет|ут|ют|ит|ат|ят|ем|им|ется|ится|утся|ятся|было|будет|уже|же)$"
)
