"""The counted noun as a reader would name the product: «легковых автомобилей» → «легковые автомобили»."""

from functools import lru_cache
from typing import Any

from extractors.lexicon import words
from extractors.morphology import is_cyrillic, parses

_VAGUE = words("штука штук штуки шт единица единиц единицы экземпляр экземпляров экз ед копий")
_LONGEST = 6
"""Words; a noun phrase longer than this is left as it is."""


@lru_cache(maxsize=4096)
def product_name(noun: str | None) -> str | None:
    """Nominative plural of a Russian noun phrase, any other as it stands; None where it names no product."""
    if not noun or noun.casefold().strip(".") in _VAGUE:
        return None
    parts = noun.split()
    if len(parts) > _LONGEST or not is_cyrillic(noun):
        return noun
    return " ".join(_plural(part) for part in parts)


def _plural(word: str) -> str:
    if not is_cyrillic(word) or not word.islower():
        return word
    for parse in parses(word):
        if {"NOUN", "ADJF", "PRTF"} & set(str(parse.tag).replace(" ", ",").split(",")):
            form: Any = parse.inflect({"nomn", "plur"})
            return str(form.word) if form else word
    return word
