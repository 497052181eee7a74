"""The only door to the web. Hostile servers are the normal case: every answer is bounded in time, size and number of hops.

    async with Client(limits) as client:
        match await client.get(url): case Fetched() … NotModified() … Redirect() … Refused() … Failed()

It asks once: redirects are followed, hosts spared and failures tried again in flows/patience.py. Addresses are judged when
the socket is made, so that no name can be rebound between check and connection (flows/addresses.py).
"""

import asyncio
import re
import ssl
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from http import HTTPStatus
from types import TracebackType
from typing import Self
from urllib.parse import urldefrag, urljoin

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from extractors.markup import paired
from flows.addresses import AddressRefused, any_socket, public_socket, refusal_of
from flows.answers import Answer, Failed, Fetched, NotModified, Redirect, Refused, retry_after
from flows.bodies import BadEncoding, Body, CutShort, TooLarge, read_body
from flows.settings import FetchLimits

Headers = tuple[tuple[str, str], ...]

PAGES = re.compile(
    r"text/(html|plain|([\w.-]+\+)?xml)|application/(\w[\w.-]*\+)?(xml|json)|application/(xhtml|rss|atom|rdf|feed)\b.*"
)
"""Media types that are taken."""
SITEMAPS = re.compile(rf"{PAGES.pattern}|application/(x-)?gzip|application/octet-stream")
"""Those of sitemaps, which may be packed files."""
HOPS = {301: True, 302: False, 303: False, 307: False, 308: True}
"""Redirects, and whether they are for good."""
PASSING = {408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524}
RAW = re.compile("[\udc80-\udcff]")
"""Bytes of a header that are no UTF-8, as aiohttp hands them over."""
ERROR_BODY = 500_000
"""Bytes kept of the body of an error."""
ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.1"


def user_agent(limits: FetchLimits) -> str:
    """Who we say we are: the name and where to complain."""
    return limits.user_agent or f"plantwatch/0.1 (+{limits.contact})"


@lru_cache(4096)
def own_origin(url: str) -> tuple[str, int] | None:
    """Host and port of `url`: what `allow_private` opens for the source with this url."""
    try:
        parsed = URL(url)
    except ValueError:
        return None
    return (parsed.raw_host, parsed.port) if parsed.raw_host and parsed.port else None


