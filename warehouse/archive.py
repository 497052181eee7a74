"""Every response kept: WARC files of one record a compressed member, appended to, readable at an offset.

    archive/2026/plantwatch-20261122-000.warc.zst      (or .warc.gz)

A record is written in one piece and handed to the disk by `sync`. A crash loses at most the record being written: what
is torn at the end of a file is cut off before the file is written to again (`repair`). Bodies are stored unpacked; the
encoding they came in stays in the record as `X-Original-Content-Encoding`.

Errors
    ArchiveError    a record cannot be read: the file is gone, or what stands at the offset is no whole record
"""

import io
import os
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO, Literal, Self

import pyarrow as pa
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from warehouse.tails import repaired

Compression = Literal["zstd", "gzip"]
SUFFIX: dict[Compression, str] = {"zstd": ".warc.zst", "gzip": ".warc.gz"}
NAME = re.compile(r"plantwatch-(\d{8})-(\d{3})\.warc\.(zst|gz)")
ZSTD = pa.Codec("zstd", compression_level=3)
FULL = 256_000_000
"""Bytes after which a new file is begun."""
DROPPED = {
    "content-encoding",
    "transfer-encoding",
    "content-length",
    "connection",
    "keep-alive",
    "set-cookie",
}
"""Headers that no longer describe the stored body, or are nobody's business."""


class ArchiveError(Exception):
    """A record cannot be read."""


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


class Archive:
    """The archive in a folder. One writer at a time (the run's lock sees to that); any number of readers."""

    def __init__(
        self, folder: Path, *, compression: Compression = "zstd", full: int = FULL
    ) -> None:
        """`full`: bytes after which a new file is begun."""
        self.folder = folder
        self.compression = compression
        self.full = full
        self._path: Path | None = None
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, response: Response, filed_at: datetime | None = None) -> tuple[str, int]:
        """Appends a response; returns its file, relative to the folder, and its offset there.

        It is filed under the day of `filed_at`, by default that of its fetching.
        """
        record = packed(_record(response), self.compression)
        file = self._opened(filed_at or response.fetched_at, len(record))
        offset = file.tell()
        file.write(record)
        assert self._path is not None  # noqa: S101 - set with the file
        return self._path.relative_to(self.folder).as_posix(), offset

    def sync(self) -> None:
        """Returns when all that was written is on the disk."""
        if self._file:
            self._file.flush()
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Syncs and lets go of the file."""
        if self._file:
            self.sync()
            self._file.close()
            self._file = self._path = None

    def read(self, file: str, offset: int) -> Response:
        """The response at `offset` of `file`. Raises ArchiveError."""
        path = self.folder / file
        try:
            with path.open("rb") as stream:
                stream.seek(offset)
                record = next(_records(stream), None)
                if (
                    record is not None
                    and record.stream_pos == offset
                    and record.verify_block_digest()
                ):
                    return _response(record)
        except (OSError, ValueError, RuntimeError) as error:
            raise ArchiveError(f"{path} at {offset}: cannot be read: {error}") from error
        raise ArchiveError(f"{path} at {offset}: no whole record there")

    def responses(self) -> Iterator[tuple[str, int, Response]]:
        """Every response kept with its file and offset, oldest file first."""
        for path in self.files():
            with path.open("rb") as stream:
                for record in _records(stream):
                    yield (
                        path.relative_to(self.folder).as_posix(),
                        record.stream_pos,
                        _response(record),
                    )

    def files(self) -> list[Path]:
        """All files, oldest first."""
        found = [p for p in self.folder.glob("*/*.warc.*") if NAME.fullmatch(p.name)]
        return sorted(found, key=lambda path: path.name)

    def repair(self) -> list[str]:
        """Cuts what a crash left torn at the end of the youngest files; says what was cut."""
        return [told for path in self._youngest() if (told := repaired(path))]

    def expire(self, keep_days: int, now: datetime) -> list[str]:
        """Deletes files whose day is more than `keep_days` ago (0: none); returns their names."""
        if keep_days <= 0:
            return []
        first = (now - timedelta(days=keep_days)).strftime("%Y%m%d")
        gone = [path for path in self.files() if _day_of(path) < first and path != self._path]
        for path in gone:
            path.unlink()
        return [path.name for path in gone]

    def _youngest(self) -> list[Path]:
        files = self.files()
        return [p for p in files if _day_of(p) == _day_of(files[-1])] if files else []

    def _opened(self, at: datetime, size: int) -> BinaryIO:
        day = at.astimezone(UTC).strftime("%Y%m%d")
        if (
            self._file
            and self._path
            and _day_of(self._path) == day
            and self._file.tell() + size <= self.full
        ):
            return self._file
        self.close()
        self._path = self._next_path(day, size)
        new = not self._path.exists()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if not new:
            repaired(self._path)
        self._file = self._path.open("ab", buffering=0)
        if new:
            self._file.write(packed(_about(self._path.name), self.compression))
            _sync_folder(self._path.parent)
        return self._file

    def _next_path(self, day: str, size: int) -> Path:
        """The day's last file while it has room, else the next number."""
        suffix = SUFFIX[self.compression]
        folder = self.folder / day[:4]
        there = sorted(folder.glob(f"plantwatch-{day}-*{suffix}"))
        if there and there[-1].stat().st_size + size <= self.full:
            return there[-1]
        taken = NAME.fullmatch(there[-1].name) if there else None
        return folder / f"plantwatch-{day}-{int(taken[2]) + 1 if taken else 0:03d}{suffix}"


