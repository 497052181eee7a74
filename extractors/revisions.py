"""A plan that was changed, told in one sentence: the old figure and the new one.

    "raised its forecast to 9 million from 9.3 million"      to … from
    «снизил план с 500 тыс. до 300 тыс. машин»               from … to
    «вместо 100 тыс. будет собрано 70 тыс.»                  instead … new

Both are targets; the old one is `prior`. The figure that names no unit has the other's. Where no word of planning
stands in the sentence ("cut from 52 to 38 a day") only the unit is carried over.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from extractors.cues import Cue
from extractors.lexicon.old_ends import PASSED
from extractors.scenes import Scene

FROM = frozenset({"from", "с", "со"})
INSTEAD = frozenset({"instead of", "вместо", "rather than", "взамен"})
NEW_BEFORE = frozenset({"to", "до"})
_CHANGES = ("grow.", "link.", "grow")
REACH = 9.0
"""How far from a figure a word of planning may stand that holds for a revision."""


@dataclass(frozen=True, slots=True)
class Revised:
    """What a figure of a revision is: the old value or the new one; `plan` is the word of planning that makes it a target."""

    old: bool
    plan: Cue | None


def find_revisions(scene: Scene) -> dict[int, Revised]:
    """Figures of the scene that are ends of a revision, by where they begin; sets units and bounds of the scene's figures."""
    figures = [q for q in scene.quantities if q.figure in {"count", "bare", "measure"}]
    if len(figures) < 2:
        return {}
    found: dict[int, Revised] = {}
    for old in figures:
        opens = _opens(scene, old)
        new = _new_of(scene, old, figures) if opens else None
        if new is None:
            continue
        instead = opens in INSTEAD
        plan = _plan(scene, old, new, instead=instead)
        if plan or instead or _changes(scene, old, new):
            _share(scene, old, new)
            found[old.start] = Revised(old=True, plan=plan)
            found[new.start] = Revised(old=False, plan=None if instead else plan)
    return found


def _opens(scene: Scene, q: Any) -> str | None:
    """The "from" or "instead of" that the figure stands behind, None where it stands behind neither."""
    before = _before(scene, q)
    while before and PASSED.fullmatch(before[-1]) and before[-2:] != ["instead", "of"]:
        before.pop()
    if before and before[-1] in FROM | INSTEAD:
        return before[-1]
    pair = " ".join(before[-2:])
    return pair if pair in INSTEAD else None


def _before(scene: Scene, q: Any) -> list[str]:
    at = scene.index(q.number_start)
    return [t.lower for t in scene.tokens[max(0, at - 6) : at]]


def _new_of(scene: Scene, old: Any, figures: Sequence[Any]) -> Any | None:
    """The figure that replaces the old one: the next behind "to", else the nearest before it, else the nearest after."""
    place = figures.index(old)
    after, before = figures[place + 1 : place + 2], figures[max(0, place - 1) : place]
    for q in after:
        if set(_before(scene, q)[-2:]) & NEW_BEFORE or q.change == "to" or q.up_to:
            return q
    for q in (*before, *after):
        if not _opens(scene, q) and _alike(q, old):
            return q
    return None


def _alike(a: Any, b: Any) -> bool:
    """Figures of one kind of thing and of like size: a plan is seldom changed tenfold."""
    x, y = a.high or a.low, b.high or b.low
    same = a.unit == b.unit or "bare" in {a.figure, b.figure}
    return bool(x and y and same and 0.1 <= x / y <= 10)


def _plan(scene: Scene, old: Any, new: Any, *, instead: bool) -> Cue | None:
    """The nearest word of planning to either figure: a noun ("forecast"), behind "instead of" also a verb."""
    spots = [(scene.index(q.start), scene.index(q.end - 1)) for q in (old, new)]
    tags = ("plan", "will", "prior") if instead else ("plan.noun",)
    plans = [c for c in scene.cues if c.tag.startswith(tags)]
    costs = [
        (min(scene.between(c.first, c.last, i, j) for i, j in spots), n)
        for n, c in enumerate(plans)
    ]
    best = min(costs, default=None)
    if best is None or best[0] > REACH or (not instead and _is_made(scene, spots, best[0])):
        return None
    return plans[best[1]]


def _is_made(scene: Scene, spots: Sequence[tuple[int, int]], cost: float) -> bool:
    """A verb of making in the past that stands nearer than the word of planning."""
    made = (c for c in scene.cues if c.tag == "make.past")
    return any(scene.between(c.first, c.last, i, j) < cost for c in made for i, j in spots)


def _changes(scene: Scene, old: Any, new: Any) -> bool:
    """A verb of raising or lowering in the same clause."""
    first = min(scene.index(old.start), scene.index(new.start))
    return any(
        c.tag.startswith(_CHANGES) and c.last < first and scene.apart(c.last, first) < REACH
        for c in scene.cues
    )


def _share(scene: Scene, old: Any, new: Any) -> None:
    """The figure without unit has the other's; "up to" behind a change is "to"."""
    lender = new if new.figure != "bare" else old
    if lender.per is None:
        lender = replace(lender, per=new.per or old.per)
    for n, q in enumerate(scene.quantities):
        if q.start in {old.start, new.start}:
            scene.quantities[n] = _shared(q, lender, is_new=q.start == new.start)


def _shared(q: Any, lender: Any, *, is_new: bool) -> Any:
    if q.figure == "bare" and lender.figure != "bare":
        q = replace(
            q,
            figure=lender.figure,
            unit=lender.unit,
            noun=lender.noun,
            known=lender.known,
        )
    if q.per is None and lender.per is not None:
        q = replace(q, per=lender.per)
    return q.as_reached() if q.up_to and is_new else q
