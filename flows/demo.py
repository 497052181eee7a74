"""Three nights of the sample site: what `make run` shows."""

import asyncio
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.options import Failure
from flows.orchestration import run_as_flow
from flows.samplesite import SampleArticle, SampleSite, load_site, serve_site
from flows.settings import Settings, load_settings

NIGHTS = (1, 2, 3)
QUESTIONS = (
    "select plant, low, high, version, stated_at from versions where kind = 'target' order by plant, version",
    "select plant, kind, count(*) as announcements from current_announcements group by all order by 3 desc, 1, 2 limit 8",
)


def play(settings: Settings, print_night: Callable[[Settings], Any]) -> None:
    """Plays the three nights into `settings.data` and prints what came of them. Again into the same folder adds no row."""
    from flows.summary import console
    from warehouse.changes import standing_targets

    shown = console()
    with sample_site(settings.data) as site:
        files = write_declarations(settings.data, site)
        for number in NIGHTS:
            site.night = number
            shown.print(
                f"\n[bold]Night {number} of {len(NIGHTS)}[/] — the papers show {sum(len(site.shown(p)) for p in site.papers)} articles"
            )
            night = load_settings(
                files["config"],
                data=settings.data,
                sources=files["sources"],
                alerts=files["alerts"],
            )
            run_as_flow(
                night, config=files["config"], sources=files["sources"], alerts=files["alerts"]
            )
            if print_night(night)["outcome"] == "failed":
                raise Failure("the demo's night failed; the reasons stand above")
        hooks = list(site.hooks)
    _print_end(settings, hooks, standing_targets(settings.published))


def _print_end(
    settings: Settings, hooks: list[dict[str, Any]], standing: list[dict[str, Any]]
) -> None:
    from flows.printing import print_rows
    from flows.summary import console
    from warehouse.ask import ask

    shown = console()
    shown.print("\n[bold]Targets that stand now[/]")
    print_rows(
        standing,
        columns=[
            c
            for c in (
                "plant",
                "scope",
                "low",
                "high",
                "unit",
                "per",
                "period_start",
                "stated_at",
                "version",
            )
            if standing and c in standing[0]
        ],
    )
    shown.print(
        "\n[bold]The alert, as the webhook got it[/]"
        if hooks
        else "\n[bold]No alert was sent in this run[/] (every change had been told before)"
    )
    for hook in hooks:
        shown.print(f"{hook.get('title')}\n{hook.get('message')}", markup=False)
    for question in QUESTIONS:
        shown.print(f'\n[bold]plantwatch sql --data {settings.data} "{question}"[/]')
        print_rows(ask(settings.published, question).rows())


@contextmanager
def sample_site(data: Path, extra: tuple[SampleArticle, ...] = ()) -> Iterator[SampleSite]:
    """The sample site served from a thread, always at the port that this data folder saw first."""
    port = _port(data)
    site = load_site(f"http://127.0.0.1:{port}", extra)
    with served(site, port):
        yield site


@contextmanager
def served(site: SampleSite, port: int) -> Iterator[int]:
    """Serves a site from a thread; gives the port, which the system chooses where `port` is 0."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        runner = asyncio.run_coroutine_threadsafe(serve_site(site, port), loop).result(30)
    except OSError as error:
        raise Failure(
            f"port {port}, at which this demo's papers stand, is taken: {error.strerror}; free it, or use another --data"
        ) from None
    try:
        yield int(runner.addresses[0][1])
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


def write_declarations(data: Path, site: SampleSite) -> dict[str, Path]:
    """The demo's own settings, sources and alerts, beside its data, so that its nights can be repeated by hand."""
    files = {name: data / f"{name}.toml" for name in ("config", "sources", "alerts")}
    files["config"].write_text(
        '# settings of the demo\n[fetch]\nhost_gap_seconds = 0\ncontact = "mailto:demo@example.org"\n'
    )
    files["sources"].write_text(site.sources_toml())
    files["alerts"].write_text(
        f'[[channel]]\nname = "webhook"\nurl = "{site.base.replace("http", "json", 1)}/hook"\n\n'
        '[[rule]]\nchannel = "webhook"\nkinds = ["target"]\n'
    )
    return files


def _port(data: Path) -> int:
    """Links carry the port: another one would make other articles, so the first is kept."""
    note = data / "site.json"
    if note.exists():
        return int(json.loads(note.read_text())["port"])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    data.mkdir(parents=True, exist_ok=True)
    note.write_text(
        json.dumps({"port": port, "since": datetime.now(UTC).isoformat(timespec="seconds")})
    )
    return port
