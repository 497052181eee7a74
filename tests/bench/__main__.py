"""`python -m tests.bench [NAME…]`: one JSON line a figure. BENCH_PAGES=DIR reads real pages, BENCH_COUNT=N so many of them."""

import importlib
import sys
from collections.abc import Callable, Iterator

from tests.bench.figure import Figure

BENCHES = {
    "read": "reading:read",
    "read_scaling": "reading:read_scaling",
    "read_vs_newsplease": "peers:read_vs_newsplease",
    "extract": "extracting:extract_cost",
    "extract_growth": "extracting:extract_growth",
    "fetch": "asking:fetch",
    "night_overhead": "nights:night_overhead",
    "prefect_overhead": "nights:prefect_overhead",
    "append_growth": "storing:append_growth",
    "publish": "storing:publish_cost",
    "report": "storing:report_cost",
    "memory_peak": "memory:memory_peak",
    "backfill": "history:backfill_speed",
}
"""Name → module:function, in the order in which they run."""


def main(names: list[str]) -> int:
    """Prints the figures; returns 1 where a benchmark could not run."""
    unknown = sorted(set(names) - BENCHES.keys())
    if unknown:
        print(
            f"no such benchmark: {', '.join(unknown)}; there are {', '.join(BENCHES)}",
            file=sys.stderr,
        )
        return 2
    broken = 0
    for name in names or BENCHES:
        module, _, function = BENCHES[name].partition(":")
        try:
            bench: Callable[[], Iterator[Figure]] = getattr(
                importlib.import_module(f"tests.bench.{module}"), function
            )
            for figure in bench():
                print(figure.line(), flush=True)
        except Exception as error:  # noqa: BLE001 - the other figures are still wanted
            broken = 1
            print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
    return broken


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
