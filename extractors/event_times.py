"""The days of a start or stop: one stretch, several days, or a plan beside the date that it replaced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from extractors.event_words import EACH_AND, OLD_DATE, UNTIL_WORDS, WHILE_UNITS
from extractors.lexicon.pause_lengths import pause_length
from extractors.scenes import Scene

LONGEST = 1000
"""Characters of a sentence in which the length of a pause is looked for."""
FAR_BEHIND = 14
"""Words; a date stands no further behind the word that postpones it."""
SOON = 45
"""Days; what is told in the present and lies further back than this is rather to come."""

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
    at = scene.index(period.time_start)
    before = [t.lower for t in scene.tokens[max(0, at - 4) : at]]
    if before and (before[-1] in OLD_DATE or " ".join(before[-2:]) in OLD_DATE):
        return True
    if " ".join(before[-3:]) in OLD_DATE:
        return True
    return period.role in {"from", "in"} and _is_moved_from(
        scene, n, period, scene.index(period.start)
    )


def _is_moved_from(scene: Scene, n: int, period: Any, at: int) -> bool:
    """The first of two times after a word of postponing: "moved from 2025 to 2028", «сдвинули с мая на июнь»."""
    if n + 1 >= len(scene.times) or scene.tokens[at].lower not in {"from", "с", "со"}:
        return False
    other = scene.times[n + 1]
    gap = scene.index(other.start) - scene.index(period.end - 1)
    moved = any(c.tag == "postpone" and 0 <= at - c.last <= FAR_BEHIND for c in scene.cues)
    return moved and gap <= 3 and other.first is not None


def own_times(scene: Scene) -> list[Any]:
    """The times that things happen in; a weekday told beside its date says nothing more."""
    dated = [scene.index(p.start) for p in scene.times if p.grain == "day" and p.rule != "weekday"]
    return [
        p
        for p in scene.times
        if not p.weak
        if p.rule != "weekday" or not any(-4 < at - scene.index(p.start) < 8 for at in dated)
    ]


def best_days(period: Any, mood: str, published: date | None) -> Days:
    """The days of a time that may lie behind or ahead: by the tense, else what is nearest to `published`."""
    either = [d for d in (period.done, period.planned) if d and d[0]]
    if published is None or not either or period.first is None:
        return (period.first, period.last)
    within = [d for d in either if d[0] <= published <= d[1]]
    if within:
        return within[0]  # type: ignore[no-any-return]
    if mood in {"future", "can"}:
        return period.planned or either[0]  # type: ignore[no-any-return]
    if mood == "past":
        return period.done or either[0]  # type: ignore[no-any-return]
    if mood == "present" and period.done and period.planned:
        fresh = (published - period.done[1]).days <= SOON
        return period.done if fresh else period.planned  # type: ignore[no-any-return]
    return min(either, key=lambda d: min(abs((e - published).days) for e in d))  # type: ignore[no-any-return]


def days_of_stop(scene: Scene, period: Any, days: Days) -> list[When]:
    """The days of a stop whose nearest time, `period`, is `days`."""
    first, last = days
    if first is None:
        return [When(first, last)]
    until = _is_until(scene, period) if period.grain == "day" else _is_end_of(scene, period)
    if until:
        begun = _begun(scene, period, last)
        return [When(begun or last, last, open=begun is None)]
    if period.grain not in {"day", "weekday"}:
        return [When(first, last)]
    end = _end(scene, period, first)
    if end is not None:
        return [When(first, end)]
    return [When(a, b) for a, b in _several(scene, period, first)]


def _is_until(scene: Scene, period: Any) -> bool:
    if period.role == "until":
        return True
    to = scene.tokens[scene.index(period.start)].lower in UNTIL_WORDS
    return to and any(p.role in {"from", "since"} and p.start < period.start for p in scene.times)


def _begun(scene: Scene, period: Any, last: date | None) -> date | None:
    """The day from which something lasts until `period`, told beside it."""
    for other in scene.times:
        if other is period or other.grain != "day" or other.role not in {"from", "since", "in"}:
            continue
        either = [
            d[0] for d in (other.planned, other.done, (other.first, other.last)) if d and d[0]
        ]
        before = [d for d in either if last and d < last]
        if before and _beside(scene, other, period):
            return max(before)  # type: ignore[no-any-return]
    return None


def _beside(scene: Scene, a: Any, b: Any) -> bool:
    i, j = sorted((a, b), key=lambda p: p.start)
    return scene.apart(scene.index(i.end - 1), scene.index(j.start)) < 6


def _end(scene: Scene, period: Any, first: date) -> date | None:
    """The last day of what begins on `first`: a second date, or so many weeks."""
    at = scene.index(period.end - 1)
    for other in scene.times:
        begins = scene.index(other.start)
        whole = other.grain != "day" and not _is_end_of(scene, other)
        if other is period or begins <= at or whole:
            continue
        until = other.role == "until" or scene.tokens[begins].lower in UNTIL_WORDS
        either = [
            d[1] for d in (other.done, other.planned, (other.first, other.last)) if d and d[1]
        ]
        after = [d for d in either if first < d]
        if until and after and scene.apart(at, begins) < 6:
            return min(after)  # type: ignore[no-any-return]
    length = _length(scene)
    return _later(first, *length) if length else None


def _is_end_of(scene: Scene, period: Any) -> bool:
    """ "until the end of the year", «до конца месяца»."""
    words = [t.lower for t in scene.tokens[scene.index(period.start) : scene.index(period.end - 1)]]
    return period.role == "until" and bool({"end", "конца"} & set(words))


def _length(scene: Scene) -> tuple[int, str] | None:
    told = next((p.length for p in scene.periods if p.role == "for" and p.length), None)
    if told:
        return (int(told[0]), str(told[1]))
    for token, unit in zip(scene.tokens, scene.tokens[1:], strict=False):
        if token.lower == "на" and unit.lower in WHILE_UNITS:
            return WHILE_UNITS[unit.lower]
    return pause_length(scene.text[scene.sentence.start : scene.sentence.end][:LONGEST])


def _later(first: date, count: int, what: str) -> date:
    """The last day of so many days, weeks or months that begin on `first`."""
    if what == "month":
        month = first.month - 1 + count
        return date(first.year + month // 12, month % 12 + 1, min(first.day, 28)) - timedelta(
            days=1
        )
    return first + timedelta(days=count * {"day": 1, "week": 7, "year": 365}.get(what, 1) - 1)


def _several(scene: Scene, period: Any, first: date) -> list[tuple[date, date]]:
    """ "on September 7 and 9" is two days, "on April 7 and on April 14" too; «16 и 17 ноября» is one stretch."""
    days = {first}
    days |= set(_bare_days(scene, period, first))
    for other in scene.times:
        joined = _joined_days(scene, period, other)
        if joined and (more := _near_to(other, first)):
            days.add(more)
    return _stretches(sorted(days))


def _near_to(period: Any, day: date) -> date | None:
    either = [
        d[0] for d in (period.done, period.planned, (period.first, period.last)) if d and d[0]
    ]
    return min(either, key=lambda d: abs((d - day).days), default=None)


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
    return words[at].isdigit() and after in {
        ".",
        ",",
        "and",
        ")",
        ";",
        "because",
        "as",
        "to",
        "due",
    }


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
