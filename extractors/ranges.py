"""Two figures that belong together: the ends of a range, or of a change."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractors.bounds import DASHES
from extractors.lexicon.number_words import NumberWords
from extractors.lexicon.old_ends import PASSED, PRESENT
from extractors.money import money_before
from extractors.numerals import Numeral, times
from extractors.tokens import Tokens

MOST_OF_NOUN = 4
DIFFERENCE = frozenset(("на", "или"))
"""«увеличила на 7,1 %, или 1 до 15»: by how much, and to what."""
_ELIDED = re.compile(r"[1-9]\d{0,2}\s?[-–—‑]\s?[1-9]\d{0,2}[,. \u00a0]000")
_CHANGED = 14
"""Tokens before "by" in which a word of change is looked for."""
_BACK = 9  # tokens before "from" in which a word of change is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure, or the two of a range: tokens first to last (exclusive) are the numerals with what stands between."""

    numeral: Numeral
    """The last one, whose scale and noun count."""
    first: int
    last: int
    low: float
    high: float
    step: float
    begin: int
    """Token at which it begins with "between" or a currency."""
    currency: str | None = None
    change: Literal["from", "to"] | None = None
    closed: bool = False
    """A range "from … to": what bounds the first end bounds nothing of the last."""


def changed_by(tokens: Tokens, begin: int, words: NumberWords) -> bool:
    """ "raised its schedule for the quarter by 52,000 cars": whether the figure at token `begin` is by how much."""
    low = tokens.words
    if not begin or low[begin - 1] not in words.by:
        return False
    if words.grown:
        return _grown_by(low[max(0, begin - 1 - _CHANGED) : begin - 1], words)
    first = max(0, begin - _CHANGED)
    ends = [
        at
        for at in range(first, begin)
        if low[at] == ";"
        or (low[at] == "." and not tokens.glued(at + 1) and tokens.capital(at + 1))
    ]
    return not words.change.isdisjoint(low[ends[-1] if ends else first : begin])


def _grown_by(before: Sequence[str], words: NumberWords) -> bool:
    """«увеличил выпуск на 2 тыс. машин», but «рассчитан на 50 тыс.»."""
    for word in reversed(before):
        if word in ".,;:()—–" or word.startswith(words.planned) or word in words.sized:
            return False
        if word.startswith(words.grown) or word in words.grown_words:
            return True
    return False


