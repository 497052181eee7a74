"""The sitemaps of an index: each is asked conditionally for itself, and what has not changed is not read again.

    addresses, what was known ─conditional GET─► entries of those that changed, what is known now (`polls.sitemaps`)

The index may stay the same for ever, so they are asked for whatever it answers.
"""

import hashlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from extractors.feed import NotAFeed
from extractors.model import Entry, Feed
from flows.answers import Answer, Fetched, NotModified
from flows.pollplan import FULL_EVERY
from warehouse.polls import Sitemap

MOST = 3
"""Sitemaps followed of an index, the newest."""
Validators = tuple[str | None, str | None]
"""ETag and Last-Modified of what we have."""
Had = Callable[[str, Validators | None], Awaitable[Answer]]
"""Asks for a sitemap."""
Read = Callable[[Fetched], Awaitable[Feed]]
"""Reads one. Raises NotAFeed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Children:
    """What the sitemaps of an index hold: the entries of those that have changed, and all of them as known now."""

    entries: tuple[Entry, ...]
    changed: bool
    unread: int
    """Entries of those that have not changed."""
    sitemaps: tuple[Sitemap, ...]

    @property
    def troubles(self) -> tuple[str, ...]:
        """Those that could not be had or read, and why."""
        return tuple(s.error for s in self.sitemaps if s.error)

    @property
    def dead(self) -> bool:
        """Whether that is all of them."""
        return len(self.troubles) == len(self.sitemaps)


async def children(
    urls: Sequence[str], known: Iterable[Sitemap], *, had: Had, read: Read, now: datetime
) -> Children:
    """Asks for the newest sitemaps of an index; `urls` has them newest first."""
    before = {sitemap.url: sitemap for sitemap in known}
    asked = [await _child(before.get(u, Sitemap(url=u)), had, read, now) for u in urls[:MOST]]
    return Children(
        entries=tuple(entry for _, feed in asked if feed for entry in feed.entries),
        changed=any(feed for _, feed in asked),
        unread=sum(s.items for s, feed in asked if not feed and not s.error),
        sitemaps=tuple(sitemap for sitemap, _ in asked),
    )


async def _child(
    before: Sitemap, had: Had, read: Read, now: datetime
) -> tuple[Sitemap, Feed | None]:
    """A sitemap as it is now, and as read where it has changed. What we have of one that fails still holds when it is well again."""
    young = before.full_at is not None and now - before.full_at < FULL_EVERY
    validators = (before.etag, before.last_modified) if young else None
    answer = await had(before.url, validators)
    match answer:
        case NotModified() if validators and any(validators):
            return replace(before, error=None, retry_at=None), None
        case NotModified():
            return _failed(before, "304 to a question without validators"), None
        case Fetched():
            return await _read(before, answer, read, now)
    wait = getattr(answer, "retry_after", None)
    return _failed(before, answer.reason, now + wait if wait else None), None


async def _read(
    before: Sitemap, answer: Fetched, read: Read, now: datetime
) -> tuple[Sitemap, Feed | None]:
    sha256 = hashlib.sha256(answer.body).hexdigest()
    had = replace(
        before,
        etag=answer.etag,
        last_modified=answer.last_modified,
        body_sha256=sha256,
        full_at=now,
        error=None,
        retry_at=None,
    )
    if sha256 == before.body_sha256:
        return had, None
    try:
        feed = await read(answer)
    except NotAFeed as error:
        return _failed(before, str(error).removeprefix(f"{before.url}: ")), None
    return replace(had, items=len(feed.entries)), feed


def _failed(before: Sitemap, why: str, retry_at: datetime | None = None) -> Sitemap:
    return replace(before, error=f"{before.url}: {why}"[:500], retry_at=retry_at)
