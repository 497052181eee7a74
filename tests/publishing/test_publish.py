"""The published file: whole, readable by others, never half, never in the way of a night."""

import json
import random
import shutil
import stat
import subprocess
import sys
import threading
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.campaigns import at_length, rounds
from tests.delivery.history import NIGHT, Told, add_changes
from warehouse.publish import PublishError, publish
from warehouse.state import open_state


@pytest.fixture
def state(tmp_path):
    """A state file with three changes."""
    path = tmp_path / "state.duckdb"
    grow(path, 3)
    return path


def grow(path, count, start=0):
    """Adds changes as one night does."""
    with open_state(path) as connection:
        add_changes(
            connection, [Told(n=n, plant=f"Plant {n}") for n in range(start, start + count)]
        )


def published(state, **more):
    """Publishes beside the state."""
    folder = state.parent
    return publish(
        state, folder / "plantwatch.duckdb", folder / "parquet", known_until=NIGHT, **more
    )


def answer(path, sql):
    with closing(duckdb.connect(str(path), read_only=True)) as connection:
        return connection.execute(sql).fetchall()


def test_it_holds_every_row_and_says_until_when(state):
    """Counts equal those of the state; `publication` tells the night."""
    made = published(state)
    assert made.rows["changes"] == 3
    assert made.rows["versions"] == 6
    assert answer(made.path, "SELECT count(*) FROM changes") == [(3,)]
    assert answer(made.path, "SELECT known_until FROM publication") == [
        (NIGHT.replace(tzinfo=None),)
    ]


def test_views_macros_and_comments_come_along(state):
    """What is defined in the state can be asked in the copy, also under its own comment."""
    with open_state(state) as connection:
        connection.execute("CREATE VIEW big AS SELECT * FROM changes WHERE size < 0")
        connection.execute("COMMENT ON VIEW big IS 'lowered ones'")
        connection.execute("CREATE MACRO of_plant(p) AS TABLE SELECT * FROM big WHERE plant = p")
    path = published(state).path
    assert answer(path, "SELECT count(*) FROM of_plant('Plant 1')") == [(1,)]
    told = answer(path, "SELECT comment FROM duckdb_views() WHERE view_name = 'big'")
    assert told == [("lowered ones",)]


def test_the_state_can_be_written_afterwards_and_is_still_protected(state):
    """Publishing leaves the state's triggers alone."""
    published(state)
    grow(state, 1, start=10)
    with open_state(state) as connection, pytest.raises(duckdb.Error, match="append-only"):
        connection.execute("DELETE FROM changes")


def test_readers_cannot_write_it(state):
    """The file is for reading."""
    mode = published(state).path.stat().st_mode
    assert not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def test_parquet_has_a_file_a_table_and_a_manifest(state):
    """pyarrow and DuckDB read the same rows; the manifest names night and counts."""
    import pyarrow.parquet as pq

    made = published(state)
    folder = state.parent / "parquet"
    assert {path.stem for path in folder.glob("*.parquet")} == set(made.rows)
    assert pq.read_table(folder / "changes.parquet").num_rows == 3
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["rows"] == made.rows
    assert list(folder.glob(".*")) == []


def test_a_reader_keeps_its_snapshot_and_stops_nothing(state):
    """Whoever stays connected sees the old night until they open the file again."""
    path = published(state).path
    with closing(duckdb.connect(str(path), read_only=True)) as reader:
        for n in range(3):
            grow(state, 1, start=20 + n)
            published(state)
            assert reader.execute("SELECT count(*) FROM changes").fetchall() == [(3,)]
    assert answer(path, "SELECT count(*) FROM changes") == [(6,)]


def test_what_fails_leaves_the_file_of_the_night_before(state, monkeypatch):
    """A file of the night before survives a publishing that cannot be done, and nothing half stays."""
    path = published(state).path
    grow(state, 1, start=30)
    blocked = state.parent / f".{path.name}.half"
    blocked.mkdir()
    (blocked / "x").touch()
    with pytest.raises((PublishError, OSError)):
        published(state)
    shutil.rmtree(blocked)
    assert answer(path, "SELECT count(*) FROM changes") == [(3,)]
    assert published(state).rows["changes"] == 4


def test_dated_copies_are_kept_and_the_oldest_go(state):
    """`keep` nights stay beside the file."""
    folder = state.parent
    for day in range(4):
        publish(
            state,
            folder / "plantwatch.duckdb",
            None,
            known_until=NIGHT + timedelta(days=day),
            keep=2,
        )
    assert [path.name for path in sorted((folder / "copies").iterdir())] == [
        "plantwatch-20240418T020000.duckdb",
        "plantwatch-20240419T020000.duckdb",
    ]


READER = """
import duckdb, sys, time
while not sys.stdin.closed:
    for attempt in (1, 2):
        try:
            c = duckdb.connect(sys.argv[1], read_only=True)
            try:
                a = c.execute("SELECT count(*) FROM changes").fetchone()[0]
                b = c.execute("SELECT count(*) FROM versions").fetchone()[0]
            finally:
                c.close()
            break
        except duckdb.Error as error:
            if attempt == 2:
                print("ERROR", error, flush=True)
    if b != 2 * a:
        print("HALF", a, b, flush=True)
    print("SEEN", a, flush=True)
    time.sleep(0.01)
"""


@pytest.mark.campaign
def test_readers_that_open_and_close_all_the_time_see_whole_nights(state):
    """Two processes read during four publishings: never an error after one retry, never half a night."""
    read_while_publishing(state, readers=2, nights=4)


