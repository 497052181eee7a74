"""What the pool has read goes into the warehouse, some hundred documents in a transaction, and is counted."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from extractors.version import EXTRACTOR, EXTRACTOR_VERSION
from warehouse.readings import Outcome, append_outcomes
from warehouse.state import open_state

log = logging.getLogger("plantwatch.night")
BATCH = 1000
"""Documents in a transaction: the state file is opened, written and closed once for so many."""


def take_in(
    state: Path, outcomes: Iterable[list[Outcome]], recorded_at: datetime
) -> tuple[Counter[str], list[str]]:
    """Appends all outcomes; returns counts by name, and why pages could not be read (nothing where all could)."""
    counts: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    for batch in _batches(outcomes):
        with open_state(state) as connection:
            added = append_outcomes(
                connection,
                batch,
                extractor=EXTRACTOR,
                version=EXTRACTOR_VERSION,
                recorded_at=recorded_at,
            )
        counts.update({name: added[name] for name in ("readings", "articles", "announcements")})
        for outcome in batch:
            _count(outcome, counts, failed)
    if failed:
        counts["read_failed"] = failed.total()
        return counts, [
            "pages not read: " + ", ".join(f"{n} {why}" for why, n in sorted(failed.items()))
        ]
    return counts, []


def _batches(outcomes: Iterable[list[Outcome]]) -> Iterator[list[Outcome]]:
    batch: list[Outcome] = []
    for chunk in outcomes:
        batch += chunk
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _count(outcome: Outcome, counts: Counter[str], failed: Counter[str]) -> None:
    if outcome.failure:
        failed[outcome.failure] += 1
        log.warning("%s not read: %s (%s)", outcome.pending.url, outcome.failure, outcome.reason)
    elif outcome.article:
        counts[f"read_{outcome.article.outcome}"] += 1
        counts.update({f"dropped_{w}": n for w, n in outcome.article.reading.dropped.items()})
