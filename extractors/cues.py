"""Words that tell what is being said: the cues of a sentence, in one pass over its words.

A cue has a tag of one meaning for all languages (`make.past`, `cap`, `plan.noun`, `not`, …); the tables that give
words their tags are `extractors/lexicon/cues_en.py` and `cues_ru.py`. Looking a word up is cached, so the cost of
an article is that of splitting it into words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

from extractors.lexicon import cues_en, cues_ru, events_en, events_ru

_TOKEN = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*|\w+(?:[-'’.]\w+)*|n't|[^\w\s]")
_GAP = 3
_QUELLING = frozenset({"cap", "diff", "not", "badmoney", "plan.past", "total", "people"})
"""Tags whose phrases of several words hide the single words inside them ("production capacity", "units sold")."""

_PAST = re.compile(r"(?:л|ла|ло|ли)(?:сь|ся)?$|(?:шел|рос|зошел|греб)(?:ся)?$")
_INFINITIVE = re.compile(r"(?:ть|ти|чь)(?:ся)?$")
_SHORT_PARTICIPLE = re.compile(r"(?:ен|ена|ено|ены|ан|ана|ано|аны|ят|ята|ято|яты|т|та|то|ты)$")
_LONG_PARTICIPLE = re.compile(
    r"(?:нн|вш|ющ|ущ|ащ|ящ|ем|им|т)(?:ый|ий|ого|его|ому|ему|ым|им|ом|ем|ая|яя|ой|ей|ую|юю|ое|ее|ые|ие|ых|их|ыми|ими)(?:ся)?$"
)
_GERUND = re.compile(r"(?:я|в|вши|ясь|вшись|учи|ючи)$")
_NOT_VERBS = frozenset(
    [
        "начало",
        "начале",
        "началом",
        "началу",
        "начальник",
        "начальника",
        "начальную",
        "начальный",
        "начальная",
        "открытие",
        "закрытие",
    ]
)
_NOUN = re.compile(r"(?:ени|ани|ни|ти|к)(?:е|я|ю|ем|и|й|ям|ями|ях|а|у|ой|ку)$")
_FINITE = re.compile(r"(?:у|ю|ет|ит|ем|им|ете|ите|ут|ют|ат|ят|аст|адут)(?:ся|сь)?$")
_SHORT_T = frozenset(
    {
        "добыт",
        "добыто",
        "добыта",
        "добыты",
        "начат",
        "начато",
        "начата",
        "начаты",
        "открыт",
        "открыта",
        "открыто",
        "открыты",
        "закрыт",
        "закрыта",
        "закрыто",
        "закрыты",
        "снят",
        "снята",
        "сняты",
    }
)


class Token(NamedTuple):
    """A word, number or sign; `lower` is folded (`ё` as `е`, `’` as `'`)."""

    start: int
    end: int
    lower: str


class Cue(NamedTuple):
    """A tagged word or phrase: tokens `first` to `last` inclusive of the sentence."""

    tag: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Pattern:
    tag: str
    rest: tuple[str, ...]
    second: str = ""
    """The word that must come next, where the pattern names one."""


def fold(text: str) -> str:
    return text.casefold().replace("ё", "е").replace("’", "'")


_folded = lru_cache(maxsize=65536)(fold)


def find_tokens(text: str, start: int, end: int) -> list[Token]:
    """Words, numbers and signs of `text[start:end]`, spans in `text`."""
    folded, make = _folded, partial(tuple.__new__, Token)
    return [make((*m.span(), folded(m[0]))) for m in _TOKEN.finditer(text, start, end)]


class Lexicon:
    """One language's cue tables, looked up by word."""

    def __init__(self, words: Mapping[str, str], verbs: Sequence[tuple[str, str, str]]) -> None:
        self._exact: dict[str, list[_Pattern]] = {}
        self._stems: dict[str, list[tuple[str, _Pattern]]] = {}
        self._verbs: dict[str, list[tuple[str, str, str]]] = {}
        for tag, table in words.items():
            for pattern in _patterns(table):
                self._add(tag, pattern)
        for stem, aspect, tag in verbs:
            self._verbs.setdefault(stem[:3] if len(stem) > 2 else stem, []).append(
                (stem, aspect, tag)
            )
        self.opening = lru_cache(maxsize=65536)(self._opening)

    def _add(self, tag: str, pattern: tuple[str, ...]) -> None:
        first, rest = pattern[0], pattern[1:]
        plain = bool(rest) and rest[0] != ".." and not rest[0].endswith("*")
        entry = _Pattern(tag, rest, rest[0] if plain else "")
        if first.endswith("*"):
            self._stems.setdefault(first[:3].rstrip("*"), []).append((first[:-1], entry))
        else:
            self._exact.setdefault(first, []).append(entry)

    def _opening(self, word: str) -> tuple[_Pattern, ...]:
        """Patterns that may begin with `word`, longest first."""
        found = list(self._exact.get(word, ()))
        for size in (1, 2, 3):
            found += (
                [p for stem, p in self._stems.get(word[:size], ()) if word.startswith(stem)]
                if len(word[:size]) == size
                else []
            )
        found += self._verb_patterns(word)
        unique = dict.fromkeys(found)
        return tuple(sorted(unique, key=lambda p: -len(p.rest)))

    def _verb_patterns(self, word: str) -> list[_Pattern]:
        """The verbs that `word` is a form of: for each tag that of the longest stem."""
        stems = [
            row
            for size in (1, 2, 3)
            for row in self._verbs.get(word[:size], ())
            if word.startswith(row[0])
        ]
        longest = {
            tag: (stem, aspect)
            for stem, aspect, tag in sorted(dict.fromkeys(stems), key=lambda r: len(r[0]))
        }
        forms = {tag: verb_form(word, aspect) for tag, (_, aspect) in longest.items()}
        return [
            _Pattern(f"{tag}.{form}", ())
            for tag, form in forms.items()
            if form and word not in _NOT_VERBS
        ]


