"""Stops and restarts of one plant put together: a restart told to the day ends the stop the day before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from extractors.model import Announcement
from extractors.rows import related

LONG_CLOSED = 150
"""Days; a stop that began longer ago is not the one that lasts until a day told alone."""
LONGEST = 500
"""Days; a restart further off is none of this stop's."""


def with_ends(rows: Sequence[Announcement]) -> list[Announcement]:
    """Gives each stop that begins on a day the end that another row tells; drops ends that have no beginning."""
    ends = _ends(rows)
    restarts = [r for r in rows if _is_restart(r)]
    return [
        _ended(row, ends.get(n), restarts, rows) if _begins_on_a_day(row) else row
        for n, row in enumerate(rows)
        if "until" not in row.rules
    ]


def _ends(rows: Sequence[Announcement]) -> dict[int, date]:
    """Ends told alone ("stays closed until April 15"), each by the number of the last stop of that plant that has begun."""
    found: dict[int, date] = {}
    for row in rows:
        if "until" not in row.rules or row.period_end is None:
            continue
        begun = [
            (r.period_start, n)
            for n, r in enumerate(rows)
            if _begins_on_a_day(r)
            and r.status == "done"
            and r.period_start
            and 0 < (row.period_end - r.period_start).days < LONG_CLOSED
            and related(r, row, one_maker=False)
        ]
        if begun:
            found[max(begun)[1]] = row.period_end
    return found


def _begins_on_a_day(row: Announcement) -> bool:
    return (
        row.kind == "stop"
        and row.period_start is not None
        and row.period_start == row.period_end
        and not row.prior
        and "undated" not in row.rules
        and "until" not in row.rules
    )


def _is_restart(row: Announcement) -> bool:
    told = row.kind == "start" and "again" in row.rules and not row.prior
    return told and row.period_start is not None and row.period_start == row.period_end


def _ended(
    stop: Announcement,
    end: date | None,
    restarts: Sequence[Announcement],
    rows: Sequence[Announcement],
) -> Announcement:
    begun = stop.period_start
    if begun is None:
        return stop
    lasts = [(0, end)] if end else []
    lasts += [
        (abs(r.start - stop.start), r.period_start - timedelta(days=1))
        for r in restarts
        if r.period_start and _is_of(r, stop) and not _other_between(stop, r, rows)
    ]
    after = [(far, day) for far, day in lasts if begun < day and (day - begun).days < LONGEST]
    return replace(stop, period_end=min(after)[1]) if after else stop


def _is_of(row: Announcement, stop: Announcement) -> bool:
    """Of one plant; a restart at one place ends no stop of the whole company."""
    elsewhere = row.place and row.place != stop.place and row.place not in stop.plant
    return not elsewhere and related(row, stop, one_maker=False)


def _other_between(stop: Announcement, restart: Announcement, rows: Sequence[Announcement]) -> bool:
    """Whether another stop begins between this one and the restart."""
    begun, again = stop.period_start, restart.period_start
    return any(
        r.kind == "stop"
        and r is not stop
        and r.period_start
        and begun
        and again
        and begun < r.period_start < again
        and _is_of(r, stop)
        for r in rows
    )
