"""kill -9 at random moments of appending and checkpointing: what was said to be committed is there, whole, and nothing twice (D1)."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.campaigns import rounds
from tests.publishing.appending import SIZE, append_chunk
from warehouse.counts import count_rows
from warehouse.state import open_state

CHUNKS = 6
TABLES = ("articles", "announcements", "versions")


def killed_after(state: Path, line: str, seconds: float) -> list[str]:
    """Appends in a process of its own, kills it `seconds` after it has said `line`; all that it said."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.publishing.appending", str(state), str(CHUNKS)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    said = []
    for told in process.stdout:
        said.append(told.strip())
        if said[-1] == line:
            break
    time.sleep(seconds)
    process.kill()
    said += process.stdout.read().split("\n")
    process.wait()
    return [told for told in said if told]


def check(state: Path, said: list[str]) -> dict[str, int]:
    """The file opens; every committed chunk is there, none in part; returns its counts."""
    committed = sum(told.startswith("appended") for told in said)
    with open_state(state) as connection:
        rows = count_rows(connection)
    assert rows["changes"] % SIZE == 0
    assert rows["changes"] >= committed * SIZE
    assert [rows[table] for table in TABLES] == [2 * rows["changes"]] * 3
    return rows


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """Counts of a run that nobody killed."""
    state = tmp_path_factory.mktemp("calm") / "state.duckdb"
    for chunk in range(CHUNKS):
        append_chunk(state, chunk)
    return check(state, [])


def disturbed(folder: Path, line: str, kills: int, longest: float) -> dict[str, int]:
    """State files whose process is killed after `line`, one after the other; each run to its end then. The counts of the last."""
    chance = random.Random(line)
    rows: dict[str, int] = {}
    for number in range(kills):
        state = folder / f"{number}.duckdb"
        said = killed_after(state, line, chance.uniform(0, longest))
        before = check(state, said)
        for chunk in range(CHUNKS):
            append_chunk(state, chunk)
        rows = check(state, said)
        assert rows["changes"] >= before["changes"]
        assert rows["changes"] == CHUNKS * SIZE
    return rows


@pytest.mark.campaign
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("line", "longest"), [("ready", 0.6), ("appended 1", 0.12)], ids=["append", "checkpoint"]
)
def test_kills_at_random_moments_lose_and_double_nothing(
    line: str, longest: float, undisturbed: dict[str, int], tmp_path: Path
) -> None:
    """Twenty each in the long campaign; after the next run the counts are those of an undisturbed one."""
    assert disturbed(tmp_path, line, rounds(4, 20), longest) == undisturbed


def test_one_kill_between_two_commits(undisturbed: dict[str, int], tmp_path: Path) -> None:
    """As above, once, at every landing."""
    assert disturbed(tmp_path, "appended 0", 1, 0.05) == undisturbed
