"""Which of several producers a figure or event is laid to: a linear ranking over what can be seen of each.

The weights (`choice_weights.json`) are learnt by `python -m tests.train_choice` from annotated texts; a candidate's
standing is the sum of its traits times their weights, and the highest standing wins.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Traits = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One who may have produced, and what speaks for and against."""

    producer: Any
    mention: Any = None
    """None where carried over from earlier text."""
    far: float
    """Distance in meaning (extractors/scenes.py); `FAR` where carried over."""
    traits: Traits


def standing(candidate: Candidate) -> float:
    """How well a candidate stands; only differences mean anything."""
    weights = _weights()
    return sum(weights.get(name, 0.0) * value for name, value in candidate.traits.items())


def chosen(candidates: list[Candidate]) -> Candidate | None:
    return max(candidates, key=standing, default=None)


@cache
def _weights() -> Mapping[str, float]:
    found: dict[str, float] = json.loads(
        (files("extractors") / "choice_weights.json").read_text("utf-8")
    )
    return found
