"""`plantwatch report`."""

import typer

from flows.options import Config, Data, Failure
from flows.settings import load_settings


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: plantwatch report --data ~/plantwatch")(report)


def report(data: Data = None, config: Config = None) -> None:
    """Writes the web page `report/index.html` from the published file; each night does so too."""
    from flows.report import write_report

    settings = load_settings(config, data=data)
    if not settings.published.exists():
        raise Failure(f"{settings.published}: nothing is published yet; run `plantwatch run` first")
    print(write_report(settings))
