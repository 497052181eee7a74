"""What a figure claims: its kind, period, producer, and whether it is an old plan; or why it claims nothing."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from extractors.claims import Claim
from extractors.context import Context, Last
from extractors.cues import Cue
from extractors.discourse import is_of_a_country
from extractors.gapping import as_money, gapped, gapped_verdict
from extractors.kinds import Verdict, clause_mood, read_kind, read_money
from extractors.lexicon import words
from extractors.model import Kind
from extractors.products import product_name
from extractors.scenes import FAR, Scene
from extractors.sizes import is_sized, restates_share
from extractors.times import (
    OWN,
    earlier,
    is_across_comparison,
    is_compared,
    is_of_the_year,
    is_time_of_planning,
    nearest_time,
    whole_year,
)
from extractors.whose import whose

_GROWTH = ("grow.", "link.")
_STANDING = ("состав", "total", "amount", "stand", "насчит", "number", "averag")
"""Verbs that tie but do not grow: "amounts to up to 50,000" is no "to"."""
_COMPOUND = re.compile(
    r"-(?!тысяч|миллион|тонн|thousand|million|billion|strong|unit|vehicle|car\b|a-|per-)[a-zа-яё]{3,}",
    re.IGNORECASE,
)
_COPULAS = frozenset({"was", "were", "been", "было", "была", "был", "были"})
SMALL = 13
"""A bare number below this ("three were sold") counts nothing of ours unless large things are counted."""
_LARGE_THINGS = frozenset(
    {"aircraft", "ships", "vessels", "locomotives", "submarines", "helicopters", "reactors"}
)
_MEASURES = words("tonnes tons kWh MWh GWh TWh kW MW GW GWp MWp barrels litres") | {"cubic metres"}
LEAST_MONEY = 1e6
"""A sum below this buys a product and builds no plant."""


def is_figure(q: Any) -> bool:
    """Whether a quantity can be one of production or of money at all."""
    if q.figure in {"percent", "other"} and not q.ordinal:
        return False
    return not (q.low is None and q.high is None) and not q.per_other and not q.restates


def _is_compound(scene: Scene, q: Any) -> bool:
    """ "18-метровый", "2,8-литровый", "85-летие": a property and no count."""
    after = scene.text[q.number_end : q.number_end + 12]
    found = _COMPOUND.match(after)
    return bool(found) and not q.ordinal


def figure_claim(scene: Scene, q: Any, context: Context) -> Claim | str:
    """The claim of one quantity of a sentence, or the reason of refusal."""
    i, j = scene.index(q.start), scene.index(q.end - 1)
    if restates_share(scene.text, q):
        return "a share in numbers"
    q = as_money(scene, q)
    if q.figure == "money":
        return _money_claim(scene, q, i, j, context)
    return _count_claim(scene, q, i, j, context)


def _count_claim(  # noqa: C901, PLR0911, PLR0912, PLR0915 -- one return a reason of refusal
    scene: Scene, q: Any, i: int, j: int, context: Context
) -> Claim | str:
    if _is_compound(scene, q):
        return "part of a word"
    periods = scene.times
    period, cost = nearest_time(scene, i, j, periods, _unsuited_to_figures)
    own = period if cost < OWN else None
    verdict = read_kind(
        scene,
        i,
        j,
        first=own.first if own else None,
        last=own.last if own else None,
        published=context.published,
    )
    verdict = _as_plan(scene, q, verdict, own, context)
    revised = scene.revised.get(q.start)
    if revised is not None and revised.old and _is_over(own, cost, context):
        revised = replace(revised, old=False, plan=None)
        verdict = Verdict("output", None, "past", prior=False, cost=1.0, why="what it grew from")
    if revised is not None and revised.plan is not None:
        verdict = Verdict(
            "target", revised.plan, "future", prior=revised.old, cost=1.0, why="a plan revised"
        )
    link = None if revised is not None else _coordinated(scene, q, context)
    if verdict.kind is None or verdict.cost > 2.5:
        compared = _compared(scene, q, i, own, context)
        verdict = compared or verdict
    inherited = False
    gap = gapped(scene, q, context) if _leaves_open(verdict, link, revised) else None
    if gap is not None:
        q, verdict, inherited = q.as_scaled(), gapped_verdict(gap, own, context), True
    elif (
        verdict.kind is None
        and (verdict.head is None or verdict.cost > _loose(verdict.head))
        and context.may_inherit(scene, q)
    ):
        verdict, inherited = _inherited(scene, q, (i, j), own, context), True
    if link is not None and (verdict.kind is not None or inherited or verdict.head is None):
        verdict = replace(
            verdict, kind=link.kind, prior=link.prior, why=f"with the figure before: {verdict.why}"
        )
    if verdict.kind is None:
        _leave_production(verdict, scene, context)
        return verdict.why
    if verdict.head is not None and _is_denied(scene, verdict.head):
        return "negated"
    unit = context.unit_of(q)
    if reason := _unlikely(q, unit, verdict, inherited=inherited):
        return reason
    kind: Kind
    if revised is not None and revised.plan is not None:
        kind, prior = "target", revised.old
    else:
        kind, prior = (link.kind, link.prior) if link else _settle(scene, q, i, verdict, context)
        prior = prior and (revised is None or revised.old)
    if link is not None and not _has_own_time(scene, link, i, j):
        period, cost = link.period, 1.0
    elif gap is not None and own is None:
        period, cost = gap.period, 2.0
    else:
        period, cost = _period_of(scene, (i, j), kind, q.per, context, prior=prior)
    if (
        kind != "capacity"
        and period is None
        and q.per is None
        and not _is_telling(q, verdict, inherited=inherited)
    ):
        return "no time"
    prior = prior or (kind == "target" and context.is_past(period))
    producer, far = whose(scene, context.who, i, j)
    if producer is None:
        return "no producer"
    if far == FAR and _is_total(scene, i, j):
        context.remember(
            scene,
            kind,
            prior=prior,
            unit=unit,
            product=q.noun,
            period=period,
            own_period=cost < 12 and not is_compared(scene, i),
        )
        return "total of a country or industry"
    q = _as_reached(scene, q, i)
    before = (
        context.last if context.last and context.last.line_start == scene.sentence.start else None
    )
    per = q.per or (before.per if before and _carries_rate(kind, before) else None)
    first, last = _days(q, period, (kind, per, prior), context, before)
    context.remember(
        scene,
        kind,
        prior=prior,
        unit=unit,
        product=q.noun,
        period=period,
        own_period=cost < 12 and not is_compared(scene, i),
    )
    context.last = Last(
        kind=kind,
        prior=prior,
        period=period,
        token=j,
        line_start=scene.sentence.start,
        per=per,
        days=(first, last),
    )
    if first and period is not None and period.role != "earlier" and not is_compared(scene, i):
        context.spoken.days = (first, last)
    return Claim(
        kind=kind,
        producer=producer,
        first=first,
        last=last,
        low=q.low,
        high=q.high,
        unit=unit,
        per=per,
        prior=prior,
        product=product_name(q.noun) or product_name(context.spoken.product),
        wording=q.wording,
        number=(q.number_start, q.number_end),
        rules=(verdict.why,),
        head_cost=verdict.cost,
        period_cost=cost,
        who_cost=far,
        inherited=inherited,
        bare=q.figure == "bare",
    )


def _as_plan(scene: Scene, q: Any, verdict: Verdict, own: Any, context: Context) -> Verdict:
    """ "could build 10,000 in 2026": no rate, and a time ahead: a plan; "a line for 5 GWh a year": what it is able to make."""
    if verdict.kind == "capacity" and verdict.why.startswith("can make") and q.per is None:
        ahead = own is not None and not context.is_past(own)
        return replace(verdict, kind="target", mood="future") if ahead else verdict
    if verdict.kind in {None, "target", "output"} and is_sized(scene, q):
        return Verdict("capacity", None, "can", prior=False, cost=1.0, why="a plant of that size")
    if verdict.kind == "target" and _is_of_sales(scene, verdict):
        return replace(verdict, kind=None, why="hangs on not: a plan of something else")
    return verdict


def _is_of_sales(scene: Scene, verdict: Verdict) -> bool:
    """A plan told where only selling and the like is spoken of."""
    head = verdict.head
    if head is None or not head.tag.startswith("plan"):
        return False
    tags = {c.tag.partition(".")[0] for c in scene.cues if not c.tag.endswith(".adj")}
    near, _ = scene.near(("not", "people"), head.first, head.last)
    return not tags & {"make", "cap"} and near < 8


def _lately(period: Any, context: Context) -> bool:
    """Whether a time without a year lies nearer before the article than after it."""
    if period.done is None or period.planned is None or context.published is None:
        return False
    _, ended = period.done
    begins, _ = period.planned
    return bool(context.published - ended < begins - context.published)


def _was(scene: Scene, i: int) -> bool:
    """ "it was 3,000 a week in December"."""
    before = [t.lower for t in scene.tokens[max(0, i - 2) : i]]
    return bool(_COPULAS & set(before))


def _is_over(period: Any, cost: float, context: Context) -> bool:
    """ "from 430,000 in 2021": a year that is over, right beside the figure."""
    return period is not None and cost < 1.5 and period.grain == "year" and context.is_past(period)


def _leaves_open(verdict: Verdict, link: Last | None, revised: Any) -> bool:
    """Whether no word near the figure says what it is."""
    if link is not None or revised is not None:
        return False
    far = verdict.head is None or verdict.cost > 3
    return far and verdict.why != "compared with"


def _is_telling(q: Any, verdict: Verdict, *, inherited: bool) -> bool:
    """A count of products that hangs closely on a verb of making says something without a time, too."""
    near = not inherited and verdict.cost < 2.5
    if q.ordinal:
        return (
            near
            and (q.top or q.low or 0) >= 1000
            and verdict.head is not None
            and verdict.head.tag.startswith("make.")
        )
    return q.figure == "count" and bool(q.known) and near and verdict.mood in {"past", "future"}


def _is_denied(scene: Scene, head: Cue) -> bool:
    """ "did not build 500,000 cars", «не выпустили около 500 тысяч»."""
    before = [t.lower for t in scene.tokens[max(0, head.first - 3) : head.first]]
    return (
        head.tag.startswith("make.")
        and any(w in {"not", "n't", "не", "never"} or w.endswith("n't") for w in before[-2:])
        and "только" not in before
    )


def _carries_rate(kind: Kind, before: Last) -> bool:
    """ "a capacity of 50,000 a year and, in a second phase, 150,000": the rate holds for both."""
    return before.kind == kind and (kind == "capacity" or before.per in {"month", "week", "day"})


_BREAKS = (
    "make.",
    "link.",
    "grow.",
    "plan",
    "not",
    "cap",
    "can",
    "people",
    "compare",
    "prior",
    "ofwhich",
    "begin.",
    "halt.",
    "invest",
)


def _coordinated(scene: Scene, q: Any, context: Context) -> Last | None:
    """The figure just before, where only "and" or a comma parts the two ("2,700 combines and 800 tractors")."""
    last, at = context.last, scene.index(q.start)
    if last is None or last.line_start != scene.sentence.start or not 0 < at - last.token <= 7:
        return None
    if q.change == "to" or any(
        last.token < c.first < at and c.tag.startswith(_BREAKS) for c in scene.cues
    ):
        return None
    if any(last.token < scene.index(p.start) < at for p in scene.periods):
        return None
    return last


def _compared(scene: Scene, q: Any, i: int, own: Any, context: Context) -> Verdict | None:
    """ "down from 5,750 in August", «против 50 годом ранее»: what was made in the time compared with."""
    last = context.last
    if (
        last is None
        or last.line_start != scene.sentence.start
        or last.kind == "capacity"
        or q.change
    ):
        return None
    near = [c for c in scene.cues if c.tag == "compare" and 0 < i - c.last <= 3]
    if not near:
        return None
    kind: Kind = "target" if context.is_ahead(own) else "output"
    return Verdict(kind, near[-1], "past", prior=False, cost=1.5, why="compared with")


def _has_own_time(scene: Scene, link: Last, i: int, j: int) -> bool:
    """Whether a coordinated figure has a time right after it while the one before had its own before."""
    after = [
        p
        for p in scene.times
        if 0 < scene.index(p.start) - j <= 3 and scene.apart(j, scene.index(p.start)) < 1.6
    ]
    return bool(after) and link.period is not None and scene.index(link.period.start) < i


def _unlikely(  # noqa: PLR0911 -- one return a reason
    q: Any, unit: str | None, verdict: Verdict, *, inherited: bool
) -> str | None:
    """Why a figure can hardly be one of production, whatever it hangs on."""
    if q.figure == "measure" and unit not in _MEASURES:
        return "measures something else"
    if q.figure == "count" and not q.known and (q.noun or "X")[:1].islower() and verdict.cost > 2.5:
        return "counts something unheard of"
    if q.figure != "bare":
        return None
    size = q.top or q.low or 0
    if unit is None or (verdict.cost > 3 and not inherited):
        return "bare number"
    if size < SMALL and q.per is None and unit not in _LARGE_THINGS:
        return "bare number, small"
    if size < 100 and size != int(size) and q.per is None:
        return "bare number, no whole"
    return None


def _days(
    q: Any, period: Any, claim: tuple[Kind, str | None, bool], context: Context, before: Last | None
) -> tuple[date | None, date | None]:
    """First and last day of a claim's period; what has been made since a year is counted up to the article."""
    if period is None:
        return None, None
    kind, per, prior = claim
    if period.role == "earlier":
        reference = before.days if before else context.spoken.days
        return earlier(reference, period.length) or (period.first, period.last)
    first, last = period.resolve(done=kind == "output" or (prior and _lately(period, context)))
    if (
        last
        and period.grain == "day"
        and period.role in {"by", "until"}
        and (last.month, last.day) == (12, 31)
    ):
        return date(last.year, 1, 1), last
    if q.ordinal and period.role == "in" and period.grain in {"day", "week", "month"}:
        return None, None
    if (
        kind == "output"
        and per is None
        and period.role in {"since", "from"}
        and context.is_past(period)
    ):
        return first and date(first.year, 1, 1), context.published
    return first, last


