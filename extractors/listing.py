"""A page that lists articles (kind `page`), and the feeds that a page names."""

import re
from urllib.parse import urljoin

from lxml import html

from extractors.encoding import decoded
from extractors.markup import clean_text
from extractors.model import Entry, Feed
from extractors.notafeed import NotAFeed
from extractors.trees import page_tree
from extractors.urls import family_of, is_web, key_url

FEEDS = re.compile(
    r"application/(rss|atom|rdf|feed)\+(xml|json)|application/json\+feed", re.IGNORECASE
)
FEEDISH = re.compile(
    r"(?:^|[/.?=_-])(?:rss|atom|feeds?|rdf)(?:$|[/.?&=_\d-])|feedburner", re.IGNORECASE
)
FURNITURE = re.compile(
    r"/(tags?|category|author|login|subscribe|about|contacts?|privacy|search|page)(/|$)",
    re.IGNORECASE,
)
FEWEST_WORDS = 4
"""A link's text of fewer words is no headline."""


def read_listing(body: bytes, *, url: str, charset: str | None = None) -> Feed:
    """The articles that the page at `url` links to on its own site: links with a headline for a text. Raises NotAFeed."""
    tree = page_tree(decoded(body, charset))
    if tree is None:
        raise NotAFeed(f"{url}: empty answer instead of a page")
    links: dict[str, Entry] = {}
    refused = 0
    for link in tree.iter("a"):
        title = clean_text(link.text_content())
        address = _absolute(_base(tree, url), link.get("href"))
        if len(title.split()) < FEWEST_WORDS:
            continue
        if address is None or not _is_article(address, url):
            refused += 1
            continue
        links.setdefault(key_url(address), Entry(url=address, title=title))
    head = next((clean_text(t.text_content()) for t in tree.iter("title")), "")
    return Feed(
        kind="page", title=head, language=None, entries=tuple(links.values()), refused=refused
    )


def feeds_of(body: bytes, *, url: str, charset: str | None = None) -> list[tuple[str, str]]:
    """(address, title) of the feeds that a page names: in its head first, then links that look like one."""
    tree = page_tree(decoded(body, charset))
    if tree is None:
        return []
    base, found = _base(tree, url), dict[str, str]()
    for link in tree.iter("link"):
        if "alternate" in (link.get("rel") or "").lower() and FEEDS.search(link.get("type") or ""):
            _note(found, _absolute(base, link.get("href")), link.get("title"))
    for link in tree.iter("a"):
        address = _absolute(base, link.get("href"))
        if address and FEEDISH.search(address.partition("//")[2].partition("/")[2]):
            _note(found, address, link.text_content())
    return list(found.items())


def _note(found: dict[str, str], address: str | None, title: str | None) -> None:
    if address and address not in found:
        found[address] = clean_text(title or "")


def _base(tree: html.HtmlElement, url: str) -> str:
    said = next((node.get("href") for node in tree.iter("base") if node.get("href")), None)
    return _absolute(url, said) or url


def _absolute(base: str, link: str | None) -> str | None:
    try:
        address = urljoin(base, (link or "").strip())
    except ValueError:
        return None
    return address.partition("#")[0] if link and is_web(address) else None


def _is_article(address: str, page: str) -> bool:
    same = family_of(address.split("/")[2]) == family_of(page.split("/")[2])
    return same and key_url(address) != key_url(page) and not FURNITURE.search(address)
