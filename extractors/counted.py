"""Which noun a figure counts: "легковых автомобилей" → vehicles, "GWh" → a measure, "workers" → no product."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from extractors.lexicon import units_en, units_ru
from extractors.lexicon.number_words import NumberWords
from extractors.tokens import Tokens

Group = Literal["product", "measure", "other", "name", "unknown"]
_PIECES = re.compile(r"[^\W_]+|[^\w\s]")
_ADJECTIVE = re.compile(r"(?:ых|их|ого|его|ой|ый|ий|ая|яя|ую|юю|ое|ее|ые|ие|ым|им|ыми|ими|ом|ем)$")
_GENITIVE = re.compile(r"..(?:ов|ев|ей|ок|ек|ц|ств|ний|ций)$")
_HYPHENS = ("-", "\u2010", "\u2011")
_QUOTES = frozenset("«»“”\"„‘’'")
_REACH = 8  # tokens after the figure in which its noun is looked for


class Counted(NamedTuple):
    """Tokens first to last (exclusive) are the noun phrase."""

    first: int
    last: int
    group: Group
    unit: str | None
    factor: float = 1.0


class _Sense(NamedTuple):
    group: Group
    unit: str
    factor: float
    length: int


def _singulars(plural: str) -> tuple[str, ...]:
    if plural.endswith("ies"):
        return (plural, plural[:-3] + "y", plural[:-1])
    if plural.endswith(("ses", "xes", "ches", "shes")):
        return (plural, plural[:-2], plural[:-1])
    return (plural, plural[:-1]) if plural.endswith("s") and len(plural) > 3 else (plural,)


def _english() -> dict[tuple[str, ...], _Sense]:
    found: dict[tuple[str, ...], _Sense] = {}
    groups: tuple[tuple[Group, Mapping[str, str]], ...] = (
        ("product", units_en.PRODUCTS),
        ("measure", units_en.MEASURES),
        ("other", units_en.OTHERS),
    )
    for group, nouns in groups:
        for noun, value in nouns.items():
            unit, _, factor = value.partition("*")
            for form in _singulars(noun):
                key = tuple(_PIECES.findall(form))
                found.setdefault(key, _Sense(group, unit, float(factor or 1), len(key)))
    return found


def _russian() -> tuple[dict[str, _Sense], dict[str, _Sense]]:
    stems: dict[str, _Sense] = {}
    forms: dict[str, _Sense] = {}
    groups: tuple[tuple[Group, Mapping[str, str]], ...] = (
        ("product", units_ru.PRODUCTS),
        ("measure", units_ru.MEASURES),
        ("other", units_ru.OTHERS),
    )
    for group, nouns in groups:
        for noun, value in nouns.items():
            unit, _, factor = value.partition("*")
            sense = _Sense(group, unit, float(factor or 1), 1)
            if noun.endswith("="):
                forms.setdefault(noun[:-1], sense)
            else:
                stems.setdefault(noun, sense)
    return stems, forms


_ENGLISH = _english()
_STEMS, _FORMS = _russian()
_LONGEST_STEM = max(map(len, _STEMS))
MEASURES = {
    "en": frozenset(
        key[0] for key, sense in _ENGLISH.items() if sense.group == "measure" and len(key) == 1
    ),
    "ru": frozenset(
        (*(f for f, s in _FORMS.items() if s.group == "measure"), "тонн", "тонны", "гвт", "мвт")
    ),
}
_RUSSIAN_MEASURES: dict[tuple[str, ...], str] = {
    ("гвт", "·", "ч"): "GWh",
    ("гвт", "*", "ч"): "GWh",
    ("гвт", "⋅", "ч"): "GWh",
    ("гвт", "-", "ч"): "GWh",
    ("мвт", "·", "ч"): "MWh",
    ("мвт", "⋅", "ч"): "MWh",
    ("мвт", "*", "ч"): "MWh",
    ("мвт", "-", "ч"): "MWh",
    ("гигаватт", "-", "часов"): "GWh",
    ("мегаватт", "-", "часов"): "MWh",
    ("твт", "·", "ч"): "TWh",
}
_RUSSIAN_OTHER: dict[tuple[str, ...], str] = {
    ("квт", "·", "ч"): "energy",
    ("квт", "⋅", "ч"): "energy",
    ("квт", "*", "ч"): "energy",
    ("л", ".", "с"): "power",
    ("куб", ".", "см"): "volume",
    ("п", ".", "п"): "shares",
}


def _english_sense(words: list[str], i: int) -> _Sense | None:
    for length in (3, 2, 1):
        sense = _ENGLISH.get(tuple(words[i : i + length]))
        if sense and sense.length == length:
            return sense
    return None


@lru_cache(maxsize=8192)
def _russian_word(word: str) -> _Sense | None:
    if word in _FORMS:
        return _FORMS[word]
    for length in range(min(len(word), _LONGEST_STEM), 2, -1):
        if sense := _STEMS.get(word[:length]):
            return sense if len(word) - length <= 6 else None
    return None


def _russian_sense(words: list[str], i: int) -> _Sense | None:
    three = tuple(words[i : i + 3])
    if unit := _RUSSIAN_MEASURES.get(three):
        return _Sense("measure", unit, 1, 3)
    if unit := _RUSSIAN_OTHER.get(three):
        return _Sense("other", unit, 1, 3)
    return _russian_word(words[i]) or (
        _english_sense(words, i) if words[i].isascii() and len(words[i]) > 1 else None
    )


def counted(tokens: Tokens, at: int, words: NumberWords) -> Counted | None:
    """The noun phrase that begins at token `at`, right after a figure; None where there is none."""
    sense_of = _russian_sense if not words.articles else _english_sense
    first = at
    if at < len(tokens) and tokens.words[at] in words.of:
        first = at + 1
        if first >= len(tokens) or tokens.words[first] not in words.determiners:
            return None
    while first < len(tokens) and (
        (tokens.words[first] in words.determiners and (first > at or not words.articles))
        or (tokens.words[first] in _HYPHENS and tokens.glued(first))
        or (
            tokens.words[first] == "."
            and tokens.glued(first)
            and tokens.words[first - 1] in words.scales
        )
    ):
        first += 1
    found = _phrase(tokens, first, words, sense_of)
    if found and found.unit == "units" and found.last + 1 < len(tokens):
        return _of_what(tokens, found, words, sense_of)
    return found


def _of_what(
    tokens: Tokens,
    found: Counted,
    words: NumberWords,
    sense_of: Callable[[list[str], int], _Sense | None],
) -> Counted:
    """ "20,000 units of its T10X SUV", «25 единиц техники»: the thing instead of the unit, where it is known."""
    at = found.last
    if words.of:
        if tokens.words[at] not in words.of:
            return found
        at += 1
        while at < len(tokens) and tokens.words[at] in words.determiners | words.articles:
            at += 1
    inner = _phrase(tokens, at, words, sense_of)
    if inner and inner.group == "product":
        return Counted(found.first, inner.last, "product", inner.unit)
    return found


def _phrase(  # noqa: C901
    tokens: Tokens,
    first: int,
    words: NumberWords,
    sense_of: Callable[[list[str], int], _Sense | None],
) -> Counted | None:
    low, kinds, size = tokens.words, tokens.kinds, len(tokens)
    at, best, fallback = first, None, None
    while at < size and at - first < _REACH:
        word, kind = low[at], kinds[at]
        if kind == "s":
            if (word in _HYPHENS and tokens.glued(at) and tokens.glued(at + 1)) or (
                word in _QUOTES and not best
            ):
                at += 1
                continue
            break
        if kind == "n" or kind in "dx":
            break
        if word in words.stops and not (kind == "w" and tokens.capital(at) and len(word) < 2):
            break
        sense = sense_of(low, at)
        if sense is None:
            if best:
                break
            if fallback is None or (fallback.group == "name" and fallback.last == at):
                fallback = _fallback(tokens, first, at, kind, fallback, words)
            at += 1
            continue
        best = Counted(first, at + sense.length, sense.group, sense.unit, sense.factor)
        at += sense.length
        if not _goes_on(tokens, at, best, words, sense_of):
            break
    if best:
        return _with_others(tokens, best, words, sense_of)
    return fallback


def _goes_on(
    tokens: Tokens,
    at: int,
    best: Counted,
    words: NumberWords,
    sense_of: Callable[[list[str], int], _Sense | None],  # noqa: ARG001
) -> bool:
    """Whether the noun that ends before token `at` is only the first half of the name of the thing."""
    if at >= len(tokens) or best.group == "measure":
        return False
    if words.articles:
        return best.group != "other"
    return bool(_ADJECTIVE.search(tokens.words[at - 1]))


def _with_others(
    tokens: Tokens,
    best: Counted,
    words: NumberWords,
    sense_of: Callable[[list[str], int], _Sense | None],
) -> Counted:
    """ "cars and vans", "cars, vans and trucks": the phrase goes on while the unit is the same."""
    at = best.last
    while at + 1 < len(tokens) and tokens.words[at] in (*words.between_and, "и", ",", "/"):
        sense = sense_of(tokens.words, at + 1)
        if sense is None or sense.unit != best.unit or sense.group != "product":
            break
        best = best._replace(last=at + 1 + sense.length)
        at = best.last
    return best


def _fallback(  # noqa: PLR0913, PLR0917
    tokens: Tokens, first: int, at: int, kind: str, earlier: Counted | None, words: NumberWords
) -> Counted | None:
    """A name ("Patriots", "A350s") or a noun that the lexicon lacks ("refrigerators")."""
    word = tokens.words[at]
    if kind == "c" or tokens.capital(at):
        return Counted(first, at + 1, "name", None)
    if earlier:
        return earlier
    if words.articles:
        is_noun = word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3
    else:
        is_noun = bool(_GENITIVE.search(word))
    return Counted(first, at + 1, "unknown", word) if is_noun else None
