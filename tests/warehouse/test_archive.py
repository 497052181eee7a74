"""The archive keeps responses through crashes."""

import gzip
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator

from warehouse.archive import Archive, ArchiveError, Response

AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
BODIES = [b"", b"x", "привет".encode() * 999, os.urandom(20_000), b"\r\n\r\nWARC/1.1\r\n" * 50]


def response(body: bytes, number: int = 0, at: datetime = AT) -> Response:
    return Response(
        url=f"https://example.org/{number}",
        final_url=f"https://example.org/{number}?final",
        status=200,
        headers=(
            ("Content-Type", "text/html; charset=koi8-r"),
            ("Content-Encoding", "br"),
            ("Set-Cookie", "a=b"),
            ("X-Odd", "a\r\nb"),
        ),
        media_type="text/html",
        charset="koi8-r",
        fetched_at=at,
        body=body,
        source_id="s1",
        entry_id=f"e{number}",
    )


def filled(folder, compression):
    with Archive(folder, compression=compression) as archive:
        return [archive.write(response(body, n)) for n, body in enumerate(BODIES)]


@pytest.fixture(params=["zstd", "gzip"])
def compression(request):
    return request.param


def test_what_is_written_is_read(tmp_path, compression):
    """Each response comes back whole from its file and offset, with where it was asked for and when."""
    for number, (file, offset) in enumerate(filled(tmp_path, compression)):
        kept = Archive(tmp_path).read(file, offset)
        assert (kept.body, kept.url, kept.final_url) == (
            BODIES[number],
            f"https://example.org/{number}",
            f"https://example.org/{number}?final",
        )
        assert (kept.status, kept.media_type, kept.charset, kept.fetched_at) == (
            200,
            "text/html",
            "koi8-r",
            AT,
        )
        assert (kept.source_id, kept.entry_id, kept.kind) == ("s1", f"e{number}", "page")
        assert "set-cookie" not in {name.lower() for name, _ in kept.headers}


def packed_response():
    """A page that came as gzip and is kept so."""
    body = b"<p>a page that came packed" * 99
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"))
    return replace(response(body, 99), headers=headers, packed=gzip.compress(body))


def test_a_packed_body_is_kept_as_it_came(tmp_path, compression):
    """A body that came packed is read unpacked, by us and by whoever reads the WARC file."""
    with Archive(tmp_path, compression=compression) as archive:
        place = archive.write(packed_response())
    assert archive.read(*place).body == packed_response().body
    with archive.files()[0].open("rb") as stream:
        bodies = [record.reader.read() for record in ArchiveIterator(stream, auto_decode="all")]
    assert bodies[-1] == packed_response().body


