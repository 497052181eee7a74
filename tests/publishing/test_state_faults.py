"""What can happen to the state file: logs lost, bits flipped, held by others, older or newer than the code (D3, D7, D8)."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from flows.ledger import Ledger
from tests.delivery.history import Told, add_changes
from warehouse import state as state_module
from warehouse.chain import next_link
from warehouse.counts import count_rows
from warehouse.state import StateBusy, StateNewer, open_state

BLOCK = 262_144
"""Bytes of a block of DuckDB's."""
WRITER = """
import os, sys
from pathlib import Path
from flows.ledger import Ledger
from tests.delivery.history import Told, add_changes
from warehouse.chain import next_link
from warehouse.counts import count_rows
from warehouse.state import open_state

folder = Path(sys.argv[1])
ledger = Ledger(folder / "ledger.jsonl")
with open_state(folder / "state.duckdb") as connection:
    add_changes(connection, [Told(n=n, plant=f"Plant {n}") for n in range(2000, 2050)])
    ledger.write("rows", run_id="b", rows=count_rows(connection))
    ledger.write_link(next_link(connection, "b", ledger.links()))
    os.kill(os.getpid(), 9)
"""


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder after two nights; the second died right after its commit, so that its rows are in the log only."""
    folder = tmp_path_factory.mktemp("crashed")
    ledger = Ledger(folder / "ledger.jsonl")
    with open_state(folder / "state.duckdb") as connection:
        add_changes(connection, [Told(n=n, plant=f"Plant {n}") for n in range(2000)])
        ledger.write("rows", run_id="a", rows=count_rows(connection))
        ledger.write_link(next_link(connection, "a", []))
    subprocess.run([sys.executable, "-c", WRITER, str(folder)], check=False)
    assert (folder / "state.duckdb.wal").stat().st_size > 10_000
    return folder


def plantwatch(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """A command as a person calls it."""
    return subprocess.run(
        [sys.executable, "-m", "flows", *arguments, "--data", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )


def flip(path: Path, at: int) -> None:
    """Changes one byte."""
    content = bytearray(path.read_bytes())
    content[at] ^= 0x41
    path.write_bytes(content)


def unlink(log: Path) -> None:
    """The log is gone."""
    log.unlink()


def empty(log: Path) -> None:
    """The log is there, and empty."""
    log.write_bytes(b"")


def cut(log: Path) -> None:
    """Half of the log is there."""
    log.write_bytes(log.read_bytes()[: log.stat().st_size // 2])


def flip_in_log(log: Path) -> None:
    """A bit in the middle of the log."""
    flip(log, log.stat().st_size // 2)


def flip_in_blocks(log: Path) -> None:
    """A bit in each of the file's later blocks, which are read only when their rows are."""
    file = log.with_suffix("")
    for at in range(file.stat().st_size // 2, file.stat().st_size - BLOCK, BLOCK):
        flip(file, at + BLOCK // 2)


def test_undamaged_the_log_is_taken_in(crashed: Path, tmp_path: Path) -> None:
    """What a dead process had committed is there."""
    shutil.copytree(crashed, tmp_path / "data")
    done = plantwatch(tmp_path / "data", "verify")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "damage",
    [
        cut,
        *(
            pytest.param(damage, marks=pytest.mark.campaign)
            for damage in (unlink, empty, flip_in_log, flip_in_blocks)
        ),
    ],
)
def test_damage_is_never_passed_over(
    crashed: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    """`verify` fails and says how to restore; the file is not made worse by looking."""
    data = tmp_path / "data"
    shutil.copytree(crashed, data)
    damage(data / "state.duckdb.wal")
    done = plantwatch(data, "verify")
    assert done.returncode == 1
    assert "plantwatch restore" in done.stderr
    assert "Traceback" not in done.stderr


def test_who_holds_the_file_is_named(tmp_path: Path) -> None:
    """After a while of waiting; the message has the process."""
    path = tmp_path / "state.duckdb"
    with open_state(path):
        pass
    holder = subprocess.Popen(
        [sys.executable, "-c", "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(1, flush=True); sys.stdin.read()", str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert holder.stdout
        holder.stdout.readline()
        with (
            pytest.raises(StateBusy, match=f"process {holder.pid}"),
            open_state(path, patience=0.3),
        ):
            pass
    finally:
        holder.communicate(b"")
    with open_state(path, patience=0.3) as connection:
        assert count_rows(connection)["changes"] == 0


def test_whoever_has_the_file_for_a_moment_stops_nothing(tmp_path: Path) -> None:
    """A person's command at the minute of the night: the night waits for it."""
    path = tmp_path / "state.duckdb"
    with open_state(path):
        pass
    holder = subprocess.Popen(
        [sys.executable, "-c", "import duckdb, sys, time; c = duckdb.connect(sys.argv[1]); print(1, flush=True); time.sleep(1)", str(path)],
        stdout=subprocess.PIPE,
    )  # fmt: skip
    assert holder.stdout
    holder.stdout.readline()
    with open_state(path) as connection:
        assert count_rows(connection)["changes"] == 0
    holder.communicate()


def test_an_older_file_is_migrated_with_a_copy_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows stay, the views of now are there, and the file as it was lies beside it."""
    path = tmp_path / "state.duckdb"
    steps = state_module.migration_steps()
    monkeypatch.setattr(state_module, "migration_steps", lambda: steps[:3])
    with open_state(path) as connection:
        add_changes(connection, [Told()])
    monkeypatch.undo()
    with open_state(path) as connection:
        assert connection.execute("SELECT count(*) FROM target_changes").fetchall() == [(1,)]
        assert connection.execute("SELECT max(number) FROM migrations").fetchall() == [
            (steps[-1][0],)
        ]
    [copy] = tmp_path.glob("state.duckdb.schema-*.bak")
    with duckdb.connect(str(copy), read_only=True) as old:
        assert old.execute(
            "SELECT count(*), (SELECT max(number) FROM migrations) FROM changes"
        ).fetchall() == [(1, steps[2][0])]


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    """By every command, in one line that says what to do, and untouched."""
    path = tmp_path / "state.duckdb"
    with open_state(path) as connection:
        connection.execute("INSERT INTO migrations VALUES (999, 'later', now()::TIMESTAMP)")
    with pytest.raises(StateNewer, match="upgrade plantwatch"), open_state(path):
        pass
    done = plantwatch(tmp_path, "verify")
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (1, 1)
