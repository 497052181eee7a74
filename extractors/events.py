"""Starts and stops of production told in a sentence, in whatever wording.

An event is a cue of beginning or halting that has production, a line or a plant beside it, or a phrase that says it
all ("rolled off the line", «пошёл в серию»). Whether it is planned or done is read from its clause and its time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.cues import Cue
from extractors.event_words import (
    AFTER_IT,
    AGAIN,
    AGAIN_WORDS,
    EMPTY,
    FINAL,
    FIRST,
    LESS,
    NEEDS_WORKS,
    NO_GOODS,
    NOT_PRODUCTION,
    NOT_PRODUCTION_WORDS,
    NO_COUNTS,
    NOT_STANDING,
    PLANTS,
    RESTS,
    SET_UP,
    STANDALONE,
    TASKS,
    TO_THE_LINE,
    WORKS,
)
from extractors.kinds import Mood, clause_mood, mood_of
from extractors.phrase_mood import phrase_mood
from extractors.scenes import FAR, Scene

EventKind = Literal["start", "stop"]


@dataclass(frozen=True, slots=True)
class Event:
    """A start or stop at tokens `first` to `last`; `why` names the shape."""

    kind: EventKind
    first: int
    last: int
    mood: Mood
    prior: bool
    needs_time: bool
    """Says nothing without a time ("the first car", "the start of production")."""
    why: str
    again: bool = False
    """Takes up what had stopped ("resumes", «вновь заработает»)."""


_NEARBY = 2.6
_VERB_GROUPS: dict[str, EventKind] = {"begin": "start", "halt": "stop"}
_PHRASES: dict[str, EventKind] = {
    "start.done": "start",
    "stop.done": "stop",
    "start.noun": "start",
    "stop.noun": "stop",
}
_MAKES = ("make.past", "make.inf", "make.fut", "make.part", "make.pres")


def find_events(scene: Scene) -> list[Event]:
    """The starts and stops of a sentence, in order, one for each stretch of words."""
    found: list[Event] = []
    for event in [*_candidates(scene), *_first_and_last(scene), *_makings(scene)]:
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
    word = scene.tokens[cue.first].lower
    if word.startswith(EMPTY) or (kind == "start" and word.startswith(SET_UP) and not _is_to_the_line(scene, cue)):
        return None
    if form == "ing" or (form == "adj" and not _is_dated_at_once(scene, cue)):
        return None
    table = scene.sentence.role in {"table", "item"} and "|" in scene.words(0, len(scene.tokens) - 1)
    alone = bool(scene.times) and (
        word.startswith(STANDALONE) or table or (kind == "start" and _is_again(scene, cue))
    )
    goods = WORKS if word.startswith(NEEDS_WORKS) else None
    if not alone and _goods_cost(scene, cue, goods) > _NEARBY:
        if goods is None or not _is_of_plant(scene, cue) or not scene.times:
            return None
    mood = "past" if form == "adj" else mood_of(scene, cue)
    return _event(scene, cue, kind, mood, needs_time=form == "adj", why=cue.tag)


def _is_of_plant(scene: Scene, cue: Cue) -> bool:
    """ "Cessna will be shut for two weeks", "Ellesmere Port, where cars are made, is closed": the subject is a maker."""
    for m in scene.mentions:
        if m.kind not in {"plant", "company", "place", "brand"}:
            continue
        gap = cue.first - scene.index(m.end - 1)
        if 0 < gap <= 4 or (m.opens and 0 < gap <= 12):
            return True
    return False


def _is_dated_at_once(scene: Scene, cue: Cue) -> bool:
    """ "a plant, opened in 2007", «завод, открытый в ноябре 2022-го»."""
    return any(0 < scene.index(p.start) - cue.last <= 1 for p in scene.times)


def _event(  # noqa: PLR0913 -- keywords
    scene: Scene, cue: Cue, kind: str, mood: Mood, *, needs_time: bool, why: str
) -> Event:
    """The event told by a cue."""
    return Event(
        kind=kind,  # type: ignore[arg-type]
        first=cue.first,
        last=cue.last,
        mood=mood,
        prior=_is_given_up(scene, cue, mood),
        needs_time=needs_time,
        why=why,
        again=kind == "start" and _is_again(scene, cue),
    )


def _is_given_up(scene: Scene, cue: Cue, mood: Mood) -> bool:
    """ "was to start", «собирались пустить»: a plan told in the past; not of what has happened."""
    near, which = scene.near(("plan.past",), cue.first, cue.last)
    noun = cue.tag.endswith("noun")
    if near >= 3 or which is None:
        return False
    return noun or mood != "past" or 0 < cue.first - which.last <= 3


def _is_to_the_line(scene: Scene, cue: Cue) -> bool:
    around = [t.lower for t in scene.tokens[max(0, cue.first - 6) : cue.last + 5]]
    return any(" ".join(around[n : n + 2]) in TO_THE_LINE for n in range(len(around) - 1))


def _is_again(scene: Scene, cue: Cue) -> bool:
    around = scene.tokens[max(0, cue.first - 4) : cue.last + 5]
    return any(t.lower.startswith(AGAIN) or t.lower in AGAIN_WORDS for t in around)


def _phrase_event(scene: Scene, cue: Cue, kind: str) -> Event | None:
    noun = cue.tag.endswith("noun")
    before = {t.lower for t in scene.tokens[max(0, cue.first - 2) : cue.first]}
    if noun and kind == "stop" and before & AFTER_IT:
        return None
    if noun and kind == "start" and "a" in before and scene.tokens[cue.first].lower.startswith("start"):
        return None
    rest = scene.tokens[cue.first].lower.startswith(RESTS)
    if noun and not rest and _goods_cost(scene, cue) > _NEARBY:
        return None
    counted = any(q.figure == "count" and q.known for q in scene.quantities)
    if noun and rest and (counted or not any(p.grain in {"day", "span"} for p in scene.times)):
        return None
    mood = "open" if noun else phrase_mood(scene, cue)
    mood = clause_mood(scene, cue.first, cue.last) if mood == "open" else mood
    return _event(scene, cue, kind, mood, needs_time=True, why=cue.tag)


def _first_and_last(scene: Scene) -> Iterator[Event]:
    """ "rolled out its first electric bus", «сошёл первый троллейбус», "the last Camry will be built in October"."""
    for at, token in enumerate(scene.tokens):
        kind = "start" if token.lower in FIRST else "stop" if token.lower in FINAL else None
        if kind is None or any(t.lower in NO_GOODS for t in scene.tokens[at + 1 : at + 3]):
            continue
        cost, verb = scene.near([*_MAKES, "make.ing"], at, at)
        goods = [c for c in scene.cues if c.tag == "goods" and 0 < c.first - at <= 5]
        if verb is None or cost > 3.5 or (not goods and kind == "start"):
            continue
        here = Cue(verb.tag, at, at)
        mood = mood_of(scene, verb)
        yield _event(scene, here, kind, mood, needs_time=True, why=f"{kind}: {token.lower}")


def _makings(scene: Scene) -> Iterator[Event]:
    """ "The SUV will be built in Sunderland from December" is a start; "will not build cars from Monday" a stop."""
    if not scene.times:
        return
    for cue in scene.cues:
        if cue.tag not in _MAKES:
            continue
        mood = mood_of(scene, cue)
        negated = _is_negated(scene, cue)
        if _has_figure(scene, cue, over=31 if negated else 0):
            continue
        if negated:
            if any(p.grain in {"day", "week", "span"} and p.role != "not_before" for p in scene.times):
                yield _event(scene, cue, "stop", mood, needs_time=True, why="will make none")
                continue
            if not any(p.role == "not_before" for p in scene.times):
                continue
        if (
            mood != "future"
            or cue.tag == "make.pres"
            or _is_barred(scene, cue)
            or _makes_a_plant(scene, cue)
        ):
            continue
        if any(t.lower in LESS for t in scene.tokens[cue.last + 1 : cue.last + 4]):
            continue
        if any(t.lower in FIRST | FINAL for t in scene.tokens[max(0, cue.first - 7) : cue.last + 4]):
            continue
        yield _event(scene, cue, "start", mood, needs_time=True, why="will be made")


def _is_negated(scene: Scene, cue: Cue) -> bool:
    """ "will not produce", "will build no pickups", «не будет выпускать»."""
    around = [*scene.tokens[max(0, cue.first - 3) : cue.first]]
    after = scene.tokens[cue.last + 1 : cue.last + 2]
    wide = scene.tokens[max(0, cue.first - 6) : cue.first]
    if any(t.lower in {"no", "nothing", "none"} for t in wide):
        return True
    return any(t.lower in {"not", "n't", "не", "won't"} for t in around) or any(
        t.lower == "no" for t in after
    )


def _makes_a_plant(scene: Scene, cue: Cue) -> bool:
    """Whether what is built is a plant itself."""
    for token in scene.tokens[cue.last + 1 : cue.last + 7]:
        if token.lower in {"at", "in", "from", "on", "by", "for", "there", "в", "на", "с"}:
            return False
        if token.lower in PLANTS:
            return True
    before = scene.tokens[max(0, cue.first - 6) : cue.first]
    return any(t.lower in PLANTS for t in before) and not any(
        t.lower in {"at", "in", "на", "в"} for t in before
    )


def _has_figure(scene: Scene, cue: Cue, over: int = 0) -> bool:
    """Whether a count of products above `over` hangs on the verb."""
    counts = [
        s
        for q, s in zip(scene.quantities, scene.spots, strict=True)
        if q.figure in {"count", "measure", "bare"}
        and not q.ordinal
        and (q.high or q.low or 0) > over
        and q.unit not in NO_COUNTS
    ]
    return any(scene.between(a, b, cue.first, cue.last) < 6 for a, b in counts)


def _goods_cost(scene: Scene, cue: Cue, only: tuple[str, ...] | None = None) -> float:
    """How near production, a line, a plant or a product stands to an event word, either side.

    `only` are the beginnings of the words that count.
    """
    best = FAR
    for other in scene.cues:
        if other.tag in {"goods", "make.noun"} and not (cue.first <= other.first <= cue.last):
            if only is None or scene.tokens[other.first].lower.startswith(only):
                best = min(best, scene.between(other.first, other.last, cue.first, cue.last))
    return best


def _is_of_a_period(scene: Scene, cue: Cue) -> bool:
    """ "the beginning of the year", «с начала года»."""
    before = scene.tokens[cue.first - 1].lower if cue.first else ""
    if scene.tokens[cue.first].lower in {"начала", "начало"} and before in {
        "с",
        "со",
        "от",
        "до",
        "к",
    }:
        return True
    after = [t.lower for t in scene.tokens[cue.last + 1 : cue.last + 4]]
    return bool(
        {"year", "month", "week", "quarter", "года", "месяца", "century", "decade"} & set(after)
    ) and (after[0] in {"of", "года", "месяца", "этого", "прошлого", "текущего", "прошедшего"})


def _begins_something_else(scene: Scene, cue: Cue) -> bool:
    """ "has begun to feel it", «начал обсуждать»: the verb begun is none of making."""
    after = scene.tokens[cue.last + 1 : cue.last + 3]
    if not after:
        return False
    at = cue.last + (2 if after[0].lower == "to" else 1)
    if at >= len(scene.tokens):
        return False
    word = scene.tokens[at].lower
    verb = (
        after[0].lower == "to"
        or word.endswith(("ть", "ться", "чь"))
        or (word.endswith("ing") and word not in {"building", "manufacturing", "during"})
    )
    tags = {c.tag.partition(".")[0] for c in scene.cues if c.first <= at <= c.last}
    return verb and not tags & {"make", "goods", "begin"}


def _is_spoilt(scene: Scene, cue: Cue) -> bool:
    """A word of standing or ending that says something else: «встали на конвейер», "closed the year with"."""
    if cue.tag.partition(".")[0] not in {"halt", "stop"}:
        return False
    after = [t.lower for t in scene.tokens[cue.last + 1 : cue.last + 5]]
    if any(" ".join(after[n : n + 2]) in TO_THE_LINE for n in range(3)) or set(after) & TASKS:
        return True
    before = [t.lower for t in scene.tokens[max(0, cue.first - 5) : cue.first]]
    if any(" ".join(before[n : n + 2]) in TO_THE_LINE for n in range(4)):
        return True
    if set(before[-2:]) & {"year", "quarter", "months", "half", "period"}:
        return True
    dated = any(scene.index(p.start) == cue.last + 1 for p in scene.periods)
    if dated:
        return False
    return bool(after) and (after[0] in NOT_STANDING or after[0][0].isdigit() or " ".join(after[:2]) in NOT_STANDING)


def _is_barred(scene: Scene, cue: Cue) -> bool:  # noqa: PLR0911 -- one return a reason
    """Negated, of something that is no production, or only a purpose."""
    after, before = (
        scene.tokens[cue.last + 1 : cue.last + 5],
        scene.tokens[max(0, cue.first - 3) : cue.first],
    )
    if any(t.lower.startswith(NOT_PRODUCTION) for t in [*after, *before]):
        return True
    if any(t.lower in NOT_PRODUCTION_WORDS for t in [*after[:3], *before[-2:]]):
        return True
    if (
        after
        and after[0].lower[:4].isdigit()
        and len(after[0].lower) == 4
        and scene.tokens[cue.first].lower.startswith(("clos", "end", "finish", "закр", "заверш"))
    ):
        return True
    if _is_of_a_period(scene, cue) or _is_spoilt(scene, cue):
        return True
    if cue.tag.startswith("begin.") and _begins_something_else(scene, cue):
        return True
    for other in scene.cues:
        if (
            other.tag == "neg"
            and 0 < cue.first - other.last <= 3
            and scene.apart(other.last, cue.first) < 1.6
            and not any(p.role == "not_before" for p in scene.times)
            and not any(
                t.lower in {"until", "before", "раньше"}
                for t in scene.tokens[cue.last : cue.last + 8]
            )
        ):
            return True
        if (
            other.tag == "purpose"
            and other.last < cue.first
            and scene.apart(other.last, cue.first) < 3
        ):
            return True
    return False
