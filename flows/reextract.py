"""The archive read again with this extractor: rows appended, versions followed silently, and what differs told."""

from dataclasses import dataclass
from datetime import UTC
from typing import Any

from extractors.version import EXTRACTOR_VERSION
from flows.apart import run_apart
from flows.settings import Settings
from flows.stages import compare_all, note, publish_all, read_all, with_state
from warehouse.state import Connection, query

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What a new reading changed. `statements`: a row a kind; `versions`: those recorded by it."""

    version: str
    read: int
    failed: int
    expired: int
    """Pages that are no longer in the archive."""
    statements: list[Row]
    versions: list[Row]


def reextract(settings: Settings) -> Differences:
    """Reads every page that this version of the reader has not read, appends, compares, publishes."""
    with run_apart(settings, "reextract") as night:
        read_all(night, version=EXTRACTOR_VERSION)
        compare_all(night)
        note(settings)
        publish_all(night)
    given = {"recorded_at": night.recorded_at.astimezone(UTC).replace(tzinfo=None)}

    def told(connection: Connection) -> tuple[list[Row], list[Row]]:
        statements = _rows(
            connection, query("statements_differ"), {**given, "version": EXTRACTOR_VERSION}
        )
        return statements, _rows(connection, query("versions_recorded"), given)

    statements, versions = with_state(settings, told)
    return Differences(
        version=EXTRACTOR_VERSION,
        read=night.counts.get("readings", 0),
        failed=night.counts.get("read_failed", 0),
        expired=night.counts.get("read_expired", 0),
        statements=statements,
        versions=versions,
    )


def _rows(connection: Connection, sql: str, given: Row) -> list[Row]:
    result = connection.execute(sql, given)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, values, strict=True)) for values in result.fetchall()]
