"""From what an article calls a producer to the one key that its history is kept under.

The rules, first match wins:

1. `name`: the whole name (without "the", company forms and words for a plant) is one entry's name.
2. `company-place`: company and town, wherever each is said, leave one plant: now theirs, or formerly; a company's own
   seat leaves itself ("KAMAZ, Chelny").
3. `context`: several entries have the name or town; exactly one is of a company, brand or product that the context names.
   So is the plant in a town where the company has none, if the context names its owner ("Kia in Izhevsk", beside IzhAvto).
4. `only-plant-there`: a town alone, where the gazetteer knows one plant only.
5. `nobody`: words that name nobody ("it", "the carmaker", "новый завод"): no two texts need mean the same by them.
6. `unresolved`: a key of its own, `name:` and the folded words.

A company that has several plants keeps its own statements; a company whose only plant is marked `sole` is one key
with it. A brand's statements are its company's, with the brand as `brand` for the scope. A town whose plant is not
known stays unresolved beside a known company ("name:toyota kyoto"), so a plant never falls to its company.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extractors.gazetteer import Entry, Gazetteer, Hit
from extractors.morphology import (
    WORD,
    fold,
    is_cyrillic,
    nominative_word,
    parses,
    stem,
    transliterate,
)
from extractors.producer_words import countries, producer_words

LONGEST_NAME = 200
NOBODY = "nobody"
_GENERAL = frozenset(
    [
        "plant",
        "plants",
        "company",
        "form",
        "former",
        "ordinal",
        "product",
        "product_noun",
        "determiner",
        "pronoun",
        "here",
        "place_preposition",
        "owner_preposition",
        "place_follower",
        "region_word",
        "media",
        "person_role",
        "body",
    ]
)
_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "we",
        "you",
        "i",
        "us",
        "them",
        "he's",
        "мы",
        "он",
        "она",
        "оно",
        "они",
        "его",
        "ее",
        "их",
        "наш",
        "наша",
        "наше",
        "наши",
        "свой",
        "в",
        "на",
    ]
)
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "its",
        "of",
        "in",
        "at",
        "near",
        "and",
        "s",
        "в",
        "во",
        "на",
        "под",
        "и",
        "г",
        "её",
        "его",
        "the's",
        "company",
        "group",
        "plant",
        "factory",
        "works",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a name stands for. `plant_id` is None where the gazetteer does not tell."""

    plant_id: str | None
    key: str
    """The plant's id, else `name:` and the folded name: what histories are kept under."""
    display: str
    how: str
    """Which rule: `name`, `company-place`, `context`, `whole-company`, `only-plant-there`, `nobody`, `unresolved`."""
    brand: str | None = None
    """The brand or model named in place of its maker."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What the words of a name say."""

    entries: tuple[str, ...]
    places: tuple[str, ...]
    products: frozenset[str]
    former: bool
    countries: frozenset[str]
    left: tuple[str, ...]
    """Words that nothing explains."""
    is_plant: bool
    plural: bool
    """Several plants: "GM plants" says no more than "GM"."""
    brand: str | None
    exact: tuple[str, ...]
    """Entries that have the whole name."""


def resolve(  # noqa: PLR0913 -- keywords, as the article gives them
    gazetteer: Gazetteer, plant: str, *, company: str | None = None, place: str | None = None,
    context: Iterable[str] = (), at: date | None = None, language: str = "en",
) -> Resolution:  # fmt: skip
    """The plant that a name means, by the rules above. Deterministic; never raises.

    `context` are the other names of the article, nearest first; `at` the day of the statement (for owners of that
    time); `language` that of the display name.
    """
    said = _said(gazetteer, plant[:LONGEST_NAME])
    beside = _said(gazetteer, " ".join(x for x in (company, place) if x)[:LONGEST_NAME])
    around = [_said(gazetteer, c[:LONGEST_NAME]) for c in list(context)[:50]]
    for how, found in (
        ("name", _by_name(gazetteer, said, beside)),
        ("company-place", _by_place(gazetteer, said, beside, at)),
        ("context", _by_context(gazetteer, said, beside, around)),
        ("whole-company", _by_company(gazetteer, said, beside)),
        ("only-plant-there", _by_only(gazetteer, said, beside, around)),
    ):
        if found:
            entry_id = gazetteer.canonical(found)
            display = gazetteer.entries[entry_id].display(language)
            brand = None if said.is_plant or said.places else said.brand
            return Resolution(
                plant_id=entry_id, key=entry_id, display=display, how=how, brand=brand
            )
    return _unresolved(gazetteer, plant, company, place, said)


