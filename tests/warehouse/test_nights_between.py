"""What people and other readers do between nights, end to end: papers on loopback, real nights, the commands as a person calls them.

The cases stand in pairs: the twin differs in that nothing was done between the nights, and more, or something else, is told.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import flows.takein
from extractors.model import Announcement
from flows.cli import build
from flows.settings import load_settings
from tests.nights import Stage, ask
from tests.warehouse.papers import PAPERS, Page, paper_stage
from warehouse.readings import Outcome, append_outcomes

pytestmark = [pytest.mark.campaign, pytest.mark.timeout(600)]
JAN, FEB, MAR = "2024-01-15", "2024-02-15", "2024-03-15"
ENTRY = """
[[plant]]
id = "zarya-motors"
kind = "plant"
en = ["Zarya Motor Works"]
ru = ["Заря Моторс"]
product = "cars"
"""
Reread = Callable[[Announcement], Announcement | None]
"""What version 0 of the reader made of an announcement."""


def _said(plant: str, number: str, what: str = "cars", year: int = 2024) -> str:
    return f"{plant} plans to build {number} {what} in {year}."


SAID: dict[str, tuple[tuple[int, str, str, str], ...]] = {
    "avtotor": ((1, "oka", JAN, _said("Avtotor", "100,000")), (2, "kama", FEB, _said("Avtotor", "80,000")), (3, "oka", MAR, _said("Avtotor", "90,000"))),
    "uaz": ((1, "oka", JAN, _said("UAZ", "100,000")), (2, "kama", FEB, _said("UAZ", "80,000")), (3, "oka", MAR, _said("UAZ", "90,000"))),
    "moskvich": ((1, "oka", JAN, _said("Moskvich", "30,000")), (2, "kama", FEB, _said("Moskvich", "20,000")), (3, "oka", MAR, _said("Moskvich", "30,000"))),
    "belgee": ((1, "oka", JAN, _said("BelGee", "30,000")), (2, "kama", FEB, _said("BelGee", "20,000")), (3, "oka", MAR, _said("BelGee", "30,000"))),
    "zarya": (
        (1, "oka", JAN, _said("Zarya Motor Works", "9,000")),
        (2, "volga", FEB, "Завод «Заря Моторс» планирует выпустить в 2024 году 8 тыс. автомобилей."),
        (3, "oka", MAR, _said("Zarya Motor Works", "7,000")),
    ),
    "porsche": ((1, "oka", JAN, _said("Porsche", "300,000")), (3, "kama", MAR, _said("Porsche", "300,000"))),
    "ferrari": ((1, "oka", JAN, _said("Ferrari", "14,000")), (3, "kama", MAR, _said("Ferrari", "13,000"))),
    "lamborghini": ((1, "oka", JAN, _said("Lamborghini", "9,000")), (3, "kama", MAR, _said("Lamborghini", "10,000"))),
    "rostselmash": ((1, "oka", JAN, _said("Rostselmash", "4,000", "combines")),),
    "togg-gemlik": ((1, "oka", JAN, _said("Togg", "60,000")), (3, "kama", MAR, _said("Togg", "60,000"))),
    "mazda": ((1, "oka", JAN, _said("Mazda", "1,200,000")), (3, "kama", MAR, _said("Mazda", "1,100,000"))),
}  # fmt: skip
"""By plant: (night, paper, day, sentence)."""
BEFORE: dict[str, Reread] = {
    "porsche": lambda row: replace(row, low=30_000.0, high=30_000.0),
    "ferrari": lambda _: None,
    "lamborghini": lambda row: replace(row, kind="capacity"),
    "rostselmash": lambda row: row,
}
"""What version 0 of the reader, which read the papers of January, made of these plants: another figure, nothing, another kind, the same."""
PAST = [
    ("togg-gemlik", "2024-02-20", _said("Togg", "50,000")),
    ("mazda", "2024-02-20", _said("Mazda", "1,100,000")),
]
"""Pages of February that a person brings with `plantwatch backfill` after the second night."""


def _pages() -> list[Page]:
    quiet = [
        Page(night=0, paper=paper, day="2024-01-02", lines=["-"], slug=f"first-{paper}")
        for paper in PAPERS
    ]
    told = [
        Page(night=night, paper=paper, day=day, lines=[text], slug=f"{plant}-{n}")
        for plant, said in SAID.items()
        for n, (night, paper, day, text) in enumerate(said)
    ]
    return [*quiet, *told]


def _as_version_0(patch: pytest.MonkeyPatch) -> None:
    def append_as_read_then(connection: Any, outcomes: list[Outcome], **how: Any) -> dict[str, int]:
        return append_outcomes(connection, [_read_then(o) for o in outcomes], **how)

    patch.setattr(flows.takein, "EXTRACTOR_VERSION", "0")
    patch.setattr(flows.takein, "append_outcomes", append_as_read_then)


def _read_then(outcome: Outcome) -> Outcome:
    article = outcome.article
    plant = next((p for p in BEFORE if f"/{p}-" in outcome.pending.url), None)
    if article is None or plant is None:
        return outcome
    rows = tuple(row for a in article.reading.announcements if (row := BEFORE[plant](a)))
    reading = replace(article.reading, announcements=rows)
    return replace(outcome, article=replace(article, reading=reading))


class Between:
    """Nights, and the commands between them."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self.stage, self.folder = stage, folder
        self.told: dict[str, list[str]] = {}
        """The changes listed after each step."""

    def night(self, number: int, name: str) -> None:
        self.stage.play(number)
        self._note(name)

    def call(self, *words: str) -> str:
        """A command, on this data and configuration."""
        config = str(self.folder / "config.toml")
        given = [*words, "--data", str(self.folder), "--config", config]
        result = CliRunner().invoke(build(), given)
        assert result.exit_code == 0, result.output
        return result.stdout

    def step(self, name: str, *words: str) -> None:
        self.call(*words)
        self._note(name)

    def _note(self, name: str) -> None:
        self.told[name] = [c["change_id"] for c in self.changes()]

    def changes(self, plant: str = "") -> list[dict[str, Any]]:
        """The changes that are listed (of a plant)."""
        rows = json.loads(self.call("changes", "--format", "json"))
        return [row for row in rows if plant in {"", row["plant_id"]}]

    def announcement(self, plant: str, low: float) -> str:
        """The row that says this of the plant."""
        rows = json.loads(self.call("history", plant, "--format", "json"))
        return next(r["announcement_id"] for r in rows if r["low"] == low)

    def enlarge(self, entry: str) -> None:
        """Puts an entry into a gazetteer of one's own, and names it in the configuration."""
        known = self.stage.settings.plants.read_text("utf-8")
        (self.folder / "plants.toml").write_text(known + entry, "utf-8")
        config = self.folder / "config.toml"
        config.write_text('plants = "plants.toml"\n' + config.read_text("utf-8"), "utf-8")
        settings = load_settings(
            config, data=self.folder, sources=self.stage.settings.sources, alerts=self.stage.settings.alerts,
        )  # fmt: skip
        self.stage = Stage(self.stage.site, settings)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Between]:
    """January read by an older reader; February; then all that can happen between nights; March."""
    data = tmp_path_factory.mktemp("between") / "data"
    with paper_stage(data, _pages()) as stage, pytest.MonkeyPatch.context() as patch:
        between = Between(stage, data)
        _as_version_0(patch)
        between.night(0, "quiet")
        between.night(1, "January")
        patch.undo()
        between.night(2, "February")
        misread, denied = (between.announcement(p, n) for p, n in (("avtotor", 80_000), ("moskvich", 20_000)))  # fmt: skip
        why = ["--why", "the article says otherwise"]
        between.step("correct", "correct", misread, "low=100000", "high=100000", *why)
        between.step("reject", "reject", denied, *why)
        between.enlarge(ENTRY)
        past = [
            {
                "url": f"https://archive.example/{plant}",
                "published": f"{day}T10:00:00Z",
                "text": text,
            }
            for plant, day, text in PAST
        ]
        lines = data.parent / "past.jsonl"
        lines.write_text("".join(json.dumps(page) + "\n" for page in past), "utf-8")
        between.step("backfill", "backfill", str(lines))
        between.step("reextract", "reextract")
        between.night(3, "March")
        between.night(3, "March again")
        yield between


