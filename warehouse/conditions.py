"""What is wrong for a while, said once when it begins and once when it is over.

    facts of a night ─night_conditions─► what holds now ─transitions─► rows of `conditions`
    rows of `conditions` (also those of the sources) ─operator_messages─► rows of `outbox`

All pure but the two functions at the end.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from warehouse.ids import stable_id
from warehouse.outbox import rows, write_body
from warehouse.state import Connection, append, query

Row = dict[str, Any]
RULE = "operator"
NIGHT_KINDS = frozenset(
    {"night_failed", "night_degraded", "night_missed", "nothing_found", "disk_low", "channel_dead"}
)
_WORDS = {
    "night_failed": "the night failed",
    "night_degraded": "the night was degraded",
    "night_missed": "nights were missed",
    "nothing_found": "pages came, yet nothing was found",
    "disk_low": "the disk is nearly full",
    "channel_dead": "a channel cannot be reached",
    "feed_silent": "a source is silent",
    "feed_failing": "a source fails",
    "feed_moved": "a source has moved",
    "feed_gone": "a source is gone",
    "feed_gap": "a source lost items between polls",
    "feed_thin": "a source gives too little",
    "feed_not_a_feed": "a source is no feed any more",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something that holds: of what kind, of whom or what, and how it looks."""

    kind: str
    subject: str
    detail: str

    @property
    def condition_id(self) -> str:
        """The same as long as it lasts, and when it comes again."""
        return stable_id("condition", [self.kind, self.subject])


@dataclass(frozen=True, slots=True, kw_only=True)
class NightFacts:
    """A night as the operator should hear of it."""

    outcome: str
    """good | degraded | failed"""
    reasons: Sequence[str] = ()
    missed: Sequence[date] = ()
    recent: Sequence[Mapping[str, int]] = ()
    """Counts of the newest nights, this one first."""
    free_mb: int | None = None
    dead_channels: Mapping[str, str] = field(default_factory=dict)
    """Reason by channel that cannot be reached for long."""


def night_conditions(facts: NightFacts, *, disk_mb: int, quiet_nights: int) -> list[Condition]:
    """What holds after this night."""
    holds: list[Condition] = []
    if facts.outcome in {"failed", "degraded"}:
        why = "; ".join(facts.reasons) or "no reason was recorded"
        holds.append(Condition(kind=f"night_{facts.outcome}", subject="night", detail=why))
    if facts.missed:
        days = ", ".join(day.isoformat() for day in facts.missed)
        detail = f"no run on {days}; this night has stood in for them"
        holds.append(Condition(kind="night_missed", subject="night", detail=detail))
    if found_nothing(facts.recent, quiet_nights):
        detail = (
            f"{quiet_nights} nights in a row brought articles and not one announcement: has the form of the pages changed?"
            " See plantwatch doctor, and the readings of these nights"
        )
        holds.append(Condition(kind="nothing_found", subject="night", detail=detail))
    if facts.free_mb is not None and facts.free_mb < disk_mb:
        detail = f"{facts.free_mb:,} MB are free, {disk_mb:,} are wanted: make room"
        holds.append(Condition(kind="disk_low", subject="disk", detail=detail))
    for channel, reason in sorted(facts.dead_channels.items()):
        detail = f"{reason}; its messages wait: plantwatch alerts pending"
        holds.append(Condition(kind="channel_dead", subject=channel, detail=detail))
    return holds


def found_nothing(recent: Sequence[Mapping[str, int]], nights: int) -> bool:
    """Whether each of the newest `nights` nights had articles and none had an announcement."""
    newest = recent[:nights]
    return len(newest) == nights > 0 and all(
        counts.get("articles", 0) > 0 and not counts.get("announcements", 0) for counts in newest
    )


def transitions(
    holds: Iterable[Condition], told: Iterable[Row], kinds: AbstractSet[str], at: datetime
) -> list[Row]:
    """Rows for what begins and what is over, of `kinds`; what has been said already gives none. `told`: oldest first."""
    last = {row["condition_id"]: row for row in told if row["kind"] in kinds}
    now = {condition.condition_id: condition for condition in holds}
    begun = [
        _row(c.condition_id, c.kind, c.subject, "began", c.detail, at)
        for c in now.values()
        if last.get(c.condition_id, {}).get("state") != "began"
    ]
    over = [
        _row(name, row["kind"], row["subject"], "over", None, at)
        for name, row in last.items()
        if row["state"] == "began" and name not in now
    ]
    return begun + over


