"""Paragraphs that a page repeats are told apart before the text is taken out, since the extraction drops equal neighbours.

The second and later ones get an invisible mark (private-use characters) at their end; it is taken off the text again.
"""

import re
from collections import Counter

from lxml import html

BLOCKS = ("p", "li", "blockquote", "h1", "h2", "h3", "h4", "td", "dd", "div")
OPEN, DIGITS, CLOSE = "\U000f0f00", 0xF0F10, "\U000f0f01"
MARK = re.compile(f"{OPEN}[\U000f0f10-\U000f0f19]*{CLOSE}?")
SHORTEST = 25
"""Characters: shorter repeats ("Read more") are furniture."""


def mark_repeats(tree: html.HtmlElement) -> None:
    """Makes the second, third, … of equal text blocks different, in place."""
    seen: Counter[str] = Counter()
    for block in tree.iter(*BLOCKS):
        said = _own_text(block)
        if len(said) < SHORTEST:
            continue
        text = " ".join(said.split()).casefold()
        seen[text] += 1
        if seen[text] > 1 and len(text) >= SHORTEST:
            _append(block, _mark(seen[text]))


def without_marks(text: str) -> str:
    """`text` as the page had it."""
    return MARK.sub("", text)


def _own_text(block: html.HtmlElement) -> str:
    """What a block says that holds no other block, else nothing."""
    if not len(block):
        return block.text or ""
    if next(block.iterdescendants(*BLOCKS), None) is not None:
        return ""
    return str(block.text_content())


def _mark(count: int) -> str:
    return OPEN + "".join(chr(DIGITS + int(digit)) for digit in str(count)) + CLOSE


def _append(block: html.HtmlElement, mark: str) -> None:
    if len(block):
        block[-1].tail = (block[-1].tail or "").rstrip() + mark
    else:
        block.text = (block.text or "").rstrip() + mark
