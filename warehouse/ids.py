"""Stable identities: a hash of the fields that define a row, with a version letter in front.

Amended details do not change an id; a change of what defines a row is a new version letter.
"""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

VERSION = "a"
Part = str | int | float | bool | date | datetime | None


def stable_id(kind: str, parts: Iterable[Part]) -> str:
    """25 characters: the version letter and 96 bits of BLAKE2b over kind and parts, in hexadecimal.

    None and the empty string differ; floats with an integral value equal the integer.
    """
    digest = hashlib.blake2b(kind.encode(), digest_size=12)
    for part in parts:
        digest.update(b"\x1f" + _bytes(part))
    return VERSION + digest.hexdigest()


def _bytes(part: Part) -> bytes:
    if part is None:
        return b"\x00"
    if isinstance(part, float) and part.is_integer():
        part = int(part)
    if isinstance(part, date):
        part = part.isoformat()
    return str(part).encode("utf-8", "surrogatepass")
