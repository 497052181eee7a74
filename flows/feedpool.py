"""Feeds are read apart from the main process: a hostile one costs its time limit and fails alone.

Small ones are read at once: what a feed can cost grows with the square of its size, and these stay under a tenth of a second.
"""

import asyncio
import logging
import re
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any, Self

from pebble import ProcessExpired, ProcessPool

from extractors.feed import NotAFeed, read_feed
from extractors.listing import read_listing
from extractors.model import Feed
from flows.answers import Fetched
from flows.bodies import BadEncoding, TooLarge, unpacked
from flows.processes import clean_processes, limit_memory
from flows.web import PAGES, SITEMAPS

log = logging.getLogger("plantwatch.poll")
SMALL = 32_000
"""Bytes."""
MOST = 50_000_000
"""Bytes of a packed file when unpacked: the most that a sitemap may have by its protocol."""
FILES = re.compile(rf"{SITEMAPS.pattern}|binary/octet-stream")
"""Media types of feeds and sitemaps: object stores answer them as bytes of no kind. What the bytes are decides, and is read or is no feed."""
SECONDS = 20
MEGABYTES = 1500


def media_of(kind: str) -> re.Pattern[str]:
    """The media types that are taken of a source of this kind."""
    return PAGES if kind == "page" else FILES


class FeedPool:
    """A pool of two processes, started when the first big feed comes."""

    def __init__(self) -> None:
        self._pool: ProcessPool | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._pool:
            self._pool.stop()  # type: ignore[no-untyped-call]
            await asyncio.to_thread(self._pool.join)

    async def read(self, answer: Fetched, kind: str, zone: tzinfo, fetched_at: datetime) -> Feed:
        """The feed in `answer`. Raises NotAFeed, also where reading it takes too long or kills its process."""
        answer = _plain(answer)
        given = (answer, kind, zone, fetched_at)
        try:
            if len(answer.body) <= SMALL:
                return _read(*given)
            return await asyncio.wrap_future(
                self._started().schedule(_read, args=given, timeout=SECONDS)
            )
        except NotAFeed:
            raise
        except (FutureTimeout, TimeoutError):
            raise NotAFeed(f"{answer.final_url}: reading it took more than {SECONDS} s") from None
        except (ProcessExpired, MemoryError) as error:
            raise NotAFeed(
                f"{answer.final_url}: reading it failed ({type(error).__name__})"
            ) from None
        except Exception as error:  # one feed must never end the round of all others
            log.exception("reading %s", answer.final_url)
            raise NotAFeed(
                f"{answer.final_url}: reading it failed ({type(error).__name__}: {error})"
            ) from error

    def _started(self) -> Any:
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=2,
                max_tasks=500,
                initializer=limit_memory,
                initargs=(MEGABYTES,),
                context=clean_processes(),
            )
        return self._pool


def _plain(answer: Fetched) -> Fetched:
    """The answer with its body unpacked, where that is a packed file (`sitemap.xml.gz`). Raises NotAFeed."""
    try:
        plain = unpacked(answer.body, MOST)
    except (TooLarge, BadEncoding) as error:
        raise NotAFeed(f"{answer.final_url}: {str(error) or 'too large when unpacked'}") from error
    return answer if plain is answer.body else replace(answer, body=plain, media_type=None)


def _read(answer: Fetched, kind: str, zone: tzinfo, fetched_at: datetime) -> Feed:
    body, url = answer.body, answer.final_url
    if kind == "page":
        return read_listing(body, url=url, charset=answer.charset)
    return read_feed(
        body,
        url=url,
        media_type=answer.media_type,
        charset=answer.charset,
        zone=zone,
        fetched_at=fetched_at,
    )
