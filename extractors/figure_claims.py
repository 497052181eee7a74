"""What a figure claims: its kind, period, producer, and whether it is an old plan; or why it claims nothing.

Kind and period are chosen by what was learnt (extractors/learnt.py); number, bounds, unit and rate are the grammar's.
"""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

from extractors.claims import Claim, chosen_by
from extractors.context import Context, Days, Judged, Told
from extractors.figure_traits import figure_traits
from extractors.growth import goes_on, reached
from extractors.learnt import classes, options
from extractors.lexicon.plan_phrases import (
    BY_HOW_MUCH,
    EARNED,
    GIVEN_UP,
    LEFT,
    LESS,
    REPORTED,
    THAN,
    THEN,
)
from extractors.makers import maker_traits
from extractors.model import Kind, Per
from extractors.product_options import chosen_product, product_options
from extractors.scenes import Scene
from extractors.stretches import Option
from extractors.time_options import figure_options
from extractors.times import earlier
from extractors.units import MEASURES
from extractors.whose import Laid, candidates, whose

_COMPOUND = re.compile(
    r"-(?!тысяч|миллион|тонн|thousand|million|billion|lakh|crore|strong|unit|vehicle|car\b|truck\b|bus\b|aircraft|engine|tractor|locomotive|wafer"
    r"|ton|barrel|ounce|cubic|gigawatt|megawatt|a-|per-)[a-zа-яё]{3,}",
    re.IGNORECASE,
)
_BEYOND = re.compile(
    r"\W{0,2}(?:above|below|short of|ahead of|(?:more|less|higher|lower) than) (?:the|its|their|that|what|last|a|an|in)\b",
    re.IGNORECASE,
)
""" "14,441 above the number for 2018": by how much."""
BEFORE = 300
"""Characters before a figure that are looked through for turns of phrase, however long its sentence is."""
LEAST_MONEY = 1e6
"""A sum below this buys a product and builds no plant."""
LIKELY = 0.12
"""A figure less likely than this to be one of ours is left out at once."""
PRIOR = {"target": 0.4, "capacity": 0.5, "investment": 0.5}
"""How likely a figure must be an old plan to be told as one: where as many are missed as are wrongly taken for one."""
_PLANS = frozenset({"target", "capacity", "investment"})
"""What can be an old plan."""
REVISED = 0.8
"""How likely either end of a revised plan is a target."""


def is_figure(q: Any) -> bool:
    """Whether a quantity can be one of production or of money at all."""
    if q.figure in {"percent", "other"} and not q.ordinal:
        return False
    return not (q.low is None and q.high is None) and not q.per_other and not q.restates


def figure_claim(scene: Scene, q: Any, context: Context) -> Claim | str:
    """The claim of one quantity of a sentence, or the reason of refusal."""
    i, j = scene.index(q.start), scene.index(q.end - 1)
    q = as_money(scene, q)
    if reason := _unfit(scene, q):
        return reason
    makers = candidates(scene, context.who, i, j)
    traits = [*figure_traits(scene, q, i, j, context), *maker_traits(makers, scene, context)]
    told = classes("figures").read(traits)
    if context.judged is None and told.get("none", 0.0) > 1 - LIKELY:
        context.read_last = ("none", scene.sentence.line, scene.sentence.start)
        return "none of ours"
    offered = figure_options(scene, q, i, j, context)
    _note(q, traits, offered, context)
    kind, share = _kind(told)
    revised = scene.revised.get(q.start)
    if revised is not None and revised.plan is not None and kind == "output":
        kind, share = "target", max(share, REVISED)
    chosen, sure = _time(offered, kind)
    if kind == "output" and context.teacher is None:
        chosen = _of_the_year_before(scene, q, chosen)
    laid = whose(scene, context.who, i, j, kind, makers)
    ours = told.get("none", 0.0) < 0.5
    read: str = kind if ours else "none"
    product = _product(scene, q, (i, j), kind, laid, context)
    if context.teacher:
        right = context.teacher(q.number_start, context.titled)
        read = right[0] or "none"
        _remember(scene, q, right, context)
    elif ours and laid.producer:
        _remember(scene, q, (kind, chosen.days, product), context)
        context.who.lay(laid.producer)
    context.read_last = (read, scene.sentence.line, scene.sentence.start)
    if laid.producer is None:
        return "no producer"
    claim = _claim(scene, q, i, kind, chosen, laid, context, traits, (share, sure))
    return replace(claim, product=product)


