"""Periods of time in a sentence, as the annotation guide counts them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, get_args

from extractors.moments import calendars
from extractors.moments.calendars import Days, Grain, Time
from extractors.moments.cores import Cores
from extractors.moments.steps import WORDS, classify
from extractors.tokens import Tokens, folded, tokenise

Role = Literal[
    "in", "by", "from", "until", "since", "before", "after", "not_before", "earlier", "for"
]
_ROLES: frozenset[str] = frozenset(get_args(Role))
_DASHES = frozenset("-–—‑‐−")
_MOVES = frozenset(
    (
        "moved",
        "move",
        "moves",
        "postponed",
        "delayed",
        "pushed",
        "slipped",
        "shifted",
        "shift",
        "back",
        "deferred",
        "rescheduled",
        "brought",
        "slips",
        "changed",
        "forward",
        "slip",
        "postpones",
        "delays",
        "pushes",
        "delay",
        "put",
        "revised",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A calendar period as a text names it; the span is in characters of the text, end exclusive."""

    start: int
    end: int
    """The span with its preposition."""
    time_start: int
    """Where the time itself begins, after the preposition."""
    first: date | None
    last: date | None
    """Inclusive. Both None where the text names a time that the guide leaves null, or `published` is missing."""
    grain: Grain
    role: Role
    relative: bool
    """Counted from `published`."""
    rule: str
    """The shape that fired."""
    done: Days | None = None
    planned: Days | None = None
    """What it is for what has happened, and for what is planned, where that matters ("in December", "on Thursday")."""
    length: tuple[int, str] | None = None
    """Of a duration, or of a shift into the past: (2, "week"), (1, "year")."""
    cumulative: Days | None = None
    """After since or from: from the first day of the period to `published`, where that is later."""
    weak: bool = False
    """Said in passing ("for the year", "last."): another period of the sentence goes first."""

    yearless: bool = False
    """Month, day, quarter, … to which the text gives no year; `in_year` gives it one."""
    anchored: Days | None = None
    """What it is in the light of a period earlier in the same text: "in March" after "in 2022", "a year earlier"."""

    def in_year(self, year: int) -> Days | None:
        """The same days of another year, None for what has no days."""
        if self.first is None or self.last is None:
            return None
        moved = year - self.first.year
        return _moved(self.first, moved), _moved_end(self.last, moved)

    def resolve(self, *, done: bool) -> tuple[date | None, date | None]:
        """First and last day, for something that has happened or that is planned."""
        chosen = self.done if done else self.planned
        return chosen or (self.first, self.last)


def find_periods(text: str, published: date | None, language: str) -> list[Period]:
    """All periods of a sentence or paragraph in order, relative ones counted from `published`."""
    return read_periods(tokenise(text, folded(text)), published, language)


@dataclass(slots=True)
class _Found:
    """A time with its tokens, on the way to a Period."""

    time: Time
    first: int
    last: int
    role: str
    begin: int


def read_periods(tokens: Tokens, published: date | None, language: str) -> list[Period]:
    """`find_periods` of a text already cut up."""
    cores = Cores(tokens, published, language)
    found: list[_Found] = []
    free = 0
    for i in _places(tokens, language):
        if i < free or (parsed := cores.at(i)) is None:
            continue
        time, free = parsed
        if time.first:
            cores.before = time
        role, begin = _role(tokens, i, free, language)
        found.append(_Found(time, i, free, role, begin))
    if not found:
        return []
    linked = _linked(_without_weekdays(found, tokens), tokens, language)
    lengthened = _lengthened(linked, tokens)
    return _anchored([_period(one, tokens, published) for one in lengthened])


def _places(tokens: Tokens, language: str) -> list[int]:
    """The tokens at which a time may begin."""
    return [
        i
        for i, (kind, word) in enumerate(zip(tokens.kinds, tokens.words, strict=True))
        if kind in "ncd" or (kind == "w" and classify(word, language) is not None)
    ]


def _role(tokens: Tokens, i: int, after: int, language: str) -> tuple[str, int]:
    """Role from the words before token i, and the token at which they begin."""
    words, low = WORDS[language], tokens.words
    at = i
    while at and low[at - 1] in words.fillers and i - at < 3:
        if low[at - 1] in words.roles and low[at - 1] != "as":
            break
        at -= 1
    for phrase, role in words.late_roles.items():
        pieces = phrase.split()
        if low[after : after + len(pieces)] == pieces:
            return role, at
    for size in (4, 3, 2, 1):
        if size <= at:
            said = words.roles.get(" ".join(low[at - size : at]))
            if said:
                return said, at - size
    return "in", at


def _without_weekdays(found: list[_Found], tokens: Tokens) -> list[_Found]:
    """A weekday beside its date says nothing more: "on Wednesday, October 1"."""
    kept: list[_Found] = []
    for one in found:
        if kept and kept[-1].time.rule == "weekday" and one.time.grain in ("day", "span"):
            gap = tokens.words[kept[-1].last : one.first]
            if gap in ([], [","], ["("], ["of"]):
                one.role, one.begin = kept[-1].role, kept[-1].begin
                kept.pop()
        elif (
            kept
            and one.time.rule == "weekday"
            and kept[-1].time.grain == "day"
            and kept[-1].time.rule != "weekday"
        ):
            gap = tokens.words[kept[-1].last : one.first]
            if gap in ([","], ["("]):
                continue
        kept.append(one)
    return kept


