"""Bodies of answers, read as they come: raw and unpacked bytes counted, so that no bomb is ever held in memory."""

from collections.abc import AsyncIterator
from typing import NamedTuple, Protocol

import brotli
from zlib_ng import zlib_ng

STEP = 65_536
"""Bytes unpacked at a time."""


KEPT_PACKED = {"gzip", "x-gzip", "br"}
"""Encodings in which a body may be kept as it came: what one call unpacks again (warehouse/warc.py)."""


class TooLarge(Exception):  # noqa: N818
    """The body is larger than allowed, as sent or unpacked."""


class BadEncoding(Exception):  # noqa: N818
    """The body is packed in a way we do not accept, or is broken."""


class CutShort(BadEncoding):
    """The body ends before what is packed in it does: a transfer that broke off."""


class Body(NamedTuple):
    """A body unpacked, and as it came where that unpacks to the same in one call."""

    plain: bytes
    packed: bytes | None = None


class Unpacker(Protocol):
    """What undoes one content encoding."""

    exact: bool
    """Whether all that was fed is one packed piece and nothing else: what one call would unpack."""

    def feed(self, data: bytes, most: int) -> bytes:
        """What `data` gives, at most about `most` bytes more than a step. Raises BadEncoding, TooLarge."""

    def end(self) -> None:
        """Raises BadEncoding where the packed data stopped short."""


class Plain:
    """No encoding."""

    exact = True

    def feed(self, data: bytes, most: int) -> bytes:
        if len(data) > most:
            raise TooLarge
        return data

    def end(self) -> None:
        pass


class Inflate:
    """gzip and deflate, also deflate without its zlib header, which many servers send."""

    def __init__(self, wbits: int) -> None:
        self._wbits = wbits
        self._inflate = zlib_ng.decompressobj(wbits)
        self._started = False
        self.exact = True

    def feed(self, data: bytes, most: int) -> bytes:
        parts: list[bytes] = []
        while data:
            if self._inflate.eof:  # a further gzip member; anything else after the end is dropped
                self.exact = False
                if self._wbits != 31 or not data.startswith(b"\x1f\x8b"):
                    break
                self._inflate = zlib_ng.decompressobj(31)
            part = self._step(data, most + 1)
            most -= len(part)
            if most < 0:
                raise TooLarge
            parts.append(part)
            data = self._inflate.unconsumed_tail or self._inflate.unused_data
        return b"".join(parts)

    def _step(self, data: bytes, most: int) -> bytes:
        try:
            part = self._inflate.decompress(data, most)
        except zlib_ng.error as error:  # type: ignore[misc]  # declared as a value
            if self._started or self._wbits != 15:
                raise BadEncoding(f"broken compressed data ({error})") from error
            self._wbits, self._inflate = -15, zlib_ng.decompressobj(-15)
            self._started = True
            return self._step(data, most)
        self._started = True
        return part

    def end(self) -> None:
        if self._started and not self._inflate.eof:
            raise CutShort("compressed data stops short")


class Brotli:
    """br."""

    exact = True

    def __init__(self) -> None:
        self._inflate = brotli.Decompressor()
        self._started = False

    def feed(self, data: bytes, most: int) -> bytes:
        self._started = True
        parts: list[bytes] = []
        try:
            while True:
                part = self._inflate.process(data, output_buffer_limit=STEP)
                most -= len(part)
                if most < 0:
                    raise TooLarge
                parts.append(part)
                data = b""
                if not part:
                    return b"".join(parts)
        except brotli.error as error:
            raise BadEncoding(f"broken compressed data ({error})") from error

    def end(self) -> None:
        if self._started and not self._inflate.is_finished():
            raise CutShort("compressed data stops short")


def unpacker(encoding: str | None) -> Unpacker:
    """What undoes the Content-Encoding of an answer. Raises BadEncoding for unknown ones and for more than one."""
    match (encoding or "").strip().lower():
        case "" | "identity" | "none" | "utf-8":
            return Plain()
        case "gzip" | "x-gzip":
            return Inflate(31)
        case "deflate":
            return Inflate(15)
        case "br":
            return Brotli()
        case other:
            raise BadEncoding(f"content encoding {other[:60]!r} is not accepted")


async def read_body(
    chunks: AsyncIterator[bytes], encoding: str | None, most: int, *, cut: bool = False
) -> Body:
    """The body, at most `most` bytes raw and unpacked; beyond that TooLarge, or with `cut` the beginning."""
    unpack, body, raw, sent = unpacker(encoding), bytearray(), 0, bytearray()
    keep = (encoding or "").strip().lower() in KEPT_PACKED
    try:
        async for chunk in chunks:
            raw += len(chunk)
            body += unpack.feed(chunk, most - len(body) if raw <= most + 4096 else 0)
            if keep:
                sent += chunk
    except TooLarge:
        if not cut:
            raise
        return Body(bytes(body[:most]))
    unpack.end()
    return Body(bytes(body), bytes(sent) if keep and unpack.exact and body else None)


def unpacked(body: bytes, most: int) -> bytes:
    """A file that is packed in itself, as sitemaps are (`sitemap.xml.gz`); any other as it is. Raises TooLarge, BadEncoding."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpack = Inflate(31)
    plain = unpack.feed(body, most)
    unpack.end()
    return plain
