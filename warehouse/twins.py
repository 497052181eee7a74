"""Figures that stand nearby for something else: of the same plant for another period or scope, of its company or plants. Pure.

A figure that was said for a quarter, a part or a company and is then read as the plant's year is more likely one word
missed than a new plan.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from warehouse.dossiers import key_of, value_of
from warehouse.statements import Key
from warehouse.values import Value

LATELY = timedelta(days=183)
"""A figure said longer ago is not on anybody's mind."""
JUST_NOW = timedelta(days=14)
"""The same for the figure of another year: two plans of one number are nothing rare, two made within days are."""
NEXT = timedelta(days=366)
"""Periods that lie further apart are not mistaken for each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A value that another key has, and since when."""

    key: Key
    value: Value
    stated_at: date
    window: timedelta = LATELY
    """How long it may be mistaken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known beside a key that may speak against a change of it."""

    running: Sequence[date] = ()
    """For a start of nothing in particular, days up to which the plant is said to have produced."""
    elsewhere: Sequence[Elsewhere] = ()
    """What stands for keys that this one may be mistaken for."""


NOTHING = Around()


def elsewhere(rows: Iterable[Mapping[str, Any]]) -> list[Elsewhere]:
    """Of rows of `versions`."""
    return [
        Elsewhere(
            key=key_of(row),
            value=value_of({**row, "wording": row.get("wording")}),
            stated_at=row["stated_at"],
        )
        for row in rows
    ]


def near(
    key: Key, others: Iterable[Elsewhere], related: Mapping[str, frozenset[str]]
) -> list[Elsewhere]:
    """Those of `others` that may be mistaken for `key`; `related`: a plant's company and its plants."""
    known = {key.plant_id} | related.get(key.plant_id, frozenset())
    of_it = [o for o in others if o.key.plant_id in known and o.key.unit == key.unit]
    here = [o for o in of_it if o.key != key and _overlap(o.key, key)]
    beside = [replace(o, window=JUST_NOW) for o in of_it if _is_next(o.key, key)]
    return here + beside


def _overlap(one: Key, other: Key) -> bool:
    return one.period_start <= other.period_end and other.period_start <= one.period_end


def _is_next(one: Key, other: Key) -> bool:
    """The same but for the year, which is the one before or after."""
    if _overlap(one, other) or date.min in (one.period_start, other.period_start):
        return False
    same = replace(one, period_start=other.period_start, period_end=other.period_end) == other
    return same and abs(one.period_start - other.period_start) <= NEXT
