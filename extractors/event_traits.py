"""What a place is judged by when it is told whether production starts or stops there, planned or done."""

from collections.abc import Iterator

from extractors.context import Context
from extractors.event_bars import is_barred, is_of_building
from extractors.event_spots import Spot
from extractors.kinds import clause_mood, mood_of
from extractors.phrase_mood import phrase_mood
from extractors.scenes import Scene
from extractors.stretches import when
from extractors.surroundings import roots, step, surroundings, tags_of

_VERBS = ("begin", "halt", "make")
_TOLD = ("not", "people", "total", "plan", "plan.noun", "plan.past", "will", "can", "neg", "purpose", "postpone", "lasts", "denied", "prior", "earlier", "say", "invest")  # fmt: skip


def event_traits(scene: Scene, spot: Spot, context: Context) -> list[str]:
    """Traits of the place `spot`."""
    found = list(_own(scene, spot, context))
    found += _times(scene, spot, context)
    found += _around(scene, spot, context)
    found += surroundings(scene, spot.first, spot.last)
    return found


def _own(scene: Scene, spot: Spot, context: Context) -> Iterator[str]:
    group = spot.group
    yield f"lang {context.language}"
    yield f"group {group} {context.language}"
    if group == "time":
        yield from _of_a_listed_time(scene, spot)
    words = roots(scene)[spot.first : spot.last + 1] if group != "time" else ["time"]
    for word in words:
        yield f"word {word}"
    yield f"words {' '.join(words)}"
    tags = dict.fromkeys(c.tag for c in spot.cues)
    for tag in tags:
        yield f"tag {tag}"
    yield f"tags {' '.join(tags)}"
    moods = list(_moods(scene, spot))
    yield f"mood {' '.join(moods)}"
    for mood in moods:
        yield f"mood {group} {mood}"
        yield f"mood {words[0]} {mood}"
    barred = any(barred_of(scene, spot))
    yield f"barred {barred} {group}"
    if not spot.cues:
        yield "only first or last"
    if is_of_building(scene, spot.first, spot.last):
        yield f"building {group}"


def _of_a_listed_time(scene: Scene, spot: Spot) -> Iterator[str]:
    """How an item of a list is built that names somebody and a time."""
    before = scene.tokens[spot.first - 1].lower if spot.first else "opens"
    yield f"listed after {before}"
    yield f"listed at {scene.tokens[spot.first].lower}"
    yield f"listed in a {scene.sentence.role}"
    yield f"listed {min(4, len(scene.tokens) // 6)}"
    for tag in sorted({c.tag.partition(".")[0] for c in scene.cues}):
        yield f"listed beside {tag}"
    if not scene.cues:
        yield "listed beside nothing"


def barred_of(scene: Scene, spot: Spot) -> list[bool]:
    """Of each cue of a place whether it is barred."""
    return scene.once((spot, "barred"), lambda s: [is_barred(s, c) for c in spot.cues])


def _moods(scene: Scene, spot: Spot) -> Iterator[str]:
    verbs = [c for c in spot.cues if c.tag.partition(".")[0] in _VERBS]
    for cue in verbs[:1]:
        yield f"verb {mood_of(scene, cue)}"
    phrases = [c for c in spot.cues if c.tag in {"start.done", "stop.done"}]
    for cue in phrases[:1]:
        yield f"phrase {phrase_mood(scene, cue)}"
    yield f"clause {_clause(scene, spot)}"


def _clause(scene: Scene, spot: Spot) -> str:
    return scene.once((spot, "mood"), lambda s: clause_mood(s, spot.first, spot.last))


def _times(scene: Scene, spot: Spot, context: Context) -> Iterator[str]:
    near, which = 99.0, None
    for period in scene.times:
        a, b = scene.spot(period)
        cost = scene.between(a, b, spot.first, spot.last)
        if cost < near:
            near, which = cost, period
    yield f"times {min(3, len(scene.times))}"
    if which is None:
        yield f"no time {spot.group}"
        return
    lies = when((which.first, which.last), context)
    yield f"time {lies}"
    yield f"time {lies} {spot.group}"
    yield f"time {lies} {_clause(scene, spot)}"
    yield f"time {which.grain} {which.role}"
    yield f"time {which.grain} {step(near)} {spot.group}"
    yield f"time role {which.role} {spot.group}"


def _around(  # noqa: C901 -- one list of traits
    scene: Scene, spot: Spot, context: Context
) -> Iterator[str]:
    tags = tags_of(scene)
    for tag in _TOLD:
        if tag in tags:
            yield f"has {tag}"
            yield f"has {tag} {spot.group}"
    for name, group in (("goods", ("goods",)), ("making", ("make.noun",)), ("verb", ("make.*",))):
        cost, cue = scene.near(group, spot.first, spot.last)
        at = step(cost)
        yield f"{name} {at} {spot.group}"
        if cue is not None and at < 4:
            side = "L" if cue.first < spot.first else "R"
            word = roots(scene)[cue.first]
            yield f"{name} {side}{at} {word}"
            yield f"{name} {side} {word} {spot.group}"
    figures = [
        (scene.between(a, b, spot.first, spot.last), q)
        for q, (a, b) in zip(scene.quantities, scene.spots, strict=True)
    ]
    if figures:
        cost, q = min(figures, key=lambda f: f[0])
        yield f"figure {q.figure} {step(cost)} {spot.group}"
        yield f"figure {q.figure} {q.per}"
    yield f"figures {min(3, len(figures))}"
    yield f"title {context.titled}"
    for m in scene.mentions:
        a, b = scene.spot(m)
        at = step(scene.between(a, b, spot.first, spot.last))
        side = "L" if b < spot.first else "R"
        yield f"names {m.kind}"
        yield f"names {side}{at} {m.kind}"
        yield f"names {side} {m.kind} {spot.group} {m.opens}"
    if not scene.mentions:
        yield f"names nobody {spot.group}"
    if scene.tokens[-1].lower == "?":
        yield "asked"
    said = context.attribution(scene.tokens[spot.first].start, scene.tokens[spot.last].end)
    if said is not None:
        yield f"said {said.voice}"
    if context.event is not None:
        yield f"told {context.event.status} {spot.group}"
        away = min(3, (scene.sentence.start - context.event.sentence) // 200)
        yield f"told {context.event.kind} {away} {spot.group}"
    else:
        yield f"told no event {spot.group}"
