"""What keeps a word of starting or stopping from being a start or stop of production."""

from collections.abc import Sequence
from functools import lru_cache

from extractors.cues import Cue, Token
from extractors.event_words import (
    BUILDING,
    BUILT_OBJECT,
    BUILT_SUBJECT,
    CAUSES,
    CLAUSES,
    ENDINGS,
    ERECTING,
    NOT_PRODUCTION,
    NOT_PRODUCTION_WORDS,
    NOT_STANDING,
    OF_A_YEAR,
    PLANTS,
    SHIPS,
    SOME_PEOPLE,
    TASKS,
    TO_THE_LINE,
)
from extractors.scenes import Scene


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
    if word in ERECTING and any(t.lower in PLANTS for t in scene.tokens[at + 1 : at + 9]):
        return True
    tags = {c.tag.partition(".")[0] for c in scene.cues if c.first <= at <= c.last}
    return verb and not tags & {"make", "goods", "begin"}


def _is_of_people(scene: Scene, cue: Cue) -> bool:
    """ "300 people will be sent on furlough", «ряд сотрудников отправили в отпуск»: a part of the staff, no stop."""
    said = scene.words(cue.first, cue.last).casefold()
    if not any(w in said for w in ("furlough", "leave", "home", "отпуск", "домам", "простой")):
        return False
    before = {t.lower for t in scene.tokens[max(0, cue.first - 12) : cue.first]}
    return bool(before & SOME_PEOPLE) and any(c.tag == "people" for c in scene.cues)


def _is_spoilt(scene: Scene, cue: Cue) -> bool:
    """A word of standing or ending that says something else: «встали на конвейер», "closed the year with"."""
    if cue.tag.partition(".")[0] not in {"halt", "stop"}:
        return False
    after = [t.lower for t in scene.tokens[cue.last + 1 : cue.last + 5]]
    before = [t.lower for t in scene.tokens[max(0, cue.first - 8) : cue.first]]
    around = [" ".join(w[n : n + 2]) for w in (before, after) for n in range(len(w) - 1)]
    if TO_THE_LINE & set(around) or set(after) & TASKS or set(before[-2:]) & OF_A_YEAR:
        return True
    return bool(after) and cue.first == cue.last and _is_of_a_sum(scene, cue, after)


def _is_of_a_sum(scene: Scene, cue: Cue, after: list[str]) -> bool:
    """ "stands at 560", «остановился на 3 960», «стоит около миллиона»."""
    if after[0] in {"на", "at"} and len(after) > 1 and after[1][0].isdigit():
        return True
    if any(scene.index(p.start) == cue.last + 1 for p in scene.periods):
        return False
    told = {after[0], " ".join(after[:2])}
    return bool(told & NOT_STANDING) or after[0][0].isdigit()


def is_a_holiday(scene: Scene, cue: Cue) -> bool:
    """ "built cars on non-working days", «указом объявлены нерабочие дни»: days off of a country, no halt of a plant."""
    if not scene.tokens[cue.first].lower.startswith(("нерабоч", "non-work", "nonwork")):
        return False
    words = [t.lower for t in scene.tokens]
    if words[max(0, cue.first - 1)] in {"в", "on", "during", "и", "and"}:
        return True
    beside = (*words[: cue.first], *words[cue.last + 1 :])
    return any(w.startswith(_OF_A_COUNTRY) for w in beside) or "working" in beside


_OF_A_COUNTRY = ("указ", "президент", "правительств", "стран", "праздн", "продолж", "обычн", "работа", "holiday", "decree", "government", "continu", "built", "nationwide")  # fmt: skip


def is_barred(scene: Scene, cue: Cue) -> bool:
    """Negated, of something that is no production, or only a purpose."""
    return (
        _is_of_something_else(scene, cue)
        or _is_of_people(scene, cue)
        or _is_of_a_period(scene, cue)
        or is_a_holiday(scene, cue)
        or _is_spoilt(scene, cue)
        or (cue.tag.startswith("begin.") and _begins_something_else(scene, cue))
        or is_negated(scene, cue)
        or any(_is_purpose(scene, cue, c) for c in scene.cues if c.tag == "purpose")
    )


def is_negated(scene: Scene, cue: Cue) -> bool:
    """Whether a word of not stands to a cue."""
    return any(_is_negated_by(scene, cue, c) for c in scene.cues if c.tag == "neg")


