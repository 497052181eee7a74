"""Pages kept elsewhere, in a stream: WARC files (Common Crawl News among them), folders of pages, JSON lines.

Each page comes with the place to go on from after it, so that a backfill that was cut off reads nothing twice.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from extractors.urls import is_web
from flows.bodies import BadEncoding, TooLarge, unpacker
from flows.declarations import Misuse
from flows.sieve import Sieve

WARC = re.compile(r"\.warc(?:\.(?:gz|zst|zstd|lz4))?$", re.IGNORECASE)
LINES = re.compile(r"\.(?:jsonl|ndjson)$", re.IGNORECASE)
PAGES = {".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".txt": "text/plain"}
MEDIA = {"text/html", "application/xhtml+xml", "text/plain"}
OWN_ADDRESS = re.compile(
    rb"""<(?:link[^>]{0,200}?rel\s*=\s*["']?canonical["']?[^>]{0,200}?href|meta[^>]{0,200}?og:url["'][^>]{0,200}?content)\s*=\s*["']?([^"'\s>]{8,2000})""",
    re.IGNORECASE,
)
MEMBER = {".gz": b"\x1f\x8b\x08", ".zst": b"\x28\xb5\x2f\xfd", ".zstd": b"\x28\xb5\x2f\xfd"}
OK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class OldPage:
    """A page as found. `place`: where it stands in its file; what follows is looked for after it."""

    url: str
    body: bytes = field(repr=False)
    media_type: str
    charset: str | None = None
    seen_at: datetime
    """When it was fetched, as its file says; else when it was published, else the file's own date."""
    published: datetime | None = None
    title: str | None = None
    language: str | None = None
    place: int


@dataclass(slots=True, kw_only=True)
class Tally:
    """What came of a file so far."""

    place: int = -1
    """The place of the last one looked at; -1: none yet."""
    seen: int = 0
    passed: int = 0
    problems: list[str] = field(default_factory=list)


def files_of(paths: Sequence[Path]) -> list[Path]:
    """The files behind `paths`, folders searched through, each once, in a fixed order. Raises Misuse."""
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise Misuse(f"{path}: no such file or folder; name an existing one")
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        known = [file.absolute() for file in inside if file.is_file() and _kind(file)]
        if not known:
            raise Misuse(f"{path}: no WARC file, page (.html, .txt) or .jsonl file here")
        found.update(dict.fromkeys(known))
    return list(found)


def pages_of(
    file: Path, sieve: Sieve, tally: Tally, *, max_bytes: int = 10_000_000
) -> Iterator[OldPage]:
    """Pages of a file that pass the sieve, those after `tally.place`. What is broken is told in `tally` and passed over."""
    try:
        match _kind(file):
            case "warc":
                yield from _warc_pages(file, sieve, tally, max_bytes)
            case "lines":
                yield from _line_pages(file, sieve, tally)
            case _:
                yield from _single_page(file, sieve, tally, max_bytes)
    except OSError as error:
        tally.problems.append(f"{file}: cannot be read: {error.strerror or error}")


def _kind(file: Path) -> str | None:
    if WARC.search(file.name):
        return "warc"
    if LINES.search(file.name):
        return "lines"
    return "page" if file.suffix.lower() in PAGES else None


# WARC ------------------------------------------------------------------------------------------------------
def _warc_pages(file: Path, sieve: Sieve, tally: Tally, max_bytes: int) -> Iterator[OldPage]:
    with file.open("rb") as stream:
        at: int | None = max(tally.place, 0)
        while at is not None:
            start = at
            stream.seek(start)
            try:
                for record in _responses(stream):
                    if record.stream_pos <= tally.place:
                        continue
                    tally.place = record.stream_pos
                    tally.seen += 1
                    page = _warc_page(record, sieve, max_bytes, file, tally)
                    if page:
                        tally.passed += 1
                        yield page
                at = None
            except (OSError, ValueError, RuntimeError) as error:
                tally.problems.append(
                    f"{file} after {tally.place}: damaged, gone on with the next record ({error})"
                )
                at = _next_member(
                    stream, max(start, tally.place) + 1, MEMBER.get(file.suffix.lower())
                )


def _responses(stream: BinaryIO) -> ArchiveIterator:
    return ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False)


def _next_member(stream: BinaryIO, start: int, magic: bytes | None) -> int | None:
    """Where the next compressed member may begin; None where there is none or the file is not packed."""
    if magic is None:
        return None
    stream.seek(start)
    at, before = start, b""
    while block := stream.read(1 << 20):
        found = (before + block).find(magic)
        if found >= 0:
            return at - len(before) + found
        at, before = at + len(block), block[-len(magic) + 1 :]
    return None


