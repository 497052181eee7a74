"""Polling: what is new in the feeds.

    sources ─due─► conditional GET ─► feed read ─► entries not known yet, a row of `polls`, conditions that begin or end

The state file is open before and after, never while the web is asked.
"""

import asyncio
import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from extractors.feed import NotAFeed
from extractors.model import Entry, Feed
from extractors.urls import key_url
from extractors.wall import looks_like_wall
from flows import pollplan
from flows.answers import Answer, Failed, Fetched, NotModified, Refused
from flows.feedpool import FILES, FeedPool, media_of
from flows.gaps import Seen, has_gap
from flows.hosts import Hosts
from flows.patience import ask
from flows.robots import BELIEVED, RobotRules
from flows.settings import Settings
from flows.sitemaps import Validators, children
from flows.sources import Source
from flows.web import Client, own_origin
from warehouse.archive import Archive, Response
from warehouse.ids import stable_id
from warehouse.polls import (
    Sitemap,
    SourceState,
    append_polls,
    condition,
    host_waits,
    known_entries,
    overtaken_entries,
    record_sources,
    robots_known,
    source_states,
    told_sitemaps,
)
from warehouse.state import open_state

log = logging.getLogger("plantwatch.poll")
MOST_ITEMS = 2000
"""Items taken of one feed; of a longer one (a whole site's sitemap) the newest."""
LEFT_ALONE = "left alone"
"""Outcome of a source whose host was not asked, by politeness: no row, no failure; it waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PollSummary:
    """What a round of polls brought."""

    asked: int = 0
    items_seen: int = 0
    items_new: int = 0
    unchanged: int = 0
    failed: tuple[str, ...] = ()
    """Names of sources that could not be had or gave nothing."""
    reasons: tuple[str, ...] = ()
    """Why the round is not good, a line each."""
    waiting: int = 0
    """Sources not asked: not due, gone, or their host asked for quiet."""


@dataclass(slots=True, kw_only=True)
class Polled:
    """One source as asked. `outcome`: as in `polls`, or `LEFT_ALONE`: nothing is stored."""

    source: Source
    state: SourceState
    outcome: str
    answer: Answer
    feed: Feed | None = None
    """What was read; of an index what has changed."""
    unread: int = 0
    """Items in sitemaps of an index that have not changed."""
    sitemaps: tuple[Sitemap, ...] | None = None
    """Of an index, as known now; empty where it is none; None where nothing new is known."""
    troubles: tuple[str, ...] = ()
    """What of it could not be had, though the rest was."""
    error: str | None = None
    sha256: str | None = None
    kept: tuple[str, int] | None = None
    rows: list[dict[str, Any]] = field(default_factory=list)
    known: int = 0
    gap: bool = False
    """Whether items were lost since the last poll."""

    @property
    def seen(self) -> int:
        """Items in its answer."""
        return len(self.feed.entries) + self.unread if self.feed else 0

    @property
    def new(self) -> int:
        """Items not known before."""
        return len(self.rows) - self.known


async def poll(  # noqa: PLR0913
    settings: Settings,
    sources: Sequence[Source],
    client: Client,
    *,
    now: datetime,
    recorded_at: datetime | None = None,
    due_only: bool = False,
) -> PollSummary:
    """Asks every source, or with `due_only` those that are due, and stores what is new. `now` dates the rows."""
    with open_state(settings.state) as connection:
        record_sources(
            connection, [{**s.row(), "recorded_at": recorded_at or now} for s in sources]
        )
        states = source_states(connection)
        limits = settings.fetch
        waits = host_waits(connection, now)
        hosts = Hosts(limits.host_gap_seconds, waits, at_once=limits.connections)
        robots = RobotRules(client, hosts, robots_known(connection, now - BELIEVED))
    asked = [
        s
        for s in sources
        if _may_ask(s, states.get(s.source_id, SourceState()), hosts, now, due_only=due_only)
    ]
    async with FeedPool() as pool:
        archive = Archive(settings.archive_folder, compression=settings.archive.compression)
        round_ = Round(
            client=client, hosts=hosts, robots=robots, pool=pool, archive=archive, now=now
        )
        tried = await asyncio.gather(
            *(round_.polled(s, states.get(s.source_id, SourceState())) for s in asked)
        )
        archive.close()
    polled = [found for found in tried if found.outcome != LEFT_ALONE]
    _store(settings.state, polled, now, recorded_at or now, robots)
    return _summary(polled, len(sources) - len(polled))


def _may_ask(
    source: Source, state: SourceState, hosts: Hosts, now: datetime, *, due_only: bool
) -> bool:
    quiet = hosts.of(pollplan.address(source, state), private=source.allow_private).quiet_until
    if pollplan.is_gone(state) or (quiet and quiet > now):
        return False
    return not due_only or pollplan.is_due(state, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a round of polls works with."""

    client: Client
    hosts: Hosts
    robots: RobotRules
    pool: FeedPool
    archive: Archive
    now: datetime

    async def polled(self, source: Source, state: SourceState) -> Polled:
        """Asks one source and reads its answer. Whatever goes wrong is in the result."""
        answer = await self._ask(source, state)
        found = Polled(source=source, state=state, outcome="failed", answer=answer)
        match answer:
            case Failed(postponed=True, retry_after=timedelta()):
                found.outcome = (
                    LEFT_ALONE  # the host asked for quiet: before, or while we waited for our turn
                )
            case NotModified() if not self._sent_validators(source, state):
                found.error = "304 to a question without validators"
            case NotModified() if pollplan.is_index(source, state):
                await self._read_sitemaps(found, [s.url for s in state.sitemaps or ()])
            case NotModified():
                found.outcome = pollplan.same_again(state)
            case Fetched():
                await self._read(found, answer)
            case Failed(status=410):
                found.outcome, found.error = "gone", answer.reason
            case Failed(status=401 | 403 | 429):
                found.outcome, found.error = "blocked", answer.reason
            case Failed() | Refused():
                found.error = answer.reason
        return found

    def _sent_validators(self, source: Source, state: SourceState) -> bool:
        known = bool(state.etag or state.last_modified)
        return known and pollplan.conditional(source, state, self.now)

    async def _ask(self, source: Source, state: SourceState) -> Answer:
        """The answer of the address in use; of the declared one where a remembered new address has failed."""
        url = pollplan.address(source, state)
        send = pollplan.conditional(source, state, self.now)
        known = (state.etag, state.last_modified) if send else None
        answer = await self._had(source, url, known)
        if url == source.url or (isinstance(answer, Failed) and answer.postponed):
            return answer
        if isinstance(answer, Fetched | NotModified):
            return replace(answer, moved_to=answer.moved_to or url)
        return await self._had(source, source.url)

    async def _had(
        self, source: Source, url: str, known: Validators | None = None, *, sitemap: bool = False
    ) -> Answer:
        """The answer of an address of the source; of a page only as far as robots.txt lets us, also where it leads."""
        etag, last_modified = known or (None, None)
        private = own_origin(source.url) if source.allow_private else None
        may = partial(self.robots.verdict, agent=source.user_agent, private=private)
        return await ask(
            self.client,
            self.hosts,
            url,
            private=private,
            may=may if source.kind == "page" else None,
            agent=source.user_agent,
            media=FILES if sitemap else media_of(source.kind),
            etag=etag,
            last_modified=last_modified,
        )

    async def _read(self, found: Polled, answer: Fetched) -> None:
        source, state = found.source, found.state
        found.sha256 = hashlib.sha256(answer.body).hexdigest()
        same, index = found.sha256 == state.body_sha256, pollplan.is_index(source, state)
        if same and index:
            await self._read_sitemaps(found, [s.url for s in state.sitemaps or ()])
            return
        if same and index is False:
            found.outcome = pollplan.same_again(state)
            return
        try:
            feed = await self.pool.read(answer, source.kind, source.zone, self.now)
        except NotAFeed as error:
            wall = looks_like_wall(
                answer.body, url=answer.url, final_url=answer.final_url, status=answer.status
            )
            empty = not answer.body.strip()
            found.outcome = "blocked" if wall or empty else "not_a_feed"
            found.error = f"{wall} instead of a feed" if wall else str(error)
            return
        if not same:
            found.kept = self.archive.write(
                response(answer, "feed", self.client, source_id=source.source_id)
            )
        if feed.children:
            await self._read_sitemaps(found, feed.children, feed)
            return
        found.sitemaps = () if feed.kind == "sitemap" or state.sitemaps else None
        self._take(found, feed)

    async def _read_sitemaps(
        self, found: Polled, urls: Sequence[str], index: Feed | None = None
    ) -> None:
        """What the sitemaps of an index hold now; `index` where it has been read again itself."""
        source, state = found.source, found.state
        got = await children(
            urls,
            state.sitemaps or (),
            had=partial(self._had, source, sitemap=True),
            read=partial(self.pool.read, kind="sitemap", zone=source.zone, fetched_at=self.now),
            now=self.now,
        )
        found.sitemaps, found.unread = got.sitemaps, got.unread
        if got.dead:
            found.error = "; ".join(got.troubles)
            return
        found.troubles = got.troubles
        if got.changed:
            feed = index or Feed(kind="sitemap", title="", language=None, entries=())
            self._take(found, replace(feed, entries=got.entries))
        else:
            found.outcome = pollplan.same_again(state)

    def _take(self, found: Polled, feed: Feed) -> None:
        found.feed = feed
        found.outcome = "new" if found.seen else "empty"
        found.rows = entry_rows(
            found.source, feed, first_poll=found.state.last_full is None, now=self.now
        )


