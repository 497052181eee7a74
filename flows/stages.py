"""The stages of a night, each a plain coroutine over what the warehouse holds; none keeps the state file open while it waits."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from extractors.version import EXTRACTOR
from flows.gazetteer import read_gazetteer
from flows.ledger import Ledger
from flows.night import Night, Stage, run_row
from flows.settings import Settings
from warehouse.state import Connection, append, open_state, transaction

if TYPE_CHECKING:
    from warehouse.readings import Pending

log = logging.getLogger("plantwatch.night")
T = TypeVar("T")


def with_state(settings: Settings, work: Callable[[Connection], T]) -> T:
    """`work` on the state file, which is open only meanwhile."""
    with open_state(settings.state) as connection:
        return work(connection)


def note(settings: Settings) -> None:
    """Writes down beside the archive what a state made again from it could not know."""
    from warehouse.journal import Journal

    journal = Journal(settings.archive_folder)
    with_state(settings, lambda c: journal.note(c, datetime.now(UTC)))


def open_night(night: Night, ledger: Ledger) -> None:
    """Checks that nothing stored is lost, repairs what a crash left, notes runs that were cut off."""
    from warehouse.archive import Archive
    from warehouse.counts import check_counts
    from warehouse.journal import Journal

    settings = night.settings
    Archive(settings.archive_folder, compression=settings.archive.compression).repair()

    def check(connection: Connection) -> None:
        check_counts(connection, ledger.last_counts(), settings.state)
        known = {row[0] for row in connection.execute("SELECT run_id FROM runs").fetchall()}
        cut_off = [
            run for run in ledger.runs() if run.outcome == "interrupted" and run.run_id not in known
        ]
        append(
            connection,
            "runs",
            [
                {
                    "run_id": run.run_id,
                    "night": run.night,
                    "trigger": run.trigger,
                    "started_at": run.started_at,
                    "finished_at": None,
                    "recorded_at": run.recorded_at,
                    "outcome": "interrupted",
                    "reasons": '["cut off in phase '
                    + (run.phases[-1] if run.phases else "start")
                    + '"]',
                    "counts": "{}",
                    "missed": "[]",
                }
                for run in cut_off
            ],
            "run_id",
        )
        Journal(settings.archive_folder).note(connection, datetime.now(UTC))

    with_state(settings, check)


async def poll_sources(night: Night, *, due_only: bool = False) -> None:
    """Asks every source (or every one that is due) for what is new."""
    from flows.poll import poll
    from flows.sources import load_sources
    from flows.web import Client

    settings = night.settings
    sources = load_sources(settings.sources)
    async with Client(settings.fetch) as client:
        summary = await poll(
            settings,
            sources,
            client,
            recorded_at=night.recorded_at,
            now=datetime.now(UTC),
            due_only=due_only,
        )
    if due_only:
        night.count(sources_not_due=summary.waiting)
    night.count(
        sources=summary.asked,
        sources_unchanged=summary.unchanged,
        sources_failed=len(summary.failed),
        items_seen=summary.items_seen,
        entries=summary.items_new,
    )
    night.reasons += summary.reasons
    if not due_only and not summary.asked:
        night.broken = True
        night.reasons.insert(
            0,
            f"all of {summary.waiting} sources are over or asked to be left alone: nobody was asked",
        )
    elif summary.asked and len(summary.failed) == summary.asked:
        night.broken = True
        night.reasons.insert(
            0, f"none of {summary.asked} sources could be had: nothing of the world was heard"
        )


async def fetch_pages(night: Night) -> None:
    """Fetches the pages promised and not yet had."""
    from flows.fetch import fetch
    from flows.sources import load_sources
    from flows.web import Client

    settings = night.settings
    sources = load_sources(settings.sources)
    async with Client(settings.fetch) as client:
        summary = await fetch(
            settings,
            sources,
            client,
            recorded_at=night.recorded_at,
            now=datetime.now(UTC),
            fresh_only=night.trigger == "poll",
        )
    night.count(
        pages_asked=summary.asked,
        pages_kept=summary.kept,
        pages_unchanged=summary.unchanged,
        pages_failed=summary.failed,
        pages_refused=summary.refused,
        pages_given_up=summary.given_up,
        pages_postponed=summary.postponed,
    )
    night.reasons += summary.reasons


async def read_captures(night: Night) -> None:
    """Reads every capture not read yet and appends what it says, a chunk at a time."""
    await asyncio.to_thread(note, night.settings)
    await asyncio.to_thread(read_all, night)


def read_all(night: Night, *, version: str | None = None) -> None:
    """The reading stage; with `version`, also what that version of the reader has not read yet."""
    from flows.read import library_of, read_pending
    from flows.takein import take_in

    settings = night.settings
    library = library_of(settings)
    pending = _pending(night, version)
    if version is None and give_up_expired(night, pending):
        pending = _pending(night, version)
    files = {p.archive_file for p in pending if p.archive_file}
    gone = {name for name in files if not (settings.archive_folder / name).is_file()}
    there = [p for p in pending if p.archive_file not in gone]
    if len(there) < len(pending):
        left = len(pending) - len(there)
        night.count(read_expired=left)
        log.warning("%d pages are left unread: their days are no longer in the archive", left)
    outcomes = read_pending(there, library, settings.read)
    counts, reasons = take_in(settings.state, outcomes, night.recorded_at)
    night.count(**counts)
    night.reasons += reasons
    if settings.model.model:
        from flows.second_reader import second_reading

        second_reading(night)


def give_up_expired(night: Night, pending: "Sequence[Pending]") -> bool:
    """Whether pages had left the archive by retention before they were read: on record once, and what the feed said is pending."""
    from flows.takein import take_in
    from warehouse.archive import Archive
    from warehouse.readings import Outcome

    archive, keep = Archive(night.settings.archive_folder), night.settings.archive.keep_days
    reason = f"its day left the archive after {keep} days (keep_days)"
    given_up = [
        Outcome(pending=p, article=None, failure="expired", reason=reason)
        for p in pending
        if p.archive_file and archive.has_expired(p.archive_file, keep, night.started_at)
    ]
    if given_up:
        counts, reasons = take_in(night.settings.state, [given_up], night.recorded_at)
        night.count(read_expired=len(given_up), **counts)
        night.reasons += reasons
    return bool(given_up)


def _pending(night: Night, version: str | None) -> "list[Pending]":
    from warehouse.readings import pending_readings

    attempts = night.settings.read.attempts
    return with_state(
        night.settings,
        lambda c: pending_readings(c, extractor=EXTRACTOR, version=version, attempts=attempts),
    )


async def compare_statements(night: Night) -> None:
    """New statements → versions, changes and the outbox, in one transaction."""
    await asyncio.to_thread(compare_all, night)


def compare_all(night: Night) -> None:
    """The comparing stage."""
    from flows.alerts import load_alerts
    from warehouse.compare import compare
    from warehouse.corrections import load_corrections
    from warehouse.notices import tell_taken_back
    from warehouse.outbox import fill_outbox
    from warehouse.reminders import remind

    settings = night.settings
    gazetteer = read_gazetteer(settings)
    alerts = load_alerts(settings.alerts)

    def work(connection: Connection) -> None:
        if settings.corrections:
            load_corrections(connection, settings.corrections, night.recorded_at)
        found = compare(
            connection,
            gazetteer=gazetteer,
            recorded_at=night.recorded_at,
            on_changes=lambda c, changes: fill_outbox(c, changes, alerts.rules, night.recorded_at),
        )
        night.count(**found.counts)
        check = found.self_check
        if check.share is not None:
            night.count(former_values_agreed=check.agreed, former_values_missed=check.missed)
        for miss in check.misses:
            log.info("a former value that we had otherwise, or not: %s", miss)
        months = settings.operator.stale_months
        remind(connection, alerts.rules, night.recorded_at, today=night.night, months=months)
        tell_taken_back(connection, night.recorded_at)

    with_state(settings, work)


async def deliver_alerts(night: Night) -> None:
    """Sends what waits in the outbox."""
    from flows.deliver import deliver

    summary = await asyncio.to_thread(deliver, night.settings, datetime.now(UTC))
    night.count(alerts_sent=summary.sent, alerts_failed=summary.failed)
    night.reasons += summary.reasons


async def publish_night(night: Night) -> None:
    """The night's own row, then what readers see: snapshot, Parquet, feeds, report."""
    await asyncio.to_thread(publish_all, night)


