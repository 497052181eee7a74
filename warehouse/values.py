"""Values of a target and how a new one stands to an old one.

    relation(old, new) → same | vaguer | finer | apart | changed(direction, size, percent)

An amount has a low and a high end, either may be missing ("up to", "at least"); a date of start is a calendar
span, as exact as it was said. Only `changed` may become a change: the two differ on an end that both give.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

Direction = Literal["raised", "lowered", "narrowed", "widened", "postponed", "advanced"]
Sameness = Literal["same", "vaguer", "finer", "apart", "changed"]

ROUGH = frozenset({"about", "almost", "nearly", "around", "just under"})
"""Wordings that allow 5 % either way."""
CEILINGS = frozenset({"less than", "under", "below", "fewer than"})
"""Wordings of a ceiling that is no goal: "less than 30,000" says 28,000 vaguely."""
ROUGHLY = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """How many: `low` and `high` inclusive, None where that end is open."""

    low: float | None
    high: float | None
    wording: str | None = field(default=None, compare=False)

    @property
    def ends(self) -> int:
        """How many ends it gives."""
        return (self.low is not None) + (self.high is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """When production starts: from `first` to `last`, None where no time was said; `done` once it has begun."""

    first: date | None
    last: date | None
    done: bool = False


Value = Amount | Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How a new value stands to an old one; direction and size only where `changed`."""

    sameness: Sameness
    direction: Direction | None = None
    size: float | None = None
    """New minus old on the end that moved; days for a start."""
    percent: float | None = None


SAME = Relation(sameness="same")
VAGUER = Relation(sameness="vaguer")
FINER = Relation(sameness="finer")
APART = Relation(sameness="apart")


def relation(old: Value, new: Value) -> Relation:
    """How `new` stands to `old`. Both are of one kind."""
    if isinstance(old, Amount) and isinstance(new, Amount):
        return _amounts(old, new)
    if isinstance(old, Span) and isinstance(new, Span):
        return _spans(old, new)
    raise TypeError(f"{old} and {new} cannot be compared")


def joined(values: Sequence[Value]) -> Value:
    """The range of all, at least one, in their order: "over 60" and "up to 80" give 60-80; two dates the time between."""
    first = values[0]
    for other in values[1:]:
        if isinstance(first, Amount) and isinstance(other, Amount):
            first = _range(first, other)
        elif isinstance(first, Span) and isinstance(other, Span):
            first = _hull(first, other)
    return first


def _range(one: Amount, other: Amount) -> Amount:
    lows = [a.low for a in (one, other) if a.low is not None]
    highs = [a.high for a in (one, other) if a.high is not None]
    return replace(one, low=min(lows, default=None), high=max([*highs, *lows]) if highs else None)


def _hull(one: Span, other: Span) -> Span:
    firsts = [s.first for s in (one, other) if s.first]
    lasts = [s.last for s in (one, other) if s.last]
    return replace(one, first=min(firsts), last=max(lasts))


def tolerance(figure: float, wording: str | None = None) -> float:
    """How far another figure may be from this one and still say the same; the limit itself is outside.

    "About" allows 5 %. Else half a unit of the last digit stated: 38,000 ± 500, 325,000 ± 500, 1,200,000 ± 50,000.
    A figure with one digit (100,000) does not say how round it is: 1 % of it at most.
    """
    figure = abs(figure)
    if wording in ROUGH:
        return ROUGHLY * figure * 1.000001  # the 5 % themselves are inside
    digits, exponent = _digits(figure)
    if len(digits) > 1:
        return 0.5 * 10.0**exponent
    return min(0.05 * 10.0**exponent, 0.01 * figure)


def _digits(figure: float) -> tuple[str, int]:
    """38000 → ("38", 3): the digits that are stated and the power of ten of the last one."""
    mantissa, _, exponent = f"{figure:.12e}".partition("e")
    digits = mantissa.replace(".", "").rstrip("0") or "0"
    return digits, int(exponent) - len(digits) + 1


def _step(old: float | None, new: float | None, old_word: str | None, new_word: str | None) -> int:
    """-1, 0 or 1: whether this end moved; 0 too where one of them does not give it."""
    if old is None or new is None:
        return 0
    if abs(new - old) < max(tolerance(old, old_word), tolerance(new, new_word)):
        return 0
    return (new > old) - (new < old)


def _amounts(old: Amount, new: Amount) -> Relation:
    low = _step(old.low, new.low, old.wording, new.wording)
    high = _step(old.high, new.high, old.wording, new.wording)
    if _common(old, new) == 0:
        return _no_common_end(old, new)
    if _is_vaguer(old, new, low, high):
        return VAGUER
    if low == high == 0:
        return FINER if new.ends > old.ends else SAME
    return _changed(old, new, low, high)


def _common(old: Amount, new: Amount) -> int:
    return (old.low is not None and new.low is not None) + (
        old.high is not None and new.high is not None
    )


def _no_common_end(old: Amount, new: Amount) -> Relation:
    """ "Over 60" after "up to 80" goes with it; "over 90" does not, but no end moved that both give."""
    floor, ceiling = (new.low, old.high) if new.low is not None else (old.low, new.high)
    if floor is None or ceiling is None:
        return VAGUER
    return APART if _step(ceiling, floor, None, None) > 0 else VAGUER


def _is_vaguer(old: Amount, new: Amount, low: int, high: int) -> bool:
    """A bound that still holds of what was said more exactly: over 300,000 after 325,000."""
    if old.ends < 2 or new.ends == 2:
        return False
    if new.high is None:
        return low <= 0
    return high == 0 or (high > 0 and new.wording in CEILINGS)


def _changed(old: Amount, new: Amount, low: int, high: int) -> Relation:
    directions: dict[tuple[int, int], Direction] = {
        (1, 0): "narrowed",
        (0, 1): "widened",
        (-1, 0): "widened",
        (0, -1): "narrowed",
        (1, -1): "narrowed",
        (-1, 1): "widened",
    }
    if old.ends < 2 or new.ends < 2 or low == high:
        direction: Direction = "raised" if low + high > 0 else "lowered"
    else:
        direction = directions[low, high]
    before, after = (old.high, new.high) if high else (old.low, new.low)
    size = (after or 0.0) - (before or 0.0)
    percent = round(100 * size / before, 2) if before else None
    return Relation(sameness="changed", direction=direction, size=size, percent=percent)


def _spans(old: Span, new: Span) -> Relation:
    """Dates are only as exact as said: a wider or overlapping span says no other date."""
    if new.first is None or new.last is None:
        return SAME if old.first is None else VAGUER
    if old.first is None or old.last is None:
        return FINER
    if (old.first, old.last) == (new.first, new.last):
        return SAME
    if new.first > old.last or new.last < old.first:
        later = new.first > old.last
        return Relation(
            sameness="changed",
            direction="postponed" if later else "advanced",
            size=float((new.first - old.first).days if later else (new.last - old.last).days),
        )
    if old.first <= new.first and new.last <= old.last:
        return FINER
    return VAGUER