def _row(  # noqa: PLR0913, PLR0917 - a row's columns
    name: str, kind: str, subject: str, state: str, detail: str | None, at: datetime
) -> Row:
    return {
        "condition_id": name,
        "kind": kind,
        "subject": subject,
        "state": state,
        "detail": detail,
        "recorded_at": at,
    }


def operator_messages(
    told: Iterable[Row], queued: AbstractSet[str], channel: str, at: datetime
) -> list[Row]:
    """Messages for the operator not queued yet: of what holds, and of what is over if its beginning was told.

    `told`: rows of `conditions`, oldest first; `queued`: keys in the outbox.
    """
    histories: dict[str, list[Row]] = {}
    for row in told:
        histories.setdefault(row["condition_id"], []).append(row)
    messages = []
    for history in histories.values():
        newest = history[-1]
        began = next((row for row in reversed(history) if row["state"] == "began"), None)
        heard = began is not None and _key(began, channel) in queued
        if newest["state"] == "over" and not heard:
            continue
        if _key(newest, channel) not in queued:
            messages.append(_message(newest, began, channel, at))
    return messages


def _key(row: Row, channel: str) -> str:
    return stable_id(
        "operator", [row["condition_id"], row["state"], str(row["recorded_at"]), channel]
    )


def _message(row: Row, began: Row | None, channel: str, at: datetime) -> Row:
    words = _WORDS.get(row["kind"], row["kind"].replace("_", " "))
    about = "" if row["subject"] in {"night", "disk"} else f": {row['subject']}"
    over = "over: " if row["state"] == "over" else ""
    detail = row["detail"] or (f"It was: {began['detail']}" if began and over else "")
    return {
        "message_id": _key(row, channel),
        "change_id": None,
        "rule": RULE,
        "channel": channel,
        "digest": False,
        "subject": f"plantwatch: {over}{words}{about}",
        "body": write_body({"kind": row["kind"], "state": row["state"], "detail": detail}),
        "recorded_at": at,
    }


def night_facts(  # noqa: PLR0913 - what only the caller knows
    connection: Connection,
    *,
    outcome: str,
    reasons: Sequence[str],
    missed: Sequence[date],
    counts: Mapping[str, int],
    free_mb: int,
) -> NightFacts:
    """The night's facts, with those that the warehouse knows. `counts` are this night's."""
    past = connection.execute(
        "SELECT counts FROM runs WHERE outcome IN ('good', 'degraded')"
        " ORDER BY recorded_at DESC, finished_at DESC LIMIT 30"
    ).fetchall()
    recent = [json.loads(row[0]) for row in past]
    dead = rows(connection, query("dead_channels"), {})
    return NightFacts(
        outcome=outcome,
        reasons=reasons,
        missed=missed,
        recent=recent if recent and recent[0] == dict(counts) else [dict(counts), *recent],
        free_mb=free_mb,
        dead_channels={row["channel"]: row["reason"] or "not accepted" for row in dead},
    )


def tell(
    connection: Connection, holds: Iterable[Condition], channel: str | None, at: datetime
) -> int:
    """Records what begins and is over, and queues it for the operator's channel; returns the number of messages."""
    told_sql = "SELECT * FROM conditions ORDER BY rowid"
    told = rows(connection, told_sql, {})
    append(connection, "conditions", transitions(holds, told, NIGHT_KINDS, at), None)
    if channel is None:
        return 0
    known = connection.execute(f"SELECT message_id FROM outbox WHERE rule = '{RULE}'").fetchall()
    told = [
        row
        for row in rows(connection, told_sql, {})
        if not (row["kind"] == "channel_dead" and row["subject"] == channel)
    ]
    messages = operator_messages(told, {row[0] for row in known}, channel, at)
    return append(connection, "outbox", messages, "message_id")
