"""A person's word: appended with who and why, one by one or from a file; the next comparison takes it in.

`corrections.toml`:

    [[correction]]
    announcement = "a1b2…"      # as `plantwatch history` and `why` show it
    who = "J. Doe"
    why = "the article has 80,000"
    low = 80000                 # one or more fields; "" empties one
    high = 80000

    [[correction]]
    announcement = "a3c4…"
    reject = true               # false takes a rejection back
    who = "J. Doe"
    why = "a forecast of another firm"
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from warehouse.fixes import ACCEPTED, FIELDS, parse_value
from warehouse.ids import stable_id
from warehouse.state import Connection, append

Row = dict[str, Any]


class CorrectionError(ValueError):
    """A correction cannot be taken; the message says where, what and what to do."""


def correct(  # noqa: PLR0913
    connection: Connection,
    announcement_id: str,
    values: Mapping[str, str | None],
    *,
    who: str,
    why: str,
    recorded_at: datetime,
) -> list[Row]:
    """Appends new values of fields of an announcement; "" or None empties one. Returns the rows added.

    Raises CorrectionError where announcement, field or value is unknown, or nobody and no reason is named.
    """
    _check_person(who, why)
    if not values:
        raise CorrectionError(f"nothing to correct: give FIELD=VALUE, of {', '.join(FIELDS)}")
    for field, value in values.items():
        _check_value(field, value)
    _check_announcement(connection, announcement_id)
    rows = [
        _row(announcement_id, field, value, who, why, recorded_at, salt=recorded_at)
        for field, value in values.items()
    ]
    append(connection, "corrections", rows, "correction_id")
    return rows


def reject(  # noqa: PLR0913
    connection: Connection,
    announcement_id: str,
    *,
    who: str,
    why: str,
    recorded_at: datetime,
    back: bool = False,
) -> list[Row]:
    """Appends the rejection of an announcement (`back`: takes one back). Returns the row added."""
    _check_person(who, why)
    _check_announcement(connection, announcement_id)
    field = ACCEPTED if back else None
    rows = [_row(announcement_id, field, None, who, why, recorded_at, salt=recorded_at)]
    append(connection, "corrections", rows, "correction_id")
    return rows


def load_corrections(connection: Connection, path: Path, recorded_at: datetime) -> int:
    """Appends what `corrections.toml` says and is not there yet; returns how many rows.

    Raises CorrectionError with file and line, before anything is appended.
    """
    try:
        text = path.read_text("utf-8")
        entries = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise CorrectionError(f"{path}: cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise CorrectionError(f"{path}: not TOML: {error}") from None
    unknown = set(entries) - {"correction"}
    if unknown:
        raise CorrectionError(f"{path}: no table {min(unknown)!r}; write [[correction]]")
    given = entries.get("correction", [])
    if not isinstance(given, list):
        raise CorrectionError(f"{path}: write [[correction]] with two brackets")
    rows: list[Row] = []
    for number, entry in enumerate(given):
        try:
            rows += _of_entry(connection, entry, recorded_at)
        except CorrectionError as error:
            raise CorrectionError(f"{path}:{_line(text, number)}: {error}") from None
    return append(connection, "corrections", rows, "correction_id")


def _of_entry(connection: Connection, entry: Row, recorded_at: datetime) -> list[Row]:
    unknown = set(entry) - {"announcement", "who", "why", "reject", *FIELDS}
    if unknown:
        raise CorrectionError(f"no field {min(unknown)!r}; there are {', '.join(FIELDS)}")
    announcement = entry.get("announcement")
    if not isinstance(announcement, str):
        raise CorrectionError("`announcement` is missing: its id, as `plantwatch history` shows it")
    who, why = str(entry.get("who", "")), str(entry.get("why", ""))
    _check_person(who, why)
    said: dict[str | None, str | None] = {f: _text(entry[f]) for f in FIELDS if f in entry}
    for field, value in said.items():
        _check_value(str(field), value)
    if "reject" in entry:
        if not isinstance(entry["reject"], bool):
            raise CorrectionError("`reject` is true or false")
        said[None if entry["reject"] else ACCEPTED] = None
    if not said:
        raise CorrectionError(
            f"nothing to correct: give one of {', '.join(FIELDS)}, or reject = true"
        )
    _check_announcement(connection, announcement)
    return [_row(announcement, f, v, who, why, recorded_at) for f, v in said.items()]


def _text(value: object) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _check_person(who: str, why: str) -> None:
    if not who.strip():
        raise CorrectionError("`who` is missing: name the person who corrects")
    if not why.strip():
        raise CorrectionError("`why` is missing: give the reason")


def _check_value(field: str, value: str | None) -> None:
    try:
        parse_value(field, value)
    except ValueError as error:
        raise CorrectionError(str(error)) from None


def _check_announcement(connection: Connection, announcement_id: str) -> None:
    found = connection.execute(
        "SELECT count(*) FROM announcements WHERE announcement_id = ?", [announcement_id]
    ).fetchall()
    if not found[0][0]:
        raise CorrectionError(
            f"no announcement {announcement_id!r}; ids are in current_announcements, "
            "`plantwatch history PLANT --format json` and `why`"
        )


def _row(  # noqa: PLR0913, PLR0917
    announcement_id: str,
    field: str | None,
    value: str | None,
    who: str,
    why: str,
    recorded_at: datetime,
    salt: datetime | None = None,
) -> Row:
    return {
        "correction_id": stable_id("correction", [announcement_id, field, value, who, why, salt]),
        "announcement_id": announcement_id,
        "field": field,
        "value": value,
        "who": who.strip(),
        "why": why.strip(),
        "recorded_at": recorded_at,
    }


def _line(text: str, number: int) -> int:
    """The line of the n-th [[correction]], from 1."""
    lines = [
        n for n, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*correction", line)
    ]
    return lines[number] if number < len(lines) else 1
