"""Row counts kept outside the database: DuckDB says nothing when a lost log takes committed rows with it.

The ledger file beside the state holds the counts of each night; whoever opens the state compares first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from warehouse.publish import count_of, tables
from warehouse.state import Connection, StateError


class RowsMissing(StateError):  # noqa: N818
    """The state holds fewer rows than it once did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """A table that lost rows."""

    table: str
    counted: int
    """Rows when last counted."""
    found: int


def count_rows(connection: Connection) -> dict[str, int]:
    """Rows in each table, to be kept outside the database."""
    return {table: count_of(connection, table) for table in tables(connection)}


def missing_rows(connection: Connection, counted: Mapping[str, int]) -> list[Shortfall]:
    """Tables that hold fewer rows than `counted`, or are not there."""
    there = set(tables(connection))
    found = {table: count_of(connection, table) if table in there else 0 for table in counted}
    return [
        Shortfall(table=table, counted=rows, found=found[table])
        for table, rows in counted.items()
        if found[table] < rows
    ]


def check_counts(connection: Connection, counted: Mapping[str, int], state: Path) -> None:
    """Raises RowsMissing, which names the tables and how to restore them, where the state lost rows."""
    lost = missing_rows(connection, counted)
    if lost:
        told = ", ".join(f"{s.table} {s.found:,} of {s.counted:,}" for s in lost)
        raise RowsMissing(
            f"{state} has lost rows ({told}): nothing is run on it. Put back a backup of it, or make it again from the archive: "
            f"plantwatch restore --data {state.parent} (docs/operations.md)"
        )
