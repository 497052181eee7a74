"""Pages → rows, the whole product, against the bare work it cannot do without."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import trafilatura
from pebble import ProcessPool

from flows.processes import clean_processes, expect_pages
from flows.read import read_pending
from flows.settings import seeds
from flows.takein import take_in
from tests.bench.figure import Figure, best_of, seconds
from tests.bench.samples import NOW, chunked, kind_of_pages, library, limits, pages, promised
from tests.bench.watch import Watch
from warehouse.compare import compare
from warehouse.state import open_state

COUNT = int(os.environ.get("BENCH_COUNT", "1000"))
ROUNDS = 2
CORES = len(os.sched_getaffinity(0))


def wall_and_cpu(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of one call: by the clock, and of CPU in all processes."""
    with Watch() as seen:
        wall = seconds(work)
    return wall, seen.cpu


def bare_texts(chunk: list[bytes]) -> list[str]:
    """What the bare loop does with a chunk."""
    return [
        trafilatura.extract(html, fast=True, include_comments=False, with_metadata=False) or ""
        for html in chunk
    ]


def bare_loop(count: int, workers: int = CORES) -> None:
    """A pool of the same size that calls trafilatura (fast, no metadata), and one Arrow insert."""
    with ProcessPool(max_workers=workers, context=clean_processes()) as pool:
        futures = [
            pool.schedule(bare_texts, args=(chunk,))
            for chunk in chunked([html for _, html in pages(count)])
        ]
        texts = [text for future in futures for text in future.result()]
    with tempfile.TemporaryDirectory() as folder:
        connection = duckdb.connect(f"{folder}/bare.duckdb")
        connection.register("b", pa.table({"n": list(range(len(texts))), "text": texts}))
        connection.execute("CREATE TABLE texts AS SELECT * FROM b")
        connection.close()


def whole_product(folder: Path, count: int, workers: int = 0) -> Iterator[tuple[float, float]]:
    """Reads `count` archived pages into an empty state and compares; yields wall and CPU seconds, each time anew."""
    while True:
        with tempfile.TemporaryDirectory(dir=folder) as name:
            here = Path(name)
            pending = promised(here, count)
            yield wall_and_cpu(lambda: _product(here, pending, workers))  # noqa: B023 - called at once


def _product(here: Path, pending: list, workers: int) -> None:  # type: ignore[type-arg]
    given = library(here)
    take_in(here / "state.duckdb", read_pending(pending, given, limits(workers)), NOW)
    with open_state(here / "state.duckdb") as connection:
        compare(connection, gazetteer=given.gazetteer, recorded_at=NOW)


def read() -> Iterator[Figure]:
    """`read`: the share of the bare loop's speed that is left with everything the product does."""
    count = len(pages(COUNT))
    with tempfile.TemporaryDirectory() as name:
        ours = whole_product(Path(name), count)
        expect_pages(seeds() / "plants.toml")
        bare_loop(64)  # the fork server starts once, for both
        rounds = [(wall_and_cpu(lambda: bare_loop(count)), next(ours)) for _ in range(ROUNDS)]
    for n, (name, by) in enumerate((("read", "clock"), ("read_cpu", "CPU of all processes"))):
        bare, whole = min(r[0][n] for r in rounds), min(r[1][n] for r in rounds)
        yield Figure(
            name=name,
            value=count / whole,
            unit="pages/s",
            ratio=bare / whole,
            against=f"bare pool: trafilatura fast, one Arrow insert: {count / bare:.0f} pages/s, {count} {kind_of_pages()}, by {by}",
            target=">= 0.80",
        )


def read_scaling() -> Iterator[Figure]:
    """`read_scaling`: two processes against one, and the same of the bare pool."""
    count = len(pages(min(COUNT, 500)))
    with tempfile.TemporaryDirectory() as name:
        one, two = (whole_product(Path(name), count, workers) for workers in (1, 2))
        next(one)
        rounds = [(next(one), next(two)) for _ in range(2)]
        alone, both = (min(wall for wall, _ in column) for column in zip(*rounds, strict=True))
        bare = best_of(1, lambda: bare_loop(count, 1), lambda: bare_loop(count, 2))
    yield Figure(
        name="read_scaling",
        value=count / both,
        unit="pages/s",
        ratio=alone / both,
        against=f"one process: {count / alone:.0f} pages/s; the bare pool scales {bare[0] / bare[1]:.2f}",
        target=">= 1.85",
    )
