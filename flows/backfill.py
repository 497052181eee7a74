"""History by the file: pages kept elsewhere go through archive, pool and warehouse as the night's own do, silently.

    files ─sieve─► old pages ─chunk─► archive, entries, captures ─► pool ─► readings, articles, announcements
                                └─► place reached (backfill.json)          └─► compared once, at the end

A chunk is written before its place is noted, and every id follows from the content; so a backfill that was cut off
anywhere is simply called again: it goes on after the last place, reads what was archived and not read, and adds
nothing twice.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from itertools import chain
from pathlib import Path
from typing import Any

from extractors.urls import family_of, key_url, site_of
from extractors.version import EXTRACTOR
from flows.apart import run_apart
from flows.gazetteer import read_gazetteer
from flows.night import Night
from flows.oldpages import OldPage, Tally, pages_of
from flows.read import library_of, read_chunks
from flows.settings import Settings
from flows.sieve import Sieve
from flows.sources import Source
from flows.stages import compare_all, note, publish_all, with_state
from flows.takein import take_in
from warehouse.archive import Archive, Response
from warehouse.backlog import append_backlog
from warehouse.ids import stable_id
from warehouse.readings import Pending, pending_readings

PAGES, BYTES = 512, 64_000_000
"""A chunk ends at so many pages or bytes: what memory holds at a time."""
Row = dict[str, Any]
Shown = Callable[[Path, Tally], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be taken in. `source`: what all pages belong to; by default the declared source of their site, else their site."""

    files: Sequence[Path]
    sieve: Sieve = field(default_factory=Sieve)
    source: Source | str | None = None
    declared: Sequence[Source] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Backfilled:
    """What came of it."""

    files: int
    seen: int
    passed: int
    night: Night
    problems: tuple[str, ...]
    """By file: what could not be read, and where."""


class Places:
    """How far each file is read, by what was let through; kept in the data folder."""

    def __init__(self, path: Path, sieve: Sieve, source: str | None) -> None:
        self.path = path
        self.run = hashlib.sha256(f"{sieve!r} {source}".encode()).hexdigest()[:16]
        try:
            self.all: dict[str, dict[str, int]] = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            self.all = {}

    def of(self, file: Path) -> int:
        """The place in `file` after which to go on; -1: none yet."""
        return self.all.get(self.run, {}).get(str(file), -1)

    def reached(self, file: Path, place: int) -> None:
        """Notes the place, whole or not at all."""
        self.all.setdefault(self.run, {})[str(file)] = place
        half = self.path.with_suffix(".half")
        half.write_text(json.dumps(self.all), "utf-8")
        half.replace(self.path)


def backfill(settings: Settings, asked: Asked, shown: Shown | None = None) -> Backfilled:
    """Takes in all pages asked for, compares them without a word to anybody, publishes.

    `shown` is told how far each file is read.
    """
    read_gazetteer(settings)
    with run_apart(settings, "backfill") as night:
        work = _Backfill(settings, night, asked, shown)
        counts, reasons = take_in(settings.state, work.outcomes(), night.recorded_at)
        night.count(**counts, pages_seen=work.seen, pages_passed=work.passed)
        night.reasons += [*reasons, *work.problems]
        note(settings)
        compare_all(night)
        note(settings)
        publish_all(night)
    return Backfilled(
        files=len(asked.files),
        seen=work.seen,
        passed=work.passed,
        night=night,
        problems=tuple(work.problems),
    )


class Origins:
    """Which source a page belongs to, as rows of `sources`."""

    def __init__(self, source: Source | str | None, declared: Sequence[Source]) -> None:
        self.fixed = _source_row(source) if source else None
        self.by_site = {site_of(s.url): s.row() for s in reversed(declared)}

    def of(self, url: str) -> Row:
        """The source of a page at `url`."""
        if self.fixed:
            return self.fixed
        site = site_of(url) or "files"
        if site not in self.by_site:
            self.by_site[site] = _source_row(site)
        return self.by_site[site]


def _source_row(source: Source | str) -> Row:
    if isinstance(source, Source):
        return source.row()
    url = f"backfill:{source}"
    return {
        "source_id": stable_id("source", [url]),
        "name": source,
        "url": url,
        "kind": "backfill",
        "language": None,
        "family": family_of(source) if "." in source else source,
        "settings": json.dumps({"body": "page", "kind": "backfill", "name": source, "url": url}),
    }


