"""Words without their endings, and Russian names back in the nominative.

Two ways, of two costs: `stem` cuts a case ending by table (cheap, for look-up: a word of the text and a word
of the gazetteer meet in the same stem); `nominative` and `person_nominative` ask pymorphy3 (dear, remembered)
how a phrase reads as a heading.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

LONGEST_WORD = 40
"""Longer "words" are noise (base64, digits without end) and are neither cut nor remembered."""

WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile(r"[а-яёА-ЯЁ]")
_ODD_LATIN = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "đ": "d", "æ": "ae", "œ": "oe", "ə": "a"})
_ENDINGS = tuple(
    sorted(
        [
            "ыми",
            "ими",
            "ого",
            "его",
            "ому",
            "ему",
            "ами",
            "ями",
            "ой",
            "ей",
            "ый",
            "ий",
            "ая",
            "яя",
            "ое",
            "ее",
            "ые",
            "ие",
            "ых",
            "их",
            "ую",
            "юю",
            "ым",
            "им",
            "ом",
            "ем",
            "ою",
            "ею",
            "ов",
            "ев",
            "ам",
            "ям",
            "ах",
            "ях",
            "ью",
            "ия",
            "ию",
            "ии",
            "ием",
            "ией",
            "ий",
            "ие",
            "иям",
            "иями",
            "иях",
            "а",
            "я",
            "у",
            "ю",
            "е",
            "и",
            "ы",
            "о",
            "ь",
            "й",
        ],
        key=len,
        reverse=True,
    )
)
_TRANSLITERATED = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
        ],
        strict=True,
    )
)


def is_cyrillic(word: str) -> bool:
    """True where the word has a Cyrillic letter."""
    return _CYRILLIC.search(word) is not None


@lru_cache(maxsize=32_768)
def fold(word: str) -> str:
    """Case, accents and ё out of the way: "Iracemápolis" → "iracemapolis", "Королёв" → "королев"."""
    folded = word.casefold().replace("ё", "е")
    if folded.isascii() or is_cyrillic(folded):
        return folded
    plain = unicodedata.normalize("NFKD", folded.translate(_ODD_LATIN))
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    folded = fold(word)
    if not is_cyrillic(folded[-1:]):
        return folded
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= 2:
            return folded[: -len(ending)]
    return folded


def stem(word: str) -> str:
    """The folded word without its Russian case ending: "АвтоВАЗе" → "автоваз", "Kaluga" → "kaluga"."""
    return _stem(word) if len(word) <= LONGEST_WORD else word


def stems(text: str) -> tuple[str, ...]:
    """Stems of all words of a text."""
    return tuple(stem(word) for word in WORD.findall(text))


def words_of(text: str) -> list[tuple[str, int, int]]:
    """(word, start, end) of each word of a text."""
    return [(m[0], *m.span()) for m in WORD.finditer(text)]


def transliterate(text: str) -> str:
    """Cyrillic in Latin letters, one plain way: "дальавто" → "dalavto"."""
    return "".join(_TRANSLITERATED.get(c, c) for c in text.casefold())


_LOOKALIKES = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")
_ALIKE = (
    ("dzh", "j"),
    ("shch", "sch"),
    ("ck", "k"),
    ("kh", "h"),
    ("ph", "f"),
    ("x", "ks"),
    ("w", "v"),
    ("y", "i"),
    ("q", "k"),
)
"""Two ways to write one sound."""


@lru_cache(maxsize=8192)
def skeleton(name: str) -> str:
    """What names of one thing in both alphabets have in common: "Granta", «Гранты» → "grant"; "К5", "K5" → "k5"."""
    return " ".join(_bones(word) for word in WORD.findall(name))


def _bones(word: str) -> str:
    if is_cyrillic(word) and word.isupper() and len(word) <= 3:
        word = word.translate(_LOOKALIKES)
    bones = transliterate(stem(word))
    for one, other in _ALIKE:
        bones = bones.replace(one, other)
    bones = re.sub(r"c(?=[ei])", "s", bones)
    bones = re.sub(r"c(?!h)", "k", bones)
    bones = re.sub(r"(\D)\1", r"\1", bones)
    return bones.rstrip("aeiou") or bones


@cache
def _analyzer() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=32_768)
def parses(word: str) -> tuple[Any, ...]:
    """What pymorphy3 takes a Russian word for, likeliest first."""
    return tuple(_analyzer().parse(word)) if len(word) <= LONGEST_WORD else ()


@lru_cache(maxsize=32_768)
def is_known(word: str) -> bool:
    """True where the dictionary has the Russian word."""
    return len(word) <= LONGEST_WORD and bool(_analyzer().word_is_known(word))


@lru_cache(maxsize=32_768)
def has_tag(word: str, *tags: str) -> bool:
    """True where some reading of the word carries one of the grammemes (`Geox`, `Name`, `Surn`, …)."""
    return any(tag in p.tag for p in parses(word) for tag in tags)


def like(said: str, form: str) -> str:
    """`form` with the capitals of `said`: like("КАМАЗа", "камаз") → "КАМАЗ"."""
    if said.isupper() and len(said) > 1:
        return form.upper()
    shared = 0
    while shared < min(len(said), len(form)) and fold(said[shared]) == fold(form[shared]):
        shared += 1
    head = said[:shared] or (form[:1].upper() if said[:1].isupper() else form[:1])
    return head + form[len(head) :]


_CASE_ENDINGS = {
    "gent": ("а", "я", "ы", "и"),
    "datv": ("у", "ю"),
    "ablt": ("ом", "ем"),
    "loct": ("е",),
}


@lru_cache(maxsize=16_384)
def nominative_word(word: str) -> str:
    """One name in the nominative: "Вольтора" → "Вольтор", "Калуге" → "Калуга"; what has no Cyrillic stays."""
    if not is_cyrillic(word) or word.isupper():
        return word
    nouns = [p for p in parses(word) if "NOUN" in p.tag or "ADJF" in p.tag]
    if not nouns or any(
        "nomn" in p.tag and "plur" not in p.tag and p.score >= 0.2
        for p in nouns
        if "Geox" not in p.tag
    ):
        return word
    best = next((p for p in nouns if "Geox" in p.tag), nouns[0])
    if "nomn" in best.tag:
        return word
    form = best.inflect({"nomn"})
    return like(word, form.word) if form else word


@lru_cache(maxsize=16_384)
def nominative(words: tuple[str, ...]) -> tuple[str, ...]:
    """Adjectives and their noun in the nominative; the noun is the last word: ("Калужском", "автозаводе")."""
    if not words or not any(is_cyrillic(w) for w in words):
        return words
    noun = next((p for p in parses(words[-1]) if "NOUN" in p.tag), None)
    if noun is None:
        return tuple(nominative_word(w) for w in words)
    head = noun.inflect({"nomn"}) or noun
    wanted = {"nomn", head.tag.number} | ({head.tag.gender} if head.tag.number == "sing" else set())
    return (
        *(_agreeing(word, frozenset(w for w in wanted if w)) for word in words[:-1]),
        like(words[-1], head.word),
    )


@lru_cache(maxsize=4096)
def nominative_phrase(said: str, words: tuple[str, ...]) -> str:
    """A name of several words whose leading adjectives and noun are oblique: «Обуховского завода» → «Обуховский завод»."""
    first = next(iter(parses(words[0])), None)
    if first is None or "ADJF" not in first.tag or "nomn" in first.tag:
        return said
    noun = next((i for i, w in enumerate(words) if parses(w) and "NOUN" in parses(w)[0].tag), None)
    if noun is None:
        return said
    found = said
    for word, form in zip(words, nominative(words[: noun + 1]), strict=False):
        found = found.replace(word, form, 1)
    return found


def _agreeing(word: str, wanted: frozenset[str]) -> str:
    if not is_cyrillic(word):
        return word
    for parse in parses(word):
        if "ADJF" in parse.tag or "PRTF" in parse.tag:
            form = parse.inflect(wanted)
            return like(word, form.word) if form else word
    return word


def case_of(word: str) -> str | None:
    """`nomn`, `gent`, …: the likeliest case of a Russian noun; None where it cannot be told."""
    for parse in parses(word):
        if parse.tag.case:
            return str(parse.tag.case)
    return None
