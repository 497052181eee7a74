"""Starts and stops of production told in a sentence, in whatever wording.

An event is a cue of beginning or halting that has production, a line or a plant beside it, or a phrase that says it
all ("rolled off the line", «пошёл в серию»). Whether it is planned or done is read from its clause and its time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.cues import Cue
from extractors.event_bars import is_barred
from extractors.event_words import (
    AFTER_IT,
    AGAIN,
    AGAIN_WORDS,
    BEGUN,
    BEING,
    DITTO,
    EMPTIED,
    EMPTY,
    FINAL,
    FIRST,
    LESS,
    NEEDS_WORKS,
    NO_COUNTS,
    NO_GOODS,
    NOT_MAKING,
    NOT_NEW,
    PLANTS,
    RELATIVE,
    RESTS,
    SCHEDULED,
    SET_UP,
    STANDALONE,
    STATES,
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
    for event in [
        *_candidates(scene),
        *_first_and_last(scene),
        *_makings(scene),
        *_schedules(scene),
    ]:
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
        if kind is None or is_barred(scene, cue):
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
    if word.startswith(EMPTY) or (
        kind == "start" and word.startswith(SET_UP) and not _is_to_the_line(scene, cue)
    ):
        return None
    if form == "ing" or (form == "adj" and not _is_dated_at_once(scene, cue)):
        return None
    table = scene.sentence.role in {"table", "item"} and "|" in scene.words(
        0, len(scene.tokens) - 1
    )
    alone = bool(scene.times) and (
        word.startswith(STANDALONE) or table or (kind == "start" and _is_again(scene, cue))
    )
    goods = WORKS if word.startswith(NEEDS_WORKS) else None
    closed = goods is not None and bool(scene.times) and _is_of_plant(scene, cue, goods)
    if not (alone or closed) and _goods_cost(scene, cue, goods) > _NEARBY:
        return None
    mood = "past" if form == "adj" else mood_of(scene, cue)
    return _event(scene, cue, kind, mood, needs_time=form == "adj", why=cue.tag)


def _is_of_plant(scene: Scene, cue: Cue, works: tuple[str, ...]) -> bool:
    """ "Cessna will be shut for two weeks", "Ellesmere Port, where cars are made, is closed": the subject is a maker."""
    passive = cue.first and scene.tokens[cue.first - 1].lower in BEING
    if passive and any(t.lower.startswith(works) for t in scene.tokens[: cue.first]):
        return True
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
    lasting = scene.tokens[cue.first].lower.startswith(STATES) and kind == "stop"
    mood = "past" if lasting and mood == "present" else mood
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
    if near >= 3 or which is None or "announced" in scene.words(which.first, which.last):
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
    if (
        noun
        and kind == "start"
        and "a" in before
        and scene.tokens[cue.first].lower.startswith("start")
    ):
        return None
    rest = scene.tokens[cue.first].lower.startswith(RESTS)
    if noun and not rest and _goods_cost(scene, cue) > _NEARBY:
        return None
    counted = any(q.figure == "count" and q.known for q in scene.quantities)
    if noun and rest and (counted or not any(p.grain in {"day", "span"} for p in scene.times)):
        return None
    mood = "open" if noun else phrase_mood(scene, cue)
    mood = clause_mood(scene, cue.first, cue.last) if mood == "open" else mood
    emptied = scene.tokens[cue.first].lower.startswith(EMPTIED)
    if emptied and _goods_cost(scene, cue, WORKS) > _NEARBY:
        return None
    ditto = scene.words(cue.first, cue.last).casefold().startswith(DITTO)
    ditto = ditto and not _is_again(scene, cue)
    why, mood = ("ditto", "future") if ditto and mood == "present" else (cue.tag, mood)
    why = "ditto" if ditto else why
    return _event(scene, cue, kind, mood, needs_time=True, why=why)


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
        negated = _is_negated(scene, cue)
        if _has_figure(scene, cue, over=31 if negated else 0):
            continue
        later = any(p.role == "not_before" for p in scene.times)
        kind = "stop" if negated and not later else "start"
        if _makes_none(scene) if kind == "stop" else _will_make(scene, cue):
            why = "will make none" if kind == "stop" else "will be made"
            yield _event(scene, cue, kind, mood_of(scene, cue), needs_time=True, why=why)


def _schedules(scene: Scene) -> Iterator[Event]:
    """ "Production is scheduled for the end of 2027", «серийный выпуск намечен на осень»."""
    for plan in scene.cues:
        said = scene.words(plan.first, plan.last).casefold()
        if not plan.tag.startswith(("plan", "will")) or not said.endswith(SCHEDULED):
            continue
        noun = next((c for c in scene.cues if _is_scheduled_noun(scene, c, plan)), None)
        time = next((p for p in scene.times if 0 < scene.index(p.start) - plan.last <= 2), None)
        if noun is None or time is None or is_barred(scene, plan):
            continue
        last = scene.index(time.end)
        if not any(noun.first <= a and b < last for a, b in _counts(scene)):
            yield _event(scene, plan, "start", "future", needs_time=True, why="scheduled")


def _is_scheduled_noun(scene: Scene, noun: Cue, plan: Cue) -> bool:
    return (
        noun.tag == "make.noun"
        and 0 < plan.first - noun.last <= 6
        and scene.apart(noun.last, plan.first) < 3.4
        and scene.tokens[noun.first].lower.startswith(BEGUN)
    )


def _counts(scene: Scene) -> list[tuple[int, int]]:
    """The tokens of each count of products."""
    return [
        s
        for q, s in zip(scene.quantities, scene.spots, strict=True)
        if q.figure in {"count", "measure", "bare"} and not q.ordinal
    ]


def _makes_none(scene: Scene) -> bool:
    return any(p.grain in {"day", "week", "span"} for p in scene.times)


def _will_make(scene: Scene, cue: Cue) -> bool:
    """Whether a verb of making tells the begin of it."""
    if mood_of(scene, cue) != "future" or cue.tag == "make.pres":
        return False
    if scene.tokens[cue.first].lower.startswith(NOT_MAKING):
        return False
    if is_barred(scene, cue) or _makes_a_plant(scene, cue):
        return False
    if any(t.lower in LESS for t in scene.tokens[cue.last + 1 : cue.last + 4]):
        return False
    around = scene.tokens[max(0, cue.first - 7) : cue.last + 4]
    return not any(t.lower in FIRST | FINAL | NOT_NEW for t in around)


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


def _subject_cost(scene: Scene, cue: Cue, only: tuple[str, ...] | None) -> float:
    """Of a relative clause ("the plant, which is to start up in 2022") or of what opens the sentence."""
    for other in scene.cues:
        if other.tag not in {"goods", "make.noun"} or other.last >= cue.first:
            continue
        if only is not None and not scene.tokens[other.first].lower.startswith(only):
            continue
        between = [t.lower for t in scene.tokens[other.last + 1 : cue.first]]
        near = [n for n, w in enumerate(between) if w in RELATIVE]
        if near and near[-1] <= 6 and len(between) - near[-1] <= 5:
            return 2.0
    return FAR


def _goods_cost(scene: Scene, cue: Cue, only: tuple[str, ...] | None = None) -> float:
    """How near production, a line, a plant or a product stands to an event word, either side.

    `only` are the beginnings of the words that count.
    """
    best = _subject_cost(scene, cue, only)
    for other in scene.cues:
        own = cue.first <= other.first <= cue.last
        if own and other.tag in {"goods", "make.noun"} and cue.first < other.first:
            return 0.0
        counts = only is None or scene.tokens[other.first].lower.startswith(only)
        if other.tag in {"goods", "make.noun"} and counts and not own:
            best = min(best, scene.between(other.first, other.last, cue.first, cue.last))
    return best
