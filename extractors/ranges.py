"""Two figures that belong together: the ends of a range, or of a change."""

from dataclasses import dataclass
from typing import Literal

from extractors.bounds import DASHES
from extractors.lexicon.number_words import NumberWords
from extractors.money import money_before
from extractors.numerals import Numeral, times
from extractors.tokens import Tokens

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


class Ranges:
    """Joins the numerals of one text."""

    def __init__(self, tokens: Tokens, words: NumberWords) -> None:
        self.tokens = tokens
        self.low = tokens.words
        self.words = words

    def figures(self, found: list[Numeral]) -> list[Figure]:
        """Each numeral once, alone or joined with its neighbour."""
        figures: list[Figure] = []
        k = 0
        while k < len(found):
            joined = self._joined(found[k], found[k + 1]) if k + 1 < len(found) else []
            figures += joined or [self._single(found[k])]
            k += 2 if joined else 1
        return figures

    def _single(
        self, n: Numeral, value: float | None = None, change: Literal["from", "to"] | None = None
    ) -> Figure:
        value = n.value if value is None else value
        step = n.step * value / n.value if n.value else n.step
        currency, begin = money_before(self.tokens, n.first, self.words)
        return Figure(
            numeral=n,
            first=n.first,
            last=n.last,
            low=value,
            high=value,
            step=step,
            begin=begin,
            currency=currency,
            change=change,
        )

    def _joined(self, a: Numeral, b: Numeral) -> list[Figure]:
        """One figure for a range, two for a change, none where the numerals stand apart."""
        if a.ordinal != b.ordinal:
            return []
        currency, begin = money_before(self.tokens, a.first, self.words)
        before = self.low[begin - 1] if begin else ""
        gap = self._gap(a, b)
        first = self._scaled_alike(a, b)
        falls = before in self.words.from_words and first > b.value
        if gap and gap[-1] in self.words.from_to and (falls or self._is_change(begin, before)):
            return (
                [self._single(a, first, "from"), self._single(b, None, "to")]
                if self._near(gap)
                else []
            )
        if len(gap) != 1 or first >= b.value or not self._is_range(gap[0], a, before):
            return []
        opened = before in self.words.between or before in self.words.from_words
        return [
            Figure(
                numeral=b,
                first=a.first,
                last=b.last,
                low=first,
                high=b.value,
                step=min(a.step * (first / a.value if a.value else 1), b.step),
                begin=begin - opened,
                currency=currency,
            )
        ]

    def _gap(self, a: Numeral, b: Numeral) -> list[str]:
        """The words between, without the point of an abbreviation and the currency of the second."""
        _, end = money_before(self.tokens, b.first, self.words)
        start = a.last
        if (
            start < end
            and self.low[start] == "."
            and self.low[start - 1] in self.words.abbreviations
        ):
            start += 1
        return self.low[start : max(end, start)]

    def _near(self, gap: list[str]) -> bool:
        return len(gap) <= 6 and not any(word in ".;,()" for word in gap)

    def _scaled_alike(self, a: Numeral, b: Numeral) -> float:
        """The first value with the scale of the second where that is meant for both: 80–100 тыс."""
        if a.scale == 1 and b.scale >= 1000 and a.value < 1000 and a.figures == b.figures:
            return times(a.value, b.scale)
        return a.value

    def _is_range(self, link: str, a: Numeral, before: str) -> bool:
        words = self.words
        if link in words.between_and and before in words.between:
            return True
        if link in words.range_words:
            return True
        if link not in DASHES:
            return False
        spaced_after_name = (
            not self.tokens.glued(a.last) and a.first and a.value < 100 and a.scale == 1
        )
        return not (spaced_after_name and self.tokens.capital(a.first - 1))

    def _is_change(self, begin: int, before: str) -> bool:
        if before in self.words.change_from:
            return True
        if before not in self.words.from_words or not self.words.change:
            return False
        start = max(0, begin - _BACK)
        return any(word in self.words.change for word in self.low[start : begin - 1])
