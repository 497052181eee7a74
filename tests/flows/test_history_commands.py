"""`targets`, `changes`, `history`, `why`, `correct`, `reject` on a published file, as a person calls them."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import build
from flows.declarations import Misuse
from flows.options import Failure
from tests.warehouse.cases import FEB, JAN, one, said
from tests.warehouse.newsroom import newsroom, target
from warehouse.publish import publish

FIELDS = [
    "plant",
    "plant_id",
    "kind",
    "product",
    "unit",
    "per",
    "period_start",
    "period_end",
    "from_low",
    "from_high",
    "to_low",
    "to_high",
    "from_start",
    "from_end",
    "to_start",
    "to_end",
    "direction",
    "stated_at",
    "url",
    "quote",
    "previous_url",
    "previous_quote",
]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two nights: a target of Avtotor lowered, an analyst's forecast beside it."""
    folder = tmp_path_factory.mktemp("published")
    with newsroom(folder) as room:
        room.night(*one(JAN, 80_000, 100_000))
        room.night(*one(FEB, 70_000, product="cars"), *one(FEB, 60_000, voice="outside"))
        at = room.at
    publish(folder / "state.duckdb", folder / "plantwatch.duckdb", None, known_until=at)
    return folder


@pytest.fixture
def data(published: Path, tmp_path: Path) -> Path:
    """A copy of that folder, so that nothing that one test writes is there for another."""
    shutil.copytree(published, tmp_path, dirs_exist_ok=True)
    return tmp_path


def call(data: Path, *words: str) -> str:
    """What a command prints; its error is raised."""
    result = CliRunner().invoke(build(), [*words, "--data", str(data)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_changes_as_json_have_the_fields_others_rely_on(data: Path):
    """One array; the fields of the design first and in order, dates ISO, whole numbers whole."""
    rows = json.loads(call(data, "changes", "--format", "json"))
    assert list(rows[0])[: len(FIELDS)] == FIELDS
    said = {
        name: rows[0][name]
        for name in ("plant", "direction", "from_low", "from_high", "to_low", "stated_at")
    }
    assert said == {
        "plant": "Avtotor", "direction": "lowered", "from_low": 80000, "from_high": 100000, "to_low": 70000,
        "stated_at": FEB,
    }  # fmt: skip


def test_changes_by_day_and_plant(data: Path):
    """--since and --plant narrow the list; a plant answers to all its names."""
    assert json.loads(call(data, "changes", "--since", "2026-02-11", "--format", "json")) == []
    assert len(json.loads(call(data, "changes", "--plant", "Автотор", "--format", "json"))) == 1
    assert "nothing changed" in call(data, "changes", "--plant", "uaz")


def test_targets_show_what_stands(data: Path):
    """The standing value with unit, date and number of origins."""
    rows = json.loads(call(data, "targets", "--format", "json"))
    assert [(r["plant"], r["low"], r["unit"], r["origins"]) for r in rows] == [
        ("Avtotor", 70000, "vehicles", 1)
    ]


def test_history_shows_every_version(data: Path):
    """All versions with quotes and links, by any name of the plant."""
    rows = json.loads(call(data, "history", "автотор", "--format", "json"))
    assert [(r["version"], r["low"]) for r in rows] == [(1, 80000), (2, 70000)]
    assert all(r["quote"] and r["url"] for r in rows)


def test_why_tells_both_quotes_and_what_was_rejected(data: Path):
    """A change explained names both quotes, its rules, and the analyst's figure that did not count."""
    change = json.loads(call(data, "changes", "--format", "json"))[0]
    told = call(data, "why", change["change_id"][:12])
    assert change["quote"] in told
    assert change["previous_quote"] in told
    assert "said by outsiders" in told


def test_why_of_no_change_is_a_wrong_call(data: Path):
    """An unknown id says so and where ids are."""
    with pytest.raises(Misuse, match="plantwatch changes"):
        call(data, "why", "zzz")


def test_correct_and_reject_are_noted(data: Path):
    """A person's word is appended with who and why; a wrong field is a wrong call."""
    row = json.loads(call(data, "history", "avtotor", "--format", "json"))[-1]
    name = row["announcement_id"]
    assert "2 noted" in call(
        data, "correct", name, "low=75000", "high=75000", "--why", "misread", "--who", "A"
    )
    assert "1 noted" in call(data, "reject", name, "--why", "another plant")
    with pytest.raises(Misuse, match="no field"):
        call(data, "correct", name, "colour=red", "--why", "x")


@pytest.mark.parametrize("command", ["changes", "targets", "history"])
def test_a_mistyped_plant_is_told_the_nearest(data: Path, command: str):
    """Nothing is known of such a plant, which is not the same as nothing having changed."""
    option = [] if command == "history" else ["--plant"]
    with pytest.raises(Failure, match="did you mean Avtotor"):
        call(data, command, *option, "Avtotr")


def test_a_company_answers_for_its_one_plant(tmp_path: Path):
    """What is said of Togg is kept under its plant in Gemlik: both names, in any case, list it; a company with more plants is itself."""
    with newsroom(tmp_path) as room:
        room.night(said(JAN, target("Togg", 60_000)), said(JAN, target("AvtoVAZ", 400_000)))
        at = room.at
    publish(tmp_path / "state.duckdb", tmp_path / "plantwatch.duckdb", None, known_until=at)
    for name in ("Togg", "togg", "togg-gemlik", "Togg Гемлик"):
        assert [r["low"] for r in json.loads(call(tmp_path, "history", name, "--format", "json"))] == [60_000]  # fmt: skip
        assert len(json.loads(call(tmp_path, "targets", "--plant", name, "--format", "json"))) == 1
    with pytest.raises(Failure, match="nothing is known"):
        call(tmp_path, "history", "Lada Izhevsk")


@pytest.mark.parametrize("name", ["togg", "TOGG", "Автотор", "автотор"])
def test_a_plant_is_found_in_any_case(name: str):
    """`plants find` asks for a name as a person types it."""
    result = CliRunner().invoke(build(), ["plants", "find", name, "--format", "json"])
    assert json.loads(result.stdout)[0]["kind"] == "plant"
