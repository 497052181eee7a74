"""Old pages as others keep them: WARC files like those of a crawl, with news of plants among other news."""

import gzip
import io
import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
from fastwarc.warc import WarcRecord, WarcRecordType

FIRST = datetime(2023, 1, 1, 6, tzinfo=UTC)
WORDS = (
    "mill",
    "lake",
    "baker",
    "bridge",
    "choir",
    "garden",
    "ferry",
    "market",
    "school",
    "tower",
    "rain",
    "harvest",
)
PLANTS = ("Avtotor", "Moskvich", "Togg", "Rivian")


def page(number: int) -> tuple[str, bytes, datetime]:
    """URL, HTML and time of a page: every second one has a target, which moves; every fifth one is Russian."""
    at = FIRST + timedelta(hours=7 * number)
    plant, figure = PLANTS[number // 2 % 4], 30_000 + 1000 * (number // 8)
    russian = number % 5 == 4
    said = (
        f"{plant} plans to produce {figure:,} cars at its plant in {at.year}, the company said."
        if number % 2 == 0
        else "The council opens a bridge over the river."
    )
    if russian:
        said = f"{plant} планирует выпустить на заводе {figure} автомобилей в {at.year} году."
    dice = random.Random(number)
    rest = " ".join(
        f"The {dice.choice(WORDS)} {dice.choice(WORDS)} near the {dice.choice(WORDS)} {number * n}."
        for n in range(20)
    )
    html = (
        f'<html lang="{"ru" if russian else "en"}"><head><title>News {number}</title>'
        f'<meta property="article:published_time" content="{at.isoformat()}"></head><body><article><h1>News {number}</h1>'
        f"<p>{said}</p><p>{rest}</p></article></body></html>"
    )
    return f"https://www.paper{number % 3}.example/{at:%Y/%m}/news-{number}", html.encode(), at


def write_warc(path: Path, count: int, first: int = 0) -> Path:
    """A crawl's file: warcinfo, then request and response for each page, each its own member."""
    with path.open("wb") as file:
        for number in range(first, first + count):
            url, html, at = page(number)
            file.write(
                _member(path, _record(WarcRecordType.request, url, at, b"GET / HTTP/1.1\r\n\r\n"))
            )
            head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
            body = html
            if number % 7 == 3:
                body = gzip.compress(html)
                head += b"Content-Encoding: gzip\r\n"
            file.write(
                _member(path, _record(WarcRecordType.response, url, at, head + b"\r\n" + body))
            )
    return path


def write_lines(path: Path, count: int) -> Path:
    """The same pages as JSON lines, with their dates."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            url, html, at = page(number)
            said = {"id": number, "url": url, "html": html.decode(), "published": at.isoformat()}
            file.write(json.dumps(said, ensure_ascii=False) + "\n")
    return path


def write_folder(folder: Path, count: int) -> Path:
    """The same pages as files."""
    folder.mkdir()
    for number in range(count):
        url, html, _ = page(number)
        link = f'<link rel="canonical" href="{url}"></head>'.encode()
        (folder / f"{number:04d}.html").write_bytes(html.replace(b"</head>", link))
    return folder


def _record(kind: WarcRecordType, url: str, at: datetime, content: bytes) -> bytes:
    record = WarcRecord()
    record.init_headers(kind)
    record.headers["WARC-Target-URI"] = url
    record.headers["WARC-Date"] = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    record.is_http = True
    record.set_bytes_content(content)
    out = io.BytesIO()
    record.write(out, checksum_data=True)
    return out.getvalue()


def _member(path: Path, data: bytes) -> bytes:
    match path.suffix:
        case ".gz":
            return gzip.compress(data)
        case ".zst":
            return bytes(pa.Codec("zstd").compress(data, asbytes=True))
    return data
