"""`plantwatch sources list|check|add|import|export`."""

import asyncio
import json
import re
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from extractors.urls import is_web
from flows.declarations import Misuse
from flows.options import Config, Data, Failure, Output
from flows.printing import Format, print_rows
from flows.settings import Settings, load_settings, seeds
from flows.sources import Source, load_sources, unshown, wrong_with

File = Annotated[
    Path | None, typer.Option("--sources", help="Declarations of the sources to watch.")
]


def register(app: typer.Typer) -> None:
    """Adds the commands about sources."""
    group = typer.Typer(
        no_args_is_help=True, help="What is listened to: list, health, feeds of a site, OPML."
    )
    group.command("list", epilog="Example: plantwatch sources list --format json")(show)
    group.command(epilog="Example: plantwatch sources check")(check)
    group.command(epilog="Example: plantwatch sources add https://example.org/news")(add)
    group.command("import", epilog="Example: plantwatch sources import feeds.opml")(import_opml)
    group.command(epilog="Example: plantwatch sources export > feeds.opml")(export)
    app.add_typer(group, name="sources")


def show(
    data: Data = None, config: Config = None, sources: File = None, form: Output = Format.TABLE
) -> None:
    """The sources as declared, and how their last polls went."""
    settings = load_settings(config, data=data, sources=sources)
    states = _states(settings)
    rows = []
    for source in load_sources(settings.sources):
        state = states.get(source.source_id)
        rows.append(
            {
                "name": source.name,
                "kind": source.kind,
                "language": source.language,
                "family": source.origin_family,
                "outcome": state.outcome if state else "never asked",
                "last_poll": state.last_poll if state else None,
                "next_due": state.next_due if state else None,
                "every": source.every or (state.interval_minutes if state else None),
                "open": ", ".join(sorted(state.open)) if state else "",
                "url": source.url,
            }
        )
    print_rows(rows, form, columns=("name", "language", "outcome", "last_poll", "every", "open"))


def check(
    data: Data = None, config: Config = None, sources: File = None, form: Output = Format.TABLE
) -> None:
    """Asks every source now and reports its health; stores nothing. Exit status 1 where none is well."""
    from flows.discovery import health
    from flows.web import Client

    settings = load_settings(config, data=data, sources=sources)
    declared, states = load_sources(settings.sources), _states(settings)

    async def asked() -> list[dict[str, Any]]:
        async with Client(settings.fetch) as client:
            return await health(client, declared, states)

    rows = asyncio.run(asked())
    print_rows(
        rows, form, columns=("name", "health", "items", "newest", "last_good", "every", "problem")
    )
    if all(row["health"] == "bad" for row in rows):
        raise Failure("none of the sources could be had: is this machine connected?")


def add(  # noqa: PLR0913, PLR0917 - options
    url: Annotated[str, typer.Argument(help="A feed, or any page of a site.")],
    name: Annotated[str | None, typer.Option(help="Default: the feed's title.")] = None,
    every: Annotated[
        bool, typer.Option("--all", help="All feeds found, not only the first.")
    ] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="The site is on a private network.")
    ] = False,
    config: Config = None,
    sources: File = None,
) -> None:
    """Finds the feeds of a site and adds the first (or all) to the declarations."""
    from flows.discovery import find_feeds, language_of
    from flows.web import Client

    settings = load_settings(config, sources=sources)
    url = url if "://" in url else f"https://{url}"
    if not is_web(url):
        raise Misuse(f"{url!r} is no http(s) address; write one such as 'https://example.org/news'")

    async def found() -> Any:
        async with Client(settings.fetch) as client:
            return await find_feeds(client, url, allow_private=allow_private)

    feeds, why = asyncio.run(found())
    if not feeds:
        raise Failure(f"{url}: no feed found: {why}")
    for number, feed in enumerate(feeds):
        taken = "" if every or number == 0 else " (not added; --all adds it)"
        print(
            f"{feed.url}: {feed.feed.title or 'without a title'}, {len(feed.feed.entries)} items{taken}"
        )
    chosen = feeds if every else feeds[:1]
    new = [
        Source(
            name=_shown(name or f.feed.title) or f.url,
            url=f.url,
            language=language_of(f.feed),
            kind="sitemap" if f.feed.kind == "sitemap" else "feed",
            allow_private=allow_private,
        )
        for f in chosen
    ]
    _append(settings, new)


