"""One whole night as a plain program; Prefect (flows/flow.py) only wraps its stages.

    poll ──► fetch ──► read + append ──► compare ──► deliver ──► publish
     entries  captures   readings, articles, …  versions,  deliveries  plantwatch.duckdb, parquet/,
              archive    announcements           changes,               feeds/, report/
                                                 outbox

Each stage takes up what the stages before have left undone, whenever that was: what is done is a row keyed by content.
So a night that was cut off anywhere is simply run again.
"""

import asyncio
import json
import logging
import os
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from flows.ledger import DONE, Ledger, Run, missed_nights, next_recorded_at
from flows.settings import Settings

log = logging.getLogger("plantwatch.night")
Counts = dict[str, int]


@dataclass(slots=True, kw_only=True)
class Night:
    """The night under way: who it is, and what has come of it so far."""

    settings: Settings
    run_id: str
    night: date
    trigger: str
    started_at: datetime
    recorded_at: datetime
    missed: tuple[date, ...] = ()
    counts: Counts = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    """Why the night is not good."""
    broken: bool = False
    """Whether it failed: nothing of the outside was heard, or a stage could not do its work."""

    @property
    def outcome(self) -> str:
        """good, degraded or failed."""
        return "failed" if self.broken else "degraded" if self.reasons else "good"

    def count(self, **counts: int) -> None:
        """Adds to the night's counts."""
        for name, number in counts.items():
            self.counts[name] = self.counts.get(name, 0) + number


Stage = Callable[[Night], Awaitable[None]]
Perform = Callable[[str, Stage, Night], Awaitable[None]]


def _silent(_name: str) -> None:
    return None


_listener: Callable[[str], None] = _silent


def on_phase(listener: Callable[[str], None]) -> None:
    """`listener` is told the name of each stage as it begins (a progress display)."""
    global _listener  # noqa: PLW0603 - one night a process, one display
    _listener = listener


async def perform_plainly(_name: str, stage: Stage, night: Night) -> None:
    """A stage as it is, without Prefect."""
    await stage(night)


def night_of(now: datetime, settings: Settings) -> date:
    """The local date for which a night run at `now` stands."""
    return now.astimezone(ZoneInfo(settings.timezone)).date()


def due_night(now: datetime, settings: Settings) -> date:
    """The latest night whose time has come by `now`."""
    local = now.astimezone(ZoneInfo(settings.timezone))
    at = time.fromisoformat(settings.night.rjust(5, "0"))
    return local.date() if local.time() >= at else local.date() - timedelta(days=1)


def overdue(runs: list[Run], now: datetime, settings: Settings) -> bool:
    """Whether a night was missed or cut off, so that one must be caught up at once."""
    if not runs:
        return False
    due = due_night(now, settings)
    return runs[-1].outcome is None or not any(
        run.night >= due and run.outcome in DONE for run in runs
    )


async def run_night(
    settings: Settings,
    *,
    trigger: str = "command",
    perform: Perform = perform_plainly,
    now: datetime | None = None,
) -> Night:
    """Runs one night to its end and writes ledger and `runs`. The caller holds the lock.

    Raises nothing for what the outside does; a stage that cannot work (disk full, state damaged) makes the night failed.
    """
    from flows.processes import expect_pages
    from flows.stages import STAGES, close_night, open_night, tell_of_night

    expect_pages(settings.plants)
    ledger = Ledger(settings.data / "ledger.jsonl")
    night = _begin(settings, ledger, trigger, now or datetime.now(UTC))
    try:
        open_night(night, ledger)
        for name, stage in STAGES:
            ledger.write("phase", run_id=night.run_id, phase=name, at=datetime.now(UTC))
            _listener(name)
            await perform(name, stage, night)
    except Exception as error:
        night.broken = True
        night.reasons.append(f"{type(error).__name__}: {error}" if not str(error) else str(error))
        log.exception("the night stopped")
    await asyncio.to_thread(close_night, night, ledger)
    await asyncio.to_thread(tell_of_night, night)
    return night


class PollDone(NamedTuple):
    """What a poll did, in words, and whether none of the sources that it asked could be had."""

    told: str
    broken: bool = False


async def poll_once(settings: Settings, *, send: bool = False) -> PollDone:
    """Steps 1 and 2 of a night, apart from it; nothing to do while a night runs.

    With `send` also the messages that are due: held by quiet hours, or not taken by their service at night.
    """
    from flows.lock import Occupied, occupy
    from flows.stages import deliver_alerts, fetch_pages, poll_sources
    from flows.summary import counts_line

    try:
        with occupy(settings.data, "poll"):
            now = datetime.now(UTC)
            night = Night(
                settings=settings,
                run_id="poll",
                night=now.date(),
                trigger="poll",
                started_at=now,
                recorded_at=now,
            )
            await poll_sources(night, due_only=True)
            await fetch_pages(night)
            if send:
                await deliver_alerts(night)
    except Occupied as busy:
        return PollDone(f"nothing to do: {busy}")
    return PollDone("; ".join([counts_line(night.counts), *night.reasons]), night.broken)


def _begin(settings: Settings, ledger: Ledger, trigger: str, now: datetime) -> Night:
    runs = ledger.runs()
    cut_off = runs[-1] if runs and runs[-1].outcome is None else None
    before = ledger.runs(apart=True)
    recorded_at = cut_off.recorded_at if cut_off else next_recorded_at(before, now)
    today = night_of(now, settings)
    night = Night(
        settings=settings,
        run_id=uuid.uuid4().hex,
        night=today,
        trigger="resume" if cut_off else trigger,
        started_at=now,
        recorded_at=recorded_at,
        missed=tuple(missed_nights(runs, today, days=settings.catch_up_days)),
    )
    if cut_off:
        night.counts["resumed"] = 1
        ledger.write("ended", run_id=cut_off.run_id, outcome="interrupted", at=now)
    ledger.write(
        "begun",
        run_id=night.run_id,
        night=night.night,
        trigger=night.trigger,
        at=night.started_at,
        recorded_at=night.recorded_at,
        pid=os.getpid(),
        missed=[day.isoformat() for day in night.missed],
    )
    return night


def run_row(night: Night, finished_at: datetime) -> dict[str, object]:
    """The night as a row of `runs`."""
    return {
        "run_id": night.run_id,
        "night": night.night,
        "trigger": night.trigger,
        "started_at": night.started_at,
        "finished_at": finished_at,
        "recorded_at": night.recorded_at,
        "outcome": night.outcome,
        "reasons": json.dumps(night.reasons, ensure_ascii=False),
        "counts": json.dumps(night.counts),
        "missed": json.dumps([day.isoformat() for day in night.missed]),
    }
