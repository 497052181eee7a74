"""What our own grammar finds in the text that a row rests on: its place, figures, periods, producer, event words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product

from extractors.cues import find_cues, find_tokens
from extractors.figures import find_figures
from extractors.gazetteer import Gazetteer
from extractors.lexicon import words
from extractors.model import Document
from extractors.model_reader.orders import without_orders
from extractors.morphology import WORD, fold, stem, stems, transliterate
from extractors.periods import Period
from extractors.quantities import Quantity
from extractors.scoring import COMPANY_FORMS
from extractors.sentences import find_sentences

Days = tuple[date, date]
SAME_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\t", " "),
        **dict.fromkeys("«»“”„‟″", '"'),
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "ё": "е",
        "Ё": "Е",
    }
)
"""Signs that models mend when they copy, one for one, so that places stay."""
_GENERIC = COMPANY_FORMS | words(
    """plant plants factory works company companies maker carmaker automaker facility site mill smelter shipyard group the
    of in at and its car auto motor motors завод предприятие компания фабрика комбинат производитель автопроизводитель автоконцерн концерн
    холдинг группа площадка цех верфь производство новый новое бывший former new"""
)
_EVENTS = {
    "start": ("begin", "start", "make.fut", "make.inf", "make.part"),
    "stop": ("halt", "stop", "not"),
}


_YEAR_WORDS = (
    (0, re.compile(r"\b(?:this|current|annual|full|whole|calendar) ?year|\bannual|нынешн|текущ|эт(?:от|ого|ом) год|годово|\bза год\b|по году", re.IGNORECASE)),
    (-1, re.compile(r"\b(?:last|previous|past|prior) year|\byear (?:earlier|before|ago)|прошл|предыдущ|годом ранее|год назад|уходящ", re.IGNORECASE)),
    (1, re.compile(r"\b(?:next|coming|following) year|следующ|будущ|грядущ", re.IGNORECASE)),
)  # fmt: skip
"""Steps from the year of publication, and the words that tell of such a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a quote stands, `source[start:end]`, whole sentences of one line; `titled`: in the title alone."""

    source: str
    start: int
    end: int
    line: int
    titled: bool

    @property
    def quote(self) -> str:
        return self.source[self.start : self.end]


class Facts:
    """One document's facts, found where they are asked for."""

    def __init__(self, document: Document, language: str, gazetteer: Gazetteer) -> None:
        self.document, self.language, self.gazetteer = document, language, gazetteer
        self.text, self.title = without_orders(document.text), without_orders(document.title or "")
        self.lines = self.text.split("\n")
        self._spans: dict[str, set[Days]] = {}
        self._figures: dict[str, tuple[list[Quantity], list[Period]]] = {}

    # places

    def place_of(self, quote: str) -> Place | str:
        """Where the quote stands first, widened to whole sentences; or why it does not count."""
        wanted = quote.strip()
        for source, titled in ((self.text, False), (self.title, True)):
            at = _found(source, wanted)
            if at is not None:
                return self._in_sentences(source, at, at + len(wanted), titled=titled)
        told = (self.document.text, self.document.title or "")
        if any(_found(source, wanted) is not None for source in told):
            return "the quote gives orders to a reader"
        return "quote is not in the text"

    def _in_sentences(self, source: str, start: int, end: int, *, titled: bool) -> Place | str:
        line = source.count("\n", 0, start)
        if "\n" in source[start:end].strip("\n"):
            return "quote spans paragraphs"
        if not titled and line in self.document.skip:
            return "quote is in a repeated paragraph"
        around = [s for s in self._sentences(source) if s[0] < end and start < s[1]]
        if around:
            start, end = around[0][0], around[-1][1]
        return Place(source=source, start=start, end=end, line=line, titled=titled)

    @cached_property
    def _text_sentences(self) -> list[tuple[int, int]]:
        return [(s.start, s.end) for s in find_sentences(self.text)]

    def _sentences(self, source: str) -> list[tuple[int, int]]:
        return self._text_sentences if source is self.text else [(0, len(source))]

    # figures and periods

    def quantities(self, place: Place) -> list[Quantity]:
        """The figures inside the quote, read within their line; spans are in the source."""
        offset, line = self._line(place)
        found, _ = self._read(line)
        return [
            q
            for q in found
            if place.start <= q.number_start + offset and q.number_end + offset <= place.end
        ]

    def offset(self, place: Place) -> int:
        """Where the quote's line begins in its source."""
        return self._line(place)[0]

    def _line(self, place: Place) -> tuple[int, str]:
        begin = place.source.rfind("\n", 0, place.start) + 1
        end = place.source.find("\n", place.start)
        return begin, place.source[begin : end if end >= 0 else len(place.source)]

    def _read(self, line: str) -> tuple[list[Quantity], list[Period]]:
        if line not in self._figures:
            self._figures[line] = find_figures(line, self.document.published, self.language)
        return self._figures[line]

    @cached_property
    def units(self) -> frozenset[str]:
        """Units and currencies of all figures of the text."""
        found = (q.unit for line in (self.title, *self.lines) for q in self._read(line)[0])
        return frozenset(unit for unit in found if unit)

    def has_period(self, place: Place, first: date, last: date) -> bool:
        """Whether the words up to the quote's line, or the title, give this period."""
        lines = list(self._before(place))
        if any((first, last) in self._spans_of(line) for line in lines):
            return True
        return (first, last) in self._told_years(lines)

    def _before(self, place: Place) -> Iterator[str]:
        """The quote's line, those before it, the title; of a headline also the lead."""
        yield self._line(place)[1]
        last = 3 if place.titled or place.line == 0 else place.line
        yield from reversed(self.lines[:last])
        yield self.title

    def _spans_of(self, line: str) -> set[Days]:
        if line not in self._spans:
            self._spans[line] = _spans(self._read(line)[1], self.document.published)
        return self._spans[line]

    def _told_years(self, lines: Iterable[str]) -> Iterator[Days]:
        """Whole years that are told by a word only: "the annual plan", "a year earlier", «нынешний»."""
        published = self.document.published
        for step, said in _YEAR_WORDS if published else ():
            if published and any(said.search(line) for line in lines):
                year = published.year + step
                yield date(year, 1, 1), date(year, 12, 31)

    # producer and events

    def names(self, producer: str) -> bool:
        """Whether the text or title names this producer, inflected or as another of its known names."""
        telling = [w for w in WORD.findall(fold(producer)) if w not in _GENERIC and len(w) > 1]
        if not telling:
            return False
        if all(self._has(word) for word in telling):
            return True
        return bool(_makers(self.gazetteer, producer) & self._ids)

    def has_words(self, said: str | None) -> bool:
        """Whether all words of a field are in the text or title, inflected or not."""
        return said is not None and all(self._has(word) for word in WORD.findall(said))

    def _has(self, word: str) -> bool:
        cut = stem(word)
        if cut in self._stems or transliterate(cut) in self._latin:
            return True
        share = max(4, round(0.7 * len(cut)))
        return len(cut) >= share and cut[:share] in self._openings

    @cached_property
    def _all(self) -> str:
        return f"{self.title}\n{self.text}"

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(stems(self._all))

    @cached_property
    def _latin(self) -> frozenset[str]:
        return frozenset(transliterate(word) for word in self._stems)

    @cached_property
    def _openings(self) -> frozenset[str]:
        return frozenset(word[:n] for word in self._stems for n in range(4, min(len(word), 16) + 1))

    @cached_property
    def _ids(self) -> frozenset[str]:
        return _makers(self.gazetteer, self._all)

    def tells_of(self, kind: str, place: Place) -> bool:
        """Whether the quote has words of a start or stop."""
        cues = find_cues(find_tokens(place.source, place.start, place.end), self.language)
        return any(cue.tag.startswith(_EVENTS[kind]) for cue in cues)


