"""The client against servers that behave, and against many that do not."""

import asyncio
import gzip
import resource
import ssl
import time
import zlib
from datetime import UTC, datetime, timedelta

import brotli
import pytest

from flows import patience
from flows.answers import Failed, Fetched, NotModified, Refused, retry_after
from flows.hosts import Hosts
from flows.settings import FetchLimits
from flows.web import Client, own_origin, steps_down
from tests.loopback import Reply, for_ever, hang, loopback, moved, page, raw, reset

LIMITS = FetchLimits(
    connect_seconds=1,
    first_byte_seconds=1,
    total_seconds=2,
    max_bytes=1_000_000,
    max_redirects=5,
    retry_seconds=0.01,
)
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
MEGABYTE = bytes(1_000_000)


async def asked_of(client, url, **how):
    """The answer, redirects followed."""
    return await patience.ask(client, Hosts(0), url, private=own_origin(url), **how)


def packed(body: bytes, encoding: str, **headers: str) -> Reply:
    return page(body, Content_Encoding=encoding, **headers)


def bomb(wbits: int, megabytes: int = 200) -> bytes:
    """Zeros, packed by and by, so that the test itself does not hold them."""
    deflate = zlib.compressobj(9, wbits=wbits)
    return b"".join(deflate.compress(MEGABYTE) for _ in range(megabytes)) + deflate.flush()


def brotli_bomb(megabytes: int = 200) -> bytes:
    pack = brotli.Compressor(quality=3)
    return b"".join(pack.process(MEGABYTE) for _ in range(megabytes)) + pack.finish()


BOMB = bomb(31)

