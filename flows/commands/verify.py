"""`plantwatch verify`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from flows.ledger import Ledger
from flows.options import Config, Data, Failure, Output, existing
from flows.printing import Format, print_rows
from flows.settings import load_settings

if TYPE_CHECKING:
    from warehouse.chain import Broken


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(name="verify")(verify)


def verify(form: Output = Format.TABLE, data: Data = None, config: Config = None) -> None:
    """Compare the database with the row counts and the chain of hashes kept outside it, and check its protection.

    Example: plantwatch verify --data data
    """
    from warehouse.chain import broken_links, sealed
    from warehouse.counts import check_counts, count_rows
    from warehouse.state import open_state, unprotected_tables

    settings = load_settings(config, data=data)
    state = existing(settings.state)
    ledger = Ledger(settings.data / "ledger.jsonl")
    counted, links = ledger.last_counts(), ledger.links()
    held = sealed(links)
    with open_state(state) as connection:
        rows = [
            {
                "table": table,
                "rows": count,
                "counted": counted.get(table),
                "sealed": held.get(table),
            }
            for table, count in count_rows(connection).items()
        ]
        print_rows(rows, form)
        check_counts(connection, counted, settings.state)
        bare = unprotected_tables(connection)
        broken = list(broken_links(connection, links))
    if broken:
        raise Failure(f"{settings.state}: {_told(broken)}")
    if form is Format.TABLE and links:
        print(f"\nchain of {len(links)} nights whole, newest link {links[-1][1]}")
    if bare:
        raise Failure(
            f"{settings.state}: {', '.join(bare)} can be changed or deleted: the file is a copy without its triggers;"
            " put back the file itself (docs/operations.md)"
        )


def _told(broken: "Sequence[Broken]") -> str:
    """What is broken, in words."""
    runs = sorted({one.run_id for one in broken if one.table is None})
    found = sorted({one.table for one in broken if one.table})
    altered = f"rows of {', '.join(found)} are not those that were written" if found else ""
    ledger = (
        f"the ledger's links of runs {', '.join(runs)} are not those that were written"
        if runs
        else ""
    )
    told = "; ".join(filter(None, (altered, ledger)))
    return f"{told}. Put back a backup, or make the file again from the archive: plantwatch restore (docs/operations.md)"
