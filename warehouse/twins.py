"""Figures that stand nearby for something else: of the same plant for another period or scope, of its company or plants. Pure.

A figure that was said for a quarter, a part or a company and is then read as the plant's year is more likely one word
missed than a new plan.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from warehouse.dossiers import key_of, value_of
from warehouse.statements import Key
from warehouse.values import Value

LATELY = timedelta(days=183)
"""A figure said longer ago is not on anybody's mind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A value that another key has, and since when."""

    key: Key
    value: Value
    stated_at: date


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
    return [
        other
        for other in others
        if other.key != key
        and other.key.plant_id in known
        and other.key.unit == key.unit
        and other.key.period_start <= key.period_end
        and key.period_start <= other.key.period_end
    ]
