"""Which of several producers a figure or event is laid to, by what can be seen of each (extractors/learnt.py)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractors.learnt import options

Traits = Mapping[str, float]


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
