"""Politeness: one request a host at a time, spaced; hosts that asked for quiet or do not answer are left alone."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from flows.answers import Answer, Failed, Fetched, NotModified, Redirect

DOWN_AFTER = 3
"""Failures in a row to connect or to answer in time after which a host is left alone for this run."""
UNSAID = timedelta(minutes=10)
"""How long a host that answers 429 is left alone where it does not say."""
LONGEST_DELAY = 30.0
"""Seconds: a robots.txt may not slow us down more than this; such hosts get fewer pages instead."""


@lru_cache(4096)
def host_of(url: str) -> str:
    """The host with its port, lower case: what politeness counts by. Nonsense has none and is refused when it is asked."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


class Host:
    """One host in this run. Times of `quiet_until` are UTC."""

    def __init__(self, gap: float, room: asyncio.Semaphore) -> None:
        """`gap`: seconds between the end of one request and the begin of the next; `room`: requests at once in all."""
        self.gap = gap
        self._room = room
        self.quiet_until: datetime | None = None
        self.failures = 0
        self.pages = 0
        """That it gave in this run."""
        self._turn = asyncio.Lock()
        self._free_at = 0.0

    @property
    def down(self) -> bool:
        """Whether it has failed so often in a row that more questions are in vain."""
        return self.failures >= DOWN_AFTER

    def is_quiet(self, now: datetime) -> bool:
        """Whether it asked to be left alone, and the time is not over."""
        return self.quiet_until is not None and self.quiet_until > now

    def left_alone(self, now: datetime, cap: int | None = None) -> str | None:
        """Why it may not be asked now, for one of at most `cap` pages; None if it may."""
        if self.down:
            return "does not answer and is left alone"
        if self.is_quiet(now):
            return "asked to be left alone"
        return "has given its pages of this run" if cap is not None and self.pages >= cap else None

    def rest(self, wait: timedelta | None) -> None:
        """Lets the next turn begin that much later: a short wait that a server asked for holds for all who wait."""
        if wait:
            until = asyncio.get_running_loop().time() + wait.total_seconds()
            self._free_at = max(self._free_at, until)

    def slow_to(self, seconds: float | None) -> None:
        """Keeps at least the delay that its robots.txt asks for."""
        self.gap = max(self.gap, min(seconds or 0.0, LONGEST_DELAY))

    @asynccontextmanager
    async def turn(
        self, clock: Callable[[], datetime], cap: int | None = None
    ) -> AsyncIterator[str | None]:
        """Waits until the host may be asked, and holds it meanwhile; gives why it is to be left alone, as known by then."""
        loop = asyncio.get_running_loop()
        async with self._turn:
            if why := self.left_alone(clock(), cap):
                yield why
                return
            wait = self._free_at - loop.time()
            if wait > 0:
                await asyncio.sleep(wait)
            async with self._room:  # taken last, so that nobody waits in it
                try:
                    yield None
                finally:
                    self._free_at = max(self._free_at, loop.time() + self.gap)

    def learn(self, answer: Answer | Redirect, now: datetime) -> None:
        """Takes note of how it answered."""
        match answer:
            case Fetched() | NotModified() | Redirect():
                self.failures = 0
            case Failed(status=429 | 503, retry_after=timedelta() as wait):
                self.quiet_until = now + wait
            case Failed(status=429):
                self.quiet_until = now + UNSAID
            case Failed(status=None | 503, passing=True):
                self.failures += 1
            case _:
                pass


class Hosts:
    """All hosts of a run."""

    def __init__(
        self, gap: float, waits: Iterable[tuple[str, datetime]] = (), *, at_once: int = 32
    ) -> None:
        """`waits`: addresses whose hosts asked before to be left alone until a time; `at_once`: requests in all."""
        self._gap = gap
        self._room = asyncio.Semaphore(at_once)
        self._hosts: dict[str, Host] = {}
        for url, until in waits:
            host = self.of(url)
            host.quiet_until = max(until, host.quiet_until or until)

    def of(self, url: str, *, private: bool = False) -> Host:
        """The host of `url`; a private one is our own and needs no spacing."""
        name = host_of(url)
        if name not in self._hosts:
            self._hosts[name] = Host(0.0 if private else self._gap, self._room)
        return self._hosts[name]
