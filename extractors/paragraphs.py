"""Text → paragraphs with fingerprints; a paragraph said again in the same article points at its first place.

The fingerprint ignores what careless sites vary when they repeat a paragraph: case, dashes, quotes, spacing, other
punctuation, compatibility forms (NFKC). Words and digits decide.
"""

import re
import unicodedata
from functools import lru_cache

import xxhash

from extractors.model import Paragraph

_WORDS = re.compile(r"\w+")
_SIGN = 1 << 63


def split_paragraphs(text: str) -> list[Paragraph]:
    """The non-empty lines of `text`, in order; spans are without surrounding blanks."""
    found: list[Paragraph] = []
    first: dict[int, int] = {}
    at = 0
    for line in text.split("\n"):
        body = line.strip()
        if body:
            start = at + line.index(body)
            mark = fingerprint(body)
            position = len(found)
            original = first.setdefault(mark, position)
            found.append(
                Paragraph(
                    position=position,
                    start=start,
                    end=start + len(body),
                    fingerprint=mark,
                    repeat_of=None if original == position else original,
                )
            )
        at += len(line) + 1
    return found


@lru_cache(1000)  # the same paragraphs are asked for copies next
def normalised(paragraph: str) -> str:
    """The words of a paragraph, folded: what the fingerprint is taken of."""
    return " ".join(_WORDS.findall(unicodedata.normalize("NFKC", paragraph).casefold()))


def fingerprint(paragraph: str) -> int:
    """64-bit xxh3 of the normalised words, as a signed integer (DuckDB's BIGINT). A line without words hashes itself."""
    value = xxhash.xxh3_64_intdigest(
        (normalised(paragraph) or paragraph).encode("utf-8", "surrogatepass")
    )
    return value - (1 << 64) if value >= _SIGN else value
