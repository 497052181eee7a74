"""`plantwatch verify`: is everything there that ever was?"""

import typer

from flows.ledger import Ledger
from flows.options import Config, Data, Failure, Output
from flows.printing import Format, print_rows
from flows.settings import load_settings


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(name="verify")(verify)


def verify(form: Output = Format.TABLE, data: Data = None, config: Config = None) -> None:
    """Compare the rows of the database with the counts kept outside it, and check its protection.

    Example: plantwatch verify --data data
    """
    from warehouse.counts import check_counts, count_rows
    from warehouse.state import open_state, unprotected_tables

    settings = load_settings(config, data=data)
    if not settings.state.exists():
        raise Failure(f"{settings.state}: no such file; a night makes it: plantwatch run")
    counted = Ledger(settings.data / "ledger.jsonl").last_counts()
    with open_state(settings.state) as connection:
        found = count_rows(connection)
        rows = [
            {"table": table, "rows": count, "counted": counted.get(table)}
            for table, count in found.items()
        ]
        print_rows(rows, form)
        check_counts(connection, counted, settings.state)
        bare = unprotected_tables(connection)
    if bare:
        raise Failure(
            f"{settings.state}: {', '.join(bare)} can be changed or deleted: the file is a copy without its triggers;"
            " put back the file itself (docs/operations.md)"
        )
