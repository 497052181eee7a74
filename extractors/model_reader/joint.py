"""Two readings of one text → one, as the policy says, and where they differ.

grammar     its rows count; the model only raises their confidence
model       the model's rows count, where it has read the text
both        what either found counts; of a figure that the two read differently the grammar's row, less sure
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractors.model import Announcement

Policy = Literal["model", "grammar", "both"]
DOUBT = 0.6
"""What is left of a row's confidence where the other reader reads its figure differently."""
MOST_SURE = 0.99
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
    grammar: Sequence[Announcement], model: Sequence[Announcement], policy: Policy
) -> list[Announcement]:
    """The rows that count, by the policy; what both say is surer than what one says."""
    return [row for pair in paired(grammar, model) if (row := _chosen(pair, policy)) is not None]


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
    return all(getattr(a, n) == getattr(b, n) for n in _VALUES) and _related(a, b)


def _related(a: Announcement, b: Announcement) -> bool:
    x, y = a.plant.casefold(), b.plant.casefold()
    return x in y or y in x or bool(set(x.split()) & set(y.split())) or _inflected(x, y)


def _inflected(x: str, y: str) -> bool:
    share = max(4, round(0.7 * min(len(x), len(y))))
    return x[:share] == y[:share]


def _overlap(a: Announcement, b: Announcement) -> bool:
    """Whether two rows speak of one figure, or of one event."""
    if (a.number_start is None) != (b.number_start is None):
        return False
    if a.number_start is not None and b.number_start is not None:
        return a.number_start < (b.number_end or 0) and b.number_start < (a.number_end or 0)
    return a.kind == b.kind and a.start < b.end and b.start < a.end
