"""Which noun a figure counts: "легковых автомобилей" → vehicles, "GWh" → a measure, "workers" → no product."""

import re
from typing import NamedTuple

from extractors.lexicon.number_words import NumberWords
from extractors.senses import Group, Sense, english_sense, russian_sense
from extractors.tokens import HYPHENS, Tokens

_ADJECTIVE = re.compile(r"(?:ых|их|ого|его|ой|ый|ий|ая|яя|ую|юю|ое|ее|ые|ие|ым|им|ыми|ими|ом|ем)$")
_GENITIVE = re.compile(r"..(?:ов|ев|ей|ок|ек|ц|ств|ний|ций)$")
_OPENING = frozenset("«“\"„‘'")
_CLOSING = frozenset('»”’"')
_REACH = 8  # tokens after the figure in which its noun is looked for


class Counted(NamedTuple):
    """Tokens first to last (exclusive) are the noun phrase; `unit` is None for a name."""

    first: int
    last: int
    group: Group
    unit: str | None
    factor: float = 1.0


class Nouns:
    """Finds the nouns of one text's figures."""

    def __init__(self, tokens: Tokens, words: NumberWords) -> None:
        self.tokens = tokens
        self.low = tokens.words
        self.words = words
        self.english = bool(words.articles)

    def after(self, at: int, limit: int) -> Counted | None:
        """The noun phrase that begins at token `at`, right after a figure, and ends before token `limit`."""
        first = at
        named_of = at < limit and self.low[at] in self.words.of
        if named_of:
            first = at + 1
            if first >= limit or self.low[first] not in self.words.determiners:
                return None
        first = self._past_small_words(first, at, limit)
        found = self._phrase(first, limit)
        if named_of and found and not self.low[found.last - 1].endswith("s"):
            return None
        if found and found.unit == "units" and found.last < limit:
            return self._of_what(found, limit)
        return found

    def _past_small_words(self, first: int, at: int, limit: int) -> int:
        """Past determiners, a joining hyphen and the point of an abbreviated scale word."""
        while first < limit:
            word = self.low[first]
            determiner = word in self.words.determiners and (first > at or not self.english)
            joining = word in HYPHENS and self.tokens.glued(first)
            if self.is_attribute(first) and first == at:
                first += 3
                continue
            if not (determiner or joining or self.abbreviates(first)):
                break
            first += 1
        return first

    def is_attribute(self, at: int) -> bool:
        """Whether a figure joined to a word stands at token `at`: 12-inch wafers."""
        return (
            at + 2 < len(self.low)
            and self.tokens.kinds[at] == "n"
            and self._joined(at + 1)
            and self.tokens.kinds[at + 2] == "w"
        )

    def abbreviates(self, at: int) -> bool:
        """Whether the point at token `at` belongs to an abbreviated scale word and ends no sentence."""
        if self.low[at] != "." or not at or self.low[at - 1] not in self.words.abbreviations:
            return False
        nxt = at + 1
        return (
            nxt < len(self.low) and self.tokens.kinds[nxt] != "s" and not self.tokens.capital(nxt)
        )

    def _of_what(self, found: Counted, limit: int) -> Counted:
        """ "20,000 units of its T10X SUV", «25 единиц техники»: the thing instead of the unit, where it is known."""
        at = found.last
        if self.english:
            if self.low[at] not in self.words.of:
                return found
            at += 1
            while at < limit and (
                self.low[at] in self.words.determiners or self.low[at] in self.words.articles
            ):
                at += 1
        inner = self._phrase(at, limit)
        if inner and inner.group == "product":
            return Counted(found.first, inner.last, "product", inner.unit)
        return found

    def sense(self, at: int) -> Sense | None:
        """What the word at token `at` means as a counted noun."""
        found = (english_sense if self.english else russian_sense)(self.low, at)
        if found is None or self.tokens.kinds[at] != "w":
            return found if found and self.tokens.kinds[at] == "c" else None
        if len(self.low[at]) == 1 and (self.tokens.capital(at) or self._joined(at + 1)):
            return (
                found
                if self.tokens.glued(at)
                and self.tokens.kinds[at - 1] == "n"
                and not self._joined(at + 1)
                else None
            )
        if found.singular and found.group == "other" and not (at and self.low[at - 1] in HYPHENS):
            return None
        return found

    def _joined(self, at: int) -> bool:
        return (
            at < len(self.low)
            and self.low[at] in HYPHENS
            and self.tokens.glued(at)
            and self.tokens.glued(at + 1)
        )

    def _phrase(self, first: int, limit: int) -> Counted | None:
        best: Counted | None = None
        fallback: Counted | None = None
        end = min(limit, first + _REACH)
        at = self._start_of_words(first, end)
        while at is not None and at < end:
            sense = self.sense(at)
            if sense is None:
                if best:
                    break
                fallback = self._fallback(first, at, fallback)
                if not self.english and not self._qualifies(at):
                    break
                at = self._next_word(at + 1, end)
                continue
            best = Counted(first, at + sense.length, sense.group, sense.unit, sense.factor)
            if not self._goes_on(best):
                break
            at = self._next_word(best.last, end)
        if best:
            return self._with_others(self._of_both(best, limit), limit)
        return self._closed(fallback)

    def _start_of_words(self, first: int, end: int) -> int | None:
        if first < end and self.low[first] in _OPENING:
            return self._next_word(first + 1, end)
        return self._next_word(first, end)

    def _next_word(self, at: int, end: int) -> int | None:
        """The next word of the phrase, None where it is over."""
        while at < end:
            word, kind = self.low[at], self.tokens.kinds[at]
            if kind in "wc":
                stop = word in self.words.stops and not (self.tokens.capital(at) and len(word) < 2)
                return None if stop else at
            if not (self._joined(at) or (word in _OPENING and not self.tokens.glued(at))):
                return None
            at += 1
        return None

    def _goes_on(self, best: Counted) -> bool:
        """Whether the noun found is only the first half of the name of the thing: car engines, грузовых автомобилей."""
        if best.group == "measure":
            return False
        if self.english:
            return best.group != "other"
        return bool(_ADJECTIVE.search(self.low[best.last - 1]))

    def _of_both(self, best: Counted, limit: int) -> Counted:
        """«легковых и грузовых шин»: an adjective that could stand alone belongs to the noun after the second one."""
        at = best.last
        if (
            self.english
            or not _ADJECTIVE.search(self.low[at - 1])
            or at + 2 >= limit
            or self.low[at] not in ("и", "или")
            or not _ADJECTIVE.search(self.low[at + 1])
        ):
            return best
        sense = self.sense(at + 2)
        if sense is None or sense.group != "product" or sense.unit == best.unit:
            return best
        return best._replace(last=at + 2 + sense.length, unit=sense.unit, factor=sense.factor)

    def _with_others(self, best: Counted, limit: int) -> Counted:
        """ "cars and vans", "cars, vans and trucks": the phrase goes on while the unit is the same."""
        at = best.last
        while at + 1 < limit and self.low[at] in ("and", "и", ",", "/"):
            sense = self.sense(at + 1)
            if sense is None or sense.unit != best.unit or sense.group != "product":
                break
            best = best._replace(last=at + 1 + sense.length)
            at = best.last
        return best

    def _qualifies(self, at: int) -> bool:
        """Whether a Russian word that is no known noun may stand before one: an adjective or a name."""
        return (
            self.tokens.capital(at)
            or self.low[at].isascii()
            or bool(_ADJECTIVE.search(self.low[at]))
            or self._joined(at + 1)
        )

    def _fallback(self, first: int, at: int, earlier: Counted | None) -> Counted | None:
        """A name ("Patriots", "A350s") or a noun that the lexicon lacks ("refrigerators")."""
        near = earlier is not None and (
            earlier.last == at or (earlier.last == at - 1 and self.low[at - 1] in HYPHENS)
        )
        if earlier and not (earlier.group == "name" and near):
            return earlier
        word = self.low[at]
        if (
            self.tokens.kinds[at] == "c"
            or self.tokens.capital(at)
            or (at and self.low[at - 1] in _OPENING)
        ):
            return Counted(first, at + 1, "name", None)
        if earlier:
            return earlier
        if self.english:
            is_noun = word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3
        else:
            is_noun = bool(_GENITIVE.search(word))
        return Counted(first, at + 1, "unknown", word) if is_noun else None

    def _closed(self, found: Counted | None) -> Counted | None:
        """With the closing quotation mark of a quoted name."""
        if (
            found
            and found.last < len(self.low)
            and self.low[found.last] in _CLOSING
            and self.tokens.glued(found.last)
        ):
            return found._replace(last=found.last + 1)
        return found
