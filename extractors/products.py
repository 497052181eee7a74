"""What is made, as a reader would name it: the counted noun («легковых автомобилей» → «легковые автомобили»), or what starts."""

import re
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


def model_of(scene: Scene) -> str | None:
    """The one model that a sentence names, by which the next may go on; None where it names none or several."""
    names = {m.name for m in scene.mentions if m.kind == "model"}
    names |= {name for *_, name in products_named(scene) if name[-1] == "»" or _is_capital(name)}
    return names.pop() if len(names) == 1 else None


def _is_capital(name: str) -> bool:
    return name.split(maxsplit=1)[0][:1].isupper()


def products_named(scene: Scene) -> list[tuple[int, int, str]]:
    """First token, last token and name of the products that a sentence has in words, but for those inside names."""
    return scene.once(_named, _named)


def designations(scene: Scene) -> list[tuple[int, int, str]]:
    """Words of letters and digits, and names in quotes, that no mention explains: "C919", «МС-21», «Атом»."""
    return scene.once(_designations, _designations)


def _designations(scene: Scene) -> list[tuple[int, int, str]]:
    inside = [(m.start, m.end) for m in scene.mentions]
    inside += [(q.start, q.end) for q in scene.quantities]
    found = []
    for n, token in enumerate(scene.tokens):
        said = scene.text[token.start : token.end]
        if said == "«":
            ends = [k for k in range(n + 2, min(n + 5, len(scene.tokens))) if scene.tokens[k].lower == "»"]  # fmt: skip
            named = ends and scene.text[scene.tokens[n + 1].start].isupper()
            if named and not _overlaps(inside, token.start, scene.tokens[ends[0]].end):
                found.append((n, ends[0], scene.words(n, ends[0])))
        elif _DESIGNATION.fullmatch(said) and not _overlaps(inside, token.start, token.end):
            found.append((n, n, said))
    return found


_DESIGNATION = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[A-ZА-ЯЁ\d][\w-]{1,9}")


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(a < end and start < b for a, b in spans)


def _named(scene: Scene) -> list[tuple[int, int, str]]:
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
