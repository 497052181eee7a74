"""The gate that a model's rows pass: what a row claims must follow from the words of the text, read by our own grammar.

- the quote is an exact slice of the text, and no sentence that gives orders to a reader;
- the figure at that place, read by our grammar, is the row's, and counts the same thing;
- the period follows from the words and the publication date;
- the producer is named in the text; a start or stop has its words in the quote.

What fails is dropped and counted by the reason given here. Bounds, unit and rate are taken from the grammar's reading.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.model import Announcement, Per
from extractors.model_reader.answer import Row
from extractors.model_reader.facts import Facts, Place
from extractors.quantities import Quantity
from extractors.scoring import MEASURES as KNOWN_UNITS

MEASURES = KNOWN_UNITS - {"vehicles"}
Bounds = tuple[float | None, float | None]
TRUST = 0.7
"""Confidence of a row that passed the gate and that nothing else confirms."""
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """A figure of the quote as the row means it."""

    quantity: Quantity
    low: float | None
    high: float | None


def grounded(row: Row, facts: Facts, trust: float = TRUST) -> Announcement | str:
    """The announcement that the row and the text agree on, or why there is none."""
    place = facts.place_of(row.quote)
    if isinstance(place, str):
        return place
    if not facts.names(row.plant):
        return "producer is not in the text"
    if not _has_period(row, facts, place):
        return "period does not follow from the words"
    said = _event(row, facts, place) if row.kind in ("start", "stop") else _sum(row, facts, place)
    if isinstance(said, str):
        return said
    return replace(
        said,
        product=row.product if facts.has_words(row.product) else None,
        part=row.part if facts.has_words(row.part) else None,
        speaker=row.speaker if facts.has_words(row.speaker) else None,
        voice=row.voice,
        confidence=trust,
        rules=("read by a model",),
    )


def _announcement(row: Row, place: Place) -> Announcement:
    return Announcement(
        plant=row.plant,
        kind=row.kind,
        period_start=row.period_start,
        period_end=row.period_end,
        prior=row.prior,
        quote=place.quote,
        start=0 if place.titled else place.start,
        end=0 if place.titled else place.end,
    )


def _has_period(row: Row, facts: Facts, place: Place) -> bool:
    first, last = row.period_start, row.period_end
    if first is None and last is None:
        return True
    if first is None or last is None or first > last:
        return False
    today = facts.document.published
    if row.kind in ("start", "stop") and row.status == "done" and first == last == today:
        return True
    return facts.has_period(place, first, last)


def _event(row: Row, facts: Facts, place: Place) -> Announcement | str:
    if row.status is None:
        return "start or stop without status"
    if not facts.tells_of(row.kind, place):
        return "no words of a start or stop in the quote"
    today = facts.document.published
    if row.status == "done" and row.kind == "start" and row.period_start is None:
        row = replace(row, period_start=today, period_end=today)
    if row.status == "planned" and today and row.period_end and row.period_end < today:
        return "planned for what is over"
    return replace(_announcement(row, place), status=row.status)


def _sum(row: Row, facts: Facts, place: Place) -> Announcement | str:
    if row.low is None and row.high is None:
        return "no number"
    figures = list(_figures(row, facts, place))
    if not figures:
        return "number is not in the quote"
    fitting = [f for f in figures if _counts(row, f.quantity, facts)]
    if not fitting:
        return "the figure is of something else"
    figure = min(fitting, key=lambda f: (f.low, f.high) != (row.low, row.high))
    q, offset = figure.quantity, facts.offset(place)
    per: Per | None = q.per or _carried(row, facts, place)
    if row.per and not per:
        return "rate is not in the quote"
    return replace(
        _announcement(row, place),
        low=figure.low,
        high=figure.high,
        unit=_unit(row, q, facts),
        per=None if row.kind == "investment" else per,
        wording=q.wording,
        number_start=None if place.titled else q.number_start + offset,
        number_end=None if place.titled else q.number_end + offset,
    )


def _figures(row: Row, facts: Facts, place: Place) -> Iterator[_Figure]:
    """The figures of the quote whose ends are the row's; bounds as the grammar reads them, or as the row does where both are possible."""
    for q in facts.quantities(place):
        ways: list[Bounds] = [(w.low, w.high) for w in (q, q.as_reached(), q.as_scaled())]
        if (row.low, row.high) in ways:
            yield _Figure(quantity=q, low=row.low, high=row.high)
        elif any(_within((row.low, row.high), way) for way in ways):
            low, high = next(way for way in ways if _within((row.low, row.high), way))
            yield _Figure(quantity=q, low=low, high=high)


def _within(claimed: Bounds, read: Bounds) -> bool:
    """Whether every end that is claimed is an end that was read."""
    ends = [x for x in read if x is not None]
    return all(
        any(abs(x - y) <= _TOLERANCE * max(1.0, abs(y)) for y in ends)
        for x in claimed
        if x is not None
    )


def _counts(row: Row, q: Quantity, facts: Facts) -> bool:
    """Whether a figure can be what the kind says: money for investments, things otherwise."""
    if q.per_other:
        return False
    if row.kind == "investment":
        if q.figure == "bare":
            return row.unit in facts.units
        return q.figure == "money" and (row.unit is None or row.unit.upper() == q.unit)
    if q.figure == "bare":
        return row.unit not in MEASURES or row.unit in facts.units or facts.has_words(row.unit)
    if q.figure in ("count", "measure") or q.ordinal:
        measured = q.figure == "measure"
        return measured == (row.unit in MEASURES) if row.unit else True
    return False


def _carried(row: Row, facts: Facts, place: Place) -> Per | None:
    """The row's rate, where another figure of the same quote has it."""
    carried: Per | None = row.per
    return carried if any(q.per == row.per for q in facts.quantities(place)) else None


def _unit(row: Row, q: Quantity, facts: Facts) -> str | None:
    """The unit by our grammar where it knows the noun; what is counted under a vaguer noun is the row's to say."""
    vague = q.unit == "units" or (q.unit == "vehicles" and row.unit in facts.units - MEASURES)
    if q.figure in ("money", "measure") or (q.known and not vague):
        return q.unit
    return row.unit or q.unit or "units"
