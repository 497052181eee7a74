"""The stretches of days that a time may stand for, and where they lie in the light of an article's own day."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from extractors.context import Context, Days


class Option(NamedTuple):
    """One stretch of days, and what speaks for and against it."""

    days: Days
    traits: tuple[str, ...]
    period: Any = None


def variants(period: Any, context: Context) -> Iterator[tuple[str, Days]]:
    """The days that a time may stand for, each with the name of the way."""
    seen: set[Days] = set()
    ways = (
        ("done", period.done), ("planned", period.planned), ("plain", (period.first, period.last)),
        ("anchored", period.anchored), ("cumulative", _since(period, context)),
    )  # fmt: skip
    for name, days in ways:
        if days and days[0] is not None and days not in seen:
            seen.add(days)
            yield name, days
    year = _year_of(period.first, period.last)
    if year is not None and year not in seen:
        seen.add(year)
        yield "whole year", year
    anchored = _year_of(*period.anchored) if period.anchored and period.relative else None
    if anchored is not None and anchored not in seen:
        yield "whole year anchored", anchored


def _since(period: Any, context: Context) -> Days | None:
    """From the first year named to the day of the article."""
    today = context.published
    if (
        period.first is None
        or today is None
        or period.first > today
        or period.role not in {"since", "from"}
    ):
        return None
    return date(period.first.year, 1, 1), today


def _year_of(first: date | None, last: date | None) -> Days | None:
    if first is None or last is None or first.year != last.year:
        return None
    return date(first.year, 1, 1), date(first.year, 12, 31)


def when(days: Days, context: Context) -> str:
    """Where days lie in the light of the article's own."""
    first, last = days
    today = context.published
    if first is None or last is None or today is None:
        return "unknown"
    if last < today:
        return (
            "last year"
            if first.year < today.year and last.year == today.year - 1
            else "past"
            if first.year < today.year
            else "this past"
        )
    if first > today:
        return (
            "ahead"
            if first.year == today.year
            else "next"
            if first.year == today.year + 1
            else "far ahead"
        )
    return "now"


def length(days: Days) -> str:
    if days[0] is None or days[1] is None:
        return "none"
    n = (days[1] - days[0]).days
    return (
        "day"
        if n == 0
        else "week"
        if n < 8
        else "month"
        if n < 32
        else "quarter"
        if n < 95
        else "half"
        if n < 190
        else "year"
        if n < 367
        else "years"
    )
