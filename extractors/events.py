"""Starts and stops of production told in a sentence, in whatever wording.

An event is a cue of beginning or halting that has production, a line or a plant beside it, or a phrase that says it
all ("rolled off the line", «пошёл в серию»). Whether it is planned or done is read from its clause and its time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.cues import Cue
from extractors.kinds import Mood, clause_mood, mood_of
from extractors.lexicon import words
from extractors.scenes import FAR, Scene


@dataclass(frozen=True, slots=True)
class Event:
    """A start or stop at tokens `first` to `last`; `why` names the shape."""

    kind: Literal["start", "stop"]
    first: int
    last: int
    mood: Mood
    prior: bool
    needs_time: bool
    """Says nothing without a time ("the first car", "the start of production")."""
    why: str


_NEARBY = 2.6
_VERB_GROUPS = {"begin": "start", "halt": "stop"}
_PHRASES = {"start.done": "start", "stop.done": "stop", "start.noun": "start", "stop.noun": "stop"}
_SELLING = words(
    "sales sale order deliver export booking dealer showroom store office shop school museum construction talks negotiat trial hiring recruit trading auction exhibition expo fair "
    "forum investigat probe season year case building project programme program campaign building school housing hospital hotel mall airport road "
    "прода прием поставк строительств возведени салон автосалон офис магазин переговор набор заказ предзаказ выставк форум дело год проект инвестпрограмм программ стройк торг недел отгруз "
    "экспорт реализаци сезон бронирован испытани тестирован тест представительств режим график двухсмен односмен трехсмен смену смены систем сайт школ больниц обучен подготовк"
)
"""What begins or ends and is no production; stems, compared with the beginning of a word."""
_SELLING_STEMS = tuple(sorted(_SELLING))


_AFTERWARDS = frozenset({"since", "момента", "после"})
"""A start told only to date something else: "since it was opened in 2010"."""
_LESS = words("more fewer less half no any another")


def find_events(scene: Scene) -> list[Event]:
    """The starts and stops of a sentence, in order, one for each stretch of words."""
    found: list[Event] = []
    for event in [*_candidates(scene), *_makings(scene)]:
        clash = next(
            (e for e in found if e.kind == event.kind and scene.apart(e.last, event.first) < 3.2),
            None,
        )
        if clash is None:
            found.append(event)
        elif event.needs_time < clash.needs_time or (clash.mood == "open" and event.mood != "open"):
            found[found.index(clash)] = event
    return found


def _candidates(scene: Scene) -> Iterator[Event]:
    for cue in sorted(scene.cues, key=lambda c: (c.first, -c.last)):
        group, _, form = cue.tag.partition(".")
        kind = _VERB_GROUPS.get(group) or _PHRASES.get(cue.tag)
        if kind is None or _is_barred(scene, cue):
            continue
        event = (
            _verb_event(scene, cue, kind, form)
            if group in _VERB_GROUPS
            else _phrase_event(scene, cue, kind)
        )
        if event:
            yield event


def _verb_event(scene: Scene, cue: Cue, kind: str, form: str) -> Event | None:
    if form in {"ing", "adj"}:
        return None
    cost = _goods_cost(scene, cue)
    if cost > _NEARBY:
        return None
    mood = mood_of(scene, cue)
    prior = scene.near(("plan.past",), cue.first, cue.last)[0] < 3
    return Event(kind, cue.first, cue.last, mood, prior, needs_time=False, why=cue.tag)  # type: ignore[arg-type]


def _phrase_event(scene: Scene, cue: Cue, kind: str) -> Event | None:
    noun = cue.tag.endswith("noun")
    if noun and _goods_cost(scene, cue) > _NEARBY:
        return None
    mood = clause_mood(scene, cue.first, cue.last)
    prior = scene.near(("plan.past",), cue.first, cue.last)[0] < 3
    return Event(kind, cue.first, cue.last, mood, prior, needs_time=True, why=cue.tag)  # type: ignore[arg-type]


def _makings(scene: Scene) -> Iterator[Event]:
    """ "The SUV will be built in Sunderland from December": making that lies ahead, without a figure, is a start."""
    if not scene.periods:
        return
    for cue in scene.cues:
        if (
            cue.tag not in {"make.past", "make.inf", "make.fut", "make.part"}
            or mood_of(scene, cue) != "future"
        ):
            continue
        if (
            any(t.lower in _LESS for t in scene.tokens[cue.last + 1 : cue.last + 4])
            or _makes_a_plant(scene, cue)
            or _is_barred(scene, cue)
            or _has_figure(scene, cue)
        ):
            continue
        prior = scene.near(("plan.past",), cue.first, cue.last)[0] < 3
        yield Event(
            "start", cue.first, cue.last, "future", prior, needs_time=True, why="will be made"
        )


_PLANTS = words(
    "plant plants factory factories facility line lines works mill hall site center centre fab завод завода заводы цех цеха фабрику фабрика площадку комплекс линию комбинат предприятие"
)


def _makes_a_plant(scene: Scene, cue: Cue) -> bool:
    """Whether what is built is a plant itself."""
    for token in scene.tokens[cue.last + 1 : cue.last + 7]:
        if token.lower in {"at", "in", "from", "on", "by", "for", "there", "в", "на", "с"}:
            return False
        if token.lower in _PLANTS:
            return True
    before = scene.tokens[max(0, cue.first - 6) : cue.first]
    return any(t.lower in _PLANTS for t in before) and not any(
        t.lower in {"at", "in", "на", "в"} for t in before
    )


def _has_figure(scene: Scene, cue: Cue) -> bool:
    counts = [
        s
        for q, s in zip(scene.quantities, scene.spots, strict=True)
        if q.figure in {"count", "measure", "bare"} and not q.ordinal
    ]
    return any(scene.between(a, b, cue.first, cue.last) < 6 for a, b in counts)


def _goods_cost(scene: Scene, cue: Cue) -> float:
    """How near production, a line, a plant or a product stands to an event word, either side."""
    best = FAR
    for other in scene.cues:
        if other.tag in {"goods", "make.noun"} and not (cue.first <= other.first <= cue.last):
            best = min(best, scene.between(other.first, other.last, cue.first, cue.last))
    return best


def _is_barred(scene: Scene, cue: Cue) -> bool:
    """Negated, of something that is no production, or only a purpose."""
    near = (
        scene.tokens[cue.last + 1 : cue.last + 5] + scene.tokens[max(0, cue.first - 3) : cue.first]
    )
    if any(
        t.lower.startswith(_SELLING_STEMS) and not t.lower.startswith(("годов", "orderly"))
        for t in near
    ):
        return True
    if any(
        t.lower in _AFTERWARDS for t in scene.tokens[max(0, cue.first - 4) : cue.first]
    ) and cue.tag.startswith(("begin", "start")):
        return True
    for other in scene.cues:
        if (
            other.tag == "neg"
            and 0 <= cue.first - other.last <= 3
            and scene.apart(other.last, cue.first) < 1.6
        ):
            return True
        if (
            other.tag == "purpose"
            and other.last < cue.first
            and scene.apart(other.last, cue.first) < 3
        ):
            return True
    return False


def mark_of(scene: Scene, events: Sequence[Event]) -> str:
    return "; ".join(f"{e.kind} {scene.words(e.first, e.last)} ({e.mood})" for e in events)
