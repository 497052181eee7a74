"""The tense of a phrase that stands for an event: "went into production", «пойдёт в серию»."""

from typing import Literal

from extractors.cues import Cue, verb_form
from extractors.event_words import NO_VERBS, PAST_FORMS
from extractors.kinds import Mood, mood_of
from extractors.scenes import Scene

Form = Literal["past", "pres", "inf", "fut", "part"]
_LONG_LASTING = ("уход", "выход", "возвраща", "отправля", "пуст", "простаив", "снима", "станов", "встае", "стоя", "стоит", "молч", "ожива", "работа", "собира", "выпуска", "дела", "идет", "наход", "остае", "остаю", "держ", "продолжа", "стано", "закрыва", "останавл", "уход", "пусте", "глуш", "гас")  # fmt: skip
"""Beginnings of Russian verbs whose finite form is a present."""


def phrase_mood(scene: Scene, cue: Cue) -> Mood:
    """`open` where the phrase holds no verb."""
    for at in range(cue.first, cue.last + 1):
        known = [
            c.tag
            for c in scene.cues
            if c.first == c.last == at and c.tag.startswith(("begin.", "halt."))
        ]
        form = known[0].partition(".")[2] if known else _form(scene.tokens[at].lower)
        if form == "adj":
            return "past"
        if form not in {None, "ing"}:
            return mood_of(scene, Cue(f"begin.{form}", at, at))
    return "open"


def _form(word: str) -> Form | None:
    if not word[:1].isalpha() or word in NO_VERBS:
        return None
    if "а" <= word[0] <= "я":
        return _russian(word)
    if word in PAST_FORMS or (word.endswith("ed") and len(word) > 4):
        return "past"
    if word.endswith("s") and not word.endswith("ss"):
        return "pres"
    return None


def _russian(word: str) -> Form | None:
    if len(word) < 4:
        return None
    aspect = "i" if word.startswith(_LONG_LASTING) else "p"
    found = verb_form(word, aspect)
    if found in {"past", "fut", "pres", "inf", "part"}:
        return found  # type: ignore[return-value]
    return None
