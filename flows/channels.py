"""One message through one channel: the only home of apprise, in a process of its own.

    Sender (here) ──a request a message──► serve ──apprise──► the service
           ◄──(sent, reason)──

The process of its own keeps addresses out of our logs whatever their level (apprise writes whole URLs at DEBUG), and a
service that never answers is cut off with the process. Reasons are phrases of our own, never the library's text.
"""

import logging
import os
import re
import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from flows.alerts import Secret
from flows.messages import Message
from flows.processes import clean_processes

SECONDS = 60.0
"""A service that has not answered by then is given up, and its process killed; the start of the process is not counted."""
ORPHANED = 300
"""Seconds after which a sending process ends by itself: nobody is left who would kill it."""
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
        self._child: tuple[BaseProcess, Connection] | None = None

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
        request = {
            "url": address.reveal(),
            "subject": message.subject,
            "text": message.text,
            "html": message.html,
        }
        try:
            _, line = self._child or self._start()
            line.send(request)
            answered = line.poll(self._seconds)
            sent, reason = (
                line.recv() if answered else (False, f"no answer within {self._seconds:g} s")
            )
        except (EOFError, OSError):
            started = "ended unexpectedly" if self._child else "could not be started"
            answered, sent, reason = False, False, f"the sending process {started}"
        if not answered:
            self._stop()
        return Outcome(sent=sent, reason=reason)

    def _start(self) -> tuple[BaseProcess, Connection]:
        ours, theirs = clean_processes().Pipe()
        process = clean_processes().Process(target=serve, args=(theirs,), daemon=True)
        try:
            process.start()
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        self._child = process, ours
        return self._child

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        process, line = child
        line.close()
        if process.is_alive():
            process.kill()
        process.join()


def serve(requests: Connection) -> None:
    """The sending process: answers each request with (sent, reason), until the other side is gone."""
    logging.getLogger("apprise").setLevel(logging.DEBUG)
    logging.getLogger("apprise").propagate = False
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for said in (1, 2):  # whatever a plugin prints
        os.dup2(nowhere, said)
    while True:
        try:
            request = requests.recv()
            signal.alarm(ORPHANED)
            requests.send(_answer(request))
            signal.alarm(0)
        except (EOFError, OSError):
            return


def _answer(request: dict[str, str]) -> tuple[bool, str | None]:
    try:
        return _notify(request)
    except Exception as error:  # noqa: BLE001 - a plugin's crash is a failed sending; its text may quote the address
        return False, f"the channel's library failed ({type(error).__name__})"


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
