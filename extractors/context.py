"""What has been spoken of so far in a text: who, when and what the next figure may leave unsaid."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from extractors.discourse import Discourse, Producer
from extractors.model import Document, Kind, Per
from extractors.people import Attribution
from extractors.scenes import Scene
from extractors.units import VAGUE

CARRIED_LINES = 2
"""A period told this many lines ago is still being spoken of."""


_PRODUCTS = frozenset(
    {
        "vehicles", "aircraft", "engines", "tractors", "combines", "locomotives", "wagons", "ships", "vessels", "batteries", "cells", "tyres", "motors", "motorcycles", "bikes", "chips",
        "wafers", "smartphones", "buses", "trucks", "helicopters", "transmissions", "gearboxes", "drones", "turbines", "bodies", "kits", "bulldozers", "excavators", "elevators",
    }
)  # fmt: skip

_MACHINES = frozenset({"aircraft", "helicopters", "tractors", "combines", "locomotives"})
"""What «машина» may stand for where an article counts it."""


@dataclass(slots=True)
class Spoken:
    """What the last figures were about."""

    kind: Kind | None = None
    domain: str | None = None
    """`production`; or the tag of what is none of ours (`not`, `people`)."""
    prior: bool = False
    unit: str | None = None
    product: str | None = None
    per: str | None = None
    line: int = -99
    period: Any = None
    period_line: int = -99
    days: tuple[date | None, date | None] = (None, None)
    speaker: str | None = None
    speaker_line: int = -99


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The figure claimed last, for the one that is joined to it by "and"."""

    kind: Kind
    prior: bool
    period: Any
    token: int
    line_start: int
    per: Per | None = None
    days: tuple[date | None, date | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Told:
    """The start or stop told last: where its sentence begins, of whom, which."""

    sentence: int
    producer: Producer
    kind: Literal["start", "stop"]


@dataclass(slots=True)
class Context:
    """One reading of one document."""

    document: Document
    language: str
    who: Discourse = field(default_factory=Discourse)
    spoken: Spoken = field(default_factory=Spoken)
    attributions: list[Attribution] = field(default_factory=list)
    """Who states the sentence at hand, or parts of it."""
    last: Last | None = None
    pending: Any = None
    """The last stop and where its sentence ends; a later sentence may give it a time or an end."""
    event: Told | None = None
    made: int = 0
    sold: int = 0
    """How many figures have hung on words of making, and of selling."""
    headline_period: Any = None
    """The year or so that the headline or first sentence speaks of."""
    unit: str | None = None
    """What the article counts, for figures that do not say."""

    @property
    def published(self) -> date | None:
        return self.document.published

    def is_past(self, period: Any) -> bool:
        return bool(
            self.published and period is not None and period.last and period.last < self.published
        )

    def is_ahead(self, period: Any) -> bool:
        return bool(
            self.published and period is not None and period.first and period.first > self.published
        )

    def unit_of(self, q: Any) -> str | None:
        """The unit of a figure; of one that names none, what was counted last or is counted throughout."""
        if self.unit in _MACHINES and (q.noun or "").casefold().startswith(("машин", "борт")):
            return self.unit
        if q.figure == "measure" or (q.unit and q.unit not in VAGUE and q.figure == "count"):
            return str(q.unit)
        return (
            self.spoken.unit
            if self.spoken.unit and self.spoken.unit not in VAGUE
            else self.unit or q.unit
        )

    def is_of_sales(self) -> bool:
        """Whether most figures hang on words of selling, delivering and the like."""
        return self.sold >= 3 and self.sold >= 2 * self.made

    def attribution(self, start: int, end: int) -> Attribution | None:
        """Who states what stands at [start, end); a person before a body."""
        covering = [a for a in self.attributions if a.scope_start <= start and end <= a.scope_end]
        return max(covering, key=lambda a: (a.is_person, not a.is_generic), default=None)

    def speaker(self, said: Attribution | None) -> str | None:
        if said is None:
            return None
        if not said.is_generic:
            return said.name
        company = self.who.company or self.who.main
        return company.name if company else None

    def may_inherit(self, scene: Scene, q: Any) -> bool:
        """Whether a figure without a word of its own continues what the last figures said.

        A count of products, or a rate, needs only that nothing else (sales, jobs) was spoken of just now; a bare
        number needs a figure of production close before it.
        """
        spoken, size = self.spoken, q.top or q.low or 0
        away = scene.sentence.line - spoken.line
        product = q.figure == "count" and q.known and q.unit in _PRODUCTS
        if self.sold > self.made:
            return False
        if product or q.per is not None:
            return spoken.domain in {None, "production"} or away > 1
        if (
            spoken.domain != "production"
            or spoken.kind is None
            or away > (2 if scene.sentence.role in {"item", "table"} else 1)
        ):
            return False
        if q.figure == "bare" and (size < 100 or (away > 0 and not scene.periods)):
            return False
        return q.unit is None or q.unit in VAGUE or q.unit == spoken.unit

    def carried_period(self, scene: Scene, kind: Kind) -> Any:
        """The period of what was said before, where it suits the kind."""
        spoken = self.spoken
        recent = scene.sentence.line - spoken.period_line <= CARRIED_LINES
        for period in (spoken.period if recent else None, self.headline_period):
            early = kind == "target" and self.is_past(period)
            late = kind == "output" and self.is_ahead(period)
            if period is not None and not early and not late:
                return period
        return None

    def note_headline(self, periods: list[Any]) -> None:
        """Keeps the period of the headline, or of the first sentence, for figures that have none."""
        grains = {"year", "half", "quarter", "month", "span", "years"}
        broad = [p for p in periods if p.grain in grains and p.role not in {"since", "earlier"}]
        if self.headline_period is None and broad:
            self.headline_period = broad[0]

    def remember(  # noqa: PLR0913 -- keywords of one claim
        self,
        scene: Scene,
        kind: Kind,
        *,
        prior: bool,
        unit: str | None,
        product: str | None,
        period: Any,
        own_period: bool,
    ) -> None:
        spoken = self.spoken
        self.made += 1
        spoken.kind, spoken.domain, spoken.prior, spoken.unit = kind, "production", prior, unit
        spoken.product, spoken.line = product or spoken.product, scene.sentence.line
        if own_period and period is not None and period.role != "earlier":
            spoken.period, spoken.period_line = period, scene.sentence.line
