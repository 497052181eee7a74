"""Word to those who were told a change that has been taken back since: one notice for each message that was sent.

    deliveries + changes_taken_back ─tell_taken_back─► outbox

A change that never went out is withdrawn instead (flows/deliver.py), and where the taking back is itself a change
(a page edited back), that change is told and no notice.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from warehouse import phrases
from warehouse.ids import stable_id
from warehouse.outbox import rows, write_body
from warehouse.state import Connection, append, query

Row = dict[str, Any]
REMEMBERED = timedelta(days=92)
"""What was told longer ago is put right silently."""
_WHY = {
    "correction": "a person has corrected what was read",
    "reextraction": "read again, the articles do not say it",
    "edit": "the article has changed since",
}


def tell_taken_back(connection: Connection, recorded_at: datetime) -> int:
    """Queues the notices that are not queued yet, under the rule and channel of the message; returns how many."""
    since = recorded_at.astimezone(UTC).replace(tzinfo=None) - REMEMBERED
    told = rows(connection, query("alerts_taken_back"), {"since": since})
    return append(connection, "outbox", [notice(row, recorded_at) for row in told], "message_id")


def notice(row: Mapping[str, Any], recorded_at: datetime) -> Row:
    """A row of the outbox for a message whose change was taken back: pure."""
    detail = f"Told on {row['sent_at']:%Y-%m-%d}: {row['subject']}. {_what_holds(row)} {row['url'] or ''}"
    return {
        "message_id": notice_key(row["message_id"]),
        "change_id": None,
        "rule": row["rule"],
        "channel": row["channel"],
        "digest": row["digest"],
        "subject": f"taken back: {row['subject']}",
        "body": write_body(
            {
                "about": "taken back",
                "plant": row["plant"],
                "detail": detail.strip(),
                "of": row["message_id"],
            }
        ),
        "recorded_at": recorded_at,
    }


def notice_key(message_id: str) -> str:
    """The key of the one notice about a message."""
    return stable_id("taken back", [message_id])


def _what_holds(row: Mapping[str, Any]) -> str:
    side = "It" if row["side"] == "new" else "The earlier value"
    why = _WHY.get(row["taken_back_by"], row["taken_back_by"])
    return f"{side} does not hold: {why}. {_standing(row)}"


def _standing(row: Mapping[str, Any]) -> str:
    if not row["stands"]:
        return "Nothing stands in its place."
    if row["kind"] == "start":
        return f"What stands: {phrases.period(row['start_from'], row['start_to'])}."
    value = f"{phrases.amount(row['low'], row['high'])} {phrases.unit(row)}".strip()
    return f"What stands: {value}."
