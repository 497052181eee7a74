"""Of what a figure speaks: everything at the plant, or a part of it with a history of its own.

    scope_of("electric cars", None, "cars") == "electric";  scope_of("passenger cars", None, "cars") == "all"

"cars", "passenger cars", "vehicles" and no word are one scope, `all`, where they are the main product; otherwise a
class from `lexicon/products.toml` ("trucks"), a modifier ("electric", "electric trucks"), a brand or model
("name:granta"), the words themselves ("other:…"), and a part of the whole after a slash ("all/first phase").
"""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from extractors.gazetteer import Gazetteer
from extractors.morphology import WORD, fold, is_cyrillic, stem, transliterate
from extractors.resolution import Resolution, name_key

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
    ]
)


@cache
def _words() -> tuple[dict[tuple[str, ...], tuple[str, str]], dict[str, frozenset[str]]]:
    raw = tomllib.loads((files("extractors") / "lexicon" / "products.toml").read_text("utf-8"))
    table = {
        _keys(phrase): (section, name)
        for section in ("modifiers", "kinds")
        for name, phrases in raw[section].items()
        for phrase in phrases
    }
    return table, {name: frozenset(classes) for name, classes in raw["whole"].items()}


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
    whole = _words()[1].get(main_product or "cars", frozenset({"vehicles", main_product or "cars"}))
    parts = sorted(m for m in modifiers if m not in whole)
    if kinds - whole and "cars" not in kinds & whole:
        parts += sorted(k for k in kinds if k != "vehicles")
    if parts:
        return " ".join(parts)
    return (
        f"other:{' '.join(transliterate(w) for w in rest)}"
        if rest and not kinds and not modifiers
        else ALL
    )


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
            if keys[i] not in _SMALL and not keys[i].isdigit():
                rest.append(keys[i])
            i += 1
    return kinds, modifiers, rest


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
    brand = resolution.brand or _named_in(gazetteer, product)
    if brand and entry and _is_only_brand(gazetteer, entry.id, brand):
        brand = None
    main = entry.product if entry else None
    return scope_of(product if not _only_name(gazetteer, product) else None, part, main, brand)


def _named_in(gazetteer: Gazetteer, product: str | None) -> str | None:
    hits = gazetteer.find((product or "")[:LONGEST_PRODUCT])
    named = [h for h in hits if h.kind in {"model", "brand", "company", "plant"}]
    models = [h for h in named if h.kind == "model"]
    return (models or named)[0].shown if named else None


def _only_name(gazetteer: Gazetteer, product: str | None) -> bool:
    hits = gazetteer.find((product or "")[:LONGEST_PRODUCT])
    return bool(hits) and not _read(_keys(product or ""))[0]


def _is_only_brand(gazetteer: Gazetteer, entry_id: str, brand: str) -> bool:
    """The brand is the plant's or company's own name, or the one brand it has."""
    wanted = _folded(brand)
    for one in gazetteer.family(entry_id):
        entry = gazetteer.entries[one]
        if wanted in {_folded(n) for n in (*entry.en, *entry.ru)}:
            return True
        brands = {_folded(b) for b in entry.brands}
        if brands == {wanted}:
            return True
    names = gazetteer.entries[entry_id]
    return any(wanted in _folded(n).split() for n in (*names.en, *names.ru))


__all__ = ["ALL", "name_key", "scope_at", "scope_of"]
