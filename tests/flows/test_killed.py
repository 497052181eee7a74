"""kill -9 of all processes of a night in a phase of it (in the long campaign in each): the next start ends with the rows of an undisturbed night."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.ledger import Ledger
from tests.campaigns import LONG
from tests.nights import Stage, news_rows, sample_stage

PHASES = ("read", "compare", "publish")
ALL_PHASES = ("poll", "fetch", *PHASES, "deliver")


def run_apart(stage: Stage) -> subprocess.Popen[bytes]:
    """One plain night in a process group of its own."""
    data = stage.settings.data
    return subprocess.Popen(
        [sys.executable, "-m", "tests.night_apart", str(data)], start_new_session=True
    )


def kill_in(stage: Stage, phase: str, later: float) -> bool:
    """Kills the night's whole group `later` seconds after `phase` began; says whether it was still running."""
    ledger = Ledger(stage.settings.data / "ledger.jsonl")
    known = len(ledger.runs())
    process = run_apart(stage)
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        runs = ledger.runs()
        if len(runs) > known and phase in runs[-1].phases:
            time.sleep(later)
            break
        time.sleep(0.005)
    alive = process.poll() is None
    if alive:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(30)
    return alive


def disturbed(stage: Stage, phase: str, later: float) -> tuple[dict[str, list[str]], int]:
    """Three nights, in the long campaign each killed once in `phase` and run again, else the first and the last: the news rows, and how many kills struck."""
    struck = 0
    for number in (1, 2, 3):
        stage.site.night = number
        if LONG or number != 2:
            struck += kill_in(stage, phase, later)
        stage.play(number)
    return news_rows(stage.settings), struck


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[str]]]:
    """The rows of three nights that nobody disturbed, and the folder whose port the others share."""
    folder = tmp_path_factory.mktemp("calm") / "data"
    with sample_stage(folder) as stage:
        for number in (1, 2, 3):
            stage.play(number)
        return folder, news_rows(stage.settings)


@pytest.mark.campaign
@pytest.mark.parametrize("phase", ALL_PHASES if LONG else PHASES)
def test_a_killed_night_ends_as_an_undisturbed_one(
    phase: str, undisturbed: tuple[Path, dict[str, list[str]]], tmp_path: Path
) -> None:
    """No row lost, none doubled; the alert is delivered, at most once more, under the same key."""
    calm, wanted = undisturbed
    data = tmp_path / "data"
    data.mkdir()
    (data / "site.json").write_bytes((calm / "site.json").read_bytes())
    with sample_stage(data) as stage:
        found, struck = disturbed(stage, phase, 0.02)
        keys = [hook["message"].partition("Key ")[2][:25] for hook in stage.site.hooks]
    assert found == wanted
    assert struck
    assert 1 <= len(keys) <= 2
    assert len(set(keys)) == 1
