"""`python -m tests.night_apart DATA`: one plain night in a process of its own, to be killed by tests."""

import asyncio
import sys
from pathlib import Path

from flows.lock import occupy
from flows.night import run_night
from flows.settings import load_settings


def main() -> None:
    """Runs the night of a stage's folder."""
    data = Path(sys.argv[1])
    settings = load_settings(
        data / "config.toml", data=data, sources=data / "sources.toml", alerts=data / "alerts.toml"
    )
    with occupy(data, "night"):
        asyncio.run(run_night(settings))


if __name__ == "__main__":
    main()
