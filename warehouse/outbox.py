"""The outbox: one row a change, rule and channel, written in the transaction that writes the change.

    changes + rules ─fill_outbox─► outbox (+ `withheld` in deliveries, where a rule's threshold holds it back)
    outbox ─pending─► flows/deliver.py ─mark─► deliveries

A message is delivered when its newest row in `deliveries` is `sent`; `dead`, `withheld` and `withdrawn` (its change was
taken back before it went) end it too, `queued` (by `plantwatch alerts resend`) opens it again. A change taken back after
its message was sent has a notice of its own (warehouse/notices.py).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from warehouse.ids import stable_id
from warehouse.phrases import subject
from warehouse.rules import (
    MOVED_IN_TIME,
    Change,
    Labels,
    Rule,
    Value,
    fold,
    new_value,
    old_value,
    too_small,
    wants,
)
from warehouse.state import Connection, append, query

Row = dict[str, Any]
COVERED = "told by rule "
_NOT_TOLD = frozenset({"withheld", "dead", "withdrawn"})
TAKEN_BACK = "its change has been taken back"
_DAYS = frozenset(
    f"{side}_{name}"
    for side in ("from", "to")
    for name in ("period_start", "period_end", "start", "end")
) | {"stated_at", "previous_stated_at", "told_start"}
_TIMES = frozenset({"published_at", "previous_published_at", "recorded_at"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A change that a rule takes up: to be sent, or withheld with a reason."""

    change: Change
    rule: Rule
    told: Value
    withheld: str | None


def fill_outbox(
    connection: Connection,
    changes: Iterable[Mapping[str, Any]],
    rules: Sequence[Rule],
    recorded_at: datetime,
) -> int:
    """Queues what `rules` want of `changes` (rows of the table, or just their `change_id`); returns how many will be sent.

    Call it inside the comparison's transaction; a change, rule and channel is queued once however often it is called.
    """
    ids = [change["change_id"] for change in changes]
    rules = [rule for rule in rules if rule.about == "changes"]
    if not ids or not rules:
        return 0
    facts = {row["change_id"]: row for row in rows(connection, query("change_facts"), {"ids": ids})}
    ordered = [facts[name] for name in dict.fromkeys(ids) if name in facts]
    plants = {"ids": sorted({fact["plant_id"] for fact in ordered})}
    labels = _labels(ordered, rows(connection, query("plant_labels"), plants))
    chosen = choose(ordered, rules, labels, rows(connection, query("told"), plants))
    known = _queued_already(connection, chosen)
    queued = [item for item in chosen if _key(item) not in known]
    append(connection, "outbox", [_message(item, recorded_at) for item in queued], "message_id")
    held = [_withheld(item, recorded_at) for item in queued if item.withheld]
    append(connection, "deliveries", held, None)
    return len(queued) - len(held)


def _queued_already(connection: Connection, chosen: Iterable[Queued]) -> set[str]:
    found = connection.execute(
        "SELECT message_id FROM outbox WHERE message_id IN (SELECT unnest($keys::VARCHAR[]))",
        {"keys": [_key(item) for item in chosen]},
    ).fetchall()
    return {row[0] for row in found}


def _key(item: Queued) -> str:
    return message_key(item.change["change_id"], item.rule.name, item.rule.channel)


def choose(
    changes: Sequence[Change],
    rules: Sequence[Rule],
    labels: Mapping[str, Labels],
    told: Iterable[Row],
) -> list[Queued]:
    """What each rule takes up, in the order of the changes: pure.

    Thresholds count from the value that the rule told last; before it told any, from the first it was shown. A change
    reaches a channel once: of several rules the first that fires, those sent at once before digests.
    """
    last = _told_last(told)
    chosen = []
    for change in changes:
        channels: dict[str, str] = {}
        for rule in sorted(rules, key=lambda rule: rule.digest):
            if not wants(rule, change, labels[change["change_id"]]):
                continue
            base = last.setdefault((rule.name, _series(change)), old_value(change))
            why = _held_back(rule, change, base, channels)
            if why is None:
                channels[rule.channel] = rule.name
            if why is None or why.startswith(COVERED):
                last[rule.name, _series(change)] = new_value(change)
            chosen.append(Queued(change=change, rule=rule, told=base, withheld=why))
    return chosen


def _held_back(rule: Rule, change: Change, base: Value, channels: Mapping[str, str]) -> str | None:
    if rule.channel in channels:
        return f"{COVERED}{channels[rule.channel]} on the same channel"
    return too_small(rule, change, base)


def _told_last(told: Iterable[Row]) -> dict[tuple[str, tuple[Any, ...]], Value]:
    last: dict[tuple[str, tuple[Any, ...]], Value] = {}
    for row in told:
        key = (row["rule"], _series(row))
        silent = row["outcome"] in _NOT_TOLD and not (row["reason"] or "").startswith(COVERED)
        if silent:
            last.setdefault(key, old_value(row))
        else:
            last[key] = new_value(row)
    return last


def _series(change: Change) -> tuple[Any, ...]:
    key = (change["plant_id"], change["kind"], change["scope"], change["unit"], change["per"])
    if change["kind"] == "start":
        return key
    moved = change["direction"] in MOVED_IN_TIME
    return (*key, moved, change["to_period_start"], change["to_period_end"])


def _labels(changes: Sequence[Change], names: Sequence[Row]) -> dict[str, Labels]:
    by_plant: dict[str, list[Row]] = {}
    for row in names:
        by_plant.setdefault(row["plant_id"], []).append(row)
    return {c["change_id"]: _labels_of(c, by_plant.get(c["plant_id"], [])) for c in changes}


