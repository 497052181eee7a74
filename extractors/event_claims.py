"""What an event claims: a start or stop, planned or done, when and whose; or why it claims nothing.

Whether a place tells an event, and its days, are chosen by what was learnt (extractors/learnt.py). Rules add what one
place tells besides: several makers, the old date of a plan that was moved, how long a stop lasts.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from extractors.claims import Claim, chosen_by
from extractors.context import Context, EventRead, Judged, ToldEvent
from extractors.event_bars import is_a_holiday, is_negated, is_of_building
from extractors.event_spots import Spot
from extractors.event_times import best_days, days_of_stop, old_dates, own_times
from extractors.event_traits import barred_of, event_traits
from extractors.event_words import AFTER, AFTER_SMALL, AGAIN, AGAIN_WORDS, EVEN_THEN, LISTED, PLANTS
from extractors.learnt import classes, options
from extractors.lexicon.plan_phrases import FULL, PILOT
from extractors.makers import maker_traits
from extractors.model import Status
from extractors.product_options import chosen_product, product_options
from extractors.scenes import Scene
from extractors.stretches import Option, variants
from extractors.time_options import event_options
from extractors.whose import candidates, of_row, together, whose

LIKELY = 0.15
"""A place less likely than this to tell a start or stop is left out at once."""
_KINDS: dict[str, tuple[Literal["start", "stop"], Status]] = {
    "start planned": ("start", "planned"),
    "start done": ("start", "done"),
    "stop planned": ("stop", "planned"),
    "stop done": ("stop", "done"),
}


def event_claims(scene: Scene, spot: Spot, context: Context) -> list[Claim] | str:
    """The claims of one place (a moved date makes two), or the reason of refusal."""
    found = candidates(scene, context.who, spot.first, spot.last)
    traits = [*event_traits(scene, spot, context), *maker_traits(found, scene, context)]
    told = classes("events").read(traits)
    theme = max(_KINDS, key=lambda k: told.get(k, 0.0))
    refused = (
        "no event"
        if told.get("none", 0.0) > 1 - LIKELY
        else _doubt(scene, spot, theme, told.get(theme, 0.0))
    )
    if context.judged is None and refused:
        return refused
    offered = event_options(scene, spot, context)
    _note(scene, spot, traits, offered, context)
    kind, status = _KINDS[theme]
    laid = whose(scene, context.who, spot.first, spot.last, theme, found)
    if laid.producer is None:
        return "no producer"
    chosen, sure = _time(offered, theme)
    read = (kind, status, chosen.days) if not refused and told.get("none", 0.0) < 0.5 else None
    _remember(scene, spot, laid.producer, read, context)
    if refused:
        return refused
    prior = status == "planned" and _is_prior(scene, chosen, traits, theme)
    first, last = chosen.days
    undated = (
        ("undated",)
        if first is None or ("today" in chosen.traits and "own" not in chosen.traits)
        else ()
    )
    again = ("again",) if kind == "start" and _is_again(scene, spot) else ()
    product = _product(scene, spot, theme, laid.producer.name, context)
    makers = together(scene, context.who, laid.producer)
    claims = [
        Claim(
            kind=kind,
            producer=one,
            site=laid.site if len(makers) == 1 else None,
            first=first,
            last=last,
            status=status,
            prior=prior,
            product=product,
            rules=(theme, *again, *undated),
            kind_share=told.get(theme, 0.0),
            time_share=sure,
            who_share=laid.share,
            who_cost=laid.far,
            chosen_by=chosen_by(traits, chosen.traits, laid.traits),
        )
        for one in makers
    ]
    if kind == "stop" and not claims[0].prior:
        context.pending = (claims[0], scene.sentence.end)
    period = chosen.period
    more = [*_paired(scene, claims, period, context), *_dashed(scene, claims, period)]
    return [*claims, *_other_days(scene, claims, period, context), *_given_up(scene, claims), *more]


def _remember(
    scene: Scene, spot: Spot, producer: Any, read: EventRead | None, context: Context
) -> None:
    """What the next places need to know of an event: as it was read, or as it is where that is told."""
    if context.event_teacher is not None:
        at = scene.tokens[spot.first].start, scene.tokens[spot.last].end
        read = context.event_teacher(*at, spot.group, context.titled)
    elif read is not None:
        context.who.lay(producer)
    if read is not None:
        kind, status, days = read
        context.event = ToldEvent(scene.sentence.start, producer, kind, days, status)


SURE = 0.8


def _product(scene: Scene, spot: Spot, theme: str, producer: str, context: Context) -> str | None:
    """What starts or stops."""
    offered = product_options(scene, (spot.first, spot.last), None, context, producer)
    if context.judged is not None:
        place: dict[str, Any] = {
            "start": scene.tokens[spot.first].start,
            "end": scene.tokens[spot.last].end,
            "titled": context.titled,
        }
        context.note(Judged(what="event product", options=offered, **place))
    return chosen_product(offered, theme)


def _is_prior(scene: Scene, chosen: Option, traits: list[str], theme: str) -> bool:
    """An old plan: where its sentence tells a date as given up, that one and no other."""
    if old := {p.resolve(done=False) for p in old_dates(scene)}:
        return chosen.days in old
    return classes("prior_events").read([*traits, f"kind {theme}"]).get("prior", 0.0) > 0.5


def _doubt(scene: Scene, spot: Spot, theme: str, share: float) -> str | None:
    """Why a place that is likely to tell an event is not believed after all."""
    if scene.tokens[-1].lower == "?":
        return "asked"
    if is_of_building(scene, spot.first, spot.last) or any(
        is_a_holiday(scene, c) for c in spot.cues
    ):
        return "building work, or a holiday"
    if spot.group != "stop" and _is_of_a_pilot(scene, spot):
        return "a pilot series"
    if _is_filling_up(scene, spot):
        return "comes to its full capacity"
    if spot.group == "stop" and _is_over(scene, spot):
        return "a stop told by its end"
    barred = spot.cues and all(barred_of(scene, spot)) and not _is_idle(scene, spot, theme)
    return "negated, or of something else" if barred and share < SURE else None


def _is_idle(scene: Scene, spot: Spot, theme: str) -> bool:
    """«не будут работать», "will not build cars on Friday"; not so "will not build a new plant"."""
    if spot.group not in {"make", "hint"} or not theme.startswith("stop"):
        return False
    after = scene.tokens[spot.last + 1 : spot.last + 5]
    negated = any(is_negated(scene, c) for c in spot.cues)
    return negated and not any(t.lower in PLANTS for t in after)


_REACH = 8
"""Tokens after a stop in which a time of its own is looked for."""


def _is_over(scene: Scene, spot: Spot) -> bool:
    """«запустили конвейер после приостановки»: the time of the sentence is that of the start; the stop has none of its own."""
    at = spot.first - 1
    while at > 0 and scene.tokens[at].lower in AFTER_SMALL:
        at -= 1
    if at < 0 or scene.tokens[at].lower not in AFTER:
        return False
    starts = any(c.tag.partition(".")[0] in {"begin", "start"} and c.last < at for c in scene.cues)
    own = any(0 < scene.spot(p)[0] - spot.last <= _REACH for p in scene.times)
    return starts and not own


def _is_of_a_pilot(scene: Scene, spot: Spot) -> bool:
    """ "the first pre-series car has left the line", «начата пилотная сборка»: no start by the guide."""
    first = spot.first
    while first and spot.first - first < _NEAR and scene.tokens[first - 1].lower not in {",", ";"}:
        first -= 1
    end = scene.tokens[min(len(scene.tokens) - 1, spot.last + 4)].end
    return PILOT.search(scene.text, scene.tokens[first].start, end) is not None


_NEAR = 8
"""Tokens before a start in which it may be told to be of a pilot series."""


def _is_filling_up(scene: Scene, spot: Spot) -> bool:
    """The place lies in «выйдет на полную мощность», which tells no start."""
    start, end = scene.tokens[spot.first].start, scene.tokens[spot.last].end
    text = scene.text
    whole = FULL.finditer(text, scene.sentence.start, scene.sentence.end)
    return any(m.start() <= start and end <= m.end() for m in whole)


def _note(
    scene: Scene, spot: Spot, traits: list[str], offered: list[Option], context: Context
) -> None:
    if context.judged is not None:
        place: dict[str, Any] = {
            "start": scene.tokens[spot.first].start,
            "end": scene.tokens[spot.last].end,
            "titled": context.titled,
        }
        context.note(Judged(what="event", traits=traits, options=(spot,), **place))
        context.note(Judged(what="event time", options=offered, **place))


def _time(offered: list[Option], theme: str) -> tuple[Option, float]:
    sure = options("event_times").read([o.traits for o in offered], theme)
    best = max(range(len(offered)), key=lambda n: sure[n])
    return offered[best], sure[best]


def _is_again(scene: Scene, spot: Spot) -> bool:
    """ "resumes", «вновь заработает»: takes up what had stopped."""
    around = scene.tokens[max(0, spot.first - 4) : spot.last + 5]
    return any(t.lower.startswith(AGAIN) or t.lower in AGAIN_WORDS for t in around)


def is_of_a_time(scene: Scene, spot: Spot) -> bool:
    """ "the beginning of 2024" begins nothing."""
    start, end = scene.tokens[spot.first].start, scene.tokens[spot.last].end
    return any(p.start <= start and end <= p.end for p in scene.periods)


def _paired(scene: Scene, dated: Sequence[Claim], period: Any, context: Context) -> list[Claim]:
    """The same of others with dates of their own: "Kyushu follows on April 13 and Tochigi on April 18"."""
    claims: list[Claim] = []
    for m in scene.mentions:
        if m.kind not in {"plant", "place", "company"} or not scene.index(m.start):
            continue
        before = scene.tokens[scene.index(m.start) - 1].lower
        own = [p for p in own_times(scene) if scene.index(p.start) - scene.index(m.end - 1) == 1]
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


def _other_days(
    scene: Scene, claims: Sequence[Claim], period: Any, context: Context
) -> list[Claim]:
    """ "on July 5 and 8": the further days of a stop that is told by days."""
    one = claims[0]
    if one.kind != "stop" or period is None or one.first is None:
        return []
    told = [days_of_stop(scene, period, days) for _, days in variants(period, context)]
    mine = [w for w in told if any((d.first, d.last) == (one.first, one.last) for d in w)]
    whens = mine[0] if mine else []
    return [
        replace(c, first=w.first, last=w.last) for w in whens for c in claims if w.first != c.first
    ]


def _dashed(scene: Scene, claims: Sequence[Claim], period: Any) -> list[Claim]:
    """The same with another date after a dash: «сборку начнём в феврале, сварку — во втором квартале»."""
    one = claims[0]
    if one.kind != "start" or period is None:
        return []
    found = []
    for other in own_times(scene):
        at = scene.index(other.start)
        dash = at > 0 and scene.tokens[at - 1].lower in {"—", "–", "-"}
        if dash and other.start > period.start and other.role in {"in", "by"}:
            first, last = other.resolve(done=one.status == "done")
            found.append(replace(one, first=first, last=last))
    return found


def _given_up(scene: Scene, claims: Sequence[Claim]) -> list[Claim]:
    """The dates that the sentence tells as given up."""
    found = []
    for period in old_dates(scene):
        first, last = period.resolve(done=False)
        if any((c.first, c.last) == (first, last) for c in claims):
            continue
        found += [
            replace(
                c,
                first=first,
                last=last,
                status="planned",
                prior=True,
                rules=(*c.rules, "given up"),
            )
            for c in claims
        ]
    return found


def _is_time_of_planning(scene: Scene, period: Any) -> bool:
    """ "planned as early as spring", «планировалась ещё весной»: when it was planned, not for when."""
    at = scene.index(period.start)
    around = [t.lower for t in scene.tokens[max(0, at - 1) : at + 1]]
    return bool(EVEN_THEN & set(around)) and period.grain != "year"


LATER = 350
"""Characters; a sentence that tells how long a stop lasts stands this near to it."""


def lasting_claims(scene: Scene, context: Context, claimed: Sequence[Claim]) -> list[Claim] | str:
    """A stop dated or lengthened by a later sentence: "It will last from July 22 to August 6"."""
    if context.pending is None:
        return "nothing that lasts"
    stop, told = context.pending
    lasts = any(c.tag == "lasts" for c in scene.cues) or _is_within(scene, stop)
    counts = any(q.figure == "count" and q.known for q in scene.quantities)
    told_here = any(c.kind == "stop" for c in claimed)
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
    return bool(stop.first <= days.first and days.last and days.last <= stop.last)


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


def _old_plan(told: ToldEvent, first: date, last: date | None) -> Claim:
    return Claim(
        kind=told.kind,
        producer=told.producer,
        first=first,
        last=last,
        status="planned",
        prior=True,
        rules=("earlier plan",),
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
