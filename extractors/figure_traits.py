"""What a figure is judged by when its kind is told: target, output, capacity, investment, an old plan, or none of ours."""

import math
from collections.abc import Iterator
from typing import Any

from extractors.context import Context
from extractors.growth import reached
from extractors.kinds import clause_mood, read_kind, read_money
from extractors.scenes import Scene
from extractors.sizes import is_sized, restates_share
from extractors.surroundings import step, surroundings, tags_of

_UNITS = frozenset(
    {"vehicles", "tonnes", "aircraft", "engines", "batteries", "tractors", "GWh", "MW", "units"}
)
_TOLD = ("not", "people", "total", "plan", "plan.noun", "plan.past", "will", "can", "cap", "diff", "compare", "ofwhich", "sofar", "earlier", "prior", "neg", "say", "denied", "purpose")  # fmt: skip


def figure_traits(scene: Scene, q: Any, i: int, j: int, context: Context) -> list[str]:
    """Traits of the quantity at tokens `i` to `j`."""
    found = list(_own(scene, q, context))
    found += _of_the_sentence(scene, q, i, j, context)
    found += _by_rule(scene, q, i, j, context)
    found += surroundings(scene, i, j)
    return found


def _own(scene: Scene, q: Any, context: Context) -> Iterator[str]:
    yield f"lang {context.language}"
    unit = q.unit if q.unit in _UNITS else "known" if q.known else str(q.unit)[:12]
    size = int(math.log10(max(1.0, q.top or q.high or q.low or 1.0)))
    yield f"figure {q.figure}"
    yield f"figure {q.figure} {unit}"
    yield f"figure {q.figure} {q.per}"
    yield f"unit {unit} {q.per}"
    yield f"size {q.figure} {size}"
    yield f"size {unit} {size}"
    yield f"wording {q.wording}"
    yield f"noun {(q.noun or '').casefold()[:14]}"
    for name in ("change", "ordinal", "up_to", "restates", "per_other"):
        value = getattr(q, name)
        if value:
            yield f"{name} {value}"
    if q.per:
        yield f"per {q.per} {q.wording}"
    if restates_share(scene.text, q):
        yield "restates a share"


def _of_the_sentence(  # noqa: C901 -- one list of traits
    scene: Scene, q: Any, i: int, j: int, context: Context
) -> Iterator[str]:
    tags = tags_of(scene)
    for tag in _TOLD:
        if tag in tags:
            yield f"has {tag}"
    if not any(t.startswith("make") for t in tags):
        yield "has no making"
    yield f"title {context.titled}"
    number = scene.quantities.index(q) if q in scene.quantities else 0
    yield f"figure no {min(4, number)} of {min(5, len(scene.quantities))}"
    for name, place in (("before", number - 1), ("after", number + 1)):
        if 0 <= place < len(scene.quantities):
            other = scene.quantities[place]
            apart = step(scene.between(*scene.spots[place], i, j))
            yield f"{name} {other.figure} {apart}"
            yield f"{name} same unit {other.unit == q.unit} {apart}"
    for kind in ("country", "plant", "company", "model"):
        if any(m.kind == kind for m in scene.mentions):
            yield f"names {kind}"
    if not scene.mentions:
        yield "names nobody"
    said = context.attribution(q.start, q.end)
    if said is not None:
        yield f"said {said.voice}"
    last = context.told
    if last is not None:
        away = min(3, scene.sentence.line - last.line)
        same = "here" if last.start >= scene.sentence.start else f"{away} lines ago"
        alike = last.unit == q.unit
        yield f"told {last.kind} {same}"
        yield f"told {last.kind} {same} {alike} {q.figure}"
        yield f"told {last.kind} {same} {q.per}"
    else:
        yield "told nothing"
    if context.read_last is not None:
        read, line, start = context.read_last
        where = (
            "here"
            if start == scene.sentence.start
            else f"{min(3, scene.sentence.line - line)} lines"
        )
        yield f"read {read} {where}"
        yield f"read {read} {where} {q.figure}"


def _by_rule(scene: Scene, q: Any, i: int, j: int, context: Context) -> Iterator[str]:
    """What the shapes of extractors/kinds.py make of it."""
    if q.figure == "money":
        verdict = read_money(scene, i, j)
        yield f"money {verdict.kind} {step(verdict.cost)}"
        yield f"money {verdict.why[:40]}"
        return
    near = nearest_own(scene, i, j)
    verdict = read_kind(
        scene, i, j,
        first=near.first if near else None, last=near.last if near else None, published=context.published,
    )  # fmt: skip
    why = verdict.why.partition(":")[0]
    ahead = (
        "no time"
        if near is None
        else "past"
        if context.is_past(near)
        else "ahead"
        if context.is_ahead(near)
        else "now"
    )
    yield f"rule {verdict.kind}"
    yield f"rule {verdict.kind} {why} {step(verdict.cost)}"
    yield f"rule {why} {ahead}"
    yield f"rule {why} {ahead} {q.figure}"
    yield f"rule {why} {q.per}"
    yield f"mood {clause_mood(scene, i, j)} {ahead}"
    yield f"time {ahead} {near.role if near else ''}"
    yield f"time {ahead} {near.grain if near else ''}"
    if is_sized(scene, q):
        yield "sized"
    grown = reached(scene, i)
    if grown is not None:
        yield f"reached {grown} {q.change} {ahead}"
        yield f"reached {grown} {bool(q.up_to)} {q.figure}"
    revised = scene.revised.get(q.start)
    if revised is not None:
        yield f"revised {'old' if revised.old else 'new'} {'plan' if revised.plan else ''}"
    prior = any(
        c.tag == "prior" and c.last < i and scene.apart(c.last, i) < 1.0 for c in scene.cues
    )
    if prior:
        yield "instead"
    if verdict.prior:
        yield "planned once"


def nearest_own(scene: Scene, i: int, j: int) -> Any | None:
    """The nearest time of the clause, else None."""
    best, which = 4.0, None
    for period in scene.times:
        cost = scene.between(*scene.spot(period), i, j)
        if cost < best and period.role != "earlier":
            best, which = cost, period
    return which
