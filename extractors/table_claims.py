"""What a cell of a table claims."""

from typing import Any

from extractors.claims import Claim
from extractors.context import Context
from extractors.discourse import Producer
from extractors.scenes import FAR, Scene
from extractors.tables import Cell
from extractors.units import VAGUE
from extractors.whose import whose

_LONGEST = 40
"""Characters; a longer first cell is no name."""


def cell_claim(scene: Scene, q: Any, cell: Cell, context: Context) -> Claim | str:
    """The claim of the figure `q` in a cell, or the reason of refusal."""
    if q.figure not in {"count", "bare", "measure"} or (q.low is None and q.high is None):
        return "cell holds something else"
    i, j = scene.index(q.number_start), scene.index(q.number_end - 1)
    producer, far = _producer(scene, cell, context, i, j)
    if producer is None:
        return "no producer"
    told = q.figure == "measure" or (q.figure == "count" and q.known and q.unit not in VAGUE)
    return Claim(
        kind=cell.kind,
        producer=producer,
        first=cell.first,
        last=cell.last,
        low=q.low,
        high=q.high,
        unit=(q.unit if told else None) or context.unit or "vehicles",
        per=q.per or cell.per,
        number=(q.number_start, q.number_end),
        rules=("cell of a table",),
        kind_share=0.8,
        time_share=0.9,
        who_cost=far,
    )


def _producer(
    scene: Scene, cell: Cell, context: Context, i: int, j: int
) -> tuple[Producer | None, float]:
    """Whom the first cell of the row names; else its words as they stand; else who is being spoken of."""
    producer, far, *_ = whose(scene, context.who, i, j)
    first = scene.sentence.start + len(cell.label) + 4
    named = any(m.start <= first for m in scene.mentions)
    name = cell.label.partition("(")[0].partition(",")[0].strip()
    if (far < FAR and named) or not name or len(name) > _LONGEST:
        return producer, far
    company = context.who.company or context.who.main
    return Producer(name=name, kind="plant", company=company.name if company else None), 1.0
