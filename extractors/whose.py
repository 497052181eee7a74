"""Whose figure or event it is: of all who may be meant at a place in the text, the one that stands best."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

from extractors.choice import Candidate, Traits, chosen, own_plant, town_meant
from extractors.discourse import (
    AT,
    PRODUCERS,
    TELLING_BEFORE,
    Discourse,
    Producer,
    is_away,
    is_bare,
    is_known,
    joined,
)
from extractors.lexicon import words as listed
from extractors.morphology import case_of, is_cyrillic
from extractors.orders import order_traits
from extractors.scenes import FAR, WORD_COST, Scene
from extractors.surroundings import root, roots

_NOBODY = object()
_RESPECTIVELY = frozenset({"respectively", "соответственно"})
CARRIED = "carried candidates"
REACH = 7.5
"""A producer named further off than this is seldom the figure's own."""


class Laid(NamedTuple):
    """The producer of a place, how far off it was named (`FAR` where carried over), and how likely it is."""

    producer: Producer | None
    far: float = FAR
    share: float = 0.0
    traits: Traits = MappingProxyType({})
    """By which it was chosen."""
    site: str | None = None
    """Where the producer is a company: the town of that of its plants which is likely meant."""


def whose(  # noqa: PLR0913, PLR0917
    scene: Scene,
    discourse: Discourse,
    i: int,
    j: int,
    theme: str = "",
    found: list[Candidate] | None = None,
) -> Laid:
    """The producer of what stands at tokens `i` to `j`; `found`: the candidates, where they are known."""
    found = candidates(scene, discourse, i, j) if found is None else found
    if discourse.judged is not None:
        span = (scene.tokens[i].start, scene.tokens[j].end)
        discourse.judged.append((span, found))
    paired = [c for c in found if "paired" in c.traits]
    best = (paired[0], 1.0) if paired else likeliest(discourse, found, theme)
    if best is None:
        return Laid(None)
    own = own_plant(best[0], found, theme)
    if own is not None and own.far <= REACH:
        best = (own, best[1])
    name = best[0].producer.name
    if discourse.teacher is not None:
        discourse.teacher(scene.tokens[i].start, scene.tokens[j].end, found)
    far = min(c.far for c in found if c.producer.name == name)
    return Laid(
        producer=best[0].producer,
        far=far,
        share=best[1],
        traits=best[0].traits,
        site=town_meant(best[0], found, theme),
    )


_JOINTS = listed(
    ", and & и in at the its plants plant factories of в на а также both near заводы завод"
)
_REGIONS = listed(
    """
    alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts
    michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming ontario quebec alberta
    manitoba bavaria saxony gujarat haryana maharashtra karnataka rajasthan
    """
)


def together(scene: Scene, discourse: Discourse, producer: Producer) -> list[Producer]:
    """The producer and those named in one row with it: "the plants in Fort Wayne, Indiana, and Silao, Mexico"."""
    kinds = {"plant", "place", "company"}
    named = [
        m for m in scene.mentions
        if m.kind in kinds and m.name.casefold() not in _REGIONS and not discourse.is_no_producer(scene.text, m) and not is_away(m)
    ]  # fmt: skip
    at = _place_in_row(named, producer)
    if at is None:
        return [producer]
    first = last = at
    while last + 1 < len(named) and _joined_to(scene, named[last], named[last + 1]):
        last += 1
    while first > 0 and _joined_to(scene, named[first - 1], named[first]):
        first -= 1
    row = named[first : last + 1]
    if len(row) == 1:
        return [producer]
    found = {p.name: p for p in (of_row(m, producer, scene, discourse) for m in row)}
    return list(found.values())


def _place_in_row(named: Sequence[Any], producer: Producer) -> int | None:
    """The mention that a producer was made of; its place before its company."""
    found = [
        (m.kind != "place" and producer.place is not None and m.place != producer.place, n)
        for n, m in enumerate(named)
        if m.name in producer.name or (m.place and m.place == producer.place)
    ]
    return min(found, default=(False, None))[1]


def of_row(m: Any, producer: Producer, scene: Scene, discourse: Discourse) -> Producer:
    """The producer that a mention in one row with `producer` stands for."""
    maker = producer.company or (producer.name if producer.kind == "company" else None)
    if m.kind == "place" and maker:
        maker = discourse.maker_at(maker, m) or maker
        return Producer(name=joined(maker, m.name), kind="plant", company=maker, place=m.name)
    return discourse.producer(m, scene)


