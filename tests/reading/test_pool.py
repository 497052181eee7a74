"""The reading pool: whatever one document does, the others are read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from flows.read import Library, read_chunks, read_pending
from flows.settings import ReadLimits, seeds
from tests.reading.traps import Trap
from warehouse.archive import Archive, Response
from warehouse.readings import Outcome, Pending

NOW = datetime(2024, 5, 1, tzinfo=UTC)
LIMITS = ReadLimits(workers=2, seconds=4, memory_mb=1500, chunk=8)
ARTICLE = (
    "<html><body><article><h1>Works</h1>"
    + "<p>Avtotor plans to produce 50,000 cars in 2025, it said.</p><p>The town is glad.</p>" * 6
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """What a reading process is given."""
    plants = seeds() / "plants.toml"
    return Library(plants.read_text("utf-8"), str(plants), tmp_path, 1500)


def _kept(folder: Path, bodies: dict[str, bytes]) -> list[Pending]:
    with Archive(folder) as archive:
        return [
            _pending(name, len(body), *archive.write(_page(name, body)))
            for name, body in bodies.items()
        ]


def _page(name: str, body: bytes) -> Response:
    return Response(
        url=f"https://a.example/{name}", final_url=f"https://a.example/{name}", status=200,
        headers=(("Content-Type", "text/html"),), media_type="text/html", charset=None, fetched_at=NOW, body=body,
    )  # fmt: skip


def _pending(name: str, size: int, file: Any, offset: int = 0) -> Pending:
    return Pending(
        capture_id=name, entry_id=name, source_id="s", family="f", url=f"https://a.example/{name}",
        archive_file=file, archive_offset=offset, media_type="text/html", charset=None, bytes=size, title=None,
        summary=None, content=None, published_at=NOW, language=None, origin=None, first_seen=NOW, backlog=False, attempt=1,
    )  # fmt: skip


def _by_name(outcomes: Iterator[list[Outcome]]) -> dict[str, Outcome]:
    return {str(o.pending.capture_id): o for chunk in outcomes for o in chunk}


def test_one_bad_document_fails_alone(tmp_path: Path, library: Library) -> None:
    """A document that hangs, crashes or kills its process, or takes 4 GB, fails with its reason; its neighbours are read."""
    good = _kept(tmp_path, {f"good{n}": f"{ARTICLE}<p>{n}</p>".encode() for n in range(12)})
    traps = [_pending(harm, 0, Trap(harm)) for harm in ("hang", "crash", "kill", "memory")]
    found = _by_name(read_pending([*good[:6], *traps, *good[6:]], library, LIMITS))
    assert {name: o.failure for name, o in found.items() if o.failure} == {
        "hang": "timeout",
        "crash": "crashed",
        "kill": "crashed",
        "memory": "memory",
    }
    assert all(o.reason for o in found.values() if o.failure)
    read = [o for o in found.values() if o.article]
    assert len(read) == 12
    assert all(o.article and o.article.outcome == "read" for o in read)


def test_behind_a_wall_the_feed_is_read(tmp_path: Path, library: Library) -> None:
    """A page that turns out to be a paywall is on record as one, and the feed's own words are read in its place."""
    wall = b"<html><body><p>Subscribe to continue reading. Already a subscriber? Sign in.</p></body></html>"
    (kept,) = _kept(tmp_path, {"walled": wall})
    said = "Avtotor plans to produce 50,000 cars in 2025."
    promised = replace(kept, title="Plans", summary=said, entry_url="https://a.example/as-promised")
    page, words = next(read_pending([promised], library, LIMITS))
    assert page.article
    assert (page.article.outcome, page.article.reason) == ("wall", "paywall")
    assert words.article
    assert (words.pending.capture_id, words.pending.url) == (None, "https://a.example/as-promised")
    assert [said.quote for said in words.article.reading.announcements] == [said]


def test_a_page_without_text_takes_the_feeds(tmp_path: Path, library: Library) -> None:
    """Where a page shows nothing without a browser, the summary that the feed gave is read."""
    (kept,) = _kept(tmp_path, {"empty": b"<html><body><div id=app></div></body></html>"})
    said = "Avtotor plans to produce 50,000 cars in 2025."
    (outcome,) = next(read_pending([replace(kept, summary=said)], library, LIMITS))
    assert outcome.article
    assert outcome.article.text == said


def test_hostile_pages_end_within_their_limit(tmp_path: Path, library: Library) -> None:
    """Attribute bombs, deep nesting, heaps of empty elements and a page of 10 MB each end read or failed; the rest is read."""
    attributes = " ".join(f"a{n}=x" for n in range(120_000))
    bodies = {
        "attributes": f"<html><body><p {attributes}>text</p></body></html>".encode(),
        "nesting": b"<div>" * 50_000 + b"text" + b"</div>" * 50_000,
        "empty": b"<html><body>" + b"<p></p>" * 300_000,
        "breaks": b"<html><body><p>" + b"a<br>" * 200_000,
        "long": f"<html><body><article>{'<p>A town with a river and a mill.</p>' * 270_000}".encode(),
        "nothing": b"",
        "binary": bytes(range(256)) * 2000,
        "good": ARTICLE.encode(),
    }
    found = _by_name(read_pending(_kept(tmp_path, bodies), library, LIMITS))
    assert found.keys() == bodies.keys()
    good = found["good"].article
    assert good
    assert good.outcome == "read"
    assert {o.failure for o in found.values()} <= {None, "timeout", "memory", "error", "crashed"}


def test_a_missing_page_is_a_failure_of_its_own(tmp_path: Path, library: Library) -> None:
    """A capture whose archive file is gone fails with the place named."""
    [found] = _by_name(
        read_pending([_pending("lost", 1, "2024/gone.warc.zst")], library, LIMITS)
    ).values()
    assert found.failure == "error"
    assert "gone.warc.zst" in str(found.reason)


def test_chunks_are_taken_as_there_is_room(tmp_path: Path, library: Library) -> None:
    """Chunks that are made while others are read are not all made ahead: memory does not grow with their number."""
    pending = _kept(tmp_path, {f"p{n}": f"{ARTICLE}<p>{n}</p>".encode() for n in range(40)})
    made = 0

    def chunks() -> Iterator[list[Pending]]:
        nonlocal made
        for item in pending:
            made += 1
            yield [item]

    ahead = []
    for done, _ in enumerate(read_chunks(chunks(), library, LIMITS), 1):
        ahead.append(made - done)
    assert len(ahead) == 40
    assert max(ahead) <= 4
