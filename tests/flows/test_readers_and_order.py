"""Nights beside open readers, in other orders, without room, and closed off from the world."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.ledger import Ledger
from tests.campaigns import LONG, at_length
from tests.nights import Stage, ask, news_rows, sample_stage

pytestmark = [pytest.mark.campaign, pytest.mark.timeout(600)]

NOTEBOOK = """
import duckdb, sys
kept = duckdb.connect(sys.argv[1], read_only=True)
for line in sys.stdin:
    if line.strip() == "again":
        kept.close()
        kept = duckdb.connect(sys.argv[1], read_only=True)
    print(kept.execute("SELECT (SELECT count(*) FROM runs), known_until FROM publication").fetchall(), flush=True)
"""


@at_length
def test_a_notebook_that_stays_open_through_many_nights(tmp_path: Path) -> None:
    """Ten. Every night is good; the notebook sees its own night until it opens the file again."""
    with sample_stage(tmp_path) as stage:
        stage.play(1)
        notebook = subprocess.Popen(
            [sys.executable, "-c", NOTEBOOK, str(stage.settings.published)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        first = say(notebook, "now")
        nights = 10
        for number in (2, 3, *[3] * (nights - 2)):
            assert stage.play(number).outcome == "good"
            assert say(notebook, "now") == first
        assert say(notebook, "again") != first
        notebook.communicate()
        assert len(ask(stage.settings, "SELECT DISTINCT run_id FROM runs")) == nights + 1


def say(process: "subprocess.Popen[str]", line: str) -> str:
    """One line to the notebook, one back."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(line + "\n")
    process.stdin.flush()
    return process.stdout.readline()


@at_length
def test_order_of_sources_and_number_of_workers_decide_nothing(tmp_path: Path) -> None:
    """The same news by one worker and by two, the papers asked in either order: the same rows (D5)."""
    rows = []
    (tmp_path / "b").mkdir()
    for folder, workers in (("a", 1), ("b", 2)):
        data = tmp_path / folder
        with sample_stage(data) as stage:
            (tmp_path / "b" / "site.json").write_bytes((data / "site.json").read_bytes())
            config = data / "config.toml"
            config.write_text(
                f"{config.read_text()}[read]\nworkers = {workers}\nchunk = {workers}\n"
            )
            blocks = stage.settings.sources.read_text("utf-8").split("[[source]]")[1:]
            stage.settings.sources.write_text(
                "".join(f"[[source]]{b}" for b in blocks[:: 1 if workers == 1 else -1]), "utf-8"
            )
            for number in (1, 3):
                night_apart(stage, number)
            rows.append(news_rows(stage.settings))
    assert rows[0] == rows[1]


def night_apart(stage: Stage, number: int, most: int = 0) -> "subprocess.CompletedProcess[str]":
    """A night in a process of its own, which reads the folder's settings and may write files of `most` bytes only (0: any)."""
    stage.site.night = number
    return subprocess.run(
        [sys.executable, "-m", "tests.night_apart", str(stage.settings.data), str(most)],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[str]]]:
    """A folder after three undisturbed nights, and its rows."""
    folder = tmp_path_factory.mktemp("calm")
    with sample_stage(folder) as stage:
        for number in (1, 2, 3):
            stage.play(number)
        return folder, news_rows(stage.settings)


@pytest.mark.parametrize("room", ["archive", "commit", "publish"] if LONG else ["commit"])
def test_without_room_the_night_fails_in_words_and_the_next_makes_up_for_it(
    tmp_path: Path, room: str, calm: tuple[Path, dict[str, list[str]]]
) -> None:
    """No file may grow past a mark: readers keep their file to the byte, and with room again the rows are those of calm nights (D2)."""
    data = tmp_path
    (data / "site.json").write_bytes((calm[0] / "site.json").read_bytes())
    with sample_stage(data) as stage:
        stage.play(1)
        published = stage.settings.published.read_bytes()
        sizes = {"archive": 9_000, "commit": 40_000, "publish": len(published) - 4096}
        stopped = night_apart(stage, 2, most=sizes[room])
        assert stage.settings.published.read_bytes() == published
        assert Ledger(data / "ledger.jsonl").runs()[-1].outcome in {"failed", None}
        assert "File too large" in stopped.stderr
        assert [stage.play(number).outcome for number in (2, 3)] == ["good", "good"]
        assert news_rows(stage.settings) == calm[1]


GUARD = """
import os, sys
def listen(event, told):
    if event == "socket.connect" and isinstance(told[1], tuple):
        host = str(told[1][0])
        if not (host.startswith("127.") or host in ("::1", "localhost", "0.0.0.0")):
            with open(os.environ["TOLD"], "a") as log:
                log.write(f"{host} {sys.argv[:3]}\\n")
            raise OSError("this test knows no outside")
    if event == "socket.getaddrinfo" and str(told[0]) not in ("127.0.0.1", "::1", "localhost", "None", "0.0.0.0"):
        with open(os.environ["TOLD"], "a") as log:
            log.write(f"{told[0]} {sys.argv[:3]}\\n")
        raise OSError("this test knows no outside")
sys.addaudithook(listen)
"""


def test_a_whole_night_asks_nobody_but_its_sources(tmp_path: Path) -> None:
    """A real flow run with Prefect's server and every process under a guard that sees each connection: telemetry is off (O4)."""
    guard = tmp_path / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(GUARD)
    told = tmp_path / "told"
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PREFECT", "DO_NOT"))
    } | {"PYTHONPATH": str(guard), "TOLD": str(told)}
    proof = "import socket; socket.create_connection(('192.0.2.1', 9), timeout=1)"
    subprocess.run([sys.executable, "-c", proof], env=environment, capture_output=True, check=False)
    assert told.read_text().startswith("192.0.2.1")
    told.unlink()
    with sample_stage(tmp_path / "data") as stage:
        stage.site.night = 1
        done = subprocess.run(
            [sys.executable, "-m", "flows", "run", "--config", str(stage.settings.data / "config.toml"),
             "--sources", str(stage.settings.sources), "--alerts", str(stage.settings.alerts), "--data", str(stage.settings.data)],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "The night was good" in done.stdout
        assert len(list(stage.settings.data.glob("prefect/prefect.db"))) == 1
    assert not told.exists(), told.read_text()
