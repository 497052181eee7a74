"""Polling: what is new in the feeds.

    sources ─due─► conditional GET ─► feed read ─► entries not known yet, a row of `polls`, conditions that begin or end

The state file is open before and after, never while the web is asked.
"""

import asyncio
import hashlib
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
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
from flows.patience import ask_politely
from flows.robots import BELIEVED, RobotRules
from flows.settings import Settings
from flows.sources import Source
from flows.web import Client, own_origin
from warehouse.archive import Archive, Response
from warehouse.ids import stable_id
from warehouse.polls import (
    SourceState,
    append_polls,
    condition,
    host_waits,
    known_entries,
    overtaken_entries,
    record_sources,
    robots_known,
    source_states,
)
from warehouse.state import open_state

log = logging.getLogger("plantwatch.poll")
MOST_ITEMS = 2000
"""Items taken of one feed; of a longer one (a whole site's sitemap) the newest."""
INDEX = re.compile(rb"<(?:\w+:)?sitemapindex\b")
"""What the body of an index of sitemaps has near its beginning."""
LEFT_ALONE = "left alone"
"""Outcome of a source whose host was not asked, by politeness: no row, no failure; it waits."""
CHILDREN = 3
"""Sitemaps followed of an index, the newest."""


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
    """One source as asked."""

    source: Source
    state: SourceState
    outcome: str
    answer: Answer
    feed: Feed | None = None
    error: str | None = None
    sha256: str | None = None
    kept: tuple[str, int] | None = None
    rows: list[dict[str, Any]] = field(default_factory=list)
    known: int = 0
    gap: bool = False
    """Whether items were lost since the last poll."""

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
        robots = RobotRules(client, robots_known(connection, now - BELIEVED))
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
        answered = await asyncio.gather(
            *(round_.polled(s, states.get(s.source_id, SourceState())) for s in asked)
        )
        archive.close()
    polled = [found for found in answered if found.outcome != LEFT_ALONE]
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
            case NotModified() if not self._sent_validators(state):
                found.error = "304 to a question without validators"
            case NotModified():
                found.outcome = pollplan.same_again(state)
            case Fetched():
                await self._read(found, answer)
            case Failed(postponed=True):
                found.outcome = LEFT_ALONE
            case Failed(status=410):
                found.outcome, found.error = "gone", answer.reason
            case Failed(status=401 | 403 | 429):
                found.outcome, found.error = "blocked", answer.reason
            case Failed() | Refused():
                found.error = answer.reason
        return found

    def _sent_validators(self, state: SourceState) -> bool:
        known = bool(state.etag or state.last_modified)
        return known and pollplan.conditional(state, self.now)

    async def _ask(self, source: Source, state: SourceState) -> Answer:
        """The answer of the address in use; of the declared one where a remembered new address has failed."""
        private = own_origin(source.url) if source.allow_private else None
        url = pollplan.address(source, state)
        if source.kind == "page":
            host = self.hosts.of(url, private=source.allow_private)
            why = await self.robots.verdict(url, host, agent=source.user_agent, private=private)
            if why:
                return Refused(url=url, reason=why)
        with_validators = pollplan.conditional(state, self.now)
        answer = await ask_politely(
            self.client,
            self.hosts,
            url,
            own=source.allow_private,
            etag=state.etag if with_validators else None,
            last_modified=state.last_modified if with_validators else None,
            private=private,
            agent=source.user_agent,
            media=media_of(source.kind),
        )
        if url != source.url and isinstance(answer, Failed | Refused):
            return await ask_politely(
                self.client,
                self.hosts,
                source.url,
                own=source.allow_private,
                private=private,
                agent=source.user_agent,
                media=media_of(source.kind),
            )
        if url != source.url and isinstance(answer, Fetched | NotModified):
            return replace(answer, moved_to=answer.moved_to or url)
        return answer

    async def _read(self, found: Polled, answer: Fetched) -> None:
        sha256 = hashlib.sha256(answer.body).hexdigest()
        if sha256 == found.state.body_sha256 and not INDEX.search(answer.body, 0, 5000):
            found.outcome, found.sha256 = pollplan.same_again(found.state), sha256
            return
        try:
            feed = await self.pool.read(answer, found.source.kind, found.source.zone, self.now)
            if feed.children:
                feed = await self._with_children(feed, found.source)
        except NotAFeed as error:
            wall = looks_like_wall(
                answer.body, url=answer.url, final_url=answer.final_url, status=answer.status
            )
            empty = not answer.body.strip()
            found.outcome = "blocked" if wall or empty else "not_a_feed"
            found.error = f"{wall} instead of a feed" if wall else str(error)
            return
        if feed.children and feed.problem and not feed.entries:
            found.error = feed.problem
            return
        found.feed, found.sha256 = feed, "" if feed.children else sha256
        found.outcome = "new" if feed.entries else "empty"
        found.kept = self.archive.write(
            response(answer, "feed", self.client, source_id=found.source.source_id)
        )
        found.rows = entry_rows(
            found.source, feed, first_poll=found.state.last_full is None, now=self.now
        )

    async def _with_children(self, feed: Feed, source: Source) -> Feed:
        """An index with what the newest of its sitemaps hold; those that cannot be had are its problem."""
        private = own_origin(source.url) if source.allow_private else None
        entries: list[Entry] = list(feed.entries)
        troubles = []
        for url in feed.children[:CHILDREN]:
            answer = await ask_politely(
                self.client, self.hosts, url,
                own=source.allow_private, private=private, agent=source.user_agent, media=FILES,
            )  # fmt: skip
            if not isinstance(answer, Fetched):
                troubles.append(f"{url}: {getattr(answer, 'reason', 'not modified')}")
                continue
            try:
                child = await self.pool.read(answer, "sitemap", source.zone, self.now)
                entries += child.entries
            except NotAFeed as error:
                troubles.append(str(error))
        return replace(feed, entries=tuple(entries), problem="; ".join(troubles) or feed.problem)


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


