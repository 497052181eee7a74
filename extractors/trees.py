"""Text of a page → element tree, also where it nests deeper than the parser likes."""

import re

from lxml import etree, html

DECLARATION = re.compile(r"\A[\s\ufeff]*<\?xml[^>]{0,300}\?>")
NUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
WRAPPERS = ("div", "span", "section", "center", "font", "main", "b", "i")
SCRIPT = re.compile(r"<[sS][cC][rR][iI][pP][tT](?=[\s>])")
SCRIPT_END = re.compile(r"</[sS][cC][rR][iI][pP][tT](?=[\s>/])")
DEEPEST = 100
"""Levels. libxml2 gives up at 256, the extraction's recursion somewhat later."""


def without_scripts(source: str) -> str:
    """The page without the contents of its scripts, which weigh more than all the rest; facts for machines (JSON-LD) stay.

    What holds a comment's mark stays too: there a script's end may be none.
    """
    parts, at = [], 0
    for begin in SCRIPT.finditer(source):
        if begin.start() < at:
            continue
        end = SCRIPT_END.search(source, begin.end())
        if end is None:
            break
        head, _, content = source[begin.end() : end.start()].partition(">")
        open_quote = head.count('"') % 2 or head.count("'") % 2
        if open_quote or "json" in head or "<!--" in content or "-->" in content:
            continue
        parts.append(source[at : begin.end() + len(head) + 1])
        at = end.start()
    return "".join([*parts, source[at:]])


def page_tree(source: str) -> html.HtmlElement | None:
    """The tree of an HTML page, None where there is nothing to parse."""
    source = NUL.sub("", without_scripts(DECLARATION.sub("", source, count=1)))
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
