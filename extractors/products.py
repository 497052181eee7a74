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


def model_of(scene: Scene) -> str | None:
    """The one model that a sentence names, by which the next may go on; None where it names none or several."""
    names = {m.name for m in scene.mentions if m.kind == "model"}
    names |= {
        name for *_, name in scene.once(_named, _named) if name[-1] == "»" or _is_capital(name)
    }
    return names.pop() if len(names) == 1 else None


def goes_on(scene: Scene, first: int, last: int) -> bool:
    """Whether the start or stop at tokens `first` to `last` is of what was spoken of before: "its production", «его серийная сборка»."""
    words = [t.lower for t in scene.tokens[max(0, first - _BESIDE) : last + _BESIDE + 1]]
    return not _BACK.isdisjoint(words)


_BESIDE = 4
_BACK = words(
    """
    its model
    его ее её модель модели новинка новинки новинку
    """
)
"""Words beside a start that say that it is of the model spoken of."""


def _is_capital(name: str) -> bool:
    return name.split(maxsplit=1)[0][:1].isupper()


def _named(scene: Scene) -> list[tuple[int, int, str]]:
    """First token, last token and name of the products that a sentence has in words, but for those inside names."""
    inside = [(m.start, m.end) for m in scene.mentions]
    found = []
    for a, b in product_runs([t.lower for t in scene.tokens]):
        start, end = scene.tokens[a].start, scene.tokens[b].end
        within = any(s < end and start < e for s, e in inside)
        if within or _is_of_a_plant(scene, b):
            continue
        name = _own_name(scene, a, b) or product_name(scene.words(a, b))
        if name:
            found.append((a, b, name))
    return found


def _own_name(scene: Scene, first: int, last: int) -> str | None:
    """The name that stands beside a word for a product: "Air sedans", «электромобиль „Атом“», «внедорожник H3»."""
    tokens = scene.tokens
    if last + 2 < len(tokens) and tokens[last + 1].lower == "«":
        ends = [n for n in range(last + 2, min(last + 6, len(tokens))) if tokens[n].lower == "»"]
        if ends:
            return scene.words(last + 1, ends[0])
    after = _capitals(scene, range(last + 1, min(last + 1 + _NAME, len(tokens))))
    if after:
        return scene.words(after[0], after[-1])
    before = _capitals(scene, range(first - 1, max(0, first - 1 - _NAME), -1))
    return scene.words(before[-1], first - 1) if before else None


_NAME = 3
"""Words of a model's name."""


def _capitals(scene: Scene, places: range) -> list[int]:
    """Tokens in a row from the first of `places` that are written as names and are in none that is known."""
    found = []
    for n in places:
        token = scene.text[scene.tokens[n].start : scene.tokens[n].end]
        named = any(m.start <= scene.tokens[n].start < m.end for m in scene.mentions)
        latin = token.isascii() and token[0].isupper() and len(token) > 1
        if not latin or named or token.lower() in _NO_NAMES:
            break
        found.append(n)
    return found


_NO_NAMES = words(
    """
    january february march april may june july august september october november december monday tuesday wednesday thursday
    friday saturday sunday the in on at by from for and new euro ev evs suv suvs mpv russian german chinese japanese korean american
    indian european british french italian spanish turkish swedish czech
    """
)


_WORKS = words("plant plants factory factories works shop maker makers industry business")


def _is_of_a_plant(scene: Scene, last: int) -> bool:
    """ "the engine plant", "its truck maker": tells which plant."""
    return last + 1 < len(scene.tokens) and scene.tokens[last + 1].lower in _WORKS
