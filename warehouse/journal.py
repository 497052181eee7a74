"""What the pages in the archive do not tell, kept beside them: a journal from which the state file can be made again.

    archive/journal/2026-11.warc.zst      WARC `metadata` records, in the order in which things happened:
        rows of a table     JSON lines, with the place of the first in its table
        a mark              `readings` or `compared`, with the recorded_at under which pages were read or compared

Only rows that nothing else gives are there: what feeds promised, where pages lie, what people corrected, what was sent.
`archive/journal/places.json` says how far each table is written; without it the journal itself is asked.
"""

import io
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from warehouse.state import Connection, StateError, transaction
from warehouse.tails import repaired
from warehouse.warc import packed

KEPT = (
    "sources",
    "polls",
    "entries",
    "captures",
    "corrections",
    "model_answers",
    "outbox",
    "deliveries",
    "conditions",
    "runs",
)
"""Tables whose rows are written down."""
MARKED = ("readings", "compared")
"""Tables of which only the times are written down: their rows follow from the pages."""
AT_ONCE = 20_000
"""Rows in a record."""
LONG = {"model_answers": 500}
"""Rows in a record, of tables whose rows are long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows of a table as they were appended; `first` is the place of the first."""

    table: str
    first: int
    rows: list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Pages were read, or readings compared, under this time."""

    what: str
    recorded_at: datetime


class Journal:
    """The journal in an archive's folder. One writer at a time."""

    def __init__(self, archive: Path) -> None:
        self.folder = archive / "journal"
        self.places = self.folder / "places.json"

    def note(self, connection: Connection, now: datetime) -> int:
        """Writes down what was appended since the last time; returns how many rows. Synced when it returns."""
        places = self._places()
        _check(connection, places, self.folder)
        records: list[bytes] = []
        noted = 0
        for table in KEPT:
            for rows in _fresh(connection, table, places.get(table, 0)):
                records.append(_rows_record(rows))
                places[table] = rows.first + len(rows.rows)
                noted += len(rows.rows)
        marks: list[Mark] = []
        for table in MARKED:
            times, places[table] = _times(connection, table, places.get(table, 0))
            marks += [Mark(what=table, recorded_at=time) for time in times]
        marks.sort(key=lambda mark: (mark.recorded_at, MARKED.index(mark.what)))
        records += [_mark_record(mark) for mark in marks]
        if records:
            self._append(b"".join(records), now)
            self._write_places(places)
        return noted

    def replay(self) -> Iterator[Rows | Mark]:
        """All that was written down, oldest first, each row once."""
        done: dict[str, int] = {}
        for path in sorted(self.folder.glob("*.warc.zst")):
            repaired(path)
            with path.open("rb") as stream:
                for record in ArchiveIterator(stream, record_types=WarcRecordType.metadata):
                    found = _read(record)
                    if isinstance(found, Rows):
                        skip = max(0, done.get(found.table, 0) - found.first)
                        done[found.table] = max(
                            done.get(found.table, 0), found.first + len(found.rows)
                        )
                        found = Rows(
                            table=found.table, first=found.first + skip, rows=found.rows[skip:]
                        )
                        if not found.rows:
                            continue
                    yield found

    def start_after(self, connection: Connection) -> None:
        """Takes the rows in `connection` as written down: said of a state that was made from this journal."""
        self._write_places({t: _end(connection, t) for t in (*KEPT, *MARKED)})

    def _places(self) -> dict[str, int]:
        try:
            return dict(json.loads(self.places.read_text("utf-8")))
        except (OSError, ValueError):
            places: dict[str, int] = {}
            for found in self.replay():
                if isinstance(found, Rows):
                    places[found.table] = found.first + len(found.rows)
            return places

    def _write_places(self, places: dict[str, int]) -> None:
        half = self.places.with_suffix(".half")
        half.write_text(json.dumps(places), "utf-8")
        half.replace(self.places)

    def _append(self, data: bytes, now: datetime) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{now.astimezone(UTC):%Y-%m}.warc.zst"
        if path.exists():
            repaired(path)
        with path.open("ab") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