def _linked(found: list[_Found], tokens: Tokens, language: str) -> list[_Found]:
    """Two times with "to" between them are one span."""
    kept: list[_Found] = []
    for one in found:
        if kept and _links(kept[-1], one, tokens, language):
            span = _span(kept[-1].time, one.time)
            if span:
                kept[-1].time = span
                kept[-1].last = one.last
                if kept[-1].role in ("from", "since"):
                    kept[-1].role = "in"
                continue
        kept.append(one)
    return kept


def _links(a: _Found, b: _Found, tokens: Tokens, language: str) -> bool:
    """Whether `a` and `b` are the ends of one span."""
    words = WORDS[language]
    gap = [w for w in tokens.words[a.last : b.first] if w not in words.articles]
    if a.time.grain == "duration" or b.time.grain == "duration" or _is_postponed(a, b, tokens):
        return False
    if gap in (["up", "to"], ["вплоть", "до"]) or (
        len(gap) == 2 and gap[0] in words.both and gap[1] in words.to
    ):
        return True
    if len(gap) != 1:
        return False
    if gap[0] in words.to:
        return a.role in ("from", "since", "in")
    if gap[0] in _DASHES:
        whole = tokens.kinds[a.last - 1] != "w" or tokens.glued(a.last) or a.time.grain == "day"
        return a.time.grain == b.time.grain and whole
    between = any(w in words.between for w in tokens.words[max(a.begin - 1, 0) : a.first])
    return gap[0] in words.both and between


def _is_postponed(a: _Found, b: _Found, tokens: Tokens) -> bool:
    """ "moved from 2024 to 2025": two dates of one event and no span."""
    if a.time.grain == "day" or b.time.grain == "day":
        return False
    return any(word in _MOVES for word in tokens.words[max(0, a.begin - 7) : a.begin])


def _span(a: Time, b: Time) -> Time | None:
    """From the first day of `a` to the last of `b`; the year of one goes over to the other."""
    if b.last is None or (a.first is None and not a.yearless):
        return None
    if a.rule == b.rule == "weekday":
        return _weekdays(a, b)
    if a.yearless and b.yearless:
        return _open_span(a, b)
    start: date | None = a.first
    end: date | None = b.last
    relative = a.relative or b.relative
    if a.yearless:
        start, relative = _last_before(a, b.last), b.relative
    elif b.yearless and a.first:
        end, relative = _first_after(b, a.first), a.relative
    if start is None or end is None or start > end:
        return None
    return Time(first=start, last=end, grain="span", relative=relative, rule="span")


def _weekdays(a: Time, b: Time) -> Time | None:
    """From Monday to Friday: the last such days that are over, or the next."""
    if not (a.first and b.done and a.planned):
        return None
    back = timedelta(days=(b.done[1].weekday() - a.first.weekday()) % 7)
    ahead = timedelta(days=(b.done[1].weekday() - a.planned[0].weekday()) % 7)
    done, planned = (b.done[1] - back, b.done[1]), (a.planned[0], a.planned[0] + ahead)
    return Time(
        first=done[0],
        last=done[1],
        grain="span",
        relative=True,
        rule="span",
        done=done,
        planned=planned,
    )


def _lengthened(found: list[_Found], tokens: Tokens) -> list[_Found]:
    """A pause that begins on a day and lasts: "two weeks from July 21", «11 ноября, на пять недель»."""
    kept: list[_Found] = []
    for one in found:
        last = kept[-1] if kept else None
        gap = tokens.words[last.last : one.first] if last else []
        begins = one.role in ("from", "since") and last is not None and last.last == one.begin
        if (
            last
            and one.time.grain == "day"
            and last.time.grain == "duration"
            and (begins or gap in _FROM_DAY)
        ):
            kept[-1] = replace(
                one,
                time=_lasting(one.time, last.time),
                first=last.first,
                begin=last.begin,
                role="in",
            )
        elif (
            last
            and last.time.grain == "day"
            and one.time.grain == "duration"
            and gap in _FOR_DURATION
        ):
            kept[-1] = replace(last, time=_lasting(last.time, one.time), last=one.last, role="in")
        else:
            kept.append(one)
    return kept


_FROM_DAY = (
    ["from"],
    ["starting"],
    ["beginning"],
    ["starting", "on"],
    ["from", "the"],
    ["с"],
    ["со"],
    ["начиная", "с"],
    ["as", "of"],
)
_FOR_DURATION = (["for"], ["на"], [",", "на"], [",", "for"], ["сроком", "на"])
_UNIT_DAYS = {"day": 1, "week": 7}


