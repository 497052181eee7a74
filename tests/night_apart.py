"""`python -m tests.night_apart DATA [BYTES]`: one plain night in a process of its own, to be killed by tests, or to be
stopped where a file would grow past so many bytes, as on a full disk."""

import asyncio
import resource
import signal
import sys
from pathlib import Path

from flows.lock import occupy
from flows.night import run_night
from flows.settings import load_settings


def main() -> None:
    """Runs the night of a stage's folder."""
    data, most = Path(sys.argv[1]), int((sys.argv[2:] or ["0"])[0])
    if most:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    settings = load_settings(
        data / "config.toml", data=data, sources=data / "sources.toml", alerts=data / "alerts.toml"
    )
    with occupy(data, "night"):
        asyncio.run(run_night(settings))


if __name__ == "__main__":
    main()
