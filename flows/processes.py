"""Where child processes come from: a fork server that has their libraries loaded, so that a new one costs milliseconds."""

import os
import resource
import sys
from functools import cache
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path

FOR_FEEDS = ["extractors.feed"]
FOR_PAGES = ["flows.preloaded", "flows.cli"]
"""The reader's libraries, dictionaries, weights and gazetteer, seconds that a mere poll does not spend; and what a child imports of our command."""
PLANTS = "PLANTWATCH_PRELOADED_PLANTS"
"""Tells the fork server, which takes no arguments, the file of the gazetteer."""


@cache
def clean_processes() -> ForkServerContext:
    """A context whose processes inherit nothing of ours: no threads, no open database, no open sockets, no Prefect."""
    _forget_the_engine()
    context = get_context("forkserver")
    context.set_forkserver_preload(FOR_FEEDS)
    return context


def _forget_the_engine() -> None:
    """Takes from the main module what a child would load it anew by, where it is Prefect's engine, as in a scheduled night: two seconds each."""
    main = sys.modules["__main__"]
    spec = getattr(main, "__spec__", None)
    if spec is not None and spec.name.partition(".")[0] == "prefect":
        main.__spec__ = None
        vars(main).pop("__file__", None)


def expect_pages(plants: Path) -> None:
    """Says, before the first process is started, that pages will be read beside the gazetteer in `plants`.

    So the fork server is made ready for that; a gazetteer that is another by then is loaded by each process itself.
    """
    os.environ[PLANTS] = str(plants)
    clean_processes().set_forkserver_preload(FOR_PAGES)


def expect_messages() -> None:
    """Says, before the first process is started, that this command does nothing but send: each loads what it needs itself."""
    clean_processes().set_forkserver_preload([])


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
