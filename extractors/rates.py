"""Rates of a figure: "a year", "-a-year", «в сутки», "annual capacity of"."""

from typing import NamedTuple

from extractors.lexicon.number_words import NumberWords
from extractors.tokens import HYPHENS, Tokens

_BETWEEN = frozenset(
    ("-", "working", "calendar", "рабочий", "календарный", "single", "full", "один", "одну", "одни")
)
_AGO = frozenset(("ago", "earlier", "before", "later", "after", "назад", "ago,", "previously"))
_BRIEF = {"y": "year", "a": "year", "d": "day"}
"""After a stroke: 250,000 bbl/d."""
_AHEAD, _BACK = 9, 13  # tokens


class Rate(NamedTuple):
    """Tokens first to last (exclusive) say per what; `time` is year, month, week, day or other."""

    time: str
    first: int
    last: int


def rate_at(tokens: Tokens, at: int, words: NumberWords) -> Rate | None:
    """The rate whose words begin at token `at`."""
    low, size, first = tokens.words, len(tokens), at
    while at < size and low[at] in HYPHENS and tokens.glued(at):
        at += 1
    if at >= size:
        return None
    if low[at] in words.rate_adverbs:
        return Rate(words.rate_adverbs[low[at]], first, at + 1)
    if low[at : at + 4] == ["p", ".", "a", "."]:
        return Rate("year", first, at + 3)
    if low[at] == "in" and low[at + 1 : at + 2] == ["a"]:
        at += 1
    if low[at : at + 1] == ["за"] and low[at + 1 : at + 2] in (["смену"], ["сутки"], ["час"]):
        return Rate(words.rate_times[low[at + 1]], first, at + 2)
    return _rate_named(tokens, at, first, words)


def _rate_named(tokens: Tokens, at: int, first: int, words: NumberWords) -> Rate | None:
    """ "a year", "per working day", «в сутки», "/year" at token `at`."""
    low, size = tokens.words, len(tokens)
    if low[at : at + 2] == ["on", "an"] and low[at + 3 : at + 4] == ["basis"]:
        adjective = words.rate_adjectives.get(low[at + 2])
        return Rate(adjective, first, at + 4) if adjective else None
    if low[at] not in words.rate_in and low[at] != "/":
        return None
    glued = low[at] == "/" and at and tokens.glued(at) and tokens.glued(at + 1)
    if glued and low[at - 1] != "n" and (brief := _BRIEF.get(low[at + 1] if at + 1 < size else "")):
        return Rate(brief, first, at + 2)
    at += 1
    while at < size and low[at] in _BETWEEN:
        at += 1
    time = words.rate_times.get(low[at]) if at < size else None
    if time is None or (at + 1 < size and low[at + 1] in _AGO):
        return None
    return Rate(time, first, at + 1)


def rate_after(tokens: Tokens, last: int, limit: int, words: NumberWords) -> Rate | None:
    """The rate after a figure and its noun, in the clause and before token `limit`."""
    low = tokens.words
    aside = 0
    for at in range(last, min(last + _AHEAD, len(low), limit + 1)):
        word = low[at]
        if at < aside:
            continue
        if word == "(" and at == last:
            if rate := rate_at(tokens, at + 1, words):  # "250,000 cars (a year)"
                return rate
            if low[at + 2 : at + 3] == [")"]:  # "49 gigawatt hours (GWh) per year"
                aside = at + 3
                continue
        if word in ",;.()!?:":
            abbreviated = (
                word == "." and at == last and at + 1 < len(low) and not tokens.capital(at + 1)
            )
            if at == last and (word == ")" or abbreviated):
                continue
            return None
        if (
            word in words.rate_adjectives
            and low[at + 1 : at + 2]
            and low[at + 1].startswith(words.rated)
        ):
            return Rate(
                words.rate_adjectives[word], at, at + 2
            )  # "half a million of annual capacity"
        if rate := rate_at(tokens, at, words):
            return rate
    return None


def rate_before(tokens: Tokens, first: int, floor: int, words: NumberWords) -> Rate | None:
    """ "annual capacity of 40 GWh", «ежегодно выпускать 3000», «в год 300 тыс.»: rates between token `floor` and the figure."""
    low = tokens.words
    rated, adverbs = words.rated, words.rate_adverbs
    for at in range(first - 1, max(floor, first - _BACK, 0) - 1, -1):
        word = low[at]
        if word in ".;!?•|":
            return None
        if word in words.rate_adjectives and at == first - 1:  # "an annual 150,000"
            return Rate(words.rate_adjectives[word], at, at + 1)
        if word in words.rate_adjectives and any(
            nxt.startswith(rated) for nxt in low[at + 1 : min(at + 4, first)]
        ):
            return Rate(words.rate_adjectives[word], at, at + 1)
        if word in adverbs and first - at <= 6 and word not in words.rate_times:
            return Rate(adverbs[word], at, at + 1)
        if (
            word in words.rate_before
            and first - at <= 6
            and low[at + 1] in words.rate_times
            and low[at + 1] not in words.not_before
        ):
            return Rate(words.rate_times[low[at + 1]], at, at + 2)
    return None
