"""A paragraph cut into words and the pieces that names are made of: gazetteer hits, countries, quoted names, capitals.

`mentions.py` puts pieces together ("Volkswagen" + "Kaluga" + "plant"); here each word is looked at once.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from extractors.gazetteer import MOST_REMEMBERED, Gazetteer, Hit
from extractors.gazetteer_words import is_money, is_nobody
from extractors.morphology import fold, has_tag, is_cyrillic, is_known, parses, stem, words_of
from extractors.producer_words import (
    Country,
    ProducerWords,
    countries,
    country_words,
    producer_words,
)

LONGEST_QUOTED = 60
"""Characters of a quoted name; what is longer is speech."""
MOST_WORDS = 6
SHORT_ACRONYM = 3
LONGEST_HEADLINE = 22
"""Words; a longer paragraph full of capitals is no headline."""
_QUOTED = re.compile(
    r"«([^«»\n]{1,60})»|“([^“”\n]{1,60})”|„([^„“”\n]{1,60})[“”]|\"([^\"\n]{1,60})\""
)
_SENTENCE_END = re.compile(r"[.!?…:;|•▪–—\n\"“«„(]|\+\+")
_IYA = ("ия", "ии", "ию", "ией")
"""Cases of «Германия», which shares its stem with «Герман»."""
_JOINERS = frozenset({"de", "del", "da", "do", "la", "le", "d", "van", "von", "und", "al", "el"})


_NO_LISTS: frozenset[str] = frozenset()


@dataclass(unsafe_hash=True, slots=True)
class Piece:
    """Words [first, last) that are one thing.

    `kind`: `entity`, `model`, `place`, `place-adjective`, `people`, `country`, `country-adjective`, `quoted`, `capitals`.
    """

    first: int
    last: int
    kind: str
    name: str
    """As the gazetteer shows it, else as said."""
    hit: Hit | None = None
    code: str | None = None
    """ISO code of a country."""
    in_quotes: bool = False
    has_state: bool = False
    """A town with its state: "Warren, Mich."."""


@dataclass(slots=True)
class Cut:
    """A paragraph with its words, their stems, and the piece at each word."""

    text: str
    language: str
    lexicon: ProducerWords
    words: list[tuple[str, int, int]]
    stems: list[str]
    tags: list[frozenset[str]]
    """For each word the lists of the lexicon that have it."""
    at: list[Piece | None] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    title_case: bool = False
    """Most words have capitals, so a capital tells nothing."""
    doubtful: dict[int, Hit] = field(default_factory=dict)
    """First word → a common word that is a name too, where nothing here tells which it is."""

    def gap(self, i: int) -> str:
        """What stands before word i (after word i - 1)."""
        if i >= len(self.words):
            return (self.text[self.words[-1][2] :] if self.words else "") + "\n"
        return self.text[self.words[i - 1][2] if i else 0 : self.words[i][1]]

    def said(self, first: int, last: int) -> str:
        """The text of words [first, last)."""
        return self.text[self.words[first][1] : self.words[last - 1][2]]

    def opens_sentence(self, i: int) -> bool:
        """True where word i begins a sentence, a heading or a list item."""
        return i == 0 or _SENTENCE_END.search(self.gap(i)) is not None

    def has(self, i: int, *lists: str) -> bool:
        """True where word i is in one of the lists of the lexicon."""
        tags = self.tags[i] if 0 <= i < len(self.tags) else _NO_LISTS
        return bool(tags) and not tags.isdisjoint(lists)

    def add(self, piece: Piece) -> None:
        """Takes the piece, unless its words are taken."""
        if not any(self.at[piece.first : piece.last]):
            self.at[piece.first : piece.last] = [piece] * (piece.last - piece.first)
            self.pieces.append(piece)


def cut(text: str, language: str, gazetteer: Gazetteer) -> Cut:
    """The paragraph with all its pieces found, in the order of the text."""
    words = words_of(text)
    lexicon = producer_words(language)
    look_up = _looked_up(language)
    looked = [look_up[w] for w, _, _ in words]
    stemmed, tags = [s for s, _ in looked], [t for _, t in looked]
    found = Cut(text, language, lexicon, words, stemmed, tags, [None] * len(words))
    found.title_case = _is_title_case(words)
    quotes = _quotes(found)
    hits = gazetteer.find_in(text, words, stemmed)
    _add_hits(found, hits, quotes)
    _add_countries(found)
    _widen(found)
    for first, last in quotes:
        _add_quoted(found, first, last)
    _add_capitals(found)
    found.pieces.sort(key=lambda p: p.first)
    _settle_towns(found)
    _name_after(found)
    return found


def _name_after(found: Cut) -> None:
    """«ММК им. Ильича», «завод имени Дегтярёва»: whom it is named after is part of the name, and no maker."""
    if found.language != "ru":
        return
    for person in [p for p in found.pieces if p.kind == "capitals" and _follows_im(found, p)]:
        before = found.at[person.first - 2] if person.first > 1 else None
        found.pieces.remove(person)
        said = found.said(person.first - 1, person.last)
        if before is None or found.gap(person.first - 1) != " ":
            whole = replace(person, first=person.first - 1, name=said)
            found.pieces.append(whole)
        else:
            whole = before
            whole.last, whole.name = person.last, f"{before.name} {said}"
            if found.words[before.first][0].isupper():  # another firm: ММК is in Magnitogorsk
                whole.kind, whole.hit = "capitals", None
        found.at[whole.first : whole.last] = [whole] * (whole.last - whole.first)
    found.pieces.sort(key=lambda p: p.first)


def _follows_im(found: Cut, piece: Piece) -> bool:
    word = found.words[piece.first - 1][0].lower() if piece.first else ""
    return (word == "им" and found.gap(piece.first) in {". ", "."}) or (
        word == "имени" and found.gap(piece.first) == " "
    )


def _settle_towns(found: Cut) -> None:
    """ "in Stamford, Conn.", "its Farmingdale, N.Y., plant": a state after a comma makes what stands before it a town,
    and is part of it.
    """
    if found.language == "ru":
        _settle_russian_towns(found)
    if found.language != "en" or found.title_case:
        return
    for town in list(found.pieces):
        last = _region_end(found, town.last)
        if not last or found.has(last, "person_role") or not _is_town(found, town, last):
            continue
        for region in {id(p): p for p in found.at[town.last : last] if p}.values():
            found.pieces.remove(region)
        found.at[town.last : last] = [town] * (last - town.last)
        town.kind, town.last, town.has_state = "place", last, True


def _settle_russian_towns(found: Cut) -> None:
    """«в Елабуге, Республика Татарстан»: the region that follows its town is part of it."""
    for region in [p for p in found.pieces if p.kind == "place" and p.first]:
        town = found.at[region.first - 1]
        if (
            town is not None
            and town.kind == "place"
            and found.gap(region.first) == ", "
            and any(found.has(i, "region_word") for i in range(region.first, region.last))
            and not any(found.has(i, "region_word") for i in range(town.first, town.last))
            and not _LEANING.search(found.words[town.last - 1][0])
        ):
            found.pieces.remove(region)
            found.at[region.first : region.last] = [town] * (region.last - region.first)
            town.last = region.last


_LEANING = re.compile(r"(?:ск|цк)(?:ая|ой|ую|ий|ого|ом|ому|ие|их)$")
"""«в Калужской, Тульской областях»: two regions."""


def _region_end(found: Cut, i: int) -> int:
    """The word after a state, province or country that begins at word i, after a comma or in brackets; else 0."""
    if (
        i >= len(found.words)
        or found.gap(i) not in {", ", " ("}
        or not found.words[i][0][0].isupper()
    ):
        return 0
    country = found.at[i]
    if country and country.kind == "country" and not _possessive(found, country.last):
        return country.last
    for last in range(min(i + _REGION_WORDS, len(found.words)), i, -1):
        beyond = found.at[last - 1]
        if fold(found.said(i, last)) in found.lexicon["region"]:
            return last if beyond is None or beyond.last == last else 0
    return 0


_REGION_WORDS = 3
_TOWN_WORDS = 3


def _is_town(found: Cut, piece: Piece, last: int) -> bool:
    """A name of one to three words after a small one: "at Warren, Mich."; first in its sentence where a state stands
    apart behind it: "Tupelo, Miss., will be closed". `last`: the word after state or country.
    """
    if piece.kind == "place":
        return True
    before = found.words[piece.first - 1][0] if piece.first else ""
    led = before.islower() or found.has(piece.first - 1, "determiner")
    if found.opens_sentence(piece.first):
        region = found.at[piece.last]
        led = (region is None or region.kind != "country") and found.gap(last) in {", ", "., "}
    plain = piece.kind == "capitals" and piece.last - piece.first <= _TOWN_WORDS and led
    firm = any(found.has(i, "form", "legal") for i in range(piece.first, piece.last))
    return plain and not firm


class _LookedUp(dict[str, tuple[str, frozenset[str]]]):
    """Word → its stem and the lists of the lexicon that have it, remembered."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.lists_of = producer_words(language).lists_of

    def __missing__(self, word: str) -> tuple[str, frozenset[str]]:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        stemmed = stem(word)
        self[word] = found = (stemmed, self.lists_of.get(stemmed, _NO_LISTS))
        return found


