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

import pyarrow as pa
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

Compression = Literal["zstd", "gzip"]
ZSTD = pa.Codec("zstd", compression_level=3)
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
    return _packed(
        "response", response.fetched_at, said, (_head(response), response.body), compression
    )


def packed_about(name: str, at: datetime, compression: Compression) -> bytes:
    """The record that opens the file `name`."""
    said = {"WARC-Filename": name, "Content-Type": "application/warc-fields"}
    block = b"software: plantwatch\r\nformat: WARC File Format 1.1\r\n"
    return _packed("warcinfo", at, said, (block,), compression)


def read_records(stream: BinaryIO) -> Iterator[WarcRecord]:
    """The records of responses in `stream`, from where it stands."""
    return iter(ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False))


def response_of(record: WarcRecord) -> Response:
    record.parse_http()
    headers, said = record.headers, record.http_headers
    final = headers.get("WARC-Target-URI") or ""
    content_type = said.get("Content-Type")
    return Response(
        url=headers.get("Plantwatch-Asked-For") or final,
        final_url=final,
        status=said.status_code or 0,
        headers=tuple(said.items()),
        media_type=content_type.partition(";")[0].strip().lower() or None if content_type else None,
        charset=_charset(content_type),
        fetched_at=record.record_date or datetime.fromtimestamp(0, UTC),
        body=record.reader.read(),
        kind=headers.get("Plantwatch-Kind") or "page",
        source_id=headers.get("Plantwatch-Source"),
        entry_id=headers.get("Plantwatch-Entry"),
    )


def _charset(content_type: str | None) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type or "", re.IGNORECASE)
    return found[1] if found else None


def _packed(
    kind: str,
    at: datetime,
    said: Mapping[str, str | None],
    block: tuple[bytes, ...],
    compression: Compression,
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
    return _member(b"".join((head, b"\r\n\r\n", *block, b"\r\n\r\n")), compression)


def packed(record: WarcRecord, compression: Compression) -> bytes:
    """Any other record as one compressed member with its digest."""
    out = io.BytesIO()
    record.write(out, checksum_data=True)
    return _member(out.getvalue(), compression)


def _member(record: bytes, compression: Compression) -> bytes:
    if compression == "zstd":  # in one call: a fifth of what a stream costs
        return bytes(ZSTD.compress(record, asbytes=True))
    deflate = zlib.compressobj(6, wbits=31)
    return deflate.compress(record) + deflate.flush()


def _one_line(text: str) -> str:
    return text if text.isprintable() else re.sub(r"[\r\n\x00]+", " ", text)


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _head(response: Response) -> bytes:
    lines = [f"HTTP/1.1 {response.status} {_phrase(response.status)}"]
    for name, value in response.headers:
        if name.lower() not in DROPPED:
            lines.append(f"{name}: {value}")
        elif name.lower() == "content-encoding":
            lines.append(f"X-Original-Content-Encoding: {value}")
    lines.append(f"Content-Length: {len(response.body)}")
    text = "\r\n".join(_one_line(line) for line in lines)
    return text.encode("utf-8", "surrogateescape") + b"\r\n\r\n"


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
