"""Small pieces of markup (titles, summaries) → plain text on one line."""

import html
import re

HIDDEN = re.compile(
    r"<(script|style|noscript|template)\b.*?(?:</\1\s*>|\Z)|<iframe\b[^>]*>.*?</iframe\s*>",
    re.IGNORECASE | re.DOTALL,
)
COMMENT = re.compile(r"<!--.*?(-->|\Z)", re.DOTALL)
TAG = re.compile(r"</?[A-Za-z][^<>]{0,4000}>|<![A-Za-z\[][^<>]{0,4000}>|<\?[^<>]{0,4000}\?>")
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\u200b\u2060\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
ENTITY = re.compile(r"&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,12}\d{0,2});", re.IGNORECASE)


def plain_text(markup: str | None, limit: int = 20_000) -> str:
    """The words of `markup`: tags, scripts, control and direction characters gone, entities resolved, spaces single."""
    text = (markup or "")[: limit * 5]
    if "<" in text:
        text = TAG.sub(" ", COMMENT.sub(" ", HIDDEN.sub(" ", text)))
    if ENTITY.search(text):
        text = html.unescape(text)
    return clean_text(text)[:limit]


def clean_text(text: str) -> str:
    """`text` on one line without control and direction characters."""
    return " ".join(CONTROL.sub("", text).split())
