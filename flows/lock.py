"""One run at a time on a data folder. The lock falls with its process, however that ends."""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from flows.options import Failure


class Occupied(Failure):
    """Another run has the data folder; the message names its process and when it began."""


@contextmanager
def occupy(
    data: Path, what: str, *, wait_seconds: float = 0, waiting: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Holds the data folder for `what`. Waits at most `wait_seconds` for a poll to end, for a night not at all; then raises Occupied."""
    _make(data)
    lock, note = FileLock(data / "run.lock"), data / "run.json"
    _acquire(lock, note, wait_seconds, waiting)
    try:
        note.write_text(
            json.dumps(
                {
                    "what": what,
                    "pid": os.getpid(),
                    "since": datetime.now(UTC).isoformat(timespec="seconds"),
                }
            )
        )
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def holder(note: Path) -> str:
    """Who holds the folder, in words."""
    try:
        held = json.loads(note.read_text())
    except (OSError, json.JSONDecodeError):
        return "another process"
    return f"a {held['what']} (process {held['pid']}, since {held['since']})"


def check_free(data: Path) -> None:
    """Raises Occupied where a night has the folder, Failure where it cannot be written."""
    _make(data)
    try:
        with FileLock(data / "run.lock", timeout=0):
            return
    except Timeout:
        if not _is_poll(data / "run.json"):
            raise Occupied(
                f"{data} is in use by {holder(data / 'run.json')}; wait for it, or stop it"
            ) from None
    except OSError as error:
        raise _unwritable(data, error) from None


def _make(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(data, error) from None


def _unwritable(data: Path, error: OSError) -> Failure:
    return Failure(f"{data} cannot be written: {error.strerror}; choose another --data")


def _is_poll(note: Path) -> bool:
    return holder(note).startswith("a poll")


def _acquire(
    lock: FileLock, note: Path, wait_seconds: float, waiting: Callable[[str], None] | None
) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if not _is_poll(note):
            wait_seconds = 0
        if wait_seconds and waiting:
            waiting(f"waiting for {holder(note)} to end")
        started = time.monotonic()
        try:
            lock.acquire(timeout=wait_seconds)
        except Timeout:
            waited = f" after {time.monotonic() - started:.0f} s" if wait_seconds else ""
            raise Occupied(
                f"{note.parent} is in use by {holder(note)}{waited}; wait for it, or stop it"
            ) from None
