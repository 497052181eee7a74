"""Stretches that a time only hints at: the quarter or business year that ends there, the year up to it, "in the second" after a first quarter.

    "in the quarter to June 30", «за полугодие, завершившееся в июне», "by Dec. 15 it had made 652", "for fiscal 2022" where the
    article says that the year ends in March

They are offered beside the days that the words themselves name; which holds is chosen by what was learnt.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any

from extractors.context import Days
from extractors.lexicon import words
from extractors.scenes import Scene
from extractors.times import years_on
from extractors.tokens import folded

_BEFORE = 7
"""Words before a time in which the stretch that ends there is named."""
_STRETCHES: dict[str, int] = {
    "quarter": 3, "three": 3, "квартал": 3, "квартале": 3, "квартала": 3, "half": 6, "half-year": 6, "six": 6, "полугодие": 6, "полугодии": 6,
    "шесть": 6, "nine": 9, "девять": 9, "year": 12, "fiscal": 12, "twelve": 12, "12": 12, "год": 12, "году": 12, "года": 12, "eleven": 11, "eight": 8, "seven": 7,
    "five": 5, "four": 4, "two": 2, "ten": 10,
}  # fmt: skip
"""Months of the stretch that a word names."""
_ENDS = words("to through until ended ending ends end by on in that за по до к на в завершившийся завершившееся закончившийся")  # fmt: skip
_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10,
    "november": 11, "december": 12,
    "январ": 1, "феврал": 2, "март": 3, "апрел": 4, "мая": 5, "мае": 5, "июн": 6, "июл": 7, "август": 8, "сентябр": 9, "октябр": 10, "ноябр": 11, "декабр": 12,
}  # fmt: skip
_NAMED = "|".join("(?-i:May)" if m == "may" else m for m in _MONTHS)
_YEAR_ENDS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (
        ("fiscal", "financial", "business", "twelve months", "12 months", "year"),
        re.compile(
            rf"(?:fiscal|financial|business|twelve months|12 months|\byear)\b[^.;\n]{{0,40}}?\b(?:end(?:s|ed|ing)?|to|through|until|clos(?:es|ed|ing))\s{{1,3}}"
            rf"(?:in |on |at the end of |the end of |end-)?(?:\d{{1,2}} )?(?P<end>{_NAMED})\b",
            re.IGNORECASE,
        ),
    ),
    (
        ("fy",),
        re.compile(
            rf"\bFY ?\d{{2,4}}\b,? ?\(?(?:the )?(?:year )?(?:to|ends|ended|ending) (?:in |on |end-)?(?:\d{{1,2}} )?(?P<end>{_NAMED})",
            re.IGNORECASE,
        ),
    ),
    (
        tuple(m for m in _MONTHS if m.isascii()),
        re.compile(rf"(?P<end>{_NAMED}) \d{{1,2}}, the end of the \w{{1,12}} year", re.IGNORECASE),
    ),
    (
        ("fiscal", "financial", "business"),
        re.compile(
            rf"(?:fiscal|financial|business)\b[^.;\n]{{0,40}}?\b(?:start(?:s|ed|ing)?|beg[aiu]n(?:s|ning)?|from)\s{{1,3}}(?:in |on |last )?(?:\d{{1,2}} )?(?P<start>{_NAMED})\b",
            re.IGNORECASE,
        ),
    ),
    (
        ("финансов", "фискальн", "хозяйственн", "отчетн"),
        re.compile(
            rf"(?:финансов|фискальн|хозяйственн|отчетн|отчётн)\w{{1,6}} год\w{{0,3}}[^.;\n]{{0,60}}?(?:по|до|законч\w{{1,9}}|заканчива\w{{1,9}}|заверш\w{{1,12}}|истекш\w{{1,6}})\s{{1,3}}(?:в |на )?(?:\d{{1,2}} )?(?P<end>{_NAMED})",
            re.IGNORECASE,
        ),
    ),
)
"""What tells when a business year ends: words that it may begin with, which are looked for first, and how it goes on."""
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "первом": 1, "втором": 2, "третьем": 3, "четвертом": 4, "четвёртом": 4, "второй": 2, "третий": 3}  # fmt: skip


_INDIAN = 3
""" "2018-19" is a year from April to March, where nothing else is said."""


_OF_INDIA = re.compile(r"\b(?:lakh|crore)s?\b")
_FISCAL = re.compile(
    r"\b(?:(?:this|current|last|next) fiscal|fiscal (?:year|20)|financial year|FY ?\d{2})",
    re.IGNORECASE,
)


def year_end(text: str) -> int | None:
    """The month in which the business year that the article speaks of ends; None where it names none, or December.

    Where it counts in lakh and crore and names no month, a business year is India's.
    """
    named, low = False, folded(text)
    for beginnings, pattern in _YEAR_ENDS:
        for said in _said(pattern, text, low, beginnings):
            parts = said.groupdict()
            if parts.get("end"):
                month = _MONTHS[parts["end"].lower()]
            else:
                month = (_MONTHS[parts["start"].lower()] - 2) % 12 + 1
            if month != 12:
                return month
            named = True
    return _INDIAN if not named and _OF_INDIA.search(text) and _FISCAL.search(text) else None


def _said(
    pattern: re.Pattern[str], text: str, low: str, beginnings: tuple[str, ...]
) -> Iterator[re.Match[str]]:
    """Where a pattern fits that begins with one of these words, in the text's order; to look for the words alone is faster."""
    places = sorted({at for word in beginnings for at in _places(low, word)})
    return (said for at in places if (said := pattern.match(text, at)))


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def business_year(day: date, end: int) -> tuple[date, date]:
    """The year that ends with month `end` in which a day lies."""
    last = day.year if day.month <= end else day.year + 1
    return ending(last, end, 12)


