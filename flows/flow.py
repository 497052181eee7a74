"""Prefect over the night: schedules, times, shows and notifies. What is true stands in ledger and warehouse.

Tasks are whole stages (each costs 11-33 ms), called in order; nothing is cached or persisted, nothing but names passes
between them.
"""

import logging
from pathlib import Path

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE

from flows.events import changes_of, emit_change_events
from flows.lock import occupy
from flows.night import Night, Stage, poll_once, run_night
from flows.settings import load_settings

log = logging.getLogger("plantwatch.flow")
POLL_SECONDS = 1800
"""How long a night waits for a poll to end; for another night it does not wait."""


async def perform_as_task(name: str, stage: Stage, night: Night) -> None:
    """A stage as a Prefect task."""
    run = task(name=name, cache_policy=NO_CACHE, persist_result=False, retries=0)(stage)
    await run(night)


@flow(name="nightly", persist_result=False, retries=0, validate_parameters=False)
async def nightly(
    config: str | None = None,
    data: str | None = None,
    sources: str | None = None,
    alerts: str | None = None,
    trigger: str = "schedule",
) -> str:
    """One night; returns its outcome. A failed night raises, so that Prefect shows it failed."""
    settings = load_settings(
        _path(config), data=_path(data), sources=_path(sources), alerts=_path(alerts)
    )
    with occupy(settings.data, "night", wait_seconds=POLL_SECONDS):
        night = await run_night(settings, trigger=trigger, perform=perform_as_task)
    await _show(night)
    _emit(night)
    if night.broken:
        raise NightFailed("; ".join(night.reasons))
    return night.outcome


@flow(name="poll", persist_result=False, retries=0, validate_parameters=False)
async def polling(
    config: str | None = None,
    data: str | None = None,
    sources: str | None = None,
    alerts: str | None = None,
) -> str:
    """Polls the sources that are due, fetches their pages, sends what is due; nothing to do while a night runs."""
    settings = load_settings(
        _path(config), data=_path(data), sources=_path(sources), alerts=_path(alerts)
    )
    return (await poll_once(settings, send=True)).told


class NightFailed(Exception):  # noqa: N818
    """The night is failed; the message says why."""


async def _show(night: Night) -> None:
    """The night's summary under a stable key, so that Prefect shows its history."""
    try:
        rows = [{"what": name, "count": number} for name, number in night.counts.items()]
        await create_table_artifact(
            key="plantwatch-night", table=rows, description=f"Night {night.night}: {night.outcome}"
        )  # type: ignore[misc]
        reasons = (
            "".join(f"\n- {_plain(reason)}" for reason in night.reasons) or "\n- nothing to report"
        )
        await create_markdown_artifact(  # type: ignore[misc]
            key="plantwatch-summary",
            markdown=f"## Night {night.night}: {night.outcome}\n{reasons}\n",
        )
    except Exception:
        log.warning("Prefect took no artifact of night %s", night.night, exc_info=True)


def _emit(night: Night) -> None:
    """An event a change, so that automations can hang on it."""
    if not night.counts.get("changes"):
        return
    try:
        emit_change_events(changes_of(night.settings, night.recorded_at))
    except Exception:
        log.warning("Prefect took no event of night %s", night.night, exc_info=True)


def _plain(text: str) -> str:
    return "".join(c if c.isalnum() or c in " .,:;/-_()'" else " " for c in text)[:500]


def _path(text: str | None) -> Path | None:
    return Path(text) if text else None
