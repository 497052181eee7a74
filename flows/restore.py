"""The state file made again from the archive alone: its journal replayed, its pages read and compared as they once were.

    journal ─rows─► sources, entries, captures, corrections, outbox, …
            ─mark─► pages not read yet are read, or what was read is compared, under the time it was done then;
                    what a language model answered is read from its kept answers

Nothing is sent: the outbox comes back with what became of it. Read with another version of the reader or another
gazetteer, the rows are what these say today.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from extractors.gazetteer import Gazetteer
from extractors.version import EXTRACTOR
from flows.gazetteer import read_gazetteer
from flows.ledger import Ledger
from flows.lock import occupy
from flows.night import Night
from flows.options import Failure
from flows.read import library_of, read_pending
from flows.settings import Settings
from flows.takein import take_in
from warehouse.archive import Archive
from warehouse.chain import next_link
from warehouse.compare import compare
from warehouse.counts import count_rows
from warehouse.journal import Journal, Mark, Rows, put_back
from warehouse.readings import pending_readings
from warehouse.reviews import add_accepted
from warehouse.state import StateError, open_state


@dataclass(slots=True, kw_only=True)
class Restored:
    """What came of it. `tables`: rows a table had when last counted, and has now."""

    aside: Path | None = None
    tables: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def restore(settings: Settings) -> Restored:
    """Makes the state file again and publishes it. The old one is set aside only when the new one is whole."""
    gazetteer = read_gazetteer(settings)
    journal = Journal(settings.archive_folder)
    if not any(journal.folder.glob("*.warc.zst")):
        raise Failure(
            f"{journal.folder}: no journal here, so nothing can be made of this archive; put back the whole archive folder"
        )
    done = Restored()
    with occupy(settings.data, "restore"):
        Archive(settings.archive_folder).repair()
        _note_what_is_left(settings, journal, done)
        fresh = settings.state.with_name("state.duckdb.restoring")
        _remove(fresh)
        _replay(journal.replay(), fresh, settings, gazetteer, done)
        done.aside = _swap(settings.state, fresh)
        _settle(settings, journal, done)
    return done


def _note_what_is_left(settings: Settings, journal: Journal, done: Restored) -> None:
    """What the old state still tells and the journal does not know yet."""
    if not settings.state.exists():
        return
    try:
        with open_state(settings.state) as connection:
            journal.note(connection, datetime.now(UTC))
    except StateError as error:
        done.problems.append(f"the old state file told nothing more: {error}")


def _replay(
    found: Iterable[Rows | Mark],
    state: Path,
    settings: Settings,
    gazetteer: Gazetteer,
    done: Restored,
) -> None:
    for one in found:
        match one:
            case Rows():
                with open_state(state) as connection:
                    put_back(connection, one)
                    if one.table == "corrections":
                        add_accepted(connection)
            case Mark(what="readings"):
                with open_state(state) as connection:
                    pending = pending_readings(
                        connection,
                        extractor=EXTRACTOR,
                        version=None,
                        attempts=settings.read.attempts,
                    )
                outcomes = read_pending(pending, library_of(settings), settings.read)
                done.problems += take_in(state, outcomes, one.recorded_at)[1]
                done.problems += _read_kept(state, settings, one.recorded_at)
            case Mark():
                with open_state(state) as connection:
                    compare(connection, gazetteer=gazetteer, recorded_at=one.recorded_at)


def _read_kept(state: Path, settings: Settings, recorded_at: datetime) -> list[str]:
    """What the model answered by then, read again without asking; returns what kept it from it."""
    if not settings.model.model:
        return []
    from flows.second_reader import second_reading

    night = Night(
        settings=replace(settings, model=replace(settings.model, base_url=None)),
        run_id="restore",
        night=recorded_at.date(),
        trigger="restore",
        started_at=recorded_at,
        recorded_at=recorded_at,
    )
    second_reading(night, state)
    with open_state(state) as connection:
        add_accepted(connection)
    return night.reasons


def _swap(state: Path, fresh: Path) -> Path | None:
    with open_state(fresh) as connection:
        connection.execute("CHECKPOINT")
    aside = None
    if state.exists():
        aside = state.with_name(f"{state.name}.aside-{datetime.now(UTC):%Y%m%dT%H%M%S}")
        for suffix in ("", ".wal"):
            old = state.with_name(state.name + suffix)
            if old.exists():
                old.replace(aside.with_name(aside.name + suffix))
    fresh.replace(state)
    return aside


def _settle(settings: Settings, journal: Journal, done: Restored) -> None:
    """Journal, ledger and published file follow the new state."""
    from flows.atom import write_feeds
    from warehouse.publish import publish

    ledger = Ledger(settings.data / "ledger.jsonl")
    before = ledger.last_counts()
    with open_state(settings.state) as connection:
        journal.start_after(connection)
        rows = count_rows(connection)
        link = next_link(connection, "restore", [])
        runs = connection.execute(
            "SELECT run_id, night, trigger, started_at, finished_at, recorded_at, outcome FROM runs ORDER BY recorded_at"
        ).fetchall()
    _write_runs(ledger, runs)
    ledger.write("rows", run_id="restore", rows=rows)
    ledger.write_link(link)
    known = max((run[5].replace(tzinfo=UTC) for run in runs), default=datetime.now(UTC))
    publish(settings.state, settings.published, settings.data / "parquet", known_until=known)
    write_feeds(settings)
    done.tables = [
        {"table": table, "rows": count, "counted before": before.get(table)}
        for table, count in rows.items()
    ]


def _write_runs(ledger: Ledger, runs: Iterable[tuple[Any, ...]]) -> None:
    """Runs that the ledger does not know: it was lost too."""
    known = {run.run_id for run in ledger.runs(apart=True)}
    for run_id, night, trigger, started, finished, recorded, outcome in runs:
        if run_id in known:
            continue
        at = started.replace(tzinfo=UTC)
        ledger.write(
            "begun",
            run_id=run_id,
            night=night,
            trigger=trigger,
            at=at,
            recorded_at=recorded.replace(tzinfo=UTC),
            pid=0,
            missed=[],
        )
        ended = finished.replace(tzinfo=UTC) if finished else at
        ledger.write("ended", run_id=run_id, outcome=outcome, at=ended, reasons=[], counts={})


def _remove(path: Path) -> None:
    for suffix in ("", ".wal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
