"""What a noun after a figure means: a product, a measure, or something that plants do not make."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from extractors.lexicon import units_en, units_ru

Group = Literal["product", "measure", "other", "name", "unknown"]
_PIECES = re.compile(r"[^\W_]+|[^\w\s]")
_LONGEST_ENDING = 6


class Sense(NamedTuple):
    """A noun of `length` tokens; a figure before it is `factor` times as many of `unit`."""

    group: Group
    unit: str
    factor: float
    length: int
    singular: bool = False


def _singulars(plural: str) -> tuple[str, ...]:
    if plural.endswith("ies"):
        return (plural, plural[:-3] + "y", plural[:-1])
    if plural.endswith(("ses", "xes", "ches", "shes")):
        return (plural, plural[:-2], plural[:-1])
    return (plural, plural[:-1]) if plural.endswith("s") and len(plural) > 3 else (plural,)


def _groups(lexicon: object) -> tuple[tuple[Group, Mapping[str, str]], ...]:
    return (
        ("product", lexicon.PRODUCTS),  # type: ignore[attr-defined]
        ("measure", lexicon.MEASURES),  # type: ignore[attr-defined]
        ("other", lexicon.OTHERS),  # type: ignore[attr-defined]
    )


def _english() -> dict[tuple[str, ...], Sense]:
    found: dict[tuple[str, ...], Sense] = {}
    for group, nouns in _groups(units_en):
        for noun, value in nouns.items():
            unit, _, factor = value.partition("*")
            for form in _singulars(noun):
                key = tuple(_PIECES.findall(form))
                sense = Sense(group, unit, float(factor or 1), len(key), singular=form != noun)
                if key not in found or found[key].singular:
                    found[key] = sense
    return found


def _russian() -> tuple[dict[str, Sense], dict[str, Sense]]:
    stems: dict[str, Sense] = {}
    forms: dict[str, Sense] = {}
    for group, nouns in _groups(units_ru):
        for noun, value in nouns.items():
            unit, _, factor = value.partition("*")
            sense = Sense(group, unit, float(factor or 1), 1)
            (forms if noun.endswith("=") else stems).setdefault(noun.rstrip("="), sense)
    return stems, forms


_ENGLISH = _english()
_ENGLISH_HEADS = frozenset(key[0] for key in _ENGLISH)
_STEMS, _FORMS = _russian()
_LONGEST_STEM = max(map(len, _STEMS))
_RUSSIAN_PHRASES: dict[tuple[str, ...], Sense] = {
    tuple(_PIECES.findall(phrase)): Sense(group, unit, 1, len(_PIECES.findall(phrase)))
    for group, phrases in units_ru.PHRASES.items()
    for phrase, unit in phrases.items()
}
_RUSSIAN_HEADS = frozenset(key[0] for key in _RUSSIAN_PHRASES)
MEASURES = {
    "en": frozenset(
        key[0] for key, s in _ENGLISH.items() if s.group == "measure" and len(key) == 1
    ),
    "ru": frozenset(
        (*(f for f, s in _FORMS.items() if s.group == "measure"), "тонн", "тонны", "гвт", "мвт")
    ),
}
"""By language the words of measures: 1.957 before them is a decimal fraction."""


def english_sense(words: list[str], i: int) -> Sense | None:
    """The English noun that begins at word i."""
    if words[i] not in _ENGLISH_HEADS:
        return None
    for length in (3, 2, 1):
        sense = _ENGLISH.get(tuple(words[i : i + length]))
        if sense and sense.length == length:
            return sense
    return None


@lru_cache(maxsize=8192)
def _russian_word(word: str) -> Sense | None:
    if word in _FORMS:
        return _FORMS[word]
    for length in range(min(len(word), _LONGEST_STEM), 2, -1):
        if sense := _STEMS.get(word[:length]):
            return sense if len(word) - length <= _LONGEST_ENDING else None
    return None


def russian_sense(words: list[str], i: int) -> Sense | None:
    """The Russian noun, or English measure, that begins at word i."""
    word = words[i]
    if word in _RUSSIAN_HEADS:
        for length in (3, 2):
            if sense := _RUSSIAN_PHRASES.get(tuple(words[i : i + length])):
                return sense
    if word.isascii():
        return english_sense(words, i) if len(word) > 1 else None
    return _russian_word(word)
