"""What the web page shows, read from the published file."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.state import query

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRows:
    """One list of rows a section of the page."""

    plants: list[Row]
    versions: list[Row]
    output: list[Row]
    changes: list[Row]
    sources: list[Row]
    nights: list[Row]


def report_rows(published: Path) -> ReportRows:
    """Reads everything at one snapshot."""
    connection = duckdb.connect(str(published), read_only=True)
    try:
        return ReportRows(
            plants=_rows(connection, query("report_plants")),
            versions=_rows(connection, query("report_versions")),
            output=_rows(connection, query("report_output")),
            changes=_rows(connection, query("report_changes")),
            sources=_rows(connection, "SELECT * FROM source_health ORDER BY name"),
            nights=[_night(row) for row in _rows(connection, query("report_nights"))],
        )
    finally:
        connection.close()


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[Row]:
    result = connection.execute(sql)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _night(row: Row) -> Row:
    return {
        **row,
        **{name: json.loads(row[name] or "null") for name in ("reasons", "counts", "missed")},
    }
