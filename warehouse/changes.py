"""What changed, what stands and what was: rows for people, read from a snapshot or from the state file."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from warehouse.state import Connection, StateError, query

Row = dict[str, Any]


def changes_of_night(published: Path) -> list[Row]:
    """The changes that the newest night of a snapshot brought, in the order in which they were said."""
    with snapshot(published) as connection:
        return _rows(connection, "changes_of_night")


def changes_since(
    connection: Connection, *, since: date | None = None, plant: str | None = None
) -> list[Row]:
    """Changes stated on or after `since`, of a plant (id or name); columns as DESIGN lists them for JSON, and more."""
    return _rows(connection, "changes_since", since=since, plants=_meant(connection, plant))


def standing_targets(published: Path) -> list[Row]:
    """What stands in a snapshot, by plant and period."""
    with snapshot(published) as connection:
        return targets(connection)


def targets(connection: Connection, *, plant: str | None = None) -> list[Row]:
    """Standing targets and planned starts, by plant and period."""
    return _rows(connection, "standing_targets", plants=_meant(connection, plant))


def unknown_plants(connection: Connection) -> list[Row]:
    """Names that the gazetteer does not know, the most said first, each with an example."""
    return _rows(connection, "unknown_plants")


def plant_names(connection: Connection) -> list[Row]:
    """Plants that have a history."""
    result = connection.execute("SELECT DISTINCT plant_id, plant FROM versions ORDER BY plant")
    return [{"plant_id": row[0], "plant": row[1]} for row in result.fetchall()]


def plants_called(connection: Connection, name: str) -> list[str]:
    """Ids that a name or id (any case) means, in the gazetteer or in the history; a company's name also means its one plant."""
    return [row["plant_id"] for row in _rows(connection, "plants_called", plant=name)]


def _meant(connection: Connection, plant: str | None) -> list[str] | None:
    return None if plant is None else plants_called(connection, plant)


def history_of(connection: Connection, plant: str) -> list[Row]:
    """All versions of a plant (id or name, any case), by key and number, with quotes and links."""
    return _rows(connection, "history_of_plant", plants=plants_called(connection, plant))


def explain(connection: Connection, change: str) -> Row:
    """A change (its id or the beginning of it) with `rules` and `considered`: what else was said then, and what became of it.

    Raises LookupError where there is none or more than one.
    """
    found = _rows(connection, "change_by_id", change=change)
    if not change or len(found) != 1:
        many = "more than one" if found else "no"
        raise LookupError(f"{many} change with id {change!r}; `plantwatch changes` lists them")
    row = found[0]
    told = json.loads(row.pop("why") or "{}")
    verdicts = {v["announcement"]: v for v in told.get("considered", ())}
    others = _rows(connection, "considered", change=row["change_id"])
    considered = [{**other, **_outcome(other, verdicts)} for other in others]
    return {**row, "rules": told.get("rules", []), "considered": considered}


def _outcome(other: Row, verdicts: dict[str, Row]) -> Row:
    """What became of an announcement that is not the change's own."""
    verdict = verdicts.get(other["announcement_id"])
    if verdict:
        return {"outcome": verdict["outcome"], "reason": verdict["reason"]}
    if other["prior"]:
        return {"outcome": "no statement", "reason": "told as a plan that no longer holds"}
    if other["voice"] == "outside":
        return {"outcome": "no statement", "reason": "said by outsiders: analysts, rumours"}
    return {
        "outcome": "known",
        "reason": "taken in on another night, or folded into its article's statement",
    }


@contextmanager
def snapshot(path: Path) -> Iterator[Connection]:
    """The published file, read-only, no access to anything else; tried once more where it was just being replaced."""
    if not path.exists():
        raise StateError(f"{path}: nothing is published yet; `plantwatch run` makes a night")
    connection = _open(path)
    try:
        yield connection
    finally:
        connection.close()


def _open(path: Path) -> Connection:
    settings: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    try:
        connection = duckdb.connect(str(path), read_only=True, config=settings)
    except duckdb.Error:
        connection = duckdb.connect(str(path), read_only=True, config=settings)
    connection.execute("SET TimeZone = 'UTC'").fetchall()
    return connection


def _rows(
    connection: Connection, name: str, **parameters: date | datetime | str | list[str] | None
) -> list[Row]:
    result = connection.execute(query(name), parameters or None)
    columns: Sequence[str] = [column[0] for column in result.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
