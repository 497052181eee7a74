"""Who may be spoken of in a paragraph: plants, companies, brands, models, places, people, and "the plant".

    find_mentions(paragraph) ─► Mention(start, end, name in the nominative, kind, parts)…

Pieces (see `pieces.py`) are put together around words for a plant: "Volkswagen's Kaluga plant" is one mention with
the company and the place as its parts, «завод Haval в Тульской области» likewise. What remains stands alone.
"""

from dataclasses import dataclass, replace
from typing import Any, Literal

from extractors.composition import Built, build
from extractors.dateline import dateline_end
from extractors.gazetteer import Gazetteer, Hit
from extractors.morphology import nominative_phrase, nominative_word
from extractors.persons import has_company_sign, person_name, unknown_kind
from extractors.pieces import Cut, Piece, cut, is_at

MentionKind = Literal[
    "plant", "company", "brand", "model", "place", "person", "body", "country", "generic"
]


@dataclass(unsafe_hash=True, slots=True, kw_only=True)
class Mention:
    """Characters [start, end) of the paragraph name someone who may produce or speak.

    Never changed once `moved` to its place; not `frozen`, which makes it three times as dear to make.
    """

    start: int
    end: int
    text: str
    """As said: `paragraph[start:end]`."""
    name: str
    """Short, in the language of the text, nominative: «на АвтоВАЗе» → «АвтоВАЗ»."""
    kind: MentionKind
    generic_of: Literal["plant", "company"] | None = None
    """`generic` only: what "the plant", "the company" stands for; None for "it"."""
    plant_id: str | None = None
    """Id in the gazetteer, where one entry only has the name."""
    candidates: tuple[str, ...] = ()
    """Ids of all entries that have the name."""
    company: str | None = None
    """The maker that the mention names beside the plant, nominative."""
    company_id: str | None = None
    place: str | None = None
    """The place that the mention names, nominative where it can be told."""
    place_id: str | None = None
    country: str | None = None
    """ISO code, where the mention names the country ("the Hungarian plant")."""
    head: str | None = None
    """The word for the plant or company, nominative, folded: "plant", "завод"."""
    product: str | None = None
    """The product word that tells this plant from its neighbours: "engine", «моторный»."""
    former: bool = False
    """"the former Volkswagen plant": the company is the former one."""
    plural: bool = False
    definite: bool = True
    """False for "a plant", "another factory": newly spoken of."""
    possessive: bool = False
    """"its plant", «свой завод»: belongs to the one spoken of."""
    in_quotes: bool = False
    opens: bool = False
    """Begins its sentence, heading or list item."""
    dateline: bool = False
    """Stands in the dateline ("TOGLIATTI, November 16. /TASS/."): where it was written, not who produces."""
    weak: bool = False
    """A name only by its capitals: nothing beside it says that it makes anything."""
    perhaps: tuple[str, ...] = ()
    """Ids of the entries whose name this is, if it is a name; `settle` tells by the rest of the article."""
    perhaps_kind: MentionKind = "company"
    perhaps_name: str = ""
    doubtful: bool = False
    """Perhaps only a common word: there is no mention unless the article uses it as a name elsewhere."""
    follows: str | None = None
    """The word right before it, folded or cut to its stem ("in", "at", «на», «завод»)."""


_KIND_OF_PIECE: dict[str, MentionKind] = {
    "entity": "company", "model": "model", "place": "place", "place-adjective": "place", "people": "place",
    "country": "country", "country-adjective": "country", "quoted": "company", "capitals": "company",
}  # fmt: skip


def find_mentions(text: str, language: str, gazetteer: Gazetteer) -> list[Mention]:
    """Mentions of one paragraph, in the order of the text, none overlapping.

    `language` is `en` or `ru`. Never raises on any text; `text[m.start:m.end] == m.text` for each.
    """
    found = cut(text, "ru" if language == "ru" else "en", gazetteer)
    built = build(found, gazetteer)
    taken = {i for b in built for i in range(b.first, b.last)}
    alone = [p for p in found.pieces if not taken.intersection(range(p.first, p.last))]
    mentions = [_built_mention(found, b, gazetteer) for b in built]
    mentions += [m for p in alone if (m := _piece_mention(found, p, gazetteer))]
    if found.doubtful:
        mentions = _with_doubtful(found, mentions)
    dateline = dateline_end(text) if mentions else 0
    if dateline:
        mentions = [replace(m, dateline=True) if m.end <= dateline else m for m in mentions]
    return sorted(mentions, key=lambda m: m.start)


def moved(mentions: list[Mention], by: int) -> list[Mention]:
    """The mentions of a paragraph that begins at character `by` of a text, with spans in the text; they are no copies."""
    for m in mentions:
        m.start += by
        m.end += by
    return mentions