def _joined_to(scene: Scene, a: Any, b: Any) -> bool:
    between = [t.lower for t in scene.tokens[scene.index(a.end - 1) + 1 : scene.index(b.start)]]
    joints = [w for w in between if w not in _REGIONS]
    same = a.kind == b.kind or {a.kind, b.kind} == {"plant", "place"}
    return (
        same
        and bool({",", "and", "и", "&"} & set(joints))
        and len(between) <= 6
        and all(w in _JOINTS for w in joints)
    )


def candidates(scene: Scene, discourse: Discourse, i: int, j: int) -> list[Candidate]:
    """All who may be meant at tokens `i` to `j`: named in the sentence, or spoken of before."""
    usable = scene.once("usable", lambda s: _usable(s, discourse))
    if not usable:
        return _carried(scene, discourse, usable)
    near = {id(m): scene.between(*scene.spot(m), i, j) for m in usable}
    order = sorted(near.values())
    named = [
        _named(scene, discourse, m, (i, j), near[id(m)], order.index(near[id(m)])) for m in usable
    ]
    partner = _partner(scene, usable, i)
    named = [
        replace(c, traits={**c.traits, "paired": 1.0}) if c.mention is partner else c for c in named
    ]
    return named + _carried(scene, discourse, usable)


def _usable(scene: Scene, discourse: Discourse) -> list[Any]:
    return [
        m
        for m in scene.mentions
        if m.kind in PRODUCERS and not discourse.is_no_producer(scene.text, m)
    ]


def _partner(scene: Scene, usable: Sequence[Any], i: int) -> Any:
    """ "Izhevsk and Samara added 58,000 and 7,600 respectively": the name that stands where the figure stands."""
    if not any(t.lower in _RESPECTIVELY for t in scene.tokens):
        return _NOBODY
    at = next((k for k, (a, b) in enumerate(scene.spots) if a <= i <= b), None)
    if at is None or len(scene.spots) < 2:
        return _NOBODY
    named = [m for m in usable if m.kind != "generic"]
    kinds = Counter(m.kind for m in named)
    row = [m for m in named if kinds[m.kind] == max(kinds.values())]
    return row[at] if len(row) == len(scene.spots) else _NOBODY


def _named(  # noqa: PLR0913, PLR0917 -- a mention and where it stands
    scene: Scene, discourse: Discourse, m: Any, spot: tuple[int, int], apart: float, rank: int
) -> Candidate:
    i, j = spot
    producer = scene.once((id(m), "producer"), lambda s: discourse.producer(m, s))
    far = max(0.0, _cost(scene, discourse, m, i, j))
    place = (
        _place_beside(scene, m, i, j, far)
        if producer.kind in {"company", "brand"} or m.kind == "generic"
        else None
    )
    maker = producer.company or producer.name if producer.kind == "plant" else producer.name
    if place is not None and discourse.maker_at(maker, place) != maker:
        place = None  # another maker's town
    if place is not None and place.name.casefold() not in producer.name.casefold():
        producer = Producer(
            name=joined(maker, place.name), kind="plant", company=maker, place=place.name
        )
    traits = _traits_of_named(scene, discourse, m, spot, apart, rank)
    traits["cost"] = min(far, 15.0) / 5
    if place is not None:
        traits["place beside"] = 1.0
    traits |= _traits_of_producer(discourse, producer)
    if m.kind == "generic" and m.plural:
        far = FAR
    return Candidate(producer=producer, mention=m, far=far, traits=traits)


def _traits_of_named(  # noqa: PLR0913, PLR0917
    scene: Scene, discourse: Discourse, m: Any, spot: tuple[int, int], apart: float, rank: int
) -> dict[str, float]:
    first, last = scene.spot(m)
    kind = _kind_of(m)
    side = "before" if first <= spot[0] else "after"
    flags = {
        f"{kind} {side}": True,
        "nearest": rank == 0,
        "second": rank == 1,
        f"nearest {kind}": rank == 0,
        "far": apart > REACH,
        f"weak {side}": m.weak,
        f"clause {kind}": _is_of_the_clause(scene, (first, last), spot),
        f"close {kind}": apart < 1.5,
        f"near {kind}": apart < 3.5,
    }
    traits = scene.once((id(m), "own"), lambda s: _own_traits(s, discourse, m, kind)).copy()
    traits.update([(name, 1.0) for name, holds in flags.items() if holds])
    traits.update(dict.fromkeys(_between(scene, m, kind, (first, last), spot), 1.0))
    traits["apart"] = traits[f"apart {side}"] = min(apart, 15.0) / 5
    return traits


