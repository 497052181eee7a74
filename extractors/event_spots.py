"""Places of a sentence where a start or stop of production may be told, in whatever wording."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractors.cues import Cue
from extractors.event_words import FINAL, FIRST, HINTS, NO_COUNTS, NO_HINTS
from extractors.scenes import Scene

Group = Literal["start", "stop", "make", "hint"]
_GROUPS: dict[str, Group] = {"begin": "start", "start": "start", "halt": "stop", "stop": "stop"}
_MAKES = frozenset({"make.past", "make.inf", "make.fut", "make.part", "make.pres", "make.ing"})
GAP = 2
"""Cues of one group with no more words between are one place."""
NEAR = 4
"""A verb of making so near to another place tells what is begun there."""
_PLANNING = ("plan", "will", "postpone")
_DATED = 4
"""A word of planning tells something of its own where a time stands so near to it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Tokens `first` to `last`; `cues` are those that make the place."""

    group: Group
    first: int
    last: int
    cues: tuple[Cue, ...]


def find_spots(scene: Scene) -> list[Spot]:
    """The places in order."""
    told = _joined(sorted(_telling(scene), key=lambda s: (s.first, s.last)))
    makes = [s for s in _makings(scene) if not any(_is_near(s, t) for t in told)]
    told = [*told, *makes]
    hints = [s for s in _hints(scene) if not any(_is_near(s, t) for t in told)]
    return sorted([*told, *_joined(hints)], key=lambda s: s.first)


def _is_near(a: Spot, b: Spot) -> bool:
    return a.first - b.last <= NEAR and b.first - a.last <= NEAR


def _telling(scene: Scene) -> Iterator[Spot]:
    for cue in scene.cues:
        group = _GROUPS.get(cue.tag.partition(".")[0])
        if group is not None:
            yield Spot(group, cue.first, cue.last, (cue,))
    for at, token in enumerate(scene.tokens):
        group = "start" if token.lower in FIRST else "stop" if token.lower in FINAL else None
        if group is not None:
            yield Spot(group, at, at, ())


def _joined(spots: list[Spot]) -> list[Spot]:
    found: list[Spot] = []
    for spot in spots:
        near = [s for s in found[-2:] if spot.first - s.last <= GAP and s.group == spot.group]
        if near:
            old = near[-1]
            found[found.index(old)] = Spot(
                old.group, old.first, max(old.last, spot.last), (*old.cues, *spot.cues)
            )
        else:
            found.append(spot)
    return found


def _makings(scene: Scene) -> Iterator[Spot]:
    """ "The SUV will be built in Sunderland from December", "will not build cars from Monday"."""
    for cue in scene.cues:
        if cue.tag in _MAKES and not has_figure(scene, cue):
            yield Spot("make", cue.first, cue.last, (cue,))


def _hints(scene: Scene) -> Iterator[Spot]:
    """Words that tell a start or stop only by what was spoken of: "the van comes last, in the fourth quarter", «отложено до 2028 года»."""
    spots = [scene.spot(p) for p in scene.times]
    for cue in scene.cues:
        near = any(a - cue.last <= _DATED and cue.first - b <= _DATED for a, b in spots)
        if near and cue.tag.startswith(_PLANNING) and not has_figure(scene, cue):
            yield Spot("hint", cue.first, cue.last, (cue,))
    for at, token in enumerate(scene.tokens):
        if _is_hint(token.lower):
            yield Spot("hint", at, at, ())


@lru_cache(maxsize=65_536)
def _is_hint(word: str) -> bool:
    return word.startswith(HINTS) and word not in NO_HINTS


def has_figure(scene: Scene, cue: Cue) -> bool:
    """Whether a count of products hangs on the verb."""
    counts = (
        spot
        for q, spot in zip(scene.quantities, scene.spots, strict=True)
        if q.figure in {"count", "measure", "bare"} and not q.ordinal and q.unit not in NO_COUNTS
    )
    return any(scene.between(a, b, cue.first, cue.last) < 3 for a, b in counts)
