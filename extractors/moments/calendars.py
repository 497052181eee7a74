"""Calendar periods and how they are counted from a date: pure arithmetic, no words."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Grain = Literal[
    "day", "week", "month", "quarter", "half", "season", "year", "years", "span", "duration"
]
Days = tuple[date, date]
_SLACK = timedelta(days=5)  # "in nine months" is said a few days before they are over


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """First and last day of a period; `done` and `planned` where it depends on whether it is past or to come."""

    first: date | None
    last: date | None
    grain: Grain
    relative: bool = False
    rule: str = ""
    done: Days | None = None
    planned: Days | None = None
    length: tuple[int, str] | None = None
    weak: bool = False
    yearless: bool = False
    """Month, day, quarter, … to which the text gives no year."""

    def named(self, rule: str) -> "Time":
        """The same time under the name of a shape."""
        return replace(self, rule=rule)


def year(number: int) -> Days:
    """The calendar year."""
    return date(number, 1, 1), date(number, 12, 31)


def months(number: int, first: int, last: int) -> Days:
    """From month `first` to month `last` of a year; a `last` over 12 is in the next year."""
    end_year, end_month = number + (last - 1) // 12, (last - 1) % 12 + 1
    return date(number, first, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


def half(number: int, n: int) -> Days:
    """First or second half of a year."""
    return months(number, 6 * n - 5, 6 * n)


def quarter(number: int, n: int) -> Days:
    """Quarter n of a year."""
    return months(number, 3 * n - 2, 3 * n)


def season(number: int, start: int) -> Days:
    """Three months from month `start`; winter begins in December of `number`."""
    return months(number, start, start + 2)


def week(day: date, shift: int = 0) -> Days:
    """Monday to Sunday of the week of `day`, or of a week before or after."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
    return monday, monday + timedelta(days=6)


def month_shifted(day: date, shift: int) -> Days:
    """The month `shift` months from that of `day`."""
    index = day.year * 12 + day.month - 1 + shift
    return months(index // 12, index % 12 + 1, index % 12 + 1)


def quarter_shifted(day: date, shift: int) -> Days:
    """The quarter `shift` quarters from that of `day`."""
    index = day.year * 4 + (day.month - 1) // 3 + shift
    return quarter(index // 4, index % 4 + 1)


def safe_date(number: int, month: int, day: int) -> date | None:
    """The date, None where there is no such day."""
    if 1 <= month <= 12 and 1 <= day <= monthrange(number, month)[1]:
        return date(number, month, day)
    return None


def yearless(
    of_year: Callable[[int], Days | None],
    published: date | None,
    grain: Grain,
    rule: str,
    *,
    total: bool = False,
) -> Time:
    """A time without its year: the last one begun (`total`: ended) for what is done, the next one not over for plans.

    `of_year` gives its days in a year, or None where that year has no such day.
    """
    if published is None:
        return Time(first=None, last=None, grain=grain, relative=True, rule=rule, yearless=True)
    candidates = [
        d
        for n in range(max(published.year - 2, 1), min(published.year + 3, 9998))
        if (d := of_year(n))
    ]
    if total:
        past = [d for d in candidates if d[1] <= published + _SLACK]
    else:
        past = [d for d in candidates if d[0] <= published]
    future = [d for d in candidates if d[1] >= published]
    done, planned = past[-1] if past else None, future[0] if future else None
    first, last = _nearer(done, planned, published, grain)
    return Time(
        first=first,
        last=last,
        grain=grain,
        relative=True,
        rule=rule,
        done=done,
        planned=planned,
        yearless=True,
    )


def _nearer(
    done: Days | None, planned: Days | None, published: date, grain: Grain
) -> Days | tuple[None, None]:
    if done is None or planned is None:
        return done or planned or (None, None)
    if grain == "day":
        return done if published - done[0] <= planned[0] - published else planned
    return done if done[0].year == published.year or planned[0].year != published.year else planned


def moved(day: date, years: int) -> date:
    """The day in another year; 29 February becomes the 28th."""
    return safe_date(day.year + years, day.month, day.day) or date(day.year + years, day.month, 28)


def moved_end(day: date, years: int) -> date:
    """Moves a last day, keeping the end of a month the end of the month."""
    last = months(day.year, day.month, day.month)[1]
    if day == last:
        return months(day.year + years, day.month, day.month)[1]
    return moved(day, years)
