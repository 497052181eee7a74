"""What has been spoken of so far in a text: who, when and what the next figure may leave unsaid."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from extractors.discourse import Discourse, Producer
from extractors.model import Document, Kind, Per, Status
from extractors.people import Attribution
from extractors.products import model_of
from extractors.scenes import Scene
from extractors.units import MACHINES, MEASURES, VAGUE, is_machine, may_be_on_rails

NEAR = 160
"""Characters; further on a figure without a noun is of what the article counts, not of a measure named before."""
_BROAD = frozenset({"year", "half", "quarter", "month", "span", "years"})

Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The figure claimed last."""

    kind: Kind
    unit: str | None
    noun: str | None
    per: Per | None
    line: int
    start: int
    """Where it stands in the text."""
    days: Days
    product: str | None = None


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """The start or stop told last: where its sentence begins, of whom, which, when."""

    sentence: int
    producer: Producer
    kind: Literal["start", "stop"]
    days: Days = (None, None)
    status: Status = "done"


EventRead = tuple[Literal["start", "stop"], Status, Days]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A choice that was made, for those who teach it: what was to be told, where, and by which traits."""

    what: Literal["figure", "event", "figure time", "event time", "figure product", "event product"]
    start: int
    end: int
    titled: bool
    traits: Sequence[str] = ()
    options: Sequence[Any] = ()


@dataclass(slots=True)
class Context:
    """One reading of one document."""

    document: Document
    language: str
    who: Discourse = field(default_factory=Discourse)
    titled: bool = False
    """Whether the title is being read, which is no part of the text."""
    attributions: list[Attribution] = field(default_factory=list)
    """Who states the sentence at hand, or parts of it."""
    told: Told | None = None
    days_of_figures: Counter[Days] = field(default_factory=Counter)
    """The days of the figures claimed so far, and of how many each."""
    read_last: tuple[str, int, int] | None = None
    """What the figure read last was found to be ("none" included), its line, and where its sentence begins."""
    subject: str = "nothing"
    """What the sentence before spoke of (extractors/makers.py)."""
    times_told: list[tuple[int, Any]] = field(default_factory=list)
    """The broad times of the sentences read so far, each with its line."""
    years_told: list[tuple[int, Any]] = field(default_factory=list)
    """The years, months and days told so far that name their year, each with its line."""
    days_said: list[tuple[int, Any]] = field(default_factory=list)
    """The days and weeks told in earlier sentences, each with its line."""
    pending: Any = None
    """The last stop and where its sentence ends; a later sentence may give it a time or an end."""
    event: ToldEvent | None = None
    headline_period: Any = None
    """The year or so that the headline or first sentence speaks of."""
    first_year: int | None = None
    """The earliest year that the article names anywhere."""
    year_end: int | None = None
    """The month in which the business year that the article speaks of ends."""
    headline_model: str | None = None
    """The one model that the headline or first sentence names."""
    unit: str | None = None
    """What the article counts, for figures that do not say."""
    rails: bool = False
    """Whether the cars and coaches of the article run on rails."""
    before: Scene | None = None
    """The sentence before, as far as it was read."""
    judged: list[Judged] | None = None
    """Where given, every choice is noted."""
    teacher: Callable[[int, bool], tuple[Kind | None, Days, str | None]] | None = None
    """Where given, says what the figure at a place of the text or title really tells, so that what follows is learnt beside it."""

    event_teacher: Callable[[int, int, str, bool], EventRead | None] | None = None
    """Where given, says what start or stop a place of the text or title really tells."""

    @property
    def published(self) -> date | None:
        return self.document.published

    @property
    def days_told(self) -> Days:
        return self.told.days if self.told else (None, None)

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
        if self.unit in MACHINES and is_machine(q.noun):
            return self.unit
        if self.rails and q.unit == "vehicles" and may_be_on_rails(q.noun):
            return "carriages"
        if q.figure == "measure" or (q.unit and q.unit not in VAGUE and q.figure == "count"):
            return str(q.unit)
        last = self.told.unit if self.told else None
        if q.figure == "count" and last in MEASURES:  # eighteen of something are no tonnes
            last = None
        if self.told and last in MEASURES and self.unit and q.start - self.told.start > NEAR:
            last = None
        meant = self.unit if q.figure != "count" or self.unit not in MEASURES else None
        return last if last and last not in VAGUE else meant or q.unit or "units"

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

    def note_times(self, scene: Scene) -> None:
        """Keeps the broad times of a sentence for those that follow, and of the headline for all."""
        if not scene.times:
            return
        broad = [p for p in scene.times if p.grain in _BROAD and p.first and p.role != "earlier"]
        self.times_told += [(scene.sentence.line, p) for p in broad]
        dated = [p for p in scene.times if p.first and p.role != "earlier" and not p.yearless]
        self.years_told += [
            (scene.sentence.line, p) for p in dated if p.grain in {"year", "month", "day"}
        ]
        short = [p for p in scene.times if p.grain in {"day", "week", "span"} and p.first]
        self.days_said = [*self.days_said, *((scene.sentence.line, p) for p in short)][-4:]
        if self.headline_period is None and self._is_head(scene):
            self.headline_period = next((p for p in broad if p.role != "since"), None)

    def note_model(self, scene: Scene) -> None:
        """Keeps the one model that the headline or the first line names."""
        if self.headline_model is None and self._is_head(scene):
            self.headline_model = model_of(scene)

    def _is_head(self, scene: Scene) -> bool:
        return self.titled or scene.sentence.role == "headline" or scene.sentence.line <= 1

    def note(self, judged: Judged) -> None:
        if self.judged is not None:
            self.judged.append(judged)
