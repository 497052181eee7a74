"""How sure a row is, between 0 and 1, learnt from rows of articles that the reader had not seen (extractors/learnt.py).

Of rows at c, about a share c is right in every field. What a row is judged by is what `traits` lists.
"""

import math
from collections.abc import Iterator
from typing import Any

from extractors.learnt import classes


def confidence(traits_of_row: list[str]) -> float:
    """The probability that a row with these traits is right in every field."""
    return round(classes("rows").read(traits_of_row).get("right", 0.5), 3)


def traits(claim: Any, scene: Any, *, titled: bool, language: str) -> list[str]:
    """What a claim (`extractors.claims.Claim`) is judged by."""
    return list(_traits(claim, scene, titled=titled, language=language))


def _traits(claim: Any, scene: Any, *, titled: bool, language: str) -> Iterator[str]:
    kind = claim.kind
    parts = {"kind": claim.kind_share, "time": claim.time_share, "who": claim.who_share}
    whole = math.prod(parts.values())
    yield f"kind {kind} {language}"
    yield f"kind {kind} {claim.status}"
    for at in range(1, _odds(whole) + 1):
        yield f"sure at least {at}"
    yield f"sure {_odds(whole) // 2} {kind}"
    for name, share in parts.items():
        for at in range(1, _odds(share) + 1):
            yield f"{name} at least {at}"
    yield f"{kind} {'without' if claim.first is None else 'with'} period"
    yield f"producer {claim.producer.kind}"
    yield f"producer {claim.producer.kind} {'carried' if claim.who_cost > 50 else 'named'}"
    yield from (f"rule {r}" for r in claim.rules[1:])
    if claim.prior:
        yield f"prior {kind}"
    if claim.bare:
        yield f"bare {kind}"
    if claim.per:
        yield f"per {claim.per} {kind}"
    if claim.number is not None:
        size = int(math.log10(max(1.0, claim.high or claim.low or 1.0)))
        yield f"size {min(7, size)} {kind}"
        yield f"wording {claim.wording}"
    yield f"role {'title' if titled else scene.sentence.role}"
    yield f"figures {min(6, len(scene.quantities))}"
    yield f"times {min(4, len(scene.times))}"
    yield f"names {min(4, len(scene.mentions))}"


def _odds(share: float) -> int:
    """A share as one of fourteen steps of its odds."""
    share = min(max(share, 1e-4), 1 - 1e-4)
    return max(0, min(13, round(4 + 1.5 * math.log(share / (1 - share)))))
