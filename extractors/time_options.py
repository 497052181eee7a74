"""The days that a figure or event may be about, as options: times of its sentence, times told before, none at all."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from extractors.context import Context, Days
from extractors.event_spots import Spot
from extractors.fiscal_times import business_year, ending, last_quarter, of_business_year
from extractors.lasting_times import lasting_options
from extractors.own_times import own_options
from extractors.scenes import Scene
from extractors.stretches import Option, length, variants, when
from extractors.surroundings import root, roots
from extractors.times import earlier, is_compared

_CHIEF = 2
"""So many traits say most of an option, beside its role and side."""
_VERBS = ("make", "plan", "will", "can", "capacity")
_REACH = 6.0
"""How far from a figure the word of making or planning may stand that it is told by."""
_MOST_TOLD = 3
_MOST_YEARS = 6
"""So many years told before are thought of as beginnings of what was made until today."""
_AGO = frozenset({"earlier", "ago", "before", "previous", "last", "corresponding", "ранее", "раньше", "назад", "прошлом", "прошлого", "прошлогодних", "прошлогодний", "позапрошлом", "предыдущем", "прежде"})  # fmt: skip
"""Words that date what something is compared with."""
_SINCE = frozenset(map(root, ["since", "already", "total", "altogether", "cumulative", "history", "so", "milestone", "far", "years", "всего", "уже", "тех", "момента", "пор", "истории", "время", "накопленным", "юбилейный", "запуска", "лет"]))  # fmt: skip
"""Words that count up to today."""


def figure_options(scene: Scene, q: Any, i: int, j: int, context: Context) -> list[Option]:
    """What the figure `q` at tokens `i` to `j` may be about."""
    found = [
        *own_options(scene, i, j, context),
        *_carried(scene, context),
        *_told_often(scene, context),
        *_a_year_before(scene, context),
        *_nothing_of(scene, context),
        *scene.once("cumulative", lambda s: list(_cumulative(s, context))),
        *scene.once("business years", lambda s: list(_business_years(s, context))),
    ]
    beside, said = _situation(scene, i, j), _said_of(scene, q, i, j)
    return [
        Option(o.days, (*o.traits, *[f"{beside} {t}" for t in o.traits[:2]]), o.period)
        for o in _joined(_merged(found), said)
    ]


def _joined(options: Sequence[Option], said: Sequence[str]) -> list[Option]:
    """The options, the chief traits of each also in the light of how the figure or event is said."""
    return [
        Option(
            o.days, (*o.traits, *[f"{how} {t}" for t in _chief(o.traits) for how in said]), o.period
        )
        for o in options
    ]


def _said_of(scene: Scene, q: Any, i: int, j: int) -> list[str]:
    """How the figure is said: its rate, the nearest word of making or planning, whether it is an end of a revised plan or the N-th piece."""
    revised = scene.revised.get(q.start)
    near = [
        (scene.between(c.first, c.last, i, j), c.tag)
        for c in scene.cues
        if c.tag.startswith(_VERBS)
    ]
    cost, verb = min(near, default=(_REACH, "nothing"))
    found = [f"a {q.per or 'number'}", f"by {verb if cost < _REACH else 'nothing'}"]
    if revised is not None:
        found.append(f"revised {'old' if revised.old else 'new'}")
    if q.ordinal:
        found.append("ordinal")
    if scene.sentence.role != "running":
        found.append(f"in a {scene.sentence.role}")
    return found


def _chief(traits: Sequence[str]) -> list[str]:
    """The traits that say most of an option."""
    return [*traits[:_CHIEF], *[t for t in traits[_CHIEF:] if t.startswith(("role ", "own "))]]


def _situation(scene: Scene, i: int, j: int) -> str:
    """Whether a figure is what another is held against: "against 40", "(40)", "40 a year ago"."""
    words = [t.lower for t in scene.tokens]
    if is_compared(scene, i) or any(c.tag == "compare" and 0 < i - c.last <= 3 for c in scene.cues):
        return "compared"
    if i and words[i - 1] == "(":
        return "in brackets"
    after = words[j + 1 : j + 6]
    if _AGO & set(after):
        return "ago after"
    return "ago before" if _AGO & set(words[max(0, i - 6) : i]) else "plain"


def _a_year_before(scene: Scene, context: Context) -> Iterator[Option]:
    """The same stretch of the year before: of the figure told last, of the sentence's first time."""
    stretches = [("told", context.days_told)]
    stretches += [("first", d) for p in scene.times[:1] for _, d in variants(p, context)]
    stretches += [("often", days) for days, _ in context.days_of_figures.most_common(1)]
    for where, days in stretches:
        before = earlier(days, (1, "year"))
        if before is not None:
            own = f"{min(2, len(scene.times))} own"
            here = context.told is not None and context.told.start >= scene.sentence.start
            yield Option(
                days=before,
                traits=(
                    "year before",
                    f"year before {where}",
                    f"year before {where} {own}",
                    f"year before {where} {here}",
                    f"year before {length(before)}",
                ),
            )


