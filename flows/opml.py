"""OPML ↔ sources: the format in which feed readers exchange their lists, folders included."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec
from lxml import etree

from extractors.encoding import decoded
from extractors.markup import clean_text, with_pairs
from extractors.urls import is_web
from flows.declarations import Misuse
from flows.sources import Source

DECLARATION = re.compile(r"\A[\s\ufeff]*(?:<\?xml[^>]{0,300}\?>)?\s*")
BARE = re.compile(r"&(?!(?:#\d+|#[xX][0-9a-fA-F]+|\w+);)")
"""An ampersand that begins no entity: common in addresses, and lost with what follows it if left so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A feed in an OPML file; `category` is its folders, joined by a slash."""

    name: str
    url: str
    category: str | None = None
    language: str | None = None


def read_opml(body: bytes, name: str) -> list[Outline]:
    """The feeds in an OPML file, each address once; `name` stands for the file in errors. Raises Misuse."""
    root = _root(body, name)
    found: dict[str, Outline] = {}
    for node, url in _addresses(root):
        if is_web(url):
            title = _title(node) or url
            language = (node.get("language") or "")[:2].lower() or None
            found.setdefault(
                url, Outline(name=title, url=url, category=_category(node), language=language)
            )
    return list(found.values())


def unread(body: bytes, name: str) -> list[str]:
    """The addresses in an OPML file that are none of the web. Raises Misuse."""
    return [url for _, url in _addresses(_root(body, name)) if url and not is_web(url)]


def without_feed(body: bytes, name: str) -> list[tuple[str, str]]:
    """(name, address) of the outlines in an OPML file that name a site (`htmlUrl`) and no feed. Raises Misuse."""
    root = _root(body, name)
    feeds = {node for node, url in _addresses(root) if url}
    told = ((node, _value(node, "htmlurl")) for node in root.iter("outline") if node not in feeds)
    return [(_title(node) or url, url) for node, url in told if url]


OPTIONS = ("body", "family", "every", "at_least", "user_agent", "allow_private", "timezone")


def lost_in_opml(source: Source) -> list[str]:
    """What is declared of a source that OPML has no place for."""
    said = msgspec.to_builtins(source)  # without what stands at its default
    return [key for key in OPTIONS if key in said]


def _value(node: etree._Element, name: str) -> str:
    return next((v for k, v in node.items() if k.lower() == name), "").strip()


def _title(node: etree._Element) -> str:
    return clean_text(node.get("title") or node.get("text") or "")


def _addresses(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for node in root.iter("outline"):
        yield node, _value(node, "xmlurl")


def _root(body: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(_settled(body), parser)
    except etree.XMLSyntaxError as error:
        raise Misuse(f"{name}: not OPML: {error}") from None
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise Misuse(f"{name}: not OPML; export the list of feeds from your reader as OPML")
    return root


def _settled(body: bytes) -> bytes:
    """The file as UTF-8 without a declaration, whatever encoding it says it has."""
    text = DECLARATION.sub("", with_pairs(decoded(body)), count=1)
    return BARE.sub("&amp;", text).encode("utf-8", "replace")


def _category(node: etree._Element) -> str | None:
    folders = [p.get("title") or p.get("text") for p in node.iterancestors("outline")]
    said = "/".join(clean_text(folder) for folder in reversed(folders) if folder)
    return said or (node.get("category") or "").split(",")[0].strip("/ ") or None


def as_opml(sources: Sequence[Source]) -> str:
    """All sources of kind `feed` as OPML 2.0, in folders by category."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "plantwatch"
    body = etree.SubElement(root, "body")
    folders: dict[str, etree._Element] = {}
    for source in sources:
        if source.kind != "feed":
            continue
        parent = _folder(body, folders, source.category)
        said = {"language": source.language} if source.language else {}
        etree.SubElement(
            parent,
            "outline",
            type="rss",
            text=source.name,
            title=source.name,
            xmlUrl=source.url,
            **said,
        )
    text = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return bytes(text).decode()


def _folder(
    body: etree._Element, folders: dict[str, etree._Element], category: str | None
) -> etree._Element:
    at, path = body, ""
    for step in (category or "").split("/"):
        if step:
            path = f"{path}/{step}"
            if path not in folders:
                folders[path] = etree.SubElement(at, "outline", text=step, title=step)
            at = folders[path]
    return at


def distinct_names(wanted: Iterable[str], taken: Iterable[str]) -> list[str]:
    """Names as wanted, numbered where they are taken already."""
    used, names = set(taken), []
    for name in wanted:
        free = next(n for n in (name, *(f"{name} {k}" for k in range(2, 10_000))) if n not in used)
        used.add(free)
        names.append(free)
    return names
