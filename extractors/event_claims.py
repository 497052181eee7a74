"""What an event claims: a start or stop, planned or done, when and whose; or why it claims nothing."""

from typing import Any

from extractors.claims import Claim
from extractors.context import Context
from extractors.events import Event
from extractors.scenes import Scene
from extractors.times import nearest_time, spoken_times
from extractors.whose import whose

NEAR = 6.0
TOP_LINES = 6
"""A thing done without a time is news of the day only near the top of an article."""


def event_claims(scene: Scene, event: Event, context: Context) -> list[Claim] | str:
    """The claims of one event (a shifted date makes two), or the reason of refusal."""
    period, cost = nearest_time(scene, event.first, event.last, spoken_times(scene), _unsuited)
    period = period if cost < NEAR else None
    producer, far = whose(scene, context.who, event.first, event.last)
    if producer is None:
        return "no producer"
    if period is None:
        return _undated(scene, event, context, producer, far)
    planned = context.is_ahead(period) or event.mood in {"future", "can"}
    prior = event.prior or (context.is_past(period) and event.mood == "future")
    first, last = period.resolve(done=not planned)
    return [
        Claim(
            kind=event.kind,
            producer=producer,
            first=first,
            last=last,
            status="planned" if planned else "done",
            prior=prior,
            rules=(event.why,),
            period_cost=cost,
            who_cost=far,
        )
    ]


def _unsuited(period: Any) -> float:
    return 0.5 if period.role in {"until", "by"} else 0.0


def _undated(
    scene: Scene, event: Event, context: Context, producer: Any, far: float
) -> list[Claim] | str:
    """A plan to start without a time has no period; a start that has just happened has the day of the article."""
    done = event.mood in {"past", "present"}
    if event.needs_time or event.kind == "stop" or event.mood in {"open", "can"} or event.prior:
        return "event without a time"
    if done and scene.sentence.line > TOP_LINES:
        return "event without a time, far from the top"
    day = context.published if done else None
    status = "done" if done else "planned"
    return [
        Claim(
            kind=event.kind,
            producer=producer,
            first=day,
            last=day,
            status=status,
            rules=(event.why, "undated"),
            head_cost=3,
            who_cost=far,
        )  # type: ignore[arg-type]
    ]
