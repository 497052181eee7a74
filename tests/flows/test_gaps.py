"""Whether items of a feed were lost between two polls, as a paper's feed tells it: pins, deletions, late items."""

import email.utils
from datetime import timedelta

import pytest

from tests.flows.listening import START, Listener, run, source
from tests.loopback import loopback, page, rss


def items(*told):
    """(number, hours before the start) each; None: without a date."""
    return page(
        rss(
            *(
                (f"/a/{n}", f"Article {n}", email.utils.format_datetime(START - timedelta(hours=h)) if h is not None else "")
                for n, h in told
            )
        ),
        "application/rss+xml",
    )  # fmt: skip


def row(first, last, hours):
    """Articles `first` to `last`, newest on top, an hour apart; the newest `hours` before the start."""
    return [(n, hours + place) for place, n in enumerate(range(first, last - 1, -1))]


OLD, NEW = row(10, 1, 40), row(30, 21, 10)
LOST, KEPT = True, False
FEEDS = {
    # what the feed holds at each poll; whether items were lost before the last one
    "all in their places": ([OLD, [*row(14, 11, 30), *OLD[:6]]], KEPT),
    "rolled over": ([OLD, NEW], LOST),
    "a late item below the new ones": ([OLD, [*NEW[:9], (15, 45)]], KEPT),
    "one pin, the oldest": ([[(99, 900), *OLD], [(99, 900), *NEW]], LOST),
    "two pins": ([[(99, 900), (98, 800), *OLD], [(99, 900), (98, 800), *NEW]], LOST),
    "two pins, the older one below": ([[(98, 800), (99, 900), *OLD], [(98, 800), (99, 900), *NEW]], LOST),
    "two pins in a short feed": ([[(99, 900), (98, 800), *OLD[:2]], [(99, 900), (98, 800), *NEW[:2]]], LOST),
    "a pin of the middle": ([[(99, 44.5), *OLD], [(99, 44.5), *NEW]], LOST),
    "a pin that is the newest": ([[(99, 39), *OLD], [(99, 39), *NEW]], LOST),
    "a pin without a date": ([[(99, None), *OLD], [(99, None), *NEW]], LOST),
    "two pins without a date": ([[(99, None), (98, None), *OLD], [(99, None), (98, None), *NEW]], LOST),
    "pins with and without a date": ([[(99, None), (98, 800), *OLD], [(99, None), (98, 800), *NEW]], LOST),
    "a pin that the feed sorts in by date": ([[*OLD, (99, 900)], [*NEW, (99, 900)]], LOST),
    "pins of a feed with the oldest on top": ([[(99, 900), *OLD[::-1]], [(99, 900), *NEW[::-1]]], LOST),
    "a pin, and the rest in place": ([[(99, 900), *OLD], [(99, 900), *row(12, 11, 30), *OLD[:7]]], KEPT),
    "a pin, and only the last in place": ([[(99, 900), *OLD], [(99, 900), *row(19, 11, 20), OLD[0]]], KEPT),
    "the oldest on top, and the rest in place": ([OLD[::-1], [*OLD[:6][::-1], *row(14, 11, 30)[::-1]]], KEPT),
    "the newest two taken down": ([OLD, [(11, 30), *OLD[2:]]], KEPT),
    "the newest two of a short feed taken down": ([OLD[:3], [*row(12, 11, 30), OLD[2]]], KEPT),
    "the newest two taken down, nothing new at first": ([OLD, OLD[2:], [(11, 30), *OLD[2:]]], KEPT),
    "the newest two taken down, older ones back": ([OLD[:3], OLD[2:6], [(11, 30), *OLD[2:5]]], KEPT),
    "the newest two taken down beside a pin": ([[(99, 900), *OLD], [(99, 900), (11, 30), *OLD[2:]]], KEPT),
    "no dates, in place": ([[(n, None) for n, _ in OLD], [(n, None) for n, _ in [*NEW[:4], *OLD[:6]]]], KEPT),
    "no dates, rolled over": ([[(n, None) for n, _ in OLD], [(n, None) for n, _ in NEW]], LOST),
    "no dates, rolled over below a pin": ([[(n, None) for n, _ in [(99, 0), *OLD]], [(n, None) for n, _ in [(99, 0), *NEW]]], LOST),
    "in no order": ([[OLD[n] for n in (3, 0, 5, 2)], [OLD[0], (12, 29), OLD[2], (11, 30)]], KEPT),
}  # fmt: skip


@pytest.mark.parametrize("name", FEEDS)
def test_what_is_lost_is_told_and_nothing_else(tmp_path, name):
    """Pinned items hide no gap, and items that were taken down make none."""
    listener, (turns, lost) = Listener(tmp_path), FEEDS[name]

    async def play():
        turn = iter(turns)
        async with loopback(lambda _: items(*next(turn))) as server:
            for _ in turns:
                await listener.poll([source(f"{server.base}/f")])
                listener.later(hours=2)

    run(play())
    *before, last = listener.column("SELECT gap FROM polls ORDER BY polled_at")
    assert (any(before), last) == (False, lost)