@cache
def _looked_up(language: str) -> _LookedUp:
    return _LookedUp(language)


def _is_title_case(words: list[tuple[str, int, int]]) -> bool:
    if len(words) > LONGEST_HEADLINE:
        return False
    long = [w for w, _, _ in words if len(w) > 3 and w[0].isalpha()]
    return len(long) > 3 and sum(w[0].isupper() for w in long) > 0.7 * len(long)


def _quotes(found: Cut) -> list[tuple[int, int]]:
    """Word ranges of what stands in quotes and may be a name."""
    if not any(c in found.text for c in '«“„"'):
        return []
    starts = {start: i for i, (_, start, _) in enumerate(found.words)}
    ranges, ends = [], {end: i + 1 for i, (_, _, end) in enumerate(found.words)}
    for match in _QUOTED.finditer(found.text):
        group = match.lastindex or 1
        inside = match.group(group)
        lead = match.start(group) + len(inside) - len(inside.lstrip())
        tail = match.start(group) + len(inside.rstrip())
        if inside.rstrip()[-1:] in ",.!?…":
            continue
        first, last = starts.get(lead), ends.get(tail)
        if first is not None and last is not None and first < last <= first + MOST_WORDS:
            ranges.append((first, last))
    return ranges


def _add_hits(found: Cut, hits: list[Hit], quotes: list[tuple[int, int]]) -> None:
    ends = {i: last for first, last in quotes for i in range(first, last)}
    whole = set(quotes)
    beside = {i: h for h in hits for i in range(h.first, h.last)}
    for hit in hits:
        quoted = (hit.first, hit.last) in whole
        inside = hit.last <= ends.get(hit.first, 0)
        if inside and not quoted and hit.kind not in {"plant", "company", "group"}:
            continue
        if not quoted and (_is_product_code(found, hit) or _is_mere_number(found, hit)):
            continue
        if not quoted and hit.wary and _is_common_word(found, hit, beside):
            found.doubtful[hit.first] = hit
            continue
        kind = "model" if hit.wary and _is_of_maker(found, hit) else _kind(hit)
        found.add(Piece(hit.first, hit.last, kind, hit.shown, hit=hit, in_quotes=inside))


