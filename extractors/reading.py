"""One capture, or one entry of a feed, read whole: clean text, date, paragraphs, fingerprints, announcements.

    bytes ─read_page─► text, title, date ─split_paragraphs─► repeats marked ─extract─► announcements

Pure and self-contained, so that it runs alike in a pool of processes, in a test and on another machine.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo

from extractors.announcements import extract
from extractors.article import read_page
from extractors.copies import band_hashes
from extractors.credits import credit_of
from extractors.gazetteer import Gazetteer
from extractors.model import Document, Page, Paragraph, Reading
from extractors.paragraphs import split_paragraphs
from extractors.urls import article_key, site_of

GUESSES = frozenset({"htmldate", "first_seen"})
"""Ways of finding a publication date that are guesses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is known before reading: the capture's body (None: only the feed's own words), and what the feed promised."""

    url: str
    body: bytes | None
    media_type: str | None = None
    charset: str | None = None
    title: str | None = None
    summary: str = ""
    content: str | None = None
    final_url: str | None = None
    """Where redirects from `url` led."""
    published: datetime | None = None
    published_by: str = "feed"
    language: str | None = None
    first_seen: datetime
    zone: tzinfo = UTC
    """Of dates on the page that name none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadArticle:
    """What came of it. `outcome`: read, nothing (text without announcement), no_text, wall."""

    outcome: str
    key_url: str
    site: str
    title: str | None = None
    text: str = ""
    published: datetime | None = None
    published_by: str | None = None
    language: str | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    bands: tuple[int, ...] = ()
    origin: str | None = None
    """Agency or paper that the text credits."""
    reason: str | None = None
    """What stood before the article, where a wall did."""
    reading: Reading = field(default_factory=Reading)


def read_given(given: Given, gazetteer: Gazetteer) -> ReadArticle:
    """Reads one article. Never raises on odd content; hangs and crashes are the pool's affair."""
    page = _page(given)
    key = article_key(given.url, given.final_url, page.canonical)
    site = site_of(given.url)
    title = given.title or page.title
    if given.body is not None and page.wall:
        return ReadArticle(outcome="wall", key_url=key, site=site, title=title, reason=page.wall)
    if not page.text.strip() and not title:
        return ReadArticle(outcome="no_text", key_url=key, site=site, title=title)
    published, published_by = _date(given, page)
    paragraphs = split_paragraphs(page.text)
    reading = extract(
        Document(
            text=page.text,
            published=published.date() if published else None,
            title=title,
            url=given.url,
            skip=frozenset(p.position for p in paragraphs if p.repeat_of is not None),
        ),
        gazetteer,
    )
    return ReadArticle(
        outcome="read" if reading.announcements else "nothing",
        key_url=key,
        site=site,
        title=title,
        text=page.text,
        published=published,
        published_by=published_by,
        language=reading.language,
        paragraphs=tuple(paragraphs),
        bands=tuple(band_hashes(page.text)),
        origin=credit_of(page.text),
        reading=reading,
    )


def _page(given: Given) -> Page:
    if given.body is None:
        return _feeds_own(given)
    page = _fetched(given, given.body)
    if page.text.strip() or page.wall:
        return page
    # a page that shows nothing without a browser: what the feed said is some text
    return replace(page, text=_feeds_own(given).text)


def _fetched(given: Given, body: bytes) -> Page:
    return read_page(
        body,
        url=given.url,
        media_type=given.media_type,
        charset=given.charset,
        want_title=not given.title,
        want_date=given.published is None,
        fetched_at=given.first_seen,
        zone=given.zone,
    )


def _feeds_own(given: Given) -> Page:
    """What the feed itself said: the full text where it has it, else the summary."""
    told = given.content or given.summary
    if "<" in told:
        html = f"<html><body><article>{told}</article></body></html>"
        page = read_page(
            html.encode(),
            url=given.url,
            media_type="text/html",
            charset="utf-8",
            want_title=False,
            want_date=False,
            fetched_at=given.first_seen,
        )
        if page.text.strip():
            return page
    return Page(
        text=told,
        title=given.title,
        published=None,
        published_by=None,
        canonical=None,
        language=None,
    )


def _date(given: Given, page: Page) -> tuple[datetime | None, str | None]:
    if given.published is not None:
        return given.published.astimezone(UTC), given.published_by
    if page.published is not None:
        return page.published.astimezone(UTC), page.published_by
    return given.first_seen, "first_seen"
