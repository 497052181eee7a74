"""Figures in a sentence: their bounds, unit, rate, and whether they can be about production at all."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from extractors.counted import MEASURES, Counted, counted
from extractors.lexicon.number_words import NumberWords
from extractors.lexicon.numbers_en import ENGLISH
from extractors.lexicon.numbers_ru import RUSSIAN
from extractors.model import Per
from extractors.numerals import Numeral, numerals
from extractors.tokens import Tokens, tokenise

Figure = Literal["count", "money", "measure", "bare", "percent", "other"]
WORDS = {"en": ENGLISH, "ru": RUSSIAN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure with all that belongs to it; spans are characters of the text, end exclusive."""

    start: int
    end: int
    """The whole expression with bounding words, noun and rate."""
    number_start: int
    number_end: int
    """The figure or both figures of a range, with scale words."""
    low: float | None
    high: float | None
    figure: Figure
    """`count` of things, `money`, `measure` (tonnes, GWh), `bare`, `percent`; `other`: no figure of production."""
    wording: str | None = None
    """about, almost, up to, at most, less than, just under, at least, over, just over."""
    approximate: bool = False
    unit: str | None = None
    """`vehicles`, `tonnes`, ISO code of money, …; for `other` what kind it is (people, length, code, year, …)."""
    known: bool = False
    """Whether the noun is in the lexicon; names ("Patriots") and unheard nouns are not."""
    noun: str | None = None
    noun_start: int | None = None
    noun_end: int | None = None
    per: Per | None = None
    per_other: bool = False
    """A rate that cannot be written down: per hour, per shift."""
    rate_start: int | None = None
    rate_end: int | None = None
    precision: float = 0.5
    """Half a unit of the last digit stated."""
    up_to: bool = False
    top: float = 0.0
    """The greatest figure named, whatever its bounds."""
    restates: bool = False
    """The sum just named in another currency."""
    change: Literal["from", "to"] | None = None
    """An end of "from 50,000 to 70,000" that is a change and no range."""
    ordinal: bool = False
    """The 300,000th car; `figure` is other."""

    def as_reached(self) -> "Quantity":
        """ "up to N" read as "to N", for use after verbs of growth."""
        return (
            replace(self, low=self.top, high=self.top) if self.up_to and self.low is None else self
        )


def find_quantities(text: str, language: str) -> list[Quantity]:
    """All quantities of a sentence or paragraph in order; `language` is en or ru.

    Numbers of dates are among them as `other` or `bare`: `figures.find_figures` settles that.
    """
    return Reader(tokenise(text), language).read([])


class _Bound(NamedTuple):
    first: int
    wording: str | None
    ends: str
    approximate: bool


_ENDS = {
    "about": "b",
    "almost": "b",
    "up to": "u",
    "at most": "h",
    "less than": "h",
    "just under": "h",
    "at least": "l",
    "over": "l",
    "just over": "l",
}
_DASHES = frozenset("-–—‑‐−")
_SYMBOLS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "CNY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₸": "KZT",
    "₴": "UAH",
    "₺": "TRY",
    "฿": "THB",
    "₫": "VND",
    "₪": "ILS",
    "₦": "NGN",
}
_DOLLARS = {
    "us": "USD",
    "c": "CAD",
    "ca": "CAD",
    "a": "AUD",
    "au": "AUD",
    "r": "BRL",
    "hk": "HKD",
    "nt": "TWD",
    "s": "SGD",
}
_PIECES = re.compile(r"[^\W_]+|[^\w\s]")
_STOP_SIGNS = frozenset(".;!?•|")


