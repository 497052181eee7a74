"""Small steps over the tokens of a text that every reader of times takes."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from extractors.lexicon.period_words import PeriodWords
from extractors.lexicon.periods_en import ENGLISH
from extractors.lexicon.periods_ru import RUSSIAN
from extractors.lexicon.time_words import AGO, DASHES, ENDINGS, QUOTES
from extractors.moments import calendars
from extractors.moments.calendars import Time
from extractors.tokens import Tokens

WORDS = {"en": ENGLISH, "ru": RUSSIAN}
Parsed = tuple[Time, int]
_HYPHENS = ("-", "‐", "‑")
_ADJECTIVE = re.compile(
    r"(?:[иыое]й|ое|[иы]м|[ое]го|[ое]му?|[аяо]я|[ую]ю|ее|[иы]е|[иы]х|[иы]ми|ья|ье|ьего|ьем|ьей|ьему|ью)$"
)
_YEARS = range(1900, 2101)


class Word(NamedTuple):
    """A token as the period grammar sees it."""

    kind: str
    value: str

    @property
    def number(self) -> int:
        """The value of a month, weekday, season, ordinal or which."""
        return int(float(self.value))


_LONGEST = 32  # letters of a word that can be a time


def _classify(word: str, language: str) -> Word | None:
    words = WORDS[language]
    if len(word) > _LONGEST:
        return None
    if found := words.classes.get(word):
        return Word(*found)
    if words.stems and len(word) > 4:
        for length in range(min(len(word) - 1, _LONGEST_STEM), 3, -1):
            if (stem := words.stems.get(word[:length])) and _ADJECTIVE.fullmatch(word[length:]):
                return Word(*stem)
    return None


def classify(word: str, language: str) -> Word | None:
    """What `word` is to the period grammar, None for most words."""
    known = _KNOWN[language]
    if word not in known:
        if len(known) >= _MOST_KNOWN:
            known.clear()
        known[word] = _classify(word, language)
    return known[word]


_MOST_KNOWN = 50_000
_LONGEST_STEM = 24
"""Letters; no stem of the tables is longer, however long the word."""
_KNOWN: dict[str, dict[str, Word | None]] = {language: {} for language in WORDS}


class Steps:
    """What the readers of times share."""

    def __init__(self, tokens: Tokens, published: date | None, language: str) -> None:
        self.tokens = tokens
        self.low = tokens.words
        self.size = len(tokens)
        self.published = published
        self.language = language
        self.words: PeriodWords = WORDS[language]
        self.respectively = "respectively" in self.low or "соответственно" in self.low
        self.before: Time | None = None
        """The time read last, for what leans on it: "that year", «в третьем»."""

    def at(self, i: int) -> Parsed | None:
        """The time that begins at token i and the token after it; None where none does."""
        raise NotImplementedError

    def word(self, i: int) -> Word | None:
        """What token i is, with the guards of doubtful words applied."""
        if not 0 <= i < self.size or self.tokens.kinds[i] != "w":
            return None
        low = self.low[i]
        word = classify(low, self.language)
        if word is None:
            return None
        if low in self.words.capitals and not self.tokens.capital(i):
            return None
        if (
            low in self.words.guarded
            and not (i and self.low[i - 1] in self.words.guards)
            and self._year(i + 1) is None
        ):
            return None
        return word

    def _skip(self, i: int) -> int:
        """Past a hyphen that joins two words."""
        if (
            i < self.size
            and self.low[i] in _HYPHENS
            and self.tokens.glued(i)
            and self.tokens.glued(i + 1)
        ):
            return i + 1
        return i

    def _past(self, i: int, *groups: frozenset[str]) -> int:
        """Past a hyphen and then past words of the groups."""
        i = self._skip(i)
        while i < self.size and any(self.low[i] in group for group in groups):
            i += 1
        return self._skip(i)

    def _kind(self, i: int, kind: str) -> Word | None:
        word = self.word(i)
        return word if word and word.kind == kind else None

    def _unit_at(self, i: int, *names: str) -> bool:
        word = self._kind(i, "unit")
        return word is not None and word.value in names

    def _number(self, i: int, top: int = 99) -> int | None:
        """A small whole number in figures or words at token i."""
        if i >= self.size:
            return None
        low = self.low[i]
        if self.tokens.kinds[i] == "n":
            return int(low) if low.isdigit() and len(low) <= 2 and int(low) <= top else None
        word = self._kind(i, "number")
        return word.number if word and "." not in word.value and word.number <= top else None

    def _top_of_range(self, i: int) -> int | None:
        """The 6 of "5-6 years" or "12 to 20 months", where a dash or "to" stands at token i."""
        joined = i + 1 < self.size and (self.low[i] in DASHES or self.low[i] in self.words.to)
        return self._number(i + 1) if joined else None

    def _day(self, i: int) -> int | None:
        """A day of the month in figures."""
        if i >= self.size or self.tokens.kinds[i] != "n":
            return None
        low = self.low[i]
        return int(low) if low.isdigit() and len(low) <= 2 and 1 <= int(low) <= 31 else None

    def _ending(self, i: int) -> int:
        """Past the ending glued to a figure: 16th, 24-го, 2026-й."""
        at = self._skip(i)
        if at < self.size and self.tokens.glued(at) and self.low[at] in ENDINGS:
            return at + 1
        return i

    def _year(self, i: int) -> tuple[int, int] | None:
        """A year in figures at token i, and the token after it, its ending and the word for year."""
        if i >= self.size or self.tokens.kinds[i] != "n":
            return None
        low = self.low[i]
        if len(low) == 4 and low.isdigit() and int(low) in _YEARS:
            return int(low), self._year_word(self._ending(i + 1))
        ended = self._ending(i + 1)
        if (
            len(low) == 2
            and low.isdigit()
            and ended > i + 1
            and ended < self.size
            and self.low[ended] in self.words.year_words
        ):
            return 2000 + int(low) if int(low) < 60 else 1900 + int(low), ended + 1
        return None

    def _year_word(self, i: int) -> int:
        if self.language == "ru" and i < self.size and self.low[i] in self.words.year_words:
            if i + 1 < self.size and self.low[i + 1] == "." and self.low[i] in ("г", "гг"):
                return i + 2 if i + 2 < self.size and not self.tokens.capital(i + 2) else i + 1
            return i + 1
        return i

    def _year_ish(self, i: int) -> tuple[int | None, bool, int] | None:  # noqa: C901, PLR0911
        """A year in figures, "this year", "the year", «прошлого» after a month or part: number, relative, next token."""
        at = i
        if at < self.size and self.low[at] == "," and self._year(at + 1):
            at += 1
        if (
            at < self.size
            and self.low[at] == "("
            and (inner := self._year(at + 1))
            and self.low[inner[1] : inner[1] + 1] == [")"]
        ):
            return inner[0], False, inner[1] + 1
        at = self._past(at, self.words.of, self.words.articles)
        if (
            at < self.size
            and self.low[at] in QUOTES
            and at + 1 < self.size
            and len(self.low[at + 1]) == 2
            and self.low[at + 1].isdigit()
        ):
            return 2000 + int(self.low[at + 1]), False, at + 2
        if self._kind(at, "whole"):
            at += 1
        if self._kind(at, "fiscal"):
            at += 1
        if found := self._year(at):
            return found[0], False, found[1]
        which = self._kind(at, "which")
        if which:
            nxt = at + 1
            while self._kind(nxt, "which"):
                nxt += 1
            if self._kind(nxt, "fiscal"):
                nxt += 1
            if self._unit_at(nxt, "year"):
                return self._counted(which.number), True, nxt + 1
            if self.language == "ru" and self.low[at].endswith("го") and which.value != "0":
                return self._counted(which.number), True, at + 1
        if (
            self._unit_at(at, "year")
            and (at > i or self.language == "ru")
            and self.low[at - 1] not in ("a", "an")
        ):
            return self._counted(0), True, at + 1
        return self._that_year(at)

    def _that_year(self, at: int) -> tuple[int | None, bool, int] | None:
        """ "that year", «того же года»: the year of the time before."""
        that = at < self.size and self.low[at] == "that"
        if not that and not self._kind(at, "same"):
            return None
        at += 1
        if self.low[at : at + 1] == ["же"]:
            at += 1
        if not self._unit_at(at, "year") or self.before is None or self.before.first is None:
            return None
        return self.before.first.year, False, at + 1

    def _counted(self, shift: int) -> int | None:
        return self.published.year + shift if self.published else None

    def _in_year(
        self,
        of_year: Callable[[int], calendars.Days | None],
        i: int,
        grain: calendars.Grain,
        rule: str,
        *,
        total: bool = False,
    ) -> Parsed:
        """Days of a year that token i names, or of a year still open."""
        found = self._year_ish(i)
        if found is None:
            return calendars.yearless(of_year, self.published, grain, rule, total=total), i
        number, relative, after = found
        days = of_year(number) if number else None
        first, last = days or (None, None)
        return Time(first=first, last=last, grain=grain, relative=relative, rule=rule), after

    def _relative(
        self, days: calendars.Days | None, grain: calendars.Grain, rule: str, after: int
    ) -> Parsed:
        first, last = days or (None, None)
        return Time(first=first, last=last, grain=grain, relative=True, rule=rule), after

    def _ago(self, i: int) -> int:
        """The token after "ago", "earlier", «назад» at token i, else 0."""
        if i >= self.size:
            return 0
        if self.low[i] in AGO:
            return i + 1
        return i + 2 if self.low[i : i + 2] in (["to", "назад"], ["тому", "назад"]) else 0