def _by_name(gazetteer: Gazetteer, said: _Said, beside: _Said) -> str | None:
    if len(said.exact) == 1:
        entry = gazetteer.entries[said.exact[0]]
        elsewhere = beside.places and entry.place not in beside.places
        if entry.kind == "plant" or not (said.is_plant or beside.places or said.places):
            return None if elsewhere and entry.kind != "plant" else entry.id
    return None


def _by_place(gazetteer: Gazetteer, said: _Said, beside: _Said, at: date | None) -> str | None:
    places = said.places or beside.places
    owners = said.entries or beside.entries
    if not owners:
        return None
    if not places:
        by_product = said.products and said.is_plant
        return _by_country(gazetteer, owners, said, beside) or (
            _one(_by_product(gazetteer, owners, said)) if by_product else None
        )
    found = _one(_of_product(gazetteer, _plants(gazetteer, places, owners, said, at), said))
    seats = [] if said.products else [o for o in owners if gazetteer.entries[o].place in places]
    return found or _one(seats)


def _by_country(
    gazetteer: Gazetteer, owners: Iterable[str], said: _Said, beside: _Said
) -> str | None:
    """ "BYD's Hungarian plant": the maker's one plant in that country."""
    codes = said.countries | beside.countries
    if len(codes) != 1 or not (said.is_plant or said.countries):
        return None
    mine = [p for o in owners for p in gazetteer.plants_under(o, next(iter(codes)))]
    return _one(_of_product(gazetteer, mine, said))


def _by_product(gazetteer: Gazetteer, owners: Iterable[str], said: _Said) -> list[str]:
    """ "KAMAZ's engine plant": the maker's one plant of that product."""
    plants = [p for owner in owners for p in gazetteer.plants_of.get(owner, ())]
    return [p for p in plants if gazetteer.entries[p].product in said.products]


def _plants(
    gazetteer: Gazetteer,
    places: Iterable[str],
    owners: Iterable[str],
    said: _Said,
    at: date | None,
) -> list[str]:
    owners = set(owners)
    there = [e for p in places for e in gazetteer.by_place.get(p, ())]
    now = [e for e in there if owners & gazetteer.family(e)]
    once = [
        e
        for e in there
        if _once_of(gazetteer, gazetteer.entries[e], owners, None if said.former else at)
    ]
    return once or now if said.former else now or once


def _once_of(gazetteer: Gazetteer, entry: Entry, owners: set[str], at: date | None) -> bool:
    """A former owner; of one still unnamed as former, only in its own time."""
    held = (f.owner for f in entry.former if f.owner and (at is None or f.held(at)))
    return any(owners & gazetteer.family(owner) for owner in held)


def _of_product(gazetteer: Gazetteer, plants: list[str], said: _Said) -> list[str]:
    """Narrowed by the product word; without one, the plant of the company's main product where that is one."""
    if len(plants) < 2:
        return plants
    cars = [p for p in plants if gazetteer.entries[p].product == "cars"]
    if said.products:
        fits = [p for p in plants if gazetteer.entries[p].product in said.products]
        return cars if len(fits) > 1 and "cars" in said.products else fits
    return gazetteer.main_plants(plants)


def _by_context(
    gazetteer: Gazetteer, said: _Said, beside: _Said, around: list[_Said]
) -> str | None:
    if said.left:
        return None
    if len(said.exact) > 1:
        owners = {e for s in (beside, *around) for e in s.entries}
        fits = [e for e in said.exact if owners & (gazetteer.family(e) - {e})]
        return _one(fits) or _one(
            [e for e in said.exact if gazetteer.entries[e].product in said.products]
        )
    places = said.places or beside.places
    if not places:
        return None
    there = [e for p in places for e in gazetteer.by_place.get(p, ())]
    for near in around:  # the nearest that decides
        above = {up for e in near.entries for up in gazetteer.family(e)} - {*said.entries}
        fits = [e for e in there if above & {*gazetteer.family(e), *_owners(gazetteer, e)}]
        if one := _one(_of_product(gazetteer, fits, said)):
            return one
    return None


def _by_company(gazetteer: Gazetteer, said: _Said, beside: _Said) -> str | None:
    """ "GM plants", "the Lifan plant": the company, where several plants are meant or none is known."""
    if (
        not said.is_plant
        or said.places
        or beside.places
        or said.left
        or said.products
        or said.countries
    ):
        return None
    company = _one(said.entries)
    if company is None or gazetteer.entries[company].kind == "plant":
        return None
    return company if said.plural or not gazetteer.plants_of.get(company) else None


