"""Rows on a terminal, as JSON or as CSV."""

import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

Row = Mapping[str, Any]


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def print_rows(
    rows: Sequence[Row],
    form: Format = Format.TABLE,
    *,
    columns: Sequence[str] | None = None,
    empty: str = "nothing to show",
) -> None:
    """Prints `rows` (mappings of equal keys): a table that fits the terminal, one JSON array, or CSV with formulas made harmless.

    `columns` chooses and orders columns of table and CSV; JSON has all.
    """
    if form is Format.JSON:
        print(as_json(rows))
        return
    names = list(columns or (rows[0] if rows else ()))
    if form is Format.CSV:
        sys.stdout.write(as_csv(rows, names))
        return
    if not rows:
        print(empty)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in names:
        numeric = all(
            isinstance(row[name], int | float | None) and not isinstance(row[name], bool)
            for row in rows
        )
        short = all(len(_shown(row[name])) <= 24 for row in rows)
        table.add_column(
            name, justify="right" if numeric else "left", overflow="fold", no_wrap=short
        )
    for row in rows:
        table.add_row(*(Text(_shown(row[name])) for name in names))
    Console(soft_wrap=False).print(table)


def as_json(rows: Sequence[Row]) -> str:
    """One JSON array; dates ISO, times ISO with Z, whole numbers without a fraction."""
    return json.dumps(
        [{k: plain(v) for k, v in row.items()} for row in rows], ensure_ascii=False, indent=1
    )


def as_csv(rows: Sequence[Row], names: Sequence[str]) -> str:
    """CSV for spreadsheets: a cell that a spreadsheet would run as a formula gets a leading apostrophe (OWASP, CSV injection)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    for row in rows:
        writer.writerow([_neutral(plain(row[name])) for name in names])
    return out.getvalue()


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    return value


def _neutral(value: Any) -> Any:
    return (
        "'" + value
        if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r")
        else value
    )


def _shown(value: Any) -> str:
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return "".join(c if c.isprintable() else " " for c in str(value))