def packed(record: WarcRecord, compression: Compression) -> bytes:
    """A record as one compressed member, with its digest."""
    out = io.BytesIO()
    record.write(out, checksum_data=True)
    if compression == "zstd":  # in one call: a fifth of what a stream costs
        return bytes(ZSTD.compress(out.getbuffer(), asbytes=True))
    deflate = zlib.compressobj(6, wbits=31)
    return deflate.compress(out.getbuffer()) + deflate.flush()


def _records(stream: BinaryIO) -> Iterator[WarcRecord]:
    return iter(ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False))


def _about(name: str) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(WarcRecordType.warcinfo)
    record.headers["WARC-Filename"] = name
    record.headers["Content-Type"] = "application/warc-fields"
    record.set_bytes_content(b"software: plantwatch\r\nformat: WARC File Format 1.1\r\n")
    return record


def _record(response: Response) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(WarcRecordType.response)
    record.headers["WARC-Target-URI"] = response.final_url
    record.headers["WARC-Date"] = response.fetched_at.astimezone(UTC).strftime(
        "%Y-%m-%dT%H:%M:%S.%fZ"
    )
    record.headers["Content-Type"] = "application/http; msgtype=response"
    for name, value in (
        ("Asked-For", response.url if response.url != response.final_url else None),
        ("Kind", response.kind),
        ("Source", response.source_id),
        ("Entry", response.entry_id),
    ):
        if value:
            record.headers[f"Plantwatch-{name}"] = value
    record.is_http = True
    record.set_bytes_content(_head(response) + response.body)
    return record


def _head(response: Response) -> bytes:
    lines = [f"HTTP/1.1 {response.status} {_phrase(response.status)}"]
    for name, value in response.headers:
        if name.lower() not in DROPPED:
            lines.append(f"{name}: {value}")
        elif name.lower() == "content-encoding":
            lines.append(f"X-Original-Content-Encoding: {value}")
    lines.append(f"Content-Length: {len(response.body)}")
    text = "\r\n".join(re.sub(r"[\r\n\x00]+", " ", line) for line in lines)
    return text.encode("utf-8", "surrogateescape") + b"\r\n\r\n"


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _response(record: WarcRecord) -> Response:
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


def _day_of(path: Path) -> str:
    found = NAME.fullmatch(path.name)
    return found[1] if found else ""


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