class _Backfill:
    """One backfill under way."""

    def __init__(self, settings: Settings, night: Night, asked: Asked, shown: Shown | None) -> None:
        self.settings, self.night, self.asked, self.shown = settings, night, asked, shown
        name = asked.source.name if isinstance(asked.source, Source) else asked.source
        self.origins = Origins(asked.source, asked.declared)
        self.places = Places(settings.data / "backfill.json", asked.sieve, name)
        self.seen = self.passed = 0
        self.problems: list[str] = []

    def outcomes(self) -> Iterator[Any]:
        """Outcomes of all that is to be read: what an earlier call left, then what the files bring."""
        left = with_state(
            self.settings,
            lambda c: pending_readings(
                c, extractor=EXTRACTOR, version=None, attempts=self.settings.read.attempts
            ),
        )
        size = self.settings.read.chunk
        chunks = chain(_cut(left, size), self._chunks(size))
        return read_chunks(chunks, library_of(self.settings), self.settings.read)

    def _chunks(self, size: int) -> Iterator[list[Pending]]:
        for file in self.asked.files:
            tally = Tally(place=self.places.of(file))
            for pages in _filled(
                pages_of(file, self.asked.sieve, tally, max_bytes=self.settings.fetch.max_bytes)
            ):
                pending = self._keep(pages)
                self.places.reached(file, pages[-1].place)
                if self.shown:
                    self.shown(file, tally)
                yield from _cut(sorted(pending, key=lambda p: (-p.bytes, p.entry_id)), size)
            self.places.reached(file, tally.place)
            self.seen, self.passed = self.seen + tally.seen, self.passed + tally.passed
            self.problems += tally.problems
            if self.shown:
                self.shown(file, tally)

    def _keep(self, pages: list[OldPage]) -> list[Pending]:
        """Pages into the archive, then their rows into the warehouse; returns what of them is to be read."""
        sources: dict[str, Row] = {}
        entries, captures = [], []
        with Archive(
            self.settings.archive_folder, compression=self.settings.archive.compression
        ) as archive:
            for page in pages:
                source = self.origins.of(page.url)
                sources[source["source_id"]] = source
                entry, capture = _rows(page, source["source_id"])
                at = archive.write(
                    _response(page, capture, source["source_id"]), self.night.recorded_at
                )
                entries.append(entry)
                captures.append(capture | {"archive_file": at[0], "archive_offset": at[1]})
        dated = [{**row, "recorded_at": self.night.recorded_at} for row in sources.values()]
        return with_state(
            self.settings,
            lambda c: append_backlog(c, sources=dated, entries=entries, captures=captures),
        )


def _filled(pages: Iterable[OldPage]) -> Iterator[list[OldPage]]:
    chunk: list[OldPage] = []
    held = 0
    for page in pages:
        chunk.append(page)
        held += len(page.body)
        if len(chunk) >= PAGES or held >= BYTES:
            yield chunk
            chunk, held = [], 0
    if chunk:
        yield chunk


def _cut(pending: Sequence[Pending], size: int) -> Iterator[list[Pending]]:
    for start in range(0, len(pending), size):
        yield list(pending[start : start + size])


def _rows(page: OldPage, source_id: str) -> tuple[Row, Row]:
    key = key_url(page.url)
    entry_id = stable_id("entry", [source_id, key])
    sha256 = hashlib.sha256(page.body).hexdigest()
    seen_at = page.seen_at.astimezone(UTC)
    entry = {
        "entry_id": entry_id,
        "source_id": source_id,
        "url": page.url,
        "key_url": key,
        "title": page.title,
        "summary": None,
        "content": None,
        "published_at": page.published,
        "language": page.language,
        "origin": None,
        "first_seen": seen_at,
        "backlog": True,
    }
    capture = {
        "capture_id": stable_id("capture", [page.url, seen_at, sha256]),
        "entry_id": entry_id,
        "url": page.url,
        "key_url": key,
        "final_url": page.url,
        "outcome": "kept",
        "attempt": 1,
        "status": 200,
        "media_type": page.media_type,
        "charset": page.charset,
        "bytes": len(page.body),
        "sha256": sha256,
        "fetched_at": seen_at,
    }
    return entry, capture


def _response(page: OldPage, capture: Row, source_id: str) -> Response:
    media_type = page.media_type + (f"; charset={page.charset}" if page.charset else "")
    return Response(
        url=page.url,
        final_url=page.url,
        status=200,
        headers=(("Content-Type", media_type),),
        media_type=page.media_type,
        charset=page.charset,
        fetched_at=page.seen_at,
        body=page.body,
        source_id=source_id,
        entry_id=capture["entry_id"],
    )
