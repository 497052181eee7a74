"""What readers see: a verified copy of the state in a format that DuckDB 1.2 and newer read, and Parquet per table.

    state.duckdb ─copy─► .plantwatch.duckdb.half ─verify, write Parquet, sync─► rename ─► plantwatch.duckdb (read-only)
                                                                       └─► rename ─► parquet/TABLE.parquet …, manifest.json

The rename is the moment at which readers see the whole night. Whoever has the old file open keeps the old snapshot.
"""

import json
import os
import shutil
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from warehouse.state import Connection, StateError, open_state, query, transaction

STORAGE = "v1.2.0"
_PUBLICATION = "CREATE TABLE pub.publication (known_until TIMESTAMP NOT NULL, published_at TIMESTAMP NOT NULL, schema INTEGER NOT NULL)"


class PublishError(StateError):
    """The night could not be published; readers keep the file of the night before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What was published."""

    path: Path
    known_until: datetime
    rows: dict[str, int]
    """Rows by table."""


def publish(
    state: Path, published: Path, parquet: Path | None, *, known_until: datetime, keep: int = 0
) -> Published:
    """Publishes the state as it is now; call it when a night is whole.

    `keep` dated copies stay in `copies/` beside the file. Raises PublishError; then the published file is as before.
    """
    half = published.with_name(f".{published.name}.half")
    published.parent.mkdir(parents=True, exist_ok=True)
    _remove(half, parquet)
    try:
        rows = _copy(state, half, known_until)
        with closing(duckdb.connect(str(half), read_only=True)) as copy:
            _verify(copy, rows)
            if parquet:
                _write_parquet(copy, parquet, rows, known_until)
        half.chmod(0o444)
        _sync(half)
        half.replace(published)
        _sync(published.parent)
        if parquet:
            _renew_parquet(parquet, rows)
    except (duckdb.Error, OSError) as error:
        raise PublishError(
            f"{published} is not renewed: {error}; readers keep the one before. Make room or mend the folder, then run again"
        ) from error
    finally:
        _remove(half, parquet)
    _keep_copies(published, known_until, keep)
    return Published(path=published, known_until=known_until, rows=rows)


def _copy(state: Path, half: Path, known_until: datetime) -> dict[str, int]:
    with open_state(state) as connection:
        connection.execute("CHECKPOINT")
        source = connection.execute("SELECT current_database()").fetchall()[0][0]
        connection.execute(f"ATTACH {_text(half)} AS pub (STORAGE_VERSION '{STORAGE}')")
        connection.execute(f"COPY FROM DATABASE {_name(source)} TO pub")
        connection.execute("DROP TABLE pub.refused")
        connection.execute(_PUBLICATION)
        connection.execute(
            f"INSERT INTO pub.publication SELECT ?, ?, max(number) FROM {_name(source)}.migrations",
            [_naive(known_until), _naive(datetime.now(UTC))],
        )
        connection.execute("USE pub")
        with transaction(connection):  # else each comment is synced to disk by itself
            connection.execute(query("comments"))
        connection.execute(f"USE {_name(source)}")
        rows = {table: count_of(connection, table) for table in tables(connection)}
        connection.execute("DETACH pub")
    return rows


def _verify(copy: Connection, rows: dict[str, int]) -> None:
    """Every table of ours is there with every row, every view can be asked."""
    for table, expected in rows.items():
        found = count_of(copy, table)
        if found != expected:
            raise PublishError(
                f"the copy of {table} has {found} rows, the state {expected}; run again, and see docs/operations.md"
            )
    views = copy.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    for (view,) in views:
        copy.execute(f"SELECT * FROM {_name(view)} LIMIT 0").fetchall()


def tables(connection: Connection) -> list[str]:
    """Names of the tables that hold rows of ours, sorted."""
    found = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE NOT internal AND database_name = current_database()"
        " AND table_name <> 'refused' ORDER BY table_name"
    ).fetchall()
    return [row[0] for row in found]


def count_of(connection: Connection, table: str) -> int:
    """Rows in a table."""
    return int(connection.execute(f"SELECT count(*) FROM {_name(table)}").fetchall()[0][0])


def _write_parquet(
    copy: Connection, folder: Path, rows: dict[str, int], known_until: datetime
) -> None:
    """A file a table and a manifest, all under names that nobody reads yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in rows:
        half = _half(folder, table)
        copy.execute(f"COPY {_name(table)} TO {_text(half)} (FORMAT parquet, COMPRESSION zstd)")
        _sync(half)
    manifest = {"known_until": known_until.astimezone(UTC).isoformat(), "rows": rows}
    _half(folder, "manifest").write_text(json.dumps(manifest, indent=1), "utf-8")


def _renew_parquet(folder: Path, rows: dict[str, int]) -> None:
    """Each file is renamed whole; the manifest last, so that it never tells of what is not there."""
    for table in rows:
        _half(folder, table).replace(folder / f"{table}.parquet")
    _half(folder, "manifest").replace(folder / "manifest.json")
    _sync(folder)


def _half(folder: Path, name: str) -> Path:
    return folder / f".{name}.half"


def _keep_copies(published: Path, known_until: datetime, keep: int) -> None:
    """The newest `keep` published files by night, as hard links where the disk can."""
    folder = published.parent / "copies"
    if keep > 0:
        folder.mkdir(exist_ok=True)
        copy = folder / f"{published.stem}-{known_until:%Y%m%dT%H%M%S}{published.suffix}"
        if not copy.exists():
            try:
                os.link(published, copy)
            except OSError:
                shutil.copy2(published, copy)
        for old in sorted(folder.glob(f"{published.stem}-*{published.suffix}"))[:-keep]:
            old.unlink()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(half: Path, parquet: Path | None) -> None:
    """What an earlier publishing left half done."""
    halves = [half, half.with_name(half.name + ".wal")]
    halves += parquet.glob(".*.half") if parquet else []
    for path in halves:
        with suppress(FileNotFoundError):
            path.unlink()


def _naive(time: datetime) -> datetime:
    return time.astimezone(UTC).replace(tzinfo=None)


def _name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _text(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
