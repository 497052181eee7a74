"""Atom feeds of changes: `feeds/changes.atom` for all, `feeds/PLANT.atom` for one plant each.

A change is one entry for ever: its id is made from the change's, its times are those of the night and of the statement.
"""

import html
import re
import unicodedata
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from lxml import etree

from flows.messages import clean, fragment, link
from flows.settings import Settings
from warehouse import phrases
from warehouse.feed_rows import FeedRows, feed_rows
from warehouse.ids import stable_id

ATOM = "http://www.w3.org/2005/Atom"
ALL, ONE = 200, 50
"""Entries in the feed of all plants, and in that of one."""
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Change = Mapping[str, Any]


def write_feeds(settings: Settings) -> list[Path]:
    """Writes the feeds from the published file; those in which nothing is new stay untouched. Returns what was written."""
    told = feed_rows(settings.published)
    folder = settings.data / "feeds"
    folder.mkdir(parents=True, exist_ok=True)
    status = f" Last night, {told.night}: {told.outcome}." if told.night else ""
    everything = told.changes[:ALL]
    title = "plantwatch: all changes"
    address = _address(settings, "changes")
    feeds = {"changes": feed(title, "changes", everything, told, status=status, address=address)}
    by_plant: dict[str, list[Change]] = {}
    for change in told.changes:
        by_plant.setdefault(change["plant_id"], []).append(change)
    for plant_id, changes in by_plant.items():
        title = f"plantwatch: {changes[0]['plant']}"
        name = file_name(plant_id)
        about = f"plant {plant_id}"
        feeds[name] = feed(title, about, changes[:ONE], told, address=_address(settings, name))
    return [
        path for name, content in feeds.items() if _renew(path := folder / f"{name}.atom", content)
    ]


def _address(settings: Settings, name: str) -> str | None:
    """Where the feed is served, as far as the settings say."""
    return f"{settings.feeds_url.rstrip('/')}/{name}.atom" if settings.feeds_url else None


def file_name(plant_id: str) -> str:
    """A plain file name of a plant, the same for ever: its id, with a hash behind it where the id is no plain name."""
    folded = unicodedata.normalize("NFKD", plant_id).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:60] or "plant"
    plain = slug == plant_id and slug != "changes"
    return slug if plain else f"{slug}-{stable_id('feed', [plant_id])[1:9]}"


def feed(  # noqa: PLR0913 - what a feed says of itself
    title: str,
    subject: str,
    changes: Sequence[Change],
    told: FeedRows,
    *,
    status: str = "",
    address: str | None = None,
) -> bytes:
    """The feed as XML. `subject` makes its id; `address` is where it is served, if it is."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    _add(root, "id", _urn(f"feed {subject}"))
    _say(root, "title", title)
    _add(root, "subtitle", f"Production targets that changed, as the news tells them.{status}")
    _add(root, "updated", _time(max(map(_updated, changes), default=told.known_until)))
    if address:
        _add(root, "link", rel="self", type="application/atom+xml", href=address)
    _add(_add(root, "author"), "name", "plantwatch")
    _add(root, "generator", "plantwatch")
    for change in changes:
        _entry(root, change)
    whole: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return whole


def _entry(root: Any, change: Change) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", _urn(f"change {change['change_id']}"))
    _say(entry, "title", _title(change))
    _add(entry, "updated", _time(_updated(change)))
    stated = datetime.combine(change["stated_at"], datetime.min.time(), UTC)
    _add(entry, "published", _time(stated))
    for rel, url in (("alternate", change["url"]), ("related", change["previous_url"])):
        if link(url):
            _add(entry, "link", rel=rel, href=url)
    for term in (change["kind"], change["direction"], change["plant"]):
        _add(entry, "category", term=clean(term))
    if change["quote"]:
        _say(entry, "summary", change["quote"])
    _add(entry, "content", fragment(change), type="html")


def _title(change: Change) -> str:
    words = {"new": "Taken back: ", "old": "Earlier value taken back: "}
    return words.get(change["taken_back"], "") + phrases.subject(change)


def _updated(change: Change) -> datetime:
    """The time of the night that told it, or took it back.

    Changes of one night are set apart by microseconds, since readers expect them to differ.
    """
    night: datetime = change["told_at"].replace(tzinfo=UTC)
    return night + timedelta(microseconds=change["place"] % 100_000)


def _add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    clean = {key: printable(value) for key, value in attributes.items()}
    child = etree.SubElement(parent, f"{{{ATOM}}}{name}", clean)
    if text is not None:
        child.text = printable(text)
    return child


def _say(parent: Any, name: str, text: str) -> None:
    """Plain text from the web. Where it looks like markup it is escaped as such: some readers run what they take for HTML."""
    text = clean(text)
    if {"<", "&"} & set(text):
        _add(parent, name, html.escape(text), type="html")
    else:
        _add(parent, name, text)


def printable(text: str) -> str:
    """`text` without what XML cannot hold: control characters, lone surrogates, U+FFFE, U+FFFF."""
    return _FORBIDDEN.sub(" ", text)


def _urn(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"plantwatch {name}").urn


def _time(time: datetime) -> str:
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _renew(path: Path, content: bytes) -> bool:
    if path.exists() and path.read_bytes() == content:
        return False
    half = path.with_suffix(".half")
    half.write_bytes(content)
    half.replace(path)
    return True
