"""Figures in a sentence: their bounds, unit, rate, and whether they can be about production at all."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from extractors.bounds import WORDS, Bound, bound_after, bound_before
from extractors.counted import Counted, Nouns
from extractors.lexicon import units_en, words
from extractors.lexicon.number_words import NumberWords
from extractors.model import Per
from extractors.money import is_price, money_after
from extractors.neighbours import linked
from extractors.numerals import numerals, times
from extractors.quantity import Kind, Quantity
from extractors.ranges import Figure, Ranges, changed_by
from extractors.rates import Rate, rate_after, rate_at, rate_before
from extractors.senses import MEASURES
from extractors.tokens import HYPHENS, Tokens, tokenise

__all__ = ["Quantity", "counts_something", "find_quantities", "read_quantities"]
_BESIDE = 16
"""Tokens on either side by which pounds are told to be money or a weight."""
_FURTHER = words(
    "another further additional a an about around some nearly almost roughly approximately"
)
"""What may stand between "by" and by how much."""
_JOINED = 5
"""Tokens from a figure to the next that "and" joins to it."""
_RATED = frozenset(("count", "measure", "bare", "money"))


def find_quantities(text: str, language: str) -> list[Quantity]:
    """All quantities of a sentence or paragraph in order; `language` is en or ru.

    Numbers of dates are among them as `other` or `bare`: `figures.find_figures` settles that.
    """
    return read_quantities(tokenise(text), language, [])


def read_quantities(tokens: Tokens, language: str, taken: list[tuple[int, int]]) -> list[Quantity]:
    """`find_quantities` of a text already cut up; what lies in the character spans `taken` is no quantity."""
    return _Reader(tokens, language, taken).read()


def counts_something(tokens: Tokens, language: str, start: int) -> bool:
    """Whether the figure at character `start`, which could be a year, counts: "2000 cars", not "in 2000"."""
    words, first = WORDS[language], bisect_left(tokens.starts, start)
    last = first + 1
    if (
        last >= len(tokens)
        or (first and tokens.words[first - 1] in words.year_prepositions)
        or tokens.glued(last)
    ):
        return False
    if rate_at(tokens, last, words) or _abbreviated(tokens.words, last, words):
        return True
    noun = Nouns(tokens, words).after(last, min(last + 4, len(tokens)))
    if noun is None or noun.group not in ("product", "measure", "other") or noun.unit == "time":
        return False
    return not any(tokens.capital(at) for at in range(noun.first, noun.last))


class _Reading(NamedTuple):
    """What a figure is, and the token after all that says so."""

    kind: Kind
    unit: str | None
    last: int
    noun: Counted | None = None


def _abbreviated(low: Sequence[str], at: int, words: NumberWords) -> _Reading | None:
    """ "5,000 tpd", "230,000 b/d": what stands at token `at`, after the figure."""
    if low[at : at + 3] == ["b", "/", "d"]:
        return _Reading("measure", "barrels", at + 1)
    unit = words.rate_units.get(low[at], (None,))[0] if at < len(low) else None
    if unit is None:
        return None
    return _Reading("measure" if unit in {"tonnes", "barrels"} else "count", unit, at + 1)


class _Reader:
    """Reads the figures of one text; made for one call."""

    def __init__(self, tokens: Tokens, language: str, taken: list[tuple[int, int]]) -> None:
        self.tokens = tokens
        self.low = tokens.words
        self.language = language
        self.words = WORDS[language]
        self.nouns = Nouns(tokens, self.words)
        self.taken = taken
        self.figures: list[int] = []
        """First tokens of figures, in order."""
        self.stops: list[int] = []
        """First tokens of figures and of what is taken, in order: no noun goes beyond."""

    def read(self) -> list[Quantity]:
        taken, begun = self._taken()
        found = numerals(self.tokens, self.words, MEASURES[self.language], taken)
        if not found:
            return []
        self.figures = [n.first for n in found]
        self.stops = sorted({*self.figures, *begun})
        figures = Ranges(self.tokens, self.words).figures(found)
        return linked([self._quantity(figure) for figure in figures], self.tokens.text)

    def _taken(self) -> tuple[set[int], set[int]]:
        """The tokens that are taken, and the first of each span."""
        starts = self.tokens.starts
        inside: set[int] = set()
        begun: set[int] = set()
        for start, end in self.taken:
            first = bisect_left(starts, start)
            inside.update(range(first, bisect_left(starts, end)))
            begun.add(first)
        return inside, begun

    def _limit(self, last: int) -> int:
        """The first token at or after `last` that belongs to another figure or to a period."""
        k = bisect_left(self.stops, last)
        if k < len(self.stops) and self.stops[k] == last and self.nouns.is_attribute(last):
            k += 1
        return self.stops[k] if k < len(self.stops) else len(self.low)

    def _floor(self, first: int) -> int:
        """The token after the beginning of the figure before token `first`."""
        k = bisect_left(self.figures, first)
        return self.figures[k - 1] + 1 if k else 0

    def _quantity(self, figure: Figure) -> Quantity:
        tokens = self.tokens
        bound = bound_before(
            tokens,
            figure.begin,
            self.language,
            vague=figure.numeral.vague or self._inverted(figure),
            reached=figure.change == "to",
        )
        if figure.numeral.over:
            bound = bound._replace(wording="over", ends="low")
        if figure.closed and bound.ends != "both":
            bound = bound._replace(wording=None, ends="both")
        last, bound = bound_after(tokens, figure.last, bound, self.language)
        reading = self._what(figure, last, bound)
        rate = self._rate(reading, bound, figure) if reading.kind in _RATED else None
        if reading.kind == "money" and is_price(tokens, reading.last, self.words):
            reading = reading._replace(kind="other")
        return self._made(figure, bound, reading, rate)

    def _inverted(self, figure: Figure) -> bool:
        """«штук тридцать в день»: the noun before its number means about."""
        before = self.low[figure.first - 1] if figure.first else ""
        return not figure.numeral.figures and self.language == "ru" and before in self.words.generic

    def _what(self, figure: Figure, last: int, bound: Bound) -> _Reading:
        """Money, percent, a code, a noun or nothing after the figure."""
        settled = self._pounds(figure, last) or self._money(figure, last) or self._part(last)
        if settled:
            return settled
        if code := self._code(figure, last, bound):
            return _Reading("other", code, last)
        if abbreviated := _abbreviated(self.low, last, self.words):
            by = self._compares(figure, abbreviated.last)
            return abbreviated._replace(kind="other") if by else abbreviated
        noun = self.nouns.after(last, self._limit(last))
        reading = self._counted(noun, last)
        if (
            noun
            and noun.unit == "ounces"
            and self.low[noun.last : noun.last + 1]
            and self.low[noun.last] in units_en.VESSELS
        ):
            return reading._replace(kind="other")
        if figure.numeral.ordinal or self._compares(figure, reading.last):
            return reading._replace(kind="other")
        return reading

    def _pounds(self, figure: Figure, last: int) -> _Reading | None:
        """Pounds that weigh: "264 million pounds a year" of a plant's output, not of what it costs."""
        pounds = self.low[last : last + 1]
        if not pounds or pounds[0] not in units_en.POUNDS or figure.currency:
            return None
        if figure.high < units_en.LEAST_POUNDS:
            return None
        after = self.low[last + 1 : last + 3]
        if after[:1] == ["of"]:
            weighs = units_en.NOT_WEIGHED.isdisjoint(after[1:])
        else:
            near = self.low[max(0, last - _BESIDE) : last + _BESIDE]
            weighs = pounds[0] != "pounds" or (
                units_en.PAID.isdisjoint(near) and not units_en.MADE.isdisjoint(near)
            )
        return _Reading("measure", "pounds", last + 1) if weighs else None

    def _money(self, figure: Figure, last: int) -> _Reading | None:
        currency, end = figure.currency, last
        if currency is None:
            currency, end = money_after(
                self.tokens, last, self.words, scaled=figure.numeral.scale >= 1000
            )
        return (
            _Reading("other" if currency == "CENT" else "money", currency, end)
            if currency
            else None
        )

    def _part(self, last: int) -> _Reading | None:
        """A percentage or a fraction."""
        if after := self._percent(last):
            return _Reading("percent", None, after)
        return (
            _Reading("other", "fraction", last + 2)
            if self._joined_to(last, self.words.fractions)
            else None
        )

    def _compares(self, figure: Figure, last: int) -> bool:
        """Whether the figure is a multiple or a difference: 1.9 times, "9,000 fewer", «на 910 больше»."""
        if self.low[last : last + 1] == ["."] and self.low[last - 1] in self.words.abbreviations:
            last += 1  # «на 20 тыс. больше»
        after = self.low[last : last + 2]
        if after and (
            after[0] in self.words.times
            or after[0] in self.words.fewer
            or after == ["more", "than"]
        ):
            return True
        before = self.low[figure.begin - 1] if figure.begin else ""
        if before in self.words.by and after and after[0] in self.words.differing:
            return True
        return changed_by(self.tokens, self._by(figure.begin), self.words)

    def _by(self, begin: int) -> int:
        """The token after "by", before a figure or the one that it is joined to: "by 52,000 cars and 32,000 trucks"."""
        if begin and self.low[begin - 1] in _FURTHER:
            return self._by(begin - 1)
        if begin and self.low[begin - 1] == "and":
            k = bisect_left(self.figures, begin) - 1
            near = k >= 0 and begin - self.figures[k] < _JOINED
            return self.figures[k] if near else begin
        return begin

    def _counted(self, noun: Counted | None, last: int) -> _Reading:
        if noun is None:
            return _Reading("bare", None, last)
        if noun.group in ("measure", "other"):
            return _Reading(
                "measure" if noun.group == "measure" else "other", noun.unit, noun.last, noun
            )
        return _Reading("count", noun.unit, noun.last, noun)

    def _joined_to(self, at: int, words: frozenset[str]) -> bool:
        """Whether a hyphen at token `at` joins the figure to one of `words`: one-third."""
        return (
            at + 1 < len(self.low)
            and self.low[at] in HYPHENS
            and self.tokens.glued(at)
            and self.low[at + 1] in words
        )

    def _percent(self, at: int) -> int:
        """The token after a percent sign or word at `at`, else 0."""
        low = self.low
        if at < len(low) and low[at] in HYPHENS and self.tokens.glued(at):
            at += 1
        if at >= len(low):
            return 0
        if low[at] in ("%", "‰") or low[at] in self.words.percents:
            return at + 1
        if low[at : at + 2] == ["per", "cent"]:
            return at + 2
        return at + 3 if low[at : at + 3] == ["п", ".", "п"] else 0

    # names, years and numbers of things

    def _code(self, figure: Figure, last: int, bound: Bound) -> str | None:  # noqa: PLR0911
        """Why the figure is a name, a number of something or a year; None where it may count."""
        tokens, first = self.tokens, figure.first
        if figure.numeral.ordinal:
            return None
        if last < len(self.low) and tokens.glued(last) and tokens.kinds[last] in "wc":
            glued = self._unit_glued(last) or _abbreviated(self.low, last, self.words)
            return None if glued else "code"
        if (
            first
            and tokens.glued(first)
            and tokens.kinds[first - 1] in "wc"
            and figure.begin == first
        ):
            return "code"
        word = self.low[first]
        plain = tokens.kinds[first] == "n" and figure.last == first + 1 and word.isdigit()
        if not plain or bound.wording or not first:
            return None
        if self._numbered(first) or (tokens.glued(first) and self.low[first - 1] in "/:+×x"):
            return "code"
        if self._counts(last):
            return None
        if word in _BOEINGS:
            return "code"
        if len(word) == 4 and 1900 <= figure.low <= 2100:
            return "year"
        return "code" if len(word) <= 4 and self._after_name(first) else None

    def _unit_glued(self, at: int) -> bool:
        if self.low[at] in self.words.rate_units:
            return True
        sense = self.nouns.sense(at)
        return sense is not None and sense.group != "product"

    def _numbered(self, first: int) -> bool:
        """phase 2, No. 4, № 6, Model 3."""
        at = first - 1
        if self.low[at] in ("№", "#"):
            return True
        if self.low[at] == "." and at:
            return self.low[at - 1] in ("no", "nos", "стр", "рис", "пп")
        return self.low[at] in self.words.numbered

    def _counts(self, last: int) -> bool:
        noun = self.nouns.after(last, self._limit(last))
        known = (
            noun is not None
            and noun.group in ("product", "measure", "other")
            and noun.last - noun.first <= 4
        )
        rated = rate_at(self.tokens, last, self.words) is not None
        return known or rated or _abbreviated(self.low, last, self.words) is not None

    def _after_name(self, first: int) -> bool:
        """Whether a name stands right before: Boeing 737, but not the first word of a sentence or a cell of a table."""
        at = first - 1
        if self.low[at] == "the" and len(self.low[first]) == 4:
            return True
        if self.tokens.kinds[at] not in "wc" or not self.tokens.capital(at):
            return False
        if self.language == "ru" and self.low[at].isascii():
            return True
        gap = self.tokens.text[self.tokens.ends[at] : self.tokens.starts[first]]
        return (
            "\t" not in gap
            and at > 0
            and self.low[at - 1] not in (".", "!", "?", "•", "—", ":", "|")
        )

    # the whole

    def _rate(self, reading: _Reading, bound: Bound, figure: Figure) -> Rate | None:
        if reading.last and (abbreviation := self.words.rate_units.get(self.low[reading.last - 1])):
            return Rate(abbreviation[1], reading.last - 1, reading.last)
        after = rate_after(self.tokens, reading.last, self._limit(reading.last), self.words)
        if after or reading.kind == "money":
            return after
        return rate_before(self.tokens, bound.first, self._floor(figure.first), self.words)

    def _factor(self, figure: Figure, reading: _Reading, rate: Rate | None) -> float:
        if reading.noun:
            return MILLION if self._megatonnes(figure, reading.noun, rate) else reading.noun.factor
        abbreviation = self.words.rate_units.get(self.low[reading.last - 1])
        return abbreviation[2] if abbreviation else 1.0

    def _megatonnes(self, figure: Figure, noun: Counted, rate: Rate | None) -> bool:
        """ "4.08 MT", "104.45Mt/yr" are millions of tonnes; "138,000 MT", "50 mt a day", "30 MT of cheese" metric tons."""
        after = self.low[noun.last : noun.last + 3]
        short = rate is not None and rate.time not in {"year", "month"}
        if self.low[noun.last - 1] != "mt" or short or not units_en.SHORT.isdisjoint(after):
            return False
        bulk = after[1:2] and after[1] in units_en.BULK if after[:1] == ["of"] else None
        if self.tokens.span(noun.last - 1, noun.last) == "Mt" or bulk:
            return figure.high < MOST_IN_BULK
        small = figure.high < MOST_MEGATONNES or (figure.high < 1000 and figure.high % 1 > 0)
        return small and bulk is None

    def _made(self, figure: Figure, bound: Bound, reading: _Reading, rate: Rate | None) -> Quantity:
        starts, ends, noun = self.tokens.starts, self.tokens.ends, reading.noun
        factor = self._factor(figure, reading, rate)
        low, high = bound.limits(times(figure.low, factor), times(figure.high, factor))
        last = max(reading.last, rate.last if rate and rate.first >= figure.last else 0)
        per: Per | None = rate.time if rate and rate.time != "other" else None  # type: ignore[assignment]
        return Quantity(
            start=starts[bound.first],
            end=ends[last - 1],
            number_start=starts[figure.first],
            number_end=ends[figure.last - 1],
            low=low,
            high=high,
            figure=reading.kind,
            wording=bound.wording,
            approximate=bound.approximate,
            unit=reading.unit,
            known=noun is not None and noun.group in ("product", "measure", "other"),
            noun=self.tokens.span(noun.first, noun.last) if noun else None,
            noun_start=starts[noun.first] if noun else None,
            noun_end=ends[noun.last - 1] if noun else None,
            per=per,
            per_other=rate is not None and rate.time == "other",
            rate_start=starts[rate.first] if rate else None,
            rate_end=ends[rate.last - 1] if rate else None,
            precision=figure.step * factor / 2,
            up_to=bound.ends == "up to",
            top=times(figure.high, factor),
            change=figure.change,
            ordinal=figure.numeral.ordinal,
        )


MILLION = 1e6
MOST_MEGATONNES = 60
"""What is written MT without a fraction and is more than that may well be metric tons."""
MOST_IN_BULK = 5000
"""So many million tonnes of steel or coal the world makes a year."""
_BOEINGS = frozenset(("707", "717", "727", "737", "747", "757", "767", "777", "787"))
