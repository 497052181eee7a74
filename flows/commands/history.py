"""`plantwatch targets`, `changes`, `history`, `why`, `correct`, `reject`: what the warehouse remembers, and a person's word."""

import difflib
import getpass
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer

from flows.declarations import Misuse
from flows.options import Config, Data, Failure, Output
from flows.printing import Format, as_json, print_rows
from flows.settings import Settings, load_settings
from warehouse.rules import fold

CHANGE_FIELDS = (
    "plant", "plant_id", "kind", "product", "unit", "per", "period_start", "period_end",
    "from_low", "from_high", "to_low", "to_high", "from_start", "from_end", "to_start", "to_end",
    "direction", "stated_at", "url", "quote", "previous_url", "previous_quote",
)  # fmt: skip
"""Of a change in JSON, in this order; others follow."""
Plant = Annotated[str | None, typer.Option("--plant", help="Id or any name of a plant.")]
Who = Annotated[str | None, typer.Option("--who", help="Who says so; default: the user.")]
Why = Annotated[str, typer.Option("--why", help="The reason, kept with the correction.")]
Announcement = Annotated[
    str, typer.Argument(help="Its id, as `history --format json` and `why` show it.")
]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(epilog="Example: plantwatch targets --plant Avtotor")(targets)
    app.command(epilog="Example: plantwatch changes --since 2026-01-01 --format json")(changes)
    app.command(epilog="Example: plantwatch history Avtotor")(history)
    app.command(epilog="Example: plantwatch why a05af99d01e5")(why)
    app.command(epilog='Example: plantwatch correct a63d0e low=80000 high=80000 --why "misread"')(
        correct
    )
    app.command(epilog='Example: plantwatch reject a63d0e --why "another firm\'s plant"')(reject)


def targets(
    plant: Plant = None, form: Output = Format.TABLE, data: Data = None, config: Config = None
) -> None:
    """What stands: targets and planned starts, who said them last and how many origins confirm them."""
    from warehouse.changes import targets as standing

    rows = _asked(load_settings(config, data=data), lambda c: standing(c, plant=plant))
    columns = ("plant", "kind", "scope", "period", "value", "unit", "per", "stated_at", "last_said", "origins", "version")  # fmt: skip
    shown = rows if form is Format.JSON else [_shown(row) for row in rows]
    if plant and not rows:
        _refuse_unknown(plant, data, config)
    print_rows(shown, form, columns=columns, empty="no target stands")


def changes(
    since: Annotated[
        str | None, typer.Option("--since", help="Stated on this day (YYYY-MM-DD) or later.")
    ] = None,
    plant: Plant = None,
    form: Output = Format.TABLE,
    data: Data = None,
    config: Config = None,
) -> None:
    """What changed: from, to, who said it, when and where."""
    from warehouse.changes import changes_since

    day = _day(since) if since else None
    rows = _asked(
        load_settings(config, data=data), lambda c: changes_since(c, since=day, plant=plant)
    )
    if plant and not rows:
        _refuse_unknown(plant, data, config)
    if form is Format.JSON:
        print(as_json([_change_json(row) for row in rows]))
        return
    columns = ("change_id", "stated_at", "plant", "kind", "period", "from", "to", "unit", "direction", "cause", "contested", "taken_back", "url")  # fmt: skip
    print_rows([_shown(row) for row in rows], form, columns=columns, empty="nothing changed")


def history(
    plant: Annotated[str, typer.Argument(help="Id or any name of a plant.")],
    form: Output = Format.TABLE,
    data: Data = None,
    config: Config = None,
) -> None:
    """All versions of one plant's targets and starts, with quotes and links."""
    from warehouse.changes import history_of

    rows = _asked(load_settings(config, data=data), lambda c: history_of(c, plant))
    columns = ("kind", "scope", "period", "version", "value", "unit", "per", "stated_at", "cause", "holds", "origins", "quote", "url", "announcement_id")  # fmt: skip
    if not rows:
        raise Failure(f"nothing is known of {plant!r}{_nearest(plant, data, config)}")
    shown = rows if form is Format.JSON else [_shown(row) for row in rows]
    print_rows(shown, form, columns=columns)


def _refuse_unknown(plant: str, data: Data, config: Config) -> None:
    """A name under which nothing is known is a slip of the pen, and no plant without changes."""
    from warehouse.changes import plants_called

    if not _asked(load_settings(config, data=data), lambda c: plants_called(c, plant)):
        raise Failure(f"nothing is known of {plant!r}{_nearest(plant, data, config)}")


def _nearest(plant: str, data: Data, config: Config) -> str:
    """The names most like a mistyped one, of those that have a history."""
    from warehouse.changes import plant_names

    rows = _asked(load_settings(config, data=data), plant_names)
    names = {fold(name): row["plant"] for row in rows for name in (row["plant"], row["plant_id"])}
    near = dict.fromkeys(names[n] for n in difflib.get_close_matches(fold(plant), names, n=3))
    return f"; did you mean {', '.join(near)}?" if near else "; `plantwatch targets` lists what is"