def _unfit(scene: Scene, q: Any) -> str | None:  # noqa: PLR0911
    """What is no figure of production whatever stands around it."""
    told = q.ordinal or q.figure in {"money", "measure"}  # "an 84,000-bbl/d refinery"
    if not told and _COMPOUND.match(scene.text[q.number_end : q.number_end + 12]):
        return "part of a word"
    before = scene.text[max(0, q.start - 90) : q.start]
    if LESS.search(before[-30:]) and THAN.match(scene.text, q.end):
        return "a difference"
    if _BEYOND.match(scene.text, q.end) or BY_HOW_MUCH.search(before):
        return "a difference"
    if q.figure == "money" and (q.top or q.low or 0) < LEAST_MONEY:
        return "money, too little"
    if q.figure == "money" and EARNED.search(scene.text[max(0, q.start - 60) : q.start]):
        return "money earned, lost or owed"
    if q.figure == "measure" and q.unit not in MEASURES:
        return "measures something else"
    return None


def _kind(told: dict[str, float]) -> tuple[Kind, float]:
    """The likeliest kind, and its share."""
    ours = {k: v for k, v in told.items() if k != "none"}
    best = max(ours, key=lambda k: ours[k], default="output")
    return best, ours.get(best, 0.0)  # type: ignore[return-value]


def _time(offered: list[Option], kind: Kind) -> tuple[Option, float]:
    sure = options("figure_times").read([o.traits for o in offered], kind)
    best = max(range(len(offered)), key=lambda n: sure[n])
    return offered[best], sure[best]


A_QUARTER = timedelta(days=80)


def _of_the_year_before(scene: Scene, q: Any, chosen: Option) -> Option:
    """ "rose from 4,000 to 20,200 in 2025": the first was made in 2024, where no time of its own stands beside it."""
    first, last = chosen.days
    if q.change != "from" or first is None or last is None or q.per:
        return chosen
    new = [n.end for n in scene.quantities if n.start > q.start and n.change == "to"][:1]
    if (
        not new
        or last - first < A_QUARTER
        or any(t.startswith("year before") for t in chosen.traits)
    ):
        return chosen
    if any(q.start < p.start < new[0] for p in scene.times):
        return chosen
    before = earlier(chosen.days, (1, "year"))
    return chosen._replace(days=before) if before else chosen


def _note(q: Any, traits: list[str], offered: list[Option], context: Context) -> None:
    if context.judged is not None:
        place = {"start": q.number_start, "end": q.number_end, "titled": context.titled}
        context.note(Judged(what="figure", traits=traits, options=(q,), **place))
        context.note(Judged(what="figure time", options=offered, **place))


def _remember(
    scene: Scene, q: Any, told: tuple[Kind | None, Days, str | None], context: Context
) -> None:
    kind, days, product = told
    if kind is not None and kind != "investment":
        if days[0] is not None:
            context.days_of_figures[days] += 1
        context.told = Told(
            kind=kind, unit=context.unit_of(q), noun=q.noun or (context.told.noun if context.told else None),
            per=_per(q, kind, scene, context), line=scene.sentence.line, start=q.number_start, days=days, product=product,
        )  # fmt: skip


def _per(q: Any, kind: Kind, scene: Scene, context: Context) -> Per | None:
    """ "50,000 a year from 2018 and 100,000 from 2022": the rate holds for both, but for what was made in a year."""
    last = context.told
    if q.per or last is None or last.start < scene.sentence.start or last.kind != kind:
        return q.per  # type: ignore[no-any-return]
    return None if kind == "output" and last.per == "year" else last.per


def _claim(  # noqa: PLR0913, PLR0917 -- all that a claim is made of
    scene: Scene,
    q: Any,
    i: int,
    kind: Kind,
    chosen: Option,
    laid: Laid,
    context: Context,
    traits: list[str],
    sure: tuple[float, float],
) -> Claim:
    today, end = context.published, chosen.days[1]
    held = today is not None and end is not None and end >= today
    prior = kind in _PLANS and _is_prior(scene, q, i, kind, traits, held=held)
    q = _as_denied(scene, _as_reached(scene, q, i), i)
    unit = q.unit if kind == "investment" else context.unit_of(q)
    return Claim(
        kind=kind,
        producer=laid.producer,  # type: ignore[arg-type]
        site=laid.site,
        first=chosen.days[0],
        last=chosen.days[1],
        low=q.low,
        high=q.high,
        unit=unit,
        per=None if kind == "investment" else _per(q, kind, scene, context),
        prior=prior,
        wording=q.wording,
        number=(q.number_start, q.number_end),
        rules=(kind,),
        kind_share=sure[0],
        time_share=sure[1],
        who_share=laid.share,
        who_cost=laid.far,
        bare=q.figure == "bare",
        chosen_by=chosen_by(traits, chosen.traits, laid.traits),
    )


