"""Five small papers on loopback, two of them Russian, and whole nights that listen to them: real feeds, reader and database."""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path

from flows.demo import served
from flows.samplesite import SampleSite
from tests.nights import Stage, stage_of

PAPERS = {"oka": "en", "kama": "en", "volga": "ru", "neva": "ru", "don": "en"}
OPENS = {"don": 2}
"""Night on which a paper can first be read; the others always."""
_ABOUT = {
    "en": [
        "market",
        "river",
        "school",
        "bridge",
        "harbour",
        "winter",
        "spring",
        "concert",
        "library",
        "museum",
        "station",
        "garden",
        "forest",
        "bakery",
        "cinema",
        "stadium",
    ],
    "ru": [
        "рынок",
        "река",
        "школа",
        "мост",
        "гавань",
        "зима",
        "весна",
        "концерт",
        "библиотека",
        "музей",
        "вокзал",
        "сад",
        "лес",
        "пекарня",
        "кино",
        "стадион",
    ],
}
_SMALL_TALK = {
    "en": "Near the {0} people spoke of the {1} and of the {2}, and an old {3} was painted again.",
    "ru": "Возле города обсуждали {0}, {1} и {2}, а рядом заново покрасили {3}.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An article: on which night it appears, in which paper, when it says it was published, and what it says."""

    night: int
    paper: str
    day: str
    lines: Sequence[str]
    slug: str
    edited: Sequence[str] = ()
    """Its lines from the night after."""
    bare: bool = False
    """Without small talk around it: a release that others print word by word."""
    dateless: bool = False
    """Neither feed nor page say for sure when it was published: only the web address does."""


@dataclass(slots=True, kw_only=True)
class PaperSite(SampleSite):
    """The papers as they stand on `night`."""

    pages: Sequence[Page] = field(default_factory=tuple)

    def response(self, path: str) -> tuple[str, bytes] | None:
        """(media type, body) of a feed or page, or None."""
        paper, _, slug = path.strip("/").partition("/")
        if self.night < OPENS.get(paper, 0):
            return None
        shown = [p for p in self.pages if p.paper == paper and p.night <= self.night]
        if slug == "feed.xml":
            return "application/rss+xml", self._feed(paper, shown).encode()
        found = next((p for p in shown if _path(p) == slug), None)
        return ("text/html", self._page(found).encode()) if found else None

    def _feed(self, paper: str, shown: Sequence[Page]) -> str:
        items = "".join(
            f"<item><title>{_title(p)}</title><link>{self.base}/{p.paper}/{_path(p)}</link>{_date(p)}</item>"
            for p in reversed(shown)
        )
        return f"<rss version='2.0'><channel><title>{paper}</title><link>{self.base}/{paper}/</link>{items}</channel></rss>"

    def _page(self, page: Page) -> str:
        lines = page.edited if page.edited and self.night > page.night else page.lines
        told = "".join(f"<p>{escape(line)}</p>" for line in [*lines, *_small_talk(page)])
        return (
            f"<!doctype html><html lang='{PAPERS[page.paper]}'><head><title>{_title(page)}</title></head>"
            f"<body><article><h1>{_title(page)}</h1>{told}</article></body></html>"
        )

    def sources_toml(self) -> str:
        """The declaration that listens to the papers."""
        return "".join(
            f'[[source]]\nname = "{name}"\nurl = "{self.base}/{name}/feed.xml"\nlanguage = "{language}"\n'
            f'family = "{name}"\nallow_private = true\n\n'
            for name, language in PAPERS.items()
        )


def _path(page: Page) -> str:
    return f"{page.day.replace('-', '/')}/{page.slug}" if page.dateless else page.slug


def _date(page: Page) -> str:
    return "" if page.dateless else f"<pubDate>{format_datetime(_noon(page.day))}</pubDate>"


def _title(page: Page) -> str:
    return f"{'News' if PAPERS[page.paper] == 'en' else 'Новости'} {page.slug}"


def _noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)


def _small_talk(page: Page) -> list[str]:
    """Sentences of the day, other ones in each article, so that only releases are alike."""
    if page.bare:
        return []
    chance, language = random.Random(page.slug), PAPERS[page.paper]
    return [_SMALL_TALK[language].format(*chance.sample(_ABOUT[language], 4)) for _ in range(3)]


@contextmanager
def paper_stage(data: Path, pages: Sequence[Page]) -> Iterator[Stage]:
    """Serves the pages and listens from `data`."""
    data.mkdir(parents=True, exist_ok=True)
    site = PaperSite(base="", papers={}, articles=[], pages=pages)
    with served(site, 0) as port:
        site.base = f"http://127.0.0.1:{port}"
        yield stage_of(data, site)
