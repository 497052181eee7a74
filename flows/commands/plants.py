"""`plantwatch plants list|unknown|find`: the gazetteer, and what it does not know yet."""

import re
from typing import Annotated, Any

import typer

from extractors.gazetteer import Entry, Gazetteer
from extractors.resolution import Resolution, resolve
from flows.declarations import Misuse
from flows.gazetteer import read_gazetteer
from flows.options import Config, Data, Failure, Output
from flows.printing import Format, print_rows
from flows.settings import load_settings

_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


def register(app: typer.Typer) -> None:
    """Adds the group."""
    group = typer.Typer(
        help="The gazetteer: list, what it does not know, which entry a text means.",
        no_args_is_help=True,
    )
    group.command("list", epilog="Example: plantwatch plants list --country RU")(list_plants)
    group.command("unknown", epilog="Example: plantwatch plants unknown --data ~/plantwatch")(
        unknown
    )
    group.command(
        "find", epilog='Example: plantwatch plants find "former Volkswagen plant in Kaluga"'
    )(find)
    app.add_typer(group, name="plants")


def list_plants(
    country: Annotated[str | None, typer.Option("--country", help="ISO code, e.g. RU.")] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="plant, company, brand or group.")
    ] = None,
    form: Output = Format.TABLE,
    config: Config = None,
) -> None:
    """Entries of the gazetteer."""
    gazetteer = read_gazetteer(load_settings(config))
    wanted = [
        entry
        for entry in gazetteer.entries.values()
        if (not country or (entry.country or "").upper() == country.upper())
        and (not kind or entry.kind == kind)
    ]
    print_rows([_row(entry, gazetteer) for entry in wanted], form, empty="no such entry")


def unknown(data: Data = None, form: Output = Format.TABLE, config: Config = None) -> None:
    """Names that announcements use and the gazetteer does not know, with count and example: candidates for plants.toml."""
    from warehouse.changes import snapshot, unknown_plants

    settings = load_settings(config, data=data)
    if not settings.published.exists():
        raise Failure(f"{settings.published}: nothing is published yet; run `plantwatch run` first")
    with snapshot(settings.published) as connection:
        print_rows(
            unknown_plants(connection),
            form,
            columns=("plant", "announcements", "articles", "last_said", "example"),
            empty="every name is known",
        )


def find(
    text: Annotated[str, typer.Argument(help="A plant as an article would say it.")],
    form: Output = Format.TABLE,
    config: Config = None,
) -> None:
    """Which entry a text means, or the nearest names."""
    gazetteer = read_gazetteer(load_settings(config))
    near = gazetteer.suggest(text)
    spelt = [text, *(name for name in near if name.casefold() == text.casefold())]
    found = next((f for f in (_resolved(gazetteer, n) for n in spelt) if f.plant_id), None)
    entry = gazetteer.entries.get(found.plant_id or "") if found else None
    if found is None or entry is None:
        hint = f"; near: {', '.join(near)}" if near else ""
        raise Misuse(f"no entry is meant by {text!r}{hint}")
    print_rows([{**_row(entry, gazetteer), "how": found.how}], form)


def _resolved(gazetteer: Gazetteer, name: str) -> Resolution:
    language = "ru" if _CYRILLIC.search(name) else "en"
    return resolve(
        gazetteer, name, company=None, place=None, context=(), at=None, language=language
    )


def _row(entry: Entry, gazetteer: Gazetteer) -> dict[str, Any]:
    place = gazetteer.places.get(entry.place or "")
    return {
        "id": entry.id,
        "kind": entry.kind,
        "name": next(iter((*entry.en, *entry.ru)), entry.id),
        "russian": next(iter(entry.ru), None),
        "company": entry.company,
        "place": place.en[0] if place and place.en else entry.place,
        "country": entry.country,
        "main_product": entry.product,
    }
