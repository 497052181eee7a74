"""How sure a row is, between 0 and 1: a logistic sum over how it was put together.

The weights (`confidence_weights.json`) are learnt by `python -m tests.train_confidence` from annotated texts: of rows at
c, about a share c is right. What a row is judged by is what `traits` lists, one string a trait.
"""

import json
import math
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_STEPS = (0.0, 1.0, 2.2, 4.0, 7.0, 12.0)


def confidence(traits_of_row: list[str]) -> float:
    """The probability that a row with these traits is right in every field."""
    weights = _weights()
    total = weights.get("", 0.0) + sum(weights.get(t, 0.0) for t in traits_of_row)
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)


@cache
def _weights() -> Mapping[str, float]:
    found: dict[str, float] = json.loads(
        (files("extractors") / "confidence_weights.json").read_text("utf-8")
    )
    return found


def traits(claim: Any, scene: Any, *, titled: bool, language: str) -> list[str]:
    """What a claim (`extractors.claims.Claim`) is judged by."""
    return list(_traits(claim, scene, titled=titled, language=language))


def _traits(claim: Any, scene: Any, *, titled: bool, language: str) -> Iterator[str]:
    kind, why = claim.kind, claim.rules[0]
    yield f"kind {kind}"
    yield f"kind {kind} {language}"
    yield f"rule {kind} {why}"
    yield f"head {_step(claim.head_cost)}"
    yield f"period {_step(claim.period_cost)} {'none' if claim.first is None else 'some'}"
    yield f"{kind} {'without' if claim.first is None else 'with'} period"
    yield f"who {_step(claim.who_cost)}"
    yield f"producer {claim.producer.kind}"
    yield from (f"rule {r}" for r in claim.rules[1:])
    for name in ("prior", "inherited", "bare"):
        if getattr(claim, name):
            yield name
            yield f"{name} {kind}"
    if claim.per:
        yield f"per {claim.per}"
    if claim.status:
        yield f"{kind} {claim.status}"
    if claim.number is not None:
        yield f"unit {claim.unit if claim.unit in {'vehicles', 'tonnes', 'aircraft', 'engines'} or kind == 'investment' else 'other'}"
        yield f"size {min(7, int(math.log10(max(1.0, claim.high or claim.low or 1.0))))} {'bare' if claim.bare else ''}"
    yield f"role {'title' if titled else scene.sentence.role}"
    yield f"line {_step(scene.sentence.line / 2)}"
    yield f"figures {min(6, len(scene.quantities))}"
    yield f"times {min(4, len(scene.times))}"
    yield f"long {min(5, len(scene.tokens) // 12)}"
    tags = {c.tag for c in scene.cues}
    yield from (
        f"has {t}"
        for t in (
            "not",
            "neg",
            "total",
            "people",
            "diff",
            "purpose",
            "compare",
            "postpone",
            "plan.past",
            "earlier",
        )
        if t in tags
    )
    if not any(t.startswith("make") for t in tags):
        yield "has no making"


def _step(cost: float) -> int:
    return sum(cost > s for s in _STEPS)
