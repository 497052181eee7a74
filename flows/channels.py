"""One message through one channel: the only home of apprise, in a process of its own.

    Sender (here) ──one JSON line a message──► python -m flows.channels ──apprise──► the service
           ◄──{"sent": …, "reason": …}──

The process of its own keeps addresses out of our logs whatever their level (apprise writes whole URLs at DEBUG), and a
service that never answers is cut off with the process. Reasons are phrases of our own, never the library's text.
"""

import json
import logging
import os
import re
import selectors
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from flows.alerts import Secret
from flows.messages import Message

SECONDS = 60.0
"""A service that has not answered by then is given up, and its process killed."""
_REASONS = (
    (r"timed? ?out", "timed out"),
    (r"refused", "connection refused"),
    (r"Name or service|name resolution|nodename|getaddrinfo", "name not found"),
    (r"certificate|SSL", "TLS failure"),
    (r"[Aa]uthentication|535", "login refused"),
    (r"Connection|Socket|SMTP", "connection failed"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one sending; `reason` where it failed."""

    sent: bool
    reason: str | None = None


class Sender:
    """Sends messages one after another; its process starts with the first one and ends with the block."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def send(self, address: Secret, message: Message) -> Outcome:
        """Gives the message to the service at `address`, once."""
        child = self._child or self._start()
        request = {
            "url": address.reveal(),
            "subject": message.subject,
            "text": message.text,
            "html": message.html,
        }
        line = self._ask(child, json.dumps(request))
        if line is None:
            self._stop()
            return Outcome(sent=False, reason=f"no answer within {self._seconds:g} s")
        if not line:
            self._stop()
            return Outcome(sent=False, reason="the sending process ended unexpectedly")
        return Outcome(**json.loads(line))

    def _start(self) -> subprocess.Popen[str]:
        root = str(Path(__file__).parent.parent)
        paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
        self._child = subprocess.Popen(
            [sys.executable, "-m", "flows.channels"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        return self._child

    def _ask(self, child: subprocess.Popen[str], request: str) -> str | None:
        """The answering line; empty where the process ended, None where it is late."""
        if child.stdin is None or child.stdout is None:
            return ""
        try:
            child.stdin.write(request + "\n")
            child.stdin.flush()
        except OSError:
            return ""
        with selectors.DefaultSelector() as waiting:
            waiting.register(child.stdout, selectors.EVENT_READ)
            return child.stdout.readline() if waiting.select(self._seconds) else None

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                pipe.close()
        child.wait()


def serve(requests: TextIO, answers: TextIO) -> None:
    """The sending process: a JSON line in, a JSON line out, until the other side is gone."""
    for line in requests:
        request = json.loads(line)
        try:
            sent, reason = _notify(request)
        except Exception as error:  # noqa: BLE001 - a plugin's crash is a failed sending; its text may quote the address
            sent, reason = False, f"the channel's library failed ({type(error).__name__})"
        print(json.dumps({"sent": sent, "reason": reason}), file=answers, flush=True)


def _notify(request: dict[str, str]) -> tuple[bool, str | None]:
    import apprise

    plugin = apprise.Apprise.instantiate(request["url"])
    if not isinstance(plugin, apprise.NotifyBase):
        return False, "the address is not one that apprise knows"
    if "overflow=" not in request["url"] and plugin.body_maxlen < 32768:
        plugin.overflow_mode = apprise.OverflowMode.SPLIT
    html = plugin.notify_format == apprise.NotifyFormat.HTML
    heard = _Heard()
    logging.getLogger("apprise").addHandler(heard)
    service = apprise.Apprise()
    service.add(plugin)
    sent = service.notify(
        body=request["html" if html else "text"],
        title=request["subject"],
        body_format=apprise.NotifyFormat.HTML if html else apprise.NotifyFormat.TEXT,
    )
    return (True, None) if sent else (False, reason_of("\n".join(heard.lines)))


class _Heard(logging.Handler):
    """Keeps what the library logs, for `reason_of` only."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def reason_of(log: str) -> str:
    """Why a sending failed, in a phrase that holds nothing of the log but a status code."""
    status = re.search(r"error=(\d{3})\b", log)
    if status:
        return f"the service answered {status[1]}"
    return next((phrase for found, phrase in _REASONS if re.search(found, log)), "not accepted")


def _main() -> None:
    logging.getLogger("apprise").setLevel(logging.DEBUG)
    logging.getLogger("apprise").propagate = False
    answers: Any = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    serve(sys.stdin, answers)


if __name__ == "__main__":
    _main()
