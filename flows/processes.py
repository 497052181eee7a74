"""Where child processes come from: a fork server that has the readers' libraries and weights loaded, so that a new one costs milliseconds."""

import resource
from functools import cache
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path

PRELOADED = ["flows.preloaded"]


@cache
def clean_processes() -> ForkServerContext:
    """A context whose processes inherit nothing of ours: no threads, no open database, no open sockets."""
    context = get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context


def limit_memory(megabytes: int) -> None:
    """Caps what this process may take beyond what it holds now, and lets it leave no core file. For children only.

    It is address space that is counted, and libraries reserve a gigabyte of it that they never touch.
    """
    limit = _held() + megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _held() -> int:
    """Bytes of address space that this process has now; 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()
