"""The feeds of a site, and how well feeds are: what `sources add` and `sources check` say."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from extractors.feed import NotAFeed
from extractors.listing import feeds_of
from extractors.model import Feed
from extractors.wall import looks_like_wall
from flows.answers import Answer, Fetched, NotModified
from flows.feedpool import FILES, FeedPool, media_of
from flows.hosts import Hosts
from flows.patience import ask
from flows.pollplan import is_silent
from flows.sitemaps import Children, children
from flows.sources import Source
from flows.web import Client, own_origin
from warehouse.polls import SourceState

USUAL = ("feed", "rss", "rss.xml", "feed.xml", "atom.xml", "feed.json", "index.xml", "news/rss")
MOST = 12
"""Addresses tried at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A feed of a site."""

    url: str
    feed: Feed


async def find_feeds(
    client: Client, url: str, *, allow_private: bool = False
) -> tuple[list[Found], str | None]:
    """Feeds of the site at `url`: the address itself, those its page names, the usual addresses; or why none was found."""
    private = own_origin(url) if allow_private else None
    hosts = Hosts(0.2)
    answer = await ask(client, hosts, url, private=private, media=FILES)
    if not isinstance(answer, Fetched):
        return [], getattr(answer, "reason", "304 to a question without validators")
    async with FeedPool() as pool:
        itself = await _feed(answer, pool, client)
        if itself:
            return [itself], None

        async def feed_at(address: str) -> Found | None:
            answer = await ask(client, hosts, address, private=private, media=FILES)
            return await _feed(answer, pool, client) if isinstance(answer, Fetched) else None

        return await _named_or_guessed(answer, feed_at)


async def _named_or_guessed(
    answer: Fetched, feed_at: Callable[[str], Awaitable[Found | None]]
) -> tuple[list[Found], str | None]:
    """The feeds that a page names; where it names none, those at the usual addresses."""
    url = answer.url
    wall = looks_like_wall(answer.body, url=url, final_url=answer.final_url, status=answer.status)
    named = [
        address
        for address, _ in feeds_of(answer.body, url=answer.final_url, charset=answer.charset)
    ]
    guessed = [urljoin(answer.final_url, f"/{path}") for path in USUAL]
    for addresses in (named[:MOST], guessed):
        found = [found for found in [await feed_at(address) for address in addresses] if found]
        if found:
            return list({f.url: f for f in found}.values()), None
    return [], wall or "the page names no feed, and none is at the usual addresses"


async def _feed(answer: Fetched, pool: FeedPool, client: Client) -> Found | None:
    """The feed in an answer, at the address that was asked: a redirect counts where it is for good."""
    try:
        feed = await pool.read(answer, "feed", UTC, client.clock())
    except NotAFeed:
        return None
    return Found(url=answer.moved_to or answer.url, feed=feed)


def language_of(feed: Feed) -> str | None:
    """`en` or `ru`, by what the feed declares, else by its letters."""
    if feed.language and feed.language[:2].lower() in ("en", "ru"):
        return feed.language[:2].lower()
    text = " ".join(entry.title for entry in feed.entries[:50])
    cyrillic, latin = (
        len(re.findall(r"[а-яё]", text, re.IGNORECASE)),
        len(re.findall(r"[a-z]", text, re.IGNORECASE)),
    )
    if cyrillic + latin < 20:
        return None
    return "ru" if cyrillic > latin else "en"


async def health(
    client: Client, sources: Sequence[Source], states: dict[str, SourceState]
) -> list[dict[str, Any]]:
    """A row a source: how it answers now, what it holds, when it was last well, what was said of it. Stores nothing."""
    hosts = Hosts(client.limits.host_gap_seconds, at_once=client.limits.connections)
    async with FeedPool() as pool:

        async def row(source: Source) -> dict[str, Any]:
            state = states.get(source.source_id, SourceState())
            return await _health(client, hosts, pool, source, state)

        return list(await asyncio.gather(*(row(source) for source in sources)))


async def _health(
    client: Client, hosts: Hosts, pool: FeedPool, source: Source, state: SourceState
) -> dict[str, Any]:
    answer = await _asked(client, hosts, source, source.url)
    told: dict[str, Any] = {"name": source.name, "health": "ok", "items": None, "newest": None}
    told |= {
        "every": state.interval_minutes or source.every,
        "last_good": state.last_good,
        "failures": state.failures,
    }
    problem = getattr(answer, "reason", None)
    if isinstance(answer, NotModified):
        problem = "304 to a question without validators"
    if isinstance(answer, Fetched):
        try:
            feed = await pool.read(answer, source.kind, source.zone, client.clock())
            found = await _sitemaps(client, hosts, pool, source, feed) if feed.children else None
            if found:
                feed = replace(feed, entries=found.entries)
            dates = [entry.published for entry in feed.entries if entry.published]
            if not (found and found.dead):
                told |= {"items": len(feed.entries), "newest": max(dates, default=None)}
            problem = "; ".join(found.troubles) if found else None
            problem = problem or _lacks(source, feed, answer)
            problem = problem or _silence(feed, told["newest"], client.clock())
        except NotAFeed as error:
            wall = looks_like_wall(
                answer.body, url=answer.url, final_url=answer.final_url, status=answer.status
            )
            problem = f"{wall} instead of a feed" if wall else str(error)
    told["health"] = "ok" if not problem else "bad" if told["items"] is None else "poor"
    return told | {"problem": problem or "", "url": source.url}


async def _asked(
    client: Client, hosts: Hosts, source: Source, url: str, *, sitemap: bool = False
) -> Answer:
    return await ask(
        client,
        hosts,
        url,
        private=own_origin(source.url) if source.allow_private else None,
        agent=source.user_agent,
        media=FILES if sitemap else media_of(source.kind),
    )


async def _sitemaps(
    client: Client, hosts: Hosts, pool: FeedPool, source: Source, index: Feed
) -> Children:
    """What the sitemaps of an index hold, each asked for as if it were new."""
    now = client.clock()
    return await children(
        index.children,
        (),
        had=lambda url, _: _asked(client, hosts, source, url, sitemap=True),
        read=lambda answer: pool.read(answer, "sitemap", source.zone, now),
        now=now,
    )


def _silence(feed: Feed, newest: datetime | None, now: datetime) -> str | None:
    """Whether its newest item is much older than the distance between its items."""
    if is_silent(SourceState(last_new=newest), feed, 0, now):
        return f"nothing new since {newest:%Y-%m-%d}"
    return None


def _lacks(source: Source, feed: Feed, answer: Fetched) -> str | None:
    fewest = 1 if source.at_least is None else source.at_least
    if len(feed.entries) < fewest:
        return f"{len(feed.entries)} items where at least {fewest} are expected"
    if answer.moved_to and answer.moved_to != source.url:
        return f"has moved to {answer.moved_to}"
    if source.body == "feed" and not any(entry.content for entry in feed.entries):
        return 'no full text in the feed: take out `body = "feed"`'
    return f"not well-formed: {feed.problem}" if feed.problem else None
