"""Text of a page → element tree, also where it nests deeper than the parser likes."""

import re

from lxml import etree, html

DECLARATION = re.compile(rb"\A[\s\xef\xbb\xbf]*<\?xml[^>]{0,300}\?>")
CONTROLS = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)])
WRAPPERS = ("div", "span", "section", "center", "font", "main", "b", "i")
SCRIPT, SCRIPT_END = b"<script", b"</script"
AFTER_NAME = b" \t\r\n\f/>"
DEEPEST = 100
"""Levels. libxml2 gives up at 256, the extraction's recursion somewhat later."""
CLASSES = etree.ElementDefaultClassLookup(element=html.HtmlElement)
"""One class for every element: lxml's own choice of a class by tag costs a tenth of all reading, for forms that we do not fill in."""
FURNITURE = (
    "style", "svg", "aside", "footer", "fencedframe", "nav", "iframe", "noscript", "select", "button", "object", "embed", "canvas",
    "video", "audio", "menu", "map", "datalist", "link", "meta", "img", "picture", "source",
)  # fmt: skip
"""What no extraction takes text from, unless it finds none elsewhere."""
MARKED = etree.XPath("descendant::*[@style or @hidden or @aria-hidden or self::template]")
"""Elements that may be hidden."""
CONCEALS = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
MOST_HIDDEN = 0.5
"""Of the text. A page that hides more shows it by a script: then hidden is not unsaid."""


def without_scripts(source: bytes) -> bytes:
    """The page without the contents of its scripts, which weigh more than all the rest; facts for machines (JSON-LD) stay.

    What holds a comment's mark stays too: there a script's end may be none.
    """
    lower, parts, at = source.lower(), [], 0
    begin = _tag(lower, SCRIPT, 0)
    while begin >= 0:
        inside = begin + len(SCRIPT)
        end = _tag(lower, SCRIPT_END, inside)
        if end < 0:
            break
        opened = source.find(b">", inside, end) + 1
        if opened and not _matters(source[inside:opened], source, opened, end):
            parts.append(source[at:opened])
            at = end
        begin = _tag(lower, SCRIPT, end)
    return b"".join([*parts, source[at:]])


def _tag(lower: bytes, name: bytes, start: int) -> int:
    """Where the tag's name next stands whole, -1: nowhere."""
    at = lower.find(name, start)
    while at >= 0 and lower[at + len(name) : at + len(name) + 1] not in AFTER_NAME:
        at = lower.find(name, at + 1)
    return at


def _matters(head: bytes, source: bytes, start: int, end: int) -> bool:
    """Whether the script that stands from `start` to `end` holds facts, or marks that the parser must see."""
    if head.count(b'"') % 2 or head.count(b"'") % 2 or b"json" in head:
        return True
    if source.find(b"--", start, end) < 0:
        return False
    return source.find(b"<!--", start, end) >= 0 or source.find(b"-->", start, end) >= 0


def page_tree(source: str) -> html.HtmlElement | None:
    """The tree of an HTML page, None where there is nothing to parse."""
    page = source.encode("utf-8", "replace").translate(None, CONTROLS)
    page = without_scripts(DECLARATION.sub(b"", page, count=1))
    if not page.strip():
        return None
    parser = _parser()
    tree = _tree(page, parser)
    if tree is not None and any("depth" in error.message for error in parser.error_log):
        tree = _tree(page, _parser(huge_tree=True))
        if tree is not None:
            flatten(tree)
    return tree


def _parser(*, huge_tree: bool = False) -> html.HTMLParser:
    parser = html.HTMLParser(
        encoding="utf-8",  # whatever the page says: it has been decoded
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        huge_tree=huge_tree,
    )
    parser.set_element_class_lookup(CLASSES)
    return parser


def drop_furniture(tree: html.HtmlElement) -> None:
    """Takes out, in place, what is around an article and never in it: the extraction's cost is that of the tree's size."""
    etree.strip_elements(tree, *FURNITURE, with_tail=False)


def drop_hidden(tree: html.HtmlElement) -> None:
    """Takes out, in place, what a reader of the page does not see; nothing where that is most of the text."""
    hidden = [node for node in MARKED(tree) if _conceals(node)]
    chosen = set(hidden)
    outer = [node for node in hidden if chosen.isdisjoint(node.iterancestors())]
    if not outer:
        return
    weight = sum(len(node.text_content()) for node in outer)
    if weight <= MOST_HIDDEN * len(tree.text_content()):
        for node in outer:
            node.drop_tree()


def _conceals(node: html.HtmlElement) -> bool:
    if node.tag == "template":
        return node.get("shadowrootmode") is None
    marked = node.get("hidden", "until-found") != "until-found" or node.get("aria-hidden") == "true"
    return marked or CONCEALS.search(node.get("style") or "") is not None


def _tree(page: bytes, parser: html.HTMLParser) -> html.HtmlElement | None:
    try:
        tree = html.document_fromstring(page, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    return tree if len(tree) else None


def flatten(tree: html.HtmlElement) -> None:
    """Takes out wrappers (div in div in div) that hold only one element, until nothing is nested deeper than `DEEPEST`."""
    for node in list(tree.iter(*WRAPPERS)):
        parent = node.getparent()
        if parent is None or len(parent) != 1 or (parent.text or "").strip():
            continue
        if parent.tag in WRAPPERS and parent.getparent() is not None:
            parent.drop_tag()
