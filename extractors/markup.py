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
SURROGATE = re.compile("[\ud800-\udfff]")
SURROGATES = re.compile(r"(?:&#(?:x0*d[89a-f][0-9a-f]{2}|0*5[5-7]\d{3});?)+", re.IGNORECASE)
"""Character references to halves of a pair (and to their neighbours in decimal), which XML knows none of."""
ENTITY = re.compile(r"&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,12}\d{0,2});", re.IGNORECASE)


def plain_text(markup: str | None, limit: int = 20_000) -> str:
    """The words of `markup`: tags, scripts, control and direction characters gone, entities resolved, spaces single."""
    text = (markup or "")[: limit * 5]
    if "<" in text:
        text = TAG.sub(" ", COMMENT.sub(" ", HIDDEN.sub(" ", text)))
    if ENTITY.search(text):
        text = html.unescape(text)
    return clean_text(text)[:limit]


def paired(text: str) -> str:
    """`text` with U+FFFD for halves of surrogate pairs: no encoding has them, so that nothing could store them."""
    return SURROGATE.sub("\ufffd", text)


def with_pairs(markup: str) -> str:
    """`markup` where references to both halves of a pair (`&#xD83D;&#xDE00;`) are the one character, to single ones U+FFFD."""
    return SURROGATES.sub(_joined, markup) if "&#" in markup else markup


def _joined(found: re.Match[str]) -> str:
    told = re.sub(r"&#(x?)0*([0-9a-f]+);?", _half, found[0], flags=re.IGNORECASE)
    return told.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _half(found: re.Match[str]) -> str:
    return chr(int(found[2], 16 if found[1] else 10))


def clean_text(text: str) -> str:
    """`text` on one line without control and direction characters."""
    return " ".join(CONTROL.sub("", text).split())
