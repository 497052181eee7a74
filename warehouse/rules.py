"""Which changes a rule wants told: pure, no SQL, no clock.

Rule + Told (the change, its plant's labels, the value this rule told last) → Verdict
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

MOVED_IN_TIME = frozenset({"postponed", "advanced"})
Change = Mapping[str, Any]
"""A row of `queries/change_facts.sql`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One `[[rule]]` of alerts.toml. Lists are case-folded and empty where everything is wanted."""

    name: str
    """Stands for the rule in the message key and for "the value this rule told last"."""
    channel: str
    about: str = "changes"
    """changes | stale (targets not said again for months) | overdue (starts whose date has passed)."""
    plants: frozenset[str] = frozenset()
    companies: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    """ISO 3166 alpha-2, lower case."""
    kinds: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    directions: frozenset[str] = frozenset()
    min_change: float | None = None
    """In the change's own unit, on the end that moved."""
    min_percent: float | None = None
    min_days: float | None = None
    """For what moves in time: postponed, advanced and start dates."""
    digest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What a plant answers to, case-folded: names and ids of its own, of its owners, and its country."""

    plant: frozenset[str]
    company: frozenset[str]
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value as a target or a start has it; `start` also holds a target's first day."""

    low: float | None = None
    high: float | None = None
    start: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """How far a value moved; None where that cannot be measured."""

    change: float | None = None
    percent: float | None = None
    days: int | None = None


def wants(rule: Rule, change: Change, labels: Labels) -> bool:
    """Whether the rule is about this change at all, thresholds aside."""
    return (
        _meets(rule.plants, labels.plant)
        and _meets(rule.companies, labels.company | labels.plant)
        and _meets(rule.countries, {labels.country or ""})
        and _meets(rule.kinds, {change["kind"]})
        and _meets(rule.scopes, {fold(change["scope"])})
        and _meets(rule.directions, {change["direction"]})
    )


def _meets(wanted: frozenset[str], offered: frozenset[str] | set[str]) -> bool:
    return not wanted or not wanted.isdisjoint(offered)


def fold(name: str) -> str:
    """A name as names are compared: without case, with single spaces."""
    return " ".join(name.casefold().split())


def old_value(change: Change) -> Value:
    """The value before the change."""
    return Value(low=change["from_low"], high=change["from_high"], start=_start(change, "from"))


def new_value(change: Change) -> Value:
    """The value after the change."""
    return Value(low=change["to_low"], high=change["to_high"], start=_start(change, "to"))


def _start(change: Change, side: str) -> date | None:
    begins: date | None = change[f"{side}_start"] or change[f"{side}_period_start"]
    return begins


def distance(old: Value, new: Value) -> Distance:
    """The larger move of the ends that both values have; days between the starts."""
    ends = [
        (a, b)
        for a, b in ((old.low, new.low), (old.high, new.high))
        if a is not None and b is not None
    ]
    days = abs((new.start - old.start).days) if old.start and new.start else None
    return Distance(
        change=max((abs(b - a) for a, b in ends), default=None),
        percent=max((abs(b - a) / abs(a) * 100 for a, b in ends if a), default=None),
        days=days,
    )


def too_small(rule: Rule, change: Change, told: Value) -> str | None:
    """Why the change is below the rule's thresholds, measured from the value told last; None where it is not.

    A move that cannot be measured (another end than before) is told.
    """
    moved = distance(told, new_value(change))
    if change["kind"] == "start" or change["direction"] in MOVED_IN_TIME:
        return _below(moved.days, rule.min_days, "days")
    return _below(moved.change, rule.min_change, change["unit"] or "") or _below(
        moved.percent, rule.min_percent, "%"
    )


def _below(moved: float | None, least: float | None, unit: str) -> str | None:
    if moved is None or least is None or moved >= least * (1 - 1e-9):
        return None
    return f"moved {moved:g} {unit} since last told, rule asks for {least:g}"