def _widen(found: Cut) -> None:
    """Legal forms join the maker ("Toyota Motor Corp."); other words of a firm's name make another firm
    ("Toyota Industries", "Hyundai Steel").
    """
    if found.language != "en" or found.title_case:
        return
    for k, piece in enumerate(found.pieces):
        last = piece.last
        while piece.kind == "entity" and last < len(found.words) and _joins(found, last):
            last += 1
        if last == piece.last or any(found.at[piece.last : last]):
            continue
        other = not all(found.has(i, "legal") for i in range(piece.last, last))
        name = found.said(piece.first, last)
        wider = Piece(piece.first, last, "capitals", name) if other else replace(piece, last=last)
        found.pieces[k] = wider
        found.at[piece.first : last] = [wider] * (last - piece.first)


def _joins(found: Cut, i: int) -> bool:
    word = found.words[i][0]
    firm = word[0].isupper() and found.at[i] is None and found.has(i, "form", "legal")
    return firm and found.gap(i) in ({" ", ", "} if found.has(i, "legal") else {" "})


def _kind(hit: Hit) -> str:
    return "entity" if hit.kind in {"plant", "company", "group", "brand"} else hit.kind


def _is_common_word(found: Cut, hit: Hit, beside: Mapping[int, Hit]) -> bool:
    """A wary name that nothing shows to be a name here: «Урал» without quotes, "Seat" at a sentence's beginning,
    "International" in "International Energy Agency". `beside` has the hit at each word.
    """
    word, i = found.words[hit.first][0], hit.first
    if is_cyrillic(word):
        return _is_common_cyrillic(found, hit, beside)
    following = beside.get(hit.last)
    if following and found.gap(hit.last) in {" ", ", "}:
        theirs = not set(following.ids).isdisjoint(hit.ids)  # "Seat Ibiza"
        if theirs or (found.gap(hit.last) == ", " and following.kind in _MAKERS):  # "Lucid, Rivian"
            return False
    if found.opens_sentence(i):
        return not (_possessive(found, hit.last) or _does(found, hit.last))
    if word.isupper() and len(word) > SHORT_ACRONYM and not found.title_case:
        return False
    return found.title_case or _has_capital_beside(found, hit, beside)


