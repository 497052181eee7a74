"""A claim: what one place of the text says, before it becomes a row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from extractors.confidence import traits
from extractors.discourse import Producer
from extractors.model import Announcement, Kind, Per, Status, Voice
from extractors.scenes import Scene


@dataclass(unsafe_hash=True, slots=True, kw_only=True)
class Claim:
    """Distances are those of extractors/scenes.py; `FAR` where a part was carried over from earlier text."""

    kind: Kind
    producer: Producer
    first: date | None = None
    last: date | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    per: Per | None = None
    status: Status | None = None
    prior: bool = False
    product: str | None = None
    speaker: str | None = None
    voice: Voice = "producer"
    said_on: date | None = None
    site: str | None = None
    """The town of the plant that a company stands for."""
    wording: str | None = None
    number: tuple[int, int] | None = None
    rules: tuple[str, ...] = ()
    kind_share: float = 0.5
    """How likely kind, days and producer were each found to be."""
    time_share: float = 0.5
    who_share: float = 0.5
    who_cost: float = 0.0
    bare: bool = False
    chosen_by: tuple[str, ...] = ()
    """The traits by which kind, days and producer were chosen."""


@dataclass(unsafe_hash=True, slots=True, kw_only=True)
class Draft:
    """A row before it is judged: how likely its parts are together, and what else it is judged by."""

    row: Announcement
    share: float
    traits: tuple[str, ...]


def chosen_by(kind: Iterable[str], time: Iterable[str], who: Iterable[str]) -> tuple[str, ...]:
    """The traits of three choices, kept apart by a letter."""
    return (*(f"k {t}" for t in kind), *(f"t {t}" for t in time), *(f"w {t}" for t in who))


def drafted(claim: Claim, scene: Scene, *, titled: bool, language: str) -> Draft:
    """The row of a claim; one read in a title that is no part of the text has no span."""
    start, end = (0, 0) if titled else (scene.sentence.start, scene.sentence.end)
    number: tuple[Any, Any] = (None, None) if titled or claim.number is None else claim.number
    row = Announcement(
        plant=claim.producer.name,
        kind=claim.kind,
        low=claim.low,
        high=claim.high,
        unit=claim.unit,
        per=claim.per,
        period_start=claim.first,
        period_end=claim.last,
        status=claim.status,
        prior=claim.prior,
        product=claim.product,
        speaker=claim.speaker,
        voice=claim.voice,
        said_on=claim.said_on,
        wording=claim.wording,
        quote=scene.text[scene.sentence.start : scene.sentence.end],
        start=start,
        end=end,
        number_start=number[0],
        number_end=number[1],
        company=claim.producer.company,
        place=claim.producer.place or claim.site,
        rules=claim.rules,
    )
    return Draft(
        row=row,
        share=claim.kind_share * claim.time_share * claim.who_share,
        traits=(*traits(claim, scene, titled=titled, language=language), *claim.chosen_by),
    )
