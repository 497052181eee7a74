"""Which period a statement is about: that of its own clause, else the one carried over from what was said before."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from extractors.lexicon import words
from extractors.scenes import Scene


def _since(scene: Scene, period: Any) -> Any:
    """ "since it was opened in 2010" reaches to today; "compared with 2015" begins nothing."""
    at = scene.index(period.start)
    before = [t.lower for t in scene.tokens[max(0, at - 8) : at]]
    if period.role == "from" and "сравнению" in before[-3:]:
        return replace(period, role="in")
    if "," not in before and ("since" in before or ("момента" in before and "с" in before)):
        return replace(period, role="since")
    return period


_RECORDS = words(
    "highest lowest best worst largest biggest smallest weakest strongest fewest steepest sharpest fastest slowest most record time "
    "максимум минимум максимума минимума рекорд впервые максимальный минимальный максимального минимального высокий низкий лучший худший"
)
_RECORD_WORDS = 4


def _is_of_a_record(scene: Scene, period: Any) -> bool:
    """ "the highest level since 1979", «впервые с 2014 года»: how long there was nothing like it, not when it is."""
    if period.role not in {"since", "from"} or not period.first:
        return False
    at = scene.index(period.start)
    before = [t.lower for t in scene.tokens[max(0, at - _RECORD_WORDS) : at]]
    if "," in before:
        before = before[len(before) - before[::-1].index(",") :]
    return not _RECORDS.isdisjoint(before)


_COMPARED = (("по", "сравнению", "с"), ("в", "сравнении", "с"), ("по", "отношению", "к"), ("относительно",), ("compared", "with"), ("compared", "to"))  # fmt: skip
_PREVIOUS = ("предыдущ", "прошл")


def _is_compared_with(scene: Scene, period: Any) -> bool:
    """ "up 8.4% compared with 2020", «к предыдущему году»: no figure is of that time, unless it follows."""
    first, last = scene.index(period.time_start), scene.index(period.end - 1)
    before = tuple(t.lower for t in scene.tokens[max(0, first - 3) : first])
    named = scene.tokens[first].lower.startswith(_PREVIOUS) and before[-1:] in {("к",), ("ко",)}
    if not named and not any(before[-len(words) :] == words for words in _COMPARED):
        return False
    after = scene.tokens[last + 1 : last + 4]
    return not any(t.lower[0].isdigit() or t.lower == "(" for t in after[:2])


_WEEKS = 9
"""Tokens before a day in which "the weeks of" may stand."""


def _as_week(scene: Scene, period: Any) -> Any:
    """ "in the week of December 18", "down the weeks of April 17 and May 22": Monday to Sunday."""
    at = scene.index(period.time_start)
    before = [t.lower for t in scene.tokens[max(0, at - _WEEKS) : at]]
    several = before[-1:] in (["and"], [","]) and ["weeks", "of"] in [
        before[n : n + 2] for n in range(len(before))
    ]
    if period.grain != "day" or not (before[-2:] in (["week", "of"], ["weeks", "of"]) or several):
        return period

    def week(days: Any) -> Any:
        monday = days[0] - timedelta(days=days[0].weekday()) if days and days[0] else None
        return (monday, monday + timedelta(days=6)) if monday else days

    first, last = week((period.first, period.last))
    return replace(
        period,
        first=first,
        last=last,
        grain="week",
        done=week(period.done),
        planned=week(period.planned),
    )


DASHES = frozenset({"—", "–", "-", ":"})
FRAME_COST = 2.6
"""A year or so that opens a sentence holds for all of it, and is never further off than this."""
_BROAD = frozenset({"year", "half", "quarter", "month", "span", "season"})


def times_of(scene: Scene) -> list[Any]:
    """The periods of a sentence that things happen in: not the day of the saying, not the dateline.

    Months and days without a year fall into the year that opens the sentence ("For the whole of 2022, … in March").
    """
    dated = [p for p in scene.periods if p.first or p.role == "earlier"]
    found = [
        _as_week(scene, _since(scene, p))
        for p in dated
        if not (_is_saying(scene, p) or _is_dateline(scene, p) or _is_of_a_record(scene, p))
    ]
    if len(found) > 1:
        found = [p for p in found if not _is_compared_with(scene, p)]
    frame = frame_of(scene, found)
    if frame is None or frame.grain != "year" or frame.relative:
        return found
    return [p if p is frame else _in_year(p, frame.first.year) for p in found]


def frame_of(scene: Scene, periods: Sequence[Any]) -> Any | None:
    """The period that opens the sentence, if it is broad."""
    first = next(iter(periods), None)
    if first is None or first.grain not in _BROAD or first.role not in {"in", "by"}:
        return None
    return first if scene.index(first.start) <= 3 and first.first else None


def _in_year(period: Any, year: int) -> Any:
    telling = period.relative and period.rule in {
        "months",
        "month",
        "date",
        "span",
        "half-year",
        "quarter",
    }
    if not telling or not period.first or not period.last or period.role == "earlier":
        return period
    by = year - period.first.year
    first, last = years_on(period.first, by), years_on(period.last, by)
    return replace(period, first=first, last=last, done=(first, last), planned=(first, last))


def years_on(day: date, years: int) -> date:
    """The same day of another year; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def earlier(
    reference: tuple[date | None, date | None], length: tuple[int, str] | None
) -> tuple[date, date] | None:
    """The period that lies so much before `reference`: "January-May (a year earlier …)" is that January-May."""
    first, last = reference
    if first is None or last is None or length is None:
        return None
    count, what = length
    if what == "year":
        whole_month = (last + timedelta(days=1)).day == 1
        shifted = (
            years_on(last + timedelta(days=1), -count) - timedelta(days=1)
            if whole_month
            else years_on(last, -count)
        )
        return years_on(first, -count), shifted
    return None