MISBEHAVIOURS = [
    # name, what the server does, what becomes of it, in its reason
    ("says nothing", hang, Failed, "in time|within"),
    ("hangs up", reset, Failed, "connection"),
    ("drips its headers", for_ever(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", 0.2), Failed, "within|not HTTP"),
    ("drips its body", for_ever(CHUNKED, b"1\r\nx\r\n", 0.2), Failed, "within"),
    ("drips one byte of headers at a time", for_ever(b"HTTP/1.1 200 OK\r\nX-A: ", b"b", 0.2), Failed, "within"),
    ("body without end", for_ever(CHUNKED, b"8000\r\n" + b"x" * 0x8000 + b"\r\n"), Refused, "too large"),
    ("body without end nor length", for_ever(OK + b"\r\n", b"x" * 65536), Refused, "too large"),
    ("says it is huge", raw(OK + b"Content-Length: 99999999999\r\n\r\nx", end=False), Refused, "too large"),
    ("shorter than it says", raw(OK + b"Content-Length: 500\r\n\r\nshort"), Failed, "connection|payload"),
    ("chunk cut off", raw(CHUNKED + b"500\r\nshort"), Failed, "connection|payload|not HTTP"),
    ("nonsense for a chunk length", raw(CHUNKED + b"zz\r\nshort\r\n"), Failed, "not HTTP|connection"),
    ("no HTTP at all", raw(b"SSH-2.0-OpenSSH_9.2\r\n"), Failed, "not HTTP|connection"),
    ("thousands of headers", raw(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(5000)) + b"\r\n"), Failed, "not HTTP"),
    ("five megabytes of one header", raw(b"HTTP/1.1 200 OK\r\nX-A: " + b"y" * 5_000_000 + b"\r\n\r\n"), Failed, "not HTTP"),
    ("headers without end", for_ever(b"HTTP/1.1 200 OK\r\n", b"X-A: " + b"y" * 3000 + b"\r\n"), Failed, "not HTTP"),
    ("300 cookies", raw(b"HTTP/1.1 200 OK\r\n" + b"Set-Cookie: a=b\r\n" * 300 + b"\r\n"), Failed, "not HTTP"),
    ("gzip bomb", packed(BOMB, "gzip"), Refused, "too large"),
    ("gzip bomb of many members", packed(gzip.compress(MEGABYTE[:900_000]) * 200, "gzip"), Refused, "too large"),
    ("deflate bomb", packed(bomb(15), "deflate"), Refused, "too large"),
    ("brotli bomb", packed(brotli_bomb(), "br"), Refused, "too large"),
    ("gzip twice", packed(gzip.compress(BOMB), "gzip, gzip"), Refused, "encoding"),
    ("zstd, not asked for", packed(b"\x28\xb5\x2f\xfd", "zstd"), Refused, "encoding"),
    ("an encoding nobody knows", packed(b"x", "x-rot13"), Refused, "encoding"),
    ("says gzip, is none", packed(b"<p>plain", "gzip"), Refused, "broken"),
    ("gzip cut off", packed(gzip.compress(b"hello" * 1000)[:-20], "gzip"), Failed, "short"),
    ("brotli cut off", packed(brotli.compress(b"hello world" * 99)[:-4], "br"), Failed, "short"),
    ("redirects in a loop", moved("/loop"), Failed, "loop"),
    ("redirects to file:", moved("file:///etc/passwd"), Refused, "scheme"),
    ("redirects to data:", moved("data:text/html,hi"), Refused, "scheme"),
    ("redirects to javascript:", moved("javascript:alert(1)"), Refused, "scheme"),
    ("redirects with a password", moved("http://u:p@example.org/"), Refused, "password"),
    ("redirects to nonsense", moved("http://[::1"), Refused, "nonsense|not an address"),
    ("redirects to 10,000 characters", moved("/" + "x" * 7000), Refused, "4,000"),
    ("redirects to loopback", moved("http://127.0.0.1:9/"), Refused, "loopback"),
    ("PDF", page(b"%PDF-1.7", "application/pdf"), Refused, "media type"),
    ("image", page(b"\x89PNG", "image/png"), Refused, "media type"),
    ("video", page(b"x", "video/mp4"), Refused, "media type"),
    ("download", page(b"x", "application/octet-stream"), Refused, "media type"),
    ("not found", page("no", status=404), Failed, "404"),
    ("gone", page("no", status=410), Failed, "410"),
    ("forbidden", page("no", status=403), Failed, "403"),
    ("broken", page("no", status=500), Failed, "500"),
    ("bad gateway", page("no", status=502), Failed, "502"),
    ("busy", page("no", status=503, Retry_After="700"), Failed, "503"),
    ("too many", page("no", status=429, Retry_After="rubbish"), Failed, "429"),
    ("a status nobody knows", page("no", status=799), Failed, "799"),
    ("redirect without a place", Reply(status=302), Failed, "302"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "does", "kind", "reason"), MISBEHAVIOURS, ids=lambda v: v if isinstance(v, str) else ""
)
def test_misbehaviour_ends_in_its_row(name, does, kind, reason):
    """Whatever a server does, the question ends within its limit as the value that the table says, in bounded memory."""

    async def asked():
        site = {"/x": does, "/loop": moved("/x")}
        async with loopback(site) as server, Client(LIMITS) as client:
            started = time.monotonic()
            answer = await asked_of(client, f"{server.base}/x")
            return answer, time.monotonic() - started

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer, took = asyncio.run(asked())
    assert isinstance(answer, kind), answer
    assert pytest.approx(0, abs=LIMITS.total_seconds + 3) == took
    assert any(word.lower() in answer.reason.lower() for word in reason.split("|")), answer.reason
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 16_000


def ask(site, path="/x", **how):
    async def asked():
        async with loopback(site) as server, Client(LIMITS) as client:
            return await asked_of(client, f"{server.base}{path}", **how), server

    return asyncio.run(asked())


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("identity", b"hello" * 999),
        ("gzip", gzip.compress(b"hello" * 999)),
        ("x-gzip", gzip.compress(b"hello" * 500) + gzip.compress(b"hello" * 499)),
        ("deflate", zlib.compress(b"hello" * 999)),
        ("deflate", zlib.compress(b"hello" * 999)[2:-4]),
        ("br", brotli.compress(b"hello" * 999)),
    ],
    ids=["identity", "gzip", "gzip in two members", "deflate", "deflate without a frame", "brotli"],
)
def test_encodings_unpack(encoding, body):
    """Every single content encoding that we ask for is undone, deflate also without its zlib header."""
    answer, _ = ask({"/x": packed(body, encoding)})
    assert isinstance(answer, Fetched)
    assert answer.body == b"hello" * 999