def test_gzip_passes_warcios_checker(tmp_path):
    """The gzip form is WARC as warcio knows it, with right digests."""
    filled(tmp_path, "gzip")
    with Archive(tmp_path, compression="gzip") as archive:
        archive.write(packed_response())
    warcio = Path(sys.executable).parent / "warcio"
    checked = subprocess.run(
        [warcio, "check", "-v", *map(str, Archive(tmp_path).files())],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count("digest pass") == len(BODIES) + 2


def test_zstd_reads_with_fastwarc(tmp_path):
    """The zstd form is WARC as fastwarc knows it, with right digests."""
    filled(tmp_path, "zstd")
    with Archive(tmp_path).files()[0].open("rb") as stream:
        assert [r.verify_block_digest() for r in ArchiveIterator(stream, parse_http=False)] == [
            True
        ] * (len(BODIES) + 1)


def test_torn_tail_is_cut_at_every_byte(tmp_path, compression):
    """However short the last record was cut, all before it are read again and new ones are appended after them."""
    offsets = [offset for _, offset in filled(tmp_path, compression)]
    path = Archive(tmp_path).files()[0]
    whole = path.read_bytes()
    last = offsets[-1]
    for length in {*range(last + 1, len(whole), 7), last + 1, len(whole) - 1, len(whole) - 4}:
        path.write_bytes(whole[:length])
        told = Archive(tmp_path, compression=compression).repair()
        assert path.stat().st_size == last, length
        assert "torn" in told[0]
    with Archive(tmp_path, compression=compression) as archive:
        file, offset = archive.write(response(b"after the crash"))
        assert offset == last
    bodies = [kept.body for _, _, kept in Archive(tmp_path).responses()]
    assert bodies == [*BODIES[:-1], b"after the crash"]
    assert Archive(tmp_path).read(file, offset).body == b"after the crash"


@pytest.mark.parametrize("tail", [b"\0" * 500, b"rubbish", b"\x28\xb5\x2f\xfd", b"\x1f\x8b\x08"])
def test_rubbish_at_the_end_is_cut(tmp_path, compression, tail):
    """Zeros (a lost page of the disk) and other rubbish go, whole records stay."""
    filled(tmp_path, compression)
    path = Archive(tmp_path).files()[0]
    size = path.stat().st_size
    with path.open("ab") as file:
        file.write(tail)
    assert Archive(tmp_path).repair()
    assert path.stat().st_size == size
    assert Archive(tmp_path).repair() == []


def test_zeroed_end_is_cut(tmp_path, compression):
    """A last record whose end was never written to the disk does not pass for whole."""
    offsets = [offset for _, offset in filled(tmp_path, compression)]
    path = Archive(tmp_path).files()[0]
    whole = path.read_bytes()
    path.write_bytes(whole[:-30] + bytes(30))
    assert Archive(tmp_path).repair()
    assert path.stat().st_size == offsets[-1]


def test_a_writer_killed_while_writing_loses_one_record_at_most(tmp_path):
    """kill -9 in the middle of a stream of records: all but the last are there, and the archive goes on."""
    code = f"""
import os, sys
from pathlib import Path
from tests.warehouse.test_archive import response
from warehouse.archive import Archive
archive = Archive(Path({str(tmp_path)!r}))
for n in range(100000):
    archive.write(response(os.urandom(5000), n))
    print(n, flush=True)
"""
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    for line in process.stdout:
        if int(line) == 50:
            process.kill()
            break
    told = [int(line) for line in process.stdout.read().split("\n")[:-1] if line] or [50]
    process.wait()
    with Archive(tmp_path) as archive:
        archive.write(response(b"next"))
    kept = list(Archive(tmp_path).responses())
    assert len(kept) >= max(told) + 2
    assert kept[-1][2].body == b"next"


def test_a_flipped_bit_is_noticed(tmp_path, compression):
    """A damaged record is an error that names file and offset, never wrong bytes."""
    file, offset = filled(tmp_path, compression)[3]
    path = tmp_path / file
    damaged = bytearray(path.read_bytes())
    damaged[offset + 5000] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(ArchiveError, match=str(offset)):
        Archive(tmp_path).read(file, offset)


@pytest.mark.parametrize(
    ("file", "offset"), [("2026/none.warc.zst", 0), ("", 0), (None, 10**9), (None, 7)]
)
def test_nothing_there_is_an_error(tmp_path, file, offset):
    """No such file, offsets beyond the end or inside a record are errors."""
    known = filled(tmp_path, "zstd")[0][0]
    with pytest.raises(ArchiveError):
        Archive(tmp_path).read(known if file is None else file, offset)


def test_new_files_by_day_and_size(tmp_path):
    """A file a day, and the next one when it is full; retention takes whole old days."""
    with Archive(tmp_path, full=20_000) as archive:
        for day in range(3):
            for number in range(3):
                archive.write(response(os.urandom(9_000), number, AT + timedelta(days=day)))
        assert [p.name[11:23] for p in archive.files()] == [
            f"202611{d}-{n:03d}" for d in (22, 23, 24) for n in (0, 1)
        ]
        needed = {"2026/" + archive.files()[0].name}
        assert len(archive.expire(1, AT + timedelta(days=2), needed)) == 1
        assert len(archive.expire(1, AT + timedelta(days=2))) == 1
        assert archive.expire(0, AT + timedelta(days=999)) == []
    assert len(list(Archive(tmp_path).responses())) == 6
