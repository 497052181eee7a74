"""Every response kept: WARC files of one record a compressed member, appended to, readable at an offset.

    archive/2026/plantwatch-20261122-000.warc.zst      (or .warc.gz)

A record is written in one piece and handed to the disk by `sync`. A crash loses at most the record being written: what
is torn at the end of a file is cut off before the file is written to again (`repair`). Bodies that came as
gzip or br are kept as they came; others are stored unpacked, with the encoding they came in as `X-Original-Content-Encoding`.

Errors
    ArchiveError    a record cannot be read: the file is gone, or what stands at the offset is no whole record
"""

import os
import re
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Self

from warehouse.tails import repaired
from warehouse.warc import (
    Compression,
    Response,
    packed_about,
    packed_response,
    read_records,
    response_of,
)

__all__ = ["Archive", "ArchiveError", "Compression", "Response"]

SUFFIX: dict[Compression, str] = {"zstd": ".warc.zst", "gzip": ".warc.gz"}
NAME = re.compile(r"plantwatch-(\d{8})-(\d{3})\.warc\.(zst|gz)")
FULL = 256_000_000
"""Bytes after which a new file is begun."""


class ArchiveError(Exception):
    """A record cannot be read."""


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
        self._day: date | None = None
        self._name = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, response: Response, filed_at: datetime | None = None) -> tuple[str, int]:
        """Appends a response; returns its file, relative to the folder, and its offset there.

        It is filed under the day of `filed_at`, by default that of its fetching.
        """
        record = packed_response(response, self.compression)
        file = self._opened(filed_at or response.fetched_at, len(record))
        offset = file.tell()
        file.write(record)
        return self._name, offset

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
                record = next(read_records(stream), None)
                if (
                    record is not None
                    and record.stream_pos == offset
                    and record.verify_block_digest()
                ):
                    return response_of(record)
        except (OSError, ValueError, RuntimeError) as error:
            raise ArchiveError(f"{path} at {offset}: cannot be read: {error}") from error
        raise ArchiveError(f"{path} at {offset}: no whole record there")

    def responses(self) -> Iterator[tuple[str, int, Response]]:
        """Every response kept with its file and offset, oldest file first."""
        for path in self.files():
            with path.open("rb") as stream:
                for record in read_records(stream):
                    yield (
                        path.relative_to(self.folder).as_posix(),
                        record.stream_pos,
                        response_of(record),
                    )

    def files(self) -> list[Path]:
        """All files, oldest first."""
        found = [p for p in self.folder.glob("*/*.warc.*") if NAME.fullmatch(p.name)]
        return sorted(found, key=lambda path: path.name)

    def repair(self) -> list[str]:
        """Cuts what a crash left torn at the end of the youngest files; says what was cut."""
        return [told for path in self._youngest() if (told := repaired(path))]

    def expire(
        self, keep_days: int, now: datetime, needed: Collection[str] = frozenset()
    ) -> list[str]:
        """Deletes files whose day is more than `keep_days` ago (0: none), but for those `needed`; returns their names."""
        if keep_days <= 0:
            return []
        gone = [
            path
            for path in self.files()
            if _is_over(path, keep_days, now)
            and path != self._path
            and path.relative_to(self.folder).as_posix() not in needed
        ]
        for path in gone:
            path.unlink()
        return [path.name for path in gone]

    def has_expired(self, file: str, keep_days: int, now: datetime) -> bool:
        """Whether `file` is not there because its day was more than `keep_days` ago (0: kept for ever)."""
        path = self.folder / file
        return keep_days > 0 and not path.is_file() and _is_over(path, keep_days, now)

    def _youngest(self) -> list[Path]:
        files = self.files()
        return [p for p in files if _day_of(p) == _day_of(files[-1])] if files else []

    def _opened(self, at: datetime, size: int) -> BinaryIO:
        today = at.astimezone(UTC).date()
        if self._file and today == self._day and self._file.tell() + size <= self.full:
            return self._file
        day = today.strftime("%Y%m%d")
        self.close()
        self._path = self._next_path(day, size)
        self._name = self._path.relative_to(self.folder).as_posix()
        new = not self._path.exists()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if not new:
            repaired(self._path)
        self._file, self._day = self._path.open("ab", buffering=0), today
        if new:
            self._file.write(packed_about(self._path.name, at, self.compression))
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


def _is_over(path: Path, keep_days: int, now: datetime) -> bool:
    return _day_of(path) < (now - timedelta(days=keep_days)).strftime("%Y%m%d")


def _day_of(path: Path) -> str:
    found = NAME.fullmatch(path.name)
    return found[1] if found else ""


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
