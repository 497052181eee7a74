"""The bundled sample site: two papers whose feeds grow from night to night, rendered from `seeds/site/`, served on loopback."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import jinja2
from aiohttp import web

from flows.settings import seeds


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleArticle:
    """An article of the sample site; `published` is ISO 8601 with a zone."""

    paper: str
    slug: str
    night: int
    published: str
    title: str
    text: tuple[str, ...]
    author: str = "Staff"
    origin: str | None = None
    language: str = "en"
    again: tuple[int, ...] = ()
    url: str = ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text as the page has it, repeats and all."""
        return self.text + tuple(self.text[n] for n in self.again)

    @property
    def published_rfc822(self) -> str:
        """For RSS."""
        return format_datetime(datetime.fromisoformat(self.published))


@dataclass(slots=True, kw_only=True)
class SampleSite:
    """The site as it stands on `night`; also takes the demo's alerts at /hook."""

    base: str
    papers: dict[str, dict[str, Any]]
    articles: list[SampleArticle]
    night: int = 1
    hooks: list[dict[str, Any]] = field(default_factory=list)

    def shown(self, paper: str) -> list[SampleArticle]:
        """What the paper's feed shows now, newest first."""
        mine = [a for a in self.articles if a.paper == paper and a.night <= self.night]
        return sorted(mine, key=lambda a: (a.night, a.published), reverse=True)

    def response(self, path: str) -> tuple[str, bytes] | None:
        """(media type, body) of a path, or None."""
        match path.strip("/").split("/"):
            case ["robots.txt"]:
                return "text/plain", b"User-agent: *\nAllow: /\n"
            case [paper, "feed.xml"] if paper in self.papers:
                kind = self.papers[paper]["feed"]
                media = "application/rss+xml" if kind == "rss" else "application/atom+xml"
                return media, self._render(
                    f"{kind}.xml.j2",
                    paper,
                    articles=self.shown(paper),
                    home=f"{self.base}/{paper}/",
                )
            case [paper, slug] if paper in self.papers:
                shown = self.shown(paper)
                article = next((a for a in shown if a.slug == slug), None)
                related = [a for a in shown if a.slug != slug][:4]
                if article:
                    page = self._render(f"{paper}.html.j2", paper, article=article, related=related)
                    return "text/html", page
        return None

    def _render(self, template: str, paper: str, **values: Any) -> bytes:
        return (
            _templates().get_template(template).render(paper=self.papers[paper], **values).encode()
        )

    def sources_toml(self) -> str:
        """The declaration that listens to this site."""
        return "".join(
            f'[[source]]\nname = "{paper["title"]}"\nurl = "{self.base}/{name}/feed.xml"\nlanguage = "{paper["language"]}"\n'
            f'family = "{name}"\nallow_private = true\n\n'
            for name, paper in self.papers.items()
        )


def load_site(base: str, extra: Sequence[SampleArticle] = ()) -> SampleSite:
    """The bundled site at `base` (scheme, host, port), with articles added."""
    import tomllib

    declared = tomllib.loads((seeds() / "site" / "articles.toml").read_text("utf-8"))
    papers = {paper["id"]: paper for paper in declared["paper"]}
    articles = [
        SampleArticle(
            **{
                "language": papers[said["paper"]]["language"],
                **said,
                "text": tuple(said["text"]),
                "again": tuple(said.get("again", ())),
            }
        )
        for said in declared["article"]
    ]
    placed = [replace(a, url=f"{base}/{a.paper}/{a.slug}") for a in [*articles, *extra]]
    return SampleSite(base=base, papers=papers, articles=placed)


async def serve_site(site: SampleSite, port: int) -> web.AppRunner:
    """Serves the site on 127.0.0.1:`port` with ETags; close with `await runner.cleanup()`."""

    async def get(request: web.Request) -> web.StreamResponse:
        found = site.response(request.path)
        if found is None:
            return web.Response(status=404, text="no such page")
        media, body = found
        etag = hashlib.sha256(body).hexdigest()[:16]
        if etag in [e.value for e in request.if_none_match or ()]:
            return web.Response(status=304, headers={"ETag": f'"{etag}"'})
        return web.Response(
            body=body, content_type=media, charset="utf-8", headers={"ETag": f'"{etag}"'}
        )

    async def hook(request: web.Request) -> web.Response:
        site.hooks.append(await request.json())
        return web.Response(text="ok")

    app = web.Application()
    app.router.add_post("/hook", hook)
    app.router.add_get("/{path:.*}", get)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    return runner


def _templates() -> jinja2.Environment:
    folder: Path = seeds() / "site" / "templates"
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), autoescape=True, undefined=jinja2.StrictUndefined
    )
