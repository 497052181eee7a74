"""Pieces put together around a word for a plant or a company.

English reads to the left ("the former Volkswagen engine plant") and over a preposition to the right ("plant in
Normal, Illinois"); Russian reads adjectives to the left («Калужский моторный завод») and names to the right («завод
Haval в Тульской области»). A plant word beside which nothing is named is generic: "the plant", «предприятие».
"""

from dataclasses import dataclass, field, replace
from typing import Literal

from extractors.gazetteer import Gazetteer
from extractors.morphology import (
    has_tag,
    is_cyrillic,
    like,
    nominative,
    nominative_word,
    parses,
    stem,
)
from extractors.persons import is_person
from extractors.pieces import Cut, Piece

FARTHEST = 9
"""Words to the left of a plant word that may still belong to it."""
_NAMED = ("entity", "quoted", "capitals", "model")
_BEING = frozenset({"is", "are", "was", "were", "has", "have", "will", "s", "would"})
_HEADS = frozenset({"plant", "plants", "company", "here", "pronoun"})
_WHERE = ("place", "country", "capitals")


@dataclass(slots=True)
class Built:
    """A mention being built over words [first, last); `head_at` is the word for plant or company."""

    first: int
    last: int
    head_at: int
    head: str
    kind: Literal["plant", "generic"] = "generic"
    generic_of: Literal["plant", "company"] | None = "plant"
    name: str = ""
    ids: tuple[str, ...] = ()
    company: Piece | None = None
    place: Piece | None = None
    place_name: str | None = None
    country: str | None = None
    country_name: str | None = None
    product: str | None = None
    owned: bool = False
    """Said with a possessive: "Rivian's plant"."""
    former: bool = False
    plural: bool = False
    definite: bool = True
    possessive: bool = False
    determined: bool = False
    adjectives: list[int] = field(default_factory=list)
    """Russian: words before the head that belong to the name."""


def build(found: Cut, gazetteer: Gazetteer) -> list[Built]:
    """All built mentions of a paragraph, left to right, none overlapping."""
    built: list[Built] = []
    end = 0
    pairs = {p.first: p for p in found.pieces if p.kind == "entity"}
    for i, lists in enumerate(found.tags):
        if lists and i >= end and found.at[i] is None and not lists.isdisjoint(_HEADS):
            made = _at_word(found, i, end, gazetteer)
            if made:
                built.append(made)
                end = made.last
    taken = {i for b in built for i in range(b.first, b.last)}
    built += [
        b
        for p in pairs.values()
        if p.first not in taken and (b := _branch(found, p, taken, gazetteer))
    ]
    return built


def _branch(found: Cut, maker: Piece, taken: set[int], gazetteer: Gazetteer) -> Built | None:
    """ "BMW Leipzig", "Toyota Motor Manufacturing Kentucky", «АГР-Калуга»: a maker and right after it the place."""
    where = _piece_at(found, maker.last)
    joined = {"-", "‑"} if found.language == "ru" else {" "}
    if where is None or where.kind not in {"place", "country"} or maker.last in taken:
        return None
    if found.gap(maker.last) not in joined or maker.in_quotes != where.in_quotes:
        return None
    made = Built(maker.first, where.last, maker.first, "", kind="plant", generic_of=None)
    made.company, made.place_name, made.country = maker, where.name, where.code
    made.place = where if where.kind == "place" else None
    made.name = found.said(maker.first, where.last)
    made.ids = _ids(made, gazetteer)
    return made


def _at_word(found: Cut, i: int, floor: int, gazetteer: Gazetteer) -> Built | None:
    english = found.language == "en"
    if found.has(i, "plant", "plants"):
        made = _english(found, i, floor) if english else _russian(found, i, floor)
        return _finished(found, made, gazetteer)
    if found.has(i, "company"):
        return _generic_company(found, i, floor)
    if found.has(i, "here") or found.stems[i] != "its":
        return _pointer(found, i)
    return None


def _pointer(found: Cut, i: int) -> Built | None:
    """ "it", "here", «здесь»; not the "there" of "there is"."""
    here = found.has(i, "here")
    following = found.stems[i + 1] if i + 1 < len(found.stems) else ""
    if found.stems[i] == "there" and following in _BEING:
        return None
    word = found.words[i][0].lower()
    return Built(i, i + 1, i, word, generic_of="plant" if here else None, name=word)


