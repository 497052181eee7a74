"""One name for one producer over a whole article.

    [mentions of paragraph 0, of paragraph 1, …] ─settle─► the same, with names that agree

A paragraph alone cannot tell that "Sokolov" is "Maxim Sokolov", that «Вольтора» is «Вольтор», that "KVM" is the
"Kenya Vehicle Manufacturers (KVM)" of the first paragraph, or that a bare capital is the place named before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.mentions import Mention, MentionKind
from extractors.morphology import WORD, fold, is_cyrillic, nominative, nominative_word, stem
from extractors.producer_words import producer_words


def settle(paragraphs: Sequence[Sequence[Mention]], language: str) -> list[list[Mention]]:
    """The mentions of an article's paragraphs with persons, inflected names, kinds and acronyms made one."""
    paragraphs = _without_doubt(paragraphs)
    everyone = [m for paragraph in paragraphs for m in paragraph]
    people = _people(everyone)
    forms = _forms(everyone) if language == "ru" else {}
    kinds = _kinds(everyone)
    longer = _acronyms(paragraphs)
    return [
        [_settled(m, people, forms, kinds, longer) for m in paragraph] for paragraph in paragraphs
    ]


def _without_doubt(paragraphs: Sequence[Sequence[Mention]]) -> Sequence[Sequence[Mention]]:
    """Common words that are names too ("Lucid", «Атом») are names where the article uses them as names elsewhere."""
    if not any(m.perhaps for paragraph in paragraphs for m in paragraph):
        return paragraphs
    sure = {id_ for p in paragraphs for m in p for id_ in (*m.candidates, m.company_id) if id_}
    return [
        [_of_entry(m) if sure.intersection(m.perhaps) else m for m in paragraph if not m.doubtful or sure.intersection(m.perhaps)]
        for paragraph in paragraphs
    ]  # fmt: skip


def _of_entry(m: Mention) -> Mention:
    """The mention as one of its entry."""
    only = m.perhaps[0] if len(m.perhaps) == 1 else None
    return replace(
        m,
        name=m.perhaps_name,
        kind=m.perhaps_kind,
        candidates=m.perhaps,
        plant_id=only,
        weak=False,
        doubtful=False,
        perhaps=(),
    )


def _settled(
    m: Mention, people: dict[str, str], forms: dict[str, str], kinds: dict[str, MentionKind], longer: dict[str, str]
) -> Mention:  # fmt: skip
    if m.candidates or m.kind not in {"company", "person", "brand", "place"} or m.place_id:
        return m
    full = people.get(fold(m.name)) or people.get(stem(m.name))
    if full and " " not in m.name and not m.in_quotes:
        return replace(m, kind="person", name=full, place=None, weak=False)
    name = longer.get(m.name) or forms.get(stem(m.name), m.name)
    if m.in_quotes and " " in name and m.follows in _PREPOSITIONS and is_cyrillic(name):
        name = " ".join(nominative(tuple(name.split())))  # «на «Топкинском цементе»»
    kind = kinds.get(fold(m.name), m.kind) if m.weak else m.kind
    place = name if kind == "place" else m.place
    if (name, kind, place) == (m.name, m.kind, m.place):
        return m
    return replace(m, name=name, kind=kind, place=place)


def _people(mentions: Iterable[Mention]) -> dict[str, str]:
    """Surname (folded, and its stem) → the full name; a first word too where it is the family name (Lei Jun)."""
    found: dict[str, str] = {}
    for m in mentions:
        if m.kind == "person" and " " in m.name:
            first, last = m.name.split()[0], m.name.split()[-1]
            for key in (fold(last), stem(last), *([fold(first)] if not is_cyrillic(first) else [])):
                found.setdefault(key, m.name)
    return found


def _kinds(mentions: Iterable[Mention]) -> dict[str, MentionKind]:
    """What a bare capital was elsewhere in the article, where something told."""
    return {
        fold(m.name): m.kind
        for m in mentions
        if m.kind in {"place", "model", "body"} and not m.weak
    }


def _forms(mentions: Sequence[Mention]) -> dict[str, str]:
    """Stem of an unknown Russian name → its nominative, by what the article itself shows.

    The form after a word for a plant or company («завод «Вольтор»») or at a sentence's beginning wins, then the
    shortest of several; a single form in an oblique place («на «Вольторе»») is turned by morphology.
    """
    seen: dict[str, list[Mention]] = {}
    for m in mentions:
        if (
            m.kind in {"company", "brand"}
            and not m.candidates
            and " " not in m.name
            and is_cyrillic(m.text)
        ):
            seen.setdefault(stem(m.text), []).append(m)
    return {key: _nominative(group) for key, group in seen.items()}


def _nominative(group: Sequence[Mention]) -> str:
    words = producer_words("ru")
    named = [
        m.text
        for m in group
        if m.follows and {"plant", "company", "form"} & words.lists_of.get(m.follows, frozenset())
    ]
    opening = [m.text for m in group if m.opens]
    forms = sorted({m.text for m in group}, key=lambda form: (len(form), form))
    if named or opening or len(forms) > 1:
        return (named or opening or forms)[0]
    return nominative_word(forms[0]) if group[0].follows in _PREPOSITIONS else forms[0]


_PREPOSITIONS = frozenset(
    stem(w)
    for w in [
        "на",
        "в",
        "во",
        "у",
        "о",
        "об",
        "из",
        "от",
        "до",
        "для",
        "при",
        "к",
        "с",
        "со",
        "за",
        "по",
        "из-за",
    ]
)


def _acronyms(paragraphs: Sequence[Sequence[Mention]]) -> dict[str, str]:
    """ "KVM" → "Kenya Vehicle Manufacturers", where the one stands in brackets right after the other."""
    found: dict[str, str] = {}
    for paragraph in paragraphs:
        for m, n in pairwise(paragraph):
            if (
                1 < n.start - m.end <= 3
                and n.name.isupper()
                and not n.candidates
                and _initials(m.name, n.name)
            ):
                found[n.name] = m.name
    return found


def _initials(name: str, acronym: str) -> bool:
    letters = "".join(w[0] for w in WORD.findall(name) if w[0].isupper())
    return len(acronym) > 1 and fold(letters).startswith(fold(acronym))
