"""Four small papers on loopback, two of them Russian, and whole nights that listen to them: real feeds, reader and database."""

import asyncio
import random
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Any

from flows.demo import write_declarations
from flows.lock import occupy
from flows.night import Night, run_night
from flows.samplesite import SampleSite, serve_site
from flows.settings import Settings, load_settings

PAPERS = {"oka": "en", "kama": "en", "volga": "ru", "neva": "ru"}
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


@dataclass(slots=True, kw_only=True)
class PaperSite(SampleSite):
    """The papers as they stand on `night`."""

    pages: Sequence[Page] = field(default_factory=tuple)

    def response(self, path: str) -> tuple[str, bytes] | None:
        """(media type, body) of a feed or page, or None."""
        paper, _, slug = path.strip("/").partition("/")
        shown = [p for p in self.pages if p.paper == paper and p.night <= self.night]
        if slug == "feed.xml":
            return "application/rss+xml", self._feed(paper, shown).encode()
        found = next((p for p in shown if p.slug == slug), None)
        return ("text/html", self._page(found).encode()) if found else None

    def _feed(self, paper: str, shown: Sequence[Page]) -> str:
        items = "".join(
            f"<item><title>{_title(p)}</title><link>{self.base}/{p.paper}/{p.slug}</link>"
            f"<pubDate>{format_datetime(_noon(p.day))}</pubDate></item>"
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


@dataclass(frozen=True, slots=True)
class PaperStage:
    """The papers, served, with a data folder that listens to them."""

    site: PaperSite
    settings: Settings

    def play(self, number: int) -> Night:
        """The night on which the papers show what they have by then."""
        self.site.night = number
        with occupy(self.settings.data, "night"):
            return asyncio.run(run_night(self.settings))


@contextmanager
def paper_stage(data: Path, pages: Sequence[Page]) -> Iterator[PaperStage]:
    """Serves the pages from a thread and listens from `data`."""
    data.mkdir(parents=True, exist_ok=True)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def call(doing: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(doing, loop).result(30)

    site = PaperSite(base="", papers={}, articles=[], pages=pages)
    runner = call(serve_site(site, 0))
    try:
        site.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        files = write_declarations(data, site)
        settings = load_settings(
            files["config"], data=data, sources=files["sources"], alerts=files["alerts"]
        )
        yield PaperStage(site, settings)
    finally:
        call(runner.cleanup())
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