def _leave_production(verdict: Verdict, scene: Scene, context: Context) -> None:
    if verdict.head is not None and verdict.head.tag in {"not", "people"} and verdict.cost < 4:
        context.sold += verdict.head.tag == "not"
        context.spoken.domain, context.spoken.line = verdict.head.tag, scene.sentence.line


def _unsuited_to_figures(period: Any) -> float:
    """Counts are told of months and years; days and weeks mostly date something else."""
    return 3.0 if period.grain == "day" and period.role not in {"from", "by", "since"} else 0.0


def _loose(head: Cue) -> float:
    """From what distance on a head that is none of ours leaves a figure to what was spoken of before."""
    return 5.0 if head.tag in {"not", "people"} else 3.0


def _inherited(
    scene: Scene, q: Any, spot: tuple[int, int], period: Any, context: Context
) -> Verdict:
    """The kind spoken of, unless the clause's own time or mood says otherwise."""
    spoken, mood = context.spoken.kind, clause_mood(scene, *spot)
    near = scene.sentence.line - context.spoken.line <= 1
    kind: Kind
    if (spoken == "capacity" and near and not context.is_past(period)) or mood == "can":
        kind = "capacity"
    elif _was(scene, spot[0]) and spoken != "capacity":
        kind = "output"
    elif context.is_ahead(period):
        kind = "target"
    elif context.is_past(period):
        kind = "output"
    elif mood != "open":
        kind = "target" if mood == "future" else "output"
    elif q.per == "year" and period is None and not (near and spoken):
        kind = "capacity"
    else:
        kind = spoken or "output"
    return Verdict(kind, None, mood, prior=False, cost=6.0, why="inherited")