def _product(  # noqa: PLR0913, PLR0917 -- all that it is chosen by
    scene: Scene, q: Any, at: tuple[int, int], kind: Kind, laid: Laid, context: Context
) -> str | None:
    """What is counted, or measured out."""
    if kind == "investment":
        return None
    noun = None if q.figure == "measure" else q.noun
    producer = laid.producer.name if laid.producer else ""
    offered = product_options(scene, at, noun, context, producer)
    if context.judged is not None:
        place = {"start": q.number_start, "end": q.number_end, "titled": context.titled}
        context.note(Judged(what="figure product", options=offered, **place))
    return chosen_product(offered, kind)


def _is_prior(  # noqa: PLR0913 -- all that a claim's plan is known by
    scene: Scene, q: Any, i: int, kind: Kind, traits: list[str], *, held: bool
) -> bool:
    """Whether a plan is an old one; `held`: its time is not over."""
    revised = scene.revised.get(q.start)
    if held and revised is not None and revised.plan and not revised.old:
        return False  # "has cut its 2025 target from 75 to 25"
    if held and revised is None and _is_reported(scene, q):
        return False
    before = _before(scene, q)
    if kind == "target" and (GIVEN_UP.search(before) or LEFT.search(before)):
        return True
    told = classes("prior").read([*traits, f"kind {kind}"]).get("prior", 0.0)
    if told > PRIOR[kind] or kind != "target":
        return told > PRIOR[kind]
    if revised is not None:  # "raised its target to 200,000 from 150,000", "instead of 130,000"
        return bool(revised.old and revised.plan)
    return any(c.tag == "prior" and c.last < i and scene.apart(c.last, i) < 1.0 for c in scene.cues)


def _before(scene: Scene, q: Any) -> str:
    """The words of the sentence before a figure, as far as they may speak of it."""
    return scene.text[max(scene.sentence.start, q.start - BEFORE) : q.start]


def _is_reported(scene: Scene, q: Any) -> bool:
    """Behind "said it planned", where nothing tells that it was said at another time."""
    before = _before(scene, q)
    return REPORTED.search(before) is not None and THEN.search(before) is None


def as_money(scene: Scene, q: Any) -> Any:
    """A bare figure behind a sum of money in the same sentence is money, too."""
    if q.figure != "bare" or q.per is not None or (q.top or 0) < LEAST_MONEY:
        return q
    before = [p for p in scene.quantities if p.start < q.start]
    if not before or before[-1].figure != "money":
        return q
    ratio = q.top / before[-1].top if before[-1].top else 0.0
    return replace(q, figure="money", unit=before[-1].unit) if 0.01 <= ratio <= 100 else q


def _as_reached(scene: Scene, q: Any, i: int) -> Any:
    """ "up to N" after a verb or noun of growth is N; not so «цех мощностью до N»."""
    if not q.up_to:
        return q
    before = scene.tokens[: scene.index(q.start)][-1:]
    if before and before[0].lower in _SIZED:
        return q
    return q.as_reached() if reached(scene, i) or goes_on(scene, q) else q


_SIZED = frozenset(("мощностью", "производительностью", "вместимостью", "объемом"))


_TURNED = {"over": "at most", "just over": "at most", "less than": "at least"}
_VERBS = ("plan", "will", "can", "make")
_DENYING = frozenset(["not", "n't", "never", "cannot", "won't", "doesn't", "don't", "не"])
DENIED = 3.0


def _as_denied(scene: Scene, q: Any, i: int) -> Any:
    """ "does not expect to build more than 57,000": at most so many."""
    wording = _TURNED.get(q.wording or "")
    if wording is None or not q.top:
        return q
    for at, token in enumerate(scene.tokens[:i]):
        denied = token.lower in _DENYING and scene.apart(at, i) < DENIED
        if denied and any(c.tag.startswith(_VERBS) and at < c.last < i for c in scene.cues):
            low, high = (None, q.top) if wording == "at most" else (q.top, None)
            return replace(q, low=low, high=high, wording=wording)
    return q
