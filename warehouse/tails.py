"""Where the last whole record of an archive file ends, and the cutting of what is torn after it."""

import io
import mmap
import os
import zlib
from collections.abc import Iterator
from pathlib import Path

from fastwarc.warc import ArchiveIterator

ZSTD = b"\x28\xb5\x2f\xfd"
GZIP = b"\x1f\x8b"
STEP = 1 << 20


def repaired(path: Path) -> str | None:
    """Cuts `path` after its last whole record, if something torn follows; says what was cut."""
    size = path.stat().st_size
    whole = whole_length(path) if size else 0
    if whole == size:
        return None
    with path.open("r+b") as file:
        file.truncate(whole)
        os.fsync(file.fileno())
    return f"{path.name}: {size - whole} bytes of a torn record cut off"


def whole_length(path: Path) -> int:
    """Bytes of `path` up to the end of its last whole record, the last one's digest checked."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        ends = _zstd_ends if path.suffix == ".zst" else _gzip_ends
        last, end = 0, 0
        for next_end in ends(data):
            last, end = end, next_end
        return end if end == 0 or _sound(data[last:end]) else last


def _zstd_ends(data: mmap.mmap) -> Iterator[int]:
    """Ends of the whole frames that `data` begins with, from their block headers (RFC 8878), nothing unpacked."""
    at, size = 0, len(data)
    while at + 6 <= size and data[at : at + 4] == ZSTD:
        found = _frame_end(data, at)
        if found is None or found > size:
            return
        at = found
        yield at


def _frame_end(data: mmap.mmap, start: int) -> int | None:
    flags = data[start + 4]
    single, checksum = flags >> 5 & 1, flags >> 2 & 1
    content_size = (single, 2, 4, 8)[flags >> 6]
    at = start + 5 + (1 - single) + (0, 1, 2, 4)[flags & 3] + content_size
    while at + 3 <= len(data):
        head = int.from_bytes(data[at : at + 3], "little")
        kind, length = head >> 1 & 3, head >> 3
        if kind == 3:
            return None
        at += 3 + (1 if kind == 1 else length)
        if head & 1:
            return at + 4 * checksum
    return None


def _gzip_ends(data: mmap.mmap) -> Iterator[int]:
    """Ends of the whole gzip members that `data` begins with."""
    at, size = 0, len(data)
    while data[at : at + 2] == GZIP:
        inflate, read = zlib.decompressobj(31), at
        try:
            while not inflate.eof and read < size:
                inflate.decompress(data[read : read + STEP])
                read = min(read + STEP, size)
        except zlib.error:
            return
        if not inflate.eof:
            return
        at = read - len(inflate.unused_data)
        yield at


def _sound(member: bytes) -> bool:
    """Whether one compressed member is a record whose digest is right."""
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(member), parse_http=False)), None)
        return record is not None and record.verify_block_digest()
    except (OSError, ValueError, RuntimeError):
        return False
