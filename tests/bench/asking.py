"""Polling and fetching, as tests/bench/fetch.py measures them, as figures."""

from collections.abc import Iterator

from tests.bench.fetch import measure
from tests.bench.figure import Figure

TARGETS = {"fetch": "<= 1.5", "second poll": "<= 0.1"}


def fetch() -> Iterator[Figure]:
    """`fetch …`: 2,000 articles on 200 feeds, against a bare aiohttp loop.

    `fetch_unpacked`: the same from servers that pack nothing: what is archived has to be packed by us then.
    """
    for row in measure(2):
        name = str(row["name"])
        yield _figure(row, name if name.startswith("fetch") else f"fetch: {name}")
    for row in measure(2, plain=True):
        what, _, by = str(row["name"]).partition(",")
        if what == "fetch":
            yield _figure(row, f"fetch_unpacked,{by}")


def _figure(row: dict[str, object], name: str) -> Figure:
    return Figure(
        name=name,
        value=float(str(row["value"])),
        unit="s",
        ratio=float(str(row["ratio"])),
        against=str(row["against"]),
        target=TARGETS.get(str(row["name"]).partition(",")[0]) if "unpacked" not in name else None,
    )
