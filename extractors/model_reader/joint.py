"""Two readings of one text → one, as the policy says, and where they differ.

grammar     its rows count; the model only raises their confidence
model       the model's rows count, where it has read the text
both        what either found counts; of a figure that the two read differently the grammar's row, less sure
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from extractors.model import Announcement
from extractors.quantities import find_quantities

Values = tuple[Any, ...]
Policy = Literal["model", "grammar", "both"]
DOUBT = 0.6
"""What is left of a row's confidence where the other reader reads its figure differently."""
MOST_SURE = 0.99
_EVENTS = ("start", "stop")
_VALUES = (
    "kind",
    "low",
    "high",
    "unit",
    "per",
    "period_start",
    "period_end",
    "status",
    "prior",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What the two say of one thing; one is None where only the other has it."""

    grammar: Announcement | None
    model: Announcement | None
    agree: bool = False


def paired(grammar: Sequence[Announcement], model: Sequence[Announcement]) -> list[Pair]:
    """The rows of both, each once: equal ones together, then those about one figure or event, then the rest."""
    left, pairs = list(model), list[Pair]()
    alone: list[Announcement] = []
    for row in grammar:
        twin = next((m for m in left if _same(row, m)), None)
        if twin is None:
            alone.append(row)
        else:
            left.remove(twin)
            pairs.append(Pair(grammar=row, model=twin, agree=True))
    for row in alone:
        other = next((m for m in left if _overlap(row, m)), None)
        if other is not None:
            left.remove(other)
        pairs.append(Pair(grammar=row, model=other))
    return pairs + [Pair(grammar=None, model=m) for m in left]


def joined(
    grammar: Sequence[Announcement],
    model: Sequence[Announcement],
    policy: Policy,
    *,
    language: str,
    accepted: frozenset[Values] = frozenset(),
) -> list[Announcement]:
    """The rows that count, by the policy; what both say is surer than what one says.

    `accepted`: values of rows (`values_of`) that a person has accepted: the model's count whatever the policy says.
    """
    ours = [with_place(row, language) for row in grammar]
    rows = [row for pair in paired(ours, model) if (row := _chosen(pair, policy)) is not None]
    there = {values_of(row) for row in rows}
    return rows + [m for m in model if values_of(m) in accepted - there]


def values_of(row: Announcement) -> Values:
    """What a row says, without whom it says it of."""
    return tuple(getattr(row, name) for name in _VALUES)


def with_place(row: Announcement, language: str) -> Announcement:
    """A stored row with the place of its figure, found again in its quote."""
    if row.number_start is not None or not row.end or (row.low is None and row.high is None):
        return row
    wanted = {row.low, row.high} - {None}
    for q in find_quantities(row.quote, language):
        if any(wanted <= {way.low, way.high} for way in (q, q.as_reached(), q.as_scaled())):
            start, end = q.number_start + row.start, q.number_end + row.start
            return replace(row, number_start=start, number_end=end)
    return row


def _chosen(pair: Pair, policy: Policy) -> Announcement | None:
    ours, theirs = pair.grammar, pair.model
    if ours and theirs:
        if pair.agree:
            return _agreed(ours, theirs)
        if policy == "model":
            return replace(theirs, confidence=theirs.confidence * DOUBT)
        return replace(ours, confidence=round(ours.confidence * DOUBT, 3))
    if policy == "both":
        return ours or theirs
    return theirs if policy == "model" else ours


def _agreed(ours: Announcement, theirs: Announcement) -> Announcement:
    """The grammar's row, with what only the model saw of it, and surer."""
    wrong = (1 - ours.confidence) * (1 - theirs.confidence)
    return replace(
        ours,
        product=ours.product or theirs.product,
        part=ours.part or (theirs.part if not ours.product else None),
        speaker=ours.speaker or theirs.speaker,
        confidence=round(min(MOST_SURE, 1 - wrong), 3),
        rules=(*ours.rules, "two readers agree"),
    )


def _same(a: Announcement, b: Announcement) -> bool:
    """Equal in value and period, of producers whose names do not gainsay each other."""
    return values_of(a) == values_of(b) and _related(a, b)


def _related(a: Announcement, b: Announcement) -> bool:
    x, y = a.plant.casefold(), b.plant.casefold()
    return x in y or y in x or bool(set(x.split()) & set(y.split())) or _inflected(x, y)


def _inflected(x: str, y: str) -> bool:
    share = max(4, round(0.7 * min(len(x), len(y))))
    return x[:share] == y[:share]


def _overlap(a: Announcement, b: Announcement) -> bool:
    """Whether two rows speak of one figure, or of one event."""
    if (a.kind in _EVENTS) != (b.kind in _EVENTS):
        return False
    if a.number_start is not None and b.number_start is not None:
        return a.number_start < (b.number_end or 0) and b.number_start < (a.number_end or 0)
    if (a.low, a.high) != (b.low, b.high):
        return False
    return a.kind == b.kind and a.start < b.end and b.start < a.end
