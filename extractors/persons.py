"""What a name that no gazetteer knows is the name of: a person, a place, a model, a body, or a maker.

Told by what stands beside it: a role or a verb of saying, a preposition of place, a word for a vehicle, a newspaper.
"""

import re
from typing import Literal

from extractors.gazetteer_words import is_body
from extractors.morphology import fold, has_tag, is_cyrillic, like, nominative_word, parses, stem
from extractors.pieces import Cut, Piece

UnknownKind = Literal["person", "place", "model", "body", "company", "brand"]
_CODE = re.compile(r"^[A-ZА-ЯЁ]{1,5}[- ]?\d|^[А-ЯЁа-яё]+[- ]\d{2}|^\d+[A-ZА-ЯЁ]|^[A-Za-z]+[- ]\d")


def unknown_kind(found: Cut, piece: Piece) -> UnknownKind:
    """The kind of an unknown name in quotes or capitals."""
    before = piece.first - 1
    if found.has(before, "media") or _makes_nothing(found, piece):
        return "body"
    if piece.kind == "quoted":
        return "model" if found.has(before, "model_word") else _quoted_kind(found, piece)
    if is_person(found, piece):
        return "person"
    if _CODE.search(piece.name) or _after_maker(found, piece):
        return "model"
    return "place" if _is_place(found, piece) else "company"


def _makes_nothing(found: Cut, piece: Piece) -> bool:
    """An agency, a paper, an airline."""
    listed = found.lexicon["not_producer"]
    if fold(piece.name) in listed or stem(piece.name) in listed or is_body(fold(piece.name)):
        return True
    writes = piece.first and found.words[piece.first - 1][0] in {
        "пишет",
        "пишут",
        "передаёт",
        "передает",
    }
    return bool(writes) or (
        piece.last - piece.first > 1 and found.has(piece.last - 1, "media", "body")
    )


def _after_maker(found: Cut, piece: Piece) -> bool:
    """ "Kia Sorento": capitals right after a maker are its model, unless they are a form ("Hyundai Steel")."""
    if not piece.first or found.gap(piece.first) != " ":
        return False
    maker = found.at[piece.first - 1]
    form = found.has(piece.last - 1, "form")
    return maker is not None and maker.kind == "entity" and not form and not maker.in_quotes


def _quoted_kind(found: Cut, piece: Piece) -> UnknownKind:
    if _CODE.search(piece.name):
        return "model"
    if found.has(piece.first - 1, "plant", "company", "form"):
        return "company"
    return "brand" if found.has(piece.first - 1, "other_quoted") else "company"


def is_person(found: Cut, piece: Piece) -> bool:
    """True where the capitals are a person's name."""
    words = [w for w, _, _ in found.words[piece.first : piece.last]]
    if len(words) > 4 or any(w[0].isdigit() for w in words):
        return False
    if found.language == "en":
        return _english_person(found, piece, words)
    return _russian_person(found, piece, words)


def _english_person(found: Cut, piece: Piece, words: list[str]) -> bool:
    if fold(words[-1]) in found.lexicon["form"] or found.has(piece.last, "plant", "plants", "form"):
        return False
    apart = {", "} if found.gap(piece.last).startswith(",") else set()
    beside = found.gap(piece.first) in {" ", ". ", *apart}
    role_before = beside and found.has(piece.first - 1, "person_role")
    says = found.has(piece.last, "says") and found.gap(piece.last) == " "
    said_before = found.has(piece.first - 1, "says") and found.gap(piece.first) == " "
    if len(words) == 1:
        return role_before and not says and len(words[0]) > 2
    named = fold(words[0]) in found.lexicon["first_name"] or (len(words[0]) == 1)
    role_after = found.gap(piece.last).startswith(",") and any(
        found.has(k, "person_role")
        for k in range(piece.last, min(piece.last + 6, len(found.words)))
    )
    return (
        named
        or role_before
        or _is_now(found, piece)
        or (role_after and len(words) == 2)
        or ((says or said_before) and len(words) == 2 and not words[-1].isupper())
    )


def _is_now(found: Cut, piece: Piece) -> bool:
    """ "Interim chief is Frits Hamstra": two names behind a role and a verb that gives it to them."""
    verb = found.words[piece.first - 1][0] if piece.first else ""
    return (
        piece.last - piece.first == 2
        and verb in {"is", "was", "became", "remains"}
        and found.has(piece.first - 2, "person_role")
    )


