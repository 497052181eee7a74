"""Bytes of a page → Page: clean text, and title and date where they are asked for.

trafilatura finds the text: fast first, in full where that gave under 500 characters. Never its `deduplicate`, whose
result depends on what was read before.
"""

import logging
import re
from datetime import datetime, tzinfo
from functools import cache
from typing import Any

import trafilatura
from lxml import html
from trafilatura.settings import Extractor

from extractors.encoding import decoded
from extractors.markup import CONTROL
from extractors.model import Page
from extractors.pagehead import canonical_of, dates_of, guessed_date, language_of, title_of
from extractors.repeats import mark_repeats, without_marks
from extractors.trees import drop_furniture, drop_hidden, page_tree
from extractors.wall import looks_like_wall, short_wall

SHORT = 500
"""Characters; under this the slow reading is tried too."""

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read_page(  # noqa: PLR0913
    body: bytes,
    *,
    url: str,
    media_type: str | None = None,
    charset: str | None = None,
    want_title: bool = True,
    want_date: bool = True,
    fetched_at: datetime | None = None,
    zone: tzinfo | None = None,
) -> Page:
    """The article in `body`, fetched from `url`; its text has one paragraph a line and is empty where there is none.

    Paragraphs that the page repeats stay repeated. `published_by` tells how the date was found: `json-ld`, `meta`, or
    `htmldate`, which is a guess. Dates later than `fetched_at` and a day are refused. `wall` says why it is no article.
    """
    source = decoded(body, charset)
    if media_type == "text/plain":
        return _plain(source)
    tree = page_tree(source)
    if tree is None:
        return _page("", wall=None)
    wall = looks_like_wall(body, url=url)
    facts: dict[str, Any] = _dates(tree, url, fetched_at, zone) if want_date else {}
    facts["title"] = title_of(tree) if want_title else None
    facts |= {"canonical": canonical_of(tree, url), "language": language_of(tree)}
    text = _slim_text(tree)
    if len(text) < SHORT:
        tree = page_tree(source)
        text = max(text, _full_text(tree), key=len)
    return _page(text, wall=wall or short_wall(text, tree), **facts)


def _dates(
    tree: html.HtmlElement, url: str, latest: datetime | None, zone: tzinfo | None
) -> dict[str, Any]:
    published, modified, by = dates_of(tree, latest, zone)
    if published is None:
        published, by = guessed_date(tree, url, latest), "htmldate"
    return {
        "published": published,
        "published_by": by if published else None,
        "modified": modified,
    }


def _page(text: str, **facts: Any) -> Page:
    defaults = dict.fromkeys(("title", "published", "published_by", "canonical", "language"))
    return Page(text=text, **(defaults | facts))


def _plain(source: str) -> Page:
    lines = (" ".join(line.split()) for line in CONTROL.sub("", source).splitlines())
    return _page("\n".join(line for line in lines if line))


def _slim_text(tree: html.HtmlElement) -> str:
    """The fast reading of the page without its furniture, which `tree` loses."""
    drop_furniture(tree)
    drop_hidden(tree)
    mark_repeats(tree)
    return _extracted(tree, fast=True)


def _full_text(tree: html.HtmlElement) -> str:
    """The slow reading, of all of the page but what is hidden."""
    drop_hidden(tree)
    mark_repeats(tree)
    return _extracted(tree, fast=False)


@cache
def _options(*, fast: bool) -> Extractor:
    """Made once: reading trafilatura's defaults anew for each page costs a tenth of the work."""
    return Extractor(output_format="python", fast=fast, comments=False)


def _extracted(tree: html.HtmlElement, *, fast: bool) -> str:
    """trafilatura's text; `tree` stays as it is. A page that nests too deeply for it is empty."""
    try:
        found = trafilatura.bare_extraction(tree, options=_options(fast=fast))
    except RecursionError:
        return ""
    return tidy(getattr(found, "text", None) or "")


def tidy(text: str) -> str:
    """One paragraph a line, without marks, control and direction characters; no empty lines."""
    lines = (" ".join(line.split()) for line in CONTROL.sub("", without_marks(text)).split("\n"))
    return "\n".join(line for line in (re.sub(r"^[-•*]\s+", "", line) for line in lines) if line)