def _warc_page(
    record: WarcRecord, sieve: Sieve, max_bytes: int, file: Path, tally: Tally
) -> OldPage | None:
    url = record.headers.get("WARC-Target-URI") or ""
    if not is_web(url) or not sieve.wants_host(url) or record.content_length > max_bytes:
        return None
    raw = record.reader.read()
    if len(raw) < record.content_length:
        tally.problems.append(f"{file} at {record.stream_pos}: the last record is torn")
        return None
    status, headers, body = _answer(raw)
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if status != OK or media_type not in MEDIA:
        return None
    try:
        body = _unpacked(body, headers, max_bytes)
    except (TooLarge, BadEncoding, ValueError) as error:
        tally.problems.append(f"{file} at {record.stream_pos}: {url}: {error or 'too large'}")
        return None
    if not sieve.wants(body, headers.get("content-language")):
        return None
    charset = re.search(
        r"charset\s*=\s*[\"']?([\w.:-]+)", headers.get("content-type", ""), re.IGNORECASE
    )
    return OldPage(
        url=url,
        body=body,
        media_type=media_type,
        charset=charset[1] if charset else None,
        seen_at=record.record_date or datetime.fromtimestamp(0, UTC),
        place=record.stream_pos,
    )


def _answer(raw: bytes) -> tuple[int, dict[str, str], bytes]:
    """Status, headers by lower name, body."""
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    status = re.match(r"HTTP/[\d.]+ (\d{3})", first)
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return int(status[1]) if status else 0, headers, body


def _unpacked(body: bytes, headers: dict[str, str], most: int) -> bytes:
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = _joined(body)
    encoding = headers.get("content-encoding")
    if not encoding or body[:1] == b"<":  # many archives unpack bodies and leave the header
        return body
    unpack = unpacker(encoding)
    plain = unpack.feed(body, most)
    unpack.end()
    return plain


def _joined(body: bytes) -> bytes:
    """A chunked body in one piece; one that is not chunked after all stays as it is."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at)
        size = (
            re.fullmatch(rb"\s*([0-9a-fA-F]{1,8})\s*(?:;.*)?", body[at:end]) if end >= 0 else None
        )
        if size is None:
            return b"".join(parts) or body
        length = int(size[1], 16)
        if length == 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + length])
        at = end + 4 + length


# JSON lines ------------------------------------------------------------------------------------------------
def _line_pages(file: Path, sieve: Sieve, tally: Tally) -> Iterator[OldPage]:
    with file.open("rb") as stream:
        stream.seek(max(tally.place, 0))
        while line := stream.readline():
            tally.place = stream.tell()
            if not line.strip():
                continue
            tally.seen += 1
            try:
                page = _line_page(json.loads(line), file, tally.place)
            except (ValueError, TypeError) as error:
                tally.problems.append(f"{file}, the line before byte {tally.place}: {error}")
                continue
            if sieve.wants_host(page.url) and sieve.wants(page.body, page.language):
                tally.passed += 1
                yield page


def _line_page(said: Any, file: Path, place: int) -> OldPage:
    if not isinstance(said, dict):
        raise ValueError(  # noqa: TRY004 - the line is wrong, not the call
            "no JSON object; write {'id': …, 'url': …, 'text': … or 'html': …}"
        )
    html, text = said.get("html"), said.get("text")
    if not isinstance(html or text, str):
        raise ValueError("neither `text` nor `html`")  # noqa: TRY004 - as above
    url = said.get("url") or f"{file.as_uri()}#{said.get('id')}"
    if not (said.get("url") or said.get("id")):
        raise ValueError("neither `url` nor `id`")
    published = _time(said.get("published"))
    return OldPage(
        url=str(url),
        body=str(html or text).encode("utf-8", "replace"),
        media_type="text/html" if html else "text/plain",
        charset="utf-8",
        seen_at=published or _file_time(file),
        published=published,
        title=_text(said.get("title")),
        language=_text(said.get("language") or said.get("lang")),
        place=place,
    )


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _time(value: Any) -> datetime | None:
    """A date or time as ISO says it, UTC where it names no zone. Raises ValueError."""
    if value in (None, ""):
        return None
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"published: {value!r} is no ISO date; write 2024-05-31") from None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


# single pages ----------------------------------------------------------------------------------------------
def _single_page(file: Path, sieve: Sieve, tally: Tally, max_bytes: int) -> Iterator[OldPage]:
    size = file.stat().st_size
    if tally.place >= 0:
        return
    tally.seen, tally.place = 1, size
    if size > max_bytes:
        tally.problems.append(f"{file}: {size} bytes are more than the {max_bytes} allowed")
        return
    body = file.read_bytes()
    said = OWN_ADDRESS.search(body[:200_000])
    url = said[1].decode("utf-8", "replace") if said else ""
    url = url if is_web(url) else file.as_uri()
    if sieve.wants_host(url) and sieve.wants(body):
        tally.passed += 1
        yield OldPage(
            url=url,
            body=body,
            media_type=PAGES[file.suffix.lower()],
            seen_at=_file_time(file),
            place=size,
        )


def _file_time(file: Path) -> datetime:
    return datetime.fromtimestamp(int(file.stat().st_mtime), UTC)
