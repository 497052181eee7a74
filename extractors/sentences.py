"""The sentences of an article's text, each with its place and the part its line plays.

Lines are paragraphs. A line is a heading, an item of a list, a cell row of a table, or running text; boilerplate
that no article shares with its news (menus, links, tags) is recognised by shape, not by wording.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Role = Literal["headline", "heading", "item", "table", "running"]

LONGEST = 1200
"""Characters; what runs on without an end is cut here, so that one sentence never costs more than this."""

HEADING = 22
"""Words; a longer line without a final stop is no heading."""

# A full stop after these ends no sentence. Lower case, without the stop.
_ABBREVIATED = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "sen",
        "rep",
        "gov",
        "gen",
        "col",
        "lt",
        "sgt",
        "inc",
        "corp",
        "ltd",
        "co",
        "llc",
        "plc",
        "bros",
        "vs",
        "no",
        "nos",
        "fig",
        "est",
        "approx",
        "dept",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "u.s",
        "u.k",
        "u.n",
        "e.u",
        "e.g",
        "i.e",
        "p.m",
        "a.m",
        "mich",
        "calif",
        "ill",
        "ind",
        "tenn",
        "ala",
        "ga",
        "tex",
        "ont",
        "pa",
        "ky",
        "ohio",
        "miss",
        "wis",
        "minn",
        "va",
        "n.c",
        "s.c",
        "n.y",
        "rs",
        "тыс",
        "млн",
        "млрд",
        "трлн",
        "руб",
        "долл",
        "г",
        "гг",
        "в",
        "вв",
        "т",
        "д",
        "п",
        "н",
        "э",
        "ст",
        "ул",
        "им",
        "обл",
        "р-н",
        "пос",
        "кв",
        "м",
        "л",
        "с",
        "км",
        "ч",
        "мин",
        "сек",
        "шт",
        "ед",
        "экз",
        "чел",
        "проф",
        "акад",
        "доц",
        "гос",
        "мед",
        "тов",
        "гр",
        "н.э",
        "т.д",
        "т.п",
        "т.е",
        "и.о",
        "коп",
        "кг",
        "куб",
        "л.с",
    ]
)
_END = re.compile(r"[.!?…]+[\"'»”’)\]]*(?=\s)|;(?=\s*$)")
_STARTS = re.compile(r"\s+[\"'«“„‘(\[—–-]*\s*[A-ZА-ЯЁÀ-ÞŠŽČŁ0-9]")
_WORD_BEFORE = re.compile(r"[\w.’'-]+$")
_BULLET = re.compile(r"\s*(?:[•▪▫◾●‣■►*·–—-]\ufe0f?\s|\d{1,2}[.)]\s|[a-zа-я]\)\s|\+\+\+)")
_TABLE = re.compile(r"\S\s*(?:\||\t)\s*\S")
_FINAL = re.compile(r"[.!?…:;,][\"'»”’)\]]*\s*$")


@dataclass(unsafe_hash=True, slots=True, kw_only=True)
class Sentence:
    """`text[start:end]`, without surrounding space; `line` counts the lines of the text from 0."""

    start: int
    end: int
    line: int
    role: Role


def find_sentences(text: str, skip: frozenset[int] = frozenset()) -> list[Sentence]:
    """The sentences of `text` in order; lines at the positions in `skip` are left out."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(_lines(text)):
        if number in skip or not text[start:end].strip():
            continue
        role = _role(text[start:end], first=not found)
        found += [
            Sentence(start=a, end=b, line=number, role=role) for a, b in _split(text, start, end)
        ]
    return found


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _role(line: str, *, first: bool) -> Role:
    if ("|" in line or "\t" in line) and _TABLE.search(line):
        return "table"
    if _BULLET.match(line):
        return "item"
    if len(line.split(maxsplit=HEADING)) <= HEADING and not _FINAL.search(line):
        return "headline" if first else "heading"
    return "running"


_STAMP = re.compile(r"\d{4}-\d\d-\d\d(?<=\s\d{4}-\d\d-\d\d)(?=\s+[\"«“]?[A-ZА-ЯЁ])")
"""A date in figures between a headline and what follows it, run together: "News from the works 2025-11-12 In 2026, …"."""


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    stamp = _STAMP.search(text, start, end)
    if stamp is not None:
        yield from _split_at_ends(text, start, stamp.end())
        start = stamp.end()
    yield from _split_at_ends(text, start, end)


def _split_at_ends(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _END.finditer(text, start, end):
        if _ends(text, match, end):
            yield from _pieces(text, at, match.end())
            at = match.end()
    yield from _pieces(text, at, end)


def _ends(text: str, match: re.Match[str], end: int) -> bool:
    if match.end() >= end or not _STARTS.match(text, match.end(), min(end, match.end() + 12)):
        return match.end() >= end
    if match.group()[0] != "." or len(match.group()) > 1:
        return True
    before = _WORD_BEFORE.search(text, max(0, match.start() - 24), match.start())
    word = before.group().casefold() if before else ""
    if word == "г" and before and not text[: before.start()].rstrip()[-1:].isdigit():
        return False  # «(г. Красноярск)»
    if word in {
        "г",
        "гг",
        "тыс",
        "млн",
        "млрд",
        "руб",
        "р",
        "долл",
        "т",
        "inc",
        "corp",
        "ltd",
        "co",
        "шт",
        "чел",
    }:
        follower = text[match.end() : match.end() + 30].lstrip(" \"'«“—–-")
        return len(follower) > 1 and follower[0].isupper() and not _is_name_part(word, follower)
    return word not in _ABBREVIATED and not (len(word) == 1 and word.isalpha())


def _is_name_part(word: str, follower: str) -> bool:
    """After `тыс.` or `Inc.` a new sentence opens with a word; a Latin brand or a quoted name goes on."""
    if word in {"inc", "corp", "ltd", "co"}:
        return False
    return bool(re.match(r"[A-Za-z]", follower))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut + 1 if text[cut : cut + 1].isspace() else cut
    if end > start:
        yield start, end
