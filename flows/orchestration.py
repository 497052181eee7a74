"""Prefect made ready: its home, its two telemetry switches, its patience; and a night run through it, or without it.

Must be called before `prefect` is imported: it reads its settings once.
"""

import asyncio
import logging
import os
from datetime import UTC, datetime
from pathlib import Path

from flows.ledger import Ledger, Run
from flows.settings import Settings

log = logging.getLogger("plantwatch")

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_TASKS_DEFAULT_NO_CACHE": "true",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_SERVER_LEVEL": "ERROR",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
}


def prepare_prefect(settings: Settings) -> None:
    """Sets what Prefect reads from the environment, where the user has not; its home is in the data folder."""
    home = settings.data / "prefect"
    os.environ.setdefault("PREFECT_HOME", str(home))
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    Path(os.environ["PREFECT_HOME"]).mkdir(parents=True, exist_ok=True)


def run_as_flow(
    settings: Settings,
    *,
    config: Path | None,
    sources: Path | None,
    alerts: Path | None,
    trigger: str = "command",
) -> Run:
    """One night as a Prefect flow run; where Prefect cannot start, the same night without it. Returns the ledger's word."""
    prepare_prefect(settings)
    ledger = Ledger(settings.data / "ledger.jsonl")
    began = datetime.now(UTC)
    given = {"config": config, "data": settings.data, "sources": sources, "alerts": alerts}
    try:
        from flows.flow import nightly

        asyncio.run(
            nightly(
                **{k: str(v.absolute()) if v else None for k, v in given.items()}, trigger=trigger
            )
        )
    except Exception as error:  # noqa: BLE001 - told apart below
        if not _not_begun(ledger, began, error):
            return _last(ledger, error)
        log.warning("Prefect cannot be used (%s): the night runs without it", error)
        from flows.lock import occupy
        from flows.night import run_night

        with occupy(settings.data, "night"):
            asyncio.run(run_night(settings, trigger=trigger))
    return ledger.runs()[-1]


def _not_begun(ledger: Ledger, began: datetime, error: Exception) -> bool:
    """Whether the failure is Prefect's own, before the night began."""
    from flows.declarations import Misuse
    from flows.options import Failure

    runs = ledger.runs()
    return not isinstance(error, Misuse | Failure) and not (runs and runs[-1].started_at >= began)


def _last(ledger: Ledger, error: Exception) -> Run:
    runs = ledger.runs()
    if type(error).__name__ != "NightFailed" or not runs:
        raise error
    return runs[-1]
