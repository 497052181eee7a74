"""Words that bound a figure: "up to about 50,000", «не менее 300», "100,000-plus"."""

import re
from typing import NamedTuple

from extractors.lexicon.number_words import NumberWords
from extractors.lexicon.numbers_en import ENGLISH
from extractors.lexicon.numbers_ru import RUSSIAN
from extractors.tokens import Tokens

WORDS: dict[str, NumberWords] = {"en": ENGLISH, "ru": RUSSIAN}
DASHES = frozenset("-–—‑‐−")
_ENDS = {
    "about": "both",
    "almost": "both",
    "just under": "both",
    "up to": "up to",
    "at most": "high",
    "less than": "high",
    "at least": "low",
    "over": "low",
    "just over": "low",
}
_PIECES = re.compile(r"[^\W_]+|[^\w\s]")

Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


class Bound(NamedTuple):
    """`ends` says which ends of the figure hold: both, low, high, or up to (the high one)."""

    first: int
    """Token at which the bounding words begin."""
    wording: str | None = None
    ends: str = "both"
    approximate: bool = False

    def limits(self, low: float, high: float) -> tuple[float | None, float | None]:
        """The bounds of a figure or range; "up to 600-650" keeps both."""
        if low != high:
            return low, None if self.ends == "low" else high
        return (None if self.ends in ("high", "up to") else low), (
            None if self.ends == "low" else high
        )


def _by_word(phrases: dict[str, str], place: int) -> Phrases:
    found: Phrases = {}
    for phrase, wording in phrases.items():
        pieces = tuple(_PIECES.findall(phrase))
        found.setdefault(pieces[place], []).append((pieces, wording))
    for rows in found.values():
        rows.sort(key=lambda row: -len(row[0]))
    return found


_BEFORE = {language: _by_word(words.before, -1) for language, words in WORDS.items()}
_AFTER = {language: _by_word(words.after, 0) for language, words in WORDS.items()}


def bound_before(tokens: Tokens, begin: int, language: str, *, vague: bool, reached: bool) -> Bound:
    """The bounding phrases before token `begin`: "at least some". `vague`: the figure itself is (a couple of thousand).

    `reached`: the figure is the end of a change, so that "to" and «до» before it bound nothing.
    """
    low, words = tokens.words, WORDS[language]
    bound = Bound(begin, "about" if vague else None, "both", vague)
    at = begin
    for _ in range(4):
        size, said = _phrase_before(low, at, language)
        if not said:
            filler = at > max(begin - 3, 0) and (
                low[at - 1] in words.fillers or low[at - 1] in words.articles
            )
            if not filler:
                break
            at -= 1
            continue
        if reached and said == "up to":
            break
        at -= size
        bound = _with(bound._replace(first=at), said)
    if reached and bound.first and low[bound.first - 1] in words.from_to:
        return bound._replace(first=bound.first - 1)
    return bound


def _with(bound: Bound, said: str) -> Bound:
    """The bound with one more phrase; what limits goes over what only approximates."""
    ends = _ENDS[said]
    if ends == "both":
        return bound._replace(approximate=True, wording=bound.wording or said)
    if bound.ends == "both":
        return bound._replace(wording=said, ends=ends)
    return bound


def _phrase_before(low: list[str], at: int, language: str) -> tuple[int, str]:
    if at:
        for pieces, wording in _BEFORE[language].get(low[at - 1], ()):
            size = len(pieces)
            if size <= at and tuple(low[at - size : at]) == pieces:
                return size, wording
    return 0, ""


def bound_after(tokens: Tokens, last: int, bound: Bound, language: str) -> tuple[int, Bound]:
    """The bound with "-plus", "+", "or more", «с лишним» after the figure, and the token after them."""
    low = tokens.words
    if last >= len(low):
        return last, bound
    if low[last] == "+" and tokens.glued(last):
        return last + 1, Bound(bound.first, "over", "low", bound.approximate)
    at = last + 1 if low[last] in DASHES and tokens.glued(last) and last + 1 < len(low) else last
    for pieces, wording in _AFTER[language].get(low[at], ()):
        if tuple(low[at : at + len(pieces)]) == pieces:
            if _ENDS[wording] == "both":
                return at + len(pieces), _with(bound, wording)
            return at + len(pieces), Bound(bound.first, wording, _ENDS[wording], bound.approximate)
    return last, bound
