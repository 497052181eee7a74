"""The times of a sentence as options for a figure or event in it."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from extractors.context import Context, Days
from extractors.fiscal_times import hinted, ordinals
from extractors.orders import order_traits
from extractors.scenes import Scene
from extractors.stretches import Option, length, variants, when
from extractors.surroundings import roots, step
from extractors.times import earlier, frame_of, is_across_comparison, is_time_of_planning


def own_options(scene: Scene, i: int, j: int, context: Context) -> Iterator[Option]:
    spots = [scene.spot(p) for p in scene.times]
    costs = [scene.between(a, b, i, j) for a, b in spots]
    order = sorted(costs)
    frame = frame_of(scene, scene.times)
    rows = "FT" if any(spot == (i, j) for spot in scene.spots) else "ET"
    for period, (a, b), cost in zip(scene.times, spots, costs, strict=True):
        base = list(_of_time(scene, period, (a, b), (i, j), cost, order.index(cost)))
        base += order_traits(scene, (i, j), (a, b), rows)
        base.append(f"own of {min(3, len(spots))}")
        if period is frame:
            base += ["frame", f"frame {order.index(cost)}"]
        if period.role == "earlier":
            reference = context.days_told if context.days_told[0] else _broad_before(scene, period)
            before = earlier(reference, period.length) if reference else None
            if before:
                yield Option(days=before, period=period, traits=(*base, "way earlier"))
        for days, more in _ways_of(scene, period, context):
            yield Option(days=days, period=period, traits=(*base, *more))
    yield from _of_ordinals(scene, i, j, context)


def _of_ordinals(scene: Scene, i: int, j: int, context: Context) -> Iterator[Option]:
    for spot, way, days in scene.once("ordinals", lambda s: list(ordinals(s))):
        cost = scene.between(*spot, i, j)
        side = "before" if spot[1] < i else "after"
        traits = (way, f"{way} {side} {step(cost)}", f"{way} {side}", f"lies {when(days, context)}")
        yield Option(days=days, traits=(*traits, *order_traits(scene, (i, j), spot, "FT")))


def _ways_of(scene: Scene, period: Any, context: Context) -> list[tuple[Days, tuple[str, ...]]]:
    return scene.once((id(period), "ways"), lambda s: _ways(s, period, context))


def _ways(scene: Scene, period: Any, context: Context) -> list[tuple[Days, tuple[str, ...]]]:
    """The days that a time may stand for, with what is seen of them wherever in the sentence a figure stands."""
    found: list[tuple[Days, tuple[str, ...]]] = []
    hints = hinted(scene, period, context.published, context.year_end)
    for way, days in chain(variants(period, context), hints):
        lies, lasts = when(days, context), length(days)
        told = (
            f"way {way}",
            f"way {way} {period.role}",
            f"way {way} {period.rule}",
            f"way {way} {period.grain}",
            f"lies {lies}",
            f"lies {lies} {period.role}",
            f"lies {lies} {lasts}",
            f"lasts {lasts}",
            f"own {lies}",
        )
        found.append((days, told))
    return found


def _broad_before(scene: Scene, period: Any) -> Days | None:
    before = [p for p in scene.times if p.start < period.start and p.first and p.role != "earlier"]
    return (before[-1].first, before[-1].last) if before else None


def _of_time(  # noqa: C901, PLR0913, PLR0917 -- one list of traits
    scene: Scene, period: Any, spot: tuple[int, int], place: tuple[int, int], cost: float, rank: int
) -> Iterator[str]:
    (a, b), (i, j), words = spot, place, roots(scene)
    side = "before" if b < i else "after" if a > j else "within"
    between = sum((b < x and y < i) or (j < x and y < a) for x, y in scene.spots)
    yield "own"
    yield f"own {side}"
    yield f"own {side} {step(cost)}"
    yield f"rank {rank}"
    yield f"rank {rank} {side}"
    yield f"rank {rank} {period.grain}"
    yield f"rank {rank} {period.role}"
    yield f"figures between {min(2, between)} {side}"
    yield f"role {period.role} {side}"
    yield f"grain {period.grain}"
    yield f"grain {period.grain} {step(cost)}"
    yield f"rule {period.rule}"
    yield f"relative {period.relative}"
    if period.weak:
        yield "weak"
    if side == "after" and a - j == 1:
        yield f"touches {period.grain}"
    if side == "before" and i - b <= 2:
        yield "right before"
    if a > 0:
        yield f"word {words[a]}"
        yield f"word before {words[a - 1]}"
    if b + 1 < len(words):
        yield f"word after {words[b + 1]}"
    if is_across_comparison(scene, j, period):
        yield "across comparison"
    if is_time_of_planning(scene, period):
        yield "of planning"
    nearer = [s for s in scene.spots if s != (i, j) and scene.between(a, b, *s) < cost]
    yield f"nearer to {min(2, len(nearer))}"
    for cue in scene.cues:
        if cue.last < a and a - cue.last <= 3:
            yield f"behind {cue.tag}"
        elif b < cue.first <= b + 3:
            yield f"beside {cue.tag}"
    if any(p.start > period.end and p.grain == period.grain for p in scene.times):
        yield "another follows"
