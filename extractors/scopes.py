"""Of what a figure speaks: everything at the plant, or a part of it with a history of its own.

    scope_of("electric cars", None, "cars") == "electric";  scope_of("passenger cars", None, "cars") == "all"

"cars", "passenger cars", "vehicles" and no word are one scope, `all`, where they are the main product; otherwise a
class from `lexicon/products.toml` ("trucks"), a modifier ("electric", "electric trucks"), a brand or model
("name:granta"), the words themselves ("other:…"), and a part of the whole after a slash ("all/first phase").
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from extractors.gazetteer import Entry, Gazetteer, Hit
from extractors.morphology import WORD, fold, is_cyrillic, skeleton, stem, transliterate
from extractors.resolution import Resolution, country_of, name_key

ALL = "all"
LONGEST_PRODUCT = 200
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "new",
        "its",
        "с",
        "и",
        "в",
        "на",
        "для",
        "новый",
        "новых",
        "модели",
        "марки",
        "brand",
        "ready",
        "finished",
        "complete",
        "global",
        "worldwide",
        "total",
        "annual",
        "общий",
        "годовой",
    ]
)


_GENERATION = re.compile(r"\b\w+[\s-]generation\b|\b\w+\s+поколени\w+", re.IGNORECASE)
_JOINED = re.compile(r"[,&/]|\b(?:and|и)\b")
_DESIGNATION = re.compile(r"(?=\w*\d)(?=\w*[^\W\d_])\w+")
"""Letters and digits in one word: "T10X", "SF1"."""


@cache
def _lexicon() -> dict[str, dict[str, list[str]]]:
    text = (files("extractors") / "lexicon" / "products.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _words() -> tuple[dict[tuple[str, ...], tuple[str, str]], dict[str, frozenset[str]]]:
    raw = _lexicon()
    table = {
        _keys(phrase): (section, name)
        for section in ("modifiers", "kinds")
        for name, phrases in raw[section].items()
        for phrase in phrases
    }
    return table, {name: frozenset(classes) for name, classes in raw["whole"].items()}


@cache
def _measures() -> frozenset[str]:
    return frozenset(key for word in _lexicon()["measures"]["words"] for key in _keys(word))


@cache
def _components() -> frozenset[str]:
    """What is a part of a vehicle, and so not the model that it is named after."""
    return frozenset(_lexicon()["components"]["kinds"])


def _keys(phrase: str) -> tuple[str, ...]:
    return tuple(stem(w) if is_cyrillic(w) else fold(w) for w in WORD.findall(phrase))


@lru_cache(maxsize=8192)
def scope_of(
    product: str | None, part: str | None = None, main_product: str | None = None,
    brand: str | None = None,
) -> str:  # fmt: skip
    """The scope of a target key: a short stable string, `all` for the whole. Never raises.

    `product` and `part` as the text says them, in either language; `main_product` as `plants.toml` has it; `brand`
    the brand or model spoken of, where it is not the plant's only one.
    """
    scope = _product_scope((product or "")[:LONGEST_PRODUCT], main_product)
    if brand:
        name = f"name:{_folded(brand)}"
        scope = name if scope == ALL or scope.startswith("other:") else f"{name} {scope}"
    return f"{scope}/{_folded(part[:LONGEST_PRODUCT])}" if part and _folded(part) else scope


def _folded(text: str) -> str:
    keys = (transliterate(k) for k in _keys(text))
    return " ".join(k for k in keys if k not in _SMALL)


def _product_scope(product: str, main_product: str | None) -> str:
    kinds, modifiers, rest = _read(_keys(product))
    main = main_product or "cars"
    whole = _words()[1].get(main, frozenset({"vehicles", main}))
    parts = sorted(m for m in modifiers if m not in whole)
    if not _is_whole(product, kinds, main, whole):
        parts += sorted(k for k in kinds if k != "vehicles")
    if parts:
        return " ".join(parts)
    return (
        f"other:{' '.join(_singular(transliterate(w)) for w in rest)}"
        if rest and not kinds and not modifiers
        else ALL
    )


def _is_whole(product: str, kinds: set[str], main: str, whole: frozenset[str]) -> bool:
    """Nothing but the main product, or the main product and what else there is ("trucks and buses")."""
    if not kinds - whole:
        return True
    return "cars" in kinds & whole or (main in kinds and bool(_JOINED.search(product)))


def _singular(word: str) -> str:
    """ "Q5s", "carriers" without the s."""
    return word[:-1] if re.fullmatch(r"\w{2,}[^\Ws]s|\w*\ds", word) else word


def _read(keys: tuple[str, ...]) -> tuple[set[str], set[str], list[str]]:
    table, _ = _words()
    kinds: set[str] = set()
    modifiers: set[str] = set()
    rest: list[str] = []
    i = 0
    while i < len(keys):
        for length in (3, 2, 1):
            found = table.get(keys[i : i + length]) if i + length <= len(keys) else None
            if found:
                _take(found, kinds, modifiers)
                i += length
                break
        else:
            if keys[i] not in _SMALL and not keys[i].isdigit() and keys[i] not in _measures():
                rest.append(keys[i])
            i += 1
    return kinds, modifiers, rest


def product_runs(tokens: Sequence[str]) -> list[tuple[int, int]]:
    """First and last of each run of product words among tokens: "electric SUVs"; words for any product are none."""
    marks = _marked(tokens)
    runs: list[tuple[int, int]] = []
    for i, mark in enumerate(marks):
        if mark is None:
            continue
        if runs and runs[-1][1] == i - 1 and marks[i - 1] in {"modifier", mark}:
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    return [(a, b) for a, b in runs if marks[b] != "vehicles" or b > a]


_MAKING = frozenset(
    stem(w) if is_cyrillic(w) else fold(w)
    for w in ["production", "output", "assembly", "выпуск", "производство", "сборка", "продукция"]
)
"""Words for any product where a figure is told; beside a start they only say that it is one of making."""


@lru_cache(maxsize=65_536)
def _key(token: str) -> str:
    """What a token is looked up by; nothing where it is a sign, or a word for any product."""
    key = next(iter(_keys(token)), "")
    return "" if key in _MAKING else key


@cache
def _heads() -> frozenset[str]:
    """The first words of products."""
    return frozenset(key[0] for key in _words()[0])


def _marked(tokens: Sequence[str]) -> list[str | None]:
    """The class of product of each token, `modifier`, or None."""
    table, _ = _words()
    marks: list[str | None] = [None] * len(tokens)
    keys = [_key(t) for t in tokens]
    heads = _heads()
    begun = [i for i, key in enumerate(keys) if key in heads]
    for length in (1, 2, 3):
        for i in begun:
            found = table.get(tuple(keys[i : i + length]))
            if found and i + length <= len(tokens):
                marks[i : i + length] = [found[1] if found[0] == "kinds" else "modifier"] * length
    return marks


def _take(found: tuple[str, str], kinds: set[str], modifiers: set[str]) -> None:
    section, name = found
    if section == "kinds":
        kinds.add(name)
    elif "-" in name and name.split("-")[0] == "electric":
        modifiers.add("electric")
        kinds.add({"bus": "buses", "truck": "trucks"}[name.split("-")[1]])
    else:
        modifiers.add(name)


def scope_at(
    gazetteer: Gazetteer, resolution: Resolution, product: str | None, part: str | None = None
) -> str:
    """`scope_of` at a resolved plant: its main product, and brands or models that the product names."""
    entry = gazetteer.entries.get(resolution.plant_id or "")
    said = _GENERATION.sub(" ", (product or "")[:LONGEST_PRODUCT])
    hits = gazetteer.find(said)
    name, is_model = _name_spoken_of(gazetteer, resolution, hits)
    name = _one_name(name)
    if name and entry and _is_only_brand(gazetteer, entry.id, name):
        name = None
    if name is None:
        name = _designation(said, hits, resolution)
        is_model = name is not None
    return scope_of(
        _kinds_beside(said, hits, is_model=is_model), part, _main(gazetteer, entry), name
    )


def _main(gazetteer: Gazetteer, entry: Entry | None) -> str | None:
    """The main product; with what everything made there is: "electric-cars" at a maker of electric cars alone."""
    if entry is None:
        return None
    only = {word for one in gazetteer.family(entry.id) for word in gazetteer.entries[one].only}
    return "-".join([*sorted(only), entry.product]) if only and entry.product else entry.product


def _name_spoken_of(
    gazetteer: Gazetteer, resolution: Resolution, hits: list[Hit]
) -> tuple[str | None, bool]:
    """The model, else the brand or maker, that is spoken of, by the first of its names; and whether it is a model."""
    if resolution.brand:
        hits = [*gazetteer.find(resolution.brand), *hits]
    named = [h for h in hits if h.kind in {"model", "brand", "company", "plant"}]
    models = [h for h in named if h.kind == "model"]
    best = next(iter(models or named), None)
    return (first_name(gazetteer, best), bool(models)) if best else (resolution.brand, False)


def _one_name(name: str | None) -> str | None:
    """One of several names of one series: "A320neo", "A320 family" are the A320."""
    return _same_names().get(skeleton(name), name) if name else None


@cache
def _same_names() -> dict[str, str]:
    return {skeleton(n): one for one, names in _lexicon()["names"].items() for n in names}


def first_name(gazetteer: Gazetteer, hit: Hit) -> str:
    """Of the names of one model in several alphabets the one written first, without its maker: Granta for «Лада Гранта»."""
    entry = gazetteer.entries[hit.ids[0]]
    wanted = skeleton(hit.shown)
    name = next((n for n in (*entry.models, *entry.brands) if skeleton(n) == wanted), hit.shown)
    own = {skeleton(w) for n in (*entry.en, *entry.ru) for w in WORD.findall(n)}
    words = WORD.findall(name)
    if hit.kind == "model" and len(words) > 1 and skeleton(words[0]) in own:
        return " ".join(words[1:])
    return name


def _designation(said: str, hits: list[Hit], resolution: Resolution) -> str | None:
    """What names a model that the gazetteer does not know: "T10X", "54901" after the maker's name, a name beside a noun."""
    covered = {i for h in hits for i in range(h.first, h.last)}
    words = [m.group() for m in WORD.finditer(said)]
    own = {skeleton(w) for w in WORD.findall(f"{resolution.display} {resolution.key}")}
    free = [w for i, w in enumerate(words) if i not in covered and skeleton(w) not in own]
    names = [_singular(w) for w in free if _is_name(w) or (w.isdigit() and covered)]
    return " ".join(names) if any(len(w) > 1 or w.isdigit() for w in names) else None


