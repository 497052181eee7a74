"""Where the two readers differ, a person decides; and what is decided stays."""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extractors.gazetteer import Gazetteer
from flows.cli import build
from tests.second.articles import answered, gazetteer
from tests.second.server import model_server
from tests.second.texts import (  # fmt: skip
    add_articles,
    ask_state,
    row_of,
    second_night,
    sentence,
    settings_for,
    text,
)
from warehouse.reviews import accept, to_review
from warehouse.state import open_state

ROWS = "SELECT low, period_start, confidence FROM current_announcements ORDER BY low, period_start"


@pytest.fixture(scope="module")
def names() -> Gazetteer:
    """Loaded once."""
    return gazetteer()


def otherwise(body: dict[str, Any], _number: int) -> dict[str, Any]:
    """A model that takes the target for the output of the year before, and finds what the grammar does not."""
    article = body["messages"][1]["content"]
    return answered(row_of(article, kind="capacity", period_start=None, period_end=None))


def review(settings: Any, below: float = 0.0) -> list[dict[str, Any]]:
    """The list that a person gets."""
    with open_state(settings.state) as connection:
        return to_review(connection, below=below)


def test_two_readings_of_one_figure_stand_side_by_side(tmp_path: Path, names: Gazetteer) -> None:
    """With the quote, and which of them counts."""
    with model_server(otherwise) as server:
        settings = settings_for(tmp_path, server.base)
        add_articles(settings, names, [text(1)])
        second_night(settings)
    rows = review(settings)
    assert [(r["reader"], r["kind"], r["live"]) for r in rows] == [("grammar", "target", True), ("model", "capacity", False)]  # fmt: skip
    assert {r["reason"] for r in rows} == {"the readers differ"}
    assert {r["quote"] for r in rows} == {sentence(1)}


def test_agreement_is_not_shown(tmp_path: Path, names: Gazetteer) -> None:
    """Nothing is left to decide."""
    with model_server(lambda b, _: answered(row_of(b["messages"][1]["content"]))) as server:
        settings = settings_for(tmp_path, server.base)
        add_articles(settings, names, [text(1)])
        second_night(settings)
    assert review(settings) == []


def test_what_a_person_accepts_counts(tmp_path: Path, names: Gazetteer) -> None:
    """The other reading of the same figure is corrected to it, and neither is shown again."""
    with model_server(otherwise) as server:
        settings = settings_for(tmp_path, server.base)
        add_articles(settings, names, [text(1)])
        second_night(settings)
    chosen = next(r for r in review(settings) if r["reader"] == "model")
    command = ["review", "--data", str(tmp_path), "--accept", chosen["announcement_id"], "--who", "J. Doe", "--why", "it says so"]  # fmt: skip
    assert CliRunner().invoke(build(), command).exit_code == 0
    assert review(settings) == []
    (now,) = ask_state(settings, "SELECT kind, period_start FROM current_announcements")
    assert now == {"kind": "capacity", "period_start": None}


def test_what_a_person_rejects_counts_no_more(tmp_path: Path, names: Gazetteer) -> None:
    """With a reason on record."""
    with model_server(otherwise) as server:
        settings = settings_for(tmp_path, server.base)
        add_articles(settings, names, [text(1)])
        second_night(settings)
    chosen = next(r for r in review(settings) if r["reader"] == "grammar")
    command = ["review", "--data", str(tmp_path), "--reject", chosen["announcement_id"], "--who", "J. Doe"]  # fmt: skip
    assert CliRunner().invoke(build(), command).exit_code == 0
    assert ask_state(settings, "SELECT kind FROM current_announcements") == []


def test_a_row_that_only_the_model_has_is_added_when_accepted(
    tmp_path: Path, names: Gazetteer
) -> None:
    """Whatever the policy says, and by the next version of the grammar too."""
    body = f"{text(1)}\nDealers sold 700 Avtotor cars in March."
    line = body.splitlines()[-1]

    def seeing(told: dict[str, Any], _n: int) -> dict[str, Any]:
        article = told["messages"][1]["content"]
        more = row_of(article, quote=line, kind="output", low=700, high=700, period_start="2024-03-01", period_end="2024-03-31")  # fmt: skip
        return answered(row_of(article), more)

    with model_server(seeing) as server:
        settings = settings_for(tmp_path, server.base, policy="grammar")
        add_articles(settings, names, [body])
        night = second_night(settings)
    extra = [r for r in review(settings) if r["reader"] == "model"]
    before = ask_state(settings, ROWS)
    assert [row["reason"] for row in extra] == ["only the model reads it"]
    with open_state(settings.state) as connection:
        accept(connection, extra[0]["announcement_id"], who="J. Doe", why="x", recorded_at=night.recorded_at)  # fmt: skip
    after = ask_state(settings, ROWS)
    assert len(after) == len(before) + 1
    add_articles(settings, names, [body], version="next", at=night.recorded_at)
    second_night(settings, 1)
    assert [row["low"] for row in ask_state(settings, ROWS)] == [row["low"] for row in after]
