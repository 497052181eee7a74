"""What an event claims: a start or stop, planned or done, when and whose; or why it claims nothing."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from extractors.claims import Claim
from extractors.context import Context
from extractors.events import Event
from extractors.model import Status
from extractors.scenes import Scene
from extractors.times import nearest_time
from extractors.whose import together, whose

NEAR = 6.0
FURTHER = 11.0
"""How far off the only time of a sentence may stand."""
SOON = 45
"""Days; a day of the present tense further back than this is rather one to come."""
TOP_LINES = 6
"""A thing done without a time is news of the day only near the top of an article."""


def event_claims(scene: Scene, event: Event, context: Context) -> list[Claim] | str:
    """The claims of one event (a shifted date makes two), or the reason of refusal."""
    period, cost = nearest_time(scene, event.first, event.last, scene.times, _unsuited)
    if cost > NEAR and not (cost < FURTHER and len(scene.times) == 1):
        period = None
    producer, far = whose(scene, context.who, event.first, event.last)
    if producer is None:
        return "no producer"
    if period is None:
        return _undated(scene, event, context, producer, far)
    planned = (
        context.is_ahead(period)
        or event.prior
        or event.mood in {"future", "can"}
        or _is_scheduled(event, period, context)
    )
    prior = event.prior or (context.is_past(period) and event.mood == "future")
    first, last = _span(scene, event, period, done=not planned)
    context.pending = None
    return [
        Claim(
            kind=event.kind,
            producer=one,
            first=first,
            last=last,
            status="planned" if planned else "done",
            prior=prior,
            rules=(event.why,),
            period_cost=cost,
            who_cost=far,
        )
        for one in together(scene, context.who, producer)
    ]


def _is_scheduled(event: Event, period: Any, context: Context) -> bool:
    """ "Holden ends production on 20 October", written in February: the present of a timetable."""
    if (
        event.mood != "present"
        or period.planned is None
        or period.done is None
        or context.published is None
    ):
        return False
    behind: int = (context.published - period.done[1]).days
    ahead: int = (period.planned[0] - context.published).days
    return behind > SOON and ahead < behind


def lasting_claims(scene: Scene, context: Context) -> list[Claim] | str:
    """A stop told without a time, dated by a later sentence: "It will last from July 22 to August 6"."""
    pending = context.pending
    lasts = [c for c in scene.cues if c.tag == "lasts"]
    times = [p for p in scene.times if p.first and p.role != "until"]
    if pending is None or not lasts or not times:
        return "nothing that lasts"
    context.pending = None
    ahead = any(c.tag == "will" or c.tag.endswith(".fut") for c in scene.cues)
    first, last = times[0].resolve(done=pending.status == "done" and not ahead)
    return [replace(pending, first=first, last=last, rules=(*pending.rules, "dated later"))]


def _span(
    scene: Scene, event: Event, period: Any, *, done: bool
) -> tuple[date | None, date | None]:
    """First and last day of an event; a stop lasts as long as the sentence says ("for two weeks from Monday")."""
    first, last = period.resolve(done=done)
    if event.kind == "start" or first is None:
        return first, last
    begins = next(
        (p for p in scene.periods if p.role == "from" and p.first and p is not period), None
    )
    if (
        begins is not None
        and last
        and begins.resolve(done=done)[0]
        and begins.resolve(done=done)[0] < last
    ):
        return begins.resolve(done=done)[0], last
    if period.grain == "day" and period.role not in {"until", "by"}:
        lasting = next((p for p in scene.periods if p.role == "for" and p.length), None)
        until = next(
            (p for p in scene.periods if p.role == "until" and p is not period and p.first), None
        )
        if lasting is not None:
            return first, _later(first, *lasting.length)
        if (
            until is not None
            and until.resolve(done=False)[1]
            and until.resolve(done=False)[1] > first
        ):
            return first, until.resolve(done=False)[1]
    return first, last


def _later(first: date, count: int, what: str) -> date:
    """The last day of so many days, weeks or months that begin on `first`."""
    if what == "month":
        month = first.month - 1 + count
        return date(first.year + month // 12, month % 12 + 1, min(first.day, 28)) - timedelta(
            days=1
        )
    return first + timedelta(days=count * {"day": 1, "week": 7, "year": 365}.get(what, 1) - 1)


def _unsuited(period: Any) -> float:
    return 0.5 if period.role in {"until", "by"} else 0.0


def _undated(
    scene: Scene, event: Event, context: Context, producer: Any, far: float
) -> list[Claim] | str:
    """A plan to start without a time has no period; a start that has just happened has the day of the article."""
    done = event.mood in {"past", "present"}
    status: Status = "done" if done else "planned"
    day = context.published if done else None
    claim = Claim(
        kind=event.kind,
        producer=producer,
        first=day,
        last=day,
        status=status,
        rules=(event.why, "undated"),
        head_cost=3,
        who_cost=far,
    )
    if event.kind == "stop":
        context.pending = claim
    if event.needs_time or event.mood in {"open", "can"} or event.prior:
        return "event without a time"
    if scene.sentence.line > (TOP_LINES if done else 3 * TOP_LINES):
        return "event without a time, far from the top"
    return [claim]
