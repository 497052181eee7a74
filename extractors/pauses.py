"""Stops and restarts of one plant put together: a restart told to the day ends the stop the day before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from extractors.model import Announcement
from extractors.rows import related

LONGEST = 500
"""Days; a restart further off is none of this stop's."""


def with_ends(rows: Sequence[Announcement]) -> list[Announcement]:
    """Gives each stop that begins on a day the end that a restart in another row tells."""
    restarts = [r for r in rows if _is_restart(r)]
    return [_ended(row, restarts, rows) if _begins_on_a_day(row) else row for row in rows]


def _begins_on_a_day(row: Announcement) -> bool:
    return (
        row.kind == "stop"
        and row.period_start is not None
        and row.period_start == row.period_end
        and not row.prior
        and "undated" not in row.rules
    )


def _is_restart(row: Announcement) -> bool:
    told = row.kind == "start" and "again" in row.rules and not row.prior
    return told and row.period_start is not None and row.period_start == row.period_end


def _ended(
    stop: Announcement, restarts: Sequence[Announcement], rows: Sequence[Announcement]
) -> Announcement:
    begun = stop.period_start
    if begun is None:
        return stop
    lasts = [
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