def event_options(scene: Scene, spot: Spot, context: Context) -> list[Option]:
    """When the start or stop at `spot` may be."""
    i, j = spot.first, spot.last
    found = [
        *own_options(scene, i, j, context), *scene.once("lasting", lambda s: list(lasting_options(s, context))),
        *_carried(scene, context), *_told_event(scene, context), *_nothing_of(scene, context), *_today(scene, context),
    ]  # fmt: skip
    tags = {c.tag for c in spot.cues} or {"no cue"}
    return _joined(_merged(found), [f"by {tag}" for tag in sorted(tags)[:2]])


def _merged(found: Sequence[Option]) -> list[Option]:
    """One option for each stretch of days; what speaks for it by several ways is added up."""
    by_days: dict[Days, Option] = {}
    for option in found:
        old = by_days.get(option.days)
        if old is None:
            by_days[option.days] = option
        else:
            traits = tuple(dict.fromkeys((*old.traits, *option.traits)))
            by_days[option.days] = Option(days=option.days, traits=traits, period=old.period)
    return list(by_days.values())


def _carried(scene: Scene, context: Context) -> Iterator[Option]:
    """Times told before: of the figure before, of the sentences before, of the headline."""
    own = "beside own" if scene.times else "alone"
    yield from _told_last(scene, context, own)
    yield from scene.once("said before", lambda s: list(_said_before(s, context, own)))


def _said_before(scene: Scene, context: Context, own: str) -> Iterator[Option]:
    """Times of the sentences before, and of the headline."""
    for age, (line, period) in enumerate(reversed(context.times_told[-4:])):
        away = min(3, scene.sentence.line - line)
        said = (
            "said",
            f"said {age} {own}",
            f"said {away} lines ago",
            f"said {away} {age} {period.grain}",
            f"said {period.grain} {own}",
            f"said {period.role}",
        )
        for way, days in variants(period, context):
            yield _carried_option(days, (*said, f"said way {way}"), context)
        for way, days in of_business_year(period, context.year_end) if context.year_end else ():
            yield _carried_option(days, (*said, f"said way {way}"), context)
    head = context.headline_period
    if head is not None:
        for way, days in variants(head, context):
            yield _carried_option(
                days,
                (
                    "headline",
                    f"headline {own}",
                    f"headline {head.grain} {own}",
                    f"headline way {way}",
                ),
                context,
            )


def _business_years(scene: Scene, context: Context) -> Iterator[Option]:
    """The business year that runs, the one before and the next, where the article says when its year ends."""
    today, end = context.published, context.year_end
    if today is None or end is None or not 3 < today.year < 9996:
        return
    words = _RUNS.intersection(roots(scene))
    now = business_year(today, end)
    for way, years in (("runs", 0), ("is over", -1), ("is next", 1), ("before the last", -2)):
        days = ending(now[1].year + years, end, 12)
        yield _carried_option(
            days,
            (f"business year {way}", f"business year {way} {min(2, len(scene.times))} own", *(f"business year {way} {w}" for w in words)),
            context,
        )  # fmt: skip


_RUNS = frozenset(map(root, ["fiscal", "financial", "business", "year", "last", "current", "this", "next", "previous", "past", "full", "whole", "ended", "ending", "forecast", "финансовый", "фискальный", "год", "году", "текущий", "прошлый", "нынешний", "следующий", "предыдущий", "весь"]))  # fmt: skip
"""Words that tell which business year is meant."""


def _told_last(scene: Scene, context: Context, own: str) -> Iterator[Option]:
    """The days of the figure told last."""
    told = context.told
    if told is None or told.days[0] is None:
        return
    here = told.start >= scene.sentence.start
    where = "here" if here else str(min(3, scene.sentence.line - told.line))
    base = ("told", f"told {own}", f"told {where}", f"told {where} {own}")
    yield _carried_option(told.days, base, context)


def _told_often(scene: Scene, context: Context) -> Iterator[Option]:
    """What most figures of the article have been about so far: the month or quarter that a report tells of."""
    own = "beside own" if scene.times else "alone"
    told = context.days_of_figures
    whole = max(1, told.total())
    for rank, (days, times) in enumerate(told.most_common(_MOST_TOLD)):
        base = (
            "told often", f"told often {rank} {own}", f"told often {rank} {min(4, times)}",
            f"told often {round(4 * times / whole)} of 4", f"told often {own} {min(4, len(told))} kinds",
        )  # fmt: skip
        yield _carried_option(days, base, context)