# --- English


def _english(found: Cut, head: int, floor: int) -> Built:
    made = Built(head, head + 1, head, found.words[head][0].lower())
    made.plural = found.has(head, "plants")
    _english_left(found, made, floor)
    _unknown_is_place(made)
    _english_right(found, made)
    return made


def _english_left(found: Cut, made: Built, floor: int) -> None:
    t = made.head_at - 1
    while t >= floor and made.head_at - t <= FARTHEST and _goes_left(found, t + 1):
        piece = found.at[t]
        if piece is not None:
            if piece.first < floor or not _take_left(made, piece):
                return
            t = made.first = piece.first
        elif found.words[t][0] == "s" and found.gap(t) in {"'", "’"}:
            made.owned = True
        elif found.has(t, "determiner"):
            made.first, made.determined = t, True
            made.definite = found.stems[t] not in {"a", "an", "another", "each", "one"}
            made.possessive = found.stems[t] in {"its", "their", "our"}
            return
        elif found.has(t, "former"):
            made.former, made.first = True, t
        elif found.has(t, "product"):
            made.product, made.first = made.product or found.stems[t], t
        elif found.has(t, "ordinal") or found.words[t][0] in {"based", "owned", "built", "run"}:
            made.first = t
        else:
            return
        t -= 1


def _unknown_is_place(made: Built) -> None:
    """ "the Changshu plant": one unknown capital without a possessive is rather a town."""
    piece = made.company
    if (
        piece
        and piece.kind == "capitals"
        and piece.name.isupper()
        and not (made.definite or made.owned)
    ):
        made.company, made.product = None, piece.name  # "a new PVC plant"
        return
    unknown = piece is not None and piece.kind == "capitals" and not piece.name.isupper()
    if piece and unknown and made.determined and not (made.owned or made.place):
        if piece.last - piece.first > 1:
            return
        made.company, made.place, made.place_name = None, piece, piece.name


def _goes_left(found: Cut, i: int) -> bool:
    """Whether word i - 1 may belong to what follows: no comma between, but the one after a state: "Warren, Mich., plant"."""
    piece = found.at[i - 1]
    closed = piece is not None and piece.has_state and found.gap(i) in {", ", "., ", ". ", ") "}
    return closed or _tight(found, i)


def _tight(found: Cut, i: int) -> bool:
    return found.gap(i) in {" ", "-", "‑", "'", "’", "' ", "’ ", "\u00a0"}


def _take_left(made: Built, piece: Piece) -> bool:
    """A piece before the head becomes company, place or country; False where it cannot belong."""
    if piece.kind in {"place", "people"}:
        if made.place is not None:
            return False
        made.place, made.place_name = piece, piece.name
    elif piece.kind in {"country", "country-adjective"}:
        if made.country is not None:
            return False
        made.country, made.country_name = piece.code, piece.name
    elif piece.kind in _NAMED:
        if made.company is not None:
            return False
        made.company = piece
    else:
        return False
    return True


def _english_right(found: Cut, made: Built) -> None:
    i = made.last
    if i >= len(found.words) or found.gap(i) != " ":
        return
    if found.words[i][0].isdigit() and len(found.words[i][0]) < 3 and not _is_long(found, i):
        made.last = i = i + 1
    counted = made.head in {"unit", "units"}  # "95,000 units of the Sandero"
    if found.has(i, "owner_preposition") and made.company is None and not counted:
        j = i + 1 + (found.has(i + 1, "determiner"))
        piece = _piece_at(found, j)
        if piece and piece.kind in _NAMED and found.gap(j) == " ":
            made.company, made.last = piece, piece.last
        return
    if made.place is None and (found.has(i, "place_preposition")):
        _take_place_right(found, made, i + 1)


def _is_long(found: Cut, i: int) -> bool:
    """Whether the digits at word i are the beginning of a figure: "the mill 70,000 tonnes" names no mill 70."""
    return (
        found.gap(i + 1) in {",", "."}
        and i + 1 < len(found.words)
        and found.words[i + 1][0].isdigit()
    )


