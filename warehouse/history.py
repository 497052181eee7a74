"""Old state and new statements in, rows out: the history of one key.

    advance(History, statements) ─► versions, reaffirmations, changes, verdicts

The statements of a key, all that still hold, are gone through in the order in which they were said. What was recorded
on earlier nights keeps its place; only what is new tonight, or what a retraction or a late arrival lays open, makes rows.
Nothing here knows the database or the clock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Literal

from warehouse.ids import stable_id
from warehouse.statements import ALL, DOUBT, UNSAID, Key, StatedBy, Statement
from warehouse.twins import NOTHING, Around
from warehouse.values import VAGUER, Amount, Relation, Span, Value, joined, relation

Cause = Literal["news", "late", "edit", "backlog", "reextraction", "correction"]
Aside = Literal["contested", "guess", "superseded", "doubtful"]

FARTHEST = 4.0
"""A value so many times larger or smaller than what stands is more likely misread than true, until another article says it."""
SURE = 0.6
"""A change is told where new and old value are both read right with this probability; a row less sure alone moves nothing."""
SURE_START = 0.75
"""The same of a start where the rows do not say of what: most such rows are of two things that start."""
CONFIRMED = 0.9
"""How sure a value is that two articles say, no copies of each other."""
SECONDED = timedelta(days=31)
"""A value that is hard to believe has to be said by another article within this time."""
GRACE = timedelta(days=3)
"""A paper that still prints the old value this soon after a new one does not make the new one late."""
STILL_PRINTED = timedelta(days=6)
"""So long papers that do not know of it yet go on printing the old value."""
CONTEST = timedelta(days=1)
SLIP = timedelta(days=366)
"""A start done this much earlier than planned was another start."""
OVERDUE, OVERDUE_DAY = timedelta(days=366), timedelta(days=3)
"""A planned start, or one planned to the day, that is over for longer is not moved by a new date: that is another start."""
MOST_PARTS = 5
"""Figures of one article for one key that are told apart."""
RUNNING = timedelta(days=366)
"""A plant that has produced within this time is running: something starts there, but not the plant."""
SAME_START = timedelta(days=45)
"""Two reports of a done start that lie this close are of one start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A value that a key had, has or, where `aside` says why, was only said to have."""

    version_id: str
    key: Key
    plant: str
    unit: str | None
    series: int
    version: int
    value: Value | None
    """None where a retraction left nothing."""
    stated_at: date
    stated_by: StatedBy
    cause: Cause
    standing: bool
    """It became the standing value when recorded."""
    aside: Aside | None
    """Kept but not standing: contested on its own day, date only guessed, edit of a superseded article, hard to believe."""
    retracts: str | None
    announcement_id: str | None
    revision_id: str | None
    """Where it was said; None for a row that only takes another back."""
    article_id: str | None
    origin: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaffirmation:
    """A statement that says what already stands."""

    version_id: str
    announcement_id: str
    revision_id: str
    stated_at: date
    origin: str
    copy: bool
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Two versions that a reader should know of."""

    change_id: str
    before: Version
    after: Version
    direction: str
    size: float | None
    percent: float | None
    contested: bool
    cause: Cause
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one statement, in words, for `why`."""

    announcement_id: str
    stated_at: date
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is recorded of one key."""

    key: Key
    versions: tuple[Version, ...] = ()
    reaffirmations: tuple[Reaffirmation, ...] = ()
    told: frozenset[str] = frozenset()
    """Versions that are a side of a change."""

    @property
    def alive(self) -> list[Version]:
        """Versions that were said and not taken back."""
        gone = {v.retracts for v in self.versions}
        return [v for v in self.versions if v.revision_id and v.version_id not in gone]

    def standing(self) -> Version | None:
        """The version that stands."""
        held = [v for v in self.alive if not v.aside]
        return max(held, key=lambda v: (v.stated_at, v.version), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advance:
    """The rows that tonight adds to one key."""

    versions: tuple[Version, ...] = ()
    reaffirmations: tuple[Reaffirmation, ...] = ()
    changes: tuple[Change, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


def advance(
    history: History,
    statements: Iterable[Statement],
    recorded_at: datetime,
    *,
    corrected: bool = False,
    around: Around = NOTHING,
) -> Advance:
    """The rows that `statements` (all that hold tonight of this key) add to `history`.

    `corrected`: a person's word tonight concerns this key, so what falls away falls by correction.
    Called again with the same statements and its own rows in the history it gives none.
    """
    night = _Night(history, sorted(statements, key=lambda s: s.place), recorded_at)
    night.corrected, night.around = corrected, around
    night.run()
    return Advance(
        versions=tuple(night.versions),
        reaffirmations=tuple(night.reaffirmations),
        changes=tuple(night.changes),
        verdicts=tuple(night.verdicts),
    )


@dataclass(slots=True)
class _Standing:
    """Where the walk through history is."""

    version: Version | None = None
    opened: date | None = None
    """When the first version of a series of starts was stated."""
    articles: set[str] = field(default_factory=set)
    """Articles that said the current value."""
    told: dict[object, list[tuple[Value, str]]] = field(default_factory=dict)
    """What each story and each background paragraph has said so far, and in which article: saying it again is a copy."""
    asides: list[Version] = field(default_factory=list)
    past: list[Value] = field(default_factory=list)
    """What stood before the current value."""
    parts: tuple[Value, ...] = ()
    """The figures that one article gave for what stands, where they were several."""
    trust: float = 0.0
    """That what stands is read right: of its row, or of the articles together."""
    origins: set[str] = field(default_factory=set)
    """Who said what stands."""


class _Night:
    """One walk through one key's history."""

    def __init__(
        self, history: History, statements: Sequence[Statement], recorded_at: datetime
    ) -> None:
        self.history, self.recorded_at = history, recorded_at
        self.at = _Standing()
        self.versions: list[Version] = []
        self.reaffirmations: list[Reaffirmation] = []
        self.changes: list[Change] = []
        self.verdicts: list[Verdict] = []
        self.pins, self.dead = _pins(history, statements)
        self.statements = sorted(statements, key=self._turn)
        self.told = {(r.revision_id, r.stated_at): r for r in history.reaffirmations}
        self.was_standing = history.standing()
        self.horizon = _horizon(self.pins.values(), history.reaffirmations, statements)
        self._answered = False
        self.replaced: set[str] = set()
        """Versions whose place a late arrival has taken tonight."""
        self.corrected = False
        self.around = NOTHING
        self.last_number = max((v.version for v in history.versions), default=0)

    def run(self) -> None:
        """Goes through the statements, then takes back what nobody says any more."""
        for statement in self.statements:
            pinned = self.pins.get(_mark(statement))
            if pinned:
                self._pass(pinned, statement)
            else:
                self._weigh(statement)
            for source in (statement.telling.story, statement.paragraph):
                self.at.told.setdefault(source, []).append(
                    (statement.value, statement.telling.article_id)
                )
        self._settle()
        self._retract()

    def _turn(self, s: Statement) -> tuple[date, float, object]:
        """By date; on one day the recorded versions first, by number, as the views have them: what is new comes after."""
        pinned = self.pins.get(_mark(s))
        return s.stated_at, pinned.version if pinned else float("inf"), s.place

    def _settle(self) -> None:
        """Whatever its date, what stands at the end of the walk and is new tonight has become the standing value."""
        last = self.at.version
        if last in self.versions and not last.standing:
            self.at.version = replace(last, standing=True)
            self.versions[self.versions.index(last)] = self.at.version

    # what is known ------------------------------------------------------------------------------
    def _pass(self, version: Version, statement: Statement) -> None:
        if version.aside:
            self.at.asides.append(version)
        elif (late := self._late_that_says_it(version, statement)) is not None:
            self._give_place(version, late, statement)
        else:
            self._stand(version, statement)

    def _late_that_says_it(self, version: Version, statement: Statement) -> Relation | None:
        """Tonight's late arrival that this version, which nobody was told of, would only have confirmed had it come in time."""
        late = self.at.version
        if late is None or late not in self.versions or late.retracts or late.value is None:
            return None
        if version.version_id in self.history.told or late.value == version.value:
            return None
        how = self._relation(late.value, statement)
        return how if how is not None and how.sameness in ("same", "vaguer") else None

    def _give_place(self, version: Version, how: Relation, statement: Statement) -> None:
        """The late arrival takes the place of the version, whose statement confirms it from now on."""
        late = self.at.version
        assert late is not None  # noqa: S101 -- as `_late_that_says_it` has it
        self.at.version = replace(late, retracts=version.version_id)
        self.versions[self.versions.index(late)] = self.at.version
        self.replaced.add(version.version_id)
        self._reaffirm(statement, self.at.version, how, copy=False, anew=True)

    def _stand(self, version: Version, statement: Statement) -> None:
        before = self.at.version
        if before is None or before.series != version.series:
            self.at.opened = version.stated_at
        if before and before.value:
            self.at.past.append(before.value)
        self.at.version, self.at.trust = version, self._support(statement)
        self.at.articles = {statement.telling.article_id}
        self.at.origins = {statement.telling.origin}
        if not any(_is(part, statement.value) for part in self.at.parts):
            self.at.parts = statement.parts if len(statement.parts) > 1 else ()

    # what is new --------------------------------------------------------------------------------
    def _weigh(self, s: Statement) -> None:
        s, copy = self._without_the_past(s), self._copies(s)
        before = self.at.version
        if before is None or before.value is None:
            if self._may_speak(s) and not copy:
                self._begin(s)
            return
        rival = None if copy else self._rival(before, s)
        if rival is not None and rival.value is not None and self._may_speak(s):
            self._take_over(s, rival, self._relation(rival.value, s))
            return
        how = self._relation(before.value, s)
        if how is None:
            self._note(s, "passed over", "a start that is over, or another one's")
        elif how.sameness in ("same", "vaguer"):
            self._reaffirm(s, before, how, copy=copy is not None)
        elif copy or self._is_retold(s):
            self._note(s, "no news", copy or "what stood before, told again in the background")
        elif self._may_speak(s):
            self._differ(s, before, how)

    def _rival(self, before: Version, s: Statement) -> Version | None:
        """A value that was not believed because it is many times what stands, and that this one comes near: what stands was of a part."""
        return next(
            (
                a
                for a in reversed(self.at.asides)
                if a.aside == "doubtful" and a.article_id != s.telling.article_id
                and _is_above(before.value, a.value) and _is_above(before.value, s.value)
                and not _is_far(a.value, s.value) and s.confidence >= SURE and s.stated_by != "guess"
            ),
            None,
        )  # fmt: skip

    def _take_over(self, s: Statement, rival: Version, how: Relation | None) -> None:
        """Goes on from the rival as if it had stood."""
        said = (r for r in self.statements if r.telling.revision_id == rival.revision_id)
        self.at.version = rival
        self.at.trust = max((r.confidence for r in said), default=0.0)
        if how is None or how.sameness in ("same", "vaguer"):
            self._append(s, rival, how)
        else:
            self._differ(s, rival, how)

    def _without_the_past(self, s: Statement) -> Statement:
        """Of several figures of one article those that stand or stood are told as history beside a new one: "from 80,000 to 60,000"."""
        now = self.at.version.value if self.at.version else None
        if now is None or len(s.parts) < 2:
            return s
        standing = [v for v in s.parts if relation(now, v).sameness in ("same", "vaguer")]
        new = [v for v in s.parts if v not in standing and not self._stood(v)]
        left = new or standing or s.parts
        return replace(s, value=joined(left), parts=tuple(left))

    def _is_retold(self, s: Statement) -> bool:
        """A value that stood before the current one, in the part of an article where papers tell what went before."""
        return s.paragraph is not None and self._stood(s.value)

    def _stood(self, value: Value) -> bool:
        return any(_is(past, value) for past in self.at.past)

    def _copies(self, s: Statement) -> str | None:
        """Why the statement is not the article's own news, None where it is."""
        if s.boilerplate:
            return "boilerplate of its site"
        if self._was_told(s.telling.story, s):
            return "a copy"
        if s.paragraph and self._was_told(s.paragraph, s):
            return "a paragraph printed before"
        return None

    def _was_told(self, source: object, s: Statement) -> bool:
        """By another article of the same story, or in the same paragraph of another article."""
        mine = s.telling.article_id
        return any(v == s.value and article != mine for v, article in self.at.told.get(source, ()))

    def _may_speak(self, s: Statement) -> bool:
        """Statements of earlier nights make rows only where a retraction or a late arrival laid them open."""
        if s.telling.fresh:
            return True
        told = self.told.get(_mark(s))
        if told is None:
            return bool(s.telling.stirred or self.dead)
        before = self.at.version
        if before and before in self.versions and s.stated_at - before.stated_at <= GRACE:
            return False
        read_otherwise = s.telling.stirred and not self._still_says(told, s)
        return bool(self.dead or self.versions or read_otherwise)

    def _still_says(self, told: Reaffirmation, s: Statement) -> bool:
        version = next((v for v in self.history.versions if v.version_id == told.version_id), None)
        return bool(version and version.value and _agree(version.value, s.value))

    def _relation(self, before: Value, s: Statement) -> Relation | None:
        """How the statement stands to the current value; for starts None where it is of a start that is over."""
        if not isinstance(before, Span) or not isinstance(s.value, Span):
            how = VAGUER if self._spans_the_change(s.value) else _held_against(before, s)
            one_of_them = any(_is(part, s.value) for part in self.at.parts)
            return RELATION_PART if how.sameness == "changed" and one_of_them else how
        current, new = before, s.value
        if current.done:
            return self._after_done(current, new)
        if not new.done:
            how = relation(current, new)
            return RELATION_FIRST if how.direction and _is_another(current, s) else how
        too_early = self.at.opened and new.last and new.last < self.at.opened - GRACE
        if too_early or (current.first and new.last and new.last < current.first - SLIP):
            return None
        return Relation(sameness="finer")

    def _spans_the_change(self, value: Value) -> bool:
        """A range from the figure that stands to the one that stood before: both are told, whichever word joins them."""
        now = self.at.version.value if self.at.version else None
        was = self.at.past[-1] if self.at.past else None
        if not (isinstance(value, Amount) and isinstance(now, Amount) and isinstance(was, Amount)):
            return False
        if any(a.low is None or a.low != a.high for a in (now, was)):
            return False
        return not _is(now, was) and _is(joined([now, was]), value)

    def _after_done(self, current: Span, new: Span) -> Relation | None:
        """After a done start: the same told again, or a new series."""
        if current.first is None or current.last is None or new.first is None or new.last is None:
            return None
        if new.done:
            if new.first - SAME_START <= current.last and current.first - SAME_START <= new.last:
                return Relation(sameness="same")
            return RELATION_FIRST if new.first > current.last else None
        return RELATION_FIRST if new.first > current.last else None

    def _begin(self, s: Statement) -> None:
        """The first value of a key."""
        if s.confidence < DOUBT and not self._is_seconded(s):
            self._keep_aside(s, 1, "doubtful")
        else:
            self._append(s, None)

    def _differ(self, s: Statement, before: Version, how: Relation) -> None:
        aside, sure = self._aside(s, before, how), self._sureness(s, before)
        if aside is None:
            version = self._append(s, before, how)
            self._report(s, before, version, how, sure)
        else:
            self._keep_aside(s, before.series, aside)

    def _keep_aside(self, s: Statement, series: int, aside: Aside) -> None:
        known = [a for a in self.at.asides if a.value and _agree(a.value, s.value)]
        if known:
            self._reaffirm(s, known[-1], Relation(sameness="same"), copy=False)
        else:
            self.at.asides.append(self._row(s, series, self._cause(s), aside=aside))
            self._note(s, "kept aside", _ASIDES[aside])

    def _is_seconded(self, s: Statement) -> bool:
        """Another article, no copy of this one, has said the same not long ago, though it was not believed."""
        return any(
            a.aside == "doubtful" and a.article_id != s.telling.article_id and a.value is not None
            and relation(a.value, s.value).sameness == "same" and s.stated_at - a.stated_at <= SECONDED
            for a in self.at.asides
        )  # fmt: skip

    def _support(self, s: Statement) -> float:
        """How sure it is that this was said."""
        return max(CONFIRMED, s.confidence) if self._is_seconded(s) else s.confidence

    def _sureness(self, s: Statement, before: Version) -> float:
        """That both are read right, what is said and what stood; an article that remembers what stood confirms it."""
        return self._support(s) * (1.0 if _remembers(s, before.value) else self.at.trust)

    def _aside(self, s: Statement, before: Version, how: Relation) -> Aside | None:
        """Why a differing statement does not become the standing value, else None."""
        odd = _is_far(before.value, s.value) or self._is_of_another(s, how)
        odd = odd and not _remembers(s, before.value)
        if (odd or s.confidence < self._asked(how)) and not self._is_seconded(s):
            return "doubtful"
        if how.sameness == "finer" or how is RELATION_FIRST:
            return "guess" if s.stated_by == "guess" != before.stated_by else None
        if s.stated_by == "guess" and before.stated_by != "guess":
            return "guess"
        if s.edited and s.was is not None:
            return None if s.telling.article_id in self.at.articles else "superseded"
        if self._is_still_printed(s, before):
            return "contested"
        return "contested" if s.stated_at == before.stated_at else None

    def _is_of_another(self, s: Statement, how: Relation) -> bool:
        """The figure was said shortly before for a part, another period, the company: a word that tells so may be missing here."""
        return how.sameness == "changed" and any(
            timedelta(0) < s.stated_at - other.stated_at <= other.window
            and _is(other.value, s.value)
            for other in self.around.elsewhere
        )

    @staticmethod
    def _asked(how: Relation) -> float:
        """How sure a row must be to stand alone: more where it says another value."""
        return DOUBT if how.sameness == "finer" else SURE

    def _is_still_printed(self, s: Statement, before: Version) -> bool:
        """The value that was replaced only days ago, by an article that may not know: a later one has to say it."""
        soon = s.stated_at - before.stated_at <= STILL_PRINTED
        return soon and bool(self.at.past) and _is(self.at.past[-1], s.value)

    # rows ---------------------------------------------------------------------------------------
    def _append(self, s: Statement, before: Version | None, how: Relation | None = None) -> Version:
        series = before.series if before else 1
        if how is RELATION_FIRST:
            series += 1
        version = self._row(s, series, self._cause(s))
        self._stand(version, s)
        self._note(s, "version", f"{version.cause}, version {version.version}")
        return version

    def _row(self, s: Statement, series: int, cause: Cause, aside: Aside | None = None) -> Version:
        self.last_number += 1
        version = Version(
            version_id=version_id(s.key, self.last_number),
            key=s.key,
            plant=s.plant,
            unit=s.unit,
            series=series,
            version=self.last_number,
            value=s.value,
            stated_at=s.stated_at,
            stated_by=s.stated_by,
            cause=cause,
            standing=aside is None and not self._is_late(s),
            aside=aside,
            retracts=self._replaced(s),
            announcement_id=s.announcement_id,
            revision_id=s.telling.revision_id,
            article_id=s.telling.article_id,
            origin=s.telling.origin,
            recorded_at=self.recorded_at,
        )
        self.versions.append(version)
        return version

    def _replaced(self, s: Statement) -> str | None:
        """The dead version that this row follows: of the same text, else any that is still unanswered."""
        if s.telling.fresh and not s.edited and not self._is_fuller(s):
            return None
        mine = [v for v in self.dead if v.article_id == s.telling.article_id]
        for version in mine or ([] if s.telling.stirred else self.dead):
            self.dead.remove(version)
            self._answered = True
            return version.version_id
        return None

    def _is_fuller(self, s: Statement) -> bool:
        return any(v.article_id == s.telling.article_id for v in self.dead)

    def _reaffirm(
        self, s: Statement, version: Version, how: Relation, *, copy: bool, anew: bool = False
    ) -> None:
        """`anew`: what it says was a version until tonight."""
        if not copy:
            self._confirm(s, version)
        told = self.told.get(_mark(s))
        if told and told.version_id not in {v.version_id for v in self.dead} | self.replaced:
            return
        if not (s.telling.fresh or s.telling.stirred or told or anew):
            return
        self.reaffirmations.append(
            Reaffirmation(
                version_id=version.version_id,
                announcement_id=s.announcement_id,
                revision_id=s.telling.revision_id,
                stated_at=s.stated_at,
                origin=s.telling.origin,
                copy=copy,
                recorded_at=self.recorded_at,
            )
        )
        self._note(
            s, "reaffirms" if not copy else "copy", f"version {version.version}: {how.sameness}"
        )

    def _confirm(self, s: Statement, version: Version) -> None:
        """Another article says what stands: the surer it is."""
        self.at.articles.add(s.telling.article_id)
        if version is self.at.version:
            other = s.telling.origin not in self.at.origins
            self.at.trust = max(self.at.trust, s.confidence, CONFIRMED if other else 0.0)
            self.at.origins.add(s.telling.origin)

    def _retract(self) -> None:
        """A row for each version that nobody says any more and nothing has replaced: what stands instead."""
        stood = self.was_standing
        for dead in list(self.dead):
            self.last_number += 1
            now = self.at.version
            renewed = any(v.standing for v in self.versions)
            self.versions.append(
                replace(
                    now or replace(dead, value=None, announcement_id=None),
                    version_id=version_id(dead.key, self.last_number),
                    version=self.last_number,
                    cause=self._silent_cause(dead),
                    standing=dead == stood and not renewed,
                    aside=None,
                    retracts=dead.version_id,
                    revision_id=None,
                    article_id=None,
                    recorded_at=self.recorded_at,
                )
            )

    # judgement ----------------------------------------------------------------------------------
    def _is_late(self, s: Statement) -> bool:
        return self.horizon is not None and s.stated_at < self.horizon

    def _cause(self, s: Statement) -> Cause:
        if s.telling.stirred:
            return s.telling.stirred
        if not s.telling.fresh:
            return self._silent_cause(None) if self.dead or self._answered else "late"
        if s.reread:
            return "reextraction"
        if s.edited:
            return "edit"
        if s.telling.backlog:
            return "backlog"
        return "late" if self._is_late(s) else "news"

    def _silent_cause(self, dead: Version | None) -> Cause:
        corrected = {
            s.telling.article_id for s in self.statements if s.telling.stirred == "correction"
        }
        mine = dead is None or dead.article_id in corrected
        return "correction" if self.corrected or (corrected and mine) else "reextraction"

    def _report(
        self, s: Statement, before: Version, after: Version, how: Relation, sure: float
    ) -> None:
        """A change, or the reason why it is none."""
        refused = _refusal(s, before, after, how, self.around.running)
        if refused is None and _tells_otherwise(s, how):
            refused = "its article tells of another former plan, from which it goes the other way"
        bare = s.key.kind == "start" and s.key.scope == ALL
        if refused is None and sure < (SURE_START if bare else SURE):
            refused = "what is said, or what stood, is read with too little certainty"
        if refused:
            self._note(s, "no change", refused)
            return
        contested = any(_contradicts(other, s) for other in self.statements)
        self.changes.append(
            Change(
                change_id=change_id(before, after),
                before=before,
                after=after,
                direction=how.direction or "",
                size=how.size,
                percent=how.percent,
                contested=contested,
                cause=after.cause,
                rules=(
                    "same key",
                    "an end that both give differs",
                    "own news",
                    "newer",
                    after.cause,
                ),
            )
        )

    def _note(self, s: Statement, outcome: str, reason: str) -> None:
        if s.telling.fresh or s.telling.stirred:
            self.verdicts.append(
                Verdict(
                    announcement_id=s.announcement_id,
                    stated_at=s.stated_at,
                    outcome=outcome,
                    reason=reason,
                )
            )


RELATION_PART = Relation(sameness="finer")
"""One of the figures that an article gave beside each other for what stands: which of them holds was left open."""
RELATION_FIRST = Relation(sameness="finer")
"""A first value: of the key, or of a new series of starts."""
_ASIDES: dict[Aside, str] = {
    "contested": "contradicts another source of the same day",
    "guess": "the date of the page is only a guess",
    "doubtful": "hard to believe: read with little certainty, far from what stands, or a figure that stands for something else; another article has to say it too",
    "superseded": "an edit of an article whose value had been replaced already",
}


def version_id(key: Key, number: int) -> str:
    """Identity of the n-th version of a key."""
    return stable_id("version", [key_id(key), number])


def key_id(key: Key) -> str:
    """Identity of a target key."""
    return stable_id(
        "key",
        [key.plant_id, key.kind, key.scope, key.unit, key.per, key.period_start, key.period_end],
    )


def change_id(before: Version, after: Version) -> str:
    """Identity of a change: its two versions."""
    return stable_id("change", [before.version_id, after.version_id])


def _mark(s: Statement) -> tuple[str, date]:
    return s.telling.revision_id, s.stated_at


def _pins(
    history: History, statements: Sequence[Statement]
) -> tuple[dict[tuple[str, date], Version], list[Version]]:
    """Versions that some statement still says, by where it says so; and those that none does."""
    pins: dict[tuple[str, date], Version] = {}
    dead: list[Version] = []
    said = {(*_mark(s), value): s for s in statements for value in _readings_of(s)}
    by_article = {
        (s.telling.article_id, value): s for s in reversed(statements) for value in _readings_of(s)
    }
    for version in history.alive:
        if version.value is None or version.revision_id is None or version.article_id is None:
            continue
        statement = said.get((version.revision_id, version.stated_at, version.value))
        if statement is None and not any(
            s.telling.revision_id == version.revision_id for s in statements
        ):
            statement = by_article.get((version.article_id, version.value))
        if statement is None or _mark(statement) in pins:
            dead.append(version)
        else:
            pins[_mark(statement)] = version
    return pins, dead


def _readings_of(s: Statement) -> set[Value]:
    """What a version of this statement may have as its value: the whole, or what is left without what stood before."""
    parts = s.parts[:MOST_PARTS]
    groups = [group for n in range(1, len(parts)) for group in combinations(parts, n)]
    return {s.value, *(joined(group) for group in groups)}


def _horizon(
    pinned: Iterable[Version],
    reaffirmations: Iterable[Reaffirmation],
    statements: Sequence[Statement],
) -> date | None:
    """What was said before this date comes late: the date of what stands, or shortly before it was last confirmed."""
    sure = {_mark(s) for s in statements if s.stated_by != "guess"}
    dates = [v.stated_at for v in pinned if not v.aside]
    dates += [
        r.stated_at - GRACE
        for r in reaffirmations
        if not r.copy and (r.revision_id, r.stated_at) in sure
    ]
    return max(dates, default=None)


def _agree(one: Value, other: Value) -> bool:
    return relation(one, other).sameness in ("same", "vaguer", "finer")


def _is(one: Value, other: Value) -> bool:
    return relation(one, other).sameness == "same"


def _contradicts(other: Statement, s: Statement) -> bool:
    """Another source says otherwise within a day."""
    if other.telling.origin == s.telling.origin or other.telling.article_id == s.telling.article_id:
        return False
    if abs(other.stated_at - s.stated_at) > CONTEST:
        return False
    return relation(other.value, s.value).sameness in ("changed", "apart")


def _refusal(
    s: Statement, before: Version, after: Version, how: Relation, running: Sequence[date]
) -> str | None:
    """Why a new version is no change, None where it is one."""
    newer = s.stated_at > before.stated_at or (s.edited and s.stated_at == before.stated_at)
    hindrances = {
        "more exact, no other value": how.sameness == "finer",
        "no end that both give": how.sameness == "apart",
        f"cause {after.cause}": after.cause not in ("news", "edit"),
        "the date is a guess": s.stated_by == "guess",
        "older than what stands": not after.standing,
        "not newer than what stood": not newer,
        "no period: two numbers may be of two periods": s.key.timeless,
        "what starts is not said, and a company is more than a plant": s.key.scope == UNSAID,
        "what starts is not said, and the plant runs": s.key.kind == "start"
        and any(abs(s.stated_at - day) <= RUNNING for day in running),
        "the period was over when it was said": _is_over(s),
        "many times what stood, which will have been of a part": _is_above(before.value, s.value)
        and not _remembers(s, before.value),
    }
    return next((reason for reason, holds in hindrances.items() if holds), None)


def _is_another(current: Span, s: Statement) -> bool:
    """A new date for a start whose own had long passed, unless the text calls the old one a former plan."""
    if current.first is None or current.last is None:
        return False
    if any(_agree(current, former) for former in s.former):
        return False
    limit = OVERDUE_DAY if current.last - current.first <= timedelta(days=7) else OVERDUE
    return s.stated_at - current.last > limit


def _remembers(s: Statement, before: Value | None) -> bool:
    """The article itself calls the value that stood a former plan."""
    return before is not None and any(_agree(before, former) for former in s.former)


def _tells_otherwise(s: Statement, how: Relation) -> bool:
    """Every former plan that the article tells of lies on the other side of the new one than what stood."""
    opposite = {"raised": "lowered", "lowered": "raised", "postponed": "advanced", "advanced": "postponed"}  # fmt: skip
    from_former = [relation(former, s.value).direction for former in s.former]
    return bool(from_former) and all(d == opposite.get(how.direction or "") for d in from_former)


def _held_against(before: Value, s: Statement) -> Relation:
    """A bound that would go with what stood ("at least 40,000" after 44,000) is news where the article calls that a former plan."""
    how = relation(before, s.value)
    if how.sameness != "vaguer" or not any(_is(before, former) for former in s.former):
        return how
    old, new = _bound(before), _bound(s.value)
    moved = relation(old, new) if old and new else how
    return moved if moved.sameness == "changed" else how


def _bound(value: Value) -> Amount | None:
    """The end that it gives, the low one of both, as a figure."""
    if not isinstance(value, Amount):
        return None
    end = value.low if value.low is not None else value.high
    return replace(value, low=end, high=end)


def _is_far(before: Value | None, new: Value) -> bool:
    """Beyond what a plan is changed by."""
    if not isinstance(before, Amount) or not isinstance(new, Amount):
        return False
    ends = [(before.low, new.low), (before.high, new.high)]
    ratios = [max(a / b, b / a) for a, b in ends if a and b]
    return bool(ratios) and min(ratios) > FARTHEST


def _is_above(before: Value | None, new: Value | None) -> bool:
    """So much more that it is rather of the whole than what stood, which was of a part."""
    if not isinstance(before, Amount) or not isinstance(new, Amount) or not _is_far(before, new):
        return False
    return any(a and b and b > a for a, b in ((before.low, new.low), (before.high, new.high)))


def _is_over(s: Statement) -> bool:
    if isinstance(s.value, Span):
        return s.value.last is not None and s.value.last < s.stated_at
    return s.key.period_end < s.stated_at
