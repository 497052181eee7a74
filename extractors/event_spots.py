"""Places of a sentence where a start or stop of production may be told, in whatever wording."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractors.cues import Cue
from extractors.event_words import (
    FINAL,
    FIRST,
    HINTS,
    HINTS_BY_A_TIME,
    NO_COUNTS,
    NO_HINTS,
)
from extractors.scenes import Scene

Group = Literal["start", "stop", "make", "hint", "time"]
_GROUPS: dict[str, Group] = {"begin": "start", "start": "start", "halt": "stop", "stop": "stop"}
_MAKES = frozenset({"make.past", "make.inf", "make.fut", "make.part", "make.pres", "make.ing"})
GAP = 2
"""Cues of one group with no more words between are one place."""
NEAR = 4
"""A verb of making so near to another place tells what is begun there."""
_PLANNING = ("plan", "will", "postpone")
_DATED = 4
"""A word of planning tells something of its own where a time stands so near to it."""
_LISTED = frozenset({"day", "span", "month", "week"})
_BEFORE_LISTED = frozenset({"—", "–", "-", ":", "("})
_NAMED_NEAR = 8
"""Tokens before such a sign in which somebody is named."""
_NAMES = frozenset({"plant", "place", "company"})
_LONGEST_ITEM = 24
"""Tokens of an item of a list."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Tokens `first` to `last`; `cues` are those that make the place."""

    group: Group
    first: int
    last: int
    cues: tuple[Cue, ...]


def find_spots(scene: Scene, *, listed: bool = False) -> list[Spot]:
    """The places in order; `listed`: events were told in sentences before, which a list may go on with."""
    told = _joined(sorted(_telling(scene), key=lambda s: (s.first, s.last)))
    makes = [s for s in _makings(scene) if not any(_is_near(s, t) for t in told)]
    told = [*told, *makes]
    hints = [s for s in _hints(scene) if not any(_is_near(s, t) for t in told)]
    told += _joined(hints)
    if listed or any(s.group in {"start", "stop"} for s in told):
        told = [*told, *_bare_times(scene, told)]
    return sorted(told, key=lambda s: s.first)


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
        if (
            cue.tag.startswith(_PLANNING)
            and any(a - cue.last <= _DATED and cue.first - b <= _DATED for a, b in spots)
            and not has_figure(scene, cue)
        ):
            yield Spot("hint", cue.first, cue.last, (cue,))
    for at, token in enumerate(scene.tokens):
        if _is_hint(token.lower) or (token.lower in HINTS_BY_A_TIME and _is_by_a_time(at, spots)):
            yield Spot("hint", at, at, ())


def _is_by_a_time(at: int, times: Sequence[tuple[int, int]]) -> bool:
    """Whether a token stands beside a time, and is no part of one."""
    beside = any(a - at <= _DATED and at - b <= _DATED for a, b in times)
    return beside and not any(a <= at <= b for a, b in times)


def _bare_times(scene: Scene, told: Sequence[Spot]) -> Iterator[Spot]:
    """A time with a name and no verb, after events that were told: "Krakow, from 14 March", «Takaoka (RAV4) – с 1 по 17 сентября»."""
    names = [scene.spot(m)[0] for m in scene.mentions if m.kind in _NAMES]
    taken = -1
    for period in scene.times:
        a, b = scene.spot(period)
        if period.grain not in _LISTED or period.first is None or a <= taken:
            continue
        item = _item_of(scene, a)
        signed = a > 0 and scene.tokens[a - 1].lower in _BEFORE_LISTED
        before = (max(item[0], taken + 1, a - 1 - _NAMED_NEAR), a)
        if (signed and _names_only(scene, before, names, told)) or (
            taken < item[0]
            and item[1] - item[0] <= _LONGEST_ITEM
            and _names_only(scene, item, names, told)
        ):
            taken = b
            yield Spot("time", a, b, ())


def _item_of(scene: Scene, at: int) -> tuple[int, int]:
    """The tokens between two semicolons, or the ends of the sentence, around one."""
    first, end = at, at
    while first and scene.tokens[first - 1].lower != ";":
        first -= 1
    while end < len(scene.tokens) and scene.tokens[end].lower != ";":
        end += 1
    return first, end


def _names_only(
    scene: Scene, stretch: tuple[int, int], names: Sequence[int], told: Sequence[Spot]
) -> bool:
    """Whether these tokens name somebody, tell no event in words and count nothing."""
    counts = (
        spot[0]
        for q, spot in zip(scene.quantities, scene.spots, strict=True)
        if q.figure in {"count", "measure", "money"} and not q.ordinal
    )
    events = (s.first for s in told)
    return _holds(stretch, names) and not _holds(stretch, events) and not _holds(stretch, counts)


def _holds(stretch: tuple[int, int], places: Iterable[int]) -> bool:
    return any(stretch[0] <= n < stretch[1] for n in places)


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