def _owners(gazetteer: Gazetteer, entry_id: str) -> set[str]:
    return {f.owner for f in gazetteer.entries[entry_id].former if f.owner}


def _by_only(gazetteer: Gazetteer, said: _Said, beside: _Said, around: list[_Said]) -> str | None:
    """A town alone, with one plant known; beside others' names it stays unresolved ("Hyundai … its Pune plant")."""
    if said.left or said.entries or beside.entries or beside.left or not said.places:
        return None
    there = [e for p in said.places for e in gazetteer.by_place.get(p, ())]
    if any(gazetteer.places[p].wide for p in said.places):
        return None
    only = _one(_of_product(gazetteer, there, said) if said.products else there)
    if only is None or gazetteer.entries[only].company is None:
        return only
    named = {up for s in around for e in s.entries for up in gazetteer.family(e)}
    strangers = named and not named & {*gazetteer.family(only), *_owners(gazetteer, only)}
    return None if strangers else only


def _one(found: Iterable[str]) -> str | None:
    distinct = list(dict.fromkeys(found))
    return distinct[0] if len(distinct) == 1 else None


def _is_anybody(name: str) -> bool:
    """Pronouns, words for plants and makers, adjectives and countries: nobody's name."""
    return all(_is_general(word) or country_of(word) for word in WORD.findall(name))


@lru_cache(maxsize=4096)
def _is_general(word: str) -> bool:
    met = {
        name
        for language, key in (("en", fold(word)), ("ru", stem(word)))
        for name in producer_words(language).lists_of.get(key, ())
    }
    return bool(met & _GENERAL) or fold(word) in _PRONOUNS


def _unresolved(
    gazetteer: Gazetteer, plant: str, company: str | None, place: str | None, said: _Said
) -> Resolution:
    if not (company or said.entries or said.places) and _is_anybody(plant[:LONGEST_NAME]):
        return Resolution(plant_id=None, key=NOBODY, display=plant, how="nobody")
    parts = plant if said.left or said.entries or not company else f"{company} {plant}"
    parts = parts if said.places or not place else f"{parts} {place}"
    key = f"name:{name_key(gazetteer, parts)}"
    return Resolution(plant_id=None, key=key, display=parts.strip() or plant, how="unresolved")


def name_key(gazetteer: Gazetteer, name: str) -> str:
    """The folded words of a name, the same under case, quotes, forms, inflection and alphabet.

    Known companies and towns stand under their ids, so "завод Toyota в Киото" and "Toyota's Kyoto plant" meet.
    """
    text = name[:LONGEST_NAME]
    hits = {h.first: h for h in gazetteer.find(text)}
    words, parts, i = WORD.findall(text), [], 0
    while i < len(words):
        if i in hits and hits[i].ids:
            parts.append(hits[i].ids[0])
            i = hits[i].last
            continue
        if not _is_idle(words[i]):
            parts.append(_plain(words[i]))
        i += 1
    return " ".join(sorted(dict.fromkeys(parts))) or fold(" ".join(words))


def _plain(word: str) -> str:
    if not is_cyrillic(word):
        return fold(word)
    return transliterate(fold(nominative_word(word))).rstrip("aeoiuy")


@lru_cache(maxsize=8192)
def _is_idle(word: str) -> bool:
    """Words that name nobody: forms, words for a plant or company, prepositions."""
    english, russian = producer_words("en"), producer_words("ru")
    folded, cut = fold(word), stem(word)
    idle_en = any(
        folded in english[n] for n in ("plant", "plants", "company", "former", "determiner")
    )
    idle_ru = any(cut in russian[n] for n in ("plant", "company", "form", "former"))
    forms = folded in {
        "inc",
        "ltd",
        "llc",
        "plc",
        "corp",
        "ag",
        "se",
        "sa",
        "nv",
        "gmbh",
        "ab",
        "co",
    }
    return folded in _SMALL or idle_en or idle_ru or forms


