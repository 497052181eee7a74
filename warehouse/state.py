"""The state file: opened late, closed early, by one writer at a time; migrated before first use.

Errors
    StateError          the file cannot be used; the message says why and what to do
    ├── StateBusy       another process holds it (its PID is named)
    └── StateNewer      it was written by a newer plantwatch
"""

import logging
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import stamina

from extractors.markup import paired

if TYPE_CHECKING:
    import pyarrow as pa

Connection = duckdb.DuckDBPyConnection
logging.getLogger("stamina").setLevel(logging.ERROR)


class StateError(Exception):
    """The state file cannot be used."""


class StateBusy(StateError):  # noqa: N818
    """Another process has the state file open."""


class StateNewer(StateError):  # noqa: N818
    """The state file was written by a newer version of the code."""


PATIENCE = 20.0
"""Seconds to wait for another process that has the file open: a command of ours has it for moments only."""


@contextmanager
def open_state(path: Path, *, patience: float = PATIENCE) -> Iterator[Connection]:
    """The state database at `path`, created and migrated where needed; closed on leaving.

    Waits up to `patience` seconds for another process to close it, then raises StateBusy, which names the process.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _create(path)
    connection = _connect_patiently(path, patience)
    try:
        migrate(connection, path)
        yield connection
    except duckdb.Error as error:
        if re.search("corrupt|checksum", str(error), re.IGNORECASE):
            raise StateError(
                f"{path} is damaged: {error}; make it again from the archive: plantwatch restore (docs/operations.md)"
            ) from error
        raise
    finally:
        connection.close()


def _create(path: Path) -> None:
    """A new file appears whole: one whose making is killed cannot be opened again, so it is made beside its place."""
    fresh = path.with_name(f".{path.name}.new-{os.getpid()}")
    fresh.unlink(missing_ok=True)
    connection = _connect(fresh)
    try:
        migrate(connection, fresh)
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    with suppress(FileExistsError):  # another process was quicker
        os.link(fresh, path)
    fresh.unlink()


def _connect_patiently(path: Path, patience: float) -> Connection:
    again = stamina.retry_context(
        on=StateBusy,
        attempts=None,
        timeout=patience,
        wait_initial=0.05,
        wait_max=1,
        wait_jitter=0.1,
    )
    for attempt in again:
        with attempt:
            return _connect(path)
    raise AssertionError("retry_context returns or raises")


def _connect(path: Path) -> Connection:
    try:
        connection = duckdb.connect(str(path))
    except duckdb.IOException as error:
        held = re.search(r"\(PID (\d+)\)", str(error))
        if held:
            raise StateBusy(
                f"{path} is held open by process {held[1]}; wait for it or stop it"
            ) from error
        raise StateError(f"{path} cannot be opened: {error}") from error
    except duckdb.Error as error:
        raise StateError(
            f"{path} cannot be opened: {error}; make it again from the archive: plantwatch restore (docs/operations.md)"
        ) from error
    connection.execute("SET TimeZone = 'UTC'")
    return connection


@contextmanager
def transaction(connection: Connection) -> Iterator[Connection]:
    """All or nothing: commits on leaving, rolls back on an exception."""
    connection.execute("BEGIN")
    try:
        yield connection
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def migration_steps() -> list[tuple[int, str, str]]:
    """(number, name, SQL) of every migration, in order."""
    found = []
    for file in resources.files("warehouse").joinpath("migrations").iterdir():
        numbered = re.fullmatch(r"(\d{3})_(\w+)\.sql", file.name)
        if numbered:
            found.append((int(numbered[1]), numbered[2], file.read_text("utf-8")))
    return sorted(found)


def migrate(connection: Connection, path: Path) -> None:
    """Brings the file to this code's schema, each migration in a transaction of its own; an older file is copied first."""
    steps = migration_steps()
    at = _schema_number(connection)
    if at > steps[-1][0]:
        raise StateNewer(
            f"{path} has schema {at}, this plantwatch knows {steps[-1][0]}: upgrade plantwatch"
        )
    pending = [step for step in steps if step[0] > at]
    if pending and at:
        connection.execute("CHECKPOINT")
        shutil.copy2(path, path.with_name(f"{path.name}.schema-{at}.bak"))
    for number, name, sql in pending:
        with transaction(connection):
            connection.execute(sql)
            connection.execute(
                "INSERT INTO migrations VALUES (?, ?, ?)",
                [number, name, datetime.now(UTC).replace(tzinfo=None)],
            )


