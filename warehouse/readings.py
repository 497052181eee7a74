"""What was read goes in: readings, article revisions, paragraphs, bands and announcements, a chunk in one transaction."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import compress
from typing import Any

import xxhash

from extractors.model import Announcement
from extractors.reading import ReadArticle
from warehouse.ids import stable_id
from warehouse.state import Connection, append, append_columns, query, transaction

Row = dict[str, Any]
Columns = dict[str, list[Any]]
PARAGRAPH = {
    "position": "position",
    "char_start": "start",
    "char_end": "end",
    "fingerprint": "fingerprint",
    "repeat_of": "repeat_of",
}
"""Columns of `paragraphs` and where their values stand in a Paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A capture (or, with `capture_id` None, an entry's own words) that waits to be read."""

    capture_id: str | None
    entry_id: str
    source_id: str
    family: str
    url: str
    archive_file: str | None
    archive_offset: int | None
    media_type: str | None
    charset: str | None
    bytes: int
    title: str | None
    summary: str | None
    content: str | None
    published_at: datetime | None
    language: str | None
    origin: str | None
    first_seen: datetime
    backlog: bool
    attempt: int
    entry_url: str | None = None
    """Where the feed said the page is; `url` is where it was found."""
    timezone: str | None = None
    """The source's zone: that of dates that name none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one pending item: an article read, or how its reading failed."""

    pending: Pending
    article: ReadArticle | None
    failure: str | None = None
    """timeout | crashed | memory | error; expired: it left the archive before it was read."""
    reason: str | None = None


def pending_readings(
    connection: Connection, *, extractor: str, version: str | None, attempts: int
) -> list[Pending]:
    """All that waits to be read by `extractor` (of `version`, where given), biggest first: long work started early ends early."""
    given = {"extractor": extractor, "version": version, "attempts": attempts}
    found: list[Pending] = []
    for name in ("pending_captures", "pending_entries"):
        result = connection.execute(query(name), given)
        names = [column[0] for column in result.description or ()]
        found += [_pending(dict(zip(names, row, strict=True))) for row in result.fetchall()]
    return sorted(found, key=lambda p: (-p.bytes, p.capture_id or p.entry_id))


def _pending(row: Mapping[str, Any]) -> Pending:
    times = {
        k: row[k].replace(tzinfo=UTC) if row[k] else None for k in ("published_at", "first_seen")
    }
    return Pending(**{**row, "bytes": row["bytes"] or 0, **times})


def append_outcomes(
    connection: Connection,
    outcomes: Sequence[Outcome],
    *,
    extractor: str,
    version: str,
    recorded_at: datetime,
) -> dict[str, int]:
    """Adds a chunk of outcomes in one transaction; what is there already is left. Returns rows added, by table."""
    rows = _Rows(extractor=extractor, version=version, recorded_at=recorded_at)
    for outcome in outcomes:
        rows.take(outcome)
    with transaction(connection):
        _number_revisions(connection, rows.articles)
        return {
            "articles": append(connection, "articles", rows.articles, "revision_id"),
            "paragraphs": _append_of_revisions(connection, "paragraphs", rows.paragraphs),
            "bands": _append_of_revisions(connection, "bands", rows.bands),
            "readings": append(connection, "readings", rows.readings, "reading_id"),
            "announcements": append(
                connection, "announcements", rows.announcements, "announcement_id"
            ),
        }


def _append_of_revisions(connection: Connection, table: str, columns: Columns) -> int:
    """Rows that belong to a revision as a whole: all or none of them are there."""
    ids = sorted(set(columns["revision_id"]))
    if not ids:
        return 0
    there = connection.execute(
        f"SELECT DISTINCT revision_id FROM {table} WHERE revision_id IN (SELECT unnest(?))", [ids]
    )
    known = {row[0] for row in there.fetchall()}
    if known:
        new = [revision not in known for revision in columns["revision_id"]]
        columns = {name: list(compress(values, new)) for name, values in columns.items()}
    return append_columns(connection, table, columns, None)


def _number_revisions(connection: Connection, articles: list[Row]) -> None:
    """Numbers new revisions 1, 2, … within their article, in the order of the time they were first seen."""
    if not articles:
        return
    ids = sorted({row["article_id"] for row in articles})
    known = connection.execute(
        "SELECT article_id, max(revision) FROM articles WHERE article_id IN (SELECT unnest(?)) GROUP BY 1",
        [ids],
    )
    last = dict(known.fetchall())
    there = {
        row[0]
        for row in connection.execute(
            "SELECT revision_id FROM articles WHERE article_id IN (SELECT unnest(?))", [ids]
        ).fetchall()
    }
    for row in sorted(articles, key=lambda r: (r["first_seen"], r["revision_id"])):
        if row["revision_id"] not in there:
            there.add(row["revision_id"])
            last[row["article_id"]] = row["revision"] = last.get(row["article_id"], 0) + 1


class _Rows:
    """The rows of a chunk, table by table."""

    def __init__(self, *, extractor: str, version: str, recorded_at: datetime) -> None:
        self.common = {"recorded_at": recorded_at}
        self.by = {"extractor": extractor, "extractor_version": version}
        self.readings: list[Row] = []
        self.articles: list[Row] = []
        self.paragraphs: Columns = defaultdict(list)
        self.bands: Columns = defaultdict(list)
        self.revisions: set[str] = set()
        self.announcements: list[Row] = []

    def take(self, outcome: Outcome) -> None:
        """Adds what one outcome gives."""
        pending, article = outcome.pending, outcome.article
        has_text = article is not None and article.outcome in ("read", "nothing")
        article_id = stable_id("article", [article.key_url]) if article and has_text else None
        sha = (
            xxhash.xxh3_128_hexdigest(article.text.encode("utf-8", "surrogatepass"))
            if article and has_text
            else None
        )
        revision_id = (
            stable_id("revision", [article_id, article.title, sha])
            if article and has_text
            else None
        )
        reading_id = stable_id(
            "reading", [pending.capture_id, pending.entry_id, *self.by.values(), pending.attempt]
        )
        found = article.reading.announcements if article and has_text else ()
        self.readings.append(
            {
                "reading_id": reading_id,
                "capture_id": pending.capture_id,
                "entry_id": pending.entry_id,
                "article_id": article_id,
                "revision_id": revision_id,
                **self.by,
                "outcome": article.outcome if article else outcome.failure,
                "reason": outcome.reason or (article.reason if article else None),
                "attempt": pending.attempt,
                "announcements": len(found),
                "dropped": json.dumps(dict(article.reading.dropped))
                if article and article.reading.dropped
                else None,
                **self.common,
            }
        )
        if article and has_text and article_id and revision_id:
            self._article(pending, article, article_id, revision_id, sha)
            places = [(p.position, p.start, p.end) for p in article.paragraphs]
            self.announcements += announcement_rows(found, places, self.readings[-1])

    def _article(
        self,
        pending: Pending,
        article: ReadArticle,
        article_id: str,
        revision_id: str,
        sha: str | None,
    ) -> None:
        here = {"revision_id": revision_id, **self.common}
        self.articles.append(
            {
                **here,
                "article_id": article_id,
                "revision": 1,
                "url": pending.url,
                "key_url": article.key_url,
                "source_id": pending.source_id,
                "family": pending.family,
                "origin": article.origin or pending.origin,
                "title": article.title,
                "language": article.language,
                "published_at": article.published,
                "published_by": article.published_by,
                "first_seen": pending.first_seen,
                "backlog": pending.backlog,
                "text": article.text,
                "text_sha256": sha,
                "capture_id": pending.capture_id,
                "entry_id": pending.entry_id,
            }
        )
        if revision_id not in self.revisions:
            self.revisions.add(revision_id)
            self._parts(article, {**here, "article_id": article_id, "site": article.site})

    def _parts(self, article: ReadArticle, here: Row) -> None:
        """The paragraphs and bands of a revision, column by column: they are nine rows of ten."""
        parts = article.paragraphs
        for name, value in here.items():
            self.paragraphs[name] += [value] * len(parts)
        for name, attribute in PARAGRAPH.items():
            self.paragraphs[name] += [getattr(part, attribute) for part in parts]
        for name in ("revision_id", "recorded_at"):
            self.bands[name] += [here[name]] * len(article.bands)
        self.bands["band"] += article.bands


def announcement_rows(
    found: Iterable[Announcement],
    places: Sequence[tuple[int, int, int]],
    reading: Mapping[str, Any],
) -> list[Row]:
    """Rows of `announcements`; `places` are (position, start, end) of the text's paragraphs, `reading` the reading's row."""
    by = {name: reading[name] for name in ("extractor", "extractor_version")}
    return [
        {
            "announcement_id": announcement_id(said, reading["revision_id"], **by),
            **{name: reading[name] for name in ("reading_id", "article_id", "revision_id")},
            **{name: getattr(said, name) for name in _SAID},
            "paragraph": next((at for at, start, end in places if start <= said.start < end), None),
            "char_start": said.start,
            "char_end": said.end,
            "rules": json.dumps(said.rules, ensure_ascii=False),
            **by,
            "recorded_at": reading["recorded_at"],
        }
        for said in found
    ]


_DEFINING = (
    "plant",
    "kind",
    "low",
    "high",
    "unit",
    "per",
    "period_start",
    "period_end",
    "status",
    "prior",
    "product",
    "part",
)
_SAID = (
    *_DEFINING,
    "wording",
    "speaker",
    "voice",
    "said_on",
    "company",
    "place",
    "quote",
    "confidence",
)


def announcement_id(
    said: Announcement, revision_id: str, *, extractor: str, extractor_version: str
) -> str:
    """Identity of a row: what is said, in which revision, as which reader found it."""
    return stable_id(
        "announcement",
        [revision_id, extractor, extractor_version, *(getattr(said, name) for name in _DEFINING)],
    )