def _of(changes: list[dict[str, Any]]) -> list[tuple[str, float | None]]:
    return [(c["direction"], c["to_low"]) for c in changes]


def test_nothing_that_is_done_between_nights_is_told(played: Between):
    """Corrections, a grown gazetteer, pages of the past and a new reader add versions, and no change; nor does a night again."""
    known = set(played.told["February"])
    for step in ("correct", "reject", "backfill", "reextract"):
        assert set(played.told[step]) <= known, step
    assert played.told["March again"] == played.told["March"]


def test_corrected_figure_is_what_the_next_is_held_against(played: Between):
    """80,000 was misread: 90,000 is less than the 100,000 that stood. Twin: uncorrected, it is more."""
    assert _of(played.changes("avtotor"))[-1:] == [("lowered", 90_000)]
    assert played.changes("avtotor")[-1]["from_low"] == 100_000
    assert _of(played.changes("uaz")) == [("lowered", 80_000), ("raised", 90_000)]


def test_after_a_rejection_the_old_figure_is_no_news(played: Between):
    """The 20,000 were no announcement: 30,000 stood all the time. Twin: not rejected, the plan has been raised again."""
    assert ("raised", 30_000) not in _of(played.changes("moskvich"))
    assert _of(played.changes("belgee")) == [("lowered", 20_000), ("raised", 30_000)]


