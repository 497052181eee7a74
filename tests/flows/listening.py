"""A night's polling and fetching against loopback sites, and questions to what it stored."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from aiohttp.abc import AbstractResolver

from flows.fetch import FetchSummary, fetch
from flows.poll import PollSummary, poll
from flows.settings import FetchLimits, Settings, load_settings
from flows.sources import Source
from flows.web import Client
from warehouse.state import open_state

QUICK = FetchLimits(
    connect_seconds=1,
    first_byte_seconds=0.3,
    total_seconds=2,
    max_bytes=1_000_000,
    host_gap_seconds=0,
    retry_seconds=0.01,
)
START = datetime(2026, 11, 22, 3, tzinfo=UTC)


class Listener:
    """Polls and fetches into one data folder; the clock is ours."""

    resolver: AbstractResolver | None = None

    def __init__(self, data: Path, limits: FetchLimits = QUICK) -> None:
        settings = load_settings(data=data)
        self.settings: Settings = msgspec.structs.replace(settings, fetch=limits)
        self.now = START

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)

    def client(self) -> Client:
        return Client(self.settings.fetch, resolver=self.resolver, clock=lambda: self.now)

    async def poll(self, sources: Sequence[Source], *, due_only: bool = False) -> PollSummary:
        async with self.client() as client:
            return await poll(self.settings, sources, client, now=self.now, due_only=due_only)

    async def fetch(self, sources: Sequence[Source], *, fresh_only: bool = False) -> FetchSummary:
        async with self.client() as client:
            return await fetch(self.settings, sources, client, now=self.now, fresh_only=fresh_only)

    async def night(self, sources: Sequence[Source]) -> tuple[PollSummary, FetchSummary]:
        done = await self.poll(sources), await self.fetch(sources)
        self.later(days=1)
        return done

    def ask(self, sql: str, *given: Any) -> list[tuple[Any, ...]]:
        with open_state(self.settings.state) as connection:
            return connection.execute(sql, list(given)).fetchall()

    def column(self, sql: str, *given: Any) -> list[Any]:
        return [row[0] for row in self.ask(sql, *given)]


def source(url: str, name: str = "Paper", **how: Any) -> Source:
    """A source on loopback."""
    return Source(name=name, url=url, allow_private=True, **how)


def run(work: Any) -> Any:
    """The result of a coroutine."""
    return asyncio.run(work)
