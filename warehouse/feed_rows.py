"""What the Atom feeds tell, read from the published file."""

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from warehouse.outbox import rows
from warehouse.state import query

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRows:
    """Changes, newest first, and how the last night went."""

    changes: list[Row]
    """Rows of change_facts.sql; `place` numbers the changes of the file from the oldest. Where a side has been taken back
    since: `taken_back` (new | old) and `told_at`, when."""
    known_until: datetime
    night: date | None
    outcome: str | None


def feed_rows(published: Path, *, most: int = 20_000) -> FeedRows:
    """The newest `most` changes of the published file."""
    with closing(duckdb.connect(str(published), read_only=True)) as connection:
        newest = "SELECT change_id, rowid AS place FROM changes ORDER BY place DESC LIMIT $most"
        place = dict(connection.execute(newest, {"most": most}).fetchall())
        found = rows(connection, query("change_facts"), {"ids": list(place)})
        struck = rows(connection, "FROM changes_taken_back", {})
        known = connection.execute("SELECT known_until FROM publication").fetchall()
        last = connection.execute(
            "SELECT night, outcome FROM runs ORDER BY recorded_at DESC, finished_at DESC LIMIT 1"
        ).fetchall()
    gone = {row["change_id"]: row for row in struck}
    changes = sorted(
        (_placed(row, place[row["change_id"]], gone.get(row["change_id"])) for row in found),
        key=lambda row: -row["place"],
    )
    night, outcome = last[0] if last else (None, None)
    return FeedRows(
        changes=changes,
        known_until=known[0][0].replace(tzinfo=UTC),
        night=night,
        outcome=outcome,
    )


def _placed(change: Row, place: int, struck: Row | None) -> Row:
    if struck is None:
        return {**change, "place": place, "taken_back": None, "told_at": change["recorded_at"]}
    return {
        **change,
        "place": place,
        "taken_back": struck["side"],
        "told_at": struck["recorded_at"],
    }
