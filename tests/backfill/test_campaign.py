"""kill -9 at random moments of a backfill, again and again: nothing lost, nothing doubled."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.settings import load_settings
from flows.sieve import Sieve
from tests.backfill.pasts import page, write_warc
from tests.campaigns import LONG, rounds
from tests.nights import ask, news_rows

PAGES, FILES, MOST_KILLS = rounds(60, 10_000), 2, rounds(4, 20)
LONGEST = rounds(4, 20)
"""Seconds until a kill."""
WORDS = "rivian" if LONG else ""
"""Of 20,000 records one in seven is asked for."""


def _started(data: Path, files: list[Path]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "flows", "backfill", *map(str, files), "--data", str(data), "--words", WORDS],
        start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


@pytest.mark.campaign
@pytest.mark.timeout(7200)
def test_killed_and_called_again(tmp_path: Path) -> None:
    """A backfill killed again and again ends with the rows of an undisturbed one, each once."""
    files = [write_warc(tmp_path / f"{n}.warc.gz", PAGES, n * PAGES) for n in range(FILES)]
    whole, torn = tmp_path / "whole", tmp_path / "torn"
    assert _started(whole, files).wait() == 0
    dice, kills = random.Random(8), 0
    while True:
        process = _started(torn, files)
        if kills < MOST_KILLS:
            time.sleep(dice.uniform(1.5, LONGEST))
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                kills += 1
        _, told = process.communicate()
        if process.returncode >= 0:
            assert process.returncode == 0, told.decode()
            if kills:
                break
    sieve = Sieve(words=[WORDS] if WORDS else [])
    wanted = sum(sieve.wants(page(n)[1]) for n in range(PAGES * FILES))
    print(f"{kills} kills, {wanted} of {PAGES * FILES} pages asked for")
    expected, found = load_settings(None, data=whole), load_settings(None, data=torn)
    assert news_rows(found) == news_rows(expected)
    for table, key in (
        ("captures", "capture_id"),
        ("readings", "reading_id"),
        ("entries", "entry_id"),
    ):
        [counted] = ask(
            found, f"SELECT count(*) AS rows, count(DISTINCT {key}) AS ids FROM {table}"
        )
        [right] = ask(
            expected, f"SELECT count(*) AS rows, count(DISTINCT {key}) AS ids FROM {table}"
        )
        assert counted == right
        assert counted["rows"] == counted["ids"] == wanted
