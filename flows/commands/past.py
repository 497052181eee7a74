"""`plantwatch backfill`, `reextract`, `restore`: history from files, and from our own archive."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.options import Config, Data, Failure, existing
from flows.settings import Settings, load_settings

Some = typer.Option
Sources = Annotated[
    Path | None, Some("--sources", help="Declarations of the sources that pages may belong to.")
]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(
        epilog="Example: plantwatch backfill CC-NEWS-*.warc.gz --host automotive.example --words plant,завод"
    )(backfill)
    app.command(epilog="Example: plantwatch reextract --data ~/plantwatch")(reextract)
    app.command(epilog="Example: plantwatch restore --data ~/plantwatch")(restore)


def backfill(  # noqa: PLR0913, PLR0917 - options
    paths: Annotated[
        list[Path],
        typer.Argument(help="WARC files (plain, gzip, zstd), folders of pages, JSON lines."),
    ],
    host: Annotated[
        list[str] | None, Some("--host", help="Only pages of this host; may be given again.")
    ] = None,
    language: Annotated[
        list[str] | None, Some("--language", help="Only pages in this language; again for more.")
    ] = None,
    words: Annotated[
        str, Some("--words", help="Only pages with one of these words, split by commas.")
    ] = "",
    source: Annotated[
        str | None, Some("--source", help="Name of the source that all pages belong to.")
    ] = None,
    data: Data = None,
    config: Config = None,
    sources: Sources = None,
) -> None:
    """Take in old pages with their true dates: no alerts; called again, it goes on where it was."""
    from flows.backfill import Asked
    from flows.backfill import backfill as take
    from flows.oldpages import files_of
    from flows.sieve import Sieve
    from flows.sources import load_sources

    settings = load_settings(config, data=data, sources=sources)
    declared = load_sources(settings.sources) if settings.sources.exists() else []
    files = files_of(paths)
    sieve = Sieve(host or (), language or (), [w.strip() for w in words.split(",") if w.strip()])
    with _bar(files) as shown:
        done = take(
            settings,
            Asked(
                files=files,
                sieve=sieve,
                source=next((s for s in declared if s.name == source), source),
                declared=declared,
            ),
            shown,
        )
    _print(settings, done.night.counts, done.problems)
    if done.problems and not done.seen:
        raise Failure("none of the files could be read")


def reextract(data: Data = None, config: Config = None) -> None:
    """Read the archive again with this reader; print what differs from the reading before. No alerts."""
    from flows.printing import print_rows
    from flows.reextract import reextract as again

    settings = load_settings(config, data=data)
    existing(settings.state)
    differs = again(settings)
    print(
        f"{differs.read} pages read with version {differs.version}; {differs.failed} could not be"
        + (f"; {differs.expired} are no longer in the archive" if differs.expired else "")
    )
    print_rows(differs.statements, empty="no statement differs")
    print_rows(differs.versions, empty="no version of a target moved")


def restore(data: Data = None, config: Config = None) -> None:
    """Make the state file again from the archive alone, night by night; the old one is set aside."""
    from flows.printing import print_rows
    from flows.restore import restore as make

    settings = load_settings(config, data=data)
    done = make(settings)
    if done.aside:
        print(f"the state file that was there is now {done.aside}")
    print_rows(done.tables)
    for problem in done.problems:
        print(f"  - {problem}")


@contextmanager
def _bar(files: list[Path]) -> Iterator[Callable[[Path, Any], None]]:
    """A progress bar by bytes, on a terminal only."""
    from rich.progress import Progress

    from flows.summary import console

    terminal = console()
    sizes = {file: file.stat().st_size for file in files}
    reached: dict[Path, int] = {}
    with Progress(console=terminal, disable=not terminal.is_terminal) as progress:
        task = progress.add_task("backfill", total=sum(sizes.values()) or 1)

        def tell(file: Path, tally: Any) -> None:
            reached[file] = max(0, min(tally.place, sizes[file]))
            progress.update(task, completed=sum(reached.values()), description=file.name[:40])

        yield tell


def _print(settings: Settings, counts: dict[str, int], problems: tuple[str, ...]) -> None:
    width = max(len(name) for name in counts)
    print(f"taken into {settings.data}:")
    for name, number in sorted(counts.items()):
        if number:
            print(f"  {name.replace('_', ' ').ljust(width)}  {number:>9,}")
    for problem in problems:
        print(f"  - {problem}")
