"""A backfill of a crawl's file, most of which is not wanted."""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import trafilatura
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from flows.backfill import Asked, backfill
from flows.settings import load_settings
from flows.sieve import Sieve
from tests.bench.figure import Figure
from tests.bench.reading import wall_and_cpu
from tests.bench.samples import pages

RECORDS, EACH = 20_000, 20
"""Records, of which one in EACH is of the host that is wanted."""
ZSTD = pa.Codec("zstd", compression_level=1)


def backfill_speed() -> Iterator[Figure]:
    """`backfill`: all of it, to published rows, against reading the file and calling trafilatura on what passes."""
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        file = _crawl(here / "crawl.warc.zst")
        bare = wall_and_cpu(lambda: _bare(file))
        settings = load_settings(data=here / "data")
        asked = Asked(files=[file], sieve=Sieve(hosts=["wanted.example"]))
        ours = wall_and_cpu(lambda: backfill(settings, asked))
    for name, by, mine, theirs in zip(
        ("backfill", "backfill_cpu"), ("clock", "CPU of all processes"), ours, bare, strict=True
    ):
        yield Figure(
            name=name,
            value=RECORDS / mine,
            unit="records/s",
            ratio=theirs / mine,
            against=f"one process, fastwarc and trafilatura fast over the {RECORDS // EACH} that pass: {RECORDS / theirs:.0f} records/s, by {by}",
        )


def _crawl(path: Path) -> Path:
    made = pages(RECORDS // EACH)
    others = [html[:60_000] for _, html in made[:50]]
    with path.open("wb") as file:
        for number in range(RECORDS):
            wanted = number % EACH == 0
            html = made[number // EACH % len(made)][1] if wanted else others[number % len(others)]
            host = "www.wanted.example" if wanted else f"paper{number % 97}.example"
            file.write(_member(f"https://{host}/{number}", html))
    return path


def _member(url: str, html: bytes) -> bytes:
    record = WarcRecord()
    record.init_headers(WarcRecordType.response)
    record.headers["WARC-Target-URI"] = url
    record.headers["WARC-Date"] = "2024-03-05T06:07:08Z"
    record.is_http = True
    record.set_bytes_content(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
    )
    out = io.BytesIO()
    record.write(out)
    return bytes(ZSTD.compress(out.getbuffer(), asbytes=True))


def _bare(file: Path) -> None:
    with file.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            if ".wanted.example/" in (record.headers.get("WARC-Target-URI") or ""):
                trafilatura.extract(
                    record.reader.read(), fast=True, include_comments=False, with_metadata=False
                )
