"""Decisions about polls: pure functions of what was known, what came and the time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from extractors.model import Feed
from flows.sources import Source
from warehouse.polls import SourceState

SHORTEST = timedelta(minutes=15)
LONGEST = timedelta(hours=6)
FIRST = timedelta(hours=1)
BACK_OFF = timedelta(hours=24)
FULL_EVERY = timedelta(hours=24)
"""Servers that say 304 for ever are asked without validators once a day."""
MOVED_AFTER = 3
"""Polls in a row that were sent on for good, until the new address is asked itself."""
FAILING_AFTER = 3
SILENT_LEAST = timedelta(days=7)
SILENT_TIMES = 10
"""A feed is silent when nothing new has come for this many times its usual distance between items."""
GOOD = ("new", "unchanged", "empty")


def is_due(state: SourceState, now: datetime) -> bool:
    """Whether it is time to ask the source."""
    return state.next_due is None or state.next_due <= now + timedelta(seconds=30)


def is_gone(state: SourceState) -> bool:
    """Whether the source answered 410 when last asked."""
    return state.outcome == "gone"


def address(source: Source, state: SourceState) -> str:
    """What to ask: the declared url, or where it has been moved to for good, once that has held for several polls."""
    settled = state.moved_polls >= MOVED_AFTER and state.failures == 0
    return state.moved_to if settled and state.moved_to else source.url


def conditional(source: Source, state: SourceState, now: datetime) -> bool:
    """Whether to send the validators along: not where the last whole answer is older than a day, or a sitemap may be an index unknown to us."""
    if source.kind == "sitemap" and state.sitemaps is None:
        return False
    return state.last_full is not None and now - state.last_full < FULL_EVERY


def is_index(source: Source, state: SourceState) -> bool | None:
    """Whether the source names sitemaps and no articles; None where that is not known."""
    if state.sitemaps is None:
        return None if source.kind == "sitemap" else False
    return bool(state.sitemaps)


def interval(
    source: Source, state: SourceState, feed: Feed | None, new: int, *, gap: bool
) -> timedelta:
    """How often the source is worth asking: four times while its oldest item drops out, by the last change."""
    if source.every is not None:
        return timedelta(minutes=source.every)
    before = timedelta(minutes=state.interval_minutes) if state.interval_minutes else FIRST
    if feed is None:  # nothing came or nothing changed: a little slower each time
        wanted = before * 1.25
    elif gap:
        wanted = before / 4
    else:
        span = window(feed)
        wanted = span / 4 if span else before
        if feed.entries and new > len(feed.entries) / 2 and state.last_good:
            wanted = min(wanted, before / 2)
    return min(max(wanted, SHORTEST), LONGEST)


def window(feed: Feed) -> timedelta | None:
    """Between the oldest and the newest item of the feed."""
    dates = [entry.published for entry in feed.entries if entry.published]
    return max(dates) - min(dates) if len(dates) > 1 else None


def next_due(now: datetime, every: timedelta, failures: int, wait: timedelta | None) -> datetime:
    """When to ask again; failures double the distance up to a day."""
    if failures:
        every = min(every * 2 ** min(failures - 1, 6), BACK_OFF)
    return now + max(every, wait or timedelta(0))


def same_again(state: SourceState) -> str:
    """What a feed is that has not changed: `unchanged`, or as empty as it was."""
    return "empty" if state.items_seen == 0 else "unchanged"


def is_backlog(published: datetime | None, *, first_poll: bool, now: datetime) -> bool:
    """Whether an item is no news: in the feed at the first poll of its source, and older than a day or without a date."""
    return first_poll and (published is None or published < now - timedelta(days=1))


def is_silent(state: SourceState, feed: Feed | None, new: int, now: datetime) -> bool:
    """Whether nothing new has come for much longer than usual."""
    if new or state.last_new is None:
        return False
    span, items = (window(feed), len(feed.entries)) if feed else (state.span, state.items_seen)
    usual = span / max(1, items - 1) if span and items else timedelta(0)
    return now - state.last_new > max(SILENT_LEAST, usual * SILENT_TIMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A condition of a source: what the operator is told when it begins, or that it is over (detail None)."""

    kind: str
    detail: str | None


def conditions(  # noqa: PLR0913
    source: Source,
    state: SourceState,
    *,
    outcome: str,
    error: str | None,
    feed: Feed | None,
    seen: int | None,
    new: int,
    moved_to: str | None,
    gap: bool,
    now: datetime,
) -> list[Told]:
    """What begins and what is over for a source, given how the poll went. What has been said is not said again."""
    fewest = 1 if source.at_least is None else source.at_least
    wanted: dict[str, str | None] = {}
    answered = outcome in GOOD
    wanted["feed_not_a_feed"] = error if outcome == "not_a_feed" else None
    wanted["feed_gone"] = (
        f"{source.url} answers 410: it is over; take it out of the sources"
        if outcome == "gone"
        else None
    )
    failing = outcome in ("failed", "blocked") and state.failures + 1 >= FAILING_AFTER
    wanted["feed_failing"] = f"{state.failures + 1} polls in a row: {error}" if failing else None
    if answered:
        moved = moved_to if moved_to and moved_to != source.url else None
        held = moved and (state.moved_polls + 1 >= MOVED_AFTER or "feed_moved" in state.open)
        wanted["feed_moved"] = (
            f"{source.url} has moved to {moved}: change its url" if held else None
        )
        silent = is_silent(state, feed, new, now)
        wanted["feed_silent"] = (
            f"nothing new since {state.last_new:%Y-%m-%d}" if silent and state.last_new else None
        )
    if seen is not None:
        wanted["feed_thin"] = (
            f"{seen} items where at least {fewest} are expected" if seen < fewest else None
        )
        wanted["feed_gap"] = (
            "rolled over since the last poll: items were lost between" if gap else None
        )
    begun = [Told(kind=k, detail=d) for k, d in wanted.items() if d and k not in state.open]
    ended = [
        k
        for k, d in wanted.items()
        if not d and k in state.open and outcome not in ("failed", "blocked")
    ]
    over = [Told(kind=k, detail=None) for k in ended if answered or k == "feed_not_a_feed"]
    return begun + over
