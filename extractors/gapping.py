"""Figures whose verb stands with the figure before them: "SAIPA produced 279,055 vehicles and Pars Khodro 100,151".

Only names, times and little words may stand between the two. The same holds for sums: «вложит 3 млрд долларов, из них
1,1 млрд — в этом году».
"""

from dataclasses import replace
from typing import Any

from extractors.context import Context, Last
from extractors.kinds import Verdict
from extractors.model import Kind
from extractors.scenes import Scene
from extractors.units import VAGUE

REACH = 16
"""So many words may stand between the two figures."""
LEAST = 7
"""Smaller counts mostly are parts of names."""
_BREAKS = ("make.", "link.", "grow", "plan", "not", "cap", "can", "people", "prior", "begin.", "halt.", "invest", "diff", "will", "badmoney")  # fmt: skip
_JOINTS = frozenset({",", ";", "and", "и", "а", "—", "–", "-", ":"})
_LATER = frozenset({"потом", "затем", "then", "later", "позже", "позднее"})
_SCALES = (0.01, 100.0)


def gapped(scene: Scene, q: Any, context: Context) -> Last | None:
    """The figure claimed before, in the same sentence, whose verb a figure without a word of its own shares."""
    last, at = context.last, scene.index(q.start)
    if last is None or last.line_start != scene.sentence.start:
        return None
    if q.figure not in {"bare", "count", "measure"} or q.change or q.ordinal:
        return None
    if (q.as_scaled().top or q.as_scaled().low or 0) < LEAST:
        return None
    alike = q.unit is None or q.unit in VAGUE or q.unit == context.spoken.unit
    return last if alike and _is_joined(scene, last.token, at) else None


def gapped_verdict(last: Last, period: Any, context: Context) -> Verdict:
    """What the figure says: as the one before, but what lies ahead is a target and what is over was made."""
    kind: Kind = last.kind
    if kind != "capacity" and context.is_ahead(period):
        kind = "target"
    elif kind != "capacity" and context.is_past(period) and not last.prior:
        kind = "output"
    mood = "future" if kind == "target" else "can" if kind == "capacity" else "past"
    return Verdict(kind, None, mood, prior=last.prior, cost=4.0, why="verb of the figure before")  # type: ignore[arg-type]


def as_money(scene: Scene, q: Any) -> Any:
    """A bare figure behind a sum of money in the same sentence is money, too."""
    if q.figure != "bare" or q.per is not None:
        return q
    before = [p for p in scene.quantities if p.start < q.start]
    if not before or before[-1].figure != "money" or (q.top or 0) < 1e6:
        return q
    ratio = q.top / before[-1].top if before[-1].top else 0.0
    near = _is_joined(scene, scene.index(before[-1].end - 1), scene.index(q.start))
    if not near or not _SCALES[0] <= ratio <= _SCALES[1]:
        return q
    return replace(q, figure="money", unit=before[-1].unit)


def _is_joined(scene: Scene, last: int, at: int) -> bool:
    between = [t.lower for t in scene.tokens[last + 1 : at]]
    if not 0 < len(between) <= REACH or not _JOINTS & set(between) or _LATER & set(between):
        return False
    return not any(c.tag.startswith(_BREAKS) and last < c.first < at for c in scene.cues)
