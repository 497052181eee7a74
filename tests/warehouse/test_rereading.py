"""Edited pages, other readers, people's corrections and a growing gazetteer: what follows silently, and what is told."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from extractors.gazetteer import load_gazetteer
from tests.warehouse.cases import FEB, JAN, MAR, of, one, said
from tests.warehouse.newsroom import (
    PLANTS,
    Article,
    Newsroom,
    again,
    gazetteer,
    newsroom,
    reread,
    start,
    target,
    year,
)
from warehouse.corrections import CorrectionError, correct, load_corrections, reject
from warehouse.growth import enter_gazetteer
from warehouse.naming import GazetteerNames
from warehouse.state import transaction

STANDING = (
    "SELECT low, high FROM current_targets WHERE kind = 'target' ORDER BY period_start, scope"
)


@pytest.fixture
def room(tmp_path: Path):
    """A newsroom over an empty state file."""
    with newsroom(tmp_path) as opened:
        yield opened


def test_quiet_edit_is_a_change_that_says_so(room: Newsroom):
    """A page that swaps its number is told, as an edit, stated on the day the change was seen."""
    page = said(JAN, of(100_000))
    room.night(page)
    room.night(again(page, rows=[of(90_000)], changed="2026-01-12"))
    assert room.ask("SELECT direction, cause, stated_at FROM changes") == [
        ("lowered", "edit", date(2026, 1, 12))
    ]
    assert room.ask(STANDING) == [(90_000, 90_000)]


def test_edit_of_old_news_played_again_keeps_its_time(room: Newsroom):
    """A page of years ago that comes only now and is edited then is told as of its own time, and newer ones after it."""
    page = said("2024-01-10", of(100_000, **year(2024)), seen="2026-01-02")
    room.night(page)
    room.night(again(page, rows=[of(90_000, **year(2024))], changed="2026-01-04"))
    room.night(said("2024-02-10", of(70_000, **year(2024)), seen="2026-01-06"))
    assert room.ask("SELECT direction, cause, stated_at FROM changes ORDER BY stated_at") == [
        ("lowered", "edit", date(2024, 1, 12)),
        ("lowered", "news", date(2024, 2, 10)),
    ]


def test_edit_of_other_words_is_none(room: Newsroom):
    """A page whose text changes but not its number tells nothing and adds no version."""
    page = said(JAN, of(100_000))
    room.night(page)
    room.night(again(page, text=page.body + "\nUpdated with a photo.", changed="2026-01-12"))
    assert room.versions() == [(1, 100_000, 100_000, "news", True)]


def test_edit_undone_is_told_back(room: Newsroom):
    """A page that returns to its first text says its first number again."""
    page = said(JAN, of(100_000))
    room.night(page)
    room.night(again(page, rows=[of(90_000)], text="Another text.", changed="2026-01-12"))
    room.night(again(page, changed="2026-01-14", text=page.body))
    assert [c[0] for c in room.changes()] == ["lowered", "raised"]
    assert room.ask(STANDING) == [(100_000, 100_000)]


def test_edit_of_a_superseded_article_is_kept_aside(room: Newsroom):
    """When a newer article has replaced the number, an edit of the old page alerts nobody and does not stand."""
    page = said(JAN, of(100_000))
    room.night(page)
    room.night(*one(FEB, 80_000))
    room.night(again(page, rows=[of(110_000)], changed="2026-02-15"))
    assert [c[0] for c in room.changes()] == ["lowered"]
    assert room.ask(STANDING) == [(80_000, 80_000)]


def test_newer_reader_that_finds_the_same_adds_nothing(room: Newsroom):
    """Reading everything again with a new version that agrees adds no version and no change."""
    pages = [said(JAN, of(100_000)), said(FEB, of(80_000)), said(MAR, of(80_000))]
    for page in pages:
        room.night(page)
    before = room.versions(), room.changes(), room.ask("SELECT count(*) FROM reaffirmations")
    room.night(*[reread(page) for page in pages])
    assert (
        room.versions(),
        room.changes(),
        room.ask("SELECT count(*) FROM reaffirmations"),
    ) == before


def test_newer_reader_that_finds_another_number_mends_silently(room: Newsroom):
    """What the new reader reads instead replaces the version, with its cause, and alerts nobody."""
    page = said(JAN, of(10_000))
    room.night(page)
    room.night(reread(page, rows=[of(100_000)]))
    assert room.changes() == []
    assert room.versions()[-1] == (2, 100_000, 100_000, "reextraction", True)
    assert room.ask(STANDING) == [(100_000, 100_000)]
    assert room.ask("SELECT count(*) FROM versions WHERE retracts IS NOT NULL") == [(1,)]


def test_newer_reader_that_finds_nothing_retracts(room: Newsroom):
    """A reading without rows takes the older one's back; what stood before stands again."""
    first, second = said(JAN, of(100_000)), said(FEB, of(80_000))
    room.night(first)
    room.night(second)
    room.night(reread(second, rows=[]))
    assert room.ask(STANDING) == [(100_000, 100_000)]
    assert [c[0] for c in room.changes()] == ["lowered"]
    room.night(reread(first, rows=[]))
    assert room.ask(STANDING) == []
    assert room.versions()[-1] == (4, None, None, "reextraction", True)


