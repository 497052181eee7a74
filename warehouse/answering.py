"""The process that answers one question: opens the published file closed to everything else, prints rows as JSON lines.

First line the column names, then a line a row, last a Reply. It has no secrets in its environment, little memory, and
ends by itself when its time is over.
"""

import math
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb
import msgspec

from warehouse.ask import Reply, Request

_ALLOWED = {
    duckdb.StatementType.SELECT,
    duckdb.StatementType.EXPLAIN,
    duckdb.StatementType.MULTI,  # what PIVOT becomes
}
_FILE = (duckdb.IOException, duckdb.ConnectionException)
_write = sys.stdout.buffer.write
_encoder = msgspec.json.Encoder(enc_hook=str, decimal_format="number")


def main() -> None:
    """Reads a Request, writes the answer."""
    request = msgspec.json.decode(sys.stdin.buffer.read(), type=Request)
    _limit(request.seconds)
    try:
        with closing(_connect(request)) as connection:
            reply = _answer(connection, request)
    except _FILE as error:
        reply = Reply(problem="file", message=str(error))
    except duckdb.Error as error:
        reply = Reply(problem="refused", message=str(error))
    _write(msgspec.json.encode(reply) + b"\n")
    sys.stdout.buffer.flush()


def _limit(seconds: float) -> None:
    signal.alarm(math.ceil(seconds) + 5)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    resource.setrlimit(resource.RLIMIT_FSIZE, (4 << 30, 4 << 30))


def _connect(request: Request) -> duckdb.DuckDBPyConnection:
    """Closed at connect, then locked."""
    connection = duckdb.connect(
        request.file,
        read_only=True,
        config={
            "enable_external_access": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_community_extensions": "false",
            "allow_unsigned_extensions": "false",
            "memory_limit": "1GB",
            "threads": "2",
            "temp_directory": request.spill,
            "max_temp_directory_size": "2GB",
        },
    )
    for setting in (
        "TimeZone = 'UTC'",
        "python_enable_replacements = false",
        "lock_configuration = true",
    ):
        connection.execute(f"SET {setting}")
    return connection


def _answer(connection: duckdb.DuckDBPyConnection, request: Request) -> Reply:
    statements = connection.extract_statements(request.query)
    if len(statements) != 1:
        return Reply(
            problem="refused",
            message=f"one statement is wanted, these are {len(statements)}: ask them one by one",
        )
    if statements[0].type not in _ALLOWED:
        return Reply(
            problem="refused",
            message=f"{statements[0].type.name} is refused: the published file is only read; write SELECT, FROM, DESCRIBE, SHOW, SUMMARIZE or EXPLAIN",
        )
    result = connection.execute(statements[0])
    _write(_encoder.encode([column[0] for column in result.description or []]) + b"\n")
    for n, row in enumerate(_rows(result)):
        if n == request.rows:
            return Reply(cut=True)
        _write(_encoder.encode([_plain(value) for value in row]) + b"\n")
    return Reply()


def _rows(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while batch := result.fetchmany(1000):
        yield from batch


def _plain(value: Any) -> Any:
    """A value as JSON can have it; times without a zone are UTC."""
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value


if __name__ == "__main__":
    main()
