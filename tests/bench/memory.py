"""Peak memory of all processes while pages are read: it must not follow their number."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flows.read import read_pending
from flows.takein import take_in
from tests.bench.figure import Figure
from tests.bench.samples import NOW, library, limits, pages, promised
from tests.bench.watch import Watch

COUNT = int(os.environ.get("BENCH_MEMORY", "1200"))


def memory_peak() -> Iterator[Figure]:
    """`memory_peak`: of the reading stage at N pages, against a quarter of them."""
    few, many = (_peak(count) for count in (COUNT // 4, COUNT))
    yield Figure(
        name="memory_peak",
        value=many / 1e6,
        unit="MB",
        ratio=many / few,
        against=f"{len(pages(COUNT)) // 4} pages: {few / 1e6:.0f} MB; value at {len(pages(COUNT))}, this program and its pages left out",
        target="< 1500 MB, ratio <= 1.2",
    )


def _peak(count: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        pending = promised(here, count)
        pages.cache_clear()
        with Watch() as before:
            pass
        with Watch() as seen:
            take_in(here / "state.duckdb", read_pending(pending, library(here), limits()), NOW)
    return seen.peak - before.peak
