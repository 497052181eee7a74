"""A site on loopback: paths → replies, well-behaved or not, and a record of who asked for what.

async with loopback({"/a": page("<p>…"), "/slow": hang}) as site:
    await client.get(f"{site.base}/a", private=own_origin(site.base))
"""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Writer = asyncio.StreamWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked."""

    method: str
    path: str
    headers: Mapping[str, str]
    """Names in lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is answered. With an `ETag` header, a question that has it gets 304."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


Misbehaviour = Callable[[Request, Writer], Awaitable[None]]
Answering = Reply | Misbehaviour
Site = Mapping[str, Answering] | Callable[[Request], Answering | None]


@dataclass(slots=True, kw_only=True)
class Loopback:
    """The running site."""

    base: str
    port: int
    asked: list[Request] = field(default_factory=list)
    connections: int = 0

    def paths(self) -> list[str]:
        """Paths in the order in which they were asked for, robots.txt left out."""
        return [r.path for r in self.asked if r.path != "/robots.txt"]


def page(
    body: str | bytes, media: str = "text/html; charset=utf-8", status: int = 200, **headers: str
) -> Reply:
    """A reply; header names with underscores for dashes."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body = body.encode() if isinstance(body, str) else body
    return Reply(status=status, body=body, headers={"Content-Type": media, **named})


def moved(to: str, status: int = 302) -> Reply:
    """A redirect."""
    return Reply(status=status, headers={"Location": to})


def article(title: str, *paragraphs: str) -> Reply:
    """An HTML page with an article long enough to be read."""
    told = "".join(f"<p>{p}</p>" for p in paragraphs)
    html = f"<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>{told}</article></body></html>"
    return page(html)


def rss(*items: tuple[str, str, str], title: str = "Feed") -> str:
    """An RSS feed of (link, title, RFC 822 date)."""
    told = "".join(
        f"<item><link>{link}</link><title>{name}</title>"
        + (f"<pubDate>{date}</pubDate>" if date else "")
        + "</item>"
        for link, name, date in items
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title>{told}</channel></rss>'


@asynccontextmanager
async def loopback(
    site: Site, *, host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None
) -> AsyncIterator[Loopback]:
    """Serves `site` until left; unknown paths are 404."""
    running = Loopback(base="", port=0)
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: Writer) -> None:
        running.connections += 1
        task = asyncio.current_task()
        assert task
        tasks.add(task)
        with contextlib.suppress(
            ConnectionError, asyncio.IncompleteReadError, TimeoutError, ssl.SSLError
        ):
            while await _serve_one(site, running, reader, writer):
                pass
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            writer.close()
        tasks.discard(task)

    server = await asyncio.start_server(serve, host, port, ssl=tls)
    running.port = server.sockets[0].getsockname()[1]
    running.base = f"{'https' if tls else 'http'}://{host}:{running.port}"
    try:
        yield running
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _serve_one(
    site: Site, running: Loopback, reader: asyncio.StreamReader, writer: Writer
) -> bool:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, path, _ = head[0].split(" ", 2)
    headers = {
        n.lower(): v.strip() for n, _, v in (line.partition(":") for line in head[1:] if line)
    }
    request = Request(method=method, path=path, headers=headers)
    running.asked.append(request)
    found = site(request) if callable(site) else site.get(path)
    if found is None:
        found = page("no such page", "text/plain", 404)
    if not isinstance(found, Reply):
        await found(request, writer)
        return False
    writer.write(rendered(found, request))
    await writer.drain()
    return True


def rendered(reply: Reply, request: Request) -> bytes:
    """The bytes of a reply to a request."""
    etag = reply.headers.get("ETag")
    known = etag is not None and request.headers.get("if-none-match") == etag
    status, body = (304, b"") if known else (reply.status, reply.body)
    length = (
        {}
        if "Transfer-Encoding" in reply.headers or "Content-Length" in reply.headers
        else {"Content-Length": str(len(body))}
    )
    lines = [f"HTTP/1.1 {status} X", *(f"{k}: {v}" for k, v in {**reply.headers, **length}.items())]
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + body


# how servers misbehave -----------------------------------------------------------------------------------


def raw(*parts: bytes, pause: float = 0.0, end: bool = True) -> Misbehaviour:
    """Sends these bytes, `pause` seconds apart; then hangs up, or with `end` false keeps the line open."""

    async def send(_: Request, writer: Writer) -> None:
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)
        if not end:
            await asyncio.sleep(60)

    return send


def for_ever(head: bytes, part: bytes, pause: float = 0.0) -> Misbehaviour:
    """Sends the head, then `part` again and again."""

    async def send(_: Request, writer: Writer) -> None:
        writer.write(head)
        while True:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)

    return send


async def hang(_: Request, writer: Writer) -> None:
    """Takes the question and says nothing."""
    await asyncio.sleep(60)
    writer.write(b"")


async def reset(_: Request, writer: Writer) -> None:
    """Hangs up without a word."""
    writer.transport.abort()
