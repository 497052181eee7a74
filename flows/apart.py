"""Runs that are no nights (backfill, reextract, restore), with the same lock, ledger and row in `runs`."""

import logging
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from flows.ledger import Ledger, next_recorded_at
from flows.lock import occupy
from flows.night import Night, night_of
from flows.settings import Settings
from flows.stages import close_night, open_night

log = logging.getLogger("plantwatch.night")


@contextmanager
def run_apart(settings: Settings, trigger: str) -> Iterator[Night]:
    """A run of its own on the data folder, which it occupies; what goes wrong is recorded and raised again."""
    with occupy(settings.data, trigger):
        ledger = Ledger(settings.data / "ledger.jsonl")
        night = _begin(settings, ledger, trigger, datetime.now(UTC))
        try:
            open_night(night, ledger)
            yield night
        except BaseException as error:
            night.broken = True
            night.reasons.append(str(error) or type(error).__name__)
            raise
        finally:
            close_night(night, ledger)


def _begin(settings: Settings, ledger: Ledger, trigger: str, now: datetime) -> Night:
    night = Night(
        settings=settings,
        run_id=uuid.uuid4().hex,
        night=night_of(now, settings),
        trigger=trigger,
        started_at=now,
        recorded_at=next_recorded_at(ledger.runs(apart=True), now),
    )
    ledger.write(
        "begun",
        run_id=night.run_id,
        night=night.night,
        trigger=trigger,
        at=now,
        recorded_at=night.recorded_at,
        pid=os.getpid(),
        missed=[],
    )
    return night