def _lasting(day: Time, duration: Time) -> Time:
    """The span of `duration` from `day` on."""
    if duration.length is None:
        return day

    def long(days: Days | None) -> Days | None:
        return (days[0], _end(days[0], *duration.length)) if days and duration.length else None

    whole = long((day.first, day.first)) if day.first else None
    if whole is None:
        return day
    return replace(
        day,
        first=whole[0],
        last=whole[1],
        grain="span",
        rule="weeks from a day",
        done=long(day.done),
        planned=long(day.planned),
        length=duration.length,
    )


def _end(first: date, count: int, unit: str) -> date:
    if unit in _UNIT_DAYS:
        return first + timedelta(days=count * _UNIT_DAYS[unit] - 1)
    months = count * (12 if unit == "year" else 1)
    start, _ = calendars.month_shifted(first, months)
    return (calendars.safe_date(start.year, start.month, min(first.day, 28)) or start) - timedelta(
        days=1
    )


def _anchored(periods: list[Period]) -> list[Period]:
    """Gives a time without a year, or a year before, what it is beside the year or span named earlier in the text."""
    year: int | None = None
    main: Period | None = None
    for k, period in enumerate(periods):
        if period.yearless and year:
            periods[k] = replace(period, anchored=period.in_year(year))
        elif (
            period.rule in ("same period", "ago")
            and main
            and period.length
            and period.length[1] == "year"
        ):
            periods[k] = replace(period, anchored=_years_before(main, period))
        elif period.grain == "year" and period.first and not period.weak:
            year = period.first.year
        if (
            period.grain in ("span", "half", "quarter", "month", "season", "year")
            and period.role != "earlier"
        ):
            main = periods[k]
    return periods


def _years_before(main: Period, earlier: Period) -> Days | None:
    """The main period, moved to the year of "the same period of 2023" or back by "a year earlier"."""
    if main.first is None or main.last is None or earlier.first is None or earlier.length is None:
        return None
    back = (
        earlier.first.year - main.last.year if earlier.rule == "same period" else -earlier.length[0]
    )
    return _moved(main.first, back), _moved_end(main.last, back)


def _moved_end(day: date, years: int) -> date:
    """Moves a last day, keeping the end of a month the end of the month."""
    last = calendars.months(day.year, day.month, day.month)[1]
    if day == last:
        return calendars.months(day.year + years, day.month, day.month)[1]
    return _moved(day, years)


def _moved(day: date, years: int) -> date:
    return calendars.safe_date(day.year + years, day.month, day.day) or date(
        day.year + years, day.month, 28
    )


def _last_before(time: Time, limit: date) -> date | None:
    if time.first is None:
        return None
    return next(
        (
            d
            for y in (1, 0, -1, -2, -3)
            if (d := _moved(time.first, limit.year - time.first.year + y)) <= limit
        ),
        None,
    )


def _first_after(time: Time, limit: date) -> date | None:
    if time.last is None:
        return None
    return next(
        (
            d
            for y in (-1, 0, 1, 2)
            if (d := _moved(time.last, limit.year - time.last.year + y)) >= limit
        ),
        None,
    )


def _open_span(a: Time, b: Time) -> Time | None:
    def ended(days: Days | None) -> Days | None:
        end = _first_after(b, days[0]) if days else None
        return (days[0], end) if days and end else None

    done, planned = ended(a.done), ended(a.planned)
    chosen = ended((a.first, a.first)) if a.first else None
    if chosen is None:
        return None
    return Time(
        first=chosen[0],
        last=chosen[1],
        grain="span",
        relative=True,
        rule="span",
        done=done,
        planned=planned,
        yearless=True,
    )


def _period(one: _Found, tokens: Tokens, published: date | None) -> Period:
    time = _with_role(one.time, one.role, published)
    role = one.role
    if time.rule in ("ago", "same period"):
        role = "earlier"
    if time.grain == "duration":
        role = "for"
    if (
        role in ("from", "since")
        and time.grain in ("span", "years")
        and time.rule != "year to date"
    ):
        role = "in"
    cumulative = None
    if role in ("since", "from") and time.first and published and time.first <= published:
        cumulative = (time.first, published)
    return Period(
        start=tokens.starts[one.begin],
        end=tokens.ends[one.last - 1],
        time_start=tokens.starts[one.first],
        first=time.first,
        last=time.last,
        grain=time.grain,
        role=role if role in _ROLES else "in",  # type: ignore[arg-type]
        relative=time.relative,
        rule=time.rule,
        done=time.done,
        planned=time.planned,
        length=time.length,
        cumulative=cumulative,
        weak=time.weak,
        yearless=time.yearless,
    )


def _with_role(time: Time, role: str, published: date | None) -> Time:
    """ "by the end of 2024" is the whole year; "since the start of the year" runs to `published`."""
    if time.rule == "end of year" and role in ("by", "until", "before") and time.first:
        first, last = calendars.year(time.first.year)
        return replace(time, first=first, last=last, grain="year", rule="by the end of year")
    if (
        time.rule == "early of year"
        and role in ("since", "from")
        and time.relative
        and time.first
        and published
    ) and time.first.year == published.year:
        return replace(
            time,
            first=date(published.year, 1, 1),
            last=published,
            grain="span",
            rule="year to date",
        )
    return time
