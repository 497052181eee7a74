"""Peak memory of all processes while pages are read: it must not follow their number."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flows.read import read_pending
from flows.takein import take_in
from tests.bench.figure import Figure
from tests.bench.samples import NOW, kind_of_pages, library, limits, pages, promised
from tests.bench.watch import Watch

COUNT = int(os.environ.get("BENCH_MEMORY", "10000"))


def memory_peak() -> Iterator[Figure]:
    """`memory_peak`: of the reading stage at N pages, against a quarter of them."""
    (_, few), (total, many) = (_peak(count) for count in (COUNT // 4, COUNT))
    yield Figure(
        name="memory_peak",
        value=many / 1e6,
        unit="MB",
        ratio=many / few,
        against=f"{COUNT // 4} pages: {few / 1e6:.0f} MB; value at {total} {kind_of_pages()}",
        target="< 1500 MB, ratio <= 1.2",
    )


def _peak(count: int) -> tuple[int, int]:
    """(pages read, bytes that all processes held at most, this one among them)."""
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        pages.cache_clear()
        pending = promised(here, count, keep=False)
        with Watch() as seen:
            take_in(here / "state.duckdb", read_pending(pending, library(here), limits()), NOW)
    return len(pending), seen.peak
