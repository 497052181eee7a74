"""The night's own ledger, kept outside the database: what was begun, what was finished, what the tables held.

One JSON object a line, each line synced to disk before the work goes on. It answers: was the last run cut off, which
nights were missed, may we go on. Prefect's records are a view for people; this file is the truth.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from warehouse.chain import Link

DONE = ("good", "degraded")
APART = frozenset({"backfill", "reextract", "restore"})
"""Triggers of runs that are no nights: they neither stand for one nor are caught up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run as the ledger tells it."""

    run_id: str
    night: date
    trigger: str
    started_at: datetime
    recorded_at: datetime
    pid: int
    phases: tuple[str, ...] = ()
    outcome: str | None = None
    finished_at: datetime | None = None


class Ledger:
    """The ledger file `path`; a torn last line (power loss) is ignored."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, event: str, **fields: Any) -> None:
        """Adds one line and syncs it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps({"event": event, **fields}, default=_plain, ensure_ascii=False)
        with self.path.open("ab") as file:
            if file.tell() and not self._ends_whole():
                file.write(b"\n")
            file.write(line.encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def _ends_whole(self) -> bool:
        with self.path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"

    def lines(self) -> Iterator[dict[str, Any]]:
        """All whole lines, oldest first."""
        if not self.path.exists():
            return
        with self.path.open(encoding="utf-8", errors="replace") as file:
            for line in file:
                try:
                    yield json.loads(line)
                except json.JSONDecodeError:
                    continue

    def runs(self, *, apart: bool = False) -> list[Run]:
        """All nights, oldest first; with `apart` also the runs that are none."""
        found: dict[str, dict[str, Any]] = {}
        for line in self.lines():
            event, run_id = line["event"], str(line.get("run_id"))
            if event == "begun":
                found[run_id] = {**line, "phases": []}
            elif run_id in found and event == "phase":
                found[run_id]["phases"].append(line["phase"])
            elif run_id in found and event == "ended":
                found[run_id].update(outcome=line["outcome"], finished_at=line["at"])
        told = [_run(fields) for fields in found.values()]
        return [run for run in told if apart or run.trigger not in APART]

    def last_counts(self) -> dict[str, int]:
        """Rows in each table when they were last counted."""
        counts: dict[str, int] = {}
        for line in self.lines():
            if line["event"] == "rows":
                counts = line["rows"]
        return counts

    def links(self) -> "list[tuple[Link, str]]":
        """The chain of hashes since it was last begun, oldest first, each with the hash written beside it."""
        from warehouse.chain import read_link

        links: list[tuple[Link, str]] = []
        for line in self.lines():
            if line["event"] == "chain":
                links = [*(links if line["previous"] else []), read_link(line)]
        return links

    def write_link(self, link: "Link") -> None:
        """Adds a link to the chain; one without a previous begins it anew."""
        self.write(
            "chain", run_id=link.run_id, previous=link.previous, hash=link.hash, spans=link.spans
        )


def next_recorded_at(runs: list[Run], now: datetime) -> datetime:
    """The time that all rows of a new night carry: now, yet later than any before, also where the clock went back."""
    latest = max((run.recorded_at for run in runs), default=None)
    return now if latest is None or now > latest else latest + timedelta(microseconds=1)


def missed_nights(runs: list[Run], night: date, *, days: int) -> list[date]:
    """Nights between the last one done and `night` that never were; at most the `days` before it, none before the first run."""
    done = [run.night for run in runs if run.outcome in DONE]
    known = max((n for n in done if n <= night), default=None)
    if known is None:
        known = min((run.night for run in runs), default=night) - timedelta(days=1)
    first = max(known + timedelta(days=1), night - timedelta(days=days))
    return [first + timedelta(days=n) for n in range((night - first).days)]


def _run(fields: dict[str, Any]) -> Run:
    finished = fields.get("finished_at")
    return Run(
        run_id=fields["run_id"],
        night=date.fromisoformat(fields["night"]),
        trigger=fields["trigger"],
        started_at=_time(fields["at"]),
        recorded_at=_time(fields["recorded_at"]),
        pid=fields["pid"],
        phases=tuple(fields["phases"]),
        outcome=fields.get("outcome"),
        finished_at=_time(finished) if finished else None,
    )


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"cannot be written to the ledger: {value!r}")
