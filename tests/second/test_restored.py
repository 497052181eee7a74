"""The archive is enough for the model's part too: restored, its answers are there, read again, and nothing is asked."""

import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner

from flows.cli import build
from flows.restore import restore
from flows.samplesite import SampleArticle
from flows.settings import ModelSettings, Settings
from tests.campaigns import at_length
from tests.nights import Stage, ask, news_rows, sample_stage
from tests.second.articles import answered, claim
from tests.second.server import model_server
from warehouse.reviews import to_review
from warehouse.state import open_state

ANSWERS = "FROM model_answers ORDER BY answer_id"
READERS = "SELECT extractor, extractor_version, outcome, reason, dropped, recorded_at FROM readings ORDER BY ALL"
ALONE = "SELECT low FROM current_announcements WHERE low = 700"
COUNTED = "Dealers sold 700 Avtotor cars in March."
ARTICLE = SampleArticle(
    paper="courier",
    slug="avtotor-counted",
    night=1,
    published="2024-04-15T09:00:00+03:00",
    title="Avtotor plans 50,000 cars",
    text=(
        "Avtotor plans to make 50,000 passenger cars this year, the company said on Monday.",
        f"{COUNTED} The plant in Kaliningrad has assembled cars for many years and makes them still.",
    ),
)


def with_its_own_eyes(body: dict[str, Any], _number: int) -> dict[str, Any]:
    """A model that sees in one article what the grammar does not, and makes up another figure."""
    if COUNTED not in body["messages"][1]["content"]:
        return answered()
    seen = claim(quote=COUNTED, kind="output", low=700, high=700, period_start="2024-03-01", period_end="2024-03-31")  # fmt: skip
    return answered(seen, {**seen, "low": 7, "high": 7})


def with_model(stage: Stage, base_url: str | None) -> Stage:
    """The same site and folder, and a model whose rows count only where a person says so."""
    model = ModelSettings(base_url=base_url, model="little", policy="grammar")
    return Stage(stage.site, msgspec.structs.replace(stage.settings, model=model))


def accept_one(settings: Settings) -> None:
    """A person accepts a row that only the model has."""
    with open_state(settings.state) as connection:
        rows = to_review(connection, below=0)
    alone = next(row for row in rows if row["reason"] == "only the model reads it")
    command = ["review", "--data", str(settings.data), "--accept", alone["announcement_id"], "--who", "J. Doe", "--why", "so it says"]  # fmt: skip
    assert CliRunner().invoke(build(), command).exit_code == 0


@pytest.mark.campaign
@at_length
def test_answers_survive_a_restore_from_the_archive_alone(tmp_path: Path) -> None:
    """Request, response, the readings made of them, and the row that a person accepted; the next night asks nothing again."""
    with sample_stage(tmp_path, ARTICLE) as plain, model_server(with_its_own_eyes) as server:
        stage = with_model(plain, server.base)
        stage.play(1)
        accept_one(stage.settings)
        stage.play(2)
        kept, read = ask(stage.settings, ANSWERS), ask(stage.settings, READERS)
        rows, asked = news_rows(stage.settings), len(server.asked)
        assert kept
        assert len(ask(stage.settings, ALONE)) == 1
        for path in tmp_path.iterdir():
            if path.name.startswith(("state", "plantwatch.duckdb", "ledger", "parquet")):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        done = restore(stage.settings)
        assert done.problems == []
        assert ask(stage.settings, ANSWERS) == kept
        assert ask(stage.settings, READERS) == read
        assert news_rows(stage.settings) == rows
        assert stage.play(2).outcome == "good"
        assert len(server.asked) == asked
        assert news_rows(stage.settings) == rows
