"""Silence of the net is never "no news": how a night stands after polling where little or nothing was heard."""

from datetime import UTC, datetime

import pytest

from flows.commands.sources import declaration
from flows.night import Night
from flows.settings import load_settings
from flows.stages import poll_sources
from tests.flows.listening import run, source
from tests.loopback import loopback, page, rss

FEED = page(rss(("/a", "The plant opens", "")), "application/rss+xml")
EMPTY = page(rss(), "application/rss+xml")
TAGGED = page(rss(), "application/rss+xml", ETag='"1"')
DOWN = page("no", status=404)
OVER = page("over", status=410)
HEARD = [
    # what the feeds answer; how two nights end; what is said of the second
    ("no network", "127.0.0.1:9", "failed failed", "none of 2 sources"),
    ("dead names", "no-such-name.invalid", "failed failed", "none of 2 sources"),
    ("all failing", [DOWN, DOWN], "failed failed", "none of 2 sources"),
    ("all empty", [EMPTY, TAGGED], "failed failed", "the feed is empty"),
    ("nearly all failing", [FEED, *[DOWN] * 19], "degraded degraded", "HTTP 404"),
    ("all gone", [OVER, OVER], "failed failed", "nobody was asked"),
    ("all well", [FEED, FEED], "good good", ""),
]


async def nights(settings, answers):
    """Two nights' polling of feeds that answer so; a name: it stands for the host."""
    site = {f"/{n}": answer for n, answer in enumerate(answers) if not isinstance(answers, str)}
    async with loopback(site) as server:
        base = f"http://{answers}" if isinstance(answers, str) else server.base
        told = [declaration(source(f"{base}/{n}"), f"Paper {n}") for n in range(len(site) or 2)]
        settings.sources.write_text("\n".join(told))
        played = [begun(settings, day) for day in (1, 2)]
        for night in played:
            await poll_sources(night)
        return played


def begun(settings, day):
    """A night that has done nothing yet."""
    at = datetime(2026, 11, day, 3, tzinfo=UTC)
    return Night(
        settings=settings,
        run_id=f"night {day}",
        night=at.date(),
        trigger="command",
        started_at=at,
        recorded_at=at,
    )


@pytest.mark.parametrize(("name", "answers", "ends", "said"), HEARD, ids=[h[0] for h in HEARD])
def test_a_night_that_hears_nothing_is_not_good(tmp_path, name, answers, ends, said):
    """Nothing heard is a failed night that says why, little heard a degraded one; feeds that are as they were are good."""
    (tmp_path / "plantwatch.toml").write_text(
        'sources = "sources.toml"\n[fetch]\nhost_gap_seconds = 0\nretry_seconds = 0.01\n'
    )
    settings = load_settings(tmp_path / "plantwatch.toml", data=tmp_path / "data")
    played = run(nights(settings, answers))
    assert " ".join(night.outcome for night in played) == ends
    assert said in " ".join(played[1].reasons)
