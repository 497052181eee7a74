"""One story on many sites: shingles → MinHash → bands, the keys under which near-copies find each other.

    text ─shingles─► word triples ─MinHash─► 128 numbers ─► 32 bands of 4

Two texts share a band with probability s⁴ (s: share of common triples), so the share of common bands tells how alike
they are. Digits count as words, so another number is another triple; whether two texts say the same is judged by
their statements, not here.
"""

import struct

import xxhash
from rensa import RMinHash

from extractors.paragraphs import normalised

PERMUTATIONS, BANDS, SEED = 128, 32, 20240415
ROWS = PERMUTATIONS // BANDS
SHORTEST = 20
"""Words below which a text has no bands: too short to tell a copy from the same turn of phrase."""
_PACKED = struct.Struct(f">H{ROWS}I")


def band_hashes(text: str) -> list[int]:
    """32 signed 64-bit hashes of the text's MinHash bands, each tied to its place; none for very short texts."""
    words = " ".join(map(normalised, text.split("\n"))).split()
    if len(words) < SHORTEST:
        return []
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(list(map(" ".join, zip(words, words[1:], words[2:], strict=False))))
    digest = sketch.digest()
    return [_band(place, digest[place * ROWS : (place + 1) * ROWS]) for place in range(BANDS)]


def similarity(common_bands: int) -> float:
    """The share of common word triples that this many common bands speak for, 0 to 1."""
    return float((min(common_bands, BANDS) / BANDS) ** (1 / ROWS))


def _band(place: int, values: list[int]) -> int:
    value = xxhash.xxh3_64_intdigest(_PACKED.pack(place, *values))
    return value - (1 << 64) if value >= 1 << 63 else value