def _settle(scene: Scene, q: Any, i: int, verdict: Verdict, context: Context) -> tuple[Kind, bool]:
    """Kind and `prior` after looking at "instead of", "previously planned", "from … to"."""
    kind: Kind = verdict.kind or "output"
    instead = _instead(scene, i)
    prior = verdict.prior or instead
    if kind == "capacity":
        prior = verdict.prior or (instead and verdict.mood == "past")
    elif kind == "output" and instead:
        kind = "target"
    if kind == "target" and not prior:
        prior = _said_before(scene, i, verdict)
    if q.change == "from":
        prior = (
            kind == "target"
            and context.published is not None
            and verdict.head is not None
            and verdict.head.tag.startswith("plan")
        ) or prior
    return kind, prior


def _instead(scene: Scene, i: int) -> bool:
    """ "instead of", "previous" right before the figure."""
    return any(c.tag == "prior" and c.last < i and scene.apart(c.last, i) < 1.0 for c in scene.cues)


def _said_before(scene: Scene, i: int, verdict: Verdict) -> bool:
    """ "originally planned": an earlier plan, where a word of the past stands beside a word of planning."""
    plans = [
        c
        for c in scene.cues
        if c.tag in {"plan", "plan.noun", "plan.past"}
        and scene.apart(min(c.first, i), max(c.first, i)) < 4
    ]
    return (
        any(
            c.tag == "earlier" and abs(c.last - p.first) <= 3 and scene.apart(c.last, p.first) < 1.2
            for c in scene.cues
            for p in plans
        )
        and verdict.kind == "target"
    )


