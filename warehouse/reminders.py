"""Messages about silence: targets that nobody has said again for months, planned starts whose date has passed.

Only rules with `about = "stale"` or `"overdue"` want them; each is told once, and again only when it was said anew since.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from warehouse import phrases
from warehouse.ids import stable_id
from warehouse.outbox import labels_of, rows, write_body
from warehouse.rules import Labels, Rule, wants
from warehouse.state import Connection, append, query

Row = dict[str, Any]


def remind(
    connection: Connection,
    rules: Sequence[Rule],
    recorded_at: datetime,
    *,
    today: date,
    months: int,
) -> int:
    """Queues what the rules about silence want told on `today`; returns the number of new messages."""
    wanted = [rule for rule in rules if rule.about != "changes"]
    if not wanted:
        return 0
    silent = {
        "stale": rows(
            connection,
            "SELECT * FROM stale_targets($today, $months)",
            {"today": today, "months": months},
        ),
        "overdue": rows(connection, "SELECT * FROM overdue_starts($today)", {"today": today}),
    }
    plants = {row["plant_id"]: row["plant"] for found in silent.values() for row in found}
    names = rows(connection, query("plant_labels"), {"ids": list(plants)})
    labels = {plant_id: labels_of(plant_id, plant, names) for plant_id, plant in plants.items()}
    messages = [
        message
        for about, found in silent.items()
        for message in reminders(about, found, wanted, labels, recorded_at)
    ]
    return append(connection, "outbox", messages, "message_id")


def reminders(
    about: str,
    found: Sequence[Row],
    rules: Sequence[Rule],
    labels: Mapping[str, Labels],
    recorded_at: datetime,
) -> list[Row]:
    """Rows of the outbox for what was found, in its order: pure. A channel hears of one thing once."""
    messages = []
    for row in found:
        channels: set[str] = set()
        for rule in rules:
            fits = rule.about == about and wants(
                rule, {"direction": None, **row}, labels[row["plant_id"]]
            )
            if fits and rule.channel not in channels:
                channels.add(rule.channel)
                messages.append(_message(about, row, rule, recorded_at))
    return messages


def _message(about: str, row: Row, rule: Rule, recorded_at: datetime) -> Row:
    said = row["last_said"] or row["stated_at"]
    detail = f"Last said {said}: “{row['quote']}” {row['url']}"
    return {
        "message_id": stable_id(
            "reminder", [about, row["version_id"], said, rule.name, rule.channel]
        ),
        "change_id": None,
        "rule": rule.name,
        "channel": rule.channel,
        "digest": rule.digest,
        "subject": _subject(about, row, said),
        "body": write_body({"about": about, "plant": row["plant"], "detail": detail}),
        "recorded_at": recorded_at,
    }


def _subject(about: str, row: Row, said: date) -> str:
    part = "" if row["scope"] == "all" else f", {row['scope']}"
    if about == "overdue":
        when = phrases.period(row["start_from"], row["start_to"])
        return f"{row['plant']}{part}: start planned for {when}, no report that it was done"
    when = phrases.period(row["period_start"], row["period_end"]) if row["period_end"] else ""
    value = f"{phrases.amount(row['low'], row['high'])} {phrases.unit(row)}".strip()
    return f"{row['plant']}{part}: {' '.join(f'target {when} {value}'.split())}, not said again since {said}"