def _is_of_maker(found: Cut, hit: Hit) -> bool:
    """ "Hyundai Solaris": a brand right after another maker is its model."""
    before = found.at[hit.first - 1] if hit.first else None
    return (
        hit.kind == "brand"
        and before is not None
        and before.kind == "entity"
        and found.gap(hit.first) == " "
    )


_MAKERS = frozenset({"company", "plant", "group", "brand"})


def _has_capital_beside(found: Cut, hit: Hit, beside: Mapping[int, Hit]) -> bool:
    """ "Seat Belt", "New Focus"; not "In Martorell Seat …", where the other capital is a name of its own."""
    return any(
        0 <= k < len(found.words)
        and found.words[k][0][0].isupper()
        and found.gap(max(k, hit.first)) == " "
        and not (k < hit.first and found.opens_sentence(k) and found.has(k, "opener", "determiner"))
        and found.words[k][0] != "The"
        and (k not in beside or beside[k].wary)
        for k in (hit.first - 1, hit.last)
    )


def _is_common_cyrillic(found: Cut, hit: Hit, beside: Mapping[int, Hit]) -> bool:
    """False for «ПАЗ», «завод Урал», «Атом выпустит», and for a capital inside a sentence that is no place or person."""
    i, word = hit.first, found.words[hit.first][0]
    if (len(word) > 1 and word.isupper()) or _after_name_word(found, i):
        return not word.isupper() and _is_given_name(found, hit)
    if found.opens_sentence(i):
        return not found.has(hit.last, "makes") or found.gap(hit.last) != " "
    if found.title_case or word[0].islower() or _has_capital_beside(found, hit, beside):
        return True
    return is_at(found, i) if hit.kind == "model" else _is_place_or_person(word)


def _is_given_name(found: Cut, hit: Hit) -> bool:
    """«предприятия Богдан Щетинин»: a person after the word for a plant."""
    if hit.last >= len(found.words) or found.gap(hit.last) != " ":
        return False
    following = found.words[hit.last][0]
    return following[0].isupper() and has_tag(following, "Surn")


def is_at(found: Cut, i: int) -> bool:
    """After a preposition of place: «на Урале», «в Волге»."""
    return i > 0 and found.stems[i - 1] in {"в", "во", "на", "за", "по", "под", "из"}


@lru_cache(maxsize=2048)
def _is_place_or_person(word: str) -> bool:
    return is_known(word) and has_tag(word, "Geox", "Surn", "Name", "Patr")


_DOES = frozenset(
    {"would", "is", "was", "had", "said", "says", "can", "could", "may", "also", "delivered", "delivers", "sold", "sells"}
)  # fmt: skip


