"""The key cases of the history and their twins end to end: papers on loopback, real nights, `plantwatch changes` at the end.

Each case has a plant of its own, so all are played on the same nights.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from typer.testing import CliRunner

from flows.cli import build
from tests.nights import Stage
from tests.warehouse.night_cases import CASES, Case
from tests.warehouse.night_twins import TWINS
from tests.warehouse.papers import Page, paper_stage

NIGHTS = 4
PLAYED = (*CASES, *TWINS)


def _pages() -> list[Page]:
    quiet = [
        Page(night=0, paper=paper, day="2024-01-02", lines=["-"], slug=f"first-{paper}")
        for paper in ("oka", "kama", "volga", "neva", "don")
    ]
    told = [
        Page(
            night=night, paper=paper, day=day, lines=[text], slug=f"{one.plant_id}-{n}", bare=one.bare,
            edited=[one.edited] if one.edited and n == 0 else (), dateless=one.dateless and n > 0,
        )
        for one in PLAYED for n, (night, paper, day, text) in enumerate(one.said)
    ]  # fmt: skip
    return [*quiet, *told]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stage, list[Any]]]:
    """All nights, once: a quiet one first, so that nothing stood in the feeds when they were first asked."""
    data = tmp_path_factory.mktemp("cases") / "data"
    with paper_stage(data, _pages()) as stage:
        for number in range(NIGHTS + 1):
            stage.play(number)
        result = CliRunner().invoke(build(), ["changes", "--format", "json", "--data", str(data)])
        assert result.exit_code == 0, result.output
        yield stage, json.loads(result.stdout)


pytestmark = [pytest.mark.campaign, pytest.mark.timeout(600)]


@pytest.mark.parametrize("one", PLAYED, ids=lambda one: one.name)
def test_night_by_night_exactly_this_is_told(one: Case, played: tuple[Stage, list[Any]]):
    """Of this plant `plantwatch changes` lists the changes of the case and no other."""
    mine = [change for change in played[1] if change["plant_id"] == one.plant_id]
    assert [_told(change) for change in mine] == list(one.told)


def test_of_other_plants_nothing_is_told(played: tuple[Stage, list[Any]]):
    """No change but those of the cases."""
    assert {change["plant_id"] for change in played[1]} <= {one.plant_id for one in PLAYED}


def _told(change: dict[str, Any]) -> tuple[str, Any, Any]:
    if change["kind"] == "start":
        return change["direction"], change["to_start"], change["to_end"]
    return change["direction"], change["to_low"], change["to_high"]
