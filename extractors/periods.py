"""Periods of time in a sentence, as the annotation guide counts them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from extractors import calendars
from extractors.calendars import Days, Grain, Time
from extractors.period_cores import WORDS, Cores
from extractors.tokens import Tokens, folded, tokenise

Role = Literal[
    "in", "by", "from", "until", "since", "before", "after", "not_before", "earlier", "for"
]
_ROLES: frozenset[str] = frozenset(get_args(Role))
_DASHES = frozenset("-–—‑‐−")


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
    i, size = 0, len(tokens)
    kinds = tokens.kinds
    while i < size:
        parsed = cores.at(i) if kinds[i] in "wncd" else None
        if parsed:
            time, after = parsed
            role, begin = _role(tokens, i, after, language)
            found.append(_Found(time, i, after, role, begin))
            i = max(after, i + 1)
            continue
        i += 1
    linked = _linked(_without_weekdays(found, tokens), tokens, language)
    return [_period(one, tokens, published) for one in linked]


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


def _links(a: _Found, b: _Found, tokens: Tokens, language: str) -> bool:  # noqa: PLR0911
    words = WORDS[language]
    gap = [w for w in tokens.words[a.last : b.first] if w not in words.articles]
    if a.time.grain == "duration" or b.time.grain == "duration":
        return False
    if len(gap) == 2 and gap[0] in words.both and gap[1] in words.to:
        return True
    if len(gap) == 2 and gap == ["up", "to"]:
        return True
    if len(gap) != 1:
        return False
    link = gap[0]
    if link in words.to:
        return a.role in ("from", "since", "in")
    if link in _DASHES:
        return a.time.grain == b.time.grain and (
            tokens.kinds[a.last - 1] != "w" or tokens.glued(a.last) or a.time.grain == "day"
        )
    before = tokens.words[a.begin : a.first]
    return link in words.both and (
        any(w in words.between for w in before)
        or tokens.words[a.begin - 1 : a.begin] == ["between"]
    )


def _span(a: Time, b: Time) -> Time | None:  # noqa: PLR0911
    """From the first day of `a` to the last of `b`; the year of one goes over to the other."""
    if b.last is None or (a.first is None and not a.yearless):
        return None
    if a.yearless and not b.yearless:
        start = _last_before(a, b.last)
        return (
            Time(first=start, last=b.last, grain="span", relative=b.relative, rule="span")
            if start
            else None
        )
    if not a.yearless and b.yearless and a.first:
        end = _first_after(b, a.first)
        return (
            Time(first=a.first, last=end, grain="span", relative=a.relative, rule="span")
            if end
            else None
        )
    if a.yearless and b.yearless:
        return _open_span(a, b)
    if a.first and a.first <= b.last:
        return Time(
            first=a.first, last=b.last, grain="span", relative=a.relative or b.relative, rule="span"
        )
    if a.rule == "weekday" and b.rule == "weekday" and a.first:
        return Time(first=a.first, last=b.last, grain="span", relative=True, rule="span")
    return None


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