def _does(found: Cut, i: int) -> bool:
    """A verb right after: "Lucid will build", "Seat makes"; a common word seldom stands alone before one."""
    if i >= len(found.words):
        return False
    if found.gap(i) == ", ":
        return found.words[i][0] in {"which", "whose", "meanwhile", "owned", "based", "too"}
    if found.gap(i) != " ":
        return False
    verb = found.words[i][0]
    does = verb in _DOES or (found.has(i, "makes") and (found.title_case or verb.islower()))
    return does and (verb != "plans" or found.stems[i + 1 : i + 2] == ["to"])


def _is_mere_number(found: Cut, hit: Hit) -> bool:
    """ "737 cars", but "the 737": a model that is only digits."""
    if not hit.shown.isdigit():
        return False
    beside = found.words[hit.first - 1][0] if hit.first and found.gap(hit.first) == " " else ""
    return beside.lower() not in _BEFORE_NUMBER and not beside[:1].isupper()


_BEFORE_NUMBER = frozenset({"the", "a", "new", "per", "each", "its", "and", "or", "every"})


def _after_name_word(found: Cut, i: int) -> bool:
    return (
        i > 0 and found.gap(i) == " " and found.has(i - 1, "plant", "company", "form", "model_word")
    )


def _possessive(found: Cut, i: int) -> bool:
    return i < len(found.words) and found.words[i][0] == "s" and found.gap(i) in {"'", "’"}


def _is_product_code(found: Cut, hit: Hit) -> bool:
    """«КамАЗ-54901», "VAZ-2107", "KAMAZ 5490": a model named by its number, not the maker."""
    if hit.kind == "model" or hit.last >= len(found.words):
        return False
    following = found.words[hit.last][0]
    return found.gap(hit.last) in {"-", "‑", "–"} and following[0].isdigit()


def _add_countries(found: Cut) -> None:
    table, first_words = countries(found.language), country_words(found.language)
    for i, stemmed in enumerate(found.stems):
        if stemmed in first_words and found.at[i] is None:
            country = _country(found, table, i, found.words[i][0])
            if country and not _begins_name(found, i + country[0], country[1]):
                kind = "country-adjective" if country[1].adjective else "country"
                found.add(Piece(i, i + country[0], kind, country[1].name, code=country[1].code))


_NAME_AFTER_COUNTRY = frozenset({"point", "lake", "creek", "bay", "hill", "river", "springs", "valley", "zinc", "tobacco", "shipbuilding", "petroleum", "petrochemical", "aluminium", "aluminum", "glycols", "tungsten"})  # fmt: skip


def _begins_name(found: Cut, i: int, country: Country) -> bool:
    """ "Turkey Point", "China Steel", "Korea Zinc": the country is the first word of a name."""
    if country.adjective or found.language != "en" or i >= len(found.words) or found.title_case:
        return False
    word, ahead = found.words[i][0], i - 2
    if found.has(i, "legal") and ahead >= 0 and found.gap(i) in {" ", ", "}:  # "Coal India Ltd"
        led = found.words[ahead][0][0].isupper() and found.at[ahead] is None
        if led and found.gap(i - 1) == " " and not found.opens_sentence(i - 1):
            return True
    named = fold(word) in _NAME_AFTER_COUNTRY or found.has(i, "form")
    return named and word[0].isupper() and found.gap(i) == " " and found.at[i] is None


def _country(
    found: Cut, table: Mapping[tuple[str, ...], Country], i: int, word: str
) -> tuple[int, Country] | None:
    for length in (2, 1):
        country = table.get(tuple(found.stems[i : i + length]))
        if country and i + length <= len(found.words):
            lower_ok = country.adjective and is_cyrillic(word)
            if country.name.endswith("ия") and not country.adjective and not word.endswith(_IYA):
                continue
            us = country.code == "US" and word.lower() == "us" and not word.isupper()
            if (word[0].isupper() or lower_ok) and not us:
                return length, country
    return None


def _add_quoted(found: Cut, first: int, last: int) -> None:
    word = found.words[first][0]
    if any(found.at[first:last]) or not (word[0].isupper() or word[0].isdigit()):
        return
    if _is_speech(found, first, last):
        return
    found.add(Piece(first, last, "quoted", found.said(first, last), in_quotes=True))


_SPOKEN = frozenset({"PREP", "NUMR", "CONJ", "NPRO", "INTJ", "PRCL"})


