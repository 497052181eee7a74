"""Whole nights on the sample site: what becomes of the news, and that nothing is lost or doubled."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from flows.cli import build
from flows.options import Failure
from flows.samplesite import SampleArticle
from tests.nights import Stage, ask, news_rows, sample_stage

AVTOTOR = "SELECT version, low, high FROM versions WHERE plant_id = 'avtotor' AND kind = 'target' AND scope = 'all' AND period_start = '2024-01-01' ORDER BY version"


@pytest.fixture(scope="module")
def three_nights(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The three nights of the demo, once for all tests that only look."""
    with sample_stage(tmp_path_factory.mktemp("three") / "data") as stage:
        nights = [stage.play(number) for number in (1, 2, 3)]
        yield stage, nights


def test_each_night_is_good(three_nights: tuple[Stage, list[Any]]) -> None:
    """No reason to complain on a site that answers."""
    assert [(night.outcome, night.reasons) for night in three_nights[1]] == [("good", [])] * 3


def test_a_target_that_was_cut_has_two_versions(three_nights: tuple[Stage, list[Any]]) -> None:
    """80,000-100,000 in April, about 70,000 in September."""
    rows = ask(three_nights[0].settings, AVTOTOR)
    assert [(row["low"], row["high"]) for row in rows] == [(80_000, 100_000), (70_000, 70_000)]


def test_the_cut_is_one_change_and_one_alert(three_nights: tuple[Stage, list[Any]]) -> None:
    """Neither the copy on the other paper nor the retelling a week later adds to it."""
    stage, _ = three_nights
    cuts = ask(stage.settings, "SELECT * FROM target_changes WHERE kind = 'target'")
    assert [(cut["plant_id"], cut["direction"]) for cut in cuts] == [("avtotor", "lowered")]
    assert len(stage.site.hooks) == 1
    assert "Avtotor" in stage.site.hooks[0]["title"]


def test_the_syndicated_story_is_one_story(three_nights: tuple[Stage, list[Any]]) -> None:
    """Two pages, one origin."""
    stage, _ = three_nights
    sql = "SELECT count(DISTINCT story_id) AS stories, count(*) AS pages FROM stories JOIN articles USING (revision_id) WHERE url LIKE '%avtotor-plan-2024%'"
    assert ask(stage.settings, sql) == [{"stories": 1, "pages": 2}]


def test_the_repeated_paragraphs_are_marked(three_nights: tuple[Stage, list[Any]]) -> None:
    """Exactly the three that the careless page says twice."""
    stage, _ = three_nights
    sql = "SELECT a.url, p.position, p.repeat_of FROM paragraphs p JOIN articles a USING (revision_id) WHERE p.repeat_of IS NOT NULL ORDER BY p.position"
    rows = ask(stage.settings, sql)
    assert {row["url"].rpartition("/")[2] for row in rows} == {"amo-restarts-trucks"}
    assert [row["position"] - row["repeat_of"] for row in rows] == [4, 4, 4]


def test_sales_news_gives_no_announcement(three_nights: tuple[Stage, list[Any]]) -> None:
    """Dealers' sales, registrations, imports and prices are not production."""
    sql = "SELECT n.* FROM current_announcements n JOIN articles a USING (revision_id) WHERE a.url LIKE '%dealers%' OR a.url LIKE '%supplier-prices'"
    assert ask(three_nights[0].settings, sql) == []


def test_every_announcement_is_grounded(three_nights: tuple[Stage, list[Any]]) -> None:
    """Its quote is an exact slice of the stored text."""
    sql = "SELECT n.quote, substr(a.text, n.char_start + 1, n.char_end - n.char_start) AS slice FROM announcements n JOIN articles a USING (revision_id)"
    rows = ask(three_nights[0].settings, sql)
    assert rows
    assert all(row["quote"] == row["slice"] for row in rows)


def test_the_same_night_again_adds_no_row(three_nights: tuple[Stage, list[Any]]) -> None:
    """Whoever runs a night again has the same tables and no second alert."""
    stage, _ = three_nights
    before, alerts = news_rows(stage.settings), len(stage.site.hooks)
    for number in (3, 3):
        stage.play(number)
    assert news_rows(stage.settings) == before
    assert len(stage.site.hooks) == alerts


