"""What listening left behind: sources as declared, polls, entries, robots.txt, and what the operator was told of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from warehouse.ids import stable_id
from warehouse.state import Connection, append, query, transaction

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """A sitemap of an index, as it was when it last answered; with `error` it does not now. Times are UTC."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    items: int = 0
    full_at: datetime | None = None
    """The last answer with a body."""
    error: str | None = None
    retry_at: datetime | None = None
    """Its host asked to be left alone until then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """A source as its polls left it. Times are UTC; None: never."""

    last_poll: datetime | None = None
    next_due: datetime | None = None
    interval_minutes: int | None = None
    outcome: str | None = None
    last_good: datetime | None = None
    last_full: datetime | None = None
    """The last answer with a body."""
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    sitemaps: tuple[Sitemap, ...] | None = None
    """Those that it named as an index; empty where it is none; None where nobody knows."""
    newest: datetime | None = None
    """The newest item ever seen."""
    items_seen: int | None = None
    """Items of the last answer that was read: one that was the same as before is not."""
    span: timedelta | None = None
    """From the oldest to the newest of them."""
    last_new: datetime | None = None
    moved_to: str | None = None
    failures: int = 0
    """Polls without success since the last good one."""
    moved_polls: int = 0
    """Polls in a row that were sent on for good."""
    open: frozenset[str] = frozenset()
    """Kinds of conditions that the operator was told of and that are not over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """robots.txt of an origin as last seen. `outcome`: rules, all (everything allowed), none (out of reach)."""

    origin: str
    fetched_at: datetime
    outcome: str
    status: int | None = None
    rules: str | None = None


def record_sources(connection: Connection, declared: Sequence[Row]) -> int:
    """Adds the sources whose declaration is new or has changed; returns how many."""
    known = dict(
        connection.execute(
            "SELECT source_id, arg_max(settings || name || family, recorded_at) FROM sources GROUP BY source_id"
        ).fetchall()
    )
    changed = [
        row
        for row in declared
        if known.get(row["source_id"]) != f"{row['settings']}{row['name']}{row['family']}"
    ]
    return append(connection, "sources", changed, None)


def source_states(connection: Connection) -> dict[str, SourceState]:
    """Every source that was ever asked, by its id."""
    told = open_conditions(connection)
    result = connection.execute(query("source_states"))
    names = [column[0] for column in result.description or ()]
    found: dict[str, SourceState] = {}
    for values in result.fetchall():
        row: Row = {n: _aware(v) for n, v in zip(names, values, strict=True)}
        source_id, told_of = row.pop("source_id"), row.pop("sitemaps")
        row["sitemaps"] = read_sitemaps(told_of) if told_of else None
        found[source_id] = SourceState(**row, open=frozenset(told.get(source_id, ())))
    return found


def told_sitemaps(sitemaps: Sequence[Sitemap]) -> str:
    """As `polls.sitemaps` has them."""
    return msgspec.json.encode(sitemaps).decode()


def read_sitemaps(told: str) -> tuple[Sitemap, ...]:
    """The same read back."""
    return msgspec.json.decode(told, type=tuple[Sitemap, ...])


def _aware(value: Any) -> Any:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value


def open_conditions(connection: Connection) -> dict[str, set[str]]:
    """Kinds of conditions of sources that began and are not over, by source."""
    found: dict[str, set[str]] = {}
    for source_id, kind in connection.execute(query("open_conditions")).fetchall():
        found.setdefault(source_id, set()).add(kind)
    return found


def known_entries(connection: Connection, entry_ids: Sequence[str]) -> dict[str, datetime | None]:
    """Those of `entry_ids` that are stored already, with the dates that they were stored with."""
    rows = connection.execute(
        "SELECT entry_id, published_at FROM entries WHERE entry_id IN (SELECT unnest($ids))",
        {"ids": list(entry_ids)},
    ).fetchall()
    return {entry_id: _aware(at) for entry_id, at in rows}


def overtaken_entries(connection: Connection, entry_ids: Sequence[str]) -> dict[str, int]:
    """By source, how many stored items are newer than the newest of `entry_ids`; a source without any is left out."""
    return dict(connection.execute(query("overtaken_entries"), {"ids": list(entry_ids)}).fetchall())


def append_polls(
    connection: Connection,
    *,
    polls: Sequence[Row],
    entries: Sequence[Row],
    conditions: Sequence[Row],
    robots: Sequence[Robots] = (),
) -> int:
    """Adds the results of polls in one transaction; entries each once. Returns the number of new entries."""
    with transaction(connection):
        added = append(connection, "entries", entries, "entry_id")
        append(connection, "polls", polls, "poll_id")
        append(connection, "conditions", conditions, None)
        append(connection, "robots", [robots_row(r) for r in robots], None)
    return added


def host_waits(connection: Connection, now: datetime) -> list[tuple[str, datetime]]:
    """(address, time) of every host that asked to be left alone until then."""
    given = {"now": now.astimezone(UTC).replace(tzinfo=None)}
    rows = connection.execute(query("host_waits"), given).fetchall()
    return [(url, at.replace(tzinfo=UTC)) for url, at in rows]


def robots_known(connection: Connection, since: datetime) -> dict[str, Robots]:
    """robots.txt by origin, as seen after `since`."""
    rows = connection.execute(
        "SELECT origin, max(fetched_at), arg_max(outcome, fetched_at), arg_max(status, fetched_at), arg_max(rules, fetched_at) "
        "FROM robots WHERE fetched_at > $since GROUP BY origin",
        {"since": since.astimezone(UTC).replace(tzinfo=None)},
    ).fetchall()
    return {
        origin: Robots(
            origin=origin,
            fetched_at=at.replace(tzinfo=UTC),
            outcome=outcome,
            status=status,
            rules=rules,
        )
        for origin, at, outcome, status, rules in rows
    }


def condition(kind: str, subject: str, state: str, detail: str | None, at: datetime) -> Row:
    """A row of `conditions`."""
    return {
        "condition_id": stable_id("condition", [kind, subject]),
        "kind": kind,
        "subject": subject,
        "state": state,
        "detail": detail,
        "recorded_at": at,
    }


def robots_row(robots: Robots) -> Mapping[str, Any]:
    """A row of `robots`."""
    return {
        "origin": robots.origin,
        "fetched_at": robots.fetched_at,
        "outcome": robots.outcome,
        "status": robots.status,
        "rules": robots.rules,
    }
