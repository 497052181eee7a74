"""Fetching: the pages that were promised and are not had, and young ones again, for edits.

    entries without capture ─► robots.txt, one at a time a host ─► archive ─► a row of `captures`

The state file is open before, and for moments between: results are appended by the hundred. What cannot be had now is
tried again on the following nights, then given up with its reason; its title and summary are read instead.
"""

import asyncio
import hashlib
import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from extractors.wall import LOGIN, leads_to_login, looks_like_wall
from flows.answers import Answer, Failed, Fetched, NotModified, Refused
from flows.hosts import Host, Hosts, host_of
from flows.patience import ask
from flows.poll import response
from flows.robots import BELIEVED, RobotRules, origin_of
from flows.settings import Settings
from flows.sources import Source
from flows.web import Client, own_origin
from warehouse.archive import Archive
from warehouse.captures import (
    Wanted,
    append_captures,
    files_unread,
    pages_wanted,
    pages_young,
)
from warehouse.ids import stable_id
from warehouse.polls import host_waits, robots_known
from warehouse.state import open_state

log = logging.getLogger("plantwatch.fetch")
CHUNK = 2000
"""Rows appended at a time."""
OFTEN = timedelta(minutes=1)
"""Rows wait no longer than this to be appended."""
FINAL = {404, 410, 451}
"""Statuses that will not be another one tomorrow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSummary:
    """What a round of fetching brought. `postponed`: not asked now, by politeness; they stay wanted."""

    asked: int = 0
    kept: int = 0
    unchanged: int = 0
    failed: int = 0
    refused: int = 0
    given_up: int = 0
    postponed: int = 0
    reasons: tuple[str, ...] = ()


async def fetch(  # noqa: PLR0913
    settings: Settings,
    sources: Sequence[Source],
    client: Client,
    *,
    now: datetime,
    recorded_at: datetime | None = None,  # noqa: ARG001 - rows carry the time of fetching
    fresh_only: bool = False,
) -> FetchSummary:
    """Fetches all pages that are wanted; with `fresh_only` those never tried, and none again for edits."""
    by_id = {source.source_id: source for source in sources}
    with open_state(settings.state) as connection:
        wanted = pages_wanted(connection, fresh_only=fresh_only)
        if not fresh_only and settings.fetch.recheck_days:
            wanted += pages_young(connection, now - timedelta(days=settings.fetch.recheck_days))
        waits = host_waits(connection, now)
        known = robots_known(connection, now - BELIEVED)
    limits = settings.fetch
    hosts = Hosts(limits.host_gap_seconds, waits, at_once=limits.connections)
    robots = RobotRules(client, hosts, known)
    with Archive(settings.archive_folder, compression=settings.archive.compression) as archive:
        keeper = Keeper(settings=settings, client=client, archive=archive, robots=robots)
        queues = _queues(wanted, by_id)
        await asyncio.gather(*(_drain(queue, hosts, keeper) for queue in queues.values()))
        keeper.flush()
        if settings.archive.keep_days:
            with open_state(settings.state) as connection:
                archive.expire(settings.archive.keep_days, now, files_unread(connection))
    return keeper.summary()


Queue = list[tuple[Wanted, Source]]


def _queues(wanted: Sequence[Wanted], sources: Mapping[str, Source]) -> dict[str, Queue]:
    """Pages by host, each in the order given; pages of sources that are no longer declared are left."""
    queues: dict[str, Queue] = {}
    for page in wanted:
        source = sources.get(page.source_id)
        if source:
            queues.setdefault(host_of(page.url), []).append((page, source))
    return queues


async def _drain(queue: Queue, hosts: Hosts, keeper: "Keeper") -> None:
    """Asks for the pages of one host, one after the other, until it is to be left alone or has given as many as it should."""
    cap = keeper.settings.fetch.host_pages
    for number, (page, source) in enumerate(queue):
        own = own_origin(source.url) if source.allow_private else None
        private = own if own and own_origin(origin_of(page.url)) == own else None
        host = hosts.of(page.url, private=private is not None)
        if host.left_alone(keeper.client.clock(), cap):
            keeper.postpone(len(queue) - number, host_of(page.url), host)
            return
        answer = await _answer(page, source, hosts, keeper, private)
        if isinstance(answer, Failed) and answer.postponed:
            keeper.counts["postponed"] += 1
        else:
            keeper.take(page, source, answer)


async def _answer(
    page: Wanted, source: Source, hosts: Hosts, keeper: "Keeper", private: tuple[str, int] | None
) -> Answer:
    may = partial(keeper.robots.verdict, agent=source.user_agent, private=private)
    return await ask(
        keeper.client,
        hosts,
        page.url,
        private=private,
        may=may if keeper.settings.fetch.robots else None,
        cap=keeper.settings.fetch.host_pages,
        etag=page.etag,
        last_modified=page.last_modified,
        agent=source.user_agent,
    )


@dataclass(slots=True, kw_only=True)
class Keeper:
    """Where answers go: bodies to the archive at once, rows to the warehouse by the chunk."""

    settings: Settings
    client: Client
    archive: Archive
    robots: RobotRules
    rows: list[dict[str, Any]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    postponed: dict[str, str] = field(default_factory=dict)
    failures: Counter[str] = field(default_factory=Counter)
    flushed_at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.flushed_at = self.client.clock()

    def take(self, page: Wanted, source: Source, answer: Answer) -> None:
        """Keeps one answer."""
        row = self._row(page, source, answer)
        self.counts["asked"] += 1
        again = page.sha256 is not None  # a page that we have and that fails now costs nothing
        self.counts[
            "rechecks failed" if again and row["outcome"] == "failed" else row["outcome"]
        ] += 1
        if not again and row["outcome"] in ("failed", "given_up"):
            self.failures[f"{host_of(page.url)}: {row['error']}"] += 1
        self.rows.append(row)
        if len(self.rows) >= CHUNK or self.client.clock() - self.flushed_at > OFTEN:
            self.flush()

    def postpone(self, pages: int, name: str, host: Host) -> None:
        """Notes pages that are left for a later run."""
        self.counts["postponed"] += pages
        if host.down:
            self.postponed[name] = f"{name} does not answer: {pages} pages left for the next night"

    def flush(self) -> None:
        """Syncs the archive, then appends the rows that point into it."""
        self.flushed_at = self.client.clock()
        fresh, self.robots.fresh = self.robots.fresh, []
        if self.rows or fresh:
            self.archive.sync()
            with open_state(self.settings.state) as connection:
                append_captures(connection, self.rows, fresh)
            self.rows = []

    def summary(self) -> FetchSummary:
        """The counts, and why the round is not good: hosts down, or many pages failed."""
        asked, lost = self.counts["asked"], self.counts["failed"] + self.counts["given_up"]
        reasons = list(self.postponed.values())
        had = self.counts["kept"] + self.counts["unchanged"] + self.counts["refused"]
        if lost and (lost >= max(3, asked / 2) or not had):
            worst = "; ".join(f"{why} ({times})" for why, times in self.failures.most_common(3))
            reasons.insert(0, f"{lost} of {asked} pages could not be had: {worst}")
        names = ("asked", "kept", "unchanged", "failed", "refused", "given_up", "postponed")
        return FetchSummary(**{name: self.counts[name] for name in names}, reasons=tuple(reasons))

    def _row(self, page: Wanted, source: Source, answer: Answer) -> dict[str, Any]:
        at = self.client.clock()
        got = answer if isinstance(answer, Fetched) else getattr(answer, "answer", None)
        sha256 = hashlib.sha256(got.body).hexdigest() if got else None
        outcome, error = self._outcome(page, _as_it_is(page, answer), sha256)
        kept = None
        if (
            got
            and got.body
            and outcome != "unchanged"
            and not (page.sha256 and outcome == "failed")
        ):
            kept = self.archive.write(
                response(
                    got, "page", self.client, source_id=source.source_id, entry_id=page.entry_id
                )
            )
        wait = getattr(answer, "retry_after", None)
        return {
            "capture_id": stable_id("capture", [page.url, at, sha256]),
            "entry_id": page.entry_id,
            "url": page.url,
            "key_url": page.key_url,
            "final_url": getattr(got or answer, "final_url", None),
            "outcome": outcome,
            "attempt": page.attempts + 1,
            "status": 304 if isinstance(answer, NotModified) else answer.status,
            "media_type": got.media_type if got else None,
            "charset": got.charset if got else None,
            "bytes": len(got.body) if got else None,
            "sha256": sha256,
            "etag": getattr(got or answer, "etag", None),
            "last_modified": getattr(got or answer, "last_modified", None),
            "fetched_at": at,
            "archive_file": kept[0] if kept else None,
            "archive_offset": kept[1] if kept else None,
            "retry_at": at + wait if wait else None,
            "error": error,
        }

    def _outcome(self, page: Wanted, answer: Answer, sha256: str | None) -> tuple[str, str | None]:
        """(outcome, error) of an answer."""
        again = page.sha256 is not None
        match answer:
            case NotModified():
                return (
                    ("unchanged", None)
                    if again
                    else self._lost(page, "304 to a question without validators")
                )
            case Fetched():
                why = _no_article(page, answer)
                if why:
                    return ("failed", why) if again else self._lost(page, why)
                return ("unchanged", None) if sha256 == page.sha256 else ("kept", None)
            case Refused(reason=reason):
                return ("failed" if again else "refused"), reason
            case Failed(reason=reason, status=status):
                if again or status not in FINAL:
                    return ("failed", reason) if again else self._lost(page, reason)
                return "given_up", reason
        raise AssertionError(answer)

    def _lost(self, page: Wanted, reason: str) -> tuple[str, str]:
        last = page.attempts + 1 >= self.settings.fetch.attempts
        return ("given_up" if last else "failed"), reason


def _as_it_is(page: Wanted, answer: Answer) -> Answer:
    """A sign-in page that robots.txt forbids, or that is an error, is a failure of that name: another night the page may be open."""
    match answer:
        case Refused(at=str(there), reason=reason) if reason.startswith("robots.txt"):
            pass
        case Failed(answer=Fetched(final_url=there), reason=reason):
            pass
        case _:
            return answer
    if leads_to_login(page.url, there):
        return Failed(url=page.url, reason=f"{LOGIN} ({reason})")
    return answer


def _no_article(page: Wanted, answer: Fetched) -> str | None:
    """Why an answer is none though it says 200: a wall, nothing, or the front page in place of the article."""
    if not answer.body.strip():
        return "empty answer"
    if answer.final_url != page.url:
        there = urlsplit(answer.final_url)
        front = there.path in ("", "/") and not there.query
        if front and urlsplit(page.url).path.strip("/"):
            return "redirected to the front page"
    return looks_like_wall(
        answer.body, url=page.url, final_url=answer.final_url, status=answer.status
    )
