"""Rows on a terminal, as JSON or as CSV."""

import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

Row = Mapping[str, Any]
FOLDED = 20
"""Columns wider than this may be folded, down to LEAST; narrower ones stay whole."""
LEAST = 14


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
    console = Console(soft_wrap=False)
    names = [name for name in names if any(_shown(row[name]) for row in rows)]
    cells = [[_shown(row[name]) for name in names] for row in rows]
    widths = [
        max(cell_len(text) for text in (name, *column))
        for name, column in zip(names, zip(*cells, strict=True), strict=True)
    ]
    gaps = 2 * (len(names) - 1)
    least = sum(min(width, LEAST) if width > FOLDED else width for width in widths) + gaps
    if least > console.width:
        _print_records(console, names, cells)
        return
    fits = sum(widths) + gaps <= console.width
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name, width in zip(names, widths, strict=True):
        numeric = all(
            isinstance(row[name], int | float | None) and not isinstance(row[name], bool)
            for row in rows
        )
        whole = fits or width <= FOLDED
        table.add_column(
            name,
            justify="right" if numeric else "left",
            overflow="fold",
            no_wrap=whole,
            min_width=width if whole else LEAST,
        )
    for line in cells:
        table.add_row(*(Text(text) for text in line))
    console.print(table)


def _print_records(console: Console, names: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    """A row too wide for the terminal is printed as a block, a line a column."""
    width = max(map(len, names))
    for line in cells:
        for name, text in zip(names, line, strict=True):
            if text:
                console.print(
                    Text(f"{name.ljust(width)}  ", style="bold").append(text, style="not bold")
                )
        console.print()


def as_json(rows: Sequence[Row]) -> str:
    """One JSON array; dates ISO, times ISO with Z, whole numbers without a fraction."""
    return json.dumps(
        [{k: plain(v) for k, v in row.items()} for row in rows], ensure_ascii=False, indent=1
    )


def as_csv(rows: Sequence[Row], names: Sequence[str]) -> str:
    """CSV for spreadsheets: a cell that a spreadsheet would run as a formula gets a leading apostrophe (OWASP, CSV injection)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")  # as other tools in a pipe expect
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
