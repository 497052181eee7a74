"""The call to a language model: any endpoint that speaks the chat completions API, through the openai client.

    documents ─► Asker.ask_all ─► an Exchange each, as they come

One asker stands for one night (or one command): what it may spend, how the endpoint wants to be asked, whether it still
answers. When the cap is reached or the endpoint does not answer, it closes, says why, and asks nothing more.
"""

import asyncio
import importlib
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit, urlunsplit

from extractors.model import Document
from extractors.model_reader import Answer, Dialect, read_answer, request
from extractors.model_reader.prompt import simpler, tokens_at_most
from flows.declarations import Misuse
from flows.options import Failure
from flows.settings import ModelSettings

MOST_BYTES = 4_000_000
PATIENCE_SECONDS = 60.0
"""A longer wait asked for by the endpoint ends the night's questions."""
FAILURES = 3
"""In a row; then the endpoint is taken to be down."""
LIMITED = 4
"""Times that one article waits for a rate limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One question and what came back. Without `answer` the endpoint failed, and it is asked again another night."""

    request: Mapping[str, Any]
    asked_at: datetime
    seconds: float
    status: int | None = None
    response: str | None = None
    answer: Answer | None = None
    refused: str | None = None
    """The endpoint takes no such question (too long, …)."""
    timeout: bool = False
    tokens_in: int = 0
    tokens_out: int = 0


K = TypeVar("K")


@dataclass(slots=True, kw_only=True)
class Spent:
    """What has been spent, and what the questions under way may still cost."""

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    reserved: int = 0

    def money(self, settings: ModelSettings) -> float:
        """In the currency of the prices."""
        told = self.tokens_in * settings.price_in + self.tokens_out * settings.price_out
        return told / 1_000_000


