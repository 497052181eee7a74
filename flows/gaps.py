"""Whether a feed has rolled over since the last poll, so that items were lost between: a pure decision.

An item that we know and that stands in its place says that nothing was lost; one that is pinned says nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from warehouse.polls import SourceState

TAKEN_DOWN = 2
"""Items that a paper may well take down between two polls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An item of the feed. `at`: its date, as it was when the item was first seen."""

    at: datetime | None
    known: bool


def has_gap(state: SourceState, seen: Sequence[Seen], overtaken: int) -> bool:
    """Whether items were lost: what is known is pinned, and all that is new is newer than anything had before.

    `seen` is in the feed's order. `overtaken`: stored items newer than the newest known one of `seen`; they have left the feed.
    """
    if state.last_full is None or not state.items_seen or all(item.known for item in seen):
        return False
    oldest = min((item.at for item in seen if item.at and not item.known), default=None)
    newer = state.newest is None or oldest is None or oldest > state.newest
    return newer and _all_pinned(_newest_first(seen), overtaken)


def _all_pinned(order: Sequence[Seen], overtaken: int) -> bool:
    """Whether no known item stands in its place.

    None does where more were overtaken by it than a paper takes down, and more than are known; else where each stands above
    a newer one that is new, and either one was overtaken or they are the lesser part on top of a feed in order.
    """
    known, new = _parts(order)
    if not known or overtaken > max(TAKEN_DOWN, len(known)):
        return True
    on_top = len(known) <= len(new) and not any(item.known for item in order[len(known) :])
    if not overtaken and not (on_top and all(above >= below for above, below in _pairs(new))):
        return False
    return all(
        any(not below.known and _is_newer(below, item) for below in order[place:])
        for place, item in enumerate(order)
        if item.known
    )


def _is_newer(new: Seen, known: Seen) -> bool:
    return new.at is None or known.at is None or new.at > known.at


def _newest_first(seen: Sequence[Seen]) -> Sequence[Seen]:
    """The feed's order, turned round where known items among themselves, and new ones, have the oldest on top."""
    steps = [pair for part in _parts(seen) for pair in _pairs(part)]
    up, down = sum(a < b for a, b in steps), sum(a > b for a, b in steps)
    return seen[::-1] if up > down else seen


def _parts(seen: Iterable[Seen]) -> tuple[list[Seen], list[Seen]]:
    """Known items and new ones."""
    items = list(seen)
    return [item for item in items if item.known], [item for item in items if not item.known]


def _pairs(items: Iterable[Seen]) -> Iterable[tuple[datetime, datetime]]:
    return pairwise(item.at for item in items if item.at)
