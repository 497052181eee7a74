"""What kind of statement a figure belongs to: target, output, capacity, investment, or none of ours.

The head of a figure is the nearest verb or noun that figures hang on ("built", "capacity", "sales", "target"); the
tense and mood of its clause ("will", "is able to", «планирует», a future verb form) say which kind it is. Times
decide where words leave it open: what lies ahead is a target, what is over is output.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from extractors.cues import Cue
from extractors.model import Kind
from extractors.scenes import FAR, Scene

Mood = Literal["past", "future", "present", "can", "open"]

HEADS: dict[str, float] = {
    "make.past": 0.0, "make.inf": 0.0, "make.pres": 0.0, "make.fut": 0.0, "make.part": 0.0, "make.ing": 0.3, "make.adj": 0.8,
    "make.noun": 0.6, "cap": 0.0, "plan.noun": 0.6, "plan": 1.2, "plan.past": 0.8, "not": 0.0, "people": 0.0,
    "invest": 1.5, "diff": 0.6, "can": 1.2,
}  # fmt: skip
"""Tags that a figure may hang on, with what is added to their distance."""

REACH = 7.0
"""A head further off than this does not govern."""

_MODALS = ("will", "can", "plan", "plan.past", "past", "pres", "neg")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind read (None: no announcement), how surely, and why."""

    kind: Kind | None
    head: Cue | None
    mood: Mood
    prior: bool
    cost: float
    why: str


def nearest_head(scene: Scene, i: int, j: int) -> tuple[float, Cue | None]:
    """The cue that tokens `i` to `j` hang on, and how far off it is."""
    best, which = FAR, None
    for cue in scene.cues:
        extra = HEADS.get(cue.tag)
        if extra is None or (cue.first >= i and cue.last <= j):
            continue
        cost = scene.between(cue.first, cue.last, i, j) + extra
        if cost < best:
            best, which = cost, cue
    which = _as_infinitive(scene, which)
    if which is not None and which.tag == "not":
        made = [
            c for c in scene.cues if c.tag.startswith("make.") and 0 < which.first - c.last <= 2
        ]
        joined = made and scene.tokens[which.first - 1].lower in {"и", "and"}
        which = made[-1] if joined else which
    return best, which


def _as_infinitive(scene: Scene, verb: Cue | None) -> Cue | None:
    """ "can put out", "to put out": a form that is past and infinitive alike, right behind a modal."""
    if verb is None or verb.tag != "make.past" or not verb.first:
        return verb
    twin = verb._replace(tag="make.inf")
    modal = any(c.tag in {"will", "can", "plan"} and c.last == verb.first - 1 for c in scene.cues)
    governed = modal or scene.tokens[verb.first - 1].lower == "to"
    return twin if governed and twin in scene.cues else verb


def mood_of(scene: Scene, verb: Cue) -> Mood:
    """Whether the clause of a verb speaks of what was, is, will or can be."""
    form = verb.tag.partition(".")[2]
    if form == "fut":
        return "future"
    before = scene.tokens[verb.first - 1].lower if verb.first else ""
    if form == "past" and before == "have" and verb.first > 1:
        return "future" if scene.tokens[verb.first - 2].lower in {"to", "will"} else "past"
    if form == "past" and before not in {"be", "being", "get"}:
        return "present" if before in {"is", "are"} else "past"
    modal = _modal_before(scene, verb.first, weak=2.5 if form == "inf" else 0.4)
    if form == "part":
        return {"will": "future", "can": "can", "plan": "future"}.get(modal, "past")  # type: ignore[return-value]
    if form == "pres" and modal not in {"can", "will"}:
        return "present"
    return {
        "will": "future",
        "plan": "future",
        "plan.past": "future",
        "can": "can",
        "past": "past",
        "pres": "present",
    }.get(modal, "open" if form in {"ing", "adj", "inf"} else "present")  # type: ignore[return-value]


def _was_planned(scene: Scene, verb: Cue) -> bool:
    """ "had planned to build", «планировалось выпустить»: the plan is told as one of the past."""
    return verb.tag == "make.inf" and _modal_before(scene, verb.first, weak=2.5) == "plan.past"


def _modal_before(scene: Scene, at: int, weak: float = 0.4) -> str:
    """Tag of the nearest modal that stands before a verb in its clause ("" where none); "was" and "now" count as further off by `weak`."""
    best, tag = 4.5, ""
    for cue in scene.cues:
        if cue.tag in _MODALS and cue.tag != "neg" and cue.last < at:
            cost = scene.apart(cue.last, at) + (weak if cue.tag in {"past", "pres"} else 0.0)
            if cost < best or (cost == best and cue.tag == "plan.past"):
                best, tag = cost, cue.tag
    return tag


