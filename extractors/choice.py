"""Which of several producers a figure or event is laid to, by what can be seen of each (extractors/learnt.py)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.learnt import options

Traits = Mapping[str, float]
LIKELIER = 0.5
"""A plant is meant by its company's name where its share is more than this."""


@dataclass(unsafe_hash=True, slots=True, kw_only=True)
class Candidate:
    """One who may have produced, and what speaks for and against."""

    producer: Any
    mention: Any = None
    """None where carried over from earlier text."""
    far: float
    """Distance in meaning (extractors/scenes.py); `FAR` where carried over."""
    traits: Traits


def chosen(candidates: list[Candidate], theme: str = "") -> tuple[Candidate, float] | None:
    """The likeliest candidate, and the share of all who bear its name."""
    if not candidates:
        return None
    sure = options("producers").read([c.traits for c in candidates], theme)
    best = max(range(len(candidates)), key=lambda n: sure[n])
    name = candidates[best].producer.name
    share = sum(s for s, c in zip(sure, candidates, strict=True) if c.producer.name == name)
    return candidates[best], share


OWN = 0.05
"""A maker's own plant ("its Pomigliano plant") is meant instead of the maker where it is at least so likely beside it."""


def own_plant(best: Candidate, found: Sequence[Candidate], theme: str) -> Candidate | None:
    """The one plant that the sentence names as its maker's own, where the maker has been chosen: the facility goes first."""
    maker = best.producer
    if maker.kind not in {"company", "brand"}:
        return None
    own = [c for c in found if c.mention is not None and _is_own(c, maker.name)]
    if len(own) != 1:
        return None
    sure = options("producers").read([c.traits for c in found], theme)
    shares = {id(c): share for c, share in zip(found, sure, strict=True)}
    return own[0] if shares[id(own[0])] >= OWN * shares[id(best)] else None


def _is_own(candidate: Candidate, maker: str) -> bool:
    plant, mention = candidate.producer, candidate.mention
    named = mention.kind == "plant" and plant.kind == "plant" and plant.place and not mention.plural
    theirs = plant.company == maker or (mention.possessive and plant.company is None)
    return bool(named and theirs)


def town_meant(best: Candidate, found: Sequence[Candidate], theme: str) -> str | None:
    """The town of the one plant that a company stands for at a place; None where that is less likely than not."""
    family = of_maker(best, found)
    if len({c.producer.name for c in family}) < 2:
        return None
    sure: defaultdict[str | None, float] = defaultdict(float)
    for c, share in zip(
        family, options("sites").read([c.traits for c in family], theme), strict=True
    ):
        sure[c.producer.place if c.producer.kind == "plant" else None] += share
    town = max(sure, key=lambda t: sure[t])
    return town if sure[town] > LIKELIER else None


def of_maker(best: Candidate, found: Sequence[Candidate]) -> list[Candidate]:
    """Of all who may be meant, a company, or a plant of it told by no place, and its plants; else nobody."""
    name, maker = best.producer.name, best.producer.name
    if best.producer.kind == "plant" and best.producer.company and not best.producer.place:
        maker = best.producer.company
    elif best.producer.kind not in {"company", "brand"}:
        return []
    return [
        c
        for c in found
        if c.producer.name == name or (c.producer.kind == "plant" and c.producer.company == maker)
    ]
