"""What is made, as a reader would name it: the counted noun («легковых автомобилей» → «легковые автомобили»), or what starts."""

from functools import lru_cache
from typing import Any

from extractors.lexicon import words
from extractors.morphology import is_cyrillic, parses
from extractors.scenes import Scene
from extractors.scopes import product_runs

_VAGUE = words(
    """
    штука штук штуки шт единица единиц единицы экземпляр экземпляров экз ед копий
    unit units piece pieces pcs example examples copy copies
    """
)
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


NEAR = 4.0
"""What is named further off is hardly what starts or stops."""
_PREFERRED = 0.8
"""By so much a model is preferred to a word for what it is."""


def product_near(
    scene: Scene, first: int, last: int, producer: str, reach: float = NEAR
) -> str | None:
    """What is made, of what stands at tokens `first` to `last`: the nearest model, else the nearest words for a product."""
    found = [
        (scene.between(scene.index(m.start), scene.index(m.end - 1), first, last) - _PREFERRED, m.name)
        for m in scene.mentions
        if m.kind == "model" and m.name != producer
    ]  # fmt: skip
    found += [(scene.between(a, b, first, last), name) for a, b, name in scene.once(_named, _named)]
    best = min(found, key=lambda f: f[0], default=None)
    return best[1] if best and best[0] < reach else None


def _named(scene: Scene) -> list[tuple[int, int, str]]:
    """First token, last token and name of the products that a sentence has in words, but for those inside names."""
    inside = [(m.start, m.end) for m in scene.mentions]
    found = []
    for a, b in product_runs([t.lower for t in scene.tokens]):
        start, end = scene.tokens[a].start, scene.tokens[b].end
        within = any(s < end and start < e for s, e in inside)
        name = None if within or _is_of_a_plant(scene, b) else product_name(scene.words(a, b))
        if name:
            found.append((a, b, name))
    return found


_WORKS = words("plant plants factory factories works shop maker makers industry business")


def _is_of_a_plant(scene: Scene, last: int) -> bool:
    """ "the engine plant", "its truck maker": tells which plant."""
    return last + 1 < len(scene.tokens) and scene.tokens[last + 1].lower in _WORKS
