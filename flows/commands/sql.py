"""`plantwatch sql`: questions to the published file."""

import sys
from typing import Annotated

import typer

from flows.declarations import Misuse
from flows.options import Config, Data, Failure, Output
from flows.printing import Format, print_rows
from flows.settings import load_settings


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(name="sql")(sql)


def sql(
    query: Annotated[str, typer.Argument(help="One SELECT; `-` reads it from standard input.")],
    form: Output = Format.TABLE,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, help="Seconds after which it is stopped.")
    ] = 60,
    data: Data = None,
    config: Config = None,
) -> None:
    """Run SQL on the published file: read-only, no access to files, network or settings.

    Example: plantwatch sql "SELECT plant, low, high, stated_at FROM current_targets" --format csv
    """
    from warehouse.ask import AskError, QueryRefused, ask

    settings = load_settings(config, data=data)
    asked = sys.stdin.read() if query == "-" else query
    try:
        answer = ask(settings.published, asked, seconds=timeout)
    except QueryRefused as error:
        raise Misuse(str(error)) from None
    except AskError as error:
        raise Failure(str(error)) from None
    rows = answer.rows()
    print_rows(rows, form, columns=list(rows[0]) if rows else answer.columns, empty="no rows")
    if answer.cut:
        print(f"plantwatch: only the first {len(rows):,} rows are shown", file=sys.stderr)
