"""Whole nights: one with nothing new, and one as a Prefect flow, against the same without."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp

from tests.bench.fetch import papers
from tests.bench.figure import Figure, seconds
from tests.bench.night_timed import CONFIG
from tests.bench.papers import host
from tests.bench.stock import stock

FEEDS, PAGES = 200, 1000


def night_overhead() -> Iterator[Figure]:
    """`night_overhead`: 200 feeds unchanged, against as many conditional GETs with the same client library."""
    with tempfile.TemporaryDirectory() as name, papers(FEEDS, 1) as port:
        urls = [f"http://{host(n)}:{port}/feed/{n}.xml" for n in range(FEEDS)]
        data = Path(name) / "data"
        _declare(data, urls)
        for _ in range(2):
            _night("plain", data)
        ours = min(_night("plain", data)[0] for _ in range(2))
        bare = min(seconds(lambda: asyncio.run(_bare(urls))) for _ in range(2))
    yield Figure(
        name="night_overhead",
        value=ours - bare,
        unit="s",
        ratio=ours / bare,
        against=f"bare conditional GETs of {FEEDS} feeds: {bare:.2f} s; the empty night: {ours:.2f} s",
        target="value < 3",
    )


def prefect_overhead() -> Iterator[Figure]:
    """`prefect_overhead`: the night as flow, a server running, against the plain program."""
    with (
        tempfile.TemporaryDirectory() as name,
        papers(5, 1) as port,
        _server(Path(name)) as url,
    ):
        first = Path(name) / "first"
        _declare(first, [f"http://{host(n)}:{port}/feed/{n}.xml" for n in range(5)])
        stock(first, PAGES)
        times: dict[str, list[tuple[float, float]]] = {"plain": [], "flow": []}
        for turn in range(2):
            for how, taken in times.items():
                data = Path(name) / f"{how}{turn}"
                shutil.copytree(first, data)
                taken.append(_night(how, data, PREFECT_API_URL=url, PREFECT_HOME=f"{name}/home"))
    for n, (name, by) in enumerate(
        (("prefect_overhead", "the clock"), ("prefect_overhead_cpu", "CPU, the server's left out"))
    ):
        plain, flow = (min(took[n] for took in times[how]) for how in ("plain", "flow"))
        yield Figure(
            name=name,
            value=flow,
            unit="s",
            ratio=flow / plain,
            against=f"plain night of {PAGES} pages by {by}: {plain:.2f} s",
            target="<= 1.05",
        )


def _declare(data: Path, urls: list[str]) -> None:
    data.mkdir(parents=True, exist_ok=True)
    told = "".join(
        f'[[source]]\nname = "s{n}"\nurl = "{url}"\nallow_private = true\n'
        for n, url in enumerate(urls)
    )
    (data / "sources.toml").write_text(told)
    (data / "config.toml").write_text(CONFIG)


def _night(how: str, data: Path, **environment: str) -> tuple[float, float]:
    """Seconds of a night: by the clock, and of CPU."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.night_timed", how, str(data)],
        capture_output=True, text=True, env={**os.environ, **environment}, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"a {how} night ended with {done.returncode}: {done.stderr[-800:]}")
    wall, cpu = done.stdout.split()[-2:]
    return float(wall), float(cpu)


async def _bare(urls: list[str]) -> None:
    room = asyncio.Semaphore(32)
    async with aiohttp.ClientSession() as session:

        async def one(url: str, tag: str | None = None) -> str | None:
            head = {"If-None-Match": tag} if tag else {}
            async with room, session.get(url, headers=head) as response:
                await response.read()
                return response.headers.get("ETag")

        await asyncio.gather(*(one(url, '"none"') for url in urls))


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    """A Prefect server of its own; its API's address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ, "PREFECT_HOME": str(folder / "home"), "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1",
        "PREFECT_LOGGING_SERVER_LEVEL": "ERROR",
    }  # fmt: skip
    command = [
        sys.executable,
        "-m",
        "prefect",
        "server",
        "start",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}/api"
    try:
        _wait(f"{url}/health", process)
        yield url
    finally:
        process.terminate()
        process.wait(30)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.5)
    raise RuntimeError("Prefect's server did not start")