def _period_of(  # noqa: C901, PLR0913 -- the place and what it claims
    scene: Scene,
    spot: tuple[int, int],
    kind: Kind,
    per: str | None,
    context: Context,
    *,
    prior: bool,
) -> tuple[Any, float]:
    compared = any(c.tag == "compare" and 0 < spot[0] - c.last <= 3 for c in scene.cues)

    def unsuited(period: Any) -> float:
        extra = _unsuited_to_figures(period)
        if period.role == "earlier":
            extra += -1.5 if compared else 3
        if is_across_comparison(scene, spot[1], period):
            extra += 12
        if prior and kind == "target" and is_time_of_planning(scene, period):
            extra += 15
        if kind == "output" and context.is_ahead(period):
            extra += 6
        if kind == "target" and not prior and context.is_past(period):
            extra += 3
        return extra

    period, cost = nearest_time(scene, *spot, scene.times, unsuited)
    if kind == "capacity":
        suits = (
            period is not None
            and not context.is_past(period)
            and (cost < 2.2 or (cost < OWN and clause_mood(scene, *spot) == "future"))
        )
        return (period, cost) if suits else (None, 0.0)
    if per is not None and cost > OWN:
        return None, 0.0
    if kind == "target" and period is not None and is_of_the_year(scene, period, context.published):
        return whole_year(period, context.published), 2.0
    if period is None or cost > 12:
        return context.carried_period(scene, kind), FAR
    return period, cost


