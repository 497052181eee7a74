"""`python -m tests.bench.night_timed plain|flow DATA`: one night in a process of its own; prints how many seconds it took, by the clock and of CPU."""

import asyncio
import os
import sys
from pathlib import Path

from tests.bench.reading import wall_and_cpu

CONFIG = 'sources = "sources.toml"\n[fetch]\nhost_gap_seconds = 0\nrecheck_days = 0\n[read]\nattempts = 3\n'


def main(how: str, data: Path) -> None:
    """Imports are left out of the time, as in a process that serves."""
    from flows.lock import occupy
    from flows.night import run_night
    from flows.orchestration import prepare_prefect
    from flows.settings import load_settings

    settings = load_settings(data / "config.toml", data=data)
    if how == "flow":
        prepare_prefect(settings)
        from flows.flow import nightly

        took = wall_and_cpu(
            lambda: asyncio.run(nightly(config=str(data / "config.toml"), data=str(data)))
        )
    else:

        def plain() -> None:
            with occupy(data, "night"):
                night = asyncio.run(run_night(settings))
            print(night.outcome, night.reasons, file=sys.stderr)

        import flows.atom
        import flows.report  # noqa: F401 - as the flow has them

        took = wall_and_cpu(plain)
    print(*took)


if __name__ == "__main__":
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "ERROR")
    main(sys.argv[1], Path(sys.argv[2]))
