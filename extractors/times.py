"""Which period a statement is about: that of its own clause, else the one carried over from what was said before."""

from collections.abc import Callable, Sequence
from typing import Any

from extractors.scenes import FAR, Scene

OWN = 4.0
"""A period within this distance belongs to the clause of the statement."""


def spoken_times(scene: Scene) -> list[Any]:
    """The periods of a sentence that things happen in: not the day of the saying, not the dateline."""
    return [p for p in scene.periods if not _is_saying(scene, p) and not _is_dateline(scene, p)]


def time_of_saying(scene: Scene) -> Any | None:
    """The day on which what the sentence reports was said, where it names it."""
    return next((p for p in scene.periods if _is_saying(scene, p)), None)


def _is_saying(scene: Scene, period: Any) -> bool:
    if period.grain not in {"day", "week", "month"} or period.role in {
        "from",
        "until",
        "by",
        "since",
    }:
        return False
    first, last = scene.index(period.start), scene.index(period.end - 1)
    says = [c for c in scene.cues if c.tag == "say"]
    return (
        any(0 <= first - c.last <= 2 or (0 < c.first - last <= 1) for c in says)
        and period.grain == "day"
    ) or any(0 < first - c.last <= 2 and scene.apart(c.last, first) < 1 for c in says)


def _is_dateline(scene: Scene, period: Any) -> bool:
    """ "MOSCOW, Nov 16 (Agency) - …": a day near the start, before the dash or bracket that ends the dateline."""
    if period.grain != "day" or scene.index(period.start) > 6:
        return False
    after = scene.index(period.end - 1) + 1
    return any(t.lower in {"-", "–", "—", "/", "("} for t in scene.tokens[after : after + 2])


def nearest_time(
    scene: Scene, i: int, j: int, periods: Sequence[Any], extra: Callable[[Any], float]
) -> tuple[Any | None, float]:
    """The period nearest to tokens `i` to `j`, and its distance; `extra` is added for what does not suit."""
    best, which = FAR, None
    for period in periods:
        first, last = scene.index(period.start), scene.index(period.end - 1)
        cost = scene.between(first, last, i, j) + extra(period)
        cost += sum(1.5 for a, b in scene.spots if (last < a and b < i) or (j < a and b < first))
        if cost < best:
            best, which = cost, period
    return which, best
