"""`plantwatch review`: announcements for a person to look at, and the person's word on them."""

import getpass
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from flows.declarations import Misuse
from flows.options import Config, Data, Failure, Output
from flows.printing import Format, print_rows
from flows.settings import Settings, load_settings

COLUMNS = ("announcement_id", "reason", "reader", "live", "confidence", "plant", "kind", "low", "high", "unit", "period_start", "period_end", "quote", "url")  # fmt: skip


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog='Example: plantwatch review --accept a63d0e… --why "the article says so"')(
        review
    )


def review(  # noqa: PLR0913, PLR0917
    accept: Annotated[
        list[str] | None,
        typer.Option("--accept", metavar="ID", help="Take this row as right; may be repeated."),
    ] = None,
    reject: Annotated[
        list[str] | None,
        typer.Option("--reject", metavar="ID", help="Take this row as wrong; may be repeated."),
    ] = None,
    below: Annotated[
        float, typer.Option("--below", help="Confidence under which a row is shown.", min=0, max=1)
    ] = 0.4,
    limit: Annotated[int, typer.Option("--limit", help="Rows shown; 0: all.", min=0)] = 50,
    because: Annotated[str, typer.Option("--why", help="The reason, kept with it.")] = "reviewed",
    who: Annotated[
        str | None, typer.Option("--who", help="Who says so; default: the user.")
    ] = None,
    form: Output = Format.TABLE,
    data: Data = None,
    config: Config = None,
) -> None:
    """Announcements where two readers differ, or of low confidence, to accept or reject; the next night takes it in."""
    settings = load_settings(config, data=data)
    if accept or reject:
        _judge(settings, accept or [], reject or [], who or getpass.getuser(), because)
        return
    from warehouse.reviews import to_review

    rows = _with_state(settings, lambda c: to_review(c, below=below))
    shown = rows[:limit] if limit else rows
    print_rows(shown, form, columns=COLUMNS, empty="nothing to review")
    if len(shown) < len(rows) and form is Format.TABLE:
        print(f"{len(rows) - len(shown):,} more: --limit 0 shows all")


def _judge(
    settings: Settings, accepted: list[str], rejected: list[str], who: str, why: str
) -> None:
    from warehouse.corrections import CorrectionError, reject
    from warehouse.reviews import accept
    from warehouse.state import transaction

    def say(connection: Any) -> int:
        word: dict[str, Any] = {"who": who, "why": why, "recorded_at": datetime.now(UTC)}
        with transaction(connection):
            rows = [row for one in accepted for row in accept(connection, one, **word)]
            rows += [row for one in rejected for row in reject(connection, one, **word)]
        return len(rows)

    try:
        number = _with_state(settings, say)
    except CorrectionError as error:
        raise Misuse(str(error)) from None
    print(f"{number} noted; the next night takes it in")


def _with_state(settings: Settings, work: Callable[[Any], Any]) -> Any:
    """On the state and not on the published file, so that what was just judged is no longer shown."""
    from warehouse.state import open_state

    if not settings.state.exists():
        raise Failure(f"{settings.state}: nothing is stored yet; `plantwatch run` makes a night")
    with open_state(settings.state) as connection:
        return work(connection)
