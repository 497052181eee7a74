"""What this process and all its children take while something runs: CPU time and memory, by looking often."""

import os
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

TICK = os.sysconf("SC_CLK_TCK")
PAUSE = 0.1
"""Seconds between looks: what a process takes after the last look at it is not seen."""


@dataclass(slots=True)
class Watch:
    """`with Watch() as seen: …`; then `seen.cpu` (seconds) and `seen.peak` (bytes that belong to these processes alone or in shares)."""

    peak: int = 0
    cpu: float = 0.0
    _last: dict[int, float] = field(default_factory=dict)
    _done: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        before = {pid: _cpu(pid) for pid in _family()}
        self._thread = threading.Thread(target=self._look_often, daemon=True)
        self._thread.start()
        self.cpu = -sum(before.values())
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        assert self._thread
        self._thread.join()
        self._look()
        self.cpu += sum(self._last.values())

    def _look_often(self) -> None:
        while not self._done.wait(PAUSE):
            self._look()

    def _look(self) -> None:
        held = 0
        for pid in _family():
            self._last[pid] = max(_cpu(pid), self._last.get(pid, 0.0))
            held += _memory(pid)
        self.peak = max(self.peak, held)


def _family() -> list[int]:
    """This process and all that descend from it."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            stat = _stat(int(entry.name))
            if stat:
                parents[int(entry.name)] = int(stat[1])
    found, at = [os.getpid()], 0
    while at < len(found):
        found += [pid for pid, parent in parents.items() if parent == found[at]]
        at += 1
    return found


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _cpu(pid: int) -> float:
    stat = _stat(pid)
    return (int(stat[11]) + int(stat[12])) / TICK if stat else 0.0


def _memory(pid: int) -> int:
    """Proportional set size: a page that two processes share counts half for each."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
