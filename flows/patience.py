"""A question asked politely, and once or twice more where its failure may pass."""

import asyncio
import logging
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

import stamina

from flows.answers import Answer, Elsewhere, Failed, Fetched, NotModified, Refused
from flows.hosts import Host, Hosts, host_of
from flows.web import Client

logging.getLogger("stamina").setLevel(logging.ERROR)
TRIES = 3
QUICK = 5.0
"""Seconds. What took longer to fail (a server that drips or hangs) is not asked again in this run."""
SHORT_WAIT = 15.0
"""Seconds that a server may ask us to wait within the run; longer waits are for a later run."""


class MayAsk(Protocol):
    """Says why an address may not be asked, None where it may."""

    async def __call__(self, url: str, *, host: Host | None) -> str | None:
        """`host`: whose turn to take for its robots.txt; None where that is held already."""


class _Passing(Exception):  # noqa: N818
    """A failure that may pass, on its way to the retry."""

    def __init__(self, answer: Failed) -> None:
        super().__init__(answer.reason)
        self.answer = answer


async def ask(client: Client, host: Host, url: str, **how: Any) -> Answer:
    """What came of asking `url` when it was the host's turn; connection errors and 5xx are retried with jitter.

    A 429 or 503 is not, unless its Retry-After is short: the host is left alone for as long as it asked.
    Redirects to other hosts are followed while the turn of this one is held: for who asks one host only.
    """
    answer = await _asked(client, host, url, how)
    assert not isinstance(answer, Elsewhere)  # noqa: S101 - only given where `stay` is said
    return answer


async def ask_politely(
    client: Client,
    hosts: Hosts,
    url: str,
    *,
    own: bool = False,
    may: MayAsk | None = None,
    **how: Any,
) -> Answer:
    """The same, where each host that redirects lead to is asked in its own turn, nobody else's being held.

    `own`: the hosts are ours (Hosts.of); `may` says why the address that a redirect leads to may not be asked.
    """
    at, permanent, seen = url, True, {url}
    for _ in range(client.limits.max_redirects + 1):
        host = hosts.of(at, private=own)
        if at != url and (host.down or host.is_quiet(client.clock())):
            return Failed(url=url, reason=f"{host_of(at)} is left alone", postponed=True)
        within = None if may is None else partial(may, host=None)
        found = await _asked(client, host, at, {**how, "may": within, "stay": True})
        if not isinstance(found, Elsewhere):
            return _whole(found, url, moved=at != url and permanent)
        if found.to in seen:
            return Failed(url=url, reason=f"redirect loop at {found.to[:200]}", status=found.status)
        permanent = permanent and found.permanent
        seen.add(found.to)
        at = found.to
        if may and (why := await may(at, host=hosts.of(at, private=own))):
            return Refused(url=url, reason=why, status=found.status, at=at)
    return Refused(url=url, reason=f"more than {client.limits.max_redirects} redirects")


def _whole(answer: Answer, url: str, *, moved: bool) -> Answer:
    """The last answer as one to the first question; `moved`: every redirect between hosts was for good."""
    match answer:
        case Fetched() | NotModified() if answer.url != url:
            end = (answer.moved_to or answer.final_url) if moved else None
            ended = answer.final_url == answer.url or answer.moved_to is not None
            return replace(answer, url=url, moved_to=end if ended else None)
    return replace(answer, url=url)


async def _asked(client: Client, host: Host, url: str, how: dict[str, Any]) -> Answer | Elsewhere:
    answer, again = await _ask_once(client, host, url, how)
    if again and isinstance(answer, Failed):
        answer = await _ask_again(answer, client, host, url, how)
    if not isinstance(answer, Elsewhere):
        host.learn(answer, client.clock())
    return answer


async def _ask_again(
    failure: Failed, client: Client, host: Host, url: str, how: dict[str, Any]
) -> Answer | Elsewhere:
    """The retries; the failure that made them needful counts as the first try."""
    wait, known = client.limits.retry_seconds, [failure]
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
                answer: Answer | Elsewhere
                answer, again = (
                    (known.pop(), True) if known else await _ask_once(client, host, url, how)
                )
                if again and isinstance(answer, Failed):
                    raise _Passing(answer)  # noqa: TRY301 - how stamina is told to go on
                return answer
    except _Passing as last:
        return last.answer
    raise AssertionError(url)


async def _ask_once(
    client: Client, host: Host, url: str, how: dict[str, Any]
) -> tuple[Answer | Elsewhere, bool]:
    """The answer, and whether it is a failure that may pass and came quickly."""
    loop = asyncio.get_running_loop()
    async with host.turn():
        started = loop.time()
        answer = await client.get(url, **how)
    quick = loop.time() - started < QUICK
    return answer, quick and isinstance(answer, Failed) and answer.passing and _soon(answer)


def _soon(answer: Failed) -> bool:
    if answer.retry_after is not None:
        return answer.retry_after.total_seconds() <= SHORT_WAIT
    return answer.status != 429


def _backoff(error: Exception) -> float | bool:
    """stamina's question whether to go on: how long the server asked us to wait, or by its own schedule."""
    if not isinstance(error, _Passing):
        return False
    wait = error.answer.retry_after
    return wait.total_seconds() if wait else True
