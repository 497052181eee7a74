"""Rows made distinct, and their figures read again for the grounding gate."""

from collections.abc import Iterable, Sequence
from typing import Any

from extractors.model import Announcement

DAYS_OF_A_MONTH = 27
TELLING = 1000
"""A figure of this size, said twice of one period, is one fact whoever it is laid to."""


def distinct(rows: Sequence[Announcement], *, one_maker: bool = False) -> list[Announcement]:
    """One row a fact: of rows that say the same the surest stays; a vaguer figure gives way to a more precise one."""
    kept: list[Announcement] = []
    for row in rows:
        twin = next(
            (k for k, other in enumerate(kept) if _same_fact(other, row, one_maker=one_maker)), None
        )
        if twin is None:
            kept.append(row)
        elif _rank(row) > _rank(kept[twin]):
            kept[twin] = row
    return _without_vaguer(kept, one_maker=one_maker)


def _rank(row: Announcement) -> tuple[bool, bool, float]:
    return (row.end > 0, row.speaker is not None, row.confidence)


def _same_fact(a: Announcement, b: Announcement, *, one_maker: bool) -> bool:
    return (
        a.kind,
        a.low,
        a.high,
        a.unit,
        a.per,
        a.period_start,
        a.period_end,
        a.status,
        a.prior,
    ) == (
        b.kind,
        b.low,
        b.high,
        b.unit,
        b.per,
        b.period_start,
        b.period_end,
        b.status,
        b.prior,
    ) and ((a.high or a.low or 0) >= TELLING or related(a, b, one_maker=one_maker))


def related(a: Announcement, b: Announcement, *, one_maker: bool) -> bool:
    """Same producer as far as names tell: equal, contained, or said of one maker in two sentences."""
    x, y = a.plant.casefold(), b.plant.casefold()
    if x == y or x in y or y in x:
        return True
    if a.quote == b.quote:
        return False
    maker, other = (a.company or a.plant).casefold(), (b.company or b.plant).casefold()
    same_place = not a.place or not b.place or a.place == b.place
    return one_maker or (same_place and (maker in other or other in maker))


def _without_vaguer(rows: Sequence[Announcement], *, one_maker: bool) -> list[Announcement]:
    return [
        r
        for k, r in enumerate(rows)
        if not any(
            _is_vaguer(r, other, one_maker=one_maker) for n, other in enumerate(rows) if n != k
        )
    ]


def _is_vaguer(a: Announcement, b: Announcement, *, one_maker: bool) -> bool:
    """Whether `b` says in full what `a` says less precisely."""
    if a.kind != b.kind or a.prior != b.prior:
        return False
    return (
        _is_vaguer_event(a, b, one_maker=one_maker)
        if a.kind in {"start", "stop"}
        else _is_vaguer_figure(a, b, one_maker=one_maker)
    )


def _is_vaguer_event(a: Announcement, b: Announcement, *, one_maker: bool) -> bool:
    """A start without a time beside one with; "in summer" beside "in August"."""
    if (
        b.period_start is None
        or b.period_end is None
        or (a.period_start, a.period_end) == (b.period_start, b.period_end)
    ):
        return False
    if "undated" in a.rules:
        said = a.status == b.status and related(a, b, one_maker=one_maker)
        return said and "undated" not in b.rules
    if "undated" in b.rules:
        return False
    if (
        a.status != b.status
        or a.period_start is None
        or a.period_end is None
        or not related(a, b, one_maker=one_maker)
    ):
        return False
    if a.kind == "stop" and a.period_start == b.period_start and not _is_broad(a):
        return a.period_end < b.period_end
    return a.period_start <= b.period_start and b.period_end <= a.period_end


def _is_broad(row: Announcement) -> bool:
    """Told by the month or more, not by days."""
    first, last = row.period_start, row.period_end
    return first is not None and last is not None and (last - first).days >= DAYS_OF_A_MONTH


def _is_vaguer_figure(a: Announcement, b: Announcement, *, one_maker: bool) -> bool:
    """ "up to 100,000" beside "80,000-100,000"; the headline's figure without a time beside the body's with one."""
    if (a.unit, a.per) != (b.unit, b.per) or not related(a, b, one_maker=one_maker):
        return False
    same_time = (a.period_start, a.period_end) == (b.period_start, b.period_end)
    if (a.low, a.high) == (b.low, b.high):
        return a.period_start is None and not same_time and a.kind != "capacity"
    if (a.low is None) == (a.high is None) or b.low is None or b.high is None:
        return False
    return (same_time or a.period_start is None) and (
        a.high == b.high if a.low is None else a.low == b.low
    )


def reread(row: Announcement, found: Iterable[Any]) -> tuple[float | None, float | None] | None:
    """The bounds that the row's figure has among the quantities of its quote read alone; None where it is not there."""
    if row.number_start is None:
        return next(
            (
                (q.low, q.high)
                for q in found
                if row.low in {q.low, q.high} or row.high in {q.low, q.high}
            ),
            None,
        )
    at, to = row.number_start - row.start, (row.number_end or row.number_start) - row.start
    for q in found:
        if q.number_start < to and at < q.number_end:
            return q.low, q.high
    return None