def _take_place_right(found: Cut, made: Built, i: int) -> None:
    if found.words[i - 1][0] in {"for", "from"}:
        return
    for _ in range(3):
        if found.has(i, "determiner") or (
            i < len(found.words)
            and found.words[i][0]
            in {
                "city",
                "town",
                "village",
                "port",
                "outskirts",
                "suburb",
                "of",
                "northern",
                "southern",
                "eastern",
                "western",
                "central",
                "nearby",
            }
        ):
            i += 1
    piece = _piece_at(found, i)
    if piece is None or found.gap(i) not in {" ", "-"}:
        return
    if piece.kind in {"country", "country-adjective"}:
        made.country, made.last = piece.code, piece.last
        made.place_name = made.place_name or piece.name
    elif piece.kind in {"place", "capitals"}:
        made.place, made.place_name, made.last = piece, piece.name, piece.last
        _take_region(found, made)


def _take_region(found: Cut, made: Built) -> None:
    """ ", Illinois" after the town."""
    if found.has(made.last, "place_follower") and found.gap(made.last) == " ":
        made.last += 1
    piece = _piece_at(found, made.last)
    if (
        piece
        and found.gap(made.last) == ", "
        and piece.kind in _WHERE
        and piece.last - piece.first < 3
    ):
        made.last = piece.last
        made.country = made.country or piece.code


def _piece_at(found: Cut, i: int) -> Piece | None:
    """The piece that begins at word i."""
    piece = found.at[i] if 0 <= i < len(found.at) else None
    return piece if piece and piece.first == i else None


# --- Russian


def _russian(found: Cut, head: int, floor: int) -> Built:
    word = found.words[head][0]
    shown = nominative((word.lower(),))[0]
    made = Built(head, head + 1, head, found.lexicon.shown.get(found.stems[head], shown))
    parse = next((p for p in parses(word.lower()) if "NOUN" in p.tag), None)
    made.plural = parse is not None and parse.tag.number == "plur"
    _russian_left(found, made, floor)
    _russian_right(found, made)
    return made


def _russian_left(found: Cut, made: Built, floor: int) -> None:
    t = made.head_at - 1
    while t >= floor and made.head_at - t <= FARTHEST and found.gap(t + 1) in {" ", "-", "\u00a0"}:
        piece = found.at[t]
        if piece is not None:
            if piece.first < floor or not _take_left_russian(found, made, piece):
                return
            t = made.first = piece.first
        elif found.has(t, "former"):
            made.former, made.first = True, t
        elif found.has(t, "product"):
            made.product, made.first = made.product or _shown(found, t), t
        elif found.has(t, "ordinal"):
            made.first = t
            made.definite = found.stems[t] not in {"нов", "друг"}
        elif _is_proper_adjective(found.words[t][0]):
            made.first, made.kind = t, "plant"
        else:
            made.possessive = found.stems[t] in {"сво", "его", "их"}
            return
        made.adjectives.insert(0, t)
        t -= 1


def _is_proper_adjective(word: str) -> bool:
    """«Крюковский» of «Крюковский вагоностроительный завод», also where it begins the sentence."""
    return word[0].isupper() and stem(word).endswith(("ск", "цк")) and has_tag(word, "ADJF")


def _take_left_russian(found: Cut, made: Built, piece: Piece) -> bool:
    said = found.words[piece.first][0]
    if piece.kind == "place-adjective" or (piece.kind == "place" and _is_proper_adjective(said)):
        made.place, made.place_name = piece, piece.name
    elif piece.kind == "country-adjective":
        made.country = piece.code
    elif piece.kind == "capitals" and piece.last - piece.first == 1:
        if not has_tag(found.words[piece.first][0], "ADJF"):
            return False
        made.company = None
        made.kind = "plant"
    else:
        return False
    return True


def _shown(found: Cut, i: int) -> str:
    return found.lexicon.shown.get(found.stems[i], found.stems[i])


