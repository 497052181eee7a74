"""What the commands share: common options, and the error that ends one."""

from pathlib import Path
from typing import Annotated

import typer

from flows.printing import Format

Data = Annotated[
    Path | None,
    typer.Option(
        "--data", envvar="PLANTWATCH_DATA", help="Folder of everything stored; default: data/ here."
    ),
]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        envvar="PLANTWATCH_CONFIG",
        help="Settings; default: plantwatch.toml here, else built in.",
    ),
]


class Failure(Exception):  # noqa: N818
    """The command could not do its work; the message says why and what to do. Exit status 1."""


def existing(state: Path) -> Path:
    """The state file, which a night makes; Failure where there is none, as where `--data` names another folder."""
    if not state.exists():
        raise Failure(f"{state}: no such file; a night makes it: plantwatch run")
    return state


Output = Annotated[Format, typer.Option("--format", help="table, json or csv.")]
Alerts = Annotated[Path | None, typer.Option("--alerts", help="Channels and rules of alerts.")]