def _tags(word: str) -> frozenset[str]:
    """Grammemes of the likeliest reading."""
    first = next(iter(parses(word)), None)
    return frozenset(first.tag.grammemes) if first else frozenset()


def _is_speech(found: Cut, first: int, last: int) -> bool:
    """Quoted words of which one is a finite verb, or most are small: somebody speaks."""
    inner = [w for w, _, _ in found.words[first:last]]
    after = found.gap(last).lstrip('»”"')
    if after.startswith((", —", ", –", ", -", ",—")) or (inner[0].isdigit() and len(inner) == 1):
        return True
    if found.language == "ru" and is_cyrillic(inner[0]) and _SPOKEN & _tags(inner[0]):
        return True
    if found.language == "ru" and any(
        p[0].score > 0.5 and ("VERB" in p[0].tag or "PREP" in p[0].tag or "NPRO" in p[0].tag)
        for w in inner[1:]
        if w.islower() and (p := parses(w))
    ):
        return True
    return sum(w.islower() for w in inner) > len(inner) / 2 and found.language == "en"


def _add_capitals(found: Cut) -> None:
    if found.title_case and found.language == "en":
        return
    end = 0
    for i, (word, _, _) in enumerate(found.words):
        if not word[0].isupper() or i < end or found.at[i] is not None:
            continue
        if _may_begin_name(found, i):
            end = _run_end(found, i)
            if not _is_ordinary(found, i, end):
                found.add(Piece(i, end, "capitals", found.said(i, end)))


def _may_begin_name(found: Cut, i: int) -> bool:
    word = found.words[i][0]
    if found.has(i, "stop_capital", "person_role") or _names_nobody(found, i):
        return fold(word) in _LEADING and _ends_in_form(found, i)
    if (
        found.language == "ru"
        and word.isupper()
        and found.has(i, "form", "company", "media", "plant")
    ):
        return False
    if found.has(i, "plant") and found.has(i - 1, "determiner"):  # "The Gigafactory"
        return False
    if len(word) == 1:
        return found.language == "en" and not found.has(i, "opener") and _goes_on(found, i + 1)
    if found.language == "en":
        return not found.has(i, "opener") or (
            not found.opens_sentence(i) and _goes_on(found, i + 1)
        )
    return not (found.opens_sentence(i) and is_cyrillic(word) and _is_common_russian(word))


_LEADING = frozenset({"new", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "american", "pacific", "atlantic", "gulf", "golden"})  # fmt: skip


def _ends_in_form(found: Cut, i: int) -> bool:
    """ "Western Refining Inc", "New Gold Inc": capitals up to a legal form."""
    if found.language != "en":
        return False
    last = i + 1
    while last < len(found.words) and last - i < MOST_WORDS and _goes_on(found, last):
        last += 1
    return last - i > 1 and found.has(last - 1, "legal")


_TICKER = re.compile(r"\(\s?(?:[A-Z0-9]{1,6}[.:]\s?)?[A-Z]{1,6}(?:\.[A-Z]{1,3})?\s?\)")
"""( 066570.KS ), (PHG.AS), (NYSE: GM), (ANTO.L)"""


def _names_nobody(found: Cut, i: int) -> bool:
    word, start = found.words[i][0], found.words[i][1]
    opened = found.text.rfind("(", max(0, start - 9), start)
    ticker = _TICKER.match(found.text, opened) if opened >= 0 else None
    if ticker and ticker.end() > start and not ticker[0].strip("( )").isalpha():
        return True
    sum_of_money = word[-1].isdigit() and is_money(word)
    return sum_of_money or is_nobody(found.stems[i]) or _is_people(found, i)


def _is_people(found: Cut, i: int) -> bool:
    """ "Russians", "Koreans": the adjective of a country in the plural."""
    word = found.stems[i]
    if word[-1] != "s" or found.language != "en":
        return False
    country = countries("en").get((word[:-1],))
    return country is not None and country.adjective