def _patterns(table: str) -> Iterator[tuple[str, ...]]:
    for pattern in table.split(";"):
        words = tuple(fold(pattern).split())
        if words and words[0] not in {"*", ".."}:
            yield words


def verb_form(word: str, aspect: str) -> str | None:
    """past, inf, fut, pres, part (short participle), adj; None where the word is no form of the verb."""
    if _PAST.search(word):
        return "past"
    if _INFINITIVE.search(word):
        return "inf"
    if word in _SHORT_T or (
        _SHORT_PARTICIPLE.search(word)
        and not word.endswith(("ат", "ят", "ет", "ит", "ют", "ут", "ост", "аст"))
    ):
        return "part"
    if _LONG_PARTICIPLE.search(word) and len(word) > 7:
        return "adj"
    if _FINITE.search(word) and not _NOUN.search(word):
        return "fut" if aspect == "p" else "pres"
    return None


def _english_verbs(tables: Mapping[str, str]) -> dict[str, str]:
    words: dict[str, list[str]] = {}
    for tag, table in tables.items():
        for row in table.split("\n"):
            forms = [f.replace("_", " ") for f in row.split()]
            if len(forms) == 5:
                names = ("inf", "pres", "past", "past", "ing")
                for name, form in zip(names, forms, strict=True):
                    words.setdefault(f"{tag}.{name}", []).append(form)
    return {tag: "; ".join(forms) for tag, forms in words.items()}


def _joined(*tables: Mapping[str, str]) -> dict[str, str]:
    whole: dict[str, str] = {}
    for table in tables:
        for tag, words in table.items():
            whole[tag] = f"{whole[tag]}; {words}" if tag in whole else words
    return whole


def _russian_verbs(tables: Mapping[str, str]) -> list[tuple[str, str, str]]:
    return [
        (stem, aspect, tag)
        for tag, table in tables.items()
        for row in table.split(";")
        if row.strip()
        for stem, aspect in [fold(row).split()]
    ]


LEXICONS = {
    "en": Lexicon(
        _joined(cues_en.WORDS, events_en.WORDS, _english_verbs(cues_en.TAGGED_VERBS)), ()
    ),
    "ru": Lexicon(
        _joined(cues_ru.WORDS, events_ru.WORDS),
        _russian_verbs(_joined(cues_ru.VERB_STEMS, events_ru.VERB_STEMS)),
    ),
}


def find_cues(tokens: Sequence[Token], language: str) -> list[Cue]:
    """All cues of a sentence in order; a phrase may hide the single words inside it."""
    opening = LEXICONS[language].opening
    found: list[Cue] = []
    words = [t.lower for t in tokens]
    following = [*words[1:], ""]
    for i, word in enumerate(words):
        for pattern in opening(word):
            if pattern.second and pattern.second != following[i]:
                continue
            last = _match(words, i, pattern.rest) if pattern.rest else i
            if last >= 0:
                found.append(Cue(pattern.tag, i, last))
    hidden = {
        k
        for cue in found
        if cue.last > cue.first and cue.tag in _QUELLING
        for k in range(cue.first, cue.last + 1)
    }
    return [
        c
        for c in found
        if c.last > c.first or c.first not in hidden or c.tag in {"can", "will", "neg"}
    ]


def _match(words: Sequence[str], i: int, rest: tuple[str, ...]) -> int:
    """Index of the last word matched after `i`, or -1."""
    at, k, gap = i, 0, 0
    while k < len(rest):
        if rest[k] == "..":
            gap, k = _GAP, k + 1
            if k == len(rest):
                return at
            continue
        step = next(
            (n for n in range(1, gap + 2) if at + n < len(words) and _same(words[at + n], rest[k])),
            0,
        )
        if not step:
            return -1
        at, k, gap = at + step, k + 1, 0
    return at


def _same(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