_PRODUCTS = {
    "engine": "engines", "motor": "engines", "моторн": "engines", "двигател": "engines", "мотор": "engines",
    "дизельн": "engines", "двигателестроительн": "engines", "моторостроительн": "engines",
    "tractor": "tractors", "тракторн": "tractors", "bus": "buses", "автобусн": "buses", "truck": "trucks",
    "грузов": "trucks", "battery": "batteries", "cell": "batteries", "аккумуляторн": "batteries",
    "батарейн": "batteries", "батаре": "batteries", "gigafactory": "batteries", "гигафабрик": "batteries",
    "aircraft": "aircraft", "авиационн": "aircraft", "авиазавод": "aircraft", "foundry": "castings",
    "литейн": "castings", "автозавод": "cars trucks vans buses", "автомобильн": "cars trucks vans buses", "автосборочн": "cars", "car": "cars",
    "automobile": "cars trucks vans buses", "automotive": "cars trucks vans buses", "smelter": "aluminium", "steel": "steel",
    "металлургическ": "steel", "меткомбинат": "steel", "shipyard": "ships", "верф": "ships", "судоверф": "ships",
    "судостроительн": "ships", "вагоностроительн": "railcars", "tyre": "tyres", "tire": "tyres", "шинн": "tyres",
    "вертолетн": "helicopters", "van": "vans",
}  # fmt: skip


def _said(gazetteer: Gazetteer, name: str) -> _Said:
    hits = gazetteer.find(name)
    words = WORD.findall(name)
    covered = {i for h in hits for i in range(h.first, h.last)}
    rest = [w for i, w in enumerate(words) if i not in covered]
    keys = [stem(w) for w in rest]
    lexicon = {n for lang in ("en", "ru") for n in producer_words(lang)["former"]}
    named = [h for h in hits if h.kind in {"plant", "company", "group", "brand", "model"}]
    products = frozenset(p for k in keys if k in _PRODUCTS for p in _PRODUCTS[k].split())
    heads = any(_is_plant_word(w) for w in rest)
    return _Said(
        entries=tuple(dict.fromkeys(e for h in named for e in h.ids)),
        places=tuple(dict.fromkeys(p for h in hits if _is_place(h) for p in h.ids)),
        products=products,
        former=any(k in lexicon for k in keys),
        countries=frozenset(code for w in rest if (code := country_of(w))),
        left=tuple(
            w
            for w in rest
            if not (_is_idle(w) or stem(w) in _PRODUCTS or (heads and country_of(w)))
        ),
        is_plant=heads,
        plural=any(_is_plants_word(w) for w in rest),
        brand=next((h.shown for kind in ("model", "brand") for h in named if h.kind == kind), None),
        exact=_exact(gazetteer, hits, rest, products),
    )


def _is_place(hit: Hit) -> bool:
    return hit.kind in {"place", "place-adjective", "people"}


def _exact(
    gazetteer: Gazetteer, hits: list[Hit], rest: list[str], products: frozenset[str]
) -> tuple[str, ...]:
    """Entries of the one name said, where only idle words and its own product stand beside it."""
    named = _makers(gazetteer, [h for h in hits if not _is_place(h)])
    if len(named) != 1 or any(not _is_idle(w) and stem(w) not in _PRODUCTS for w in rest):
        return ()
    plain = (e for e in named[0].ids if not products or _makes(gazetteer, e, products))
    return tuple(plain)


def _makers(gazetteer: Gazetteer, named: list[Hit]) -> list[Hit]:
    """ "Airbus A320", "Lada Vesta": the maker or brand, where all that is named beside it are its models."""
    if len(named) < 2:
        return named
    first = next((h for h in named if h.kind not in {"brand", "model"}), named[0])
    rest = [h for h in named if h is not first]
    above = {up for e in first.ids for up in gazetteer.family(e)} | set(first.ids)
    own = all(
        h.kind == "model" and above & {u for e in h.ids for u in gazetteer.family(e)} for h in rest
    )
    return [first] if own else named


def _makes(gazetteer: Gazetteer, entry_id: str, products: frozenset[str]) -> bool:
    entry = gazetteer.entries[entry_id]
    return entry.kind == "plant" and entry.product in products


@lru_cache(maxsize=4096)
def country_of(word: str) -> str | None:
    """ISO code of the country that the word names, or is the adjective of."""
    for language in ("en", "ru"):
        found = countries(language).get((stem(word),))
        if found and (word[0].isupper() or found.adjective):
            return found.code
    return None


@lru_cache(maxsize=4096)
def _is_plant_word(word: str) -> bool:
    return (
        fold(word) in producer_words("en")["plant"] | producer_words("en")["plants"]
        or stem(word) in producer_words("ru")["plant"]
    )


@lru_cache(maxsize=4096)
def _is_plants_word(word: str) -> bool:
    """ "plants", «заводы»: more than one."""
    if is_cyrillic(word):
        return _is_plant_word(word) and "plur" in parses(word)[0].tag
    return fold(word) in producer_words("en")["plants"]