def response(
    answer: Fetched, kind: str, client: Client, *, source_id: str, entry_id: str | None = None
) -> Response:
    """An answer as the archive keeps it."""
    return Response(
        url=answer.url,
        final_url=answer.final_url,
        status=answer.status,
        headers=answer.headers,
        media_type=answer.media_type,
        charset=answer.charset,
        fetched_at=client.clock(),
        body=answer.body,
        packed=answer.packed,
        kind=kind,
        source_id=source_id,
        entry_id=entry_id,
    )


def entry_rows(
    source: Source, feed: Feed, *, first_poll: bool, now: datetime
) -> list[dict[str, Any]]:
    """Rows of `entries`, each article once, in the feed's order."""
    rows: dict[str, dict[str, Any]] = {}
    for entry in _newest(feed.entries):
        key = key_url(entry.url)
        entry_id = stable_id("entry", [source.source_id, key])
        rows.setdefault(
            entry_id,
            {
                "entry_id": entry_id,
                "source_id": source.source_id,
                "url": entry.url,
                "key_url": key,
                "guid": entry.guid,
                "title": entry.title,
                "summary": entry.summary,
                "content": entry.content,
                "published_at": entry.published,
                "published_raw": entry.published_raw,
                "language": source.language or entry.language or feed.language,
                "origin": entry.origin,
                "first_seen": now,
                "backlog": pollplan.is_backlog(
                    entry.published or entry.updated, first_poll=first_poll, now=now
                ),
            },
        )
    return list(rows.values())