def test_newer_reader_that_finds_more_adds_silently(room: Newsroom):
    """A statement found only now makes a version at its own date, and no alert."""
    page = said(FEB, start("Avtotor", "2026-05-01", "2026-05-31"))
    room.night(*one(JAN, 100_000))
    room.night(page)
    room.night(reread(page, rows=[*page.rows, of(80_000)]))
    assert room.changes() == []
    assert room.ask(STANDING) == [(80_000, 80_000)]


def test_retracted_value_that_others_said_too_stays(room: Newsroom):
    """When the first teller's row is taken back, a paper that said the same carries the value on."""
    first = said(JAN, of(100_000))
    room.night(first)
    room.night(*one("2026-01-12", 100_000))
    room.night(reread(first, rows=[]))
    assert room.ask(STANDING) == [(100_000, 100_000)]
    assert room.ask("SELECT stated_at FROM current_targets") == [(date(2026, 1, 12),)]
    assert room.changes() == []


def test_failed_rereading_retracts_nothing(room: Newsroom):
    """A reader that crashes on a page it once read leaves what was read."""
    page = said(JAN, of(100_000))
    room.night(page)
    room.night(reread(page, rows=[], extra={"outcome": "crashed"}))
    assert room.ask(STANDING) == [(100_000, 100_000)]


def _word(room: Newsroom, action: Any, *args: Any) -> None:
    with transaction(room.connection):
        action(room.connection, *args, who="A. Reader", why="the page says so", recorded_at=room.at)


def _announcement(room: Newsroom, low: float) -> str:
    found: str = room.ask("SELECT announcement_id FROM announcements WHERE low = ?", [low])[0][0]
    return found


def test_correction_by_a_person_is_silent_and_holds(room: Newsroom):
    """A corrected number makes a version by correction, no alert, and later statements are held against it."""
    room.night(*one(JAN, 100_000))
    room.night(*one(FEB, 50_000))
    _word(room, correct, _announcement(room, 50_000), {"low": "80000", "high": "80,000"})
    room.night()
    assert room.ask(STANDING) == [(80_000, 80_000)]
    assert room.versions()[-1] == (3, 80_000, 80_000, "correction", True)
    room.night(*one(MAR, 80_000))
    assert len(room.changes()) == 1
    assert room.ask("SELECT low, corrected FROM current_announcements WHERE corrected") == [
        (80_000, True)
    ]


def test_correction_survives_a_newer_reader(room: Newsroom):
    """The same misreading by the next version of the reader is still corrected, also in an edited text."""
    page = said(JAN, of(8_000))
    room.night(page)
    _word(room, correct, _announcement(room, 8_000), {"low": "80000", "high": "80000"})
    room.night()
    before = room.versions()
    room.night(reread(page))
    room.night(again(page, version="2", text=page.body + "\nA photo.", changed="2026-01-13"))
    assert room.versions() == before
    assert room.ask(STANDING) == [(80_000, 80_000)]


def test_rejection_and_its_return(room: Newsroom):
    """A rejected row falls away by correction and comes back when the rejection is taken back."""
    room.night(*one(JAN, 100_000))
    room.night(*one(FEB, 300_000))
    wrong = _announcement(room, 300_000)
    _word(room, reject, wrong)
    room.night()
    assert room.ask(STANDING) == [(100_000, 100_000)]
    assert room.versions()[-1][3] == "correction"
    with transaction(room.connection):
        reject(
            room.connection, wrong, who="A. Reader", why="was right", recorded_at=room.at, back=True
        )
    room.night()
    assert room.ask(STANDING) == [(300_000, 300_000)]
    assert len(room.changes()) == 1


def test_correction_of_the_year_moves_the_value(room: Newsroom):
    """A corrected period takes the value from one key to the other, silently."""
    room.night(*one(JAN, 100_000))
    _word(
        room,
        correct,
        _announcement(room, 100_000),
        {"period_start": "2027-01-01", "period_end": "2027-12-31"},
    )
    room.night()
    assert room.ask("SELECT period_start, low FROM current_targets") == [
        (date(2027, 1, 1), 100_000)
    ]
    assert room.changes() == []