def put_back(connection: Connection, found: Rows) -> None:
    """Appends rows of the journal to their table; columns that it does not have any more are left."""
    schema = _schema(connection, found.table)
    table = pa.Table.from_pylist(
        [{name: row.get(name) for name in schema.names} for row in found.rows], schema=schema
    )
    with transaction(connection):
        connection.register("_back", table)
        try:
            connection.execute(f"INSERT INTO {found.table} BY NAME SELECT * FROM _back")
        finally:
            connection.unregister("_back")


def _schema(connection: Connection, table: str) -> pa.Schema:
    """The table's columns; dates and times as text, as JSON has them and DuckDB reads them."""
    with connection.cursor() as beside:
        there = beside.sql(f"SELECT * FROM {table} LIMIT 0").to_arrow_table().schema
    return pa.schema(
        [pa.field(f.name, pa.string() if pa.types.is_temporal(f.type) else f.type) for f in there]
    )


def _check(connection: Connection, places: dict[str, int], folder: Path) -> None:
    behind = [t for t in (*KEPT, *MARKED) if _end(connection, t) < places.get(t, 0)]
    if behind:
        raise StateError(
            f"the state file has fewer rows of {', '.join(behind)} than {folder} once wrote down: it is an older copy or has lost"
            " rows. Make it again from the archive: plantwatch restore (docs/operations.md)"
        )


def _end(connection: Connection, table: str) -> int:
    found = connection.execute(f"SELECT coalesce(max(rowid) + 1, 0) FROM {table}").fetchall()
    return int(found[0][0])


def _fresh(connection: Connection, table: str, first: int) -> Iterator[Rows]:
    end, step = _end(connection, table), LONG.get(table, AT_ONCE)
    while first < end:
        result = connection.execute(
            f"SELECT * FROM {table} WHERE rowid >= ? AND rowid < ? ORDER BY rowid",
            [first, first + step],
        )
        names = [column[0] for column in result.description or ()]
        rows = [dict(zip(names, values, strict=True)) for values in result.fetchall()]
        yield Rows(table=table, first=first, rows=rows)
        first += step


def _times(connection: Connection, table: str, first: int) -> tuple[list[datetime], int]:
    end = _end(connection, table)
    found = connection.execute(
        f"SELECT DISTINCT recorded_at FROM {table} WHERE rowid >= ? ORDER BY recorded_at", [first]
    ).fetchall()
    return [row[0].replace(tzinfo=UTC) for row in found], end


def _rows_record(rows: Rows) -> bytes:
    lines = (json.dumps(row, default=_plain, ensure_ascii=False) for row in rows.rows)
    facts = {"Table": rows.table, "First": str(rows.first)}
    return _record(facts, "application/x-ndjson", "\n".join(lines).encode("utf-8", "replace"))


def _mark_record(mark: Mark) -> bytes:
    facts = {"Mark": mark.what, "Recorded-At": mark.recorded_at.isoformat()}
    return _record(facts, "text/plain", b"")


def _record(facts: dict[str, str], media_type: str, content: bytes) -> bytes:
    record = WarcRecord()
    record.init_headers(WarcRecordType.metadata)
    for name, value in facts.items():
        record.headers[f"Plantwatch-{name}"] = value
    record.headers["Content-Type"] = media_type
    record.set_bytes_content(content)
    return packed(record, "zstd")


def _read(record: WarcRecord) -> Rows | Mark:
    said = record.headers
    mark = said.get("Plantwatch-Mark")
    if mark:
        return Mark(
            what=mark, recorded_at=datetime.fromisoformat(said.get("Plantwatch-Recorded-At") or "")
        )
    lines = io.TextIOWrapper(io.BytesIO(record.reader.read()), encoding="utf-8", newline="\n")
    return Rows(
        table=said.get("Plantwatch-Table") or "",
        first=int(said.get("Plantwatch-First") or 0),
        rows=[json.loads(line) for line in lines],
    )


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"cannot be written to the journal: {value!r}")
