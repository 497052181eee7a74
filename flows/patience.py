"""A question asked politely, and once or twice more where its failure may pass."""

import asyncio
import logging
from typing import Any

import stamina

from flows.answers import Answer, Failed
from flows.hosts import Host
from flows.web import Client

logging.getLogger("stamina").setLevel(logging.ERROR)
TRIES = 3
QUICK = 5.0
"""Seconds. What took longer to fail (a server that drips or hangs) is not asked again in this run."""
SHORT_WAIT = 15.0
"""Seconds that a server may ask us to wait within the run; longer waits are for a later run."""


class _Passing(Exception):  # noqa: N818
    """A failure that may pass, on its way to the retry."""

    def __init__(self, answer: Failed) -> None:
        super().__init__(answer.reason)
        self.answer = answer


async def ask(client: Client, host: Host, url: str, **how: Any) -> Answer:
    """What came of asking `url` when it was the host's turn; connection errors and 5xx are retried with jitter.

    A 429 or 503 is not, unless its Retry-After is short: the host is left alone for as long as it asked.
    """
    answer, again = await _ask_once(client, host, url, how)
    if again and isinstance(answer, Failed):
        answer = await _ask_again(answer, client, host, url, how)
    host.learn(answer, client.clock())
    return answer


async def _ask_again(
    failure: Failed, client: Client, host: Host, url: str, how: dict[str, Any]
) -> Answer:
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
                answer: Answer
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
) -> tuple[Answer, bool]:
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