@pytest.mark.campaign
@at_length
@pytest.mark.timeout(900)
def test_four_readers_through_hundreds_of_nights(state):
    """As above, four readers and two hundred publishings, while a fifth keeps its connection."""
    path = published(state).path
    with closing(duckdb.connect(str(path), read_only=True)) as kept:
        read_while_publishing(state, readers=4, nights=200)
        assert kept.execute("SELECT count(*) FROM changes").fetchall() == [(3,)]


def read_while_publishing(state, *, readers, nights):
    """Readers in processes of their own, until so many nights are published; what they say besides what they saw is wrong."""
    path = published(state).path
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(path)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(readers)
    ]
    told: list[str] = []
    threads = [
        threading.Thread(target=lambda r=reader: told.extend(r.stdout), daemon=True)
        for reader in processes
    ]
    for thread in threads:
        thread.start()
    for n in range(nights):
        grow(state, 1, start=1000 + n)
        published(state)
    for reader in processes:
        reader.kill()
        reader.wait()
    for thread in threads:
        thread.join()
    assert [line for line in told if not line.startswith("SEEN")] == []
    assert any(line.startswith("SEEN") for line in told)


@pytest.mark.campaign
@pytest.mark.parametrize("version", ["1.2.2", "1.5.6"])
def test_older_duckdb_reads_it(state, tmp_path, version):
    """DuckDB of these versions, in an environment of its own, opens file, views and macros."""
    path = published(state).path
    python = old_duckdb(tmp_path, version)
    done = subprocess.run(
        [python, "-c", OLD_READER, str(path)], capture_output=True, text=True, check=False
    )
    assert (done.stdout.split(), done.stderr) == (["3", "6", "3", "2"], "")


OLD_READER = """
import duckdb, sys
c = duckdb.connect(sys.argv[1], read_only=True)
for (view,) in c.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall():
    c.execute(f'SELECT * FROM "{view}"').fetchall()
for source in (
    "target_changes",
    "target_history",
    "targets_as_of(DATE '2024-05-01', TIMESTAMP '2024-05-01')",
    "revisions('plant 1')",
):
    print(c.execute(f"SELECT count(*) FROM {source}").fetchone()[0])
"""


def old_duckdb(folder: Path, version: str) -> Path:
    """The Python of a throw-away environment with that DuckDB; skips where it cannot be installed."""
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    python = folder / "venv" / "bin" / "python"
    done = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--only-binary=:all:", f"duckdb=={version}"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"DuckDB {version} cannot be installed here: {done.stderr[-200:]}")
    return python


def test_known_until_is_in_utc(state):
    """A time of another zone is stored as UTC."""
    known = datetime.fromisoformat("2024-04-16T05:00:00+03:00")
    path = publish(state, state.parent / "p.duckdb", None, known_until=known).path
    assert answer(path, "SELECT known_until FROM publication") == [
        (datetime(2024, 4, 16, 2, tzinfo=UTC).replace(tzinfo=None),)
    ]


def test_a_user_who_opened_it_for_writing_is_in_nobodys_way(state):
    """The next night replaces the file under them."""
    path = published(state).path
    path.chmod(0o644)
    with closing(duckdb.connect(str(path))):
        grow(state, 1, start=40)
        published(state)
    assert answer(path, "SELECT count(*) FROM changes") == [(4,)]


PUBLISHER = """
import resource, signal, sys
from pathlib import Path
from tests.delivery.history import NIGHT
from warehouse.publish import PublishError, publish
if sys.argv[2] != "0":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
state = Path(sys.argv[1])
print("ready", flush=True)
try:
    publish(state, state.parent / "plantwatch.duckdb", state.parent / "parquet", known_until=NIGHT)
except PublishError as error:
    sys.exit(str(error))
"""


def publisher(state, most=0):
    """A process that publishes, and may write files of `most` bytes only (0: any)."""
    return subprocess.Popen(
        [sys.executable, "-c", PUBLISHER, str(state), str(most)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_no_room_leaves_the_night_before_and_a_clear_word(state):
    """Nothing half stays, and with room again it works."""
    path = published(state).path
    grow(state, 1, start=50)
    process = publisher(state, most=1_000_000)
    _, said = process.communicate()
    assert process.returncode == 1
    assert "readers keep the one before" in said
    assert answer(path, "SELECT count(*) FROM changes") == [(3,)]
    assert [file.name for file in path.parent.glob(".*")] == []
    assert published(state).rows["changes"] == 4


@pytest.mark.campaign
@pytest.mark.timeout(600)
def test_twenty_kills_at_random_moments_leave_whole_files(state):
    """After each the published file is whole, of this night or the one before, and the state opens."""
    path = published(state).path
    chance = random.Random(7)
    kills = rounds(8, 20)
    for n in range(kills):
        grow(state, 1, start=200 + n)
        process = publisher(state)
        process.stdout.readline()
        time.sleep(chance.uniform(0, 1.2))
        process.kill()
        process.communicate()
        changes, versions = answer(
            path, "SELECT (SELECT count(*) FROM changes), (SELECT count(*) FROM versions)"
        )[0]
        assert versions == 2 * changes
        assert 3 <= changes <= 4 + n
    assert published(state).rows["changes"] == 3 + kills
    assert answer(path, "SELECT count(*) FROM changes") == [(3 + kills,)]
