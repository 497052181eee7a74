"""Versions, reaffirmations and changes as rows of the database, and back. Pure."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from warehouse.history import Change, Reaffirmation, Verdict, Version, key_id
from warehouse.statements import Key
from warehouse.values import Amount, Span, Value

Row = dict[str, Any]
CONSIDERED = timedelta(days=30)
"""How far around a change other statements are told as considered."""


def version_row(version: Version) -> Row:
    """A row of `versions`."""
    key, value = version.key, version.value
    return {
        "version_id": version.version_id,
        "key_id": key_id(key),
        "plant_id": key.plant_id,
        "plant": version.plant,
        "kind": key.kind,
        "scope": key.scope,
        "unit": version.unit if key.kind == "target" else None,
        "per": key.per or None,
        "period_start": None if key.period_start == date.min else key.period_start,
        "period_end": None if key.period_end == date.max else key.period_end,
        **_value_columns(value),
        **{
            name: getattr(version, name)
            for name in (
                "series", "version", "stated_at", "stated_by", "cause", "standing", "aside", "retracts",
                "announcement_id", "revision_id", "article_id", "origin", "recorded_at",
            )
        },
    }  # fmt: skip


def _value_columns(value: Value | None) -> Row:
    amount = value if isinstance(value, Amount) else None
    span = value if isinstance(value, Span) else None
    return {
        "low": amount.low if amount else None,
        "high": amount.high if amount else None,
        "wording": amount.wording if amount else None,
        "start_from": span.first if span else None,
        "start_to": span.last if span else None,
        "status": ("done" if span.done else "planned") if span else None,
    }


def version_of(row: Mapping[str, Any], key: Key) -> Version:
    """The version in a row of `versions`."""
    return Version(
        key=key,
        value=_value(row),
        **{
            name: row[name]
            for name in (
                "version_id", "plant", "unit", "series", "version", "stated_at", "stated_by", "cause", "standing",
                "aside", "retracts", "announcement_id", "revision_id", "article_id", "origin", "recorded_at",
            )
        },
    )  # fmt: skip


def _value(row: Mapping[str, Any]) -> Value | None:
    if row["kind"] == "start":
        if row["status"] is None:
            return None
        return Span(first=row["start_from"], last=row["start_to"], done=row["status"] == "done")
    if row["low"] is None and row["high"] is None:
        return None
    return Amount(low=row["low"], high=row["high"], wording=row["wording"])


def reaffirmation_row(said: Reaffirmation) -> Row:
    """A row of `reaffirmations`."""
    return {name: getattr(said, name) for name in Reaffirmation.__dataclass_fields__}


def reaffirmation_of(row: Mapping[str, Any]) -> Reaffirmation:
    """The reaffirmation in a row."""
    return Reaffirmation(**{name: row[name] for name in Reaffirmation.__dataclass_fields__})


def change_row(
    change: Change, verdicts: Mapping[Key, Iterable[Verdict]], recorded_at: datetime
) -> Row:
    """A row of `changes`, with what else was considered that night in `why`."""
    before, after = change.before, change.after
    return {
        "change_id": change.change_id,
        "from_version": before.version_id,
        "to_version": after.version_id,
        "plant_id": after.key.plant_id,
        "plant": after.plant,
        "kind": after.key.kind,
        "scope": after.key.scope,
        "direction": change.direction,
        "size": change.size,
        "percent": change.percent,
        "contested": change.contested,
        "cause": change.cause,
        "stated_at": after.stated_at,
        "from_announcement": before.announcement_id,
        "to_announcement": after.announcement_id,
        "why": json.dumps(_why(change, verdicts), ensure_ascii=False),
        "recorded_at": recorded_at,
    }


def _why(change: Change, verdicts: Mapping[Key, Iterable[Verdict]]) -> Row:
    keys = dict.fromkeys((change.before.key, change.after.key))
    others = [
        v
        for key in keys
        for v in verdicts.get(key, ())
        if v.announcement_id != change.after.announcement_id
        and abs(v.stated_at - change.after.stated_at) <= CONSIDERED
    ]
    return {
        "rules": list(change.rules),
        "considered": [
            {
                "announcement": v.announcement_id,
                "stated_at": v.stated_at.isoformat(),
                "outcome": v.outcome,
                "reason": v.reason,
            }
            for v in others
        ],
    }