def labels_of(plant_id: str, plant: str, names: Sequence[Row]) -> Labels:
    """What a plant answers to; `names`: rows of plant_labels.sql."""
    change = {"plant_id": plant_id, "plant": plant, "company": None}
    return _labels_of(change, [row for row in names if row["plant_id"] == plant_id])


def _labels_of(change: Change, names: Sequence[Row]) -> Labels:
    own = {fold(row["name"]) for row in names if row["of"] == "plant"}
    owners = {fold(row["name"]) for row in names if row["of"] == "company"}
    said = {fold(change["company"])} if change["company"] else set()
    country = next((row["country"] for row in names if row["country"]), None)
    return Labels(
        plant=frozenset(own | {fold(change["plant"]), fold(change["plant_id"])}),
        company=frozenset(owners | said),
        country=country.casefold() if country else None,
    )


def message_key(change_id: str, rule: str, channel: str) -> str:
    """The key that a message carries, the same however often it is sent."""
    return stable_id("message", [change_id, rule, channel])


def _message(item: Queued, recorded_at: datetime) -> Row:
    rule, change = item.rule, item.change
    told = {"told_low": item.told.low, "told_high": item.told.high, "told_start": item.told.start}
    return {
        "message_id": _key(item),
        "change_id": change["change_id"],
        "rule": rule.name,
        "channel": rule.channel,
        "digest": rule.digest,
        "subject": subject(change),
        "body": write_body({**change, **told, "rule": rule.name}),
        "recorded_at": recorded_at,
    }


def _withheld(item: Queued, recorded_at: datetime) -> Row:
    return attempt_row(_key(item), 0, "withheld", recorded_at, reason=item.withheld)


def write_body(facts: Mapping[str, Any]) -> str:
    """What a message says, as JSON: dates ISO, times ISO with Z."""
    aware = {
        k: v.replace(tzinfo=UTC) if isinstance(v, datetime) and not v.tzinfo else v
        for k, v in facts.items()
    }
    return msgspec.json.encode(aware).decode()


def read_body(body: str) -> Row:
    """The facts of a message, dates and times as such again."""
    facts: Row = msgspec.json.decode(body)
    for name in _DAYS & facts.keys():
        facts[name] = date.fromisoformat(facts[name]) if facts[name] else None
    for name in _TIMES & facts.keys():
        facts[name] = datetime.fromisoformat(facts[name]) if facts[name] else None
    return facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A message not yet through. Times are aware UTC."""

    message_id: str
    change_id: str | None
    rule: str
    channel: str
    digest: bool
    subject: str
    body: str
    queued_at: datetime
    attempts: int
    outcome: str
    """queued | claimed (a sender died over it) | failed."""
    reason: str | None
    next_due: datetime | None
    taken_back: str | None = None
    """The side of its change that has been taken back since: new | old."""
    void: bool = False
    """Whether it is not to be sent any more: what it tells has been taken back, and nobody may have had it yet."""


def pending(connection: Connection) -> list[Pending]:
    """Messages not yet through, oldest first."""
    waiting = [_aware(row) for row in rows(connection, query("pending"), {})]
    told = {row["change_id"] for row in waiting if row["change_id"]}
    sides = _taken_back(connection, told) if told else {}
    return [_pending(row, sides.get(row["change_id"])) for row in waiting]


def _pending(row: Row, side: str | None) -> Pending:
    unseen = row.pop("unseen")
    return Pending(**row, taken_back=side, void=side == "new" and unseen)


def _taken_back(connection: Connection, changes: Iterable[str]) -> dict[str, str]:
    """The side that was taken back, by change."""
    found = connection.execute(
        "SELECT change_id, side FROM changes_taken_back WHERE change_id IN (SELECT unnest($ids::VARCHAR[]))",
        {"ids": sorted(changes)},
    ).fetchall()
    return dict(found)


def _aware(row: Row) -> Row:
    return {
        name: value.replace(tzinfo=UTC) if isinstance(value, datetime) else value
        for name, value in row.items()
    }


def attempt_row(  # noqa: PLR0913 - a row's columns
    message_id: str,
    attempt: int,
    outcome: str,
    at: datetime,
    *,
    reason: str | None = None,
    next_due: datetime | None = None,
) -> Row:
    """A row of `deliveries`."""
    return {
        "message_id": message_id,
        "attempt": attempt,
        "outcome": outcome,
        "reason": reason,
        "next_due": next_due,
        "attempted_at": at,
    }


def mark(connection: Connection, attempts: Iterable[Row]) -> None:
    """Appends rows made by `attempt_row`."""
    append(connection, "deliveries", attempts, None)


def requeue(connection: Connection, keys: Sequence[str], at: datetime) -> list[str]:
    """Opens messages again, whatever became of them; nothing is done, and the unknown keys returned, where some are."""
    attempts = connection.execute(
        "SELECT message_id, coalesce(max(attempt), 0) FROM outbox LEFT JOIN deliveries USING (message_id)"
        " WHERE message_id IN (SELECT unnest($keys::VARCHAR[])) GROUP BY message_id",
        {"keys": list(keys)},
    ).fetchall()
    known = dict(attempts)
    unknown = [key for key in keys if key not in known]
    if not unknown:
        mark(connection, [attempt_row(key, known[key], "queued", at) for key in known])
    return unknown


def rows(connection: Connection, sql: str, parameters: Mapping[str, Any]) -> list[Row]:
    """The rows of a query as dicts."""
    result = connection.execute(sql, dict(parameters)) if parameters else connection.execute(sql)
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, values, strict=True)) for values in result.fetchall()]