def test_a_made_up_night_is_read_right(tmp_path: Path) -> None:
    """Plants, numbers, years and wording are drawn anew each time; the seed is printed."""
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    dice = random.Random(seed)
    made = [made_up(dice, number) for number in range(4)]
    with sample_stage(tmp_path / "data", *(article for article, _ in made)) as stage:
        stage.play(1)
        stage.play(4)
        found = ask(
            stage.settings,
            "SELECT a.url, n.kind, n.low, n.high, n.unit, n.period_start, n.prior FROM current_announcements n JOIN articles a USING (revision_id)",
        )
    for article, wanted in made:
        mine = [
            {k: v for k, v in row.items() if k != "url"}
            for row in found
            if row["url"].endswith(article.slug)
        ]
        told = [json.loads(json.dumps(row, default=str)) for row in mine]
        assert told == [wanted], f"seed {seed}: {article.text}"


SAID: tuple[tuple[str, str, str], ...] = (
    ("courier", "en", "{plant} plans to produce {figure:,} cars in {year}, its director said."),
    (
        "courier",
        "en",
        "{plant} will build about {figure:,} vehicles in {year}, the company announced.",
    ),
    ("courier", "en", "In {year}, {plant} intends to make up to {figure:,} cars."),
    (
        "motor",
        "ru",
        "{plant} планирует выпустить {thousands} тыс. автомобилей в {year} году, сообщил директор.",
    ),
    ("motor", "ru", "В {year} году {plant} намерен собрать до {thousands} тысяч машин."),
    (
        "motor",
        "ru",
        "{plant} в {year} году произведёт около {thousands} тыс. автомобилей, сообщили в компании.",
    ),
)
EN = ("AvtoVAZ", "Avtotor", "Moskvich", "KAMAZ", "Togg", "Tata Motors")
RU = ("АвтоВАЗ", "КамАЗ", "УАЗ", "МАЗ", "«Автотор»", "«Москвич»")


def made_up(dice: random.Random, number: int) -> tuple[SampleArticle, dict[str, Any]]:
    """An article that announces one target, and the row it must give."""
    paper, language, said = dice.choice(SAID)
    thousands, year = dice.randint(12, 480), dice.randint(2024, 2027)
    text = said.format(
        plant=dice.choice(EN if language == "en" else RU),
        figure=thousands * 1000,
        thousands=thousands,
        year=year,
    )
    article = SampleArticle(
        paper=paper,
        slug=f"made-up-{number}",
        night=4,
        published=f"{year - 1}-11-{dice.randint(10, 28)}T10:00:00+03:00",
        title={"en": "News from the works", "ru": "Новости завода"}[language],
        text=(
            text,
            {"en": "The weather stayed mild all week.", "ru": "Погода всю неделю была мягкой."}[
                language
            ],
        ),
        language=language,
    )
    up_to = "up to" in text or " до " in text
    return article, {
        "kind": "target",
        "low": None if up_to else float(thousands * 1000),
        "high": float(thousands * 1000),
        "unit": "vehicles",
        "period_start": f"{year}-01-01",
        "prior": False,
    }


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """With what to do about it."""
    file = tmp_path / "file"
    file.touch()
    done = CliRunner().invoke(build(), ["poll", "--data", str(file / "data")])
    assert isinstance(done.exception, Failure)
    assert f"{file / 'data'} cannot be written" in str(done.exception)


def test_a_poll_that_hears_of_nobody_fails(tmp_path: Path) -> None:
    """Nobody there is no "nothing new": exit status 1 and the reason; with one source that answers it is 0."""
    dead = '[[source]]\nname = "gone"\nurl = "http://127.0.0.1:9/feed.xml"\nallow_private = true\n'
    with sample_stage(tmp_path / "data") as stage:
        file = tmp_path / "sources.toml"
        given = ["poll", "--data", str(stage.settings.data), "--sources", str(file)]
        file.write_text(dead)
        alone = CliRunner().invoke(build(), given)
        assert isinstance(alone.exception, Failure)
        assert "none of 1 sources could be had" in str(alone.exception)
        stage.site.night = 1
        file.write_text(dead.replace("9/feed", "10/feed") + stage.settings.sources.read_text())
        assert CliRunner().invoke(build(), given, catch_exceptions=False).exit_code == 0
        again = CliRunner().invoke(build(), given, catch_exceptions=False)
        assert "sources not due" in again.stdout
