"""Serves many papers from a process of its own, one on each address 127.0.1.1, 127.0.1.2, …: feeds, pages, robots.txt, with ETags.

python -m tests.bench.papers PAPERS ARTICLES_EACH [plain]      prints the port, then serves until its input ends

Answers are packed as servers pack them (gzip, for those who take it), or with `plain` never.
"""

import asyncio
import hashlib
import sys
import zlib

from tests.bench.pages import make_pages

MISSING = b"HTTP/1.1 404 No\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nno"


def host(number: int) -> str:
    """The address of a paper (from 0)."""
    return f"127.0.{1 + number // 250}.{1 + number % 250}"


def pages_of(number: int, articles: int) -> list[str]:
    """Paths of a paper's articles."""
    return [f"/news/{number}-{n}.html" for n in range(articles)]


class Papers(asyncio.Protocol):
    """A bare HTTP/1.1 responder with keep-alive."""

    def __init__(self, replies: dict[str, tuple[bytes, bytes, bytes]], *, plain: bool) -> None:
        self.replies, self.plain, self.buffer = replies, plain, b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.buffer += data
        while b"\r\n\r\n" in self.buffer:
            head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
            path = head.split(b" ", 2)[1].decode()
            etag, plain, packed = self.replies.get(path, (b"", MISSING, MISSING))
            reply = packed if b"gzip" in head and not self.plain else plain
            if etag and etag in head:
                reply = b"HTTP/1.1 304 Same\r\nETag: " + etag + b"\r\nContent-Length: 0\r\n\r\n"
            self.transport.write(reply)


def reply(body: bytes, media: str) -> tuple[bytes, bytes, bytes]:
    """(ETag, the whole answer as it is, the same packed as servers pack it for those who take gzip)."""
    etag = b'"' + hashlib.sha1(body, usedforsecurity=False).hexdigest().encode() + b'"'
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {media}; charset=utf-8\r\nETag: {etag.decode()}\r\n"
    packed = zlib.compress(body, 6, 31)
    plain_head = f"{head}Content-Length: {len(body)}\r\n\r\n"
    packed_head = f"{head}Content-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n"
    return etag, plain_head.encode() + body, packed_head.encode() + packed


def replies(papers: int, articles: int) -> dict[str, tuple[bytes, bytes, bytes]]:
    """All answers by path; papers differ by their paths."""
    bodies = [made.html for made in make_pages(60)]
    found = {"/robots.txt": reply(b"User-agent: *\nAllow: /\n", "text/plain")}
    for number in range(papers):
        items = ""
        for path in pages_of(number, articles):
            body = bodies[len(found) % len(bodies)]
            found[path] = reply(body + f"<!-- {path} -->".encode(), "text/html")
            items += f"<item><title>Article {path}</title><link>{path}</link><pubDate>Sat, 21 Nov 2026 10:00:00 GMT</pubDate><description>Some words about it.</description></item>"
        rss = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Paper {number}</title>{items}</channel></rss>"
        found[f"/feed/{number}.xml"] = reply(rss.encode(), "application/rss+xml")
    return found


async def serve(papers: int, articles: int, *, plain: bool) -> None:
    """Serves until standard input ends."""
    known = replies(papers, articles)
    server = await asyncio.get_running_loop().create_server(
        lambda: Papers(known, plain=plain), "0.0.0.0", 0
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]), plain="plain" in sys.argv))
