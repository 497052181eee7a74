"""One story on many sites: shingles → MinHash → bands, the keys under which near-copies find each other.

    text ─shingles─► word triples ─MinHash─► 128 numbers ─► 32 bands of 4

Two texts share a band with probability s⁴ (s: share of common triples), so the share of common bands tells how alike
they are. Digits count as words, so another number is another triple; whether two texts say the same is judged by
their statements, not here.
"""

import re
import unicodedata
from itertools import pairwise

import xxhash
from rensa import RMinHash

PERMUTATIONS, BANDS, SEED = 128, 32, 20240415
ROWS = PERMUTATIONS // BANDS
SHORTEST = 20
"""Words below which a text has no bands: too short to tell a copy from the same turn of phrase."""
_WORDS = re.compile(r"\w+")


def band_hashes(text: str) -> list[int]:
    """32 signed 64-bit hashes of the text's MinHash bands, each tied to its place; none for very short texts."""
    words = _WORDS.findall(unicodedata.normalize("NFKC", text).casefold())
    if len(words) < SHORTEST:
        return []
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update([f"{a} {b} {c}" for (a, b), c in zip(pairwise(words), words[2:], strict=False)])
    digest = sketch.digest()
    return [_band(place, digest[place * ROWS : (place + 1) * ROWS]) for place in range(BANDS)]


def similarity(common_bands: int) -> float:
    """The share of common word triples that this many common bands speak for, 0 to 1."""
    return float((min(common_bands, BANDS) / BANDS) ** (1 / ROWS))


def _band(place: int, values: list[int]) -> int:
    data = place.to_bytes(2, "big") + b"".join(value.to_bytes(4, "big") for value in values)
    value = xxhash.xxh3_64_intdigest(data)
    return value - (1 << 64) if value >= 1 << 63 else value
