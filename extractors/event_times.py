"""The days of a start or stop: one stretch, several days, or a plan beside the date that it replaced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from extractors.events import Event
from extractors.event_words import EACH_AND, OLD_DATE, UNTIL_WORDS, WHILE_UNITS
from extractors.scenes import Scene

Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class When:
    """One stretch of days of an event; `old` where the text tells it as a plan that no longer holds."""

    first: date | None
    last: date | None
    old: bool = False
    open: bool = False
    """Only the end is told ("closed until April 15")."""


def old_dates(scene: Scene) -> list[Any]:
    """The times of a sentence that it tells as given up: "instead of 2025", "slipped from 2024 to", «а не в июне»."""
    return [p for n, p in enumerate(scene.times) if _is_old(scene, n, p)]


def _is_old(scene: Scene, n: int, period: Any) -> bool:
    at = scene.index(period.start)
    before = [t.lower for t in scene.tokens[max(0, at - 4) : at]]
    if before and (before[-1] in OLD_DATE or " ".join(before[-2:]) in OLD_DATE):
        return True
    if " ".join(before[-3:]) in OLD_DATE:
        return True
    return period.role in {"from", "in"} and _is_moved_from(scene, n, period, at)


def _is_moved_from(scene: Scene, n: int, period: Any, at: int) -> bool:
    """The first of two times after a word of postponing: "moved from 2025 to 2028", «сдвинули с мая на июнь»."""
    if n + 1 >= len(scene.times) or scene.tokens[at].lower not in {"from", "с", "со"}:
        return False
    other = scene.times[n + 1]
    gap = scene.index(other.start) - scene.index(period.end - 1)
    moved = any(c.tag == "postpone" and 0 <= at - c.last <= 8 for c in scene.cues)
    return moved and gap <= 3 and other.first is not None


def days_of(scene: Scene, event: Event, period: Any, *, done: bool) -> list[When]:
    """The days of an event whose nearest time is `period`."""
    first, last = period.resolve(done=done)
    if first is None:
        return [When(first, last)]
    if event.kind == "start":
        return [When(first, last)]
    if period.grain not in {"day", "weekday"}:
        return [When(first, last)]
    if period.role == "until" or _is_until(scene, period):
        begun = _begun(scene, period, last, done=done)
        return [When(begun, last, open=begun is None)]
    end = _end(scene, period, first)
    if end is not None:
        return [When(first, end)]
    return [When(a, b) for a, b in _several(scene, period, first, done=done)]


def _is_until(scene: Scene, period: Any) -> bool:
    return scene.tokens[scene.index(period.start)].lower in UNTIL_WORDS and period.role != "in"


def _begun(scene: Scene, period: Any, last: date | None, *, done: bool) -> date | None:
    """The day from which something lasts until `period`, told beside it."""
    for other in scene.times:
        if other is not period and other.grain == "day" and other.role in {"from", "since", "in"}:
            first = other.resolve(done=done)[0]
            if first and last and first < last and _beside(scene, other, period):
                return first
    return None


def _beside(scene: Scene, a: Any, b: Any) -> bool:
    i, j = sorted((a, b), key=lambda p: p.start)
    return scene.apart(scene.index(i.end - 1), scene.index(j.start)) < 6


def _end(scene: Scene, period: Any, first: date) -> date | None:
    """The last day of what begins on `first`: a second date, or so many weeks."""
    at = scene.index(period.end - 1)
    for other in scene.times:
        begins = scene.index(other.start)
        if other is period or begins <= at or other.grain != "day":
            continue
        until = other.role == "until" or scene.tokens[begins].lower in UNTIL_WORDS
        last = other.resolve(done=False)[1]
        if until and last and first < last and scene.apart(at, begins) < 6:
            return last
    length = _length(scene)
    return _later(first, *length) if length else None


def _length(scene: Scene) -> tuple[int, str] | None:
    told = next((p.length for p in scene.periods if p.role == "for" and p.length), None)
    if told:
        return (int(told[0]), str(told[1]))
    for token, unit in zip(scene.tokens, scene.tokens[1:], strict=False):
        if token.lower == "на" and unit.lower in WHILE_UNITS:
            return WHILE_UNITS[unit.lower]
    return None


def _later(first: date, count: int, what: str) -> date:
    """The last day of so many days, weeks or months that begin on `first`."""
    if what == "month":
        month = first.month - 1 + count
        return date(first.year + month // 12, month % 12 + 1, min(first.day, 28)) - timedelta(
            days=1
        )
    return first + timedelta(days=count * {"day": 1, "week": 7, "year": 365}.get(what, 1) - 1)


def _several(scene: Scene, period: Any, first: date, *, done: bool) -> list[tuple[date, date]]:
    """ "on September 7 and 9" is two days, "on April 7 and on April 14" too; «16 и 17 ноября» is one stretch."""
    days = {first}
    days |= {d for d in _bare_days(scene, period, first)}
    for other in scene.times:
        joined = _joined_days(scene, period, other)
        if joined and (more := other.resolve(done=done)[0]):
            days.add(more)
    return _stretches(sorted(days))


def _bare_days(scene: Scene, period: Any, first: date) -> list[date]:
    a, b = scene.index(period.start), scene.index(period.end - 1)
    words = [t.lower for t in scene.tokens]
    found = []
    if b + 2 < len(words) and words[b + 1] in EACH_AND and _is_last(words, b + 2):
        found.append(words[b + 2])
    digits = next((n for n in range(a, b + 1) if words[n].isdigit()), a)
    if digits >= 2 and words[digits - 1] in EACH_AND and words[digits].isdigit():
        found.append(words[digits - 2])
    return [d for w in found if (d := _day_of(first, w)) and d != first]


def _is_last(words: Sequence[str], at: int) -> bool:
    """A bare number that is followed by no noun of its own."""
    after = words[at + 1] if at + 1 < len(words) else "."
    return words[at].isdigit() and after in {".", ",", "and", ")", ";", "because", "as", "to", "due"}


def _day_of(first: date, word: str) -> date | None:
    if not word.isdigit() or not 1 <= int(word) <= 31:
        return None
    try:
        return first.replace(day=int(word))
    except ValueError:
        return None


def _joined_days(scene: Scene, period: Any, other: Any) -> bool:
    if other is period or other.grain != "day" or other.role in {"until", "since", "by"}:
        return False
    i, j = sorted((period, other), key=lambda p: p.start)
    gap = [t.lower for t in scene.tokens[scene.index(i.end - 1) + 1 : scene.index(j.start)]]
    return gap in (["and"], ["и"], [","], ["and", "again"], ["and", "on"])


def _stretches(days: Sequence[date]) -> list[tuple[date, date]]:
    found: list[tuple[date, date]] = []
    for day in days:
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found
