"""`plantwatch serve`: both schedules kept through Prefect, its server included, missed nights caught up once.

serve ─┬─ prefect server (a child, started again if it dies) unless PREFECT_API_URL names one
       ├─ catch-up: one night at once, where the ledger says that one was missed or cut off
       └─ prefect.serve: `poll` every few minutes, `nightly` at its hour, in the zone of the settings
"""

import asyncio
import contextlib
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flows.ledger import Ledger
from flows.lock import Occupied
from flows.night import overdue
from flows.options import Failure
from flows.orchestration import prepare_prefect, run_as_flow
from flows.settings import Settings

log = logging.getLogger("plantwatch.serve")
PATIENCE_SECONDS = 120
GRACE_SECONDS = 20
"""How long ending may take, before it is ended by force: Prefect can wait for ever for a server that has gone already."""


def serve(
    settings: Settings, *, config: Path | None, sources: Path | None, alerts: Path | None
) -> None:
    """Serves until stopped. Raises Failure where no server can be had or nothing comes to be scheduled."""
    prepare_prefect(settings)
    server = None if "PREFECT_API_URL" in os.environ else Server(settings)

    def stop(_number: int, _frame: object) -> None:
        threading.Thread(target=_end_by_force, args=(settings, server), daemon=True).start()
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)
    try:
        if server:
            server.start()
        url = os.environ["PREFECT_API_URL"]
        (settings.data / "serve.json").write_text(
            json.dumps({"api": url, "pid": os.getpid(), "since": datetime.now(UTC).isoformat()})
        )
        print(
            f"Prefect at {url.removesuffix('/api')}; nights at {settings.night} {settings.timezone}, polls every {settings.poll_minutes} min"
        )
        _catch_up(settings, config=config, sources=sources, alerts=alerts)
        threading.Thread(target=_watch_schedule, daemon=True).start()
        _serve_flows(settings, stop, config=config, sources=sources, alerts=alerts)
    finally:
        _gone(settings, server)


def _gone(settings: Settings, server: "Server | None") -> None:
    (settings.data / "serve.json").unlink(missing_ok=True)
    if server:
        server.stop()


def _end_by_force(settings: Settings, server: "Server | None") -> None:
    """What is still there after the grace is left as it is: a night that is cut off is taken up by the next start."""
    time.sleep(GRACE_SECONDS)
    log.warning(
        "serve did not end within %d s of being told to; it is ended by force", GRACE_SECONDS
    )
    _gone(settings, server)
    os._exit(0)


def _catch_up(
    settings: Settings, *, config: Path | None, sources: Path | None, alerts: Path | None
) -> None:
    if not overdue(Ledger(settings.data / "ledger.jsonl").runs(), datetime.now(UTC), settings):
        return
    print("a night was missed or cut off: catching up now")
    try:
        run = run_as_flow(
            settings, config=config, sources=sources, alerts=alerts, trigger="catch-up"
        )
        print(f"caught up: the night was {run.outcome}")
    except Occupied as busy:
        print(f"not caught up: {busy}")


def _serve_flows(
    settings: Settings,
    stop: Callable[[int, object], None],
    *,
    config: Path | None,
    sources: Path | None,
    alerts: Path | None,
) -> None:
    """As `prefect.serve` does it, but that SIGTERM goes to `stop`: Prefect's own handler may wait for ever."""
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.runner import Runner
    from prefect.schedules import Interval

    from flows.flow import nightly, polling

    given = {"config": config, "data": settings.data, "sources": sources, "alerts": alerts}
    told = {name: str(path.absolute()) if path else None for name, path in given.items()}
    one = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)
    night = nightly.to_deployment(
        name="plantwatch",
        schedule=_nights(settings),
        parameters={
            **told,
            "trigger": "schedule",
        },
        concurrency_limit=one,
        tags=["plantwatch"],
    )
    poll = polling.to_deployment(
        name="plantwatch",
        schedule=Interval(timedelta(minutes=settings.poll_minutes), timezone=settings.timezone),
        parameters=told,
        concurrency_limit=one,
        tags=["plantwatch"],
    )
    runner = Runner(pause_on_shutdown=False, limit=2)
    runner.handle_sigterm = stop  # type: ignore[method-assign]
    for deployment in (night, poll):
        runner.add_deployment(deployment)  # type: ignore[arg-type]
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(runner.start())


