"""The schedule really schedules: server, serve and a scheduled run, from the pinned packages."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.ledger import Ledger, Run
from tests.nights import Stage, sample_stage

pytestmark = pytest.mark.campaign


@contextmanager
def serving(stage: Stage, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """`plantwatch serve` on the stage's folder, in a process group of its own."""
    data = stage.settings.data
    call = [sys.executable, "-m", "flows", "serve", "--data", str(data)]
    for name in ("config", "sources", "alerts"):
        call += [f"--{name}", str(data / f"{name}.toml")]
    told = {"PREFECT_HOME": str(data / "prefect"), "PLANTWATCH_PREFECT_PORT": "0", **environment}
    with (data / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            call, env={**os.environ, **told}, stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(90)


def wait_for_run(data: Path, trigger: str, seconds: float) -> Run:
    """The first run of that trigger that has ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        ended = [
            run
            for run in Ledger(data / "ledger.jsonl").runs()
            if run.outcome and run.trigger == trigger
        ]
        if ended:
            return ended[0]
        time.sleep(0.5)
    raise AssertionError((data / "serve.log").read_text())


def test_a_scheduled_night_runs_and_doctor_is_content(tmp_path: Path) -> None:
    """After a start from nothing; doctor sees the next one planned; SIGTERM ends all."""
    with (
        sample_stage(tmp_path / "data") as stage,
        serving(stage, PLANTWATCH_NIGHT_EVERY="15") as process,
    ):
        assert wait_for_run(stage.settings.data, "schedule", 90).outcome == "good"
        told = subprocess.run(
            [
                sys.executable,
                "-m",
                "flows",
                "doctor",
                "--format",
                "json",
                "--data",
                str(stage.settings.data),
            ],
            capture_output=True,
            check=False,
        )
        found = {row["check"]: row["state"] for row in json.loads(told.stdout)}
        assert found["schedule"] == "ok"
        os.killpg(process.pid, signal.SIGTERM)
        assert process.wait(90) == 0


def test_three_missed_nights_end_in_one_catch_up(tmp_path: Path) -> None:
    """At the next start one night stands in for them and names them."""
    with sample_stage(tmp_path / "data") as stage:
        ledger = Ledger(stage.settings.data / "ledger.jsonl")
        past = datetime.now(UTC) - timedelta(days=4)
        ledger.write(
            "begun",
            run_id="x",
            night=past.date(),
            trigger="schedule",
            at=past,
            recorded_at=past,
            pid=1,
            missed=[],
        )
        ledger.write("ended", run_id="x", outcome="good", at=past)
        with serving(stage):
            run = wait_for_run(stage.settings.data, "catch-up", 90)
            assert run.outcome == "good"
            assert len([r for r in ledger.runs() if r.trigger == "catch-up"]) == 1
        begun = [line for line in ledger.lines() if line["event"] == "begun"][-1]
        assert begun["missed"] == [(past + timedelta(days=n)).date().isoformat() for n in (1, 2, 3)]