def _schema_number(connection: Connection) -> int:
    try:  # to ask the catalogue first takes as long as to open the file
        found = connection.execute("SELECT coalesce(max(number), 0) FROM migrations").fetchall()
    except duckdb.CatalogException:
        return 0
    return int(found[0][0])


@cache
def query(name: str) -> str:
    """The SQL of `queries/NAME.sql`."""
    return resources.files("warehouse").joinpath("queries", f"{name}.sql").read_text("utf-8")


def append(
    connection: Connection, table: str, rows: Iterable[Mapping[str, Any]], key: str | None
) -> int:
    """Adds the rows whose `key` the table does not hold yet, each key once; returns how many were added.

    Rows are mappings column → value; times must be aware UTC or naive UTC. Without a key every row is added.
    """
    rows = list(rows)
    if key:
        rows = list({row[key]: row for row in reversed(rows)}.values())[::-1]
    named = set().union(*rows)
    return append_columns(
        connection, table, {name: [row.get(name) for row in rows] for name in named}, key
    )


def append_columns(
    connection: Connection, table: str, columns: Mapping[str, Sequence[Any]], key: str | None
) -> int:
    """The same of rows given column by column, all of one length, the `key` of each another."""
    if not any(map(len, columns.values())):
        return 0
    batch = _batch(columns, _schema(connection, table))
    connection.register("_batch", batch)
    try:
        fresh = f"WHERE NOT EXISTS (SELECT 1 FROM {table} t WHERE t.{key} = b.{key})" if key else ""
        added = connection.execute(
            f"INSERT INTO {table} BY NAME SELECT * FROM _batch b {fresh}"
        ).fetchall()
    finally:
        connection.unregister("_batch")
    return int(added[0][0]) if added else 0


def _batch(columns: Mapping[str, Sequence[Any]], schema: "pa.Schema") -> "pa.Table":
    """The columns that the table has, in Arrow; those of times in naive UTC."""
    import pyarrow as pa  # what readers do without

    fields = [field for field in schema if field.name in columns]
    arrays = [_array(columns[field.name], field.type) for field in fields]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def _array(values: Sequence[Any], kind: "pa.DataType") -> "pa.Array":
    import pyarrow as pa

    try:
        if len(set(map(id, values))) == 1:  # the night's time, the source: made once
            return pa.repeat(pa.scalar(_naive(values[0]), kind), len(values))
        if pa.types.is_timestamp(kind):
            values = [_naive(value) for value in values]
        return pa.array(values, kind)
    except UnicodeEncodeError:  # halves of surrogate pairs: one must not cost the night
        return pa.array([paired(v) if isinstance(v, str) else v for v in values], kind)


def _naive(value: object) -> object:
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC).replace(tzinfo=None)
    return value


def _schema(connection: Connection, table: str) -> "pa.Schema":
    with (
        connection.cursor() as beside
    ):  # a result not yet fetched to its end would refuse it on this one
        return beside.sql(f"SELECT * FROM {table} LIMIT 0").to_arrow_table().schema


def unprotected_tables(connection: Connection) -> list[str]:
    """Tables that an UPDATE or DELETE would change: their triggers are missing (copies of the file lose them)."""
    found = connection.execute(query("unprotected_tables")).fetchall()
    return [row[0] for row in found]
