"""Bytes of a feed → Feed. RSS 0.9x-2.0, RDF and Atom here, JSON Feed and sitemaps in modules of their own.

Errors
    NotAFeed    the bytes are something else; the message says what
"""

import io
import re
from datetime import UTC, datetime, tzinfo
from typing import Any, Literal
from urllib.parse import urljoin

import feedparser

from extractors.dates import bounded, parse_date
from extractors.encoding import decoded
from extractors.feed_json import read_json_feed
from extractors.markup import plain_text, with_pairs
from extractors.model import Entry, Feed
from extractors.notafeed import NotAFeed, what_it_is
from extractors.sitemap import is_sitemap, read_sitemap
from extractors.urls import is_web

__all__ = ["NotAFeed", "read_feed"]

KINDS: dict[str, Literal["rss", "rdf", "atom"]] = {
    "rss": "rss",
    "atom": "atom",
    "cdf": "rss",
    "rss090": "rdf",
    "rss10": "rdf",
}
DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")
FULL_TEXT = (
    "yandex_full-text",
    "rbc_news_full-text",
    "full-text",
    "fulltext",
    "full_text",
    "mailru_full-text",
)
LONGEST_TAG = 100_000
"""Characters. Attributes cost feedparser the square of their number; no honest feed has such a tag."""
TAGS = re.compile(rf"<[A-Za-z][^<>]{{{LONGEST_TAG}}}")


def read_feed(  # noqa: PLR0913
    body: bytes,
    *,
    url: str,
    media_type: str | None = None,
    charset: str | None = None,
    zone: tzinfo = UTC,
    fetched_at: datetime | None = None,
) -> Feed:
    """The feed in `body`, fetched from `url` with the HTTP header's `media_type` and `charset`.

    Entries stand in document order, each with an absolute http(s) link, relative ones counted from `url`. Dates without
    a zone are in `zone`; those later than `fetched_at` and a day are left out (`published_raw` keeps them). Raises NotAFeed.
    """
    text = decoded(body, charset).lstrip("\ufeff \t\r\n\x00")
    if not text:
        raise NotAFeed(f"{url}: empty answer instead of a feed")
    if text[0] in "{[":
        return read_json_feed(text, url, zone, fetched_at)
    text = with_pairs(text)
    if is_sitemap(text):
        return read_sitemap(text, url, zone, fetched_at)
    if TAGS.search(text):
        raise NotAFeed(
            f"{url}: a tag of more than {LONGEST_TAG} characters: hostile or broken, not read"
        )
    parsed = _parsed(text, url)
    if not parsed.get("version") and not parsed.entries:
        raise NotAFeed(f"{url}: {what_it_is(text, body, media_type)} instead of a feed")
    return _feed(parsed, url, zone, fetched_at)


def _feed(parsed: Any, url: str, zone: tzinfo, latest: datetime | None) -> Feed:
    read = [_entry(item, url, zone, latest) for item in parsed.entries]
    entries = tuple(entry for entry in read if entry)
    version = parsed.get("version") or "rss"
    return Feed(
        kind=KINDS.get(version) or KINDS.get(re.sub(r"\d+\w*$", "", version)) or "rss",
        title=plain_text(parsed.feed.get("title")),
        language=parsed.feed.get("language") or None,
        entries=entries,
        problem=_problem(parsed),
        refused=len(read) - len(entries),
    )


def _parsed(text: str, url: str) -> Any:
    """feedparser's result; given UTF-8 always, since the encoding is settled. It opens str and bytes as paths: hence BytesIO."""
    text = DECLARATION.sub("", text, count=1)
    body = io.BytesIO(b"<?xml version='1.0' encoding='utf-8'?>\n" + text.encode("utf-8", "replace"))
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        return feedparser.parse(
            body, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except (
        ValueError,
        TypeError,
        AttributeError,
        KeyError,
        IndexError,
        AssertionError,
        RecursionError,
    ) as error:
        raise NotAFeed(
            f"{url}: cannot be read as a feed ({type(error).__name__}: {error})"
        ) from error


def _problem(parsed: Any) -> str | None:
    if not parsed.get("bozo"):
        return None
    return " ".join(str(parsed.get("bozo_exception", "not well-formed")).split())[:300]


def _entry(item: Any, url: str, zone: tzinfo, latest: datetime | None) -> Entry | None:
    link = _link(item, url)
    if link is None:
        return None
    raw = next(
        (dict.get(item, n) for n in ("published", "created", "updated") if dict.get(item, n)), None
    )
    return Entry(
        url=link,
        title=plain_text(item.get("title")),
        guid=item.get("id") or None,
        summary=plain_text(_summary(item)),
        content=_content(item),
        published=_date(item, ("published", "created", "updated"), zone, latest),
        updated=_date(item, ("updated",), zone, latest),
        published_raw=raw,
        language=_language(item),
        author=plain_text(item.get("author")) or None,
        origin=_origin(item),
        categories=tuple(
            plain_text(tag.get("term")) for tag in item.get("tags", ()) if tag.get("term")
        ),
    )


def _link(item: Any, base: str) -> str | None:
    """The first http(s) address: the one before FeedBurner's redirect, the link, alternate links, an id that is one."""
    said = [item.get("feedburner_origlink"), item.get("link")]
    said += [link.get("href") for link in item.get("links", ()) if link.get("rel") == "alternate"]
    if item.get("guidislink") is not False and is_web(str(item.get("id") or "")):
        said.append(item["id"])
    for address in said:
        if address:
            try:
                absolute = urljoin(base, str(address).strip())
            except ValueError:
                continue
            if is_web(absolute):
                return absolute
    return None


def _summary(item: Any) -> str:
    full = _full_text(item)
    summary: str = item.get("summary") or item.get("subtitle") or ""
    return summary if summary != full else summary[:1000]


def _full_text(item: Any) -> str | None:
    texts = [item[name] for name in FULL_TEXT if isinstance(item.get(name), str)]
    texts += [part.get("value") or "" for part in item.get("content", ())]
    longest = str(max(texts, key=len, default=""))
    return longest or None


def _content(item: Any) -> str | None:
    return _full_text(item)


def _date(
    item: Any, names: tuple[str, ...], zone: tzinfo, latest: datetime | None
) -> datetime | None:
    """Our reading of the first date given, feedparser's where we have none."""
    for name in names:
        said, theirs = dict.get(item, name), dict.get(item, f"{name}_parsed")  # no fallbacks
        if said:
            found = parse_date(said, zone, latest)
            if found is None and theirs and _tells(said):
                found = bounded(datetime(*theirs[:6]).replace(tzinfo=UTC), latest)  # noqa: DTZ001
            if found:
                return found
    return None


def _tells(raw: str) -> bool:
    """Whether a date that we could not read is none of those that nobody should guess at (03/04/2026, 20260231)."""
    return (
        not re.search(r"\d{1,2}/\d{1,2}/\d{2,4}", raw)
        and not raw.strip().isdigit()
        and not raw.isascii()
    )


def _language(item: Any) -> str | None:
    said = item.get("language") or item.get("title_detail", {}).get("language")
    return said or None


def _origin(item: Any) -> str | None:
    source = item.get("source")
    if not source:
        return None
    return plain_text(source.get("title") or source.get("value")) or source.get("href") or None