@dataclass(slots=True)
class Asker:
    """Asks one endpoint. `capped` false: as often as it is told to."""

    settings: ModelSettings
    capped: bool = True
    spent: Spent = field(default_factory=Spent)
    closed: str | None = None
    """Why nothing more is asked."""
    cap_reached: bool = False
    last_failure: str | None = None
    _client: Any = None
    _clients: list[Any] = field(default_factory=list)
    _dialect: Dialect = field(default_factory=Dialect)
    _failures: int = 0
    _not_before: float = 0.0
    _base: str = ""
    _begun: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        if not self.settings.base_url or not self.settings.model:
            raise Misuse(
                "no model to ask: name its endpoint (--base-url or base_url under [model]) and itself (--model, PLANTWATCH_MODEL or model under [model])"
            )
        if urlsplit(self.settings.base_url).scheme not in ("http", "https"):
            raise Misuse(
                f"{self.settings.base_url!r} is no http address; write one such as http://localhost:11434/v1"
            )
        self._base = self.settings.base_url
        client_library()

    async def __aenter__(self) -> Self:
        self._client = self._made()
        return self

    async def __aexit__(self, *_: object) -> None:
        for client in self._clients:
            await client.close()
        self._clients.clear()

    def _made(self) -> Any:
        key = os.environ.get(self.settings.key_env) or "none"
        client = client_library().AsyncOpenAI(
            base_url=self._base, api_key=key, timeout=self.settings.seconds, max_retries=0
        )
        self._clients.append(client)
        return client

    async def ask_all(
        self, documents: Mapping[K, Document], on_answer: Callable[[K, Exchange], None]
    ) -> None:
        """Asks about each document, some at a time; `on_answer` gets its key and what came back."""
        waiting = list(documents.items())[::-1]

        async def work() -> None:
            while waiting and not self.closed:
                key, document = waiting.pop()
                exchange = await self._ask(document)
                if exchange is not None:
                    on_answer(key, exchange)

        async with asyncio.TaskGroup() as group:
            for _ in range(min(self.settings.concurrency, len(waiting))):
                group.create_task(work())

    async def _ask(self, document: Document) -> Exchange | None:
        """None where the endpoint failed, or nothing may be asked any more."""
        for _ in range(LIMITED):
            await self._pause()
            body = request(document, str(self.settings.model), self._dialect)
            if self.closed or not self._afford(body):
                return None
            dialect, base = self._dialect, self._base
            exchange, wait = await self._call(body, base)
            if wait is not None:
                self._hold(wait)
            elif (
                exchange is not None and exchange.refused and self._adapted(dialect, exchange)
            ) or (exchange is None and self._base != base):
                continue
            else:
                return exchange
        return None

    async def _pause(self) -> None:
        if (left := self._not_before - time.monotonic()) > 0 and not self.closed:
            await asyncio.sleep(left)

    def _hold(self, seconds: float) -> None:
        """Everyone waits; too long a wait ends the questions."""
        if seconds > PATIENCE_SECONDS:
            self._close(f"wants to be left alone for {seconds:,.0f} s")
        self._not_before = max(self._not_before, time.monotonic() + seconds)

    def _adapted(self, dialect: Dialect, exchange: Exchange) -> bool:
        """Whether the question can be put more simply; another worker may have found out already."""
        if dialect != self._dialect:
            return True
        plainer = simpler(dialect, exchange.refused or "")
        if plainer is None:
            return False
        self._dialect = plainer
        return True

    # what it may cost

    def _afford(self, body: Mapping[str, Any]) -> bool:
        cap, spent, most = self.settings, self.spent, tokens_at_most(dict(body))
        tokens = spent.tokens_in + spent.tokens_out + spent.reserved + most
        money = (
            spent.money(cap)
            + (spent.reserved + most) * max(cap.price_in, cap.price_out) / 1_000_000
        )
        reached = None
        if self.capped and time.monotonic() - self._begun > cap.minutes * 60:
            reached = f"{cap.minutes:g} minutes"
        elif self.capped and spent.calls >= cap.calls:
            reached = f"{cap.calls:,} calls"
        elif self.capped and tokens > cap.tokens:
            reached = f"{cap.tokens:,} tokens"
        elif self.capped and cap.money and money > cap.money:
            reached = f"{cap.money:g} in money"
        if reached:
            self.cap_reached = True
            self.closed = self.closed or f"the night's cap of {reached} is reached"
            return False
        spent.calls += 1
        spent.reserved += most
        return True

    def _settle(self, body: Mapping[str, Any], answer: Answer | None, response: str) -> tuple[int, int]:  # fmt: skip
        """Takes the reservation back and books what was counted, else what can be guessed."""
        self.spent.reserved -= tokens_at_most(dict(body))
        if answer is None and not response:
            return 0, 0
        letters = sum(len(m["content"]) for m in body["messages"])
        told_in = answer.tokens_in if answer else None
        told_out = answer.tokens_out if answer else None
        used = (
            letters // 3 if told_in is None else told_in,
            len(response) // 3 if told_out is None else told_out,
        )
        self.spent.tokens_in += used[0]
        self.spent.tokens_out += used[1]
        return used

    # the call itself

    async def _call(self, body: dict[str, Any], base: str) -> tuple[Exchange | None, float | None]:
        """What came back, and how long to wait where there is a limit on questions."""
        library = client_library()
        asked_at, begun = datetime.now(UTC), time.monotonic()

        def exchange(**told: Any) -> Exchange:
            return Exchange(
                request=body, asked_at=asked_at, seconds=round(time.monotonic() - begun, 3), **told
            )

        try:
            async with asyncio.timeout(self.settings.seconds):
                status, said = await self._sent(body)
        except library.APIStatusError as error:
            self._settle(body, None, "")
            return self._told_off(error, exchange, base)
        except (TimeoutError, library.APITimeoutError):
            self._settle(body, None, "")
            self._failed(f"no answer within {self.settings.seconds:g} s")
            return exchange(timeout=True), None
        except Exception as error:  # noqa: BLE001 - whatever the endpoint does, the night goes on
            self._settle(body, None, "")
            self._failed(_plain(error))
            return None, None
        self._failures = 0
        answer = read_answer(said)
        used = self._settle(body, answer, said)
        return exchange(
            status=status, response=said, answer=answer, tokens_in=used[0], tokens_out=used[1]
        ), None

    async def _sent(self, body: dict[str, Any]) -> tuple[int, str]:
        """Status and body; a body without end is cut off, and so of no use."""
        create = self._client.chat.completions.with_streaming_response.create
        kept = bytearray()
        async with create(**body) as response:
            async for piece in response.iter_bytes():
                kept += piece
                if len(kept) > MOST_BYTES:
                    break
        return response.status_code, kept[:MOST_BYTES].decode("utf-8", "replace").replace(
            "\x00", ""
        )

    def _told_off(
        self, error: Any, exchange: Callable[..., Exchange], base: str
    ) -> tuple[Exchange | None, float | None]:
        status, why = error.status_code, _complaint(error)
        if status == 429:
            if "quota" in why.casefold():
                self._close(f"refuses: {why}")
            return None, _retry_after(error.response.headers)
        if status in (400, 413, 422):
            return exchange(status=status, refused=why), None
        if status == 404 and not urlsplit(base).path.strip("/"):
            if self._base == base:
                self._base = base.rstrip("/") + "/v1"
                self._client = self._made()
        elif status in (401, 402, 403, 404):
            self._close(
                f"refuses ({status}): {why}; check {self.settings.key_env}, base_url and model"
            )
        else:
            self._failed(f"status {status}: {why}")
        return None, None

    def _failed(self, why: str) -> None:
        self._failures += 1
        self.last_failure = " ".join(why.split())[:300]
        if self._failures >= FAILURES:
            self._close(f"does not answer: {why}")

    def _close(self, why: str) -> None:
        key = os.environ.get(self.settings.key_env)
        told = why.replace(key, "…") if key else why
        self.closed = (
            self.closed
            or f"the model's endpoint {shown(self.settings.base_url)} {' '.join(told.split())[:300]}"
        )


def client_library() -> Any:
    """The openai package. Raises Failure where it is not installed."""
    try:
        return importlib.import_module("openai")
    except ImportError:
        raise Failure(
            "a model is configured, and the package that asks it is not installed: pip install 'plantwatch[model]'"
        ) from None


def shown(url: str | None) -> str:
    """An address without user, password and query, which may be secret."""
    parts = urlsplit(url or "")
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _plain(error: BaseException) -> str:
    """What went wrong, from the innermost cause that says something."""
    cause = error
    while cause.__cause__ is not None:
        cause = cause.__cause__
    return str(cause) or type(cause).__name__


def _complaint(error: Any) -> str:
    body = error.body
    if isinstance(body, dict):
        inner = body.get("error", body)
        return str(inner.get("message", inner) if isinstance(inner, dict) else inner)[:300]
    return str(body or error.message or "no reason given")[:300]


def _retry_after(headers: Mapping[str, str]) -> float:
    said = headers.get("retry-after", "")
    try:
        return max(0.0, float(said))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 5.0