def _is_name(word: str) -> bool:
    """A word that no product word explains, written as a name or a designation."""
    kinds, modifiers, rest = _read(_keys(word))
    if kinds or modifiers or not rest or country_of(word):
        return False
    return word[0].isupper() or _DESIGNATION.fullmatch(word) is not None


def _kinds_beside(said: str, hits: list[Hit], *, is_model: bool) -> str | None:
    """The product words that count beside a name: of a model only what is a component of it."""
    for hit in reversed(hits):
        said = said[: hit.start] + " " + said[hit.end :]
    kinds, modifiers, _ = _read(_keys(said))
    if is_model:
        return " ".join(sorted(kinds & _components())) or None
    return None if hits and not kinds and not modifiers else said or None


def _is_only_brand(gazetteer: Gazetteer, entry_id: str, brand: str) -> bool:
    """The brand is the plant's or company's own name, or the one brand it has."""
    wanted = skeleton(brand)
    for one in gazetteer.family(entry_id):
        entry = gazetteer.entries[one]
        if wanted in {skeleton(n) for n in (*entry.en, *entry.ru)}:
            return True
        brands = {skeleton(b) for b in entry.brands}
        if brands == {wanted}:
            return True
    names = gazetteer.entries[entry_id]
    return any(wanted in map(skeleton, WORD.findall(n)) for n in (*names.en, *names.ru))


__all__ = ["ALL", "first_name", "name_key", "scope_at", "scope_of"]
