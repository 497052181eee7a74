"""In which order figures, times, names and events stand in a sentence, as traits of a pair of them.

"40,000 this year and 60,000 the next", "in March 300, in April 410": which time is whose is told by the row that they make.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from extractors.scenes import Scene

BESIDE = 2
"""So many others to either side of a pair are told."""
_NAMES = frozenset({"plant", "company", "brand"})
_EVENTS = ("begin", "halt", "start", "stop")
_PARTING = {";": ";", ",": ",", "and": "&", "и": "&", "а": "&", "(": "(", ")": ")", ":": ":", "—": "-", "–": "-", "while": ";", "against": "v", "против": "v", "from": "v", "с": "v"}  # fmt: skip

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Item:
    at: Spot
    letter: str


def order_traits(scene: Scene, place: Spot, other: Spot, rows: str) -> Iterator[str]:
    """Traits of the tokens `place` and `other`; `rows`: which of F(igures), T(imes), N(ames), E(vents) are looked at."""
    items = [i for letter in rows for i in _items(scene, letter)]
    items = [i for i in items if not _touch(i.at, place) and not _touch(i.at, other)]
    items += [_Item(place, "x"), _Item(other, "o")]
    items.sort(key=lambda i: i.at)
    marks = [n for n, i in enumerate(items) if i.letter in {"x", "o"}]
    low, high = max(0, marks[0] - BESIDE), marks[-1] + BESIDE + 1
    row = items[low:high]
    letters = "".join(i.letter for i in row)
    yield f"order {rows} {letters}"
    yield f"order {rows} {'^' if low == 0 else ''}{letters}{'$' if high >= len(items) else ''}"
    yield f"order {rows} {_parted(scene, items[marks[0] : marks[-1] + 1])}"
    yield f"order {rows} {_parted(scene, row)}"


def _items(scene: Scene, letter: str) -> Iterator[_Item]:
    if letter == "F":
        yield from (_Item(s, "F") for s in scene.spots)
    elif letter == "T":
        yield from (_Item(_spot(scene, p), "T") for p in scene.times)
    elif letter == "N":
        yield from (_Item(_spot(scene, m), "N") for m in scene.mentions if m.kind in _NAMES)
    else:
        yield from (_Item((c.first, c.last), "E") for c in scene.cues if c.tag.startswith(_EVENTS))


def _spot(scene: Scene, found: Any) -> Spot:
    return scene.index(found.start), scene.index(found.end - 1)


def _touch(a: Spot, b: Spot) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _parted(scene: Scene, row: list[_Item]) -> str:
    """The letters with what parts them."""
    told = row[0].letter
    for a, b in pairwise(row):
        words = (scene.tokens[n].lower for n in range(a.at[1] + 1, b.at[0]))
        told += "".join(dict.fromkeys(_PARTING[w] for w in words if w in _PARTING)) + b.letter
    return told
