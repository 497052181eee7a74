"""Questions to the published file, answered by a process of their own that can only read it.

    ask(file, SQL) ──stdin──► python -m warehouse.answering: read-only, closed to files, network, extensions, settings
        Answer     ◄─stdout──  killed when its time is over

Errors
    AskError            no answer; the message says why and what to do
    ├── NothingPublished  there is no file yet
    ├── QueryRefused      the SQL is wrong, or more than reading
    └── QueryTooLong      it was stopped
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

SECONDS = 60.0
ROWS = 1_000_000


class AskError(Exception):
    """No answer."""


class NothingPublished(AskError):  # noqa: N818
    """There is no published file."""


class QueryRefused(AskError):  # noqa: N818
    """The query is wrong, or would do more than read this file."""


class QueryTooLong(AskError):  # noqa: N818
    """The query ran out of time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Columns and values as JSON has them: dates ISO, times ISO with Z. `cut`: there were more rows."""

    columns: tuple[str, ...]
    values: list[list[Any]]
    cut: bool = False

    def rows(self) -> list[dict[str, Any]]:
        """A dict a row; of columns with one name the later ones are numbered."""
        names: list[str] = []
        for name in self.columns:
            again = sum(known == name or known.startswith(f"{name}_") for known in names)
            names.append(f"{name}_{again}" if name in names else name)
        return [dict(zip(names, row, strict=True)) for row in self.values]


class Request(msgspec.Struct, frozen=True):
    """What the answering process is asked."""

    file: str
    query: str
    seconds: float
    rows: int
    spill: str


class Reply(msgspec.Struct, frozen=True):
    """Its last line. `problem`: `refused` | `file`."""

    cut: bool = False
    problem: str | None = None
    message: str = ""


def ask(published: Path, query: str, *, seconds: float = SECONDS, rows: int = ROWS) -> Answer:
    """The answer to one SELECT on the published file, at most `rows` rows. Raises AskError.

    A file that is just being replaced is asked a second time.
    """
    if not published.exists():
        raise NothingPublished(
            f"{published}: nothing published yet; a night does it: plantwatch run"
        )
    answer, reply = _ask_once(published, query, seconds, rows)
    if reply.problem == "file":
        answer, reply = _ask_once(published, query, seconds, rows)
    if reply.problem == "refused":
        raise QueryRefused(reply.message)
    if reply.problem:
        raise AskError(f"{published}: {reply.message}")
    return answer


def _ask_once(published: Path, query: str, seconds: float, rows: int) -> tuple[Answer, Reply]:
    with tempfile.TemporaryDirectory(prefix="plantwatch-sql-") as spill:
        request = Request(str(published.absolute()), query, seconds, rows, spill)
        try:
            done = subprocess.run(
                [sys.executable, "-m", "warehouse.answering"],
                input=msgspec.json.encode(request),
                capture_output=True,
                timeout=seconds,
                cwd=spill,
                env=_environment(spill),
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise QueryTooLong(
                f"stopped after {seconds:g} s; ask for less, or give it longer with --timeout"
            ) from None
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        raise AskError(
            f"the query's process ended with status {done.returncode}, most likely for want of memory; ask for less"
        )
    reply = msgspec.json.decode(lines.pop(), type=Reply)
    columns = tuple(msgspec.json.decode(lines.pop(0))) if lines else ()
    values = [msgspec.json.decode(line) for line in lines]
    return Answer(columns=columns, values=values, cut=reply.cut), reply


def _environment(home: str) -> dict[str, str]:
    """Nothing of ours but what Python needs: no secrets to be read."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return {**kept, "HOME": home, "PYTHONPATH": str(Path(__file__).parent.parent)}
