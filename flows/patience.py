"""A question asked politely: each host in its own turn, robots.txt before each address, again where a failure may pass.

    address ─may─► turn of its host ─► answer
       ▲                  └─► redirect ─┐
       └────────────────────────────────┘

Between the turns none is held, so that questions which lead to one another's hosts never wait for each other.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import stamina

from flows.answers import Answer, Failed, Fetched, NotModified, Redirect, Refused
from flows.hosts import Host, Hosts, host_of
from flows.web import Client, own_origin

logging.getLogger("stamina").setLevel(logging.ERROR)
TRIES = 3
QUICK = 5.0
"""Seconds. What took longer to fail (a server that drips or hangs) is not asked again in this run."""
SHORT_WAIT = 15.0
"""Seconds that a server may ask us to wait within the run; longer waits are for a later run."""
Own = tuple[str, int]
"""Host and port that may be private (see own_origin)."""
MayAsk = Callable[[str], Awaitable[Refused | Failed | None]]
"""Says why an address may not be asked, None where it may."""


def host_at(hosts: Hosts, url: str, private: Own | None) -> Host:
    """The host of `url`; the one that is `private` is our own."""
    return hosts.of(url, private=private is not None and own_origin(url) == private)


async def ask(  # noqa: PLR0913
    client: Client,
    hosts: Hosts,
    url: str,
    *,
    private: Own | None = None,
    may: MayAsk | None = None,
    cap: int | None = None,
    **how: Any,
) -> Answer:
    """What came of asking `url` and where it redirects to, each host in its turn; `how` as Client.get has it.

    Connection errors and 5xx are retried with jitter. A 429 or 503 is not, unless its Retry-After is short: the host
    is left alone for as long as it asked. The time of a whole answer is that of all hops together, waits left out.
    `cap`: this is a page, and a host gives so many; it counts for the host that gives it, else for the one that led astray.
    """
    how["private"] = private
    question = _Question(client, how, cap, client.limits.total_seconds)
    answer = await _followed(question, hosts, url, private, may)
    if question.led_by:
        question.led_by.pages += 1
    return answer


async def _followed(
    question: "_Question", hosts: Hosts, url: str, private: Own | None, may: MayAsk | None
) -> Answer:
    most = question.client.limits.max_redirects
    at, permanent, status, seen = url, True, None, {url}
    for _ in range(most + 1):
        if may and (why := await may(at)):
            return replace(why, url=url, status=status)
        found = await question.asked(host_at(hosts, at, private), at)
        if not isinstance(found, Redirect):
            return _whole(found, url, moved_to=at if permanent and at != url else None)
        at, status, permanent = found.to, found.status, permanent and found.permanent
        if at in seen:
            return Failed(url=url, reason=f"redirect loop at {at[:200]}", status=status)
        seen.add(at)
    return Refused(url=url, reason=f"more than {most} redirects")


def _whole(answer: Answer, url: str, *, moved_to: str | None) -> Answer:
    """The last answer as one to the first question."""
    if isinstance(answer, Fetched | NotModified):
        return replace(answer, url=url, moved_to=moved_to)
    return replace(answer, url=url)


class _Passing(Exception):  # noqa: N818
    """A failure that may pass, on its way to the retry."""

    def __init__(self, answer: Failed) -> None:
        super().__init__(answer.reason)
        self.answer = answer


@dataclass(slots=True)
class _Question:
    """What is asked of one address after the other."""

    client: Client
    how: dict[str, Any]
    cap: int | None
    left: float
    """Seconds that the answers may still take."""
    led_by: Host | None = None
    """The first host that led on, as long as none has given a page."""

    async def asked(self, host: Host, url: str) -> Answer | Redirect:
        """The answer of one address, after retries where they are in order."""
        answer, again = await self._once(host, url)
        if again and isinstance(answer, Failed):
            answer = await self._again(answer, host, url)
        # nothing was awaited since the turn ended, so who has the next one knows it
        host.learn(answer, self.client.clock())
        if self.cap is not None:
            self._count(host, answer)
        return answer

    def _count(self, host: Host, answer: Answer | Redirect) -> None:
        if isinstance(answer, Redirect):
            self.led_by = self.led_by or host
        elif not (isinstance(answer, Failed) and answer.postponed):
            host.pages += 1
            self.led_by = None

    async def _once(self, host: Host, url: str) -> tuple[Answer | Redirect, bool]:
        """The answer, and whether it is a failure that may pass and came quickly."""
        loop = asyncio.get_running_loop()
        async with host.turn(self.client.clock, self.cap) as why:
            if why:
                return _postponed(url, host, why, self.client.clock()), False
            started = loop.time()
            answer = await self.client.get(url, seconds=self.left, **self.how)
            took = loop.time() - started
            again = took < QUICK and _passes(answer)
            if again and isinstance(answer, Failed):
                host.rest(answer.retry_after)
        self.left = max(0.0, self.left - took)
        return answer, again

    async def _again(self, failure: Failed, host: Host, url: str) -> Answer | Redirect:
        """The retries; the failure that made them needful counts as the first try."""
        wait, known = self.client.limits.retry_seconds, [failure]
        try:
            async for attempt in stamina.retry_context(
                on=_backoff,
                attempts=TRIES,
                timeout=60,
                wait_initial=wait,
                wait_max=SHORT_WAIT,
                wait_jitter=2 * wait,
            ):
                with attempt:
                    answer: Answer | Redirect
                    answer, again = (known.pop(), True) if known else await self._once(host, url)
                    if again and isinstance(answer, Failed):
                        raise _Passing(answer)  # noqa: TRY301 - how stamina is told to go on
                    return answer
        except _Passing as last:
            return last.answer
        raise AssertionError(url)


def _postponed(url: str, host: Host, why: str, now: datetime) -> Failed:
    until = host.quiet_until if host.is_quiet(now) and not host.down else None
    wait = until - now if until else None
    return Failed(url=url, reason=f"{host_of(url)} {why}", retry_after=wait, postponed=True)


def _passes(answer: Answer | Redirect) -> bool:
    """Whether the same may be answered well within this run."""
    if not isinstance(answer, Failed) or not answer.passing:
        return False
    if answer.retry_after is not None:
        return answer.retry_after.total_seconds() <= SHORT_WAIT
    return answer.status != 429


def _backoff(error: Exception) -> float | bool:
    """stamina's question whether to go on: how long the server asked us to wait, or by its own schedule."""
    if not isinstance(error, _Passing):
        return False
    wait = error.answer.retry_after
    return wait.total_seconds() if wait else True
