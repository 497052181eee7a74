"""The words that tell who produces, from `lexicon/producers.toml` and `lexicon/countries.toml`, ready for look-up.

English words are met folded ("Iracemápolis" → "iracemapolis"), Russian ones by stem, so in every case.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from extractors.morphology import fold, stem, stems


@dataclass(frozen=True, slots=True)
class ProducerWords:
    """One language's words: list name → the folded words or stems in it."""

    lists: Mapping[str, frozenset[str]]
    shown: Mapping[str, str]
    """Stem → the word as the list has it (the nominative)."""
    lists_of: Mapping[str, frozenset[str]]
    """Word or stem → names of the lists that have it."""

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists.get(name, frozenset())


@dataclass(frozen=True, slots=True)
class Country:
    """A country or its adjective met in a text."""

    code: str
    name: str
    adjective: bool


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("extractors") / "lexicon" / name).read_text("utf-8"))


@cache
def producer_words(language: str) -> ProducerWords:
    """The lists of a language (`en`, `ru`)."""
    raw = _read("producers.toml")[language]
    cut = stem if language == "ru" else fold
    lists = {name: frozenset(cut(w) for w in words) for name, words in raw.items()}
    shown = {cut(w): w for words in raw.values() for w in words}
    lists_of: dict[str, set[str]] = {}
    for name, words in lists.items():
        for word in words:
            lists_of.setdefault(word, set()).add(name)
    return ProducerWords(lists, shown, {word: frozenset(names) for word, names in lists_of.items()})


@cache
def countries(language: str) -> Mapping[tuple[str, ...], Country]:
    """Stems of a country's name or adjective → the country, named in that language."""
    found: dict[tuple[str, ...], Country] = {}
    for code, row in _read("countries.toml").items():
        names, adjectives = (
            (row["en"], row["adj"]) if language == "en" else (row["ru"], row["ruadj"])
        )
        shown = (row[language] or row["adj"])[0]
        for name in names:
            found[stems(name)] = Country(code, shown, adjective=False)
        for name in adjectives:
            found.setdefault(stems(name), Country(code, shown, adjective=True))
    return found


@cache
def country_words(language: str) -> frozenset[str]:
    """First stems of all names of countries."""
    return frozenset(key[0] for key in countries(language))