def _newest(entries: Sequence[Entry]) -> Sequence[Entry]:
    if len(entries) <= MOST_ITEMS:
        return entries

    def age(entry: Entry) -> float:
        at = entry.published or entry.updated
        return -at.timestamp() if at else 0.0

    dated = sorted(entries, key=age)
    return dated[:MOST_ITEMS]


def _store(
    state: Path, polled: Sequence[Polled], now: datetime, recorded_at: datetime, robots: RobotRules
) -> None:
    """One transaction for the round."""
    with open_state(state) as connection:
        known = known_entries(connection, [row["entry_id"] for p in polled for row in p.rows])
        overtaken = overtaken_entries(connection, list(known))
        polls, entries, told = [], [], []
        for found in polled:
            old = [row for row in found.rows if row["entry_id"] in known]
            found.known = len(old)
            found.gap = _gap(found, known, overtaken.get(found.source.source_id, 0))
            if found.outcome == "new" and not found.new:
                found.outcome = "unchanged"
            polls.append(_poll_row(found, now))
            entries += [row for row in found.rows if row["entry_id"] not in known]
            told += _told(found, now, recorded_at)
        append_polls(connection, polls=polls, entries=entries, conditions=told, robots=robots.fresh)


def _gap(found: Polled, known: Mapping[str, datetime | None], overtaken: int) -> bool:
    """Only a feed rolls over: sitemaps and pages are not in the order of time."""
    dates = {row["entry_id"]: row["published_at"] for row in found.rows}
    seen = [Seen(at=known.get(i, at), known=i in known) for i, at in dates.items()]
    return found.source.kind == "feed" and has_gap(found.state, seen, overtaken)