def import_opml(
    file: Annotated[Path, typer.Argument(help="OPML, as feed readers export it.")],
    config: Config = None,
    sources: File = None,
) -> None:
    """Adds the feeds of an OPML file; those declared already are left as they are."""
    from flows.opml import read_opml, unread, without_feed

    settings = load_settings(config, sources=sources)
    try:
        body = file.read_bytes()
    except OSError as error:
        raise Misuse(f"{file}: {error.strerror}; name an OPML file") from None
    language = {"en": "en", "ru": "ru"}
    outlines = read_opml(body, str(file))
    for name, site in without_feed(body, str(file)):
        print(
            f"{name!r} is left out: it names a site and no feed; find it with: plantwatch sources add {shlex.quote(site)}",
            file=sys.stderr,
        )
    if not outlines:
        raise Misuse(f"{file}: no feed with an http(s) address in it")
    told = [
        Source(
            name=_shown(o.name) or o.url,
            url=o.url,
            category=_shown(o.category) or None,
            language=language.get(o.language or ""),
        )
        for o in outlines
    ]
    for source in told:
        if why := wrong_with(source):
            print(f"{source.name!r} is left out: {why}", file=sys.stderr)
    for address in unread(body, str(file)):
        print(f"{address!r} is left out: no http(s) address", file=sys.stderr)
    _append(settings, [source for source in told if not wrong_with(source)])


def export(
    file: Annotated[Path | None, typer.Argument(help="Where to; default: standard output.")] = None,
    config: Config = None,
    sources: File = None,
) -> None:
    """Writes the feeds as OPML, in folders by category."""
    from flows.opml import as_opml, lost_in_opml

    settings = load_settings(config, sources=sources)
    declared = load_sources(settings.sources)
    for source in declared:
        if source.kind != "feed":
            print(
                f"{source.name!r} is left out: OPML lists feeds, this is a {source.kind}",
                file=sys.stderr,
            )
        elif lost := lost_in_opml(source):
            print(
                f"{source.name!r} is written without {', '.join(lost)}: OPML has no place for that",
                file=sys.stderr,
            )
    text = as_opml(declared)
    if file:
        try:
            file.write_text(text, "utf-8")
        except OSError as error:
            raise Misuse(f"{file}: {error.strerror}; name a file that can be written") from None
    else:
        sys.stdout.write(text)


def _append(settings: Settings, new: Sequence[Source]) -> None:
    """Adds to the declarations what is not there yet, and says so."""
    from flows.opml import distinct_names

    file = _own(settings.sources)
    known = load_sources(file) if file.exists() else []
    fresh = [s for s in new if s.url not in {k.url for k in known}]
    names = distinct_names((s.name for s in fresh), (k.name for k in known))
    blocks = [declaration(source, name) for source, name in zip(fresh, names, strict=True)]
    if blocks:
        before = file.read_text("utf-8").rstrip("\n") + "\n\n" if file.exists() else ""
        _write(file, before + "\n".join(blocks))
    left = len(new) - len(fresh)
    print(f"{len(fresh)} added to {file}" + (f", {left} there already" if left else ""))
    if file != settings.sources:
        print(
            f'watch them with --sources {file.name}, or sources = "{file.name}" in plantwatch.toml'
        )


def _own(file: Path) -> Path:
    """The declarations to write to: where none are named, `sources.toml` here and not those that come with the program."""
    return Path("sources.toml").absolute() if file == seeds() / "sources.toml" else file


def _shown(name: str | None) -> str:
    """A name without what cannot be shown."""
    hidden = unshown(name or "")
    return "".join(c for c in name or "" if c not in hidden).strip()


def _write(file: Path, text: str) -> None:
    """Puts `text` in the place of `file` in one step, and only where it loads: a file that worked is never left broken."""
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_name(f"{file.name}.half")
    try:
        half.write_text(text, "utf-8")
        load_sources(half)
        if file.exists():
            shutil.copymode(file, half)
        half.replace(file.resolve())
    except Misuse as error:
        told = str(error).replace(str(half), "line", 1)
        raise Misuse(
            f"{file}: nothing was added; with the new sources it would not load: {told}"
        ) from None
    finally:
        half.unlink(missing_ok=True)


def declaration(source: Source, name: str) -> str:
    """A source as a `[[source]]` of TOML; JSON's strings are TOML's."""
    said = {
        "name": name,
        "url": source.url,
        "language": source.language,
        "category": source.category,
        "kind": source.kind if source.kind != "feed" else None,
    }
    lines = [f"{key} = {_quoted(value)}" for key, value in said.items() if value]
    lines += ["allow_private = true"] if source.allow_private else []
    return "\n".join(["[[source]]", *lines, ""])


def _quoted(value: str) -> str:
    return re.sub("\x7f", r"\\u007f", json.dumps(value, ensure_ascii=False))


def _states(settings: Settings) -> dict[str, Any]:
    """States by source; none where the state file is not there or in use."""
    from warehouse.polls import source_states
    from warehouse.state import StateBusy, open_state

    if not settings.state.exists():
        return {}
    try:
        with open_state(settings.state) as connection:
            return dict(source_states(connection))
    except StateBusy as busy:
        print(f"plantwatch: {busy}; what is stored is not shown", file=sys.stderr)
        return {}
