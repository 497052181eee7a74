"""Reading in a pool of processes: chunks of documents, each under a time and a memory limit.

A chunk in which a document hangs, crashes its process or eats its memory is taken apart and read one by one, so that
only the guilty document fails, with its reason; the pool goes on (Pebble starts a new process).
"""

import os
import resource
from collections.abc import Iterator, Sequence
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from pebble import ProcessExpired, ProcessPool

from extractors.gazetteer import Gazetteer, load_gazetteer
from extractors.reading import Given, ReadArticle, read_given
from flows.settings import ReadLimits
from warehouse.archive import Archive
from warehouse.readings import Outcome, Pending

_worker: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Library:
    """What a reading process needs, sent once: the gazetteer's text and the archive's folder."""

    plants: str
    plants_file: str
    archive: Path
    memory_mb: int


def read_pending(
    pending: Sequence[Pending], library: Library, limits: ReadLimits
) -> Iterator[list[Outcome]]:
    """Outcomes of all pending documents, a chunk at a time, in the order in which chunks end."""
    if not pending:
        return
    workers = limits.workers or os.cpu_count() or 1
    chunks = [list(pending[n : n + limits.chunk]) for n in range(0, len(pending), limits.chunk)]
    with ProcessPool(
        max_workers=min(workers, len(chunks)),
        max_tasks=max(1, limits.recycle // limits.chunk),
        initializer=_prepare,
        initargs=(library,),
        context=get_context("forkserver"),
    ) as pool:
        yield from _collect(pool, chunks, limits)


def _collect(
    pool: ProcessPool, chunks: list[list[Pending]], limits: ReadLimits
) -> Iterator[list[Outcome]]:
    """Keeps a few chunks under way, so that memory does not grow with the night."""
    waiting = list(reversed(chunks))
    running: list[tuple[list[Pending], Any]] = []
    while waiting or running:
        while waiting and len(running) < 2 * (limits.workers or os.cpu_count() or 1):
            chunk = waiting.pop()
            seconds = limits.seconds if len(chunk) == 1 else limits.seconds * 2
            running.append((chunk, pool.schedule(_read_chunk, args=(chunk,), timeout=seconds)))
        chunk, future = running.pop(0)
        try:
            yield future.result()
        except Exception as error:  # noqa: BLE001 - whatever a document does, the night goes on
            if len(chunk) > 1:
                waiting.extend([item] for item in reversed(chunk))
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
    limit = library.memory_mb * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _worker["gazetteer"] = load_gazetteer(library.plants, library.plants_file)
    _worker["archive"] = Archive(library.archive)


def _read_chunk(chunk: list[Pending]) -> list[Outcome]:
    return [_read_one(item, _worker["archive"], _worker["gazetteer"]) for item in chunk]


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
    body = None
    if item.archive_file is not None and item.archive_offset is not None:
        body = archive.read(item.archive_file, item.archive_offset).body
    return Given(
        url=item.url,
        body=body,
        media_type=item.media_type,
        charset=item.charset,
        title=item.title,
        summary=item.summary or "",
        content=item.content,
        published=item.published_at,
        language=item.language,
        first_seen=item.first_seen,
    )