def _kind_of(m: Any) -> str:
    return f"{m.kind} {m.generic_of or 'it'}" if m.kind == "generic" else str(m.kind)


def _own_traits(scene: Scene, discourse: Discourse, m: Any, kind: str) -> dict[str, float]:
    """What is seen of a name wherever in its sentence a figure or event is told."""
    first = scene.spot(m)[0]
    seen = discourse.weight[m.name]
    flags = {
        kind: True,
        f"{kind} known": is_known(m),
        f"{kind} opens": m.opens,
        f"{kind} at": (m.follows or "") in AT,
        f"{kind} away": is_away(m),
        f"{kind} alone": len(scene.mentions) == 1,
        "possessive": m.possessive,
        "plural generic": m.kind == "generic" and m.plural,
        "indefinite": not m.definite,
        "unknown once": seen < 2 and not is_known(m) and m.kind in {"company", "brand"},
        "looks like model": _looks_like_model(scene, m, first),
        f"object {kind}": _is_object(scene, first),
        f"counted {kind}": first > 0 and scene.tokens[first - 1].lower[-1:].isdigit(),
        f"role {scene.sentence.role} {kind}": scene.sentence.role != "running",
        "former": m.former,
        "bare": m.kind == "plant" and is_bare(m.name),
        f"after {m.follows}": (m.follows or "") in TELLING_BEFORE,
    }
    traits = {name: 1.0 for name, holds in flags.items() if holds}
    return traits | dict.fromkeys(_beside(scene, m, kind), 1.0)


def _beside(scene: Scene, m: Any, kind: str) -> Iterator[str]:
    """What stands right before and behind a name, and its case."""
    first, last = scene.spot(m)
    words = roots(scene)
    behind = words[last + 1] if last + 1 < len(words) else root("end")
    yield f"behind {behind}"
    yield f"behind {behind} {kind}"
    if first:
        yield f"ahead {words[first - 1]}"
        yield f"ahead {words[first - 1]} {kind}"
    tags = {c.tag for c in scene.cues if last < c.first <= last + 2}
    yield from (f"does {t}" for t in tags)
    yield from (f"done {c.tag} {kind}" for c in scene.cues if first - 2 <= c.last < first)
    case = case_of(m.text.split()[-1].strip("»\"'”")) if is_cyrillic(m.text[:1]) else None
    if case:
        yield f"case {case} {kind}"


def _between(
    scene: Scene, m: Any, kind: str, at: tuple[int, int], spot: tuple[int, int]
) -> Iterator[str]:
    """What parts a name from the place in question."""
    first, last = at
    low, high = (last, spot[0]) if last < spot[0] else (spot[1], first)
    between = {c.tag.partition(".")[0] for c in scene.cues if low < c.first and c.last < high}
    yield from (f"between {t}" for t in between)
    figures = sum(low < a and b < high for a, b in scene.spots)
    yield f"figures between {min(2, figures)} {kind}"
    rivals = sum(
        low < a and b < high
        for o, (a, b) in ((o, scene.spot(o)) for o in scene.mentions)
        if o is not m and o.kind in {"plant", "company", "brand"}
    )
    yield f"names between {min(2, rivals)} {kind}"
    yield from order_traits(scene, spot, at, "FN")


def _is_of_the_clause(scene: Scene, at: tuple[int, int], spot: tuple[int, int]) -> bool:
    """Nothing but words stands between: no sign or conjunction that parts clauses."""
    first, last = at
    words_between = max(0, spot[0] - last, first - spot[1])
    return scene.between(first, last, *spot) - WORD_COST * words_between < 1.0


def _is_object(scene: Scene, first: int) -> bool:
    """Right after a verb of making: "assembles Chevrolets", "turns out Defenders"."""
    return any(c.tag.startswith("make.") and 0 < first - c.last <= 1 for c in scene.cues)