def ending(year: int, month: int, months: int) -> tuple[date, date]:
    """The stretch of so many months that ends with a month."""
    first = year * 12 + month - months
    return date(first // 12, first % 12 + 1, 1), date(year, month, monthrange(year, month)[1])


def hinted(
    scene: Scene, period: Any, today: date | None, end: int | None
) -> Iterator[tuple[str, Days]]:
    """What a time hints at besides what it names, each with the name of the way."""
    last = period.last
    if last is None or not 2 < last.year < 9998:
        return
    if period.grain in {"day", "month", "span"}:
        yield from _ended(scene, period, last)
        if today is not None and period.first.year == last.year:
            if last <= today and period.grain in {"day", "month"}:
                yield "year to it", (date(last.year, 1, 1), last)
            if last > today and period.role == "until":
                yield "from now to it", (date(today.year, 1, 1), last)
    elif period.grain == "year" and period.role == "until" and today is not None and last > today:
        yield "from now to it", (date(today.year, 1, 1), last)
    yield from _beside(scene, period)
    if period.rule == "fiscal year ending" and period.relative:
        yield "fiscal next", (years_on(period.first, 1), _month_end(last.year + 1, last.month, last))  # fmt: skip
        yield "fiscal before", (years_on(period.first, -1), _month_end(last.year - 1, last.month, last))  # fmt: skip
    if end is not None or (period.grain == "years" and last.year == period.first.year + 1):
        yield from of_business_year(period, end or _INDIAN)


def _beside(scene: Scene, period: Any) -> Iterator[tuple[str, Days]]:
    """ "scheduled for the first half of 2009, … in the second half": the years that the sentence names."""
    if period.yearless:
        named = (p.first.year for p in scene.times if p.first and not (p.yearless or p.relative))
        for year in sorted(set(named)):
            if days := period.in_year(year):
                yield "year beside", days


def of_business_year(period: Any, end: int) -> Iterator[tuple[str, Days]]:
    """The business years, halves and quarters that a year, half or quarter may stand for."""
    first, last = period.first, period.last
    if first is None or last is None or not 2 < first.year < 9998:
        return
    if period.grain == "year":
        yield "business year that begins in it", ending(first.year + 1, end, 12)
        yield "business year that ends in it", ending(first.year, end, 12)
    elif period.grain == "years" and last.year == first.year + 1:
        yield "business year over it", ending(last.year, end, 12)
    elif period.grain in {"half", "quarter"}:
        months = 6 if period.grain == "half" else 3
        number = (first.month - 1) // months
        for name, year in (("ends", first.year), ("begins", first.year + 1)):
            begun = ending(year, end, 12)[0]
            at = begun.year * 12 + begun.month - 1 + (number + 1) * months
            yield f"{period.grain} of the business year that {name} in it", ending((at - 1) // 12, (at - 1) % 12 + 1, months)  # fmt: skip


def _ended(scene: Scene, period: Any, last: date) -> Iterator[tuple[str, Days]]:
    """ "the quarter that ended on June 30", "the nine months through December", "the year to March"."""
    at = scene.index(period.time_start)
    low = max(0, scene.index(period.start) - _BEFORE)
    high = scene.index(period.end - 1) + 1 if period.grain == "span" else at
    said = {t.lower for t in scene.tokens[low:high]}
    if said.isdisjoint(_ENDS) or (last.day < 28 and period.grain == "day"):
        return
    ends = dict.fromkeys(days[1] for days in ((None, last), period.done, period.planned) if days)
    for months in sorted({_STRETCHES[w] for w in said & _STRETCHES.keys()}):
        for number, end in enumerate(end for end in ends if end is not None):
            yield f"{months} months ended {number}", ending(end.year, end.month, months)


def last_quarter(today: date) -> tuple[date, date]:
    """The quarter before that in which the day lies."""
    months = today.year * 12 + (today.month - 1) // 3 * 3 - 1
    return ending(months // 12, months % 12 + 1, 3)


def ordinals(scene: Scene) -> Iterator[tuple[tuple[int, int], str, Days]]:
    """ "2,553 in the first quarter of 2022, 4,401 in the second": place, way and days of what an ordinal stands for."""
    quarters = [p for p in scene.times if p.grain in {"quarter", "half"} and p.first]
    if not quarters:
        return
    for n, token in enumerate(scene.tokens):
        number = _ORDINALS.get(token.lower)
        before = [p for p in quarters if p.start < token.start]
        if number is None or not before or any(p.start <= token.start < p.end for p in scene.times):
            continue
        chief = before[-1]
        months = 6 if chief.grain == "half" else 3
        if number * months <= 12:
            yield (n, n), f"ordinal {chief.grain}", ending(chief.first.year, number * months, months)  # fmt: skip


def _month_end(year: int, month: int, like: date) -> date:
    """The same end of month, or day, of another year."""
    if like.day == monthrange(like.year, like.month)[1]:
        return date(year, month, monthrange(year, month)[1])
    return years_on(like, year - like.year)