def _validators(answer: Answer, feed: Feed | None) -> tuple[str | None, str | None]:
    """What the next poll sends back; nothing of an index, which may stay the same while its sitemaps change."""
    if feed is not None and feed.children:
        return "", ""
    return getattr(answer, "etag", None), getattr(answer, "last_modified", None)


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
    validators = _validators(answer, feed)
    good = found.outcome in pollplan.GOOD
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
        "etag": validators[0] if good else None,
        "last_modified": validators[1] if good else None,
        "body_sha256": found.sha256 if good else None,
        "items_seen": len(feed.entries) if feed else 0,
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
        "error": (found.error or (feed.problem if feed else None) or "")[:500] or None,
    }


def _summary(polled: Sequence[Polled], waiting: int) -> PollSummary:
    empty = [p for p in polled if p.outcome == "empty" and p.source.at_least != 0]
    bad = [p for p in polled if p.outcome not in pollplan.GOOD]
    thin = [
        p
        for p in polled
        if p.feed and p.feed.entries and len(p.feed.entries) < (p.source.at_least or 0)
    ]
    reasons = [f"{p.source.name}: {p.error or p.outcome}" for p in bad]
    reasons += [f"{p.source.name}: the feed is empty" for p in empty]
    reasons += [
        f"{p.source.name}: {len(p.feed.entries)} items where at least {p.source.at_least} are expected"
        for p in thin
        if p.feed
    ]
    reasons += [
        f"{p.source.name}: rolled over since the last poll, items were lost"
        for p in polled
        if p.gap
    ]
    return PollSummary(
        asked=len(polled),
        items_seen=sum(len(p.feed.entries) for p in polled if p.feed),
        items_new=sum(p.new for p in polled),
        unchanged=sum(p.outcome == "unchanged" for p in polled),
        failed=tuple(p.source.name for p in [*bad, *empty]),
        reasons=tuple(reasons),
        waiting=waiting,
    )
