"""`plantwatch doctor`."""

import typer

from flows.options import Config, Data, Output
from flows.printing import Format, print_rows
from flows.settings import load_settings


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: plantwatch doctor --data ~/plantwatch")(doctor)


def doctor(data: Data = None, config: Config = None, form: Output = Format.TABLE) -> None:
    """Configuration, database, disk, schedule, sources, channels: what is wrong, and what to do. Exit status 1 where something is."""
    from flows.doctor import examine, now

    findings = examine(load_settings(config, data=data), now())
    print_rows(
        [{"check": f.check, "state": f.state, "found": f.found, "do": f.do} for f in findings], form
    )
    if any(f.state == "wrong" for f in findings):
        raise typer.Exit(1)