def _russian_person(found: Cut, piece: Piece, words: list[str]) -> bool:
    if not all(is_cyrillic(w) for w in words) or any(w.isupper() and len(w) > 1 for w in words):
        return False
    before, after = found.has(piece.first - 1, "person_role", "says"), found.has(piece.last, "says")
    if len(words) == 1:
        surname = has_tag(words[0], "Surn") and not has_tag(words[0], "Geox")
        return surname and (before or after)
    first = has_tag(words[0], "Name") or has_tag(words[-1], "Name")
    last = has_tag(words[-1], "Surn", "Patr")
    return first or (last and before) or (before and len(words) in {2, 3})


def _is_place(found: Cut, piece: Piece) -> bool:
    words = [w for w, _, _ in found.words[piece.first : piece.last]]
    if fold(piece.name) in found.lexicon["city"]:
        return True
    before = found.stems[piece.first - 1] if piece.first and found.gap(piece.first) == " " else ""
    if found.language == "en":
        follower = found.has(piece.last, "place_follower")
        return follower or before in {"in", "near", "outside", "at"}
    if is_cyrillic(words[0]) and has_tag(words[-1], "Geox") and not words[0].isupper():
        return True
    return before in {"в", "во", "под"} and is_cyrillic(words[0]) and not words[0].isupper()


def person_name(found: Cut, piece: Piece) -> str:
    """A person in the nominative: «Максима Соколова» → «Максим Соколов»; others as said."""
    words = [w for w, _, _ in found.words[piece.first : piece.last]]
    if found.language == "en" or not all(is_cyrillic(w) for w in words):
        return piece.name
    before = {found.stems[i] for i in range(max(0, piece.first - 7), piece.first)}
    oblique = bool(before & {"слов", "мнени", "мнен", "оценк", "данн", "прогноз", "информац"})
    return " ".join(nominative_person(tuple(words), oblique=oblique))


_MASCULINE = ("ов", "ев", "ёв", "ин", "ын", "ий", "ой")


def nominative_person(words: tuple[str, ...], *, oblique: bool = False) -> tuple[str, ...]:
    """First name and surname in the nominative and one gender."""
    if words[-1].endswith(_MASCULINE) and words[0][-1] not in "аяуюеы":
        return words
    names = [p for p in parses(words[0]) if "Name" in p.tag and p.tag.case]
    if oblique:
        names = [p for p in names if p.tag.case != "nomn"] or names
    if (
        not oblique
        and any("nomn" in p.tag for p in names[:1])
        and _agrees_nominative(words, names[0].tag.gender)
    ):
        return words
    best = next((p for p in names if _surname(words[-1], p.tag.case, p.tag.gender)), None)
    if best is None:
        if not names or (not oblique and any("nomn" in p.tag for p in names)):
            return words
        best = names[0]
    given = best.inflect({"nomn", "sing"})
    rest = tuple(_surname(w, best.tag.case, best.tag.gender) or w for w in words[1:])
    return (like(words[0], given.word) if given else words[0], *rest)


def _agrees_nominative(words: tuple[str, ...], gender: str | None) -> bool:
    """False for «Александра Петрова» read as a man's genitive only where the surname says so."""
    surname = words[-1]
    return not (gender == "femn" and surname.endswith(_MASCULINE))


def _surname(word: str, case: str | None, gender: str | None) -> str | None:
    for parse in parses(word):
        if (
            ("Surn" in parse.tag or "Patr" in parse.tag)
            and case in parse.tag
            and (parse.tag.gender in {gender, None})
        ):
            form = parse.inflect({"nomn", "sing"})
            return like(word, form.word) if form else None
    return _plain_surname(word, case, gender)


def _plain_surname(word: str, case: str | None, gender: str | None) -> str | None:
    """Surnames that the dictionary lacks, by their endings: «Шапши» stays, «Кима» → «Ким»."""
    endings = {"gent": "а", "datv": "у", "ablt": "ом", "loct": "е", "accs": "а"}
    ending = endings.get(case or "")
    if gender == "masc" and ending and word.endswith(ending) and len(word) > 3:
        return word[: -len(ending)]
    return None


def single_nominative(word: str) -> str:
    """A surname alone in the nominative, where it can be told."""
    for parse in parses(word):
        if "Surn" in parse.tag:
            form = parse.inflect({"nomn", "sing"})
            return like(word, form.word) if form else word
    return nominative_word(word)


def has_company_sign(found: Cut, piece: Piece) -> bool:
    """A form ("Automotive", ООО), a word for a company before it, a possessive or a verb of making after it."""
    inside = any(found.has(i, "form", "legal") for i in range(piece.first, piece.last))
    before = found.has(piece.first - 1, "company", "form", "plant")
    owns = piece.last < len(found.words) and found.words[piece.last][0] == "s"
    return inside or before or owns or found.has(piece.last, "makes")
