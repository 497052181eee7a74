"""Years, halves and quarters in figures or letters: 2024, 2024-25, Q3 2025, FY25, "fiscal year ended March 31"."""

import re
from datetime import date, timedelta

from extractors.lexicon.time_words import DASHES, QUOTES
from extractors.moments import calendars
from extractors.moments.calendars import Time
from extractors.moments.steps import Parsed, Steps, Word

_QUARTER_CODE = re.compile(r"([qh])([1-4])$")
_FISCAL_CODE = re.compile(r"[cf]y'?(\d\d|\d{4})(?:[-/](\d\d|\d{4}))?$")
_SHORT_CODE = re.compile(r"([qh])(\d\d)?$")
_YEARS = range(1900, 2101)


_INDIAN = re.compile(r"\b(?:India|Indian|[Ll]akhs?|[Cc]rores?|rupees?)\b|\bRs\.? ?\d|₹")
"""What tells that news is of India."""


class Years(Steps):
    """Reads years."""

    def _short_year(self, i: int) -> tuple[int, int] | None:
        """In '23, к 2030-м no: the two figures after an apostrophe and a preposition."""
        low = self.low[i]
        if (
            i < 2
            or len(low) != 2
            or not low.isdigit()
            or self.low[i - 1] not in QUOTES
            or not self.tokens.glued(i)
        ):
            return None
        if self.low[i - 2] not in self.words.roles and self.low[i - 2] not in ("cy", "fy"):
            return None
        return 2000 + int(low) if int(low) < 60 else 1900 + int(low), i + 1

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
            and low[after] in DASHES
            and (self.tokens.glued(after) or self.tokens.kinds[after - 1] == "n")
        ):
            second = self._second_year(number, after)
            if second:
                short = len(low[after + 1]) == 2 and _INDIAN.search(self.tokens.text) is not None
                return self._year_span(number, *second, short=short)
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
        if self._kind(after, "fiscal"):
            after = after + 2 if self._unit_at(after + 1, "year") else after + 1
        return self._one_year(number, after)

    def _both_years(self, number: int, after: int) -> bool:
        """2025 and 2026, «на 2025-й и 2026-й»: one span, unless each has its own figure."""
        if self.low[after] not in self.words.both:
            return False
        other = self._year(after + 1 + (self.low[after + 1 : after + 2] in (["in"], ["в"], ["на"])))
        return other is not None and other[0] == number + 1 and not self.respectively

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

    def _year_span(self, first: int, last: int, after: int, *, short: bool = False) -> Parsed:
        """`short`: written as "2016-17" in news of India, where that is a business year."""
        days = date(first, 1, 1), date(last, 12, 31)
        fiscal = self._kind(after, "fiscal")
        if (fiscal or short) and last == first + 1:
            days = date(first, 4, 1), date(last, 3, 31)
            if fiscal:
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
                if found[1] + 1 < self.size and self.low[found[1]] in DASHES
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