def _makers(gazetteer: Gazetteer, text: str) -> frozenset[str]:
    """Ids of the plants, companies and brands that a text names."""
    hits = (hit for hit in gazetteer.find(text) if not hit.kind.startswith(("place", "people")))
    return frozenset(entry for hit in hits for entry in hit.ids)


def _found(source: str, wanted: str) -> int | None:
    """Where a quote stands, letter by letter, or but for signs that were mended."""
    if not wanted:
        return None
    at = source.find(wanted)
    if at < 0:
        at = source.translate(SAME_SIGNS).find(wanted.translate(SAME_SIGNS))
    return None if at < 0 or _cuts(source, at, at + len(wanted)) else at


def _cuts(source: str, start: int, end: int) -> bool:
    """Whether a quote begins or ends inside a word or figure."""
    return bool(
        re.match(r"\w\w|\d[.,]\d", source[start - 1 : start + 1] if start else "")
        or re.match(r"\w\w", source[end - 1 : end + 1])
    )


def _spans(periods: Sequence[Period], published: date | None) -> set[Days]:
    """The spans that a line's words give: each of its times, and from one of them to another."""
    each = {days for period in periods for days in _days(period, periods, published)}
    if len(each) > 60:
        return each
    return each | {(a[0], b[1]) for a, b in product(each, each) if a[0] <= b[1]}


def _days(period: Period, others: Iterable[Period], published: date | None) -> Iterator[Days]:
    whole = (period.first, period.last)
    for days in (whole, period.done, period.planned, period.anchored, period.cumulative):
        if days and days[0] and days[1]:
            yield days[0], days[1]
    if period.first and published and period.first <= published:
        yield period.first, published
    if period.yearless:
        years = {p.first.year for p in others if p.first and p.grain == "year"}
        yield from (days for year in years if (days := period.in_year(year)))
