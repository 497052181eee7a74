"""`plantwatch run`, `poll`, `demo`, `serve`."""

import asyncio
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.lock import check_free
from flows.options import Alerts, Config, Data, Failure
from flows.settings import Settings, load_settings

Sources = Annotated[
    Path | None, typer.Option("--sources", help="Declarations of the sources to watch.")
]


def register(app: typer.Typer) -> None:
    """Adds the commands that act."""
    app.command(epilog="Example: plantwatch run --sources my-sources.toml --data ~/plantwatch")(run)
    app.command(epilog="Example: plantwatch poll --data ~/plantwatch")(poll)
    app.command(epilog="Example: plantwatch demo --data /tmp/demo")(demo)
    app.command(epilog="Example: plantwatch serve --data ~/plantwatch")(serve)


def run(
    data: Data = None, config: Config = None, sources: Sources = None, alerts: Alerts = None
) -> None:
    """One whole night, now: poll, fetch, read, compare, alert, publish."""
    from flows.orchestration import run_as_flow

    settings = load_settings(config, data=data, sources=sources, alerts=alerts)
    _check_declarations(settings)
    check_free(settings.data)
    _with_progress(
        settings, lambda: run_as_flow(settings, config=config, sources=sources, alerts=alerts)
    )
    ended = _print_night(settings)
    if ended["outcome"] == "failed":
        raise typer.Exit(1)


def poll(data: Data = None, config: Config = None, sources: Sources = None) -> None:
    """Asks the sources that are due and fetches their new pages; cheap enough for every few minutes."""
    from flows.night import poll_once

    settings = load_settings(config, data=data, sources=sources)
    _check_declarations(settings)
    done = asyncio.run(poll_once(settings))
    if done.broken:
        raise Failure(done.told)
    print(done.told)


def serve(
    data: Data = None, config: Config = None, sources: Sources = None, alerts: Alerts = None
) -> None:
    """Keeps polling and the nights scheduled until stopped; starts a Prefect server where none is configured."""
    settings = load_settings(config, data=data, sources=sources, alerts=alerts)
    _check_declarations(settings)
    from flows.serving import serve as keep

    keep(settings, config=config, sources=sources, alerts=alerts)


def demo(
    data: Annotated[
        Path | None, typer.Option("--data", help="Folder of the demo; default: data/demo here.")
    ] = None,
    config: Config = None,
) -> None:
    """Three nights of the bundled sample site, served on loopback, each a real flow run."""
    from flows.demo import play

    folder = (data or Path("data/demo")).absolute()
    settings = load_settings(config, data=folder)
    play(settings, _print_night)


def _check_declarations(settings: Settings) -> None:
    """Wrong files are said before anything is begun."""
    from flows.alerts import load_alerts
    from flows.gazetteer import read_gazetteer
    from flows.sources import load_sources

    load_sources(settings.sources)
    load_alerts(settings.alerts)
    read_gazetteer(settings)


def _with_progress(settings: Settings, work: Any) -> None:
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from flows.summary import console

    shown = console()
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=shown,
        transient=True,
        disable=not shown.is_terminal,
    ) as progress:
        task = progress.add_task(f"a night in {settings.data}")
        from flows.night import on_phase

        on_phase(lambda name: progress.update(task, description=f"{name} …"))
        work()


def _print_night(settings: Settings) -> dict[str, Any]:
    """Prints the last night's outcome and changes; returns the ledger's line."""
    from flows.ledger import Ledger
    from flows.summary import change_lines, console, night_lines
    from warehouse.changes import changes_of_night

    ended: dict[str, Any] = [
        line for line in Ledger(settings.data / "ledger.jsonl").lines() if line["event"] == "ended"
    ][-1]
    shown = console()
    for line in night_lines(ended):
        shown.print(line)
    if settings.published.exists():
        for line in change_lines(changes_of_night(settings.published)):
            shown.print(line)
    return ended
