"""Atom feeds: valid whatever the papers write, with ids that never change."""

from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from flows.atom import file_name, write_feeds
from flows.declarations import Misuse
from flows.settings import load_settings
from tests.delivery.history import NIGHT, Told, add_changes, take_back
from warehouse.outbox import rows
from warehouse.publish import publish
from warehouse.state import open_state

HOSTILE = "80,000 \ufffe\x0b]]> <b onclick='x'>cars</b> & \u202e\ud83d\ude97".encode(
    "utf-16", "surrogatepass"
).decode("utf-16", "replace")


@pytest.fixture
def settings(tmp_path):
    return load_settings(data=tmp_path)


def night(settings, *told):
    with open_state(settings.state) as connection:
        add_changes(connection, told)
    publish(settings.state, settings.published, None, known_until=NIGHT)
    return write_feeds(settings)


def read(settings, name="changes"):
    return feedparser.parse((settings.data / "feeds" / f"{name}.atom").read_bytes())


def test_one_feed_for_all_and_one_a_plant(settings):
    """Each plant has its own; the one for all has every change, the newest first."""
    written = night(
        settings, *(Told(n=n, plant=f"Plant {n}", plant_id=f"plant-{n}") for n in (1, 2))
    )
    assert sorted(path.name for path in written) == [
        "changes.atom",
        "plant-1.atom",
        "plant-2.atom",
    ]
    assert len(read(settings).entries) == 2
    entry = read(settings, "plant-1").entries[0]
    assert entry.title == "Plant 1: target 2024 lowered 100,000 → 80,000 vehicles (−20 %)"
    assert entry.link == "https://news.example/1/to"
    assert "The plant will make 100,000 cars." in entry.content[0].value


def test_hostile_text_makes_no_broken_feed(settings):
    """Control characters, U+FFFE, ]]> and markup in a quote: the feed parses strictly, the markup is text."""
    night(settings, Told(quote=HOSTILE, title=HOSTILE, url="javascript:alert(1)", speaker=HOSTILE))
    raw = (settings.data / "feeds" / "changes.atom").read_bytes()
    etree.fromstring(raw, etree.XMLParser(recover=False))
    found = read(settings)
    assert not found.bozo
    assert b"javascript:" not in raw
    assert "<b onclick" not in found.entries[0].content[0].value


def test_ids_stay_and_unchanged_feeds_are_left_alone(settings):
    """A later night adds entries, and touches no feed in which nothing is new."""
    night(settings, Told(n=1, plant="A", plant_id="a"))
    before = read(settings).entries[0]
    written = night(settings, Told(n=2, plant="B", plant_id="b"))
    assert sorted(path.name for path in written) == ["b.atom", "changes.atom"]
    after = {entry.id: entry for entry in read(settings).entries}
    assert after[before.id].updated == before.updated
    assert write_feeds(settings) == []


def test_a_warehouse_without_changes_has_a_valid_feed(settings):
    """No change yet: a feed without entries."""
    night(settings)
    assert read(settings).entries == []
    assert not read(settings).bozo


def test_file_names_are_plain_and_apart():
    """Names in any script, and ids that differ in punctuation only, have files of their own."""
    ids = ["avtovaz", "name:АвтоВАЗ", "name:Автотор", "a/b", "a b", "../x", "changes"]
    names = [file_name(plant_id) for plant_id in ids]
    assert len(set(names)) == len(ids)
    assert all(Path(name).name == name and name.isascii() for name in names)
    assert names[0] == "avtovaz"
    assert "changes" not in names


def test_a_change_that_is_taken_back_says_so_under_its_old_id(settings):
    """Readers see the entry again, with what became of it."""
    night(settings, Told(n=1, plant="A", plant_id="a"))
    before = read(settings).entries[0]
    with open_state(settings.state) as connection:
        [change] = rows(connection, "FROM changes", {})
        take_back(connection, change, at=NIGHT + timedelta(days=1))
    night(settings)
    after = read(settings).entries[0]
    assert after.id == before.id
    assert after.title == f"Taken back: {before.title}"
    assert after.updated_parsed > before.updated_parsed


def test_a_feed_names_its_own_address_where_it_is_served(tmp_path):
    """`feeds_url` in plantwatch.toml becomes the self link; without it none is made up; what is no web address is refused."""
    config = tmp_path / "plantwatch.toml"
    config.write_text('feeds_url = "https://plants.example/feeds/"\n', "utf-8")
    settings = load_settings(config, data=tmp_path / "data")
    night(settings, Told(plant="A", plant_id="a"))
    links = {link.rel: link.href for link in read(settings, "a").feed.links}
    assert links == {"self": "https://plants.example/feeds/a.atom"}
    config.write_text('feeds_url = "/srv/feeds"\n', "utf-8")
    with pytest.raises(Misuse, match="no web address"):
        load_settings(config)
