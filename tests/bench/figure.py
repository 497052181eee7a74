"""A figure of a benchmark, measured against a peer in the same run, and how it is printed."""

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line. `ratio` is that of the peer's speed or of its cost, as `against` says."""

    name: str
    value: float
    unit: str
    ratio: float | None
    against: str
    target: str | None = None
    """What the ratio should be."""

    def line(self) -> str:
        """As JSON, with what else weighed on the machine."""
        return json.dumps(
            {
                "name": self.name,
                "value": round(self.value, 3),
                "unit": self.unit,
                "ratio": None if self.ratio is None else round(self.ratio, 3),
                "against": self.against,
                "target": self.target,
                "load": round(os.getloadavg()[0], 1),
                "cores": len(os.sched_getaffinity(0)),
            },
            ensure_ascii=False,
        )


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time of one call in this process: what others do on the machine weighs little."""
    started = time.process_time()
    work()
    return time.process_time() - started


def best_of(
    rounds: int, *works: Callable[[], object], by: Callable[[Callable[[], object]], float] = seconds
) -> list[float]:
    """The shortest time of each work, rounds interleaved so that the machine's moods fall on all alike."""
    times = [[by(work) for work in works] for _ in range(rounds)]
    return [min(column) for column in zip(*times, strict=True)]
