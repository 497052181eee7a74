"""History from files: true dates, filters, no alerts, nothing twice."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from flows.backfill import Asked, Backfilled, backfill
from flows.cli import build
from flows.declarations import Misuse
from flows.oldpages import Tally, files_of, pages_of
from flows.settings import Settings, load_settings
from flows.sieve import Sieve
from tests.backfill.pasts import page, write_folder, write_lines, write_warc
from tests.nights import ask


def _taken(tmp_path: Path, file: Path, **sieve: Any) -> tuple[Settings, Backfilled]:
    settings = load_settings(None, data=tmp_path / "data")
    return settings, backfill(settings, Asked(files=files_of([file]), sieve=Sieve(**sieve)))


def test_a_crawl_keeps_its_dates(tmp_path: Path) -> None:
    """Articles of a WARC file carry the dates that their pages tell, and their statements are versions of those days, without a change."""
    settings, done = _taken(tmp_path, write_warc(tmp_path / "a.warc.gz", 24))
    assert (done.seen, done.passed, done.problems) == (24, 24, ())
    dates = {row["url"]: row["published_at"] for row in ask(settings, "from articles")}
    assert dates == {url: at.replace(tzinfo=None) for url, _, at in map(page, range(24))}
    versions = ask(settings, "from versions")
    assert versions
    assert {row["cause"] for row in versions} == {"backlog"}
    assert {row["stated_at"] for row in versions} <= {
        at.date() for _, _, at in map(page, range(24))
    }
    assert ask(settings, "from changes") == []
    assert ask(settings, "from outbox") == []


def test_forms_agree(tmp_path: Path) -> None:
    """The same pages as WARC, as JSON lines and as a folder give the same announcements; however a WARC file is packed, the same pages."""
    packed = [write_warc(tmp_path / name, 12) for name in ("a.warc", "a.warc.gz", "a.warc.zst")]
    pages = [
        [(p.url, p.body, p.published) for p in pages_of(file, Sieve(), Tally())] for file in packed
    ]
    assert len(pages[0]) == 12
    assert pages[0] == pages[1] == pages[2]
    told = []
    for number, file in enumerate(
        (packed[1], write_lines(tmp_path / "a.jsonl", 12), write_folder(tmp_path / "f", 12))
    ):
        settings, _ = _taken(tmp_path / str(number), file)
        told.append(
            ask(
                settings,
                "SELECT url, plant, kind, low, period_start, quote FROM announcements JOIN articles USING (revision_id) ORDER BY ALL",
            )
        )
    assert told[0]
    assert told[0] == told[1] == told[2]


def test_only_what_was_asked_for(tmp_path: Path) -> None:
    """Host, language and words are tried before a page is parsed or kept."""
    file = write_warc(tmp_path / "a.warc.gz", 30)
    settings, done = _taken(
        tmp_path, file, hosts=["paper0.example"], languages=["en"], words=["AVTOTOR", "мост"]
    )
    wanted = {
        url for number in range(30) for url, html, _ in [page(number)]
        if "paper0" in url and number % 5 != 4 and b"avtotor" in html.lower()
    }  # fmt: skip
    assert {row["url"] for row in ask(settings, "from captures")} == wanted
    assert done.passed == len(wanted) > 0


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "koi8-r"])
def test_words_are_found_in_any_encoding(encoding: str) -> None:
    """A Russian word passes in either case and in the encodings that Russian pages have."""
    for said in ("На заводе рады", "ЗАВОД рад", "Завод рад"):
        assert Sieve(words=["завод"]).wants(said.encode(encoding))
    assert not Sieve(words=["завод"]).wants("Река и мост".encode(encoding))


def test_again_adds_nothing(tmp_path: Path) -> None:
    """A second call on the same files has nothing to do, and on a copy of them adds no row."""
    file = write_warc(tmp_path / "a.warc.gz", 10)
    settings, _ = _taken(tmp_path, file)
    tables = ("entries", "captures", "readings", "articles", "announcements", "versions")
    before = {t: ask(settings, f"from {t}") for t in tables}
    _, again = _taken(tmp_path, file)
    copy = tmp_path / "copy.warc.gz"
    copy.write_bytes(file.read_bytes())
    _, copied = _taken(tmp_path, copy)
    assert (again.seen, copied.seen) == (0, 10)
    assert {t: ask(settings, f"from {t}") for t in tables} == before


def test_what_is_broken_is_told_by_file(tmp_path: Path) -> None:
    """A damaged record, a torn end, a bad line and an unreadable file are told with their place; all else is taken in."""
    damaged = write_warc(tmp_path / "damaged.warc.gz", 9)
    data = bytearray(damaged.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 40] = bytes(40)
    damaged.write_bytes(data[:-100])
    lines = write_lines(tmp_path / "l.jsonl", 3)
    lines.write_text(lines.read_text("utf-8") + '{"id": 1}\nnot json\n', "utf-8")
    settings, done = _taken(tmp_path, tmp_path)
    told = "\n".join(done.problems)
    assert "damaged.warc.gz" in told
    assert "l.jsonl" in told
    assert "neither `text` nor `html`" in told
    assert len(ask(settings, "from captures")) >= 6


def test_live_articles_are_left(tmp_path: Path) -> None:
    """The file's page of an article that was there before, from another file of the same site, is the same article and adds no revision."""
    settings, _ = _taken(tmp_path, write_warc(tmp_path / "a.warc.gz", 6))
    _taken(tmp_path, write_warc(tmp_path / "b.warc.zst", 6, first=3))
    assert len(ask(settings, "from articles")) == 9
    assert {row["revision"] for row in ask(settings, "from articles")} == {1}


def test_nothing_there_is_a_misuse(tmp_path: Path) -> None:
    """A path that is not there, or holds nothing readable, is refused before anything is begun."""
    for path in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(Misuse, match=str(path)):
            files_of([path])


def test_the_command_tells_what_came_in(tmp_path: Path) -> None:
    """`plantwatch backfill` prints counts and no progress bar where nobody watches."""
    file = write_warc(tmp_path / "a.warc.gz", 4)
    shown = subprocess.run(
        [sys.executable, "-m", "flows", "backfill", str(file), "--source", "Crawl", "--data", str(tmp_path / "data")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "articles" in shown.stdout
    assert "%" not in shown.stdout
    settings = load_settings(None, data=tmp_path / "data")
    assert [row["name"] for row in ask(settings, "from sources")] == ["Crawl"]
    assert CliRunner().invoke(build(), ["backfill", "--help"]).exit_code == 0
