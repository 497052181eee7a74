"""Polling and fetching, as tests/bench/fetch.py measures them, as figures."""

from collections.abc import Iterator

from tests.bench.fetch import measure
from tests.bench.figure import Figure

TARGETS = {"fetch": "<= 1.5", "second poll": "<= 0.1"}


def fetch() -> Iterator[Figure]:
    """`fetch …`: 2,000 articles on 200 feeds, against a bare aiohttp loop."""
    for row in measure(2):
        name = str(row["name"])
        yield Figure(
            name=name if name.startswith("fetch") else f"fetch: {name}",
            value=float(str(row["value"])),
            unit="s",
            ratio=float(str(row["ratio"])),
            against=str(row["against"]),
            target=TARGETS.get(name.partition(",")[0]),
        )
