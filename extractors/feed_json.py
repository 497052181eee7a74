"""JSON Feed (versions 1 and 1.1) → Feed."""

import json
from datetime import datetime, tzinfo
from typing import Any
from urllib.parse import urljoin

from extractors.dates import parse_date
from extractors.markup import paired, plain_text
from extractors.model import Entry, Feed
from extractors.notafeed import NotAFeed
from extractors.urls import is_web


def read_json_feed(text: str, url: str, zone: tzinfo, latest: datetime | None) -> Feed:
    """The JSON Feed in `text`. Raises NotAFeed for other JSON."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAFeed(f"{url}: broken JSON instead of a feed ({error})") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise NotAFeed(f"{url}: JSON without `items` instead of a feed")
    if "jsonfeed.org" not in str(feed.get("version")):
        raise NotAFeed(f"{url}: JSON that does not say it is a JSON Feed")
    items = [item for item in feed["items"] if isinstance(item, dict)]
    read = [_entry(item, url, zone, latest) for item in items]
    entries = tuple(entry for entry in read if entry)
    return Feed(
        kind="json",
        title=plain_text(_said(feed, "title")),
        language=_said(feed, "language") or None,
        entries=entries,
        refused=len(feed["items"]) - len(entries),
    )


def _entry(item: dict[str, Any], base: str, zone: tzinfo, latest: datetime | None) -> Entry | None:
    said = [_said(item, name) for name in ("url", "external_url", "id")]
    links = [_absolute(base, link) for link in said[:2] if link] + [said[2]]
    link = next((link for link in links if is_web(link)), None)
    if link is None:
        return None
    content = _said(item, "content_html") or _said(item, "content_text")
    raw = _said(item, "date_published") or _said(item, "date_modified")
    return Entry(
        url=link,
        title=plain_text(_said(item, "title")),
        guid=said[2] or None,
        summary=plain_text(
            _said(item, "summary") or ("" if _said(item, "title") else content[:1000])
        ),
        content=content or None,
        published=parse_date(raw, zone, latest),
        updated=parse_date(_said(item, "date_modified"), zone, latest),
        published_raw=raw or None,
        language=_said(item, "language") or None,
        author=_author(item),
        categories=tuple(paired(tag) for tag in item.get("tags") or () if isinstance(tag, str)),
    )


def _absolute(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:
        return ""


def _said(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    return (
        paired(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    )


def _author(item: dict[str, Any]) -> str | None:
    authors = item.get("authors") or [item.get("author")]
    names = (
        [a.get("name") for a in authors if isinstance(a, dict)] if isinstance(authors, list) else []
    )
    return paired(", ".join(str(name) for name in names if name)) or None
