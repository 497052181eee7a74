"""Responses as WARC/1.1 records, one compressed member each, and back.

Written here and not by the WARC library, which costs three times as much for each record; it reads and checks them.
"""

import base64
import hashlib
import io
import re
import uuid
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import BinaryIO, Literal

import brotli
import pyarrow as pa
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType
from zlib_ng import zlib_ng

Compression = Literal["zstd", "gzip"]
ZSTD = pa.Codec("zstd", compression_level=3)
ZSTD_PACKED = pa.Codec("zstd", compression_level=1)
"""For what is packed already and gives no more at any level."""
DROPPED = {
    "content-encoding",
    "transfer-encoding",
    "content-length",
    "connection",
    "keep-alive",
    "set-cookie",
}
"""Headers that no longer describe the stored body, or are nobody's business."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A response as kept."""

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    media_type: str | None
    charset: str | None
    fetched_at: datetime
    body: bytes = field(repr=False)
    packed: bytes | None = field(default=None, repr=False)
    """The body as its Content-Encoding (gzip or br) packs it, where it is to be kept so."""
    kind: str = "page"
    """`page` or `feed`."""
    source_id: str | None = None
    entry_id: str | None = None


def packed_response(response: Response, compression: Compression) -> bytes:
    """A response as one compressed member with the digest of its block."""
    said = {
        "WARC-Target-URI": response.final_url,
        "Content-Type": "application/http; msgtype=response",
        "Plantwatch-Asked-For": response.url if response.url != response.final_url else None,
        "Plantwatch-Kind": response.kind,
        "Plantwatch-Source": response.source_id,
        "Plantwatch-Entry": response.entry_id,
    }
    block = (_head(response), _kept(response))
    record = _record("response", response.fetched_at, said, block)
    return _member(record, compression, packed=response.packed is not None)


def packed_about(name: str, at: datetime, compression: Compression) -> bytes:
    """The record that opens the file `name`."""
    said = {"WARC-Filename": name, "Content-Type": "application/warc-fields"}
    block = b"software: plantwatch\r\nformat: WARC File Format 1.1\r\n"
    return _member(_record("warcinfo", at, said, (block,)), compression)


def read_records(stream: BinaryIO) -> Iterator[WarcRecord]:
    """The records of responses in `stream`, from where it stands."""
    return iter(ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False))


def response_of(record: WarcRecord) -> Response:
    record.parse_http()
    headers, said = record.headers, record.http_headers
    final = headers.get("WARC-Target-URI") or ""
    content_type = said.get("Content-Type")
    body, encoding = record.reader.read(), said.get("Content-Encoding")
    return Response(
        url=headers.get("Plantwatch-Asked-For") or final,
        final_url=final,
        status=said.status_code or 0,
        headers=tuple(said.items()),
        media_type=content_type.partition(";")[0].strip().lower() or None if content_type else None,
        charset=_charset(content_type),
        fetched_at=record.record_date or datetime.fromtimestamp(0, UTC),
        body=_unpacked(body, encoding) if encoding else body,
        packed=body if encoding else None,
        kind=headers.get("Plantwatch-Kind") or "page",
        source_id=headers.get("Plantwatch-Source"),
        entry_id=headers.get("Plantwatch-Entry"),
    )


def _kept(response: Response) -> bytes:
    """The body as it came where it came packed: packing it anew would cost more than asking for it did."""
    return response.body if response.packed is None else response.packed


def _unpacked(body: bytes, encoding: str) -> bytes:
    """Raises ValueError where the body is not packed as its header says."""
    try:
        return brotli.decompress(body) if encoding == "br" else zlib_ng.decompress(body, 31)
    except (brotli.error, zlib_ng.error) as error:  # type: ignore[misc]  # declared as a value
        raise ValueError(f"not {encoding}: {error}") from error


def _charset(content_type: str | None) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type or "", re.IGNORECASE)
    return found[1] if found else None


def _record(
    kind: str, at: datetime, said: Mapping[str, str | None], block: tuple[bytes, ...]
) -> bytes:
    digest = hashlib.sha1(usedforsecurity=False)
    for part in block:
        digest.update(part)
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid4()}>",
        f"WARC-Date: {_written(at)}",
        f"WARC-Block-Digest: sha1:{base64.b32encode(digest.digest()).decode()}",
        f"Content-Length: {sum(map(len, block))}",
        *(f"{name}: {_one_line(value)}" for name, value in said.items() if value),
    ]
    head = "\r\n".join(lines).encode("utf-8", "surrogateescape")
    return b"".join((head, b"\r\n\r\n", *block, b"\r\n\r\n"))


def packed(record: WarcRecord, compression: Compression) -> bytes:
    """Any other record as one compressed member with its digest."""
    out = io.BytesIO()
    record.write(out, checksum_data=True)
    return _member(out.getvalue(), compression)


def _member(record: bytes, compression: Compression, *, packed: bool = False) -> bytes:
    if compression == "zstd":  # in one call: a fifth of what a stream costs
        return bytes((ZSTD_PACKED if packed else ZSTD).compress(record, asbytes=True))
    deflate = zlib.compressobj(6, wbits=31)
    return deflate.compress(record) + deflate.flush()


def _one_line(text: str) -> str:
    return text if text.isprintable() else re.sub(r"[\r\n\x00]+", " ", text)


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _head(response: Response) -> bytes:
    lines = [f"HTTP/1.1 {response.status} {_phrase(response.status)}"]
    encoding = "X-Original-Content-Encoding" if response.packed is None else "Content-Encoding"
    for name, value in response.headers:
        if name.lower() not in DROPPED:
            lines.append(f"{name}: {value}")
        elif name.lower() == "content-encoding":
            lines.append(f"{encoding}: {value.strip().lower()}")
    lines.append(f"Content-Length: {len(_kept(response))}")
    text = "\r\n".join(_one_line(line) for line in lines)
    return text.encode("utf-8", "surrogateescape") + b"\r\n\r\n"


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
