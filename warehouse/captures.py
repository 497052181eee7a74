"""Pages wanted and pages had."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from warehouse.polls import Robots, robots_row
from warehouse.state import Connection, append, query, transaction

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A page to ask for. With `sha256` we have it and ask for edits; with `etag` or `last_modified` conditionally."""

    entry_id: str
    source_id: str
    url: str
    key_url: str
    first_seen: datetime
    attempts: int
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None


def pages_wanted(connection: Connection, *, fresh_only: bool) -> list[Wanted]:
    """Pages promised and not had, newest first; with `fresh_only` those never tried."""
    return _wanted(connection, "pages_wanted", {"fresh_only": fresh_only})


def pages_young(connection: Connection, since: datetime) -> list[Wanted]:
    """Pages kept first after `since`, newest first."""
    return _wanted(connection, "pages_young", {"since": since.astimezone(UTC).replace(tzinfo=None)})


def files_unread(connection: Connection) -> frozenset[str]:
    """Files of the archive that hold a page which nobody has tried to read yet."""
    return frozenset(name for (name,) in connection.execute(query("files_unread")).fetchall())


def _wanted(connection: Connection, name: str, given: dict[str, Any]) -> list[Wanted]:
    result = connection.execute(query(name), given)
    names = [column[0] for column in result.description or ()]
    rows = (dict(zip(names, values, strict=True)) for values in result.fetchall())
    return [Wanted(**{**row, "first_seen": row["first_seen"].replace(tzinfo=UTC)}) for row in rows]


def append_captures(
    connection: Connection, captures: Sequence[Row], robots: Sequence[Robots]
) -> int:
    """Adds what became of pages in one transaction; returns how many rows were new."""
    with transaction(connection):
        append(connection, "robots", [robots_row(r) for r in robots], None)
        return append(connection, "captures", captures, "capture_id")
