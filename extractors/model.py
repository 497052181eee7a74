"""The values that pass between the stages, one type a stage.

    bytes of a feed  → Feed(entries)
    bytes of a page  → Page(text, title, date)
    text             → Paragraph…, fingerprints
    Document         → Reading(announcements, dropped)

All are frozen; dates are `datetime.date`, times aware UTC `datetime.datetime`; every span is in characters
(code points) of the text named beside it, end exclusive.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Kind = Literal["target", "output", "capacity", "start", "stop", "investment"]
Status = Literal["planned", "done"]
Per = Literal["year", "month", "week", "day"]
Voice = Literal["producer", "authority", "outside"]
Language = Literal["en", "ru"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item that a feed, sitemap or page promised, as the publisher said it. Nothing in it is trusted."""

    url: str
    """Absolute, http(s); what is fetched."""
    title: str
    guid: str | None = None
    summary: str = ""
    """Plain text."""
    content: str | None = None
    """Full text inside the feed as HTML or plain text (content:encoded, yandex:full-text, …), else None."""
    published: datetime | None = None
    updated: datetime | None = None
    published_raw: str | None = None
    language: str | None = None
    author: str | None = None
    origin: str | None = None
    """Name or URL in `<source>`: who the publisher says it took the item from."""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as read: its entries in document order, and what was wrong with it."""

    kind: Literal["rss", "rdf", "atom", "json", "sitemap", "page"]
    title: str
    language: str | None
    entries: tuple[Entry, ...]
    problem: str | None = None
    """Why it is not well-formed (feedparser's bozo), though read."""
    refused: int = 0
    """Items left out: no http(s) link."""
    children: tuple[str, ...] = ()
    """Sitemaps that an index names, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page's article: clean text with one paragraph a line."""

    text: str
    title: str | None
    published: datetime | None
    published_by: str | None
    """How the date was found: `feed`, `json-ld`, `meta`, `htmldate` (a guess), None."""
    canonical: str | None
    """`<link rel=canonical>`, absolute http(s), else None."""
    language: str | None
    """As the page declares it."""
    modified: datetime | None = None
    wall: str | None = None
    """Why this is no article but a consent, login, paywall or challenge page; None for an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph at its place; `text[start:end]` of the article's text is the paragraph."""

    position: int
    start: int
    end: int
    fingerprint: int
    """64-bit hash of the normalised words, stored as signed BIGINT."""
    repeat_of: int | None
    """Position of the first occurrence in the same article, else None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What the reader of announcements is given. Repeated paragraphs are already marked."""

    text: str
    """One paragraph a line. Spans of announcements are in this text."""
    published: date | None = None
    """Relative periods are counted from here; without it only absolute ones are found."""
    title: str | None = None
    """Read as a headline before the text, unless the text begins with it. Rows from it alone have no span."""
    language: str | None = None
    """`en` or `ru`; detected from the text where None."""
    url: str | None = None
    skip: frozenset[int] = frozenset()
    """Positions of paragraphs that are not read (repeats, boilerplate)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """One thing that one article says about the production of one plant, company, brand or model.

    Fields up to `speaker` are defined in docs/annotation.md.
    """

    plant: str
    kind: Kind
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    per: Per | None = None
    period_start: date | None = None
    period_end: date | None = None
    status: Status | None = None
    prior: bool = False
    product: str | None = None
    speaker: str | None = None
    part: str | None = None
    """"in Japan", "first phase": what tells part from whole where no product does."""
    wording: str | None = None
    """How the number is bounded in the text: `about`, `up to`, `at least`, `over`, `almost`, `less than`, …"""
    said_on: date | None = None
    """The date that the text gives to the saying ("said in April"), else None."""
    voice: Voice = "producer"
    quote: str = ""
    """Exact slice `text[start:end]`."""
    start: int = 0
    end: int = 0
    number_start: int | None = None
    """Where the figure itself stands in the text, so that the gate can read it again."""
    number_end: int | None = None
    confidence: float = 0.5
    """Calibrated: of rows at c, about a share c is right."""
    company: str | None = None
    """The maker spoken of, where the plant is a site of one; helps resolution."""
    place: str | None = None
    rules: tuple[str, ...] = ()
    """Names of the shapes that fired, for `why` and `--explain`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one extractor found in one document."""

    announcements: tuple[Announcement, ...] = ()
    language: str | None = None
    dropped: Mapping[str, int] = field(default_factory=dict)
    """Candidates that the grounding gate or the rules refused, counted by reason."""
    notes: tuple[str, ...] = ()
    """Explanations, only where asked for (`explain=True`)."""