def test_validators_are_sent_verbatim():
    """ETag and Last-Modified go back as they came; 304 is a value of its own."""
    reply = page("x", ETag='W/"odd, one"', Last_Modified="yesterday-ish")
    first, _ = ask({"/x": reply})
    again, server = ask({"/x": reply}, etag=first.etag, last_modified=first.last_modified)
    assert isinstance(again, NotModified)
    assert server.asked[0].headers["if-none-match"] == 'W/"odd, one"'
    assert server.asked[0].headers["if-modified-since"] == "yesterday-ish"


def test_permanent_redirects_are_told_apart():
    """`moved_to` is where only permanent redirects led; one temporary step and nothing is remembered."""
    site = {"/x": moved("/y", 301), "/y": moved("/z", 308), "/z": page("z"), "/t": moved("/x", 302)}
    answer, server = ask(site)
    assert answer.moved_to == f"{server.base}/z"
    answer, _ = ask(site, "/t")
    assert isinstance(answer, Fetched)
    assert answer.moved_to is None


def test_twenty_hops_are_too_many():
    """A chain of redirects ends at the limit."""
    answer, server = ask({f"/{n}": moved(f"/{n + 1}") for n in range(20)} | {"/x": moved("/0")})
    assert isinstance(answer, Refused)
    assert len(server.asked) == LIMITS.max_redirects + 1


def test_an_address_that_grows_with_each_hop_ends():
    """A redirect to ever longer addresses ends at the limit of hops."""

    async def asked():
        async with loopback(lambda r: moved(f"{r.path}x")) as server, Client(LIMITS) as client:
            return await asked_of(client, f"{server.base}/x"), len(server.asked)

    answer, hops = asyncio.run(asked())
    assert isinstance(answer, Refused)
    assert hops == LIMITS.max_redirects + 1


@pytest.mark.parametrize(
    ("here", "to", "down"),
    [("https", "http", True), ("http", "https", False), ("https", "https", False)],
)
def test_a_step_down_from_https_is_not_remembered(here, to, down):
    """A permanent redirect from https to http is followed, but never becomes the feed's address."""
    assert steps_down(f"{here}://a.example/", f"{to}://a.example/") is down


def test_cookies_are_not_kept():
    """A cookie set by one answer is not sent with the next question."""

    async def asked():
        async with (
            loopback({"/x": page("x", Set_Cookie="id=1; Path=/")}) as server,
            Client(LIMITS) as client,
        ):
            for _ in range(2):
                await client.get(f"{server.base}/x", private=own_origin(server.base))
            return server

    assert all("cookie" not in request.headers for request in asyncio.run(asked()).asked)


def test_user_agent_names_a_contact():
    """The client says who it is and where to complain; a source may have its own."""
    _, server = ask({"/x": page("x")})
    assert server.asked[0].headers["user-agent"].startswith("plantwatch/")
    assert "+https://" in server.asked[0].headers["user-agent"]
    _, server = ask({"/x": page("x")}, agent="special/1")
    assert server.asked[0].headers["user-agent"] == "special/1"


def test_bad_certificate_is_a_failure(tmp_path):
    """A certificate that nobody vouches for is not accepted."""
    import subprocess

    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "1", "-subj", "/CN=localhost"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)

    async def asked():
        async with loopback({"/x": page("x")}, tls=context) as server, Client(LIMITS) as client:
            return await client.get(f"{server.base}/x", private=own_origin(server.base))

    answer = asyncio.run(asked())
    assert isinstance(answer, Failed)
    assert "TLS" in answer.reason


NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("120", timedelta(seconds=120)),
        ("Sun, 22 Nov 2026 03:10:00 GMT", timedelta(minutes=10)),
        ("99999999999999999999", timedelta(days=2)),
        ("Sun, 22 Nov 2099 03:10:00 GMT", timedelta(days=2)),
        ("0", None),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("Sun, 22 Nov 2020 03:10:00 GMT", None),
        ("²", None),
    ],
)
def test_retry_after(header, wait):
    """Seconds and dates are read and bounded; rubbish, negative numbers and the past ask for nothing."""
    assert retry_after(header, NOW) == wait
