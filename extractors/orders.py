"""In which order figures, times, names and events stand in a sentence, as traits of a pair of them.

"40,000 this year and 60,000 the next", "in March 300, in April 410": which time is whose is told by the row that they make.
"""

from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter

from extractors.scenes import Scene

BESIDE = 2
"""So many others to either side of a pair are told."""
_NAMES = frozenset({"plant", "company", "brand"})
_EVENTS = ("begin", "halt", "start", "stop")
_PARTING = {";": ";", ",": ",", "and": "&", "и": "&", "а": "&", "(": "(", ")": ")", ":": ":", "—": "-", "–": "-", "while": ";", "against": "v", "против": "v", "from": "v", "с": "v"}  # fmt: skip

Spot = tuple[int, int]
_at = itemgetter(0)
Item = tuple[Spot, str]
"""Where something stands, and the letter for what it is."""


def order_traits(scene: Scene, place: Spot, other: Spot, rows: str) -> Iterator[str]:
    """Traits of the tokens `place` and `other`; `rows`: which of F(igures), T(imes), N(ames), E(vents) are looked at."""
    told = scene.once(rows, lambda s: sorted((i for r in rows for i in _items(s, r)), key=_at))
    items = [i for i in told if not _touch(i[0], place) and not _touch(i[0], other)]
    items += [(place, "x"), (other, "o")]
    items.sort(key=_at)
    marks = [n for n, i in enumerate(items) if i[1] in {"x", "o"}]
    low, high = max(0, marks[0] - BESIDE), marks[-1] + BESIDE + 1
    row = items[low:high]
    letters = "".join([i[1] for i in row])
    yield f"order {rows} {letters}"
    yield f"order {rows} {'^' if low == 0 else ''}{letters}{'$' if high >= len(items) else ''}"
    yield f"order {rows} {_parted(scene, items[marks[0] : marks[-1] + 1])}"
    yield f"order {rows} {_parted(scene, row)}"


def _items(scene: Scene, letter: str) -> Iterator[Item]:
    if letter == "F":
        yield from ((s, "F") for s in scene.spots)
    elif letter == "T":
        yield from ((scene.spot(p), "T") for p in scene.times)
    elif letter == "N":
        yield from ((scene.spot(m), "N") for m in scene.mentions if m.kind in _NAMES)
    else:
        yield from (((c.first, c.last), "E") for c in scene.cues if c.tag.startswith(_EVENTS))


def _touch(a: Spot, b: Spot) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _signs(scene: Scene) -> list[str]:
    """What each token parts by, or nothing."""
    return [_PARTING.get(t.lower, "") for t in scene.tokens]


def _parted(scene: Scene, row: list[Item]) -> str:
    """The letters with what parts them."""
    signs = scene.once("signs", _signs)
    told = row[0][1]
    for ((_, last), _), ((first, _), letter) in pairwise(row):
        told += "".join(dict.fromkeys(signs[last + 1 : first])) + letter
    return told
