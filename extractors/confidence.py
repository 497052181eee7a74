"""How sure a row is, between 0 and 1, learnt from rows of articles that the reader had not seen (extractors/learnt.py).

Of rows at c, about a share c is right in every field. What a row is judged by is what `traits` lists.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from extractors.learnt import classes
from extractors.model import Announcement

JUDGED = "judged by: "


def confidence(traits_of_row: list[str]) -> float:
    """The probability that a row with these traits is right in every field."""
    return round(classes("rows").read(traits_of_row).get("right", 0.5), 3)


def judged(
    drafts: Sequence[Any], tags: Mapping[str, int], refused: Mapping[str, int], *, explain: bool
) -> list[Announcement]:
    """The rows of drafts (`extractors.claims.Draft`), each in the light of its article; `explain` adds by what.

    `tags` counts the cues of the article by group, `refused` the places that were turned down by reason.
    """
    about = list(_of_the_article(drafts, tags, refused))
    numbers = Counter(_number(d.row) for d in drafts)
    said = Counter((_number(d.row), d.row.kind, d.row.period_start, d.row.plant) for d in drafts)
    rows = []
    for draft in drafts:
        row = draft.row
        alike = said[_number(row), row.kind, row.period_start, row.plant]
        other = numbers[_number(row)] - alike if row.number_start is not None else 0
        by = [*draft.traits, *about, f"said {min(3, alike)}", f"said otherwise {min(2, other)}"]
        rules = (*row.rules, JUDGED + "|".join(by)) if explain else row.rules
        rows.append(replace(row, confidence=confidence(by), rules=rules))
    return rows


def _number(row: Announcement) -> tuple[Any, ...]:
    return (row.low, row.high) if row.low or row.high else (row.kind, row.status)


def _of_the_article(
    drafts: Sequence[Any], tags: Mapping[str, int], refused: Mapping[str, int]
) -> Iterator[str]:
    shares = sorted((d.share for d in drafts), reverse=True)
    yield f"rows {min(8, len(drafts))}"
    for n, share in enumerate(shares[:2]):
        for at in range(1, _odds(share) + 1):
            yield f"article {n} at least {at}"
    expected = sum(shares)
    for few in (0.3, 0.6, 1.0, 2.0, 4.0, 8.0):
        if expected >= few:
            yield f"article expects {few}"
    none = refused.get("none of ours", 0)
    yield f"none of ours {min(6, none)}"
    yield f"share of ours {round(4 * len(drafts) / (len(drafts) + none + 0.1))}"
    made = sum(tags.get(t, 0) for t in ("make", "cap", "begin", "halt", "plan"))
    for many in (0.1, 0.25, 0.5, 1.0, 2.0):
        if tags.get("not", 0) >= many * (made + 1):
            yield f"of sales {many}"


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