def _is_saying(scene: Scene, period: Any) -> bool:
    if period.grain not in {"day", "week", "month"} or period.role in {
        "from",
        "until",
        "by",
        "since",
    }:
        return False
    first, last = scene.index(period.start), scene.index(period.end - 1)
    says = [c for c in scene.cues if c.tag == "say"]
    follower = scene.tokens[last + 1].lower if last + 1 < len(scene.tokens) else ""
    if (period.grain == "day" and follower == "that") or (
        first <= 1 and any(0 < c.first - last <= 3 for c in says)
    ):
        return True
    return (
        any(0 <= first - c.last <= 2 or (0 < c.first - last <= 1) for c in says)
        and period.grain == "day"
    ) or any(0 < first - c.last <= 2 and scene.apart(c.last, first) < 1 for c in says)


def _is_dateline(scene: Scene, period: Any) -> bool:
    """ "MOSCOW, Nov 16 (Agency) - …": a day near the start, before the dash or bracket that ends the dateline."""
    if period.grain != "day" or scene.index(period.start) > 6:
        return False
    after = scene.index(period.end - 1) + 1
    return any(t.lower in {"-", "–", "—", "/", "("} for t in scene.tokens[after : after + 2])


_ANNUAL = re.compile(
    r"\b(?:full[- ]year|annual (?:target|plan|goal|forecast)|(?:close|end|finish) the year|годов(?:ой|ую|ая|ого) (?:план|программ|прогноз|цел)\w*|"
    r"(?:завершить|закончить|закрыть) год|(?:за|на|по) (?:весь )?год[у]?\b(?!\s*\d)|по итогам года)",
    re.IGNORECASE,
)
_SHORT = frozenset({"day", "week", "month", "season"})


_WEAK_COMPARISONS = frozenset({"с", "со", "после", "было", "after", "than"})


def is_across_comparison(scene: Scene, j: int, period: Any) -> bool:
    """Whether "against 40" or "from 40" stands between token `j` and a later period: it dates what is compared."""
    first = scene.index(period.start)
    return any(j < c.first and c.last < first for c in _comparisons(scene))


def is_compared(scene: Scene, i: int) -> bool:
    """Whether the figure at token `i` is what another is compared with."""
    return any(0 < i - c.last <= 3 for c in _comparisons(scene))


def _comparisons(scene: Scene) -> list[Any]:
    """ "against", "from", "compared with" that a figure follows."""
    return [
        c
        for c in scene.cues
        if c.tag == "compare"
        and scene.tokens[c.first].lower not in _WEAK_COMPARISONS
        and any(0 < a - c.last <= 3 for a, _ in scene.spots)
    ]


def is_time_of_planning(scene: Scene, period: Any) -> bool:
    """ "in January they still reckoned with", «весной завод планировал»: when an old plan was made, and not for when."""
    if not _may_date_a_plan(period):
        return False
    lasts = [scene.index(p.end - 1) for p in scene.times if _may_date_a_plan(p)]
    plans = [c for c in scene.cues if c.tag in {"plan.past", "earlier", "say", "plan"}]
    return any(0 < c.first - k <= 5 and scene.apart(k, c.first) < 3 for c in plans for k in lasts)


def _may_date_a_plan(period: Any) -> bool:
    return period.grain in {"day", "week", "month", "season", "span"} and period.role == "in"
