"""What an event claims: a start or stop, planned or done, when and whose; or why it claims nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from extractors.claims import Claim
from extractors.context import Context, Told
from extractors.discourse import Producer
from extractors.event_times import When, best_days, closer, days_of, old_dates, own_times
from extractors.event_words import EVEN_THEN, LISTED
from extractors.events import Event
from extractors.model import Status
from extractors.scenes import Scene
from extractors.times import nearest_time
from extractors.whose import of_row, together, whose

NEAR = 6.0
FURTHER = 11.0
"""How far off the only time of a sentence may stand."""
STILL_TOLD = 700
"""Characters; so far back an event may stand that "X follows in May" repeats."""
CLOSE = 1.5
AFTER = frozenset({"after", "following", "после"})
TOP_LINES = 6
"""A thing done without a time is news of the day only near the top of an article."""


def event_claims(  # noqa: PLR0911 -- one return a reason of refusal
    scene: Scene, event: Event, context: Context, others: Sequence[Event] = ()
) -> list[Claim] | str:
    """The claims of one event (a shifted date makes two), or the reason of refusal."""
    old = old_dates(scene)
    times = [p for p in own_times(scene) if p not in old and not _is_time_of_planning(scene, p)]
    producer, far = _maker(scene, event, context)
    if producer is None:
        return "no producer"
    same = _of_kind(scene, event, context)
    if same is None:
        return "the same as what"
    event, (period, cost) = same, _time(scene, same, times)
    makers = together(scene, context.who, producer)
    given_up = _given_up(scene, event, old, others, makers, far)
    context.event = Told(scene.sentence.start, producer, event.kind)
    if event.kind == "stop" and _is_over(scene, event, period):
        return "a pause that is over"
    if period is not None and _is_of_another_plan(event, period, context):
        period = None
    if given_up and period is not None:
        event = replace(event, mood="future")
    if period is None:
        return given_up or _undated(scene, event, context, producer, far)
    dated = _dated(scene, event, context, others, closer(scene, period, times), makers, cost, far)
    if isinstance(dated, str):
        return dated
    if event.kind == "stop" and dated and not dated[0].prior:
        context.pending = (dated[0], scene.sentence.end)
    if scene.tokens[-1].lower == "?":
        return "asked"
    more = [*_paired(scene, dated, period, times, context), *_dashed(scene, dated, period, times)]
    return [*dated, *given_up, *more]


def is_of_a_time(scene: Scene, event: Event) -> bool:
    """ "the beginning of 2024" begins nothing."""
    start, end = scene.tokens[event.first].start, scene.tokens[event.last].end
    return any(p.start <= start and end <= p.end for p in scene.periods)


def _is_over(scene: Scene, event: Event, period: Any) -> bool:
    """ "a restart after a pause": the pause has no time of its own."""
    before = [t.lower for t in scene.tokens[max(0, event.first - 3) : event.first]]
    behind = bool(AFTER & set(before))
    return behind and (
        period is None or scene.between(event.first, event.last, *_spot(scene, period)) > CLOSE
    )


def _spot(scene: Scene, period: Any) -> tuple[int, int]:
    return scene.index(period.start), scene.index(period.end - 1)


def _is_of_another_plan(event: Event, period: Any, context: Context) -> bool:
    """ "has started production and plans to build 50 by the end of the year": what is done has no time to come."""
    _, last = period.resolve(done=False)
    today = context.published
    ahead = bool(today and last and last > today and period.role in {"by", "until"})
    return event.kind == "start" and event.mood == "past" and ahead and not event.prior


def _dashed(scene: Scene, dated: Sequence[Claim], period: Any, times: Sequence[Any]) -> list[Claim]:
    """The same with another date after a dash: «сборку начнём в феврале, сварку — во втором квартале»."""
    claims: list[Claim] = []
    for other in times:
        at = scene.index(other.start)
        if other.start <= period.start or scene.tokens[at - 1].lower not in {"—", "–", "-"}:
            continue
        if other.role in {"in", "by"} and dated and dated[0].kind == "start":
            planned = dated[0].status == "planned"
            first, last = other.resolve(done=not planned)
            claims.append(replace(dated[0], first=first, last=last))
    return claims


def _maker(scene: Scene, event: Event, context: Context) -> tuple[Producer | None, float]:
    """Whose event it is; "had meant to open it again" is of what the sentence spoke of before."""
    producer, far = whose(scene, context.who, event.first, event.last)
    told = context.event
    if told and told.sentence == scene.sentence.start and _is_of_it(scene, event):
        producer = told.producer
    return producer, far


def _of_kind(scene: Scene, event: Event, context: Context) -> Event | None:
    """The event, its kind taken from the one told before where it only says "and then X"."""
    if event.why != "ditto":
        return event
    told = context.event
    reach = LATER if told is not None and told.kind == "stop" else STILL_TOLD
    if told is not None and 0 <= scene.sentence.start - told.sentence < reach:
        return replace(event, kind=told.kind)
    return event if "follow" in scene.words(event.first, event.last).casefold() else None


def _time(scene: Scene, event: Event, times: Sequence[Any]) -> tuple[Any, float]:
    """The time of an event and its distance; None where it stands too far off."""
    lasting = event.kind == "stop" or "noun" in event.why or _is_lasting(scene, event)
    unsuited = _unsuited if lasting else _unsuited_for_start
    period, cost = nearest_time(scene, event.first, event.last, times, unsuited)
    alone = len(times) == 1 and (cost < FURTHER or _opens(scene, period))
    return (period if cost <= NEAR or alone else None), cost


def _dated(  # noqa: PLR0913, PLR0917 -- all that a claim is made of
    scene: Scene,
    event: Event,
    context: Context,
    others: Sequence[Event],
    period: Any,
    makers: Sequence[Producer],
    cost: float,
    far: float,
) -> list[Claim] | str:
    """The claims of an event with its time."""
    if event.kind == "start" and period.role == "until":
        event = replace(event, mood="future")
    days = best_days(period, "open" if event.prior else event.mood, context.published)
    whens = days_of(scene, event, period, days)
    if _is_end_of_another(event, whens, period, others):
        return "the end of another stop"
    return [
        Claim(
            kind=event.kind,
            producer=one,
            first=when.first,
            last=when.last,
            status=_status(event, period, when, context),
            prior=_is_prior(event, when, context),
            rules=_rules(event, when),
            period_cost=cost,
            who_cost=far,
        )
        for when in whens
        for one in makers
    ]


def _paired(
    scene: Scene, dated: Sequence[Claim], period: Any, times: Sequence[Any], context: Context
) -> list[Claim]:
    """The same of others with dates of their own: "Kyushu follows on April 13 and Tochigi on April 18"."""
    claims: list[Claim] = []
    for m in scene.mentions:
        if not dated or m.kind not in {"plant", "place", "company"} or not scene.index(m.start):
            continue
        before = scene.tokens[scene.index(m.start) - 1].lower
        own = [p for p in times if scene.index(p.start) - scene.index(m.end - 1) == 1]
        if before not in LISTED or not own or own[0] is period:
            continue
        first, last = best_days(
            own[0], "future" if dated[0].status == "planned" else "past", context.published
        )
        producer = of_row(m, dated[0].producer, scene, context.who)
        claims.append(
            replace(
                dated[0],
                producer=producer,
                first=first,
                last=last,
                rules=(*dated[0].rules, "paired"),
            )
        )
    return claims


def _opens(scene: Scene, period: Any) -> bool:
    """Whether a time opens the sentence, and so holds for all of it."""
    return period is not None and scene.index(period.start) <= 1


def _is_of_it(scene: Scene, event: Event) -> bool:
    """ "had meant to open it again": what was spoken of in the sentence before."""
    after = [t.lower for t in scene.tokens[event.last + 1 : event.last + 2]]
    return bool(after) and after[0] in {"it", "them", "его", "ее", "их"}


def _rules(event: Event, when: When) -> tuple[str, ...]:
    more = [name for name, holds in (("again", event.again), ("until", when.open)) if holds]
    return (event.why, *more)


def _is_end_of_another(
    event: Event, whens: Sequence[When], period: Any, others: Sequence[Event]
) -> bool:
    """ "shut its plant on March 9, and it will stay shut until April 15": the second says nothing of its own."""
    ends = event.kind == "stop" and period.role == "until" and any(not w.open for w in whens)
    return ends and any(e.kind == "stop" and e.first < event.first for e in others)


def _status(event: Event, period: Any, when: When, context: Context) -> Status:
    """Planned or done: by the tense, and a stop is done once it has begun."""
    today = context.published
    ahead = event.mood in {"future", "can"}
    if event.prior:
        return "planned"
    if today is None or when.first is None or when.last is None:
        return "planned" if ahead else "done"
    if when.first > today:
        return "planned"
    over = when.last < today
    begun = period.grain in {"day", "span"} and event.mood != "can" and not over
    if event.kind == "stop" and begun:
        return "done"
    vague = period.grain in {"year", "quarter", "half"} and event.mood == "present" and not over
    return "planned" if ahead or vague else "done"


def _is_prior(event: Event, when: When, context: Context) -> bool:
    """A plan of the past, or one for days that are over."""
    ahead = event.mood in {"future", "can"}
    over = context.published and when.last and when.last < context.published
    return event.prior or bool(ahead and over)


def _given_up(  # noqa: PLR0913, PLR0917 -- all that a claim is made of
    scene: Scene,
    event: Event,
    old: Sequence[Any],
    others: Sequence[Event],
    makers: Sequence[Producer],
    far: float,
) -> list[Claim]:
    """The dates that the sentence tells as given up, for the event that stands nearest to each."""
    claims = []
    for period in old:
        first, last = scene.index(period.start), scene.index(period.end - 1)
        nearest = min(
            others or [event],
            key=lambda e: scene.between(e.first, e.last, first, last),
            default=event,
        )
        if nearest is not event:
            continue
        begins, ends = period.resolve(done=False)
        claims += [
            Claim(
                kind=event.kind,
                producer=one,
                first=begins,
                last=ends,
                status="planned",
                prior=True,
                rules=(event.why, "given up"),
                who_cost=far,
            )
            for one in makers
        ]
    return claims


def _is_time_of_planning(scene: Scene, period: Any) -> bool:
    """ "planned as early as spring", «планировалась ещё весной»: when it was planned, not for when."""
    at = scene.index(period.start)
    around = [t.lower for t in scene.tokens[max(0, at - 1) : at + 1]]
    return bool(EVEN_THEN & set(around)) and period.grain != "year"


def _unsuited(period: Any) -> float:
    return 0.5 if period.role in {"until", "by"} else 0.0


def _is_lasting(scene: Scene, event: Event) -> bool:
    """ "has been back at work since Saturday"."""
    around = scene.tokens[max(0, event.first - 3) : event.last + 1]
    return bool({"been", "снова", "вновь"} & {t.lower for t in around})


def _unsuited_for_start(period: Any) -> float:
    """A start has no lasting time."""
    if period.role == "since":
        return 4.0
    return 2.5 if period.grain == "span" and period.rule == "span" else _unsuited(period)


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
        context.pending = (claim, scene.sentence.end)
    if scene.tokens[-1].lower == "?":
        return "asked"
    if event.needs_time or event.mood in {"open", "can"} or event.prior:
        return "event without a time"
    if scene.sentence.line > (TOP_LINES if done else 3 * TOP_LINES):
        return "event without a time, far from the top"
    return [claim]


LATER = 350
"""Characters; a sentence that tells how long a stop lasts stands this near to it."""


def lasting_claims(
    scene: Scene, context: Context, events: Sequence[Event] = ()
) -> list[Claim] | str:
    """A stop dated or lengthened by a later sentence: "It will last from July 22 to August 6"."""
    if context.pending is None:
        return "nothing that lasts"
    stop, told = context.pending
    lasts = any(c.tag == "lasts" for c in scene.cues) or _is_within(scene, stop)
    counts = any(q.figure == "count" and q.known for q in scene.quantities)
    told_here = any(e.kind == "stop" and e.why != "stop.noun" for e in events)
    if not lasts or counts or told_here or not 0 <= scene.sentence.start - told < LATER:
        return "nothing that lasts"
    days = _lasting(scene, stop, context.published)
    if days is None:
        return "nothing that lasts"
    context.pending = None
    begun = context.published and days[0] and days[0] <= context.published
    rules = tuple(r for r in stop.rules if r != "undated")
    return [
        replace(
            stop,
            first=days[0],
            last=days[1],
            status="done" if begun else "planned",
            rules=(*rules, "dated later"),
        )
    ]


def _is_within(scene: Scene, stop: Claim) -> bool:
    """Days that lie in the season or month in which the stop was told: "In summer it stood still. - August 5 to 18"."""
    days = next((p for p in scene.times if p.grain == "span" and p.first), None)
    if days is None or stop.first is None or stop.last is None or "undated" in stop.rules:
        return False
    broad = (stop.last - stop.first).days
    return 20 < broad < 100 and any(
        stop.first <= d[0] and d[1] <= stop.last for d in (days.done, days.planned) if d and d[0]
    )


def _lasting(scene: Scene, stop: Claim, published: date | None) -> tuple[Any, Any] | None:
    whole = next((p for p in scene.times if p.grain == "span" and p.first), None)
    if whole is not None and scene.times[0] is whole:
        return best_days(whole, "open", published)
    days = [p for p in scene.times if p.grain == "day"]
    if not days or stop.first is None or "undated" in stop.rules or stop.first != stop.last:
        return None
    last = days[-1].resolve(done=False)[1]
    return (stop.first, last) if last and last > stop.first else None


RECENT = 420
"""Characters; a plan told as past belongs to the start whose sentence begins so near before it."""
CLOSE = 5.0


def old_plan_claims(scene: Scene, context: Context, claimed: Sequence[Claim]) -> list[Claim] | str:
    """The earlier plan of a start just told: "It had been expected by the end of this year"."""
    told = context.event
    if told is None or told.kind != "start" or scene.tokens[-1].lower == "?":
        return "no start told before"
    if not 0 <= scene.sentence.start - told.sentence < RECENT or _counts(scene):
        return "no start told before"
    known = {(c.first, c.last) for c in claimed}
    claims = []
    for period in own_times(scene):
        if period.role in {"since", "earlier"} or _is_time_of_planning(scene, period):
            continue
        if not _is_planned_once(scene, period):
            continue
        first, last = best_days(period, "open", context.published)
        if first is not None and (first, last) not in known:
            claims.append(_old_plan(told, first, last))
    return claims or "no earlier plan"


def _old_plan(told: Told, first: date, last: date | None) -> Claim:
    return Claim(
        kind=told.kind,
        producer=told.producer,
        first=first,
        last=last,
        status="planned",
        prior=True,
        rules=("earlier plan",),
        head_cost=3,
        who_cost=9,
    )


def _counts(scene: Scene) -> bool:
    """Whether the sentence is one of figures."""
    return any(q.figure in {"count", "measure", "money", "bare"} for q in scene.quantities)


def _is_planned_once(scene: Scene, period: Any) -> bool:
    first, last = scene.index(period.start), scene.index(period.end - 1)
    return any(
        c.tag == "plan.past"
        and (c.last < first or scene.sentence.end - scene.sentence.start < 120)
        and scene.between(c.first, c.last, first, last) < CLOSE
        for c in scene.cues
    )