def test_a_plant_added_to_the_gazetteer_has_one_history_under_both_its_names(played: Between):
    """What was read under two names stands under one plant, silently; the next figure is held against the last of both."""
    changes = played.changes("zarya-motors")
    assert [(c["direction"], c["from_low"], c["to_low"]) for c in changes] == [("lowered", 8_000, 7_000)]  # fmt: skip
    history = json.loads(played.call("history", "Заря Моторс", "--format", "json"))
    assert [row["low"] for row in history][-3:] == [9_000, 8_000, 7_000]


@pytest.mark.parametrize(
    ("plant", "told"),
    [
        pytest.param("porsche", [], id="another figure, mended: said again it is no news"),
        pytest.param("ferrari", [("lowered", 13_000)], id="nothing: the next is held against what is found now"),
        pytest.param("lamborghini", [("raised", 10_000)], id="another kind: the next is held against what is found now"),
        pytest.param("rostselmash", [], id="the same"),
    ],
)  # fmt: skip
def test_what_a_new_reader_finds_stands_silently(
    played: Between, plant: str, told: list[tuple[str, float]]
):
    """After `reextract` its values stand, and only later articles are told of."""
    assert _of(played.changes(plant)) == told


def test_what_the_new_reader_no_longer_finds_is_gone(played: Between):
    """The capacity that version 0 read is no current row any more; its row is still there."""
    asked = "SELECT count(*) AS n FROM {} WHERE kind = 'capacity' AND plant = 'Lamborghini'"
    now, ever = (
        ask(played.stage.settings, asked.format(table))[0]["n"]
        for table in ("current_announcements", "announcements")
    )
    assert (now, ever) == (0, 1)


def test_pages_of_the_past_are_no_news_but_count_from_then_on(played: Between):
    """A plan cut in a backfilled page is not told, and holds: 60,000 after it is a rise, 1,100,000 again is nothing."""
    assert _of(played.changes("togg-gemlik")) == [("raised", 60_000)]
    assert played.changes("mazda") == []