def _nights(settings: Settings) -> Any:
    """Once a day at the hour of the settings; every PLANTWATCH_NIGHT_EVERY seconds where that is set, for trials."""
    from prefect.schedules import Cron, Interval

    every = os.environ.get("PLANTWATCH_NIGHT_EVERY")
    if every:
        return Interval(timedelta(seconds=float(every)))
    hour, minute = settings.night.split(":")
    return Cron(f"{int(minute)} {int(hour)} * * *", timezone=settings.timezone)


def scheduled_runs(api: str, *, seconds: float = 10) -> list[datetime]:
    """Times of the nights that the server at `api` means to start. Raises OSError where it cannot be asked."""
    asked = {
        "flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}, "tags": {"all_": ["plantwatch"]}},
        "flows": {"name": {"any_": ["nightly"]}},
        "limit": 50,
    }
    request = urllib.request.Request(  # noqa: S310 - our own server's address
        f"{api}/flow_runs/filter",
        data=json.dumps(asked).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=seconds) as answer:  # noqa: S310
        runs = json.loads(answer.read())
    times = [
        datetime.fromisoformat(run["expected_start_time"])
        for run in runs
        if run.get("expected_start_time")
    ]
    return sorted(at for at in times if at > datetime.now(UTC))


def _watch_schedule() -> None:
    """A server that schedules nothing looks healthy (sqlalchemy 2.1 with this Prefect): ask, and stop loudly."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        time.sleep(5)
        try:
            if scheduled_runs(os.environ["PREFECT_API_URL"]):
                return
        except OSError:
            continue
    print(
        "plantwatch: Prefect accepted the schedule but plans no run; check the pins (sqlalchemy<2.1, fastapi<0.151) "
        "with `pip install -r requirements.txt`",
        file=sys.stderr,
        flush=True,
    )
    os.kill(os.getpid(), signal.SIGTERM)


class Server:
    """A Prefect server of our own, as a child process on loopback, started again when it dies."""

    def __init__(self, settings: Settings) -> None:
        self.log = settings.data / "logs" / "prefect-server.log"
        self.port = _free_port(int(os.environ.get("PLANTWATCH_PREFECT_PORT", "4200")))
        self.url = f"http://127.0.0.1:{self.port}/api"
        self.child: subprocess.Popen[bytes] | None = None
        self.wanted = True

    def start(self) -> None:
        """Starts it and waits until it answers."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        os.environ["PREFECT_API_URL"] = self.url
        self._launch()
        until = time.monotonic() + PATIENCE_SECONDS
        while not self._healthy():
            if self.child is None or self.child.poll() is not None or time.monotonic() > until:
                raise Failure(f"the Prefect server did not start; {self.log} says why")
            time.sleep(0.5)
        threading.Thread(target=self._keep, daemon=True).start()

    def stop(self) -> None:
        """Ends it."""
        self.wanted = False
        if self.child and self.child.poll() is None:
            self.child.terminate()
            try:
                self.child.wait(15)
            except subprocess.TimeoutExpired:
                self.child.kill()

    def _launch(self) -> None:
        with self.log.open("ab") as out:
            self.child = subprocess.Popen(  # noqa: S603 - our own interpreter
                [
                    sys.executable,
                    "-m",
                    "prefect",
                    "server",
                    "start",
                    "--host",
                    "127.0.0.1",
                    "--port",
                    str(self.port),
                ],
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    def _keep(self) -> None:
        pause = 1.0
        while self.wanted:
            time.sleep(pause)
            if self.wanted and self.child and self.child.poll() is not None:
                log.warning(
                    "the Prefect server ended with status %s; it is started again",
                    self.child.returncode,
                )
                self._launch()
                pause = min(pause * 2, 60)

    def _healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=2) as answer:  # noqa: S310 - our own server
                return bool(answer.status == 200)
        except OSError:
            return False


def _free_port(wanted: int) -> int:
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise Failure("no free port on 127.0.0.1 for the Prefect server")