class Client:
    """Connections of one run. Not to be shared between event loops."""

    def __init__(
        self,
        limits: FetchLimits,
        *,
        resolver: AbstractResolver | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`resolver` answers names in place of the system's; `clock` dates the answers."""
        self.limits = limits
        self.clock = clock
        self._resolver = resolver
        self._public: aiohttp.ClientSession | None = None
        self._private: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._public = self._session(public_socket, PublicNames(self._names()))
        self._private = self._session(any_socket, self._names())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for session in (self._public, self._private):
            if session:
                await session.close()

    def _names(self) -> AbstractResolver:
        return self._resolver or aiohttp.ThreadedResolver()

    def _session(
        self, factory: aiohttp.connector.SocketFactoryType, names: AbstractResolver
    ) -> aiohttp.ClientSession:
        limits = self.limits
        connector = aiohttp.TCPConnector(
            socket_factory=factory, resolver=names, limit=limits.connections, ttl_dns_cache=60
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            timeout=aiohttp.ClientTimeout(
                total=None, sock_connect=limits.connect_seconds, sock_read=limits.first_byte_seconds
            ),
            headers={
                "User-Agent": user_agent(limits),
                "Accept": ACCEPT,
                "Accept-Encoding": "gzip, deflate, br",
            },
            max_field_size=32_768,
            max_line_size=16_384,
        )

    async def get(  # noqa: PLR0913
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        private: tuple[str, int] | None = None,
        agent: str | None = None,
        media: re.Pattern[str] | None = PAGES,
        most: int | None = None,
        cut: bool = False,
        seconds: float | None = None,
    ) -> Answer | Redirect:
        """Asks `url` once. Never raises for what a server or a name does.

        etag, last_modified   validators of what we have, sent back as they came
        private               host and port that may be private (see own_origin)
        media                 media types that are taken (full match); None: any
        most, cut             bytes of body at most; with `cut` a longer one is cut and not refused
        seconds               until the whole answer is here; None: `total_seconds`
        """
        headers = {
            name: value
            for name, value in (
                ("If-None-Match", etag),
                ("If-Modified-Since", last_modified),
                ("User-Agent", agent),
            )
            if value and _sendable(value)
        }
        most = most or self.limits.max_bytes
        want = _Wanted(url, headers, private, media, most, cut)
        try:
            async with asyncio.timeout(self.limits.total_seconds if seconds is None else seconds):
                answer = await self._ask(want)
        except TimeoutError:
            return Failed(
                url=url,
                reason=f"no whole answer within {self.limits.total_seconds:g} s",
                passing=True,
            )
        if isinstance(
            answer, Failed | Refused
        ):  # servers write in any encoding; so do their errors
            return replace(answer, reason=paired(answer.reason))
        return answer

    async def _ask(self, want: "_Wanted") -> Answer | Redirect:
        target = _target(want.url)
        if isinstance(target, str):
            return Refused(url=want.url, reason=target, at=want.url)
        session = (
            self._private
            if want.private and (target.raw_host, target.port) == want.private
            else self._public
        )
        assert session is not None, "use `async with Client(…)`"  # noqa: S101
        if session is self._public and (why := _literal_refusal(target)):
            return Refused(url=want.url, reason=f"blocked: {why}", at=want.url)
        try:
            async with session.get(target, headers=want.headers, allow_redirects=False) as response:
                return await self._answer(want, response)
        except (
            aiohttp.ClientError,
            OSError,
            ssl.SSLError,
            ValueError,
            UnicodeError,
            TooLarge,
            BadEncoding,
        ) as error:
            return _trouble(want, error)

    async def _answer(self, want: "_Wanted", response: aiohttp.ClientResponse) -> Answer | Redirect:
        status, headers = response.status, response.headers
        if status in HOPS and "Location" in headers:
            return _redirect(want, status, headers["Location"])
        if status == HTTPStatus.NOT_MODIFIED:
            return NotModified(
                url=want.url,
                final_url=want.url,
                etag=_validator(headers.get("ETag")),
                last_modified=_validator(headers.get("Last-Modified")),
            )
        if status >= 300:
            return await self._error(want, response)
        media_type = response.content_type.lower() if "Content-Type" in headers else None
        if want.media and media_type and not want.media.fullmatch(media_type):
            return Refused(
                url=want.url, reason=f"media type {media_type[:80]} is not read", status=status
            )
        return _fetched(want, response, await _whole(want, response))

    async def _error(self, want: "_Wanted", response: aiohttp.ClientResponse) -> Failed:
        status = response.status
        try:
            body = await read_body(
                response.content.iter_any(),
                response.headers.get("Content-Encoding"),
                ERROR_BODY,
                cut=True,
            )
        except (BadEncoding, aiohttp.ClientError):
            body = Body(b"")
        return Failed(
            url=want.url,
            reason=f"HTTP {status} {response.reason or ''}".strip()[:120],
            status=status,
            passing=status in PASSING,
            retry_after=retry_after(response.headers.get("Retry-After"), self.clock()),
            answer=_fetched(want, response, body),
        )


class PublicNames(AbstractResolver):
    """Names as another resolver has them, refused where any of their addresses is not public."""

    def __init__(self, inner: AbstractResolver) -> None:
        """`inner` does the asking."""
        self._inner = inner

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        """All addresses of `host`. Raises AddressRefused."""
        found = await self._inner.resolve(host, port, family)  # type: ignore[arg-type]
        for result in found:
            why = refusal_of(result["host"])
            if why:
                raise AddressRefused(f"{host}: {why}")
        return found

    async def close(self) -> None:
        """Closes the inner one."""
        await self._inner.close()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One question: what is asked for and what is taken."""

    url: str
    headers: dict[str, str]
    private: tuple[str, int] | None
    media: re.Pattern[str] | None
    most: int
    cut: bool


def _redirect(want: _Wanted, status: int, location: str) -> Redirect | Refused:
    try:
        to = urldefrag(urljoin(want.url, RAW.sub(_escaped, location.strip())))[0]
    except ValueError:
        return Refused(
            url=want.url, reason=f"redirect to nonsense: {location[:100]!r}", status=status
        )
    if len(to) > 4000:
        return Refused(
            url=want.url,
            reason="redirect to an address of more than 4,000 characters",
            status=status,
        )
    permanent = HOPS[status] and not steps_down(want.url, to)
    return Redirect(url=want.url, to=to, status=status, permanent=permanent)


def _escaped(byte: re.Match[str]) -> str:
    """A byte of a header that is no UTF-8, as a URL has it."""
    return f"%{ord(byte[0]) - 0xDC00:02X}"


def steps_down(here: str, to: str) -> bool:
    """Whether a redirect leads from https to http: it is followed, not remembered."""
    return here.startswith("https:") and to.startswith("http:")


def _target(url: str) -> URL | str:
    """The address to ask, or why not."""
    try:
        target = URL(url)
        port = target.port
    except ValueError as error:
        return f"not an address: {error}"[:200]
    if target.scheme not in ("http", "https"):
        return f"scheme {target.scheme or 'none'!r} is not http or https"
    if target.user is not None or target.password is not None:
        return "address with user name or password"
    if not target.raw_host or not port:
        return "address without a host"
    return target.with_fragment(None) if target.raw_fragment else target


def _literal_refusal(target: URL) -> str | None:
    """An IP address in the URL is refused before anything else; names are judged when they are resolved and connected."""
    host = (target.raw_host or "").strip("[]")
    if ":" in host or (host.replace(".", "").isdigit() and host.count(".") == 3):
        return refusal_of(host)
    return None


async def _whole(want: _Wanted, response: aiohttp.ClientResponse) -> Body:
    """The body; one that says its length and is not packed in one go, any other as it comes."""
    encoding, length = response.headers.get("Content-Encoding"), response.content_length
    if length is not None and length > want.most and not want.cut:
        raise TooLarge
    if encoding is None and length is not None and length <= want.most:
        return Body(await response.content.read())
    return await read_body(response.content.iter_any(), encoding, want.most, cut=want.cut)


def _fetched(want: _Wanted, response: aiohttp.ClientResponse, body: Body) -> Fetched:
    headers = response.headers
    return Fetched(
        url=want.url,
        final_url=want.url,
        status=response.status,
        headers=tuple((k, v) for k, v in headers.items()),
        media_type=response.content_type.lower() if "Content-Type" in headers else None,
        charset=response.charset if "Content-Type" in headers else None,
        body=body.plain,
        packed=body.packed,
        etag=_validator(headers.get("ETag")),
        last_modified=_validator(headers.get("Last-Modified")),
    )


def _trouble(want: _Wanted, error: Exception) -> Failed | Refused:  # noqa: PLR0911
    """What went wrong in words; refused where asking again would end the same."""
    for cause in _causes(error):
        if isinstance(cause, AddressRefused):
            return Refused(url=want.url, reason=f"blocked: {cause}", at=want.url)
    match error:
        case TooLarge():
            return Refused(url=want.url, reason=f"too large: more than {want.most:,} bytes")
        case BadEncoding():
            return _unreadable(want, error)
        case (
            aiohttp.ClientConnectorCertificateError()
            | aiohttp.ClientConnectorSSLError()
            | ssl.SSLError()
        ):
            return Failed(url=want.url, reason=f"TLS: {_words(error)}")
        case aiohttp.ClientConnectorDNSError():
            return Failed(url=want.url, reason=f"name not found: {_words(error)}", passing=True)
        case aiohttp.InvalidURL() | ValueError():
            return Refused(url=want.url, reason=f"not an address: {_words(error)}", at=want.url)
        case aiohttp.ServerTimeoutError():
            return Failed(url=want.url, reason=f"no answer in time: {_words(error)}", passing=True)
        case aiohttp.ClientResponseError():
            return Failed(url=want.url, reason=f"not HTTP as we know it: {_words(error)}")
    return Failed(url=want.url, reason=f"connection: {_words(error)}", passing=True)


def _unreadable(want: _Wanted, error: BadEncoding) -> Failed | Refused:
    """A transfer that broke off may be whole the next time; what is packed in a way that we do not read will not."""
    if isinstance(error, CutShort):
        return Failed(url=want.url, reason=str(error), passing=True)
    return Refused(url=want.url, reason=str(error))


def _causes(error: BaseException | None) -> Collection[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        found += list(getattr(error, "exceptions", ()))
        inner = getattr(error, "os_error", None)
        error = (
            inner
            if isinstance(inner, BaseException) and inner not in found
            else (error.__cause__ or error.__context__)
        )
    return found


def _words(error: Exception) -> str:
    return " ".join((str(error) or type(error).__name__).split())[:200]


def _validator(value: str | None) -> str | None:
    """A validator as it came, where it can be sent back so."""
    return value if value and _sendable(value) else None


def _sendable(value: str) -> bool:
    return value.isprintable() and len(value) < 4000