def _russian_right(found: Cut, made: Built) -> None:
    i = made.last
    if found.has(i, "product_noun") and found.gap(i) == " ":
        made.product = made.product or _shown(found, i)
        made.last = i = i + 1
    elif made.kind == "plant":
        made.last = i = _genitives(found, i)
    piece = _piece_at(found, i)
    if piece and _is_its_name(found, piece, i):
        made.company, made.last = piece, piece.last
    _russian_where(found, made, made.last)


def _is_its_name(found: Cut, piece: Piece, i: int) -> bool:
    if piece.kind not in _NAMED or found.gap(i).strip(' «"“„') or "\n" in found.gap(i):
        return False
    if found.has(i - 1, "weak_plant") and piece.kind != "entity":
        return False
    return not (piece.kind == "capitals" and is_person(found, piece))


def _genitives(found: Cut, i: int) -> int:
    """Past «коммерческого транспорта» in «Вятский завод коммерческого транспорта»."""
    last, k = i, i
    while k < len(found.words) and k - i < 4 and found.gap(k) == " " and found.at[k] is None:
        word = found.words[k][0]
        parse = next(iter(parses(word)), None) if word.islower() else None
        if parse is None or parse.tag.case != "gent":
            break
        k += 1
        if "NOUN" in parse.tag:
            last = k
    return last


def _russian_where(found: Cut, made: Built, i: int) -> None:
    if i + 1 >= len(found.words) or found.words[i][0] not in {"в", "во", "под", "на", "близ"}:
        return
    if found.gap(i).strip(' »"”') or found.gap(i + 1) != " ":
        return
    j = i + 1
    if found.words[j][0] in {"городе", "г", "посёлке", "поселке"}:
        j += 1
    piece = _piece_at(found, j)
    if piece is None:
        return
    follows = found.has(piece.last, "region_word") and found.gap(piece.last) == " "
    if piece.kind == "place-adjective" and not follows:
        return
    if piece.kind == "country":
        made.country, made.place_name, made.last = (
            piece.code,
            made.place_name or piece.name,
            piece.last,
        )
    elif piece.kind in {"place", "place-adjective", "capitals"}:
        shown = piece.name if piece.hit else nominative_word(piece.name)
        made.place, made.place_name, made.last = (
            piece,
            made.place_name or shown,
            piece.last + follows,
        )


# --- what was built


def _finished(found: Cut, made: Built, gazetteer: Gazetteer) -> Built | None:
    named = made.company or made.place or made.country or made.place_name or made.kind == "plant"
    if named:
        made.kind, made.generic_of = "plant", None
    elif (found.has(made.head_at, "weak_plant") and not (made.product and made.determined)) or (
        found.language == "en" and not made.determined and not made.plural
    ):
        return None
    if made.company:
        made.company = _maker_of_model(made.company, found.language, gazetteer)
    made.ids = _ids(made, gazetteer)
    made.name = _english_name(found, made) if found.language == "en" else _russian_name(found, made)
    return made


def _maker_of_model(piece: Piece, language: str, gazetteer: Gazetteer) -> Piece:
    """ "the Camry plant" is Toyota's."""
    if piece.hit is None or piece.hit.kind != "model" or len(piece.hit.ids) != 1:
        return piece
    entry = gazetteer.entries[piece.hit.ids[0]]
    name = entry.display(language)
    return replace(piece, name=name, hit=replace(piece.hit, kind=entry.kind, shown=name))


