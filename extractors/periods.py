"""Periods of time in a sentence, as the annotation guide counts them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from extractors.moments import calendars
from extractors.moments.calendars import Days, Grain, Time, moved, moved_end
from extractors.moments.cores import Cores
from extractors.moments.spans import Found, joined
from extractors.moments.steps import WORDS, classify
from extractors.tokens import Tokens, folded, tokenise

Role = Literal[
    "in", "by", "from", "until", "since", "before", "after", "not_before", "earlier", "for"
]
FIRST_YEAR, LAST_YEAR = 200, 9800
_ROLES: frozenset[str] = frozenset(get_args(Role))


@dataclass(unsafe_hash=True, slots=True, kw_only=True)
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
        years = year - self.first.year
        return moved(self.first, years), moved_end(self.last, years)

    def resolve(self, *, done: bool) -> tuple[date | None, date | None]:
        """First and last day, for something that has happened or that is planned."""
        chosen = self.done if done else self.planned
        return chosen or (self.first, self.last)


def find_periods(text: str, published: date | None, language: str) -> list[Period]:
    """All periods of a sentence or paragraph in order, relative ones counted from `published`."""
    return read_periods(tokenise(text, folded(text)), published, language)


def read_periods(tokens: Tokens, published: date | None, language: str) -> list[Period]:
    """`find_periods` of a text already cut up; nothing is counted from a day near either end of the calendar."""
    if published is not None and not FIRST_YEAR <= published.year <= LAST_YEAR:
        published = None
    cores = Cores(tokens, published, language)
    found: list[Found] = []
    free = 0
    for i in _places(tokens, language):
        if i < free or (parsed := cores.at(i)) is None:
            continue
        time, free = parsed
        if time.first:
            cores.before = time
        role, begin = _role(tokens, i, free, language)
        found.append(Found(time, i, free, role, begin))
    if not found:
        return []
    periods = [_period(one, tokens, published) for one in joined(found, tokens, language)]
    return _anchored(_counted_from_named(periods, tokens.text))


_PREVIOUS = re.compile(r"(?:the )?(?:previous|preceding|prior)\b|предыдущ|предшеств", re.IGNORECASE)
_SENTENCE_END = re.compile(r"\n|[.!?][\"»”]?\s+[A-ZА-ЯЁ]")
_REACH = 200
"""Characters back to the time that "the previous year" is counted from."""


def _counted_from_named(periods: list[Period], text: str) -> list[Period]:
    """ "rose to 478,394 ounces in 2022 from 265,925 the previous year": counted from the time named, not from today."""
    named: dict[str, Period] = {}
    for k, period in enumerate(periods):
        main = named.get(period.grain)
        said = text[period.time_start : period.end]
        if period.relative and main and main.first and _PREVIOUS.match(said):
            between = text[main.end : period.start]
            if len(between) < _REACH and not _SENTENCE_END.search(between):
                days = _BEFORE[period.grain](main.first)
                periods[k] = replace(period, first=days[0], last=days[1])
        elif period.grain in _BEFORE and period.first and not period.weak:
            named[period.grain] = period
    return periods


_BEFORE: dict[str, Callable[[date], Days]] = {
    "year": lambda day: calendars.year(day.year - 1),
    "quarter": lambda day: calendars.quarter_shifted(day, -1),
    "month": lambda day: calendars.month_shifted(day, -1),
}


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


_OF_THE_YEAR = frozenset({"end of year", "by the end of year", "early of year", "mid of year"})
"""Parts of "the year", which may be the one named before."""


def _anchored(periods: list[Period]) -> list[Period]:
    """Gives a time without a year, or a year before, what it is beside the year or span named earlier in the text."""
    year: int | None = None
    main: Period | None = None
    for k, period in enumerate(periods):
        of_the_year = period.relative and period.rule in _OF_THE_YEAR
        if year and (period.yearless or of_the_year):
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
    return moved(main.first, back), moved_end(main.last, back)


def _period(one: Found, tokens: Tokens, published: date | None) -> Period:
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
