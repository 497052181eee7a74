"""Our own timeline: exactly the changes that happened, whatever the order of pages within a night."""

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.campaigns import rounds
from tests.warehouse.hard_stories import STORIES
from tests.warehouse.newsroom import Article, newsroom, start, target
from tests.warehouse.timeline import NIGHTS, TOLD

STATE = (
    "SELECT version_id, low, high, start_from, start_to, cause, standing, aside, stated_at FROM versions ORDER BY 1",
    "SELECT change_id, direction, contested FROM changes ORDER BY 1",
    "SELECT version_id, revision_id, stated_at, origin, copy FROM reaffirmations ORDER BY ALL",
    "SELECT article_id, story_id FROM stories ORDER BY ALL",
)


def _told(folder: Path, nights: list[list[Article]]) -> list[Any]:
    with newsroom(folder) as room:
        for night in nights:
            room.night(*night)
        rows = room.ask(
            "SELECT date_diff('day', DATE '2026-01-01', c.recorded_at::DATE), c.plant, c.kind, c.direction, "
            "t.low, t.high, t.start_from, t.start_to FROM changes c JOIN versions t ON t.version_id = c.to_version ORDER BY 1, 2, 3"
        )
        return [(*row[:4], *(row[6:] if row[2] == "start" else row[4:6])) for row in rows]


def _state(folder: Path, nights: list[list[Article]]) -> list[Any]:
    with newsroom(folder) as room:
        for night in nights:
            room.night(*night)
        return [room.ask(sql) for sql in STATE]


def test_exactly_what_happened_is_told(tmp_path: Path):
    """Precision and recall are 1: every change on its night, with its direction and new value, and no other."""
    assert len([a for night in NIGHTS for a in night]) >= 30
    assert _told(tmp_path, NIGHTS) == TOLD


def _shuffled(seed: int) -> list[list[Article]]:
    chance = random.Random(seed)
    return [chance.sample(night, len(night)) for night in NIGHTS]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """What the nights leave with their pages in the order in which they stand."""
    return _state(tmp_path_factory.mktemp("undisturbed"), NIGHTS)


def test_order_within_a_night_decides_nothing(tmp_path: Path, undisturbed: list[Any]):
    """Pages in any order give the same versions, changes, confirmations and stories."""
    assert _state(tmp_path, _shuffled(0)) == undisturbed


@pytest.mark.campaign
@pytest.mark.timeout(1800)
def test_many_orders(tmp_path: Path, undisturbed: list[Any]):
    """The same for many orders: a hundred in the long campaign."""
    for seed in range(1, rounds(4, 100)):
        folder = tmp_path / f"order{seed}"
        folder.mkdir()
        assert _state(folder, _shuffled(seed)) == undisturbed, f"seed {seed}"


def _steps() -> list[Article]:
    values = (100_000, 80_000, 80_000, 100_000, 60_000, 100_000, 120_000, 120_000)
    return [
        Article(url=f"paper{n}.com/{n}", published=f"2026-{n + 1:02}-10", rows=[target("Avtotor", value)])
        for n, value in enumerate(values)
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(rounds(3, 30)))
def test_order_of_arrival_does_not_change_what_stood_when(tmp_path: Path, seed: int):
    """Whenever the articles arrive, in the end it is known of every day what stood on it; late ones alert nobody."""
    articles = _steps()
    chance = random.Random(seed)
    arrivals = chance.sample(articles, len(articles))
    with newsroom(tmp_path) as room:
        for arrived in arrivals:
            found = room.night(arrived)
            if any(a.published > arrived.published for a in arrivals[: arrivals.index(arrived)]):
                assert not found.changes
        for article in articles:
            day = room.ask("SELECT ?::DATE", [article.published])[0][0] + timedelta(days=5)
            stood = room.ask("SELECT low FROM targets_as_of(?, '9999-01-01'::TIMESTAMP)", [day])
            assert stood == [(article.rows[0]["low"],)]


QUARTER, SPRING = ("2026-01-01", "2026-03-31"), ("2026-02-01", "2026-06-30")
CONFIRMED = "SELECT start_from::VARCHAR, start_to::VARCHAR, last_said::VARCHAR, origins FROM current_targets"


@pytest.mark.parametrize("arrived", ["in time", "late"])
def test_what_a_late_arrival_makes_a_confirmation_gives_it_its_place(tmp_path: Path, arrived: str):
    """The start of January 3 stands, and that of January 12, which overlaps it, confirms it, whichever comes first; again is nothing."""
    first = Article(url="a.com/1", published="2026-01-03", rows=[start("AGR Kaluga", *QUARTER)])
    second = Article(url="b.com/1", published="2026-01-12", rows=[start("AGR Kaluga", *SPRING)])
    with newsroom(tmp_path) as room:
        for one in (first, second) if arrived == "in time" else (second, first):
            assert not room.night(one).changes
        assert room.ask(CONFIRMED) == [(*QUARTER, "2026-01-12", 2)]
        versions = room.ask("SELECT * FROM versions")
        room.night(replace(second, url="c.com/1", published="2026-01-20"))
        assert room.ask("SELECT * FROM versions") == versions
        assert room.ask(CONFIRMED) == [(*QUARTER, "2026-01-20", 3)]


def test_a_version_that_a_change_was_told_of_keeps_its_place(tmp_path: Path):
    """A late figure much like the one that was told as a change does not take that back."""
    with newsroom(tmp_path) as room:
        for day, value in (("2026-01-10", 100_000), ("2026-02-10", 80_000), ("2026-02-01", 80_200)):
            room.night(Article(url=f"{day}.com/1", published=day, rows=[target("Avtotor", value)]))
        assert room.ask(TOLD_OF) == [("avtotor", "lowered", 80_000, None)]
        assert room.ask("SELECT count(*) FROM changes_taken_back") == [(0,)]
        assert room.ask("SELECT low FROM current_targets") == [(80_000,)]


TOLD_OF = (
    "SELECT c.plant_id, c.direction, coalesce(t.low, t.high), t.start_from FROM changes c "
    "JOIN versions t ON t.version_id = c.to_version ORDER BY c.stated_at, c.change_id"
)


@pytest.fixture(scope="module")
def stories_told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """All hard stories in one state file, ten articles a night; the changes by plant."""
    articles = sorted((a for told, _ in STORIES.values() for a in told), key=lambda a: a.published or "")  # fmt: skip
    told: dict[str, list[Any]] = {}
    with newsroom(tmp_path_factory.mktemp("stories")) as room:
        for n in range(0, len(articles), 10):
            room.night(*articles[n : n + 10])
        for plant, direction, value, first in room.ask(TOLD_OF):
            told.setdefault(plant, []).append((direction, str(first) if first else value))
    return told


@pytest.mark.parametrize("plant", [*STORIES, "another plant"])
def test_of_each_story_only_what_an_analyst_wants(plant: str, stories_told: dict[str, list[Any]]):
    """Rounded, partial, fiscal, misattributed and repeated figures tell nothing; what changed is told once."""
    if plant in STORIES:
        assert stories_told.get(plant, []) == STORIES[plant][1]
    else:
        assert stories_told.keys() <= STORIES.keys()