def _traits_of_producer(discourse: Discourse, producer: Producer) -> dict[str, float]:
    if producer not in discourse.kept:
        discourse.kept[producer] = _seen_of(discourse, producer)
    return discourse.kept[producer]  # type: ignore[no-any-return]


def _seen_of(discourse: Discourse, producer: Producer) -> dict[str, float]:
    main, topic, kind = discourse.main, discourse.topic, producer.kind
    maker = producer.company or producer.name
    total = sum(discourse.weight.values()) or 1
    rank = min(4, discourse.rank.get(maker, 5))
    is_main = main is not None and maker in {main.name, main.company}
    is_topic = topic is not None and producer.name == topic.name
    of_topic = topic is not None and maker in {topic.company, topic.name}
    headlined = maker in discourse.headlined or producer.name in discourse.headlined
    flags = {
        "is main": is_main,
        "is topic": is_topic,
        "maker of topic": of_topic,
        "becomes plant": kind == "plant",
        "has plant": kind == "plant" and bool(producer.company),
        f"rank {rank}": True,
        f"rank {rank} {kind}": True,
        f"headlined {kind}": headlined,
        f"not headlined {kind}": not headlined and bool(discourse.headlined),
        f"main {is_main} {kind}": True,
        f"topic {is_topic} {of_topic} {kind}": True,
        f"said {min(4, discourse.said[producer.name])} times {kind}": True,
        f"made here {min(3, discourse.laid[producer.name])} {kind}": True,
        f"made by maker {min(3, discourse.laid_to_maker[maker])} {kind}": True,
        "laid last": producer.name == discourse.laid_last,
        f"laid last {kind}": producer.name == discourse.laid_last,
        "not laid last": bool(discourse.laid_last) and producer.name != discourse.laid_last,
    }
    traits = {name: 1.0 for name, holds in flags.items() if holds}
    traits["weight"] = (discourse.weight[maker] + 0.0) / total
    seen, share = discourse.sites.traits(producer.name, producer.company, producer.place, kind)
    traits.update(dict.fromkeys(seen, 1.0))
    traits["share of sites"] = share
    return traits


def _carried(scene: Scene, discourse: Discourse, usable: list[Any]) -> list[Candidate]:
    """Those spoken of before, as candidates; the same list until something more is read or laid."""
    if CARRIED not in discourse.kept:
        found = scene.once("carried", lambda s: _spoken_of(s, discourse, usable))
        discourse.kept[CARRIED] = [
            Candidate(producer=p, far=FAR, traits=traits | _traits_of_producer(discourse, p))
            for p, traits in found
        ]
    return discourse.kept[CARRIED]  # type: ignore[no-any-return]


def likeliest(
    discourse: Discourse, found: list[Candidate], theme: str = ""
) -> tuple[Candidate, float] | None:
    """The likeliest of candidates, and its share; of those spoken of before it is asked once."""
    if found is not discourse.kept.get(CARRIED):
        return chosen(found, theme)
    if theme not in discourse.kept:
        discourse.kept[theme] = chosen(found, theme)
    return discourse.kept[theme]  # type: ignore[no-any-return]