def publish_all(night: Night) -> None:
    """The publishing stage."""
    from flows.atom import write_feeds
    from flows.report import write_report
    from warehouse.publish import publish

    settings = night.settings
    with_state(settings, lambda c: append(c, "runs", [run_row(night, datetime.now(UTC))], "run_id"))
    publish(
        settings.state,
        settings.published,
        settings.data / "parquet",
        known_until=night.recorded_at,
        keep=settings.copies,
    )
    write_feeds(settings)
    write_report(settings)


def close_night(night: Night, ledger: Ledger) -> None:
    """Writes how the night ended, and what the tables hold now, to ledger and `runs`."""
    from warehouse.chain import next_link
    from warehouse.counts import count_rows

    settings = night.settings
    try:
        with open_state(settings.state) as connection:
            with transaction(connection):
                append(connection, "runs", [run_row(night, datetime.now(UTC))], "run_id")
                rows = count_rows(connection)
            link = next_link(connection, night.run_id, ledger.links())
        ledger.write("rows", run_id=night.run_id, rows=rows)
        ledger.write_link(link)
        note(settings)
    except Exception as error:
        night.broken = True
        night.reasons.append(f"the night could not be recorded: {error}")
        log.exception("the night could not be recorded")
    with contextlib.suppress(OSError):
        ledger.write(
            "ended",
            run_id=night.run_id,
            outcome=night.outcome,
            at=datetime.now(UTC),
            reasons=night.reasons,
            counts=night.counts,
        )


def tell_of_night(night: Night) -> None:
    """The operator hears what began or is over with this night."""
    from flows.operator_alerts import tell_operator

    tell_operator(
        night.settings,
        outcome=night.outcome,
        reasons=night.reasons,
        missed=night.missed,
        counts=night.counts,
        now=datetime.now(UTC),
    )


STAGES: tuple[tuple[str, Stage], ...] = (
    ("poll", poll_sources),
    ("fetch", fetch_pages),
    ("read", read_captures),
    ("compare", compare_statements),
    ("deliver", deliver_alerts),
    ("publish", publish_night),
)
