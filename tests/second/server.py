"""A server that speaks the chat completions API on loopback, well or badly, and remembers who asked what."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.second.articles import answered

Answering = Callable[[dict[str, Any], int], Any]
"""(request body, how many were asked before) → a body to answer with, a web.Response, or a coroutine of one."""


@dataclass(slots=True)
class ModelServer:
    """The running server."""

    base: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def articles(self) -> list[str]:
        """What it was asked about, in order."""
        return [body["messages"][1]["content"] for body in self.asked]


@contextmanager
def model_server(answering: Answering | None = None) -> Iterator[ModelServer]:
    """Serves until left, in a thread of its own; without `answering` it finds nothing in any article."""
    running = ModelServer(base="")
    answer = answering or (lambda _body, _n: answered())

    async def complete(request: web.Request) -> web.StreamResponse:
        body = await request.json()
        number = len(running.asked)
        running.asked.append(body)
        running.keys.append(request.headers.get("Authorization", ""))
        said = answer(body, number)
        if asyncio.iscoroutine(said):
            said = await said
        return said if isinstance(said, web.StreamResponse) else web.json_response(said)

    loop = asyncio.new_event_loop()
    started = threading.Event()

    async def start() -> web.AppRunner:
        app = web.Application(client_max_size=10**8)
        app.router.add_post("/v1/chat/completions", complete)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        running.base = f"http://127.0.0.1:{port}/v1"
        started.set()
        return runner

    def serve() -> None:
        asyncio.set_event_loop(loop)
        runner = loop.run_until_complete(start())
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    assert started.wait(10)
    try:
        yield running
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


def said(text: str, status: int = 200, **headers: str) -> web.Response:
    """A response that is whatever it is told to be."""
    return web.Response(
        text=text, status=status, headers={n.replace("_", "-"): v for n, v in headers.items()}
    )


def error(status: int, message: str, **headers: str) -> web.Response:
    """An error as such endpoints tell it."""
    return said(json.dumps({"error": {"message": message}}), status, **headers)