def why(
    change: Annotated[str, typer.Argument(help="Id of a change, or its beginning.")],
    form: Output = Format.TABLE,
    data: Data = None,
    config: Config = None,
) -> None:
    """A change explained: both quotes, the rules that fired, what else was said and what became of it."""
    from warehouse.changes import explain

    settings = load_settings(config, data=data)
    try:
        row = _asked(settings, lambda c: explain(c, change))
    except LookupError as error:
        raise Misuse(str(error)) from None
    if form is Format.TABLE:
        print(_explained(row))
    else:
        print_rows([row], form)


def correct(  # noqa: PLR0913, PLR0917
    announcement: Announcement,
    values: Annotated[list[str], typer.Argument(help="FIELD=VALUE…; an empty value clears it.")],
    because: Why,
    who: Who = None,
    data: Data = None,
    config: Config = None,
) -> None:
    """Correct what was read; the next night takes it in, silently."""
    from warehouse import corrections

    pairs = dict(_pair(value) for value in values)
    _say(
        load_settings(config, data=data),
        lambda c, at: corrections.correct(
            c, announcement, pairs, who=who or getpass.getuser(), why=because, recorded_at=at
        ),
    )


def reject(  # noqa: PLR0913, PLR0917
    announcement: Announcement,
    because: Why,
    back: Annotated[bool, typer.Option("--back", help="Take a rejection back.")] = False,
    who: Who = None,
    data: Data = None,
    config: Config = None,
) -> None:
    """Reject what was read; the next night takes it in, silently."""
    from warehouse import corrections

    _say(
        load_settings(config, data=data),
        lambda c, at: corrections.reject(
            c, announcement, who=who or getpass.getuser(), why=because, recorded_at=at, back=back
        ),
    )


def _asked(settings: Settings, question: Callable[[Any], Any]) -> Any:
    from warehouse.changes import snapshot

    with snapshot(settings.published) as connection:
        return question(connection)


def _say(settings: Settings, word: Callable[[Any, datetime], list[dict[str, Any]]]) -> None:
    from warehouse.corrections import CorrectionError
    from warehouse.state import open_state, transaction

    if not settings.state.exists():
        raise Failure(f"{settings.state}: nothing is stored yet; `plantwatch run` makes a night")
    try:
        with open_state(settings.state) as connection, transaction(connection):
            rows = word(connection, datetime.now(UTC))
    except CorrectionError as error:
        raise Misuse(str(error)) from None
    print(f"{len(rows)} noted; the next night takes it in")


def _pair(text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not equals:
        raise Misuse(f"{text!r}: write FIELD=VALUE, as in low=80000")
    return field.strip(), value.strip()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Misuse(f"--since: {text!r} is no day; write YYYY-MM-DD") from None


def _change_json(row: dict[str, Any]) -> dict[str, Any]:
    rest = {k: v for k, v in row.items() if k not in CHANGE_FIELDS and k != "why"}
    return {**{name: row[name] for name in CHANGE_FIELDS}, **rest}


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """A row with values and period in words, for tables and spreadsheets."""
    first, last = row.get("period_start"), row.get("period_end")
    return {
        **row,
        "period": _span(first, last),
        "value": _value(row, "low", "high", "start_from", "start_to"),
        "from": _value(row, "from_low", "from_high", "from_start", "from_end"),
        "to": _value(row, "to_low", "to_high", "to_start", "to_end"),
    }


def _value(row: dict[str, Any], low: str, high: str, first: str, last: str) -> str:
    if row["kind"] == "start":
        return _span(row.get(first), row.get(last))
    least, most = row.get(low), row.get(high)
    if least is None and most is None:
        return "taken back"
    if least is None:
        return f"up to {_figure(most)}"
    if most is None:
        return f"at least {_figure(least)}"
    return _figure(least) if least == most else f"{_figure(least)} to {_figure(most)}"


def _figure(number: Any) -> str:
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,}"


def _span(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    return str(first) if first == last else f"{first} to {last}"


def _explained(row: dict[str, Any]) -> str:
    told = _shown(row)
    flags = [
        f for f, on in (("contested", row["contested"]), ("edited", row["cause"] == "edit")) if on
    ]
    lines = [
        f"{row['plant']} · {row['kind']} · {row['scope']} · {told['period']}".rstrip(" ·"),
        f"{row['direction']}: {told['from']} → {told['to']} {row['unit'] or ''}".rstrip()
        + (f" ({', '.join(flags)})" if flags else ""),
        f"now     {row['stated_at']}  “{row['quote']}”\n        {row['url']}  (announcement {row['to_announcement']})",
        f"before  {row['previous_stated_at']}  “{row['previous_quote']}”\n        {row['previous_url']}  (announcement {row['from_announcement']})",
        "rules   " + "; ".join(row["rules"]),
        f"said by {row['origins']} independent origin(s)",
    ]
    lines += ["considered besides:" if row["considered"] else "nothing else was said around then"]
    lines += [
        f"  {other['published']}  {other['outcome']}: {other['reason']}\n    “{other['quote']}”  {other['url']}"
        for other in row["considered"]
    ]
    return "\n".join(lines)