def _with_doubtful(found: Cut, mentions: list[Mention]) -> list[Mention]:
    """The mentions, and those of common words that may be names."""
    hits = {found.words[h.first][1]: h for h in found.doubtful.values()}
    known = [
        replace(m, perhaps=h.ids, perhaps_kind=_kind_of(h), perhaps_name=h.shown)
        if (h := hits.get(m.start)) and m.end == h.end and m.kind in {"company", "brand"}
        else m
        for m in mentions
    ]
    taken = [(m.start, m.end) for m in mentions]
    free = [h for h in hits.values() if not any(a < h.end and h.start < b for a, b in taken)]
    return known + [
        Mention(
            **_span(found, h.first, h.last),
            name=h.shown,
            kind=_kind_of(h),
            perhaps=h.ids,
            perhaps_kind=_kind_of(h),
            perhaps_name=h.shown,
            doubtful=True,
        )
        for h in free
        if found.words[h.first][0][0].isupper() and not is_at(found, h.first)
    ]


_KIND_OF_HIT: dict[str, MentionKind] = {"plant": "plant", "brand": "brand", "model": "model"}


def _kind_of(hit: Hit) -> MentionKind:
    return _KIND_OF_HIT.get(hit.kind, "company")


def _built_mention(found: Cut, built: Built, gazetteer: Gazetteer) -> Mention:
    return Mention(
        **_span(found, built.first, built.last),
        name=built.name,
        kind=built.kind,
        generic_of=built.generic_of,
        plant_id=built.ids[0]
        if len(built.ids) == 1 and (built.company or not built.place)
        else None,
        candidates=built.ids,
        company=built.company.name if built.company else None,
        company_id=_only(built.company.hit.ids) if built.company and built.company.hit else None,
        place=_place_name(built, gazetteer),
        place_id=_only(built.place.hit.ids) if built.place and built.place.hit else None,
        country=built.country,
        head=built.head,
        product=built.product,
        former=built.former,
        plural=built.plural,
        definite=built.definite,
        possessive=built.possessive,
    )


def _place_name(built: Built, gazetteer: Gazetteer) -> str | None:
    """«тульский» is Тула."""
    hit = built.place.hit if built.place else None
    if hit and hit.kind in {"place-adjective", "people"}:
        return (gazetteer.places[hit.ids[0]].ru or gazetteer.places[hit.ids[0]].en)[0]
    return built.place_name


def _only(ids: tuple[str, ...]) -> str | None:
    return ids[0] if len(ids) == 1 else None


def _span(found: Cut, first: int, last: int) -> dict[str, Any]:
    start, end = found.words[first][1], found.words[last - 1][2]
    beside = first > 0 and not found.gap(first).strip(' «"“„') and "\n" not in found.gap(first)
    before = found.stems[first - 1] if beside else None
    return {
        "start": start,
        "end": end,
        "text": found.text[start:end],
        "opens": found.opens_sentence(first),
        "follows": before,
    }


def _piece_mention(found: Cut, piece: Piece, gazetteer: Gazetteer) -> Mention | None:
    if piece.kind in {"country-adjective", "place-adjective"}:
        return None
    kind = _KIND_OF_PIECE[piece.kind]
    ids = piece.hit.ids if piece.hit else ()
    if piece.kind == "entity" and piece.hit:
        kind = "brand" if piece.hit.kind == "brand" else _entity_kind(piece.hit.kind)
    elif piece.kind == "capitals" and _is_plants_name(found, piece):
        kind = "plant"
    elif piece.kind in {"capitals", "quoted"}:
        kind = unknown_kind(found, piece)
    if kind == "person":
        name = person_name(found, piece)
    elif piece.kind == "people" and piece.hit:
        name = gazetteer.places[piece.hit.ids[0]].ru[0]
    else:
        as_said = piece.hit or piece.code or found.language == "en" or _is_named(found, piece)
        name = piece.name if as_said else _named(found, piece)
    is_place = kind == "place"
    last = piece.last
    if (
        is_place
        and found.language == "ru"
        and found.has(last, "region_word")
        and found.gap(last) == " "
    ):
        last += 1
        name = nominative_phrase(
            found.said(piece.first, last), tuple(w for w, _, _ in found.words[piece.first : last])
        )
    return Mention(
        **_span(found, piece.first, last),
        name=name,
        kind=kind,
        plant_id=_only(ids) if not is_place else None,
        candidates=() if is_place else ids,
        place=name if is_place else None,
        place_id=_only(ids) if is_place else None,
        country=piece.code,
        in_quotes=piece.in_quotes,
        weak=kind == "company" and piece.kind == "capitals" and not has_company_sign(found, piece),
    )


def _is_plants_name(found: Cut, piece: Piece) -> bool:
    """ "its Geneva Works", "the Montana Tunnels Mine"."""
    long = piece.last - piece.first > 1
    return found.language == "en" and long and found.has(piece.last - 1, "plant")


def _entity_kind(kind: str) -> MentionKind:
    return "plant" if kind == "plant" else "company"


def _is_named(found: Cut, piece: Piece) -> bool:
    """In quotes after a word for a plant or company, which takes the case instead of the name."""
    return piece.in_quotes and found.has(piece.first - 1, "plant", "company", "form")


def _named(found: Cut, piece: Piece) -> str:
    words = tuple(w for w, _, _ in found.words[piece.first : piece.last])
    if len(words) == 1:
        return piece.name if piece.in_quotes else nominative_word(words[0])
    return nominative_phrase(piece.name, words)
