"""Killed in the middle of its questions, the second reader goes on where it was."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.campaigns import rounds
from tests.second.articles import answered, gazetteer
from tests.second.server import model_server
from tests.second.texts import add_articles, ask_state, row_of, second_night, settings_for, text

NIGHT = "import sys; from pathlib import Path; from tests.second.texts import second_night, settings_for; second_night(settings_for(Path(sys.argv[1]), sys.argv[2]))"
ROWS = "SELECT announcement_id, low, confidence FROM announcements ORDER BY announcement_id"


def slowly(body: dict[str, Any], _number: int) -> dict[str, Any]:
    """A faithful model that takes its time."""
    time.sleep(0.03)
    return answered(row_of(body["messages"][1]["content"]))


@pytest.mark.campaign
@pytest.mark.parametrize("turn", range(rounds(1, 5)))
def test_no_kept_answer_is_asked_for_again(tmp_path: Path, turn: int) -> None:
    """kill -9 at some moment; the next run asks only what was not answered, and ends with the same rows.

    The next run has a server of its own: the first may still find questions of the dead in its sockets.
    """
    names, number = gazetteer(), rounds(50, 80)
    with model_server(slowly) as server:
        whole, cut = tmp_path / "whole", tmp_path / "cut"
        for data in (whole, cut):
            add_articles(settings_for(data, server.base), names, [text(n) for n in range(number)])
        second_night(settings_for(whole, server.base))
        server.asked.clear()
        moment = random.randrange(5, number - 10)
        process = subprocess.Popen([sys.executable, "-c", NIGHT, str(cut), server.base])
        while len(server.asked) < moment and process.poll() is None:
            time.sleep(0.005)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        settings = settings_for(cut, server.base)
        kept = {
            json.loads(row["request"])["messages"][1]["content"]
            for row in ask_state(settings, "SELECT request FROM model_answers")
        }
    with model_server(slowly) as later:
        settings = settings_for(cut, later.base)
        second_night(settings)
        again = later.articles()
    print(f"turn {turn}: killed at question {moment}, {len(kept)} kept, {len(again)} asked after")
    assert not kept & set(again)
    assert len(kept) + len(again) == number
    assert ask_state(settings, ROWS) == ask_state(settings_for(whole, None), ROWS)