def _told(found: Polled, now: datetime, recorded_at: datetime) -> list[dict[str, Any]]:
    told = pollplan.conditions(
        found.source,
        found.state,
        outcome=found.outcome,
        error=found.error,
        feed=found.feed,
        seen=found.seen if found.feed else None,
        new=found.new,
        moved_to=getattr(found.answer, "moved_to", None),
        gap=found.gap,
        now=now,
    )
    return [
        condition(t.kind, found.source.name, "began" if t.detail else "over", t.detail, recorded_at)
        for t in told
    ]


def _poll_row(found: Polled, now: datetime) -> dict[str, Any]:
    answer, feed = found.answer, found.feed
    good = found.outcome in pollplan.GOOD
    holds = good or bool(found.sitemaps)  # an index does, whatever became of its sitemaps
    every = pollplan.interval(found.source, found.state, feed, found.new, gap=found.gap)
    wait = getattr(answer, "retry_after", None)
    dates = [e.published for e in feed.entries if e.published] if feed else []
    return {
        "poll_id": stable_id("poll", [found.source.source_id, now]),
        "source_id": found.source.source_id,
        "polled_at": now,
        "outcome": found.outcome,
        "status": 304 if isinstance(answer, NotModified) else answer.status,
        "final_url": getattr(answer, "final_url", None),
        "etag": getattr(answer, "etag", None) if holds else None,
        "last_modified": getattr(answer, "last_modified", None) if holds else None,
        "body_sha256": found.sha256 if holds else None,
        "items_seen": found.seen,
        "items_new": found.new,
        "gap": found.gap,
        "newest": max(dates, default=None),
        "oldest": min(dates, default=None),
        "first_poll": found.state.last_full is None,
        "interval_minutes": max(1, round(every / timedelta(minutes=1))),
        "next_due": pollplan.next_due(now, every, 0 if good else found.state.failures + 1, wait),
        "retry_at": now + wait if wait else None,
        "moved_to": getattr(answer, "moved_to", None) if good else None,
        "archive_file": found.kept[0] if found.kept else None,
        "archive_offset": found.kept[1] if found.kept else None,
        "error": _trouble(found),
        "sitemaps": None if found.sitemaps is None else told_sitemaps(found.sitemaps),
    }


def _trouble(found: Polled) -> str | None:
    problem = found.feed.problem if found.feed else None
    return (found.error or "; ".join(found.troubles) or problem or "")[:500] or None


def _summary(polled: Sequence[Polled], waiting: int) -> PollSummary:
    empty = [p for p in polled if p.outcome == "empty" and p.source.at_least != 0]
    bad = [p for p in polled if p.outcome not in pollplan.GOOD]
    thin = [p for p in polled if 0 < p.seen < (p.source.at_least or 0)]
    reasons = [f"{p.source.name}: {p.error or p.outcome}" for p in bad]
    reasons += [f"{p.source.name}: the feed is empty" for p in empty]
    reasons += [
        f"{p.source.name}: {p.seen} items where at least {p.source.at_least} are expected"
        for p in thin
    ]
    reasons += [f"{p.source.name}: {why}" for p in polled for why in p.troubles]
    reasons += [
        f"{p.source.name}: rolled over since the last poll, items were lost"
        for p in polled
        if p.gap
    ]
    return PollSummary(
        asked=len(polled),
        items_seen=sum(p.seen for p in polled),
        items_new=sum(p.new for p in polled),
        unchanged=sum(p.outcome == "unchanged" for p in polled),
        failed=tuple(p.source.name for p in [*bad, *empty]),
        reasons=tuple(reasons),
        waiting=waiting,
    )
