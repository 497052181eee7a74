"""Bytes → text, where the declaration may be missing or wrong.

UTF-8 proves itself; single-byte Cyrillic encodings are told apart by which of them gives Russian; else the declared one is believed.
"""

import codecs
import re
from collections.abc import Sequence
from functools import cache

CYRILLIC = ("windows-1251", "koi8-r", "iso-8859-5", "cp866", "mac-cyrillic")
UNTRUSTED = {"utf-8", "ascii", "iso8859-1", "cp1252", "latin-1", "iso8859-15", "iso8859-2"}
"""Declarations (codec names) that servers send without looking."""

XML = re.compile(
    rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""", re.IGNORECASE
)
META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
COMMON = {
    letter: weight
    for weight, letters in ((3, "оеаинтс"), (2, "рвлкмдпуя"), (1, "ызьбгчйхжюш"))
    for letter in letters
}
SAMPLE = 40_000
"""Bytes looked at to tell encodings apart."""


def decoded(body: bytes, charset: str | None = None) -> str:
    """`body` as text; `charset` is what the HTTP header declares. Never fails: what cannot be decoded is U+FFFD."""
    return body.decode(encoding_of(body, charset), "replace")


def encoding_of(body: bytes, charset: str | None = None) -> str:
    """The name of the codec that reads `body` best: BOM, valid UTF-8, Russian by its letters, then what is declared."""
    for bom, name in BOMS:
        if body.startswith(bom):
            return name
    wide = _wide(body)
    if wide:
        return wide
    said = declared(body, charset)
    if body.isascii():
        return said if said and said.startswith(("iso2022", "hz", "utf-7")) else "utf-8"
    if _is_utf8(body):
        return "utf-8"
    if said and said not in UNTRUSTED and not _is_cyrillic(said):
        return said
    return _russian(body, said) or _otherwise(said)


def declared(body: bytes, charset: str | None) -> str | None:
    """The codec that header, XML declaration or meta element name (the first that Python knows), normalised."""
    inside = XML.search(body[:1000]) or META.search(body[:4000])
    for name in (charset, inside[1].decode("ascii", "replace") if inside else None):
        known = _codec(name)
        if known:
            return known
    return None


@cache
def _codec(name: str | None) -> str | None:
    try:
        found = codecs.lookup(name.strip().strip("\"'")) if name else None
    except (LookupError, ValueError, UnicodeError):
        return None
    return found.name if found and found._is_text_encoding else None  # noqa: SLF001


def _is_cyrillic(name: str) -> bool:
    return any(_codec(other) == name for other in CYRILLIC)


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of the beginning is zero."""
    head = body[:200]
    if len(head) < 8 or b"\x00" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.3 and even < 4:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) * 0.3 and odd < 4 else None


def _is_utf8(body: bytes) -> bool:
    """Valid, or so nearly valid that single broken bytes explain the rest."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return True
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    multi = sum(1 for c in text if c > "\x7f") - broken
    return multi > 20 * broken


def _russian(body: bytes, said: str | None) -> str | None:
    """The Cyrillic codec whose reading is most like Russian, if the high bytes stand in words at all."""
    sample = _words(body)
    if not sample:
        return None
    scores = {name: _likeness(sample, name) for name in CYRILLIC}
    best = max(scores, key=lambda name: scores[name])
    if said and _is_cyrillic(said):
        own = next(name for name in CYRILLIC if _codec(name) == said)
        best = best if scores[best] > scores[own] + 0.3 else own
    return best if scores[best] > 0.6 else None


def _words(body: bytes) -> Sequence[bytes]:
    """Runs of three or more high bytes from the first `SAMPLE` that matter, if most high bytes stand in such runs."""
    start = next((m.start() for m in re.finditer(rb"[\x80-\xff]", body)), 0)
    sample = body[start : start + SAMPLE]
    words = re.findall(rb"[\x80-\xff]{3,}", sample)
    high = len(re.findall(rb"[\x80-\xff]", sample))
    return words if sum(map(len, words)) > 0.6 * high else []


def _likeness(words: Sequence[bytes], codec: str) -> float:
    """Mean weight of letters, those in odd case (small before capital) counted against it; Russian has about 1.8."""
    score = letters = 0
    for word in words:
        text = word.decode(codec, "replace")
        letters += len(text)
        tail = text[1:]
        score += sum(COMMON.get(c, 0) for c in text[0].lower() + tail)
        if tail != tail.lower() and text != text.upper():
            score -= 2 * sum(1 for c in tail if c.isupper())
        elif text == text.upper():
            score += sum(COMMON.get(c, 0) for c in tail.lower()) // 2
        score -= 3 * sum(1 for c in text if not "А" <= c <= "ё")
    return score / letters if letters else 0.0


def _otherwise(said: str | None) -> str:
    if said and said not in ("utf-8", "ascii"):
        return "cp1252" if said == "iso8859-1" else said
    return "cp1252"