def _is_of_something_else(scene: Scene, cue: Cue) -> bool:
    """Of sales, talks, building work or a year ("closed 2024 with")."""
    after = _before_the_cause(scene.tokens[cue.last + 1 : cue.last + 5])
    before = scene.tokens[max(0, cue.first - 3) : cue.first]
    if any(_is_no_production(t.lower) for t in [*after, *before]):
        return True
    if any(t.lower in NOT_PRODUCTION_WORDS for t in [*after[:3], *before[-2:]]):
        return True
    if any(t.lower in BUILDING for t in scene.tokens[max(0, cue.first - 6) : cue.first]):
        return True
    year = bool(after) and len(after[0].lower) == 4 and after[0].lower.isdigit()
    return year and scene.tokens[cue.first].lower.startswith(ENDINGS)


def _before_the_cause(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "halted because of weak sales", "suspended until investigations are over": why and till when is not what."""
    at = next((n for n, t in enumerate(tokens) if t.lower in CAUSES), len(tokens))
    return tokens[:at]


@lru_cache(maxsize=65_536)
def _is_no_production(word: str) -> bool:
    return word.startswith(NOT_PRODUCTION)


def _is_negated_by(scene: Scene, cue: Cue, neg: Cue) -> bool:
    """ "does not start"; not so "will not start before May"."""
    if not 0 < cue.first - neg.last <= 3 or scene.apart(neg.last, cue.first) >= 1.6:
        return False
    after = {t.lower for t in scene.tokens[cue.last : cue.last + 8]}
    later = any(p.role == "not_before" for p in scene.times)
    return not later and not after & {"until", "before", "раньше"}


def _is_purpose(scene: Scene, cue: Cue, purpose: Cue) -> bool:
    return purpose.last < cue.first and scene.apart(purpose.last, cue.first) < 3


SUBJECT = 36
"""Tokens before a verb in which its subject is looked for."""


def is_of_building(scene: Scene, first: int, last: int) -> bool:
    """Whether what begins or ends at tokens `first` to `last` is building work.

    «Строительство завода в Асаке началось в июне», "construction of the plant is to start in May", «завершилось строительство».
    """
    return scene.once(("building", first, last), lambda s: _is_of_building(s, first, last))


def _is_of_building(scene: Scene, first: int, last: int) -> bool:
    after = [t.lower for t in scene.tokens[last + 1 : last + 3]]
    if after and (
        after[0] in BUILT_OBJECT or (after[0] in {"the", "its"} and after[-1] in BUILT_OBJECT)
    ):
        return True
    aside = False
    for at in range(first - 1, max(-1, first - SUBJECT), -1):
        word = scene.tokens[at].lower
        if word in {")", "("}:
            aside = word == ")" and any(t.lower == "(" for t in scene.tokens[:at])
        if (word in BUILT_SUBJECT and not _is_of_ships(scene, at)) or (
            word in {"work", "works"} and _is_on_a_plant(scene, last)
        ):
            return True
        if aside or _joins_names(scene, at):
            continue
        if word in CLAUSES or any(c.first <= at <= c.last and _is_of_making(c) for c in scene.cues):
            return False
    return False


def _is_of_ships(scene: Scene, at: int) -> bool:
    """ "construction of the ships will start": of a yard that is its production."""
    return any(t.lower.startswith(SHIPS) for t in scene.tokens[at + 1 : at + 6])


def _is_on_a_plant(scene: Scene, last: int) -> bool:
    """ "Work began on Monday on a car factory"."""
    after = [t.lower for t in scene.tokens[last + 1 : last + 12]]
    articles = [
        n
        for n, w in enumerate(after)
        if w == "on" and after[n + 1 : n + 2] in (["a"], ["an"], ["the"], ["its"])
    ]
    return any(w in PLANTS for n in articles for w in after[n + 2 : n + 6])


def _joins_names(scene: Scene, at: int) -> bool:
    """ "of Peugeot and Mitsubishi"; not so "took two years in Puebla and Vegra began"."""
    if scene.tokens[at].lower not in {"and", "и"} or not _is_name(scene, at + 1):
        return False
    first = at
    while first and _is_name(scene, first - 1):
        first -= 1
    before = scene.tokens[first - 1].lower if first else ""
    return 0 < first < at and before not in _PLACING


def _is_name(scene: Scene, at: int) -> bool:
    return at < len(scene.tokens) and scene.text[scene.tokens[at].start].isupper()


_PLACING = frozenset(("in", "at", "near", "on", "from", "to", "в", "во", "на", "под", "из"))


def _is_of_making(cue: Cue) -> bool:
    group = cue.tag.partition(".")[0]
    return group == "make" or (
        group in {"begin", "halt", "start", "stop"} and "noun" not in cue.tag
    )
