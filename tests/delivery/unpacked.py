"""Everything that a data folder says, with what databases, Parquet and the archive have packed laid open."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pyarrow as pa


def said_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """(path from the folder, content) of each file as it lies there, and once more unpacked where it is packed."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = str(path.relative_to(folder))
            yield name, path.read_bytes()
            unpack = _UNPACK.get(path.suffix)
            if unpack:
                yield f"{name}, unpacked", unpack(path)


def _tables(path: Path) -> bytes:
    with closing(duckdb.connect(str(path), read_only=True)) as connection:
        named = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        rows = [connection.execute(f'FROM "{name}"').fetchall() for (name,) in named]
    return str(rows).encode()


def _parquet(path: Path) -> bytes:
    return str(duckdb.read_parquet(str(path)).fetchall()).encode()


def _sqlite(path: Path) -> bytes:
    with closing(sqlite3.connect(path)) as connection:
        return "\n".join(connection.iterdump()).encode()


def _zstd(path: Path) -> bytes:
    with pa.CompressedInputStream(str(path), "zstd") as stream:
        return bytes(stream.read())


_UNPACK = {".duckdb": _tables, ".parquet": _parquet, ".db": _sqlite, ".zst": _zstd}
