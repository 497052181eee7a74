"""What bytes are that should have been a feed."""

import re


class NotAFeed(Exception):  # noqa: N818
    """The answer is no feed; the message says what it is."""


def what_it_is(text: str, body: bytes, media_type: str | None) -> str:
    """A few words for a person: `an HTML page ("Sign in")`, `a PDF`."""
    for magic, name in (
        (b"%PDF", "a PDF"),
        (b"\x89PNG", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"GIF8", "an image"),
        (b"PK\x03\x04", "a ZIP archive"),
        (b"\x1f\x8b", "gzip data that was not declared"),
        (b"<rss", "a broken feed"),
    ):
        if body.lstrip()[:8].startswith(magic):
            return name
    if re.search(r"<(!doctype\s+html|html|head|body)\b", text[:2000], re.IGNORECASE):
        title = re.search(r"<title[^>]*>\s*([^<]{1,80})", text[:20_000], re.IGNORECASE)
        return f'an HTML page ("{" ".join(title[1].split())}")' if title else "an HTML page"
    if text.lstrip().startswith("<"):
        root = re.search(r"<([A-Za-z][\w:.-]{0,40})", text)
        return f"XML with the root <{root[1]}>" if root else "XML of another kind"
    return f"{media_type or 'text'} without any feed element"
