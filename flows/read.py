"""Reading in a pool of processes: chunks of documents, each under a time and a memory limit.

A chunk in which a document hangs, crashes its process or eats its memory is taken apart and read one by one, so that
only the guilty document fails, with its reason; the pool goes on (Pebble starts a new process).
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, wait
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pebble import ProcessExpired, ProcessPool

from extractors.gazetteer import Gazetteer
from extractors.reading import Given, ReadArticle, read_given
from flows.gazetteer import loaded, plants_text, read_gazetteer
from flows.processes import clean_processes, expect_pages, limit_memory
from flows.settings import ReadLimits, Settings
from warehouse.archive import Archive
from warehouse.readings import Outcome, Pending

_worker: dict[str, Any] = {}
AHEAD = 2
"""Chunks under way for each process: enough that none waits, few enough that memory does not grow."""


@dataclass(frozen=True, slots=True)
class Library:
    """What a reading process needs, sent once to each: the gazetteer as text, which the fork server knows already."""

    plants: str
    plants_file: str
    archive: Path
    memory_mb: int

    @property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer of that text."""
        return loaded(self.plants, self.plants_file)


def library_of(settings: Settings) -> Library:
    """The library of these settings. Raises Misuse where the gazetteer is none."""
    read_gazetteer(settings)
    return Library(
        plants=plants_text(settings),
        plants_file=str(settings.plants),
        archive=settings.archive_folder,
        memory_mb=settings.read.memory_mb,
    )


def read_pending(
    pending: Sequence[Pending], library: Library, limits: ReadLimits
) -> Iterator[list[Outcome]]:
    """Outcomes of all pending documents, a chunk at a time, in the order in which chunks end."""
    size = max(1, min(limits.chunk, -(-len(pending) // (4 * workers_of(limits)))))
    chunks = [list(pending[n : n + size]) for n in range(0, len(pending), size)]
    yield from read_chunks(chunks, library, limits, at_most=len(chunks))


def read_chunks(
    chunks: Iterable[list[Pending]],
    library: Library,
    limits: ReadLimits,
    *,
    at_most: int | None = None,
) -> Iterator[list[Outcome]]:
    """Outcomes of chunks that may be made while others are read: a few are taken ahead, the rest when there is room.

    `at_most`: how many chunks there are, where known, so that no process is started in vain.
    """
    chunks = iter(chunks)
    first = next(chunks, None)
    if first is None:
        return
    expect_pages(Path(library.plants_file))
    pool: Any = ProcessPool(
        max_workers=min(workers_of(limits), at_most or workers_of(limits)),
        max_tasks=max(1, limits.recycle // limits.chunk),
        initializer=_prepare,
        initargs=(library,),
        context=clean_processes(),
    )
    try:
        yield from _collect(pool, chain([first], chunks), limits)
        pool.close()
    finally:
        pool.stop()
        pool.join()


def workers_of(limits: ReadLimits) -> int:
    """Processes that read at a time: as many as the machine has cores, unless the settings say otherwise."""
    return limits.workers or len(os.sched_getaffinity(0))


def _collect(
    pool: Any, chunks: Iterator[list[Pending]], limits: ReadLimits
) -> Iterator[list[Outcome]]:
    alone: deque[list[Pending]] = deque()
    running: dict[Any, list[Pending]] = {}
    more = True
    while running or alone or more:
        while len(running) < AHEAD * workers_of(limits) and (alone or more):
            chunk = alone.popleft() if alone else next(chunks, None)
            if chunk is None:
                more = False
                continue
            future = pool.schedule(_read_chunk, args=(chunk,), timeout=limits.seconds)
            running[future] = chunk
        for future in wait(running, return_when=FIRST_COMPLETED).done if running else ():
            chunk = running.pop(future)
            try:
                yield future.result()
            except Exception as error:  # noqa: BLE001 - whatever a document does, the night goes on
                if len(chunk) > 1:
                    alone.extend([item] for item in chunk)
                else:
                    yield [_failed(chunk[0], error, limits)]


def _failed(pending: Pending, error: BaseException, limits: ReadLimits) -> Outcome:
    match error:
        case FutureTimeout():
            return Outcome(
                pending=pending,
                article=None,
                failure="timeout",
                reason=f"no end within {limits.seconds:g} s",
            )
        case ProcessExpired():
            return Outcome(
                pending=pending,
                article=None,
                failure="crashed",
                reason=f"its process died (exit {error.exitcode})",
            )
        case MemoryError():
            return Outcome(
                pending=pending,
                article=None,
                failure="memory",
                reason=f"more than {limits.memory_mb} MB",
            )
    return Outcome(
        pending=pending,
        article=None,
        failure="error",
        reason=f"{type(error).__name__}: {error}"[:500],
    )


def _prepare(library: Library) -> None:
    """Runs once in each process."""
    limit_memory(library.memory_mb)
    _worker["gazetteer"] = library.gazetteer
    _worker["archive"] = Archive(library.archive)


def _read_chunk(chunk: list[Pending]) -> list[Outcome]:
    archive, gazetteer = _worker["archive"], _worker["gazetteer"]
    return [outcome for item in chunk for outcome in _read_whole(item, archive, gazetteer)]


def _read_whole(item: Pending, archive: Archive, gazetteer: Gazetteer) -> Iterator[Outcome]:
    """What came of the page; where it turned out to be a wall, also of what the feed said of it."""
    outcome = _read_one(item, archive, gazetteer)
    yield outcome
    told = item.title or item.summary or item.content
    if told and outcome.article and outcome.article.outcome == "wall":
        yield _read_one(_as_promised(item), archive, gazetteer)


def _as_promised(item: Pending) -> Pending:
    return replace(
        item,
        capture_id=None,
        archive_file=None,
        archive_offset=None,
        url=item.entry_url or item.url,
    )


def _read_one(item: Pending, archive: Archive, gazetteer: Gazetteer) -> Outcome:
    try:
        article: ReadArticle = read_given(_given(item, archive), gazetteer)
    except MemoryError:
        return Outcome(pending=item, article=None, failure="memory", reason="out of memory")
    except Exception as error:  # noqa: BLE001 - one document's failure is a row, not the night's end
        return Outcome(
            pending=item,
            article=None,
            failure="error",
            reason=f"{type(error).__name__}: {error}"[:500],
        )
    return Outcome(pending=item, article=article)


def _given(item: Pending, archive: Archive) -> Given:
    kept = None
    if item.archive_file is not None and item.archive_offset is not None:
        kept = archive.read(item.archive_file, item.archive_offset)
    return Given(
        url=item.url,
        final_url=kept.final_url if kept else None,
        body=kept.body if kept else None,
        media_type=item.media_type,
        charset=item.charset,
        title=item.title,
        summary=item.summary or "",
        content=item.content,
        published=item.published_at,
        language=item.language,
        first_seen=item.first_seen,
        zone=ZoneInfo(item.timezone or "UTC"),
    )