def _by_last(phrases: dict[str, str]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, wording in phrases.items():
        pieces = tuple(_PIECES.findall(phrase))
        found.setdefault(pieces[-1], []).append((pieces, wording))
    for rows in found.values():
        rows.sort(key=lambda row: -len(row[0]))
    return found


_BEFORE = {language: _by_last(words.before) for language, words in WORDS.items()}
_AFTER = {
    language: sorted(
        ((tuple(_PIECES.findall(p)), w) for p, w in words.after.items()),
        key=lambda row: -len(row[0]),
    )
    for language, words in WORDS.items()
}


@dataclass(slots=True)
class _Draft:
    """One numeral, or two of a range, on the way to a Quantity; token indexes."""

    first: int
    last: int
    low: float
    high: float
    step: float
    numeral: Numeral
    begin: int
    end: int
    ordinal: bool = False
    currency: str | None = None
    change: Literal["from", "to"] | None = None


class Reader:
    """Reads the figures of one sentence; made for one call."""

    def __init__(self, tokens: Tokens, language: str) -> None:
        self.tokens = tokens
        self.language = language
        self.words: NumberWords = WORDS[language]
        self.low = tokens.words

    def read(self, taken: list[tuple[int, int]]) -> list[Quantity]:
        """All quantities in order; numerals inside the character spans `taken` are left out."""
        found = self._free(numerals(self.tokens, self.words, MEASURES[self.language]), taken)
        self.numeral_starts = {numeral.first for numeral in found}
        drafts = self._drafts(found)
        quantities: list[Quantity] = []
        for draft in drafts:
            quantity = self._quantity(draft)
            if quantity:
                quantities.append(self._restating(quantities, quantity))
        return _shared(quantities)

    def _free(self, found: list[Numeral], taken: list[tuple[int, int]]) -> list[Numeral]:
        if not taken:
            return found
        starts, ends = self.tokens.starts, self.tokens.ends
        kept, k = [], 0
        for numeral in found:
            start, end = starts[numeral.first], ends[numeral.last - 1]
            while k < len(taken) and taken[k][1] <= start:
                k += 1
            if k == len(taken) or taken[k][0] >= end:
                kept.append(numeral)
        return kept

    def counts(self, start: int) -> bool:
        """Whether the figure at character `start`, which could be a year, counts something: "2000 cars"."""
        first = bisect_left(self.tokens.starts, start)
        last = first + 1
        if last >= len(self.low) or (first and self.low[first - 1] in self.words.year_prepositions):
            return False
        if self.tokens.glued(last) and self.low[last] != "-":
            return False
        return self._known_after(last) or self._rate_at(last) is not None

    # ranges

    def _drafts(self, found: list[Numeral]) -> list[_Draft]:
        drafts: list[_Draft] = []
        k = 0
        while k < len(found):
            joined = self._range(found[k], found[k + 1]) if k + 1 < len(found) else None
            if joined:
                drafts += joined
                k += 2
                continue
            drafts.append(self._single(found[k]))
            k += 1
        return drafts

    def _single(self, n: Numeral) -> _Draft:
        return _Draft(n.first, n.last, n.value, n.value, n.step, n, n.first, n.last, n.ordinal)

    def _range(self, a: Numeral, b: Numeral) -> list[_Draft] | None:
        """One draft for a range, two for a change, None where the numerals stand apart."""
        at = a.last
        if at < len(self.low) and self.low[at] == "." and self.low[at - 1] in self.words.scales:
            at += 1
        gap = self.low[at : b.first]
        if gap and self._symbol(b.first)[0] is not None:
            gap = gap[: self._symbol(b.first)[1] - at]
        before = self.low[self._symbol(a.first)[1] - 1] if self._symbol(a.first)[1] else ""
        if len(gap) != 1 or a.ordinal:
            return None
        link = gap[0]
        first = self._same_scale(a, b)
        if (link in self.words.from_to) and self._is_change(a, before):
            return [self._changed(a, first, "from"), self._changed(b, b.value, "to")]
        is_range = (
            (link in _DASHES and self._dashed(at, a))
            or link in self.words.range_words
            or (link in self.words.between_and and before in self.words.between)
        )
        if not is_range or first >= b.value or b.ordinal != a.ordinal:
            return None
        begin = self._symbol(a.first)[1]
        if before in self.words.between | self.words.from_words:
            begin -= 1
        step = a.step * (b.scale if first != a.value else 1)
        return [
            _Draft(
                a.first,
                b.last,
                first,
                b.value,
                min(step, b.step),
                b,
                begin,
                b.last,
                b.ordinal,
                self._symbol(a.first)[0],
            )
        ]

    def _same_scale(self, a: Numeral, b: Numeral) -> float:
        if a.scale == 1 and b.scale > 1 and a.value < 1000 and a.value <= b.value / b.scale * 100:
            return a.value * b.scale
        return a.value

    def _dashed(self, at: int, a: Numeral) -> bool:
        """A dash between figures is a range; where it stands in spaces after a name, the figure is that name's."""
        if self.tokens.glued(at):
            return True
        return not (a.first and a.value < 100 and a.scale == 1 and self.tokens.capital(a.first - 1))

    def _is_change(self, a: Numeral, before: str) -> bool:
        if before in self.words.change_from:
            return True
        if before not in self.words.from_words or not self.words.articles:
            return False
        start = max(0, a.first - 9)
        return any(
            word.startswith(tuple(self.words.change))
            for word in self.low[start : a.first - 1]
            if word.isalpha()
        )

    def _changed(self, n: Numeral, value: float, end: Literal["from", "to"]) -> _Draft:
        step = n.step if value == n.value else n.step * value / n.value
        return _Draft(
            n.first, n.last, value, value, step, n, self._symbol(n.first)[1], n.last, change=end
        )

    # money

    def _symbol(self, first: int) -> tuple[str | None, int]:
        """Currency written before token `first`, and the token at which it begins (`first` where none)."""
        if first == 0:
            return None, first
        word = self.low[first - 1]
        if word in _SYMBOLS:
            if (
                first > 1
                and self.tokens.glued(first - 1)
                and self.low[first - 2] in _DOLLARS
                and word == "$"
            ):
                return _DOLLARS[self.low[first - 2]], first - 2
            return _SYMBOLS[word], first - 1
        at = first - 2 if word == "." and first > 1 else first - 1
        code = self.words.currencies.get(self.low[at])
        if (
            code
            and len(self.low[at]) <= 3
            and self.tokens.capital(at)
            and self.low[at] not in ("won", "sum", "lei")
        ):
            return code, at
        if self.low[at] == "r" and self.tokens.glued(first) and self.tokens.capital(at):
            return "ZAR", at
        return None, first

    def _money_after(self, at: int) -> tuple[str | None, int]:
        """Currency written from token `at` on, and the token after it."""
        first = at
        if at < len(self.low) and (self.low[at] in ("-", ".") and self.tokens.glued(at)):
            at += 1
        if at < len(self.low) and self.low[at] in _SYMBOLS:
            return (
                (_SYMBOLS[self.low[at]], at + 1)
                if at + 1 >= len(self.low) or at + 1 not in self.numeral_starts
                else (None, first)
            )
        nation = ""
        while at < len(self.low) and self.low[at] in self.words.nations and at - first < 4:
            nation = self.words.nations[self.low[at]] or nation
            at += 1
            if at < len(self.low) and self.low[at] == "." and self.tokens.glued(at):
                at += 1
        code = self.words.currencies.get(self.low[at]) if at < len(self.low) else None
        if code is None:
            return None, first
        return nation or code, at + 1

    # one figure

    def _quantity(self, draft: _Draft) -> Quantity | None:
        tokens, words = self.tokens, self.words
        symbol, begin = self._symbol(draft.first)
        symbol = symbol or draft.currency
        begin = min(begin, draft.begin)
        bound = self._bound(begin, draft)
        last, bound = self._bound_after(draft.last, bound)
        money, end = self._money_after(last) if symbol is None else (symbol, last)
        noun: Counted | None = None
        figure: Figure = "bare"
        unit: str | None = None
        if money:
            last, figure, unit = end, "money", money
            if money == "CENT":
                figure = "other"
        elif self._percent(last):
            figure, last = "percent", self._percent(last)
        elif code := self._is_code(draft, last, bound):
            figure, unit = "other", code
        else:
            noun = counted(tokens, last, words)
        if noun:
            figure, unit, last = self._noun_figure(noun)
        if draft.ordinal:
            figure = "other"
        if self._after_times(last):
            figure, unit = "other", "times"
        factor = noun.factor if noun else 1.0
        return self._made(draft, bound, figure, unit, noun, last, factor)

    def _noun_figure(self, noun: Counted) -> tuple[Figure, str | None, int]:
        if noun.group == "measure":
            return "measure", noun.unit, noun.last
        if noun.group == "other":
            return "other", noun.unit, noun.last
        if noun.group == "name":
            return "count", None, noun.last
        return "count", noun.unit, noun.last

    def _after_times(self, last: int) -> bool:
        return last < len(self.low) and self.low[last] in self.words.times

    def _percent(self, at: int) -> int:
        """The token after a percent sign or word at `at`, else 0."""
        if at < len(self.low) and self.low[at] == "-" and self.tokens.glued(at):
            at += 1
        if at < len(self.low):
            if self.low[at] in ("%", "‰") or self.low[at] in self.words.percents:
                return at + 1
            if self.low[at : at + 2] == ["per", "cent"] or (
                self.low[at : at + 2] == ["п", "."] and self.low[at + 2 : at + 3] == ["п"]
            ):
                return at + 2
        return 0

    def _is_code(self, draft: _Draft, last: int, bound: _Bound) -> str | None:  # noqa: PLR0911
        """Why the figure is a name, a number of something or a year and counts nothing; None where it may count."""
        tokens, words = self.tokens, self.words
        first = draft.first
        if draft.ordinal:
            return None
        plain = tokens.kinds[first] == "n" and draft.last == first + 1 and self.low[first].isdigit()
        if last < len(self.low) and tokens.glued(last) and tokens.kinds[last] in "wc":
            return None if counted(tokens, last, words) and self._glued_unit(last) else "code"
        if not plain or bound.wording:
            return None
        if first and self._named(first):
            return "code"
        known = self._known_after(last)
        if (
            1900 <= draft.low <= 2100
            and not known
            and len(self.low[first]) == 4
            and not self._rate_at(last)
        ):
            return "year"
        if (
            first
            and tokens.glued(first)
            and tokens.kinds[first - 1] == "s"
            and self.low[first - 1] in "/:+×x"
        ):
            return "code"
        if (
            first
            and not known
            and len(self.low[first]) <= 4
            and tokens.kinds[first - 1] in "wc"
            and tokens.capital(first - 1)
        ):
            if self._sentence_start(first - 1) or self._rate_at(last):
                return None
            return "code"
        return None

    def _named(self, first: int) -> bool:
        """phase 2, No. 4, № 6, Model 3."""
        at = first - 1
        if self.low[at] in ("№", "#"):
            return True
        if self.low[at] == "." and at:
            at -= 1
            return self.low[at] in ("no", "nos", "стр", "рис", "пп")
        return self.low[at] in self.words.numbered

    def _sentence_start(self, at: int) -> bool:
        return at == 0 or self.low[at - 1] in (".", "!", "?", "•", "—", ":")

    def _glued_unit(self, at: int) -> bool:
        noun = counted(self.tokens, at, self.words)
        return (
            noun is not None
            and noun.group in ("measure", "other", "product")
            and noun.first == at
            and noun.last <= at + 3
        )

    def _known_after(self, last: int) -> bool:
        noun = counted(self.tokens, last, self.words)
        return (
            noun is not None
            and noun.group in ("product", "measure", "other")
            and noun.last - noun.first <= 4
        )

    # bounds

    def _bound(self, begin: int, draft: _Draft) -> _Bound:
        """Bounding phrases before token `begin`, up to three of them: "up to about", "at least some"."""
        table = _BEFORE[self.language]
        wording, ends, approximate = None, "b", draft.numeral.vague
        first = at = begin
        for _ in range(4):
            hit = self._phrase_before(at, table)
            if hit is None:
                if (
                    at
                    and self.low[at - 1] in self.words.fillers | self.words.articles
                    and at > begin - 2
                ):
                    at -= 1
                    continue
                break
            size, said = hit
            if draft.change == "to" and said == "up to":
                break
            at -= size
            first = at
            if _ENDS[said] == "b":
                approximate = True
                wording = wording or said
            elif ends == "b":
                wording, ends = said, _ENDS[said]
        if draft.change == "to" and first and self.low[first - 1] in self.words.from_to:
            first -= 1
        return _Bound(first, wording or ("about" if approximate else None), ends, approximate)

    def _phrase_before(
        self, at: int, table: dict[str, list[tuple[tuple[str, ...], str]]]
    ) -> tuple[int, str] | None:
        if at == 0:
            return None
        for pieces, wording in table.get(self.low[at - 1], ()):
            size = len(pieces)
            if size <= at and tuple(self.low[at - size : at]) == pieces:
                return size, wording
        return None

    def _bound_after(self, last: int, bound: _Bound) -> tuple[int, _Bound]:
        """ "-plus", "+", "or more", «с лишним» right after the figure."""
        at = last
        if at < len(self.low) and self.low[at] == "+" and self.tokens.glued(at):
            return at + 1, _Bound(bound.first, "over", "l", bound.approximate)
        if at < len(self.low) and self.low[at] in _DASHES and self.tokens.glued(at):
            at += 1
        for pieces, wording in _AFTER[self.language]:
            if tuple(self.low[at : at + len(pieces)]) == pieces:
                ends = _ENDS[wording]
                if ends == "b":
                    return at + len(pieces), bound._replace(
                        approximate=True, wording=bound.wording or wording
                    )
                return at + len(pieces), _Bound(bound.first, wording, ends, bound.approximate)
        return last, bound

    # rates

    def _rate_at(self, at: int) -> tuple[str, int] | None:
        """Rate whose words begin at token `at`: its time and the token after it."""
        low, words = self.low, self.words
        while at < len(low) and low[at] == "-" and self.tokens.glued(at):
            at += 1
        if at >= len(low):
            return None
        if low[at] in words.rate_adverbs:
            return words.rate_adverbs[low[at]], at + 1
        if low[at] == "in" and at + 1 < len(low) and low[at + 1] == "a":
            at += 1
        if low[at] not in words.rate_in and low[at] != "/":
            return None
        at += 1
        while at < len(low) and low[at] in (
            "-",
            "working",
            "calendar",
            "рабочий",
            "календарный",
            "single",
        ):
            at += 1
        time = words.rate_times.get(low[at]) if at < len(low) else None
        if time is None or (
            at + 1 < len(low)
            and low[at + 1] in ("ago", "earlier", "before", "later", "after", "назад")
        ):
            return None
        return time, at + 1

    def _rate_after(self, last: int) -> tuple[str, int, int] | None:
        """The rate after the figure and its noun, within the clause."""
        for at in range(last, min(last + 9, len(self.low))):
            if at in self.numeral_starts or self.low[at] in ",;.()!?":
                if at == last and self.low[at] == ")":
                    continue
                if (
                    self.low[at] == "."
                    and self.tokens.glued(at)
                    and at == last
                    and not self._sentence_end(at)
                ):
                    continue
                return None
            if rate := self._rate_at(at):
                return rate[0], at, rate[1]
        return None

    def _sentence_end(self, at: int) -> bool:
        return at + 1 >= len(self.low) or (
            self.tokens.capital(at + 1) and not self.tokens.glued(at + 1)
        )

    def _rate_before(self, first: int) -> tuple[str, int, int] | None:
        """«ежегодно выпускать 3000», "annual capacity of 40 GWh"."""
        words = self.words
        for at in range(first - 1, max(-1, first - 13), -1):
            word = self.low[at]
            if at in self.numeral_starts or word in _STOP_SIGNS:
                return None
            if word in words.rate_adjectives and any(
                nxt.startswith(tuple(words.rated)) for nxt in self.low[at + 1 : min(at + 4, first)]
            ):
                return words.rate_adjectives[word], at, at + 1
        return None

    def _made(  # noqa: PLR0913, PLR0917
        self,
        draft: _Draft,
        bound: _Bound,
        figure: Figure,
        unit: str | None,
        noun: Counted | None,
        last: int,
        factor: float,
    ) -> Quantity:
        tokens = self.tokens
        low: float | None = draft.low * factor
        high: float | None = draft.high * factor
        if draft.low == draft.high:
            low, high = (None if bound.ends in "hu" else low), (None if bound.ends == "l" else high)
        elif bound.ends == "l":
            high = None
        rate = None
        if figure in ("count", "measure", "bare", "money"):
            rate = self._rate_after(last) or (
                self._rate_before(bound.first) if figure != "money" else None
            )
        if figure == "money" and self._is_price(last):
            figure = "other"
        end = max(last, rate[2] if rate and rate[1] >= last else 0)
        per = rate[0] if rate and rate[0] != "other" else None
        return Quantity(
            start=tokens.starts[bound.first],
            end=tokens.ends[end - 1],
            number_start=tokens.starts[draft.first],
            number_end=tokens.ends[draft.last - 1],
            low=low,
            high=high,
            figure=figure,
            wording=bound.wording,
            approximate=bound.approximate,
            unit=unit,
            known=noun is not None and noun.group in ("product", "measure", "other"),
            noun=tokens.span(noun.first, noun.last) if noun else None,
            noun_start=tokens.starts[noun.first] if noun else None,
            noun_end=tokens.ends[noun.last - 1] if noun else None,
            per=per,  # type: ignore[arg-type]
            per_other=rate is not None and rate[0] == "other",
            rate_start=tokens.starts[rate[1]] if rate else None,
            rate_end=tokens.ends[rate[2] - 1] if rate else None,
            precision=draft.step * factor / 2,
            up_to=bound.ends == "u",
            top=draft.high * factor,
            change=draft.change,
            ordinal=draft.ordinal,
        )

    def _is_price(self, last: int) -> bool:
        low = self.low
        if last >= len(low):
            return False
        if low[last] in self.words.price_in:
            return True
        if low[last] in ("a", "per", "за", "/") and last + 1 < len(low):
            return low[last + 1] not in self.words.rate_times and (
                low[last] != "a" or low[last + 1] in _PRICED
            )
        return False

    def _restating(self, earlier: list[Quantity], quantity: Quantity) -> Quantity:
        """Marks a sum that says the one just before it again in another currency."""
        if not earlier or quantity.figure != "money":
            return quantity
        last = earlier[-1]
        between = self.tokens.text[last.end : quantity.start].strip()
        if (
            last.figure == "money"
            and not last.restates
            and last.unit != quantity.unit
            and between in _RESTATING
        ):
            return replace(quantity, restates=True)
        return quantity


_PRICED = frozenset(
    ("tonne", "ton", "barrel", "unit", "car", "piece", "share", "watt", "vehicle", "kilo", "litre")
)
_RESTATING = frozenset(
    (
        "(",
        "(or",
        ", or",
        "or",
        ",",
        ", или",
        "или",
        "(это",
        "/",
        "(i.e.",
        "– or",
        "[",
        "(equivalent to",
        "(equal to",
    )
)


def _shared(found: list[Quantity]) -> list[Quantity]:
    """The two ends of a change share unit, noun and rate: "from 52 to 38 a day"."""
    for k in range(len(found) - 1):
        a, b = found[k], found[k + 1]
        if a.change == "from" and b.change == "to" and a.figure == "bare" and b.figure != "bare":
            found[k] = replace(
                a, figure=b.figure, unit=b.unit, known=b.known, noun=b.noun, per=a.per or b.per
            )
        elif a.change == "from" and b.change == "to" and a.per is None and b.per:
            found[k] = replace(a, per=b.per)
    return found
