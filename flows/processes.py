"""Where child processes come from: a fork server that has the readers' libraries loaded, so that a new one costs milliseconds."""

import resource
from functools import cache
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext

PRELOADED = ["extractors.reading", "extractors.feed", "warehouse.archive"]


@cache
def clean_processes() -> ForkServerContext:
    """A context whose processes inherit nothing of ours: no threads, no open database, no open sockets."""
    context = get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context


def limit_memory(megabytes: int) -> None:
    """Caps what this process may hold in memory of its own, and lets it leave no core file. For children only.

    Not its address space: libraries reserve over a gigabyte of that (an Arrow pool alone) and never touch it.
    """
    limit = megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