def _is_total(scene: Scene, i: int, j: int) -> bool:
    """No producer is named in the sentence, and a country or an industry is."""
    countries = any(m.kind == "country" or is_of_a_country(m) for m in scene.mentions)
    return countries or scene.near(("total",), i, j)[0] < 5


def _as_reached(scene: Scene, q: Any, i: int) -> Any:
    """ "up to N" after a verb or noun of growth is N."""
    if not q.up_to:
        return q
    grows = (
        c
        for c in scene.cues
        if c.tag.startswith(_GROWTH)
        and c.first < i
        and not scene.tokens[c.first].lower.startswith(_STANDING)
    )
    return q.as_reached() if any(scene.apart(c.first, i) < 6 for c in grows) else q


def _money_claim(scene: Scene, q: Any, i: int, j: int, context: Context) -> Claim | str:
    if (q.top or q.low or 0) < LEAST_MONEY:
        return "money, too little"
    verdict = read_money(scene, i, j)
    if verdict.kind is None:
        return verdict.why
    period, cost = nearest_time(scene, i, j, scene.times, _unsuited_to_figures)
    period = (
        period
        if cost < (4.0 if period is not None and period.role in {"since", "from"} else 2.2)
        else None
    )
    if period is not None and period.grain in {"day", "week", "month"} and period.role == "in":
        period = None  # "agreed in August to invest": the day of the word, not of the money
    producer, far = whose(scene, context.who, i, j)
    if producer is None:
        return "no producer"
    first, last = (
        period.resolve(done=context.is_past(period)) if period is not None else (None, None)
    )
    if period is not None and period.role in {"since", "from"} and context.is_past(period):
        last = context.published
    return Claim(
        kind="investment",
        producer=producer,
        first=first,
        last=last,
        low=q.low,
        high=q.high,
        unit=q.unit,
        prior=_instead(scene, i) or q.change == "from",
        wording=q.wording,
        number=(q.number_start, q.number_end),
        rules=(verdict.why,),
        head_cost=verdict.cost,
        who_cost=far,
    )
