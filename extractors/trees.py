"""Text of a page → element tree, also where it nests deeper than the parser likes."""

import re

from lxml import etree, html

DECLARATION = re.compile(r"\A[\s\ufeff]*<\?xml[^>]{0,300}\?>")
NUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
WRAPPERS = ("div", "span", "section", "center", "font", "main", "b", "i")
DEEPEST = 100
"""Levels. libxml2 gives up at 256, the extraction's recursion somewhat later."""


def page_tree(source: str) -> html.HtmlElement | None:
    """The tree of an HTML page, None where there is nothing to parse."""
    source = NUL.sub("", DECLARATION.sub("", source, count=1))
    if not source.strip():
        return None
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, collect_ids=False)
    tree = _tree(source, parser)
    if tree is not None and any("depth" in error.message for error in parser.error_log):
        deep = html.HTMLParser(
            remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True
        )
        tree = _tree(source, deep)
        if tree is not None:
            flatten(tree)
    return tree


def _tree(source: str, parser: html.HTMLParser) -> html.HtmlElement | None:
    try:
        tree = html.document_fromstring(source, parser=parser)
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