def test_corrections_in_bulk_name_the_line(room: Newsroom, tmp_path: Path):
    """A file of corrections is taken whole or not at all; errors name the line; again adds none."""
    room.night(*one(JAN, 8_000))
    name = _announcement(room, 8_000)
    file = tmp_path / "corrections.toml"
    head = f'[[correction]]\nannouncement = "{name}"\nwho = "A"\nwhy = "b"\n'
    file.write_text(f"{head}low = 80_000\nhigh = 80_000\n\n{head}colour = 1\n")
    with pytest.raises(CorrectionError, match=r"corrections.toml:8: no field 'colour'"):
        load_corrections(room.connection, file, room.at)
    file.write_text(f"{head}low = 80_000\nhigh = 80_000\n")
    assert load_corrections(room.connection, file, room.at) == 2
    assert load_corrections(room.connection, file, room.at) == 0
    room.night()
    assert room.ask(STANDING) == [(80_000, 80_000)]


@pytest.mark.parametrize(
    ("field", "value", "said_what"),
    [
        ("low", "many", "low is a number"),
        ("period_end", "May", "period_end is a date"),
        ("kind", "aim", "kind is one of"),
        ("colour", "red", "no field"),
    ],
)
def test_wrong_correction_says_what_is_wrong(
    room: Newsroom, field: str, value: str, said_what: str
):
    """A wrong field or value is refused with what is allowed, and nothing is appended."""
    room.night(*one(JAN, 100_000))
    with pytest.raises(CorrectionError, match=said_what):
        _word(room, correct, _announcement(room, 100_000), {field: value})
    assert room.ask("SELECT count(*) FROM corrections") == [(0,)]


def test_new_gazetteer_entry_resolves_what_was_read_before(room: Newsroom):
    """A plant added later takes over what was kept under its name as said; no alert, and nothing the night after."""
    room.night(said(JAN, target("Zarya Motor Works", 5_000)))
    room.night(said(FEB, target("«Заря Моторс»", 4_000), language="ru"))
    assert room.changes() == []
    text = PLANTS.read_text("utf-8") + (
        '\n[[plant]]\nid = "zarya"\nkind = "plant"\nen = ["Zarya Motor Works"]\nru = ["Заря Моторс"]\nproduct = "cars"\n'
    )
    larger = load_gazetteer(text, "plants.toml")
    room.night(names=larger)
    assert room.changes() == []
    assert room.ask("SELECT plant_id, low FROM current_targets") == [("zarya", 4_000)]
    added = room.night(names=larger).counts
    assert not any(added.values())
    room.night(said(MAR, target("Zarya Motor Works", 3_000)), names=larger)
    assert room.changes() == [("lowered", 4_000, 4_000, 3_000, 3_000)]


def test_gazetteer_rows_are_written_once_a_version(room: Newsroom):
    """Plants and names of the gazetteer are there after the first night, and only once."""
    room.night(*one(JAN, 100_000))
    room.night(*one(FEB, 100_000))
    assert room.ask("SELECT count(*), count(DISTINCT plant_id) FROM plants") == [
        (len(gazetteer().entries), len(gazetteer().entries))
    ]


def test_a_grown_gazetteer_passes_over_what_it_cannot_concern(room: Newsroom):
    """A new entry for one unknown name brings back the articles that have this name, and no other."""
    room.night(
        Article(url="a.com/1", published="2026-01-10", rows=[target("Zzyzx Motors", 100_000)]),
        Article(url="b.com/1", published="2026-01-10", rows=[target("Avtotor", 100_000)]),
        Article(url="c.com/1", published="2026-01-10", rows=[target("завод «Ззыкс»", 5_000)]),
    )
    entry = '\n[[plant]]\nid = "zzyzx"\nkind = "company"\nen = ["Zzyzx Motors"]\nru = ["Ззыкс"]\n'
    grown = load_gazetteer(PLANTS.read_text("utf-8") + entry, "plants.toml")
    with transaction(room.connection):
        names = GazetteerNames(grown)
        concerned = enter_gazetteer(room.connection, names, datetime(2027, 1, 1, tzinfo=UTC))
        again = enter_gazetteer(room.connection, names, datetime(2027, 1, 2, tzinfo=UTC))
    urls = room.ask(
        "SELECT url FROM articles WHERE article_id IN (SELECT unnest(?)) ORDER BY 1", [concerned]
    )
    assert urls == [("https://a.com/1",), ("https://c.com/1",)]
    assert again is None