def _cumulative(scene: Scene, context: Context) -> Iterator[Option]:
    """From a year told before, or so many years ago, to the day of the article."""
    today = context.published
    if today is None:
        return
    words = _SINCE.intersection(roots(scene))
    told = "since told" if words else "since not told"
    years = [
        (line, p.first.year, "before")
        for line, p in context.years_told
        if p.first.year < today.year
    ]
    years += [
        (scene.sentence.line, p.first.year, "here")
        for p in scene.times
        if p.first and p.first.year < today.year
    ]
    lengths = [
        p.length for p in scene.periods if p.role == "for" and p.length and p.length[1] == "year"
    ]
    years += [
        (scene.sentence.line, today.year - int(n), "so long") for n, _ in lengths if 0 < n < 150
    ]
    if context.first_year is not None and context.first_year < today.year:
        years.insert(0, (0, context.first_year, "anywhere"))
    yield from _until_then(scene, years, told)
    seen: set[int] = set()
    for age, (line, year, where) in enumerate(reversed(years)):
        if year not in seen:
            seen.add(year)
            away = min(4, scene.sentence.line - line)
            first = "earliest" if year == min(y for _, y, _ in years) else "not earliest"
            yield Option(
                days=(date(year, 1, 1), today),
                traits=(
                    "to date",
                    f"to date {where}",
                    f"to date {where} {told}",
                    f"to date {away} lines",
                    f"to date {min(4, age)} {where}",
                    f"to date {first} {where}",
                    f"to date {min(5, (today.year - year) // 3)}",
                ),
            )
        if len(seen) >= _MOST_YEARS:
            return


def _until_then(scene: Scene, years: list[tuple[int, int, str]], told: str) -> Iterator[Option]:
    """From the first year told to a past time of the sentence: "the millionth left it in September 1980"."""
    first = min((y for _, y, _ in years), default=None)
    for period in scene.times:
        if first is not None and period.last and first < period.last.year:
            traits = ("until then", f"until then {told}", f"until then {period.grain}", f"until then {period.role}")  # fmt: skip
            yield Option(days=(date(first, 1, 1), period.last), traits=traits)


def _carried_option(days: Days, traits: tuple[str, ...], context: Context) -> Option:
    lies, lasts = when(days, context), length(days)
    more = (f"carried lies {lies}", f"carried lasts {lasts}", f"carried {lies} {lasts}")
    return Option(days=days, traits=(*traits, *more))


def _nothing_of(scene: Scene, context: Context) -> list[Option]:
    told = context.days_told[0] is not None
    return scene.once(("nothing", told), lambda s: list(_nothing(s, context)))


def _nothing(scene: Scene, context: Context) -> Iterator[Option]:
    own = f"{min(2, len(scene.times))} own"
    told = "told before" if context.days_told[0] else "nothing before"
    yield Option(
        days=(None, None), traits=("none", f"none {own}", f"none {told}", f"none {own} {told}")
    )
    today = context.published
    if today is not None:
        year = (date(today.year, 1, 1), date(today.year, 12, 31))
        words = _SINCE.intersection(roots(scene))
        so_far = (
            "so far",
            f"so far {own}",
            f"so far {own} {'told' if words else 'not told'}",
            f"so far {told}",
        )
        yield Option(days=(year[0], today), traits=so_far)
        yield Option(
            days=(year[0], today.replace(day=1) - timedelta(days=1)),
            traits=("to last month", *(f"{t} month" for t in so_far)),
        )
        if not _QUARTER.isdisjoint(roots(scene)) and today.year > 1:
            quarter = last_quarter(today)
            traits = ("last quarter", f"last quarter {own}", f"last quarter {told}")
            yield Option(days=quarter, traits=traits)
            yield Option(days=earlier(quarter, (1, "year")) or quarter, traits=("quarter of the year before", *(f"{t} of the year before" for t in traits)))  # fmt: skip
        if not _HALF.isdisjoint(roots(scene)) and today.year > 1:
            last = last_quarter(today)[1]
            name = "six months back" if last.month % 6 else "last half"
            yield Option(days=ending(last.year, last.month, 6), traits=(name, f"{name} {own}", f"{name} {told}"))  # fmt: skip
            if last.month % 6:
                last = last_quarter(last)[1]
                yield Option(days=ending(last.year, last.month, 6), traits=("half before", f"half before {own}"))  # fmt: skip
        yield Option(
            days=year,
            traits=(
                "this year",
                f"this year {own}",
                f"this year {told}",
                f"this year {own} {told}",
            ),
        )


_HALF = frozenset(map(root, ["half", "half-year", "полугодие", "полугодии"]))
_QUARTER = frozenset(map(root, ["quarter", "months", "квартал", "квартале", "месяца"]))


def _today(scene: Scene, context: Context) -> Iterator[Option]:
    if context.published is not None:
        own = f"{min(2, len(scene.times))} own"
        line = "top" if scene.sentence.line <= 2 else "further"
        yield Option(
            days=(context.published, context.published),
            traits=("today", f"today {own}", f"today {own} {line}"),
        )


def _told_event(scene: Scene, context: Context) -> Iterator[Option]:
    told = context.event
    if told is not None and told.days[0] is not None:
        here = told.sentence == scene.sentence.start
        own = "beside own" if scene.times else "alone"
        base = ("event told", f"event told {here} {own}", f"event told {told.kind}")
        yield _carried_option(told.days, base, context)
