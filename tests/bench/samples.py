"""The pages that benchmarks read: made from a seed, or real ones from the folder that BENCH_PAGES names."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from flows.read import Library
from flows.settings import ReadLimits, seeds
from tests.bench.pages import make_pages
from warehouse.archive import Archive, Response
from warehouse.readings import Pending
from warehouse.state import append, open_state

NOW = datetime(2025, 6, 1, 5, tzinfo=UTC)


@cache
def pages(count: int) -> tuple[tuple[str, bytes], ...]:
    """(url, html) of `count` pages; of a folder as many as it has, one after the other."""
    return tuple(each_page(count))


def each_page(count: int) -> Iterator[tuple[str, bytes]]:
    """The same, one after the other and none kept."""
    folder = os.environ.get("BENCH_PAGES")
    if not folder:
        yield from ((page.url, page.html) for page in make_pages(count))
        return
    files = sorted(p for p in Path(folder).rglob("*") if p.suffix.lower() in (".html", ".htm"))
    if not files:
        raise SystemExit(f"BENCH_PAGES: {folder}: no .html file in it")
    for number, file in enumerate(files[:count]):
        yield f"https://paper{number % 40}.example/{number}-{file.stem}", file.read_bytes()


def kind_of_pages() -> str:
    """For the figure's words."""
    return "real pages" if os.environ.get("BENCH_PAGES") else "made pages"


def library(folder: Path) -> Library:
    """What reading processes need, with the archive in `folder`."""
    plants = seeds() / "plants.toml"
    return Library(plants.read_text("utf-8"), str(plants), folder / "archive", 1500)


def limits(workers: int = 0) -> ReadLimits:
    """The pool's defaults."""
    return ReadLimits(workers=workers)


def promised(folder: Path, count: int, *, keep: bool = True) -> list[Pending]:
    """`count` pages as a night has them before reading: archived, promised by a feed with title and date, biggest first.

    Without `keep` the pages themselves are let go at once.
    """
    rows, pending = [], []
    with Archive(folder / "archive") as archive:
        for number, (url, html) in enumerate(pages(count) if keep else each_page(count)):
            kept = archive.write(_response(url, html))
            name = f"{number:024d}"
            rows.append(_entry(name, url))
            pending.append(_pending(name, url, html, kept))
    with open_state(folder / "state.duckdb") as connection:
        append(connection, "entries", rows, "entry_id")
    return sorted(pending, key=lambda p: (-p.bytes, p.entry_id))


def _response(url: str, html: bytes) -> Response:
    return Response(
        url=url,
        final_url=url,
        status=200,
        headers=(("Content-Type", "text/html; charset=utf-8"),),
        media_type="text/html",
        charset="utf-8",
        fetched_at=NOW,
        body=html,
    )


def _entry(name: str, url: str) -> dict[str, object]:
    return {
        "entry_id": name,
        "source_id": "bench",
        "url": url,
        "key_url": url,
        "title": f"News {name}",
        "first_seen": NOW,
        "backlog": False,
    }


def _pending(name: str, url: str, html: bytes, kept: tuple[str, int]) -> Pending:
    return Pending(
        capture_id=name,
        entry_id=name,
        source_id="bench",
        family=url.split("/")[2],
        url=url,
        archive_file=kept[0],
        archive_offset=kept[1],
        media_type="text/html",
        charset="utf-8",
        bytes=len(html),
        title=f"News {name}",
        summary=None,
        content=None,
        published_at=NOW,
        language=None,
        origin=None,
        first_seen=NOW,
        backlog=False,
        attempt=1,
    )


def chunked(items: list[bytes], size: int = 32) -> Iterator[list[bytes]]:
    """Biggest first, as the product does."""
    items = sorted(items, key=len, reverse=True)
    for start in range(0, len(items), size):
        yield items[start : start + size]
