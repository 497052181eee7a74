"""A chain of hashes over what was appended, kept outside the database: counts tell of lost rows, the chain of altered ones.

    rows since the last link ─digest by table─► Link (hash over the link before, run, spans) ─► ledger.jsonl, one a night

A span is a range of row ids, which follow the order of appending, and the number of columns that the table had then
(columns are only added behind). Whoever alters, deletes or swaps rows breaks a digest; whoever alters the ledger, a link.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from warehouse.publish import tables
from warehouse.state import Connection

AT_ONCE = 200_000
"""Rows digested in a query."""
Span = tuple[int, int, int, str]
"""First row id, row id behind the last, columns, SHA-256 of the rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What one night appended. `previous` is None where a chain begins."""

    run_id: str
    previous: str | None
    spans: Mapping[str, Span]

    @property
    def hash(self) -> str:
        """SHA-256 over all of it, in hexadecimal."""
        told = [self.previous or "", self.run_id]
        told += [
            f"{table} {' '.join(map(str, span))}" for table, span in sorted(self.spans.items())
        ]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """Rows that are not what a link says; `table` is None where the link itself is not what was written."""

    run_id: str
    table: str | None


def next_link(connection: Connection, run_id: str, links: Sequence[tuple[Link, str]]) -> Link:
    """The link over all rows that those before do not hold. `links`: each with the hash written beside it; none begins a chain."""
    ends = _ends([link for link, _ in links])
    spans: dict[str, Span] = {}
    for table in tables(connection):
        first, end = ends.get(table, 0), _end(connection, table)
        if end > first:
            columns = len(_columns(connection, table))
            spans[table] = (first, end, columns, _digest(connection, table, first, end, columns))
    return Link(run_id=run_id, previous=links[-1][1] if links else None, spans=spans)


def broken_links(connection: Connection, links: Sequence[tuple[Link, str]]) -> Iterator[Broken]:
    """Goes through the chain from its beginning and gives what does not agree."""
    there = set(tables(connection))
    before: str | None = None
    for link, written in links:
        if link.hash != written or link.previous != before:
            yield Broken(run_id=link.run_id, table=None)
        before = written
        for table, (first, end, columns, digest) in link.spans.items():
            known = table in there and len(_columns(connection, table)) >= columns
            if not known or _digest(connection, table, first, end, columns) != digest:
                yield Broken(run_id=link.run_id, table=table)


def sealed(links: Sequence[tuple[Link, str]]) -> dict[str, int]:
    """Rows of each table that the chain holds."""
    return _ends([link for link, _ in links])


def read_link(line: Mapping[str, Any]) -> tuple[Link, str]:
    """A link and its hash from a line of the ledger."""
    spans = {
        table: (int(a), int(b), int(c), str(d)) for table, (a, b, c, d) in line["spans"].items()
    }
    return Link(run_id=line["run_id"], previous=line["previous"], spans=spans), line["hash"]


def _ends(links: Sequence[Link]) -> dict[str, int]:
    return {table: span[1] for link in links for table, span in link.spans.items()}


def _end(connection: Connection, table: str) -> int:
    found = connection.execute(f'SELECT coalesce(max(rowid) + 1, 0) FROM "{table}"').fetchall()
    return int(found[0][0])


def _columns(connection: Connection, table: str) -> list[str]:
    found = connection.execute(
        "SELECT column_name FROM duckdb_columns() WHERE database_name = current_database() AND table_name = ?"
        " ORDER BY column_index",
        [table],
    ).fetchall()
    return [row[0] for row in found]


def _digest(connection: Connection, table: str, first: int, end: int, columns: int) -> str:
    """SHA-256 over the rows' own, in the order of appending; each value with its length before it, so that none runs into the next."""
    names = [f'"{name}"::VARCHAR' for name in _columns(connection, table)[:columns]]
    told = ", ".join(f"coalesce(strlen({name}) || ':' || {name}, '-')" for name in names)
    asked = (
        f"SELECT string_agg(sha256(concat({told})), '' ORDER BY rowid) FROM \"{table}\""
        " WHERE rowid >= ? AND rowid < ?"
    )
    digest = hashlib.sha256()
    for start in range(first, end, AT_ONCE):
        part = connection.execute(asked, [start, min(end, start + AT_ONCE)]).fetchall()[0][0]
        digest.update((part or "").encode())
    return digest.hexdigest()