def _ids(made: Built, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Plants that company and place together leave; the company's own plant or itself where no place is named."""
    company = made.company.hit.ids if made.company and made.company.hit else ()
    places = made.place.hit.ids if made.place and made.place.hit else ()
    at_place = tuple(e for p in places for e in gazetteer.by_place.get(p, ()))
    if places and company:
        theirs = [e for e in at_place if gazetteer.belongs(e, company, former=made.former)]
        return tuple(theirs if made.product else gazetteer.main_plants(theirs))
    if places and not made.company:
        return at_place
    if company and made.country:
        mine = [p for c in company for p in gazetteer.plants_under(c, made.country)]
        return tuple(mine if made.product else gazetteer.main_plants(mine))
    if company and not made.place and not made.country and len(company) == 1:
        entry = gazetteer.canonical(company[0])
        return (entry,) if gazetteer.entries[entry].kind == "plant" else ()
    return ()


def _english_name(found: Cut, made: Built) -> str:
    if made.generic_of:
        return made.head
    head = found.words[made.head_at][0]
    number = found.words[made.head_at + 1][0] if made.last > made.head_at + 1 else ""
    product = f"{made.product} " if made.product and made.product not in {"car", "assembly"} else ""
    tail = f" {head} {number}" if number.isdigit() else ""
    if made.company and made.place:
        return f"{made.company.name} {made.place.name}" + (f" {product}{head}" if product else tail)
    if made.company:
        at = made.place_name or made.country_name
        where = f" {at}" if at else ""
        return f"{made.company.name}{where} {product}" + (tail.strip() or head)
    where = made.place.name if made.place else found.said(made.first, made.head_at)
    if made.place_name and not made.place:
        return f"{product}{head} in {made.place_name}"
    return f"{_bare(where)} {product if made.place else ''}" + (tail.strip() or head)


def _bare(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if first.lower() in {"the", "its", "their", "a", "this", "that", "our"} else words


def _russian_name(found: Cut, made: Built) -> str:
    if made.generic_of:
        return made.head
    if made.company and made.company.in_quotes and not made.place_name and not made.product:
        return made.company.name
    if made.company and _is_said_obliquely(found, made):
        return made.company.name
    lead = sorted(_lead_words(found, made))
    said = tuple(found.words[t][0] for t in (*lead, made.head_at))
    head = nominative(said)
    if not found.opens_sentence(made.first) or is_cyrillic(head[0]) is False:
        head = tuple(like(a, b) for a, b in zip(said, head, strict=True))
    tail = found.text[found.words[made.head_at][2] : found.words[made.last - 1][2]]
    if made.company and made.company.in_quotes and tail.count("«") != tail.count("»"):
        tail += "»"
    tail += '"' * (tail.count('"') % 2)
    gaps = [found.gap(t) if t - 1 in lead else "" for t in (*lead, made.head_at)]
    return "".join(g + w for g, w in zip(gaps, head, strict=True)).strip() + tail


def _is_said_obliquely(found: Cut, made: Built) -> bool:
    """«завод АвтоВАЗа», «конвейер ТагАЗа в Таганроге»: the name stands in another case, and is all there is to say."""
    hit = made.company.hit if made.company else None
    if made.company is None or hit is None or made.company.in_quotes:
        return False
    said = found.said(made.company.first, made.company.last)
    if not is_cyrillic(said) or hit.kind not in {"plant", "company", "group", "brand"}:
        return False
    bare = not made.place_name and not made.product
    itself = hit.kind == "plant" and not set(hit.ids).isdisjoint(made.ids)
    return (bare or itself) and said != made.company.name


def _lead_words(found: Cut, made: Built) -> set[int]:
    skip = {t for t in made.adjectives if found.has(t, "ordinal")}
    words: set[int] = set()
    for t in made.adjectives:
        piece = found.at[t]
        words |= set(range(piece.first, piece.last)) if piece else {t}
    return words - skip


def _generic_company(found: Cut, i: int, floor: int) -> Built | None:
    """ "the company", "the Finnish automaker", «концерн»; none where the name itself follows."""
    following = _piece_at(found, i + 1)
    if following and following.kind in _NAMED and found.gap(i + 1).strip(' «"“„') == "":
        return None
    made = Built(
        i, i + 1, i, _shown(found, i), generic_of="company", definite=found.language == "ru"
    )
    t = i - 1
    while t >= floor and i - t < 5 and found.gap(t + 1) in {" ", "-"}:
        piece = found.at[t]
        if piece is not None and piece.kind in {"country-adjective", "place-adjective", "place"}:
            made.country, made.first = piece.code or made.country, piece.first
        elif found.has(t, "determiner"):
            made.definite = found.stems[t] not in {"a", "an", "each", "one"}
            made.possessive = found.stems[t] in {"its", "their", "our"}
            made.first, made.determined = t, True
            break
        elif not (found.words[t][0].islower() and found.has(t, "ordinal", "product", "former")):
            break
        t -= 1
    if found.language == "en" and not (made.determined or made.country):
        return None
    made.name = made.head
    return made