def clause_mood(scene: Scene, i: int, j: int) -> Mood:
    """The mood of the nearest verb or modal to tokens `i` to `j`, whatever the verb."""
    best, mood = REACH, "open"
    for cue in scene.cues:
        group, _, form = cue.tag.partition(".")
        if group in {"make", "link", "grow", "begin", "halt"} and form not in {
            "noun",
            "adj",
            "ing",
            "",
        }:
            cost, found = scene.between(cue.first, cue.last, i, j), None
            if cost < best and (found := mood_of(scene, cue)) != "open":
                best, mood = cost, found
        elif cue.tag in {"will", "plan", "can", "plan.past"}:
            cost = scene.between(cue.first, cue.last, i, j) + 0.5
            if cost < best:
                best, mood = cost, "can" if cue.tag == "can" else "future"
    return mood  # type: ignore[return-value]


def read_kind(  # noqa: PLR0913 -- the place and its time
    scene: Scene,
    i: int,
    j: int,
    *,
    first: date | None,
    last: date | None,
    published: date | None,
) -> Verdict:
    """The kind of the count at tokens `i` to `j`, whose period (if any is told in its clause) is `first` to `last`."""
    cost, head = nearest_head(scene, i, j)
    if head is None or cost > REACH:
        return Verdict(None, None, "open", prior=False, cost=FAR, why="no head")
    if head.tag in {"not", "people", "diff", "invest"}:
        return Verdict(
            None,
            head,
            "open",
            prior=False,
            cost=cost,
            why=f"hangs on {head.tag}: {scene.words(head.first, head.last)}",
        )
    if head.tag in {"cap", "can"}:
        return Verdict("capacity", head, "can", prior=False, cost=cost, why=head.tag)
    if head.tag.startswith("plan"):
        prior = head.tag == "plan.past"
        return Verdict("target", head, "future", prior=prior, cost=cost, why=head.tag)
    mood = mood_of(scene, head) if head.tag != "make.noun" else clause_mood(scene, i, j)
    mood = mood if mood != "open" else clause_mood(scene, i, j)
    if mood == "can":
        return Verdict("capacity", head, mood, prior=False, cost=cost, why="can " + head.tag)
    kind = _by_mood_and_time(mood, first, last, published)
    prior = kind == "target" and _was_planned(scene, head)
    return Verdict(kind, head, mood, prior=prior, cost=cost, why=f"{head.tag} {mood}")


def _by_mood_and_time(
    mood: Mood, first: date | None, last: date | None, published: date | None
) -> Kind:
    if published and first and first > published and mood != "past":
        return "target"
    if mood == "future":
        return "target"
    if published and last and last < published:
        return "output"
    return (
        "output"
        if mood != "open" or not last
        else "target"
        if published and last > published
        else "output"
    )


MONEY_HEADS: Sequence[str] = (
    "invest",
    "invest.past",
    "invest.inf",
    "invest.pres",
    "invest.fut",
    "invest.ing",
    "invest.part",
    "invest.adj",
)


def read_money(scene: Scene, i: int, j: int) -> Verdict:
    """Whether the money at tokens `i` to `j` is put into a plant or its production."""
    cost, head = scene.near(MONEY_HEADS, i, j)
    verb_cost, verb = scene.near(MONEY_HEADS[1:], i, j)
    if verb_cost <= cost:
        head = verb
    bad, which = scene.near(("badmoney",), i, j)
    works, _ = scene.near(("plantmoney",), i, j)
    if bad < min(cost, 6.0) + 0.3:
        word = scene.words(which.first, which.last) if which else ""
        return Verdict(None, head, "open", prior=False, cost=bad, why=f"money hangs on {word}")
    if head is not None and cost <= REACH:
        strong = head.tag != "invest" or scene.tokens[head.first].lower.startswith(
            ("invest", "инвест", "капит", "вложен", "капекс", "capex")
        )
        if strong or works < 4:
            return Verdict("investment", head, "open", prior=False, cost=cost, why=head.tag)
    if works < 2.2:
        return Verdict(
            "investment",
            None,
            "open",
            prior=False,
            cost=works + 3,
            why="money as attribute of a plant",
        )
    return Verdict(None, head, "open", prior=False, cost=cost, why="money, no head")
