"""Articles as gold rows, put into a real state file the way a night puts them: what the tests of the history feed on."""

import atexit
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from extractors.copies import band_hashes
from extractors.gazetteer import Gazetteer, load_gazetteer
from extractors.paragraphs import split_paragraphs
from warehouse.compare import Comparison, compare
from warehouse.growth import enter_gazetteer
from warehouse.ids import stable_id
from warehouse.naming import GazetteerNames
from warehouse.state import Connection, append, open_state, transaction

Row = dict[str, Any]
PLANTS = Path(__file__).parents[2] / "seeds" / "plants.toml"


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the seeds."""
    return load_gazetteer(PLANTS.read_text("utf-8"), str(PLANTS))


def year(number: int) -> Row:
    """The calendar year as a period."""
    return {"period_start": date(number, 1, 1), "period_end": date(number, 12, 31)}


def target(plant: str, low: float | None, high: float | None = -1, **other: Any) -> Row:
    """A gold row of a target for 2026; `high` left out: one figure."""
    given = {"plant": plant, "kind": "target", "low": low, "high": low if high == -1 else high}
    return {**given, "unit": "vehicles", **year(2026), **other}


def start(plant: str, first: str | None, last: str | None = None, **other: Any) -> Row:
    """A gold row of a planned start between two ISO dates."""
    begin = date.fromisoformat(first) if first else None
    end = date.fromisoformat(last) if last else begin
    return {
        "plant": plant, "kind": "start", "period_start": begin, "period_end": end, "status": "planned", **other,
    }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One revision of a page: its gold rows and where it stands."""

    url: str
    published: str | None
    """ISO date."""
    rows: Sequence[Row]
    text: str = ""
    """Where empty, made of the url and the rows, so that no two articles are alike."""
    family: str = ""
    """Where empty, the url's first word."""
    origin: str | None = None
    published_by: str = "feed"
    seen: str | None = None
    """ISO date of the first sight; else the day of publication."""
    backlog: bool = False
    language: str = "en"
    version: str = "1"
    """Of the extractor."""
    extractor: str = "grammar"
    changed: str | None = None
    """ISO date on which a changed text was seen: a later revision."""
    extra: Row = field(default_factory=dict)
    """Other columns of its reading."""

    @property
    def body(self) -> str:
        """The text, one paragraph a line."""
        if self.text:
            return self.text
        words = [stable_id("word", [self.url, n])[1:9] for n in range(60)]
        said = [json.dumps(row, default=str, ensure_ascii=False) for row in self.rows]
        return "\n".join([" ".join(words), *said, self.url])


class Newsroom:
    """A state file, nights over it, and questions to it."""

    def __init__(self, connection: Connection, names: Any = None) -> None:
        self.connection = connection
        self.names = names or gazetteer()
        self.nights = 0

    def night(self, *articles: Article, names: Any = None) -> Comparison:
        """One night that brings these articles."""
        self.nights += 1
        at = self.at
        with transaction(self.connection):
            self._enter(articles, at)
        return compare(self.connection, gazetteer=names or self.names, recorded_at=at)

    @property
    def at(self) -> datetime:
        """When the night that runs was recorded."""
        return datetime(2026, 1, 1, 2, tzinfo=UTC) + timedelta(days=self.nights)

    def _enter(self, articles: Sequence[Article], at: datetime) -> None:
        """All rows of these articles, a table at a time."""
        page = _Rows(at=at, revisions=self._revisions(articles))
        for article in articles:
            page.add(article)
        for table, rows in page.tables.items():
            append(self.connection, table, rows, KEYS.get(table))

    def _revisions(self, articles: Sequence[Article]) -> dict[str, list[str]]:
        """Texts known of each article, in the order in which they came."""
        ids = sorted({_ids(article)["article_id"] for article in articles})
        found: dict[str, list[str]] = {name: [] for name in ids}
        sql = "SELECT article_id, revision_id FROM articles WHERE article_id IN (SELECT unnest(?)) ORDER BY rowid"
        for name, revision in self.connection.execute(sql, [ids]).fetchall():
            found[name].append(revision)
        return found

    def ask(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Rows of a query."""
        return self.connection.execute(sql, list(parameters)).fetchall()

    def versions(self) -> list[tuple[Any, ...]]:
        """(version, low, high, cause, standing) of all targets in order."""
        return self.ask(
            "SELECT version, low, high, cause, standing FROM versions WHERE kind = 'target' ORDER BY key_id, version"
        )

    def changes(self) -> list[tuple[Any, ...]]:
        """(direction, old low, old high, new low, new high) of all changes of targets in the order of saying."""
        return self.ask(
            "SELECT c.direction, f.low, f.high, t.low, t.high FROM changes c JOIN versions f ON f.version_id = from_version "
            "JOIN versions t ON t.version_id = to_version ORDER BY c.stated_at, c.recorded_at, c.change_id"
        )


KEYS = {
    "captures": "capture_id", "articles": "revision_id", "readings": "reading_id", "announcements": "announcement_id",
}  # fmt: skip


@dataclass(slots=True, kw_only=True)
class _Rows:
    """A night's rows by table."""

    at: datetime
    revisions: dict[str, list[str]]
    """Texts of each article that are there already."""
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, article: Article) -> None:
        """The rows of one article: its response, its text and what was read of it."""
        ids = _ids(article)
        seen = _noon(article.seen or article.published or "2026-01-01")
        capture = stable_id("capture", [article.url, article.changed, article.body])
        self._put("captures", _capture(article, capture, seen))
        known = self.revisions[ids["article_id"]]
        site = article.url.split("/")[0]
        row = {
            **ids, "revision": len(known) + 1, "url": f"https://{article.url}", "key_url": article.url,
            "source_id": article.family or site, "family": article.family or site, "origin": article.origin,
            "title": article.url, "language": article.language, "published_at": _noon(article.published),
            "published_by": article.published_by, "first_seen": seen, "backlog": article.backlog,
            "text": article.body, "text_sha256": ids["revision_id"], "capture_id": capture, "entry_id": None,
        }  # fmt: skip
        self._put("articles", row)
        if ids["revision_id"] not in known:
            self._text(article, ids, site)
            known.append(ids["revision_id"])
        self._reading(article, ids, capture)

    def _put(self, table: str, *rows: Row) -> None:
        self.tables.setdefault(table, []).extend({**row, "recorded_at": self.at} for row in rows)

    def _text(self, article: Article, ids: Row, site: str) -> None:
        paragraphs = [
            {
                **ids, "site": site, "position": p.position, "char_start": p.start,
                "char_end": p.end, "fingerprint": p.fingerprint, "repeat_of": p.repeat_of,
            }
            for p in split_paragraphs(article.body)
        ]  # fmt: skip
        self._put("paragraphs", *paragraphs)
        bands = band_hashes(article.body)
        self._put("bands", *({"revision_id": ids["revision_id"], "band": b} for b in bands))

    def _reading(self, article: Article, ids: Row, capture: str) -> None:
        by = {"extractor": article.extractor, "extractor_version": article.version}
        reading = stable_id("reading", [capture, *by.values()])
        told = {
            "reading_id": reading, "capture_id": capture, **ids, **by, "attempt": 1,
            "outcome": "read" if article.rows else "nothing", "announcements": len(article.rows), **article.extra,
        }  # fmt: skip
        self._put("readings", told)
        self._put(
            "announcements", *(_announcement(r, article, ids, by, reading) for r in article.rows)
        )


