"""Times that belong together: the ends of a span, a weekday and its date, a day and how long from there."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractors.moments import calendars
from extractors.moments.calendars import Days, Time, moved
from extractors.moments.steps import WORDS
from extractors.tokens import Tokens

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
_POSTPONED = frozenset({"postponed", "postpones", "delayed", "delays", "deferred", "rescheduled"})
"""Of those, the ones that hold for a date far behind them: "postponed the launch of its new line from 2024 to 2026"."""
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
_FOR_DURATION = (
    ["for"],
    ["for", "a"],
    ["на"],
    [",", "на"],
    [",", "for"],
    [",", "for", "a"],
    ["сроком", "на"],
)
_UNIT_DAYS = {"day": 1, "week": 7}


@dataclass(slots=True)
class Found:
    """A time with its tokens, on the way to a Period."""

    time: Time
    first: int
    last: int
    role: str
    begin: int


def joined(found: list[Found], tokens: Tokens, language: str) -> list[Found]:
    """The times of a text in order, those that belong together as one."""
    return _lengthened(_linked(_without_weekdays(found, tokens), tokens, language), tokens)


def _without_weekdays(found: list[Found], tokens: Tokens) -> list[Found]:
    """A weekday beside its date says nothing more: "on Wednesday, October 1"."""
    kept: list[Found] = []
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


def _linked(found: list[Found], tokens: Tokens, language: str) -> list[Found]:
    """Two times with "to" between them are one span."""
    kept: list[Found] = []
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


def _links(a: Found, b: Found, tokens: Tokens, language: str) -> bool:
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


def _is_postponed(a: Found, b: Found, tokens: Tokens) -> bool:
    """ "moved from 2024 to 2025": two dates of one event and no span."""
    if a.time.grain == "day" or b.time.grain == "day":
        return False
    if any(word in _MOVES for word in tokens.words[max(0, a.begin - 7) : a.begin]):
        return True
    before = tokens.words[max(0, a.begin - 15) : a.begin]
    clause = before[max((n for n, w in enumerate(before) if w in ".;,"), default=-1) + 1 :]
    return not _POSTPONED.isdisjoint(clause)


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


def _lengthened(found: list[Found], tokens: Tokens) -> list[Found]:
    """A pause that begins on a day and lasts: "two weeks from July 21", «11 ноября, на пять недель»."""
    kept: list[Found] = []
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


def _last_before(time: Time, limit: date) -> date | None:
    if time.first is None:
        return None
    return next(
        (
            d
            for y in (1, 0, -1, -2, -3)
            if (d := moved(time.first, limit.year - time.first.year + y)) <= limit
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
            if (d := moved(time.last, limit.year - time.last.year + y)) >= limit
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