def _spoken_of(
    scene: Scene, discourse: Discourse, usable: list[Any]
) -> list[tuple[Producer, dict[str, float]]]:
    """Who was spoken of before a sentence, and how."""
    said = {m.kind for m in usable}
    generic = next((m for m in usable if m.kind == "generic"), None)
    situation = (
        "bare"
        if not usable
        else f"beside {generic.generic_of or 'it'}"
        if said == {"generic"} and generic is not None
        else "beside names"
        if said & {"plant", "company"}
        else "beside others"
    )
    role = scene.sentence.role
    old = discourse.carried(scene)
    found: dict[str, tuple[Producer, dict[str, float]]] = {}

    def add(producer: Producer | None, *names: str) -> None:
        if producer is not None:
            _, traits = found.setdefault(producer.name, (producer, {}))
            traits.update(dict.fromkeys(names, 1.0))

    add(old, "carried", f"carried {situation}")
    away = min(3, scene.sentence.line - discourse.topic_line)
    add(discourse.topic, f"topic {away}", f"topic {situation}")
    add(discourse.plant, "last plant", f"last plant {situation}")
    add(discourse.company, "last company", f"last company {situation}")
    add(discourse.main, "main", f"main {situation}", f"main {role}")
    section, paragraph = discourse.section, discourse.paragraph
    if section is not None:
        further = min(4, scene.sentence.line - section.line)
        add(section.producer, "section", f"section {situation}", f"section {further}")
    if paragraph is not None:
        same = "same" if paragraph.line == scene.sentence.line else "earlier"
        add(
            paragraph.producer,
            f"paragraph {same}",
            f"paragraph {same} {situation}",
            f"paragraph {same} {paragraph.producer.kind}",
        )
    for spoken in discourse.recent:
        age = min(3, discourse.sentence - spoken.sentence)
        same = "same" if spoken.line == scene.sentence.line else "other"
        kind = spoken.producer.kind
        add(
            spoken.producer,
            f"said {age} {kind}",
            f"said {age} {situation}",
            f"{same} line",
            f"{same} line {age}",
            f"{same} line {kind}",
            f"said in {spoken.role}",
            *([f"said {age} opening {kind}"] if spoken.opens else []),
            *([f"said {age} away"] if spoken.away else []),
            *([f"said {age} last"] if spoken.last else []),
            *([f"said known {kind}"] if spoken.known else []),
        )
    for producer, traits in found.values():
        more = ("before this", f"before this {situation}", f"earlier {producer.kind}")
        traits.update(dict.fromkeys(more, 1.0))
    return list(found.values())


def _place_beside(scene: Scene, m: Any, i: int, j: int, cost: float) -> Any:
    """The place of making named in the clause: "At Sanaswadi it has a plant", "the company's line in Kaluga"."""
    if m.kind not in {"generic", "company", "brand"}:
        return None
    found = [
        (scene.between(*scene.spot(place), i, j), place)
        for place in scene.mentions
        if place.kind == "place" and (place.follows or "") in AT
    ]
    best = min(found, key=lambda f: f[0], default=None)
    return best[1] if best and best[0] < min(4.0, cost + 2.5) else None


def _cost(scene: Scene, discourse: Discourse, m: Any, i: int, j: int) -> float:
    first, last = scene.spot(m)
    cost = scene.between(first, last, i, j) + PRODUCERS[m.kind]
    cost += (2.5 if is_away(m) else 0.0) - (0.8 if m.opens else 0.0)
    spoken = discourse.topic or discourse.main
    if m.kind == "place":
        cost += 0.0 if m.opens or (m.follows or "") in AT or cost < 4.5 else 9.0
        cost += 0.0 if discourse.company else 2.0
    if spoken and (m.kind == "model" or _looks_like_model(scene, m, first)):
        cost += 8.0
    if m.kind == "brand" and spoken and not m.opens:
        cost += 1.5
    if m.kind in {"company", "brand"}:
        cost += _strangeness(scene, discourse, m)
    return cost


_MODEL_BEFORE = listed(
    "the a an new модели модель седан кроссовер грузовика электромобиля автомобиля автомобилей машин"
)


def _looks_like_model(scene: Scene, m: Any, first: int) -> bool:
    """ "the Dzire", «модели Captiva»: an unknown name after an article or a word for a product."""
    return (
        m.kind in {"company", "brand"}
        and not is_known(m)
        and first > 0
        and scene.tokens[first - 1].lower in _MODEL_BEFORE
    )


def _strangeness(scene: Scene, discourse: Discourse, m: Any) -> float:
    """A name neither known nor said again is doubtful, the more where the article has a known producer."""
    seen = discourse.weight[m.name]
    if is_known(m) or (seen > 2 and discourse.main is not None and m.name == discourse.main.name):
        return -min(1.2, 0.3 * math.log(max(1, seen)))
    if scene.sentence.role in {"headline", "heading"} and _is_title_case(scene):
        return 6.0
    known_main = discourse.main is not None and discourse.main.known
    if not known_main:
        return 0.5 if seen > 1 else 2.0
    return 2.0 if m.opens and seen > 2 else 5.0


def _is_title_case(scene: Scene) -> bool:
    letters = [t.lower for t in scene.tokens if t.lower[:1].isalpha()]
    capitals = sum(scene.text[t.start].isupper() for t in scene.tokens if t.lower[:1].isalpha())
    return len(letters) > 3 and capitals > 0.7 * len(letters)
