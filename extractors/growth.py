"""Figures that are what something grew or fell to: "raised output to 50,000", «увеличил на 3,6 процента - до 42 712»."""

import re
from itertools import pairwise
from typing import Any, Literal

from extractors.scenes import Scene

_GROWTH = ("grow.", "link.")
_STANDING = ("состав", "total", "amount", "stand", "насчит", "number", "averag")
"""Verbs that tie but do not grow: "amounts to up to 50,000" is no "to"."""
_SHARE = ("%", "процент", "percent", "per", "раза", "раз", "втрое", "вдвое", "пункт")
_RISES = (
    "вырос",
    "выраст",
    "возрос",
    "возраст",
    "упал",
    "упад",
    "прибавил",
    "просел",
    "рухнул",
    "подскоч",
)
"""Verbs that no cue stands for: «производство выросло на 4,6% – до 4,26 млн т»."""
_NEAR = 6.0


def reached(scene: Scene, i: int) -> Literal["near", "by a share"] | None:
    """How a verb or noun of growth before token `i` tells that the figure there is what was reached, None where none does."""
    grows = [
        c
        for c in scene.cues
        if c.tag.startswith(_GROWTH)
        and c.first < i
        and not scene.tokens[c.first].lower.startswith(_STANDING)
    ]
    rises = [k for k, t in enumerate(scene.tokens[:i]) if t.lower.startswith(_RISES)]
    if any(scene.apart(k, i) < _NEAR for k in [*(c.first for c in grows), *rises]):
        return "near"
    lasts = [*(c.last for c in grows), *rises]
    return "by a share" if any(_by_a_share(scene, k, i) for k in lasts) else None


def _by_a_share(scene: Scene, first: int, last: int) -> bool:
    """By how much stands between, in per cent or times, and no other verb."""
    between = scene.tokens[first + 1 : last]
    amounts = (a.lower == "на" and b.lower[0].isdigit() for a, b in pairwise(between))
    if not any(t.lower.startswith(_SHARE) for t in between) and not any(amounts):
        return False
    return not any(
        first < c.first < last and c.tag.partition(".")[0] in {"make", "plan", "begin", "halt"}
        and c.tag != "make.noun" for c in scene.cues
    )  # fmt: skip


_THEN = re.compile(
    r"^\.?[^.;]{0,12}\b(?:затем|потом|позднее|then|later|next)\b[^.;\d]{0,12}$|^\.?,? (?:а|и|and) (?:в|к|by|in)\b(?=[^.;]*(?:год|концу|year|\bend\b|20\d\d))[^.;]{0,24}$"
)


def goes_on(scene: Scene, q: Any) -> bool:
    """ "first to 48,000, then to 55,000", «достигнет 800, а к концу года до 3500»: what the figure before grew to grows on."""
    before = [p for p in scene.quantities if p.end <= q.start][-1:]
    if not before or not _THEN.match(scene.text[before[0].end : q.start]):
        return False
    return reached(scene, scene.index(before[0].number_start)) is not None
