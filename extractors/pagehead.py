"""What a page says about itself: canonical address, title, language, dates."""

import copy
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from urllib.parse import urljoin

import htmldate
from lxml import html

from extractors.dates import bounded, parse_date
from extractors.markup import clean_text, plain_text
from extractors.urls import is_web

PUBLISHED = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date.published",
    "dc.date.issued", "dc.date", "dcterms.issued", "dcterms.created", "dcterms.date", "pubdate", "publishdate", "publish-date",
    "publish_date", "publication_date", "article.published", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "mediator_published_time", "datecreated", "date",
)  # fmt: skip
MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
)
LONGEST_SCRIPT = 300_000
"""Characters of JSON-LD that are looked at."""


def canonical_of(tree: html.HtmlElement, url: str) -> str | None:
    """`<link rel=canonical>`, absolute, if it is an http(s) address."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            try:
                absolute = urljoin(url, link.get("href").strip())
            except ValueError:
                return None
            return absolute if is_web(absolute) else None
    return None


def language_of(tree: html.HtmlElement) -> str | None:
    """The language that the html element declares, as two or three letters."""
    said = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    found = re.match(r"[A-Za-z]{2,3}(?=$|[-_])", said.strip())
    return found[0].lower() if found else None


def title_of(tree: html.HtmlElement) -> str | None:
    """og:title, else the only h1, else the title element without the site's name."""
    told = _metas(tree).get("og:title")
    if told:
        return plain_text(told) or None
    heads = [clean_text(head.text_content()) for head in tree.iter("h1")]
    heads = [head for head in heads if len(head) > 10]
    if len(heads) == 1:
        return heads[0]
    title = next((clean_text(node.text_content()) for node in tree.iter("title")), "")
    return re.split(r"\s+[|–—·»]\s+|\s+-\s+(?=[^-]{2,30}$)", title)[0].strip() or None


def dates_of(
    tree: html.HtmlElement, latest: datetime | None, zone: tzinfo | None
) -> tuple[datetime | None, datetime | None, str | None]:
    """(published, modified, how): from JSON-LD, else from meta elements and `time` elements."""
    for item in _linked_data(tree):
        published = parse_date(_said(item, "datePublished"), zone or UTC, latest)
        if published:
            return (
                published,
                parse_date(_said(item, "dateModified"), zone or UTC, latest),
                "json-ld",
            )
    metas = _metas(tree)
    published = _first(metas, PUBLISHED, zone, latest) or _time_element(tree, zone, latest)
    modified = _first(metas, MODIFIED, zone, latest)
    return published, modified, "meta" if published else None


def guessed_date(tree: html.HtmlElement, url: str, latest: datetime | None) -> datetime | None:
    """htmldate's guess, midnight UTC. Wrong for about one page in eleven: a footer's year, a list of links."""
    limit = (latest + timedelta(days=1)).date().isoformat() if latest else None
    try:
        found = htmldate.find_date(copy.deepcopy(tree), url=url, original_date=True, max_date=limit)
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return None
    if not found or found.endswith("-01-01"):  # a bare year becomes the first of January
        return None
    return bounded(datetime.fromisoformat(found).replace(tzinfo=UTC), latest)


def _metas(tree: html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and meta.get("content"):
            found.setdefault(name.strip().lower(), meta.get("content").strip()[:1000])
    return found


def _first(
    metas: dict[str, str], names: tuple[str, ...], zone: tzinfo | None, latest: datetime | None
) -> datetime | None:
    found = (parse_date(metas[name], zone or UTC, latest) for name in names if name in metas)
    return next((date for date in found if date), None)


def _time_element(
    tree: html.HtmlElement, zone: tzinfo | None, latest: datetime | None
) -> datetime | None:
    for node in tree.iter("time", "span", "div", "abbr"):
        marked = node.get("pubdate") is not None or "datePublished" in (node.get("itemprop") or "")
        if marked:
            said = node.get("datetime") or node.get("content") or node.text_content()
            found = parse_date(said, zone or UTC, latest)
            if found:
                return found
    times = [t for t in tree.iter("time") if t.get("datetime")]
    inside = [t for t in times if any(a.tag in ("article", "header") for a in t.iterancestors())]
    dates = {parse_date(t.get("datetime"), zone or UTC, latest) for t in (inside or times)[:1]}
    return dates.pop() if len(times) == 1 and dates else None


def _linked_data(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Articles in JSON-LD before other things with a date."""
    items: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            text = (script.text or "")[:LONGEST_SCRIPT]
            if "datePublished" in text:
                items += _items(text)
    yield from sorted(items, key=lambda item: "Article" not in str(item.get("@type")))


def _items(text: str) -> list[dict[str, Any]]:
    try:
        data = json.loads(re.sub(r"[\x00-\x1f]+", " ", text).strip().rstrip(";"))
    except (ValueError, RecursionError):
        found = re.search(r'"datePublished"\s*:\s*"([^"]{8,40})"', text)
        return [{"@type": "Article", "datePublished": found[1]}] if found else []
    todo: list[Any] = [data]
    items: list[dict[str, Any]] = []
    while todo and len(items) < 200:
        node = todo.pop(0)
        if isinstance(node, list):
            todo += node[:50]
        elif isinstance(node, dict):
            items.append(node)
            todo += [
                node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node
            ]
    return items


def _said(item: dict[str, Any], name: str) -> str | None:
    value = item.get(name)
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) else None