class Ranges:
    """Joins the numerals of one text."""

    def __init__(self, tokens: Tokens, words: NumberWords) -> None:
        self.tokens = tokens
        self.low = tokens.words
        self.words = words

    def figures(self, found: list[Numeral]) -> list[Figure]:
        """Each numeral once, alone or joined with its neighbour; the ends of a change may be ranges themselves."""
        spans = self._pairs([self._single(n) for n in found], self._dashed)
        return self._pairs(spans, self._change_or_range)

    @staticmethod
    def _pairs(found: list[Figure], join: Callable[[Figure, Figure], list[Figure]]) -> list[Figure]:
        figures: list[Figure] = []
        k = 0
        while k < len(found):
            joined = join(found[k], found[k + 1]) if k + 1 < len(found) else []
            figures += joined or [found[k]]
            k += 2 if joined else 1
        return figures

    def _single(self, n: Numeral) -> Figure:
        currency, begin = money_before(self.tokens, n.first, self.words)
        return Figure(
            numeral=n,
            first=n.first,
            last=n.last,
            low=n.value,
            high=n.value,
            step=n.step,
            begin=begin,
            currency=currency,
        )

    def _dashed(self, f: Figure, g: Figure) -> list[Figure]:
        gap = self._gap(f, g)
        return self._range(f, g) if gap and gap[0] in DASHES else []

    def _change_or_range(self, f: Figure, g: Figure) -> list[Figure]:
        """Two figures for a change from one to the other, one for a range in words, none where they stand apart."""
        gap = self._gap(f, g)
        if f.numeral.ordinal != g.numeral.ordinal or not gap or gap[-1] not in self.words.from_to:
            return self._range(f, g)
        before, factor = self._before(f), self._factor(f.numeral, g.numeral)
        first = times(f.low, factor)
        falls = before in self.words.from_words and first > g.high
        if not falls and (not self._is_change(f, before) or self._rises_in_a_fall(f, g, before)):
            return self._range(f, g)
        if not self._near(gap):
            return []
        high, step = times(f.high, factor), f.step * factor
        old = replace(f, low=first, high=high, step=step, change="from")
        return [old, replace(g, change="to")]

    def _range(self, f: Figure, g: Figure) -> list[Figure]:
        """One figure for the ends of a range, none where they are none."""
        a, b, gap = f.numeral, g.numeral, self._gap(f, g)
        if self._same_noun(f, g, gap):
            gap = gap[-1:]
        if a.ordinal != b.ordinal or len(gap) != 1 or f.low != f.high or g.low != g.high:
            return []
        before, factor = self._before(f), self._factor(a, b) * self._elided(a, b, gap[0])
        first, last, later = times(f.low, factor), g.high, 1.0
        if self._goes_on(a, b, gap[0]):
            later = a.scale
            last = times(last, later)
        if first >= last or not self._is_range(gap[0], a, before):
            return []
        if gap[0] in self.words.from_to and changed_by(self.tokens, f.begin, self.words):
            return []
        opens = before in self.words.between or before in self.words.from_words
        near = opens and self._opening(f) == f.begin - 1
        return [
            Figure(
                numeral=b if later == 1 else b._replace(vague=True),
                first=a.first,
                last=b.last,
                low=first,
                high=last,
                step=min(a.step * factor, b.step * later),
                begin=f.begin - near,
                currency=f.currency,
                closed=opens and not near,
            )
        ]

    def _elided(self, a: Numeral, b: Numeral, link: str) -> float:
        """ "140-150,000": the thousands of the second are of both."""
        short = link in DASHES and a.figures and b.figures and a.scale == b.scale == 1
        written = self.tokens.span(a.first, b.last)
        thousands = short and a.value < 1000 <= b.value < 1e6 and b.value % 1000 == 0
        return (
            1000.0 if thousands and _ELIDED.fullmatch(written) and a.value * 1000 < b.value else 1.0
        )

    def _same_noun(self, f: Figure, g: Figure, gap: list[str]) -> bool:
        """«от 10,8 миллиона тонн до 11,2 миллиона тонн»: what is counted stands behind both ends."""
        noun = gap[:-1]
        if (
            not 0 < len(noun) < MOST_OF_NOUN or self._before(f) != "от"
        ):  # English "from" may be a change
            return False
        again = self.low[g.last : g.last + len(noun)]
        return (
            gap[-1] in self.words.from_to
            and all(w.isalpha() for w in noun)
            and [w[:3] for w in noun] == [w[:3] for w in again]
        )

    @staticmethod
    def _goes_on(a: Numeral, b: Numeral, link: str) -> bool:
        """«тысяч пять–семь»: the scale before the first is of both."""
        return link in DASHES and a.vague and a.scale >= 1000 and b.scale == 1 and b.value < 1000

    def _before(self, f: Figure) -> str:
        """The word before a figure; before "the current", "about" and the like where that is "from"."""
        at = self._opening(f)
        return self.low[at] if at >= 0 else ""

    def _opening(self, f: Figure) -> int:
        at = f.begin - 1
        while at > 0 and (self.low[at] in PRESENT or PASSED.fullmatch(self.low[at])):
            at -= 1
        opens = at >= 0 and self.low[at] in self.words.from_words | self.words.change_from
        return at if opens else f.begin - 1

    def _gap(self, f: Figure, g: Figure) -> list[str]:
        """The words between, without the point of an abbreviation and the currency of the second."""
        start = f.last
        if (
            start < g.begin
            and self.low[start] == "."
            and self.low[start - 1] in self.words.abbreviations
        ):
            start += 1
        return self.low[start : max(g.begin, start)]

    def _near(self, gap: list[str]) -> bool:
        return len(gap) <= 6 and not any(word in ".;,()" for word in gap)

    @staticmethod
    def _factor(a: Numeral, b: Numeral) -> float:
        """The scale of the second where it is meant for the first too: 80–100 тыс."""
        alike = a.scale == 1 and b.scale >= 1000 and a.value < 1000 and a.figures == b.figures
        return b.scale if alike else 1.0

    def _is_range(self, link: str, a: Numeral, before: str) -> bool:
        words = self.words
        if link in words.between_and and before in words.between:
            return True
        if link in words.range_words:
            return link not in words.from_to or before not in DIFFERENCE
        if link not in DASHES:
            return False
        spaced_after_name = (
            not self.tokens.glued(a.last) and a.first and a.value < 100 and a.scale == 1
        )
        return not (spaced_after_name and self.tokens.capital(a.first - 1))

    def _rises_in_a_fall(self, f: Figure, g: Figure, before: str) -> bool:
        """ "down from 200,000 to 300,000": the old value, which was a range."""
        at = self._opening(f)
        near = self.low[max(0, at - _BACK + 1) : at]
        rises = times(f.low, self._factor(f.numeral, g.numeral)) < g.high
        return before in self.words.from_words and rises and not self.words.falling.isdisjoint(near)

    def _is_change(self, f: Figure, before: str) -> bool:
        if before in self.words.change_from:
            return True
        if before not in self.words.from_words or not self.words.change:
            return False
        at = self._opening(f)
        if not PRESENT.isdisjoint(self.low[at : f.begin]):
            return True
        return any(word in self.words.change for word in self.low[max(0, at - _BACK + 1) : at])
