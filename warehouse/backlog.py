"""Old pages go in: sources, entries and captures of a backfill, each once however often a chunk comes."""

from collections.abc import Sequence
from typing import Any

from warehouse.readings import Pending
from warehouse.state import Connection, append, transaction

Row = dict[str, Any]


def append_backlog(
    connection: Connection,
    *,
    sources: Sequence[Row],
    entries: Sequence[Row],
    captures: Sequence[Row],
) -> list[Pending]:
    """Adds the rows in one transaction and returns what is to be read of them: captures that were not there before.

    Articles that the night itself has listened to are left: their pages here are no news and no edit.
    """
    live = _there(connection, "entries", "entry_id", entries, "AND NOT backlog")
    had = _there(connection, "captures", "capture_id", captures)
    known = _there(connection, "sources", "source_id", sources)
    entries = [row for row in entries if row["entry_id"] not in live]
    fresh = [r for r in captures if r["entry_id"] not in live and r["capture_id"] not in had]
    with transaction(connection):
        unknown = [row for row in sources if row["source_id"] not in known]
        append(connection, "sources", unknown, "source_id")
        append(connection, "entries", entries, "entry_id")
        append(connection, "captures", fresh, "capture_id")
    promised = {row["entry_id"]: row for row in reversed(entries)}
    families = {row["source_id"]: row["family"] for row in sources}
    once = {row["capture_id"]: row for row in fresh}
    return [_pending(row, promised[row["entry_id"]], families) for row in once.values()]


def _there(
    connection: Connection, table: str, key: str, rows: Sequence[Row], also: str = ""
) -> set[str]:
    ids = sorted({row[key] for row in rows})
    found = connection.execute(
        f"SELECT DISTINCT {key} FROM {table} WHERE {key} IN (SELECT unnest(?)) {also}", [ids]
    )
    return {row[0] for row in found.fetchall()}


def _pending(capture: Row, entry: Row, families: dict[str, str]) -> Pending:
    of_capture = ("capture_id", "entry_id", "archive_file", "archive_offset", "media_type")
    of_entry = ("title", "summary", "content", "published_at", "language", "origin", "first_seen")
    return Pending(
        **{name: capture[name] for name in (*of_capture, "charset", "bytes", "url")},
        **{name: entry[name] for name in of_entry},
        source_id=entry["source_id"],
        family=families[entry["source_id"]],
        backlog=True,
        attempt=1,
    )
