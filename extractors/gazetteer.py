"""The gazetteer: plants, makers, brands, models and places that a person wrote down in `plants.toml`.

    text of plants.toml ─load_gazetteer─► Gazetteer ─find─► Hit(start, end, kind, ids, shown)…

A name is looked up by the stems of its words, so that every case of a Russian name meets the one in the file;
the hit shows the name as the file has it, which is the nominative. Resolution of what a text says to a plant
is in `resolution.py`.
"""

import difflib
import itertools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any

from extractors.gazetteer_file import EntryRow, FormerRow, GazetteerError, PlaceRow, read_rows
from extractors.morphology import WORD, fold, is_cyrillic, stem, stems, words_of

__all__ = [
    "Entry",
    "Former",
    "Gazetteer",
    "GazetteerError",
    "Hit",
    "Place",
    "keys_of",
    "load_gazetteer",
]

LONGEST_GAP = 3
"""Characters that may stand between two words of one name (" ", "-", " & ", ". ")."""
MOST_KEYS = 8
"""Ways in which one name is looked up."""
MOST_REMEMBERED = 50_000
"""Words whose names are kept at hand."""
_PLANT_WORDS = ("Plant", "Works", "Factory")
_SHORTER = (
    ("автомобильный завод", "автозавод"),
    ("авиационный завод", "авиазавод"),
    ("металлургический комбинат", "меткомбинат"),
    ("металлургический завод", "метзавод"),
    ("вагоностроительный завод", "вагонзавод"),
    ("машиностроительный завод", "машзавод"),
    ("мотоциклетный завод", "мотозавод"),
    ("электровозостроительный завод", "электровозный завод"),
)
_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")
_GAP = frozenset(" -‑–.&/'’\u00a0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A name or owner that a plant had, with the first and last year where known."""

    names: tuple[str, ...]
    owner: str | None
    since: int | None
    until: int | None

    def held(self, at: date | None) -> bool:
        """True where it may have held on that day."""
        return at is None or (self.since or 0) <= at.year <= (self.until or 9999)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A town with plants, its region's names and the adjectives and inhabitants made from it."""

    id: str
    en: tuple[str, ...]
    ru: tuple[str, ...]
    country: str
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    wide: bool = False
    """A state or large city, with more plants than the gazetteer knows: alone it tells none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A plant, company, brand or group. `company` is the id of the entry above it."""

    id: str
    kind: str
    en: tuple[str, ...]
    ru: tuple[str, ...]
    local: tuple[str, ...] = ()
    company: str | None = None
    former: tuple[Former, ...] = ()
    brands: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    place: str | None = None
    country: str | None = None
    product: str | None = None
    sole: bool = False
    """The company's only plant: statements of the company are the plant's."""
    only: tuple[str, ...] = ()
    """What all that is made there is, and so no part: `electric` at a maker of electric cars alone."""
    external: Mapping[str, str] = field(default_factory=dict)

    def display(self, language: str) -> str:
        """The first name in that language, else in the other."""
        names = (self.ru or self.en) if language == "ru" else (self.en or self.ru)
        return names[0]


@dataclass(unsafe_hash=True, slots=True)
class Hit:
    """A name of the gazetteer in a text: words [first, last) of it, characters [start, end)."""

    first: int
    last: int
    start: int
    end: int
    kind: str
    """`plant`, `company`, `brand`, `group`, `model`, `place`, `place-adjective` or `people`."""
    ids: tuple[str, ...]
    """All entries (or places) that have the name; several where it is ambiguous."""
    shown: str
    """As the file has it."""
    wary: bool
    """A common word: a name only in quotes or beside a word that tells so."""


@dataclass(frozen=True, slots=True)
class _Term:
    stems: tuple[str, ...]
    kind: str
    ids: tuple[str, ...]
    shown: str
    wary: bool
    whole: str
    """A Cyrillic name of one word that only seems to have an ending («Антонов», «Сони»): forms begin with it; else ""."""
    capitals: int
    """How many of the first letters must be capital: 0 none, 1 a name, 2 an acronym."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """The names that one word may begin."""

    alone: tuple[_Term, ...]
    """Of this word alone."""
    longer: Mapping[str, list[_Term]]
    """Second stem → names of two words or more, longest first."""


class _LookedUp(dict[str, _Begun | None]):
    """Word, as it is written → the names that it may begin, remembered: most words of most texts begin none."""

    def __init__(self, terms: Mapping[str, tuple[_Term, ...]]) -> None:
        super().__init__()
        self.terms = terms

    def __missing__(self, word: str) -> _Begun | None:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        stemmed = stem(word)
        terms = self.terms.get(stemmed) or _singular(self.terms, word, stemmed) or ()
        terms = tuple(t for t in terms if _may_begin(t, word))
        self[word] = begun = _begun(terms) if terms else None
        return begun


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """Entries and places by id, and the look-up over their names. Build it with `load_gazetteer`."""

    entries: Mapping[str, Entry]
    places: Mapping[str, Place]
    version: str
    """Hash of the content: the same file gives the same version."""
    terms: Mapping[str, tuple[_Term, ...]] = field(repr=False)
    """First stem → the names that begin with it, longest first."""
    by_place: Mapping[str, tuple[str, ...]] = field(repr=False)
    plants_of: Mapping[str, tuple[str, ...]] = field(repr=False)
    plants_in: Mapping[str, tuple[str, ...]] = field(repr=False)
    """Country → its plants."""
    looked_up: _LookedUp = field(repr=False, compare=False)

    def find(self, text: str) -> list[Hit]:
        """Names of the gazetteer in a text, left to right, longest first, none overlapping."""
        words = words_of(text)
        return self.find_in(text, words, [stem(w) for w, _, _ in words])

    def find_in(
        self, text: str, words: list[tuple[str, int, int]], stemmed: list[str]
    ) -> list[Hit]:
        """`find` over words (word, start, end) and their stems that the caller has already."""
        hits, end, looked_up = [], 0, self.looked_up
        for i, (word, _, _) in enumerate(words):
            begun = looked_up[word]
            if begun is not None and i >= end:
                hit = _begun_here(begun, text, words, stemmed, i)
                if hit:
                    hits.append(hit)
                    end = hit.last
        return hits

    def canonical(self, entry_id: str) -> str:
        """The key of an entry: a company with its only plant is that plant, all others themselves."""
        plants = [p for p in self.plants_of.get(entry_id, ()) if self.entries[p].sole]
        return plants[0] if len(plants) == 1 else entry_id

    def plants_under(self, owner: str, country: str) -> list[str]:
        """Plants in a country of the company, brand or group, or of what is below it."""
        return [p for p in self.plants_in.get(country, ()) if owner in self.family(p)]

    def main_plants(self, plants: list[str]) -> list[str]:
        """Of several plants the one that makes the company's main product; all where that tells nothing."""
        if len(plants) < 2:
            return plants
        main = [p for p in plants if self.entries[p].product == self._main_product(p)]
        cars = [p for p in plants if self.entries[p].product == "cars"]
        return main if len(main) == 1 else cars if len(cars) == 1 else plants

    def _main_product(self, plant: str) -> str | None:
        entry = self.entries[plant]
        return self.entries[entry.company or plant].product

    def family(self, entry_id: str) -> frozenset[str]:
        """The entry and all above it: plant, company, group."""
        found: list[str] = []
        while entry_id and entry_id not in found:
            found.append(entry_id)
            entry_id = self.entries[entry_id].company or ""
        return frozenset(found)

    def belongs(self, plant: str, to: Iterable[str], *, former: bool = False) -> bool:
        """True where the plant is, or was once, one of these companies', brands' or groups'."""
        wanted, entry = set(to), self.entries[plant]
        owners = {f.owner for f in entry.former if f.owner}
        now = set() if former and owners & wanted else self.family(plant)
        above = {up for owner in owners for up in self.family(owner)}
        return bool(wanted & (now | owners | above))

    def suggest(self, text: str, count: int = 3) -> list[str]:
        """Names like a mistyped one, nearest first; ids count as names."""
        known = {fold(name): name for e in self.entries.values() for name in (e.id, *e.en, *e.ru)}
        return [known[k] for k in difflib.get_close_matches(fold(text), known, count, 0.6)]


def _begun(terms: tuple[_Term, ...]) -> _Begun:
    longer: dict[str, list[_Term]] = {}
    for term in terms:
        if len(term.stems) > 1:
            longer.setdefault(term.stems[1], []).append(term)
        if len(term.stems) == 2:  # "Land Cruisers"
            longer.setdefault(term.stems[1] + "s", []).append(term)
    return _Begun(tuple(t for t in terms if len(t.stems) == 1), longer)


def _begun_here(
    begun: _Begun, text: str, words: list[tuple[str, int, int]], stemmed: list[str], i: int
) -> Hit | None:
    """The longest name that begins at word i."""
    if begun.longer and i + 1 < len(stemmed):
        for term in begun.longer.get(stemmed[i + 1], ()):
            hit = _match(term, text, words, stemmed, i)
            if hit:
                return hit
    return _hit(begun.alone[0], words, i, 1) if begun.alone else None


def _match(
    term: _Term, text: str, words: list[tuple[str, int, int]], stemmed: list[str], i: int
) -> Hit | None:
    """A name of two words or more, of which the first is told already by `_may_begin`."""
    length = len(term.stems)
    said = tuple(stemmed[i : i + length])
    if said != term.stems and not _is_plural(
        said, term.stems, words[min(i + length, len(words)) - 1][0]
    ):
        return None
    for k in range(i, i + length - 1):
        gap = text[words[k][2] : words[k + 1][1]]
        if len(gap) > LONGEST_GAP or not _GAP.issuperset(gap):
            return None
    return _hit(term, words, i, length)


def _hit(term: _Term, words: list[tuple[str, int, int]], i: int, length: int) -> Hit:
    start, end = words[i][1], words[i + length - 1][2]
    return Hit(i, i + length, start, end, term.kind, term.ids, term.shown, term.wary)


def _may_begin(term: _Term, word: str) -> bool:
    """What the first word alone can tell: its capitals, and that it is the name where there is no other word."""
    if term.capitals and not _has_capitals(word, term.capitals):
        return False
    if term.whole and not fold(word).startswith(term.whole):
        return False
    if len(term.stems) > 1:
        return True
    if word[-1] == "ь" and term.shown[-1] in _CONSONANTS:  # «Беларусь» is not «Беларус»
        return False
    said = stem(word)
    return said == term.stems[0] or _is_plural((said,), term.stems, word)


def _singular(
    terms: Mapping[str, tuple[_Term, ...]], word: str, stemmed: str
) -> tuple[_Term, ...] | None:
    """Names under "Camrys", "A350s" without the s."""
    if word[-1] == "s" and len(word) > 3 and word[0].isupper():
        return terms.get(stemmed[:-1])
    return None


def _is_plural(said: tuple[str, ...], stems: tuple[str, ...], last: str) -> bool:
    return last[-1] == "s" and said == (*stems[:-1], stems[-1] + "s")


def _has_capitals(word: str, wanted: int) -> bool:
    head = word[:wanted]
    return head[:1].isdigit() or (head[:1].isupper() and not head[1:].islower())


def load_gazetteer(text: str, file: str = "plants.toml") -> Gazetteer:
    """The gazetteer in the text of a `plants.toml`.

    Raises GazetteerError, whose message names file, line and key and says what to do.
    """
    rows, places = read_rows(text, file)
    entries = {row.id: _entry(row) for row in rows}
    by_id = {row.id: _place(row) for row in places}
    terms = _index([*_entry_terms(rows), *_place_terms(by_id.values())])
    return Gazetteer(
        entries=entries,
        places=by_id,
        version=blake2b(repr(tomllib.loads(text)).encode(), digest_size=8).hexdigest(),
        terms=terms,
        looked_up=_LookedUp(terms),
        by_place=_grouped((e.place, e.id) for e in entries.values()),
        plants_in=_grouped((e.country, e.id) for e in entries.values() if e.kind == "plant"),
        plants_of=_grouped((e.company, e.id) for e in entries.values() if e.kind == "plant"),
    )


def _entry(row: EntryRow) -> Entry:
    data: dict[str, Any] = {
        name: getattr(row, name)
        for name in ["id", "kind", "company", "place", "country", "product", "sole", "external"]
    }
    for name in ["en", "ru", "local", "brands", "models", "only"]:
        data[name] = tuple(getattr(row, name))
    return Entry(**data, former=tuple(_former(f) for f in row.former))


def _former(row: FormerRow) -> Former:
    return Former(names=tuple(row.names), owner=row.owner, since=row.since, until=row.until)


def _place(row: PlaceRow) -> Place:
    return Place(
        id=row.id,
        en=tuple(row.en),
        ru=tuple(row.ru),
        country=row.country,
        adjectives=tuple(row.adj),
        people=tuple(row.people),
        wide=row.wide,
    )


def _grouped(pairs: Iterable[tuple[str | None, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for key, value in pairs:
        if key:
            groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _entry_terms(rows: Iterable[EntryRow]) -> list[tuple[str, str, str, bool]]:
    """(kind, id, name, wary) of every name."""
    terms = []
    for row in rows:
        wary = {fold(name) for name in row.wary}
        terms += [
            (kind, row.id, name, fold(name) in wary)
            for kind, written in _named(row)
            for name in (written, *_variants(written))
        ]
    return terms


def _named(row: EntryRow | Entry) -> list[tuple[str, str]]:
    """(kind, name) of every name that it has or had."""
    named = [(row.kind, n) for n in (*row.en, *row.ru, *row.local)]
    named += [(row.kind, n) for f in row.former for n in f.names]
    return named + [("brand", n) for n in row.brands] + [("model", n) for n in row.models]


def keys_of(one: Entry | Place) -> set[tuple[str, ...]]:
    """The stems under which its names are looked up."""
    if isinstance(one, Place):
        return {key for kind, _, name, _ in _place_terms([one]) for key in _keys(name, kind)}
    return {
        key
        for kind, written in _named(one)
        for name in (written, *_variants(written))
        for key in _keys(name, kind)
    }


def _variants(name: str) -> list[str]:
    """Other ways to write a plant's name: Plant, Works, Factory; автозавод; «Ликинский автобусный» without «завод»."""
    head, _, tail = name.rpartition(" ")
    if tail in _PLANT_WORDS and len(head.split()) > 1:
        return [f"{head} {word}" for word in _PLANT_WORDS if word != tail]
    found = [name.replace(long, short) for long, short in _SHORTER if long in name]
    if tail == "завод" and len(head.split()) > 1:
        found.append(head)
    return found


def _place_terms(places: Iterable[Place]) -> list[tuple[str, str, str, bool]]:
    terms = []
    for place in places:
        terms += [("place", place.id, name, False) for name in (*place.en, *place.ru)]
        terms += [("place-adjective", place.id, name, False) for name in place.adjectives]
        terms += [("people", place.id, name, False) for name in place.people]
    return terms


_RANK = {"plant": 0, "company": 1, "group": 2, "brand": 3, "model": 4, "place": 5}


def _index(named: Iterable[tuple[str, str, str, bool]]) -> dict[str, tuple[_Term, ...]]:
    found: dict[tuple[str, ...], list[tuple[str, str, str, bool]]] = {}
    for kind, id_, name, wary in named:
        for key in _keys(name, kind):
            found.setdefault(key, []).append((kind, id_, name, wary))
    index: dict[str, list[_Term]] = {}
    for key, rows in found.items():
        index.setdefault(key[0], []).append(_term(key, rows))
    return {first: tuple(sorted(terms, key=_longest)) for first, terms in index.items()}


def _longest(term: _Term) -> tuple[int, int, str]:
    return -len(term.stems), -term.capitals, term.shown


def _keys(name: str, kind: str) -> set[tuple[str, ...]]:
    words = WORD.findall(name)
    keys = set(itertools.islice(itertools.product(*map(_word_keys, words)), MOST_KEYS))
    key = stems(name)
    last = key[-1]
    if is_cyrillic(last) and kind != "model":  # fleeting vowels: Череповец, Череповца; Орёл, Орла
        for full, short in (("лец", "льц"), ("ец", "ц"), ("ок", "к"), ("ел", "л")):
            if last.endswith(full) and len(last) > 3:
                keys.add((*key[:-1], last.removesuffix(full) + short))
                break
    return keys


def _word_keys(word: str) -> tuple[str, ...]:
    """The stem, and the word as it is where it only seems to have an ending: «Росатом», but «Росатома»."""
    folded, cut = fold(word), stem(word)
    whole = is_cyrillic(word) and folded != cut and folded[-1] not in "аеиоуыэюяйь"
    return (cut, folded) if whole else (cut,)


def _is_acronym(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return 1 < len(letters) <= 4 and all(c.isupper() for c in letters)


def _whole(key: tuple[str, ...], shown: str) -> str:
    folded = fold(shown)
    small = shown[0].islower() or not folded.startswith(key[0])
    if small or len(key) > 1 or not is_cyrillic(folded):
        return ""
    if folded[-1] in "иуюэ":
        return "" if folded.endswith("ли") else folded
    return folded if folded != key[0] and folded[-1] not in "аеоыяьй" else ""


def _term(key: tuple[str, ...], rows: list[tuple[str, str, str, bool]]) -> _Term:
    best = min(rows, key=lambda row: _RANK.get(row[0], 9))
    kind, _, shown, _ = best
    same = [
        row for row in rows if row[0] == kind or {row[0], kind} <= {"plant", "company", "group"}
    ]
    acronym = all(_is_acronym(row[2]) for row in rows)
    return _Term(
        stems=key,
        kind=kind,
        ids=tuple(dict.fromkeys(row[1] for row in same)),
        shown=shown,
        wary=all(row[3] for row in rows),
        whole=_whole(key, shown),
        capitals=0
        if kind in {"place-adjective", "people"} or shown[0].islower()
        else 2
        if acronym
        else 1,
    )
