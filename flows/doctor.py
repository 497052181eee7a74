"""What is wrong with an installation, and what to do: one `Finding` a check."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from flows.declarations import Misuse
from flows.ledger import DONE, Ledger
from flows.settings import Settings

State = Literal["ok", "warn", "wrong"]
LATE = timedelta(hours=26)
PINS = {"prefect": "3.8.8", "sqlalchemy": "<2.1", "fastapi": "<0.151"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; `do` is empty where all is well."""

    check: str
    state: State
    found: str
    do: str = ""


def examine(settings: Settings, now: datetime) -> list[Finding]:
    """All findings, in the order in which they are worth mending."""
    checks: tuple[Callable[[Settings, datetime], Iterator[Finding]], ...] = (
        _pins,
        _declarations,
        _folder,
        _state,
        _last_night,
        _schedule,
        _sources,
        _channels,
    )
    findings: list[Finding] = []
    for check in checks:
        try:
            findings += check(settings, now)
        except Exception as error:  # noqa: BLE001 - a check that breaks is itself a finding
            findings.append(
                Finding(
                    check.__name__.strip("_"),
                    "wrong",
                    f"{type(error).__name__}: {error}",
                    "see the message",
                )
            )
    return findings


def _pins(_settings: Settings, _now: datetime) -> Iterator[Finding]:
    for package, wanted in PINS.items():
        try:
            have = version(package)
        except PackageNotFoundError:
            yield Finding(
                package,
                "wrong",
                "not installed",
                "pip install --require-hashes -r requirements.txt",
            )
            continue
        limit = tuple(int(n) for n in wanted.strip("<").split("."))
        numbers = tuple(int(n) for n in have.split(".")[: len(limit)])
        fits = numbers < limit if wanted.startswith("<") else have == wanted
        do = (
            ""
            if fits
            else "pip install --require-hashes -r requirements.txt: with this version Prefect may schedule nothing"
        )
        yield Finding(package, "ok" if fits else "wrong", f"{have} (wanted {wanted})", do)


def _declarations(settings: Settings, _now: datetime) -> Iterator[Finding]:
    from flows.alerts import load_alerts
    from flows.gazetteer import read_gazetteer
    from flows.sources import load_sources

    loads: dict[str, Callable[[], object]] = {
        "sources": lambda: load_sources(settings.sources),
        "alerts": lambda: load_alerts(settings.alerts),
        "plants": lambda: read_gazetteer(settings),
    }
    for name, load in loads.items():
        try:
            load()
        except Misuse as error:
            yield Finding(name, "wrong", str(error), "mend the file")
        else:
            yield Finding(name, "ok", str(getattr(settings, name)))


def _folder(settings: Settings, _now: datetime) -> Iterator[Finding]:
    existing = next(p for p in (settings.data, *settings.data.parents) if p.exists())
    if not os.access(existing, os.W_OK):
        yield Finding(
            "data folder",
            "wrong",
            f"{settings.data} cannot be written",
            "change its owner, or choose another --data",
        )
        return
    free = shutil.disk_usage(existing).free // 1_000_000
    low = free < settings.operator.disk_mb
    yield Finding(
        "disk",
        "wrong" if low else "ok",
        f"{free:,} MB free at {existing}",
        "make room" if low else "",
    )


def _state(settings: Settings, _now: datetime) -> Iterator[Finding]:
    from warehouse.counts import check_counts
    from warehouse.state import open_state, unprotected_tables

    if not settings.state.exists():
        yield Finding("state", "warn", "no night has run yet", "plantwatch run")
        return
    with open_state(settings.state) as connection:
        check_counts(
            connection, Ledger(settings.data / "ledger.jsonl").last_counts(), settings.state
        )
        bare = unprotected_tables(connection)
    do = (
        "restore the file from a backup (docs/operations.md): copies lose the triggers"
        if bare
        else ""
    )
    yield Finding(
        "state",
        "wrong" if bare else "ok",
        f"tables without append-only protection: {', '.join(bare)}"
        if bare
        else f"{settings.state}: whole",
        do,
    )
    there = settings.published.exists()
    yield Finding(
        "published",
        "ok" if there else "warn",
        str(settings.published) if there else "nothing published yet",
        "" if there else "plantwatch run",
    )


def _last_night(settings: Settings, now: datetime) -> Iterator[Finding]:
    runs = Ledger(settings.data / "ledger.jsonl").runs()
    done = [run for run in runs if run.outcome in DONE and run.finished_at]
    if not runs:
        yield Finding("last night", "warn", "no night has run yet", "plantwatch run")
        return
    last = runs[-1]
    if not done:
        yield Finding(
            "last night",
            "wrong",
            f"the night of {last.night} was {last.outcome or 'cut off'}, none was good",
            "plantwatch run",
        )
        return
    finished = done[-1].finished_at or now
    late = now - finished > LATE
    cut_off = last.outcome is None
    yield Finding(
        "last night",
        "wrong" if late or cut_off else "ok",
        f"{done[-1].night}: {done[-1].outcome}"
        + (f"; the run begun {last.started_at:%Y-%m-%d %H:%M} has not ended" if cut_off else ""),
        "plantwatch run, or see that `plantwatch serve` is running" if late or cut_off else "",
    )


def _schedule(settings: Settings, _now: datetime) -> Iterator[Finding]:
    from flows.serving import scheduled_runs

    api = os.environ.get("PREFECT_API_URL") or _serving(settings.data / "serve.json")
    if not api:
        yield Finding("schedule", "wrong", "nothing keeps the nights scheduled", "plantwatch serve")
        return
    try:
        times = scheduled_runs(api)
    except OSError as error:
        yield Finding(
            "schedule", "wrong", f"Prefect at {api} does not answer: {error}", "plantwatch serve"
        )
        return
    if not times:
        yield Finding(
            "schedule",
            "wrong",
            f"Prefect at {api} plans no night",
            "start `plantwatch serve` again; check the pins above",
        )
        return
    yield Finding("schedule", "ok", f"next night {times[0]:%Y-%m-%d %H:%M} UTC")


def _serving(note: Path) -> str | None:
    try:
        told = json.loads(note.read_text())
        os.kill(int(told["pid"]), 0)
    except (OSError, ValueError, KeyError):
        return None
    return str(told["api"])


def _sources(settings: Settings, _now: datetime) -> Iterator[Finding]:
    from warehouse.ask import ask

    if not settings.published.exists():
        return
    asked = "SELECT name, last_outcome, last_error FROM source_health WHERE last_outcome IN ('failed', 'blocked', 'gone', 'not_a_feed') ORDER BY name"
    ill = ask(settings.published, asked).rows()
    for row in ill:
        yield Finding(
            f"source {row['name']}",
            "warn",
            f"{row['last_outcome']}: {row['last_error'] or ''}",
            "plantwatch sources check",
        )
    if not ill:
        yield Finding("sources", "ok", "all answered when last asked")


def _channels(settings: Settings, _now: datetime) -> Iterator[Finding]:
    from flows.alerts import ChannelUnavailable, address, load_alerts

    alerts = load_alerts(settings.alerts)
    if not alerts.channels:
        yield Finding(
            "channels",
            "warn",
            "no channel: nobody is told of a change",
            f"add a [[channel]] and a [[rule]] to {settings.alerts}",
        )
    for channel in alerts.channels:
        try:
            address(channel)
        except ChannelUnavailable as error:
            yield Finding(
                f"channel {channel.name}", "wrong", str(error), "set it where plantwatch runs"
            )
        else:
            yield Finding(f"channel {channel.name}", "ok", "address known")


def now() -> datetime:
    """The clock."""
    return datetime.now(UTC)
