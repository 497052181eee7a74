"""What polling and fetching cost beside a bare aiohttp loop over the same URLs with the same concurrency.

python -m tests.bench.fetch [ROUNDS] [plain]      one JSON object a line: name, value, ratio, against
"""

import asyncio
import hashlib
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import aiohttp
import msgspec
import pyarrow as pa

from flows.fetch import fetch
from flows.poll import poll
from flows.settings import FetchLimits, load_settings
from flows.sources import Source
from flows.web import Client, own_origin
from tests.bench.papers import host, pages_of

PAPERS, ARTICLES = 200, 10
LIMITS = FetchLimits(host_gap_seconds=0)


@contextmanager
def papers(number=PAPERS, articles=ARTICLES, *, plain=False):
    """The port of a server in a process of its own; `plain`: it packs no answer."""
    how = ["plain"] if plain else []
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.papers", str(number), str(articles), *how],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin
    assert process.stdout
    try:
        yield int(process.stdout.readline())
    finally:
        process.stdin.close()
        process.wait()


async def bare(urls: list[str], keep: BinaryIO | None = None) -> int:
    """The loop that we are held against: as many questions at once, each body read whole. Returns bytes.

    With `keep` it also does what nobody who keeps pages can leave out: a hash of each, and the page packed into a file.
    """
    room, total = asyncio.Semaphore(LIMITS.connections), 0
    pack = pa.Codec("zstd", compression_level=3)

    async def one(session: aiohttp.ClientSession, url: str) -> None:
        nonlocal total
        async with room, session.get(url) as response:
            body = await response.read()
            total += len(body)
            if keep:
                keep.write(hashlib.sha256(body).digest())
                keep.write(pack.compress(body, asbytes=True))

    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=LIMITS.connections)
    ) as session:
        await asyncio.gather(*(one(session, url) for url in urls))
    return total


async def kept_bare(urls: list[str], file: Path) -> int:
    """The same loop keeping what comes in `file`."""
    with file.open("wb") as stream:
        return await bare(urls, stream)


async def client_alone(urls: list[str]) -> None:
    """The same through our client: addresses judged, sizes and times bounded, nothing kept."""
    room = asyncio.Semaphore(LIMITS.connections)

    async def one(client: Client, url: str) -> None:
        async with room:
            await client.get(url, private=own_origin(url))

    async with Client(LIMITS) as client:
        await asyncio.gather(*(one(client, url) for url in urls))


def cost(work: Callable[[], Awaitable[object]]) -> tuple[float, float, object]:
    """(wall seconds, CPU seconds of this process and its children, result)."""

    def cpu() -> float:
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(u.ru_utime + u.ru_stime for u in used)

    async def run() -> object:
        return await work()

    wall, before = time.perf_counter(), cpu()
    result = asyncio.run(run())
    return time.perf_counter() - wall, cpu() - before, result


def measure(rounds: int = 5, *, plain: bool = False) -> list[dict[str, object]]:
    """Rounds of: bare loop over feeds, over pages, over pages that it keeps; our poll, fetch and second poll into a new folder."""
    taken: dict[str, list[tuple[float, float]]] = {}
    with papers(plain=plain) as port:
        urls = [f"http://{host(n)}:{port}" for n in range(PAPERS)]
        feeds = [f"{base}/feed/{n}.xml" for n, base in enumerate(urls)]
        pages = [f"{base}{path}" for n, base in enumerate(urls) for path in pages_of(n, ARTICLES)]
        sources = [Source(name=str(n), url=url, allow_private=True) for n, url in enumerate(feeds)]
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as folder:
                settings = msgspec.structs.replace(load_settings(data=Path(folder)), fetch=LIMITS)

                async def ours(stage, settings=settings):
                    async with Client(LIMITS) as client:
                        return await stage(settings, sources, client, now=datetime.now(UTC))

                steps = {
                    "bare feeds": lambda: bare(feeds),
                    "bare pages": lambda: bare(pages),
                    "bare pages kept": lambda kept=folder: kept_bare(pages, Path(kept) / "kept"),
                    "client": lambda: client_alone(pages),
                    "poll": lambda: ours(poll),
                    "fetch": lambda: ours(fetch),
                    "second poll": lambda: ours(poll),
                }
                for name, step in steps.items():
                    wall, cpu, result = cost(step)
                    taken.setdefault(name, []).append((wall, cpu))
                    if name == "fetch":
                        assert result.kept == PAPERS * ARTICLES, result  # type: ignore[attr-defined]
    return rows(taken)


def rows(taken: dict[str, list[tuple[float, float]]]) -> list[dict[str, object]]:
    """Medians, and medians of the ratios within each round."""
    told: list[dict[str, object]] = []
    sums = {
        "client alone": (["client"], ["bare pages"]),
        "fetch": (["fetch"], ["bare pages"]),
        "fetch, of what keeping costs": (["fetch"], ["bare pages kept"]),
        "poll and fetch": (["poll", "fetch"], ["bare feeds", "bare pages"]),
        "second poll": (["second poll"], ["poll", "fetch"]),
        "second poll of feeds": (["second poll"], ["poll"]),
    }
    for at, unit in ((0, "wall"), (1, "CPU")):
        for name, (mine, theirs) in sums.items():
            ours = [
                sum(r[at] for r in parts) for parts in zip(*(taken[m] for m in mine), strict=True)
            ]
            against = [
                sum(r[at] for r in parts) for parts in zip(*(taken[t] for t in theirs), strict=True)
            ]
            ratio = statistics.median(a / b for a, b in zip(ours, against, strict=True))
            told.append(
                {
                    "name": f"{name}, {unit} seconds",
                    "value": round(statistics.median(ours), 3),
                    "ratio": round(ratio, 3),
                    "against": " and ".join(theirs),
                }
            )
    return told


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if word != "plain"]
    for row in measure(int(given[0]) if given else 5, plain="plain" in sys.argv):
        print(json.dumps(row))