@lru_cache(maxsize=8192)
def _is_common_russian(word: str) -> bool:
    """A dictionary word that names nobody; capital only because it begins the sentence."""
    if word.isupper() and len(word) > 2:
        return False
    first = next(iter(parses(word)), None)
    named = first is not None and {"Geox", "Surn", "Name", "Orgn", "Patr"} & set(
        first.tag.grammemes
    )
    return is_known(word) and not named


def _run_end(found: Cut, i: int) -> int:
    """Past the capitals that begin at word i, and over "de", "van" to the next ("Luiz Inácio Lula da Silva")."""
    last = i + 1
    while last < len(found.words) and last - i < MOST_WORDS:
        if _goes_on(found, last):
            last += 1
        elif _joiner(found, last):
            last += 2
        else:
            break
    return last


def _joiner(found: Cut, i: int) -> bool:
    small = found.language == "en" and fold(found.words[i][0]) in _JOINERS
    return small and found.gap(i) == found.gap(i + 1) == " " and _goes_on(found, i + 1)


def _goes_on(found: Cut, i: int) -> bool:
    if i >= len(found.words):
        return False
    word = found.words[i][0]
    if (
        found.at[i] is not None
        or (found.has(i, "stop_capital", "person_role") and not _ends_person(found, i))
        or found.gap(i) not in {" ", "-", "&", " & ", ".", ". ", "'", "’", "/"}
    ):
        return False
    shouted = found.words[i - 1][0].isupper() and len(found.words[i - 1][0]) > 3
    apart = found.has(i - 1, "not_producer") or _place_then_name(found, i)
    apart = apart or (
        found.language == "ru" and word.isupper() and found.has(i, "plant")
    )  # «Ачинский НПЗ»
    if apart or (shouted and found.gap(i) == "-" and word[1:].islower()):
        return False
    if found.gap(i) == ". " and len(found.words[i - 1][0]) > 2:
        return False
    joined = found.gap(i) in {"-", "&", "/"}
    if joined and word[0].islower():  # "Kim Dae-ki", but "Kaluga-based"
        return found.gap(i) == "-" and len(word) < 4 and not found.has(i, "opener")
    return (
        word[0].isupper()
        or (word[0].isdigit() and joined)
        or (word[0].isdigit() and len(word) < 4 and found.language == "en")
    )


def _place_then_name(found: Cut, i: int) -> bool:
    """«президент Татарстана Рустам Минниханов»: a place, then a person."""
    before, word = found.words[i - 1][0], found.words[i][0]
    if found.language == "en" or not has_tag(before, "Geox") or has_tag(before, "Name", "Surn"):
        return False
    return is_known(before) and has_tag(word, "Name")


def _ends_person(found: Cut, i: int) -> bool:
    """ "Lei Jun", "Theresa May": a month that is a surname here."""
    month = found.stems[i] in {"jun", "june", "may", "april", "august"}
    return (
        month
        and found.has(i - 1, "first_name")
        and not found.words[min(i + 1, len(found.words) - 1)][0].isdigit()
    )


def _is_ordinary(found: Cut, first: int, last: int) -> bool:
    """Capitals that are no name: a sentence's first word, a word of the dictionary, a month."""
    word = found.words[first][0]
    named_next = (
        last < len(found.words) and found.gap(last) == " " and found.words[last][0][0].isupper()
    )
    if named_next and found.has(last, "person_role"):  # "Trade" of "Trade Minister"
        return True
    if all(found.has(i, "legal") for i in range(first, last)):  # "Ltd" apart from its firm
        return True
    if found.language == "en":
        opener = fold(word) in found.lexicon["opener"]
        return last - first == 1 and found.opens_sentence(first) and (opener or _looks_common(word))
    if not is_cyrillic(word):
        return False
    if found.opens_sentence(first) and last - first == 1:
        unknown = not is_known(word) and not word.isupper()
        return unknown and not _acts(found, last)
    return False


def _acts(found: Cut, i: int) -> bool:
    """True where the word is followed by a verb, as a name is that begins its sentence."""
    word = found.words[i][0] if i < len(found.words) else ""
    return bool(word) and word.islower() and has_tag(word, "VERB", "PREP")


def _looks_common(word: str) -> bool:
    low = word.lower()
    return low.endswith(("ing", "ly", "ed", "ness", "tion", "ment")) and len(low) > 4
