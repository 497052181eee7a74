"""Sitemaps, news sitemaps and sitemap indexes → Feed of kind `sitemap`."""

import re
from datetime import datetime, tzinfo

from lxml import etree

from extractors.dates import parse_date
from extractors.markup import clean_text
from extractors.model import Entry, Feed
from extractors.notafeed import NotAFeed
from extractors.urls import is_web

ROOT = re.compile(
    r"\A(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>)*<(?:\w+:)?(urlset|sitemapindex)\b",
    re.DOTALL,
)
MOST = 50_000
"""URLs that one sitemap may have by its protocol."""


def is_sitemap(text: str) -> bool:
    """Whether the first element is that of a sitemap or of an index of them."""
    return ROOT.match(text[:5000]) is not None


def read_sitemap(text: str, url: str, zone: tzinfo, latest: datetime | None) -> Feed:
    """The pages that a sitemap names, or, for an index, the sitemaps: then as `children`, newest first. Raises NotAFeed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text, count=1)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if root is None:
        raise NotAFeed(f"{url}: broken XML instead of a sitemap")
    found = [_entry(node, zone, latest) for node in root if isinstance(node.tag, str)][:MOST]
    entries = tuple(entry for entry in found if is_web(entry.url))
    index = etree.QName(root).localname == "sitemapindex"
    return Feed(
        kind="sitemap",
        title="",
        language=next((entry.language for entry in entries if entry.language), None),
        entries=() if index else entries,
        problem=str(parser.error_log[0].message) if len(parser.error_log) else None,
        refused=len(found) - len(entries),
        children=_newest(entries) if index else (),
    )


def _texts(*nodes: etree._Element) -> dict[str, str]:
    """The texts of the children of these elements, by name; what an extension (images, videos) says lies deeper."""
    return {
        etree.QName(child).localname: (child.text or "").strip()
        for node in nodes
        for child in node
        if isinstance(child.tag, str)
    }


def _newest(entries: tuple[Entry, ...]) -> tuple[str, ...]:
    dated = sorted(entries, key=lambda e: e.updated.timestamp() if e.updated else 0.0, reverse=True)
    return tuple(entry.url for entry in dated)


def _entry(node: etree._Element, zone: tzinfo, latest: datetime | None) -> Entry:
    said = _texts(node)
    for child in node:
        if isinstance(child.tag, str) and etree.QName(child).localname == "news":
            about = {**_texts(child), **_texts(*child.findall("{*}publication"))}
            said |= {name: text for name, text in about.items() if name not in {"loc", "lastmod"}}
    raw = said.get("publication_date") or said.get("lastmod")
    return Entry(
        url=said.get("loc", ""),
        title=clean_text(said.get("title", "")),
        published=parse_date(said.get("publication_date"), zone, latest),
        updated=parse_date(said.get("lastmod"), zone, latest),
        published_raw=raw or None,
        language=said.get("language") or None,
        origin=clean_text(said.get("name", "")) or None,
        categories=tuple(w.strip() for w in said.get("keywords", "").split(",") if w.strip()),
    )
