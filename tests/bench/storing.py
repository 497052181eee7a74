"""What is stored: whether a night's append follows the night or the history; publishing; the web page."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import msgspec

from flows.read import read_pending
from flows.report import write_report
from flows.settings import load_settings
from flows.takein import take_in
from tests.bench.figure import Figure, seconds
from tests.bench.samples import NOW, library, limits, promised
from tests.bench.stock import fill
from warehouse.compare import compare
from warehouse.growth import enter_gazetteer
from warehouse.naming import GazetteerNames
from warehouse.publish import publish
from warehouse.readings import Outcome
from warehouse.state import open_state

NIGHT = 300
SMALL, LARGE = 10_000, 1_000_000


def append_growth() -> Iterator[Figure]:
    """`append_growth`, `compare_growth`: the same night taken into a small and a large history."""
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        given = library(here)
        read = list(read_pending(promised(here, NIGHT), given, limits()))
        gazetteer = given.gazetteer
        times = {}
        for size in (SMALL, LARGE):
            fill(here / f"{size}.duckdb", size)
            with open_state(here / f"{size}.duckdb") as connection:
                names = GazetteerNames(gazetteer)
                enter_gazetteer(connection, names, datetime(2024, 12, 31, tzinfo=UTC))
            times[size] = [
                _night(here / f"{size}.duckdb", part, gazetteer) for part in _thirds(read)
            ]
    for n, name in enumerate(("append_growth", "compare_growth")):
        small, large = (min(part[n] for part in times[size]) for size in (SMALL, LARGE))
        yield Figure(
            name=name,
            value=large * 1000,
            unit="ms",
            ratio=large / small,
            against=f"{NIGHT // 3} pages into {SMALL:,} statements: {small * 1000:.0f} ms; value: into {LARGE:,}",
            target="<= 2",
        )


def _thirds(read: list[list[Outcome]]) -> list[list[list[Outcome]]]:
    outcomes = [outcome for chunk in read for outcome in chunk]
    size = len(outcomes) // 3
    return [[outcomes[n * size : (n + 1) * size]] for n in range(3)]


def _night(state: Path, read: list[list[Outcome]], gazetteer: object) -> tuple[float, float]:
    """Seconds of taking in and of comparing."""

    def compared() -> None:
        with open_state(state) as connection:
            compare(connection, gazetteer=gazetteer, recorded_at=NOW)

    return seconds(lambda: take_in(state, read, NOW)), seconds(compared)


def publish_cost() -> Iterator[Figure]:
    """`publish`: verified copy and Parquet, against the bare copy."""
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        fill(here / "state.duckdb", 100_000)
        ours = min(
            seconds(
                lambda: publish(
                    here / "state.duckdb", here / "p.duckdb", here / "parquet", known_until=NOW
                )
            )
            for _ in range(2)
        )
        bare = min(seconds(lambda: _bare_copy(here)) for _ in range(2))
    yield Figure(
        name="publish",
        value=ours,
        unit="s",
        ratio=ours / bare,
        against=f"bare COPY FROM DATABASE of 100,000 statements: {bare:.2f} s; ours adds verification and Parquet",
    )


def _bare_copy(here: Path) -> None:
    (here / "bare.duckdb").unlink(missing_ok=True)
    with duckdb.connect() as connection:
        connection.execute(
            f"ATTACH '{here}/state.duckdb' AS s (READ_ONLY); ATTACH '{here}/bare.duckdb' AS b"
        )
        connection.execute("COPY FROM DATABASE s TO b")


def report_cost() -> Iterator[Figure]:
    """`report`: the page of 500 plants and 20,000 statements."""
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        fill(here / "state.duckdb", 20_000, plants=500)
        publish(here / "state.duckdb", here / "plantwatch.duckdb", None, known_until=NOW)
        settings = msgspec.structs.replace(load_settings(data=here), data=here)
        took = min(seconds(lambda: write_report(settings)) for _ in range(2))
        size = (here / "report" / "index.html").stat().st_size
        copied = seconds(lambda: shutil.copy(here / "report" / "index.html", here / "copy.html"))
    yield Figure(
        name="report",
        value=took,
        unit="s",
        ratio=took / copied if copied else None,
        against=f"copying the page made: {size / 1e6:.1f} MB",
    )
