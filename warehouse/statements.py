"""From announcements to statements: the rows of one key in one article revision folded into one.

A row that only says vaguer what another row says is dropped ("up to 100,000" beside 80,000-100,000); scenarios
("70,000, at best 100,000") make one range. Rows marked `prior` never make a statement; they say what the article
remembers, for moves to another year and for the self-check.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from warehouse.values import ROUGH, Amount, Span, Value, joined, relation, tolerance

StatedBy = Literal["said_on", "published", "guess"]
ALL = "all"
"""Scope of what is said of everything at a plant."""
UNSAID = "unsaid"
"""Scope of a start that a company tells without saying what starts where."""
DOUBT = 0.4
"""A row less sure than this moves nothing until another article says the same, or a person accepts it."""
FARTHEST_SCENARIO = 2.0
"""Figures of one article that differ by this factor or more are no scenarios but a part and its whole: the whole counts."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Key:
    """What a value is of. For a start, whose value is the date, without unit, rate and period."""

    plant_id: str
    kind: str
    scope: str
    unit: str = ""
    per: str = ""
    period_start: date = date.min
    period_end: date = date.max

    @property
    def timeless(self) -> bool:
        """A number without rate and period: two of them need not be of one period."""
        return self.kind == "target" and self.period_start == date.min and not self.per


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One announcement of a target or start, resolved and corrected, as its article says it."""

    announcement_id: str
    key: Key
    plant: str
    """Display name."""
    unit: str | None
    """As said, for display."""
    value: Value
    prior: bool
    stated_at: date
    stated_by: StatedBy
    confidence: float = 1.0
    paragraph: tuple[str, int] | None = None
    boilerplate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One appearance of one revision of an article: where its statements come from."""

    article_id: str
    revision_id: str
    turn: int
    """1, 2, …: which text of the article this is; above 1 it was edited."""
    first_seen: datetime
    url_hash: str
    origin: str
    story: str
    """Group of copies."""
    known_at: datetime
    """`recorded_at` of the night that first compared it; tonight's where new."""
    fresh: bool
    """Not compared on an earlier night."""
    stirred: Literal["reextraction", "correction"] | None = None
    """Known before, but read again, corrected or resolved anew tonight: what differs now is told to nobody."""
    backlog: bool = False
    reader: str = ""
    """Extractor and version of its live reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one article revision says of one key."""

    key: Key
    plant: str
    unit: str | None
    value: Value
    stated_at: date
    stated_by: StatedBy
    announcement_id: str
    telling: Telling
    confidence: float = 1.0
    """That the row is read right, 0 to 1; 1 where a person has looked at it."""
    paragraph: tuple[str, int] | None = None
    """Site and fingerprint of a paragraph from the article's background, where older text is printed again."""
    boilerplate: bool = False
    """In a paragraph that stands under many articles of its site."""
    parts: tuple[Value, ...] = ()
    """The figures that make up the value, where the article gives several."""
    former: tuple[Value, ...] = ()
    """What the same text calls earlier plans of this key."""
    was: Value | None = None
    """What the same article said of this key before it was edited."""
    edited: bool = False
    reread: bool = False
    """Differs from the article's earlier text only because another reader read it."""

    @property
    def place(self) -> tuple[date, datetime, datetime, str, str]:
        """Where it stands in history: by date of saying, then by arrival."""
        t = self.telling
        return self.stated_at, t.known_at, t.first_seen, t.url_hash, t.revision_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What an article tells as an earlier plan that no longer holds."""

    key: Key
    value: Value
    announcement_id: str
    stated_at: date
    telling: Telling


def fold(rows: Sequence[Said], telling: Telling) -> list[Statement]:
    """One statement for each key and date of saying, in stable order; `prior` rows are left out."""
    groups: dict[tuple[Key, date, str], list[Said]] = {}
    for row in rows:
        if not row.prior:
            groups.setdefault((row.key, row.stated_at, _sort(row.value)), []).append(row)
    former: dict[Key, list[Value]] = {}
    for row in rows:
        if row.prior:
            former.setdefault(row.key, []).append(row.value)
    return [
        replace(_folded(group, telling), former=tuple(former.get(key, ())))
        for (key, _, _), group in sorted(groups.items())
    ]


def _sort(value: Value) -> str:
    """Done and planned starts of one article are two statements."""
    return "done" if isinstance(value, Span) and value.done else ""


def remembered(rows: Iterable[Said], telling: Telling) -> list[Remembered]:
    """The `prior` rows of an article."""
    return [
        Remembered(
            key=row.key,
            value=row.value,
            announcement_id=row.announcement_id,
            stated_at=row.stated_at,
            telling=telling,
        )
        for row in rows
        if row.prior
    ]


def _folded(rows: list[Said], telling: Telling) -> Statement:
    rows = sorted(rows, key=_rank)
    kept = _distinct_amounts(rows) if isinstance(rows[0].value, Amount) else _distinct_spans(rows)
    first = kept[0]
    return Statement(
        key=first.key,
        plant=first.plant,
        unit=first.unit,
        value=joined([row.value for row in kept]),
        parts=tuple(row.value for row in kept),
        stated_at=first.stated_at,
        stated_by=first.stated_by,
        announcement_id=first.announcement_id,
        telling=telling,
        confidence=min(row.confidence for row in kept),
        paragraph=first.paragraph,
        boilerplate=all(row.boilerplate for row in rows),
    )


def _exactness(value: Value) -> float:
    if isinstance(value, Amount):
        return value.ends - (0.5 if value.wording in ROUGH else 0.0)
    if value.first is None or value.last is None:
        return -1e9
    return -float((value.last - value.first).days)


def _rank(row: Said) -> tuple[float, str, float, str]:
    """The exact ones first; of equal ones the surest."""
    return -_exactness(row.value), str(row.value), -row.confidence, row.announcement_id


def _distinct_amounts(rows: list[Said]) -> list[Said]:
    """The exact ones first, without what they already say; what is left makes a range."""
    kept: list[tuple[Amount, Said]] = []
    for row in rows:
        amount = row.value
        if isinstance(amount, Amount) and amount.ends and not _told(amount, [a for a, _ in kept]):
            kept.append((amount, row))
    wholes = [row for _, row in _wholes(kept)] if kept else rows[:1]
    return [row for row in wholes if row.confidence >= DOUBT] or wholes


def _told(amount: Amount, kept: list[Amount]) -> bool:
    return any(_says(k, amount) or _within(amount, k) for k in kept)


def _says(told: Amount, amount: Amount) -> bool:
    sameness = relation(told, amount).sameness
    return sameness == "same" or (sameness == "vaguer" and told.ends == 2)


def _within(amount: Amount, outer: Amount) -> bool:
    """A figure inside a range that the same article gives ("80,000 to 100,000", "100,000")."""
    if outer.low is None or outer.high is None or outer.low == outer.high:
        return False
    return all(
        outer.low - tolerance(outer.low) <= end <= outer.high + tolerance(outer.high)
        for end in (amount.low, amount.high)
        if end is not None
    )


def _wholes(kept: list[tuple[Amount, Said]]) -> list[tuple[Amount, Said]]:
    most = max(_top(a) for a, _ in kept)
    return [(a, row) for a, row in kept if _top(a) * FARTHEST_SCENARIO > most] or kept[:1]


def _top(amount: Amount) -> float:
    return amount.high if amount.high is not None else amount.low or 0.0


def _distinct_spans(rows: list[Said]) -> list[Said]:
    """The most exact span; others that only say it vaguer are covered by it, those that contradict widen it."""
    kept, span = rows[:1], rows[0].value
    for row in rows[1:]:
        if relation(span, row.value).sameness == "changed":
            kept.append(row)
            span = joined([span, row.value])
    return kept