@contextmanager
def newsroom(folder: Path, names: Any = None) -> Iterator[Newsroom]:
    """A newsroom over a new state file in `folder`, which knows the gazetteer of the seeds already."""
    state = folder / "state.duckdb"
    if names is None:
        shutil.copy(_began(), state)
    with open_state(state) as connection:
        yield Newsroom(connection, names)


@cache
def _began() -> Path:
    """A state file before any night, made once a process."""
    folder = Path(tempfile.mkdtemp(prefix="newsroom-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with open_state(folder / "state.duckdb") as connection, transaction(connection):
        enter_gazetteer(connection, GazetteerNames(gazetteer()), datetime(2020, 1, 1, tzinfo=UTC))
    return folder / "state.duckdb"


def again(article: Article, **changed: Any) -> Article:
    """The same article with another reading, text or date."""
    return replace(article, **changed)


def reread(article: Article, version: str = "2", **changed: Any) -> Article:
    """The same text read by a newer extractor."""
    return replace(article, text=article.body, version=version, **changed)


def _ids(article: Article) -> Row:
    article_id = stable_id("article", [article.url])
    return {
        "article_id": article_id,
        "revision_id": stable_id("revision", [article_id, article.body]),
    }


def _noon(day: str | None) -> datetime | None:
    if day is None:
        return None
    return datetime.combine(date.fromisoformat(day), time(12), UTC)


def _capture(article: Article, capture: str, seen: datetime | None) -> Row:
    fetched = _noon(article.changed) or seen
    return {
        "capture_id": capture, "url": article.url, "key_url": article.url, "outcome": "kept", "attempt": 1,
        "status": 200, "fetched_at": fetched,
    }  # fmt: skip


def _announcement(row: Row, article: Article, ids: Row, by: Row, reading: str) -> Row:
    names = (
        "plant", "kind", "low", "high", "unit", "per", "period_start", "period_end", "status", "prior", "product", "part",
    )  # fmt: skip
    said = {"prior": False, **{name: None for name in names if name != "prior"}, **row}
    quote = row.get("quote") or json.dumps(row, default=str, ensure_ascii=False)
    at_char = article.body.find(quote) if quote in article.body else row.get("char_start", 0)
    paragraph = next(
        (p.position for p in split_paragraphs(article.body) if p.start <= at_char < p.end), None
    )
    return {
        **{k: said[k] for k in names}, "announcement_id": stable_id("announcement", [ids["revision_id"], *by.values(), *(said[n] for n in names)]),
        "reading_id": reading, **ids, "wording": row.get("wording"), "speaker": row.get("speaker"),
        "voice": row.get("voice", "producer"), "said_on": row.get("said_on"), "company": row.get("company"),
        "place": row.get("place"), "quote": quote, "paragraph": row.get("paragraph", paragraph), "char_start": at_char,
        "char_end": at_char + len(quote), "confidence": row.get("confidence", 0.9), "rules": "[]", **by,
    }  # fmt: skip
