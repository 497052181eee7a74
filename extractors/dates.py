"""What feeds and pages write for a date → aware UTC time, or None where it cannot be told for sure.

`2026-03-04T10:00:00+03:00`, `Wed, 04 Mar 2026 10:00:00 CEST`, `4 марта 2026, 10:00`, `04.03.2026`, `March 4th, 2026`, `1772607600`.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

EARLIEST = datetime(1991, 1, 1, tzinfo=UTC)
SLACK = timedelta(days=1)
"""A date may be this much later than the time it was fetched at: clocks and zones are often wrong."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january янв январь января januar jänner jänn janvier janv enero ene gennaio gen janeiro januari stycznia",
            "feb february фев февр февраль февраля februar feber février fevrier févr fevr fév febrero febbraio fevereiro fev februari lutego",
            "mar march мар март марта märz maerz mrz mär mars marzo março marco maart mrt marca",
            "apr april апр апрель апреля avril avr abril abr aprile kwietnia",
            "may май мая mai mayo maggio mag maio mei maja",
            "jun june июн июнь июня juni juin junio giugno giu junho czerwca",
            "jul july июл июль июля juli juillet juil julio luglio lug julho lipca",
            "aug august авг август августа août aout agosto ago augustus sierpnia",
            "sep sept september сен сент сентябрь сентября septembre septiembre settembre set setembro września",
            "oct october окт октябрь октября okt oktober octobre octubre ottobre ott outubro out października",
            "nov november ноя нояб ноябрь ноября novembre noviembre novembro listopada",
            "dec december дек декабрь декабря dez dezember décembre decembre déc diciembre dic dicembre dezembro december grudnia",
        ),
        1,
    )
    for name in names.split()
}
ZONES = {
    name: timezone(timedelta(minutes=minutes))
    for names, minutes in (
        ("utc gmt z ut uct wet", 0),
        ("bst west ist-ie", 60),
        ("cet mez met", 60),
        ("cest mesz mest", 120),
        ("eet cat sast", 120),
        ("eest msk мск", 180),
        ("msd samt gst", 240),
        ("yekt pkt", 300),
        ("ist", 330),
        ("omst", 360),
        ("krat novt ict wib", 420),
        ("irkt hkt awst sgt", 480),
        ("jst kst yakt", 540),
        ("vlat aest", 600),
        ("aedt magt", 660),
        ("nzst pett", 720),
        ("nzdt", 780),
        ("brt art", -180),
        ("adt", -180),
        ("ast edt", -240),
        ("est cdt", -300),
        ("cst mdt", -360),
        ("mst pdt", -420),
        ("pst akdt", -480),
        ("akst", -540),
        ("hst", -600),
    )
    for name in names.split()
}
CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})(?::|h|\.(?=\d\d\s*(?:uhr|ч|$)))(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?!\d)\s*(?:uhr\b)?\s*([ap]\.?m\b\.?)?",
    re.IGNORECASE,
)
OFFSET = re.compile(r"(?:utc|gmt)?\s*([+\-−])\s*(\d{1,2}):?(\d{2})?\s*(?:$|\)|\()", re.IGNORECASE)
ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?Z?$")
DOTTED = re.compile(r"(?<!\d)(\d{1,2})[.\-](\d{1,2})[.\-](\d{4}|\d{2})(?!\d)")
SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?!\d)")
WORD = re.compile(r"[^\W\d_]+")
DAY_BEFORE = re.compile(
    r"(?<!\d)(\d{1,2})(?:-?(?:st|nd|rd|th|го|е))?[\s.,\-/]*(?:de\s+|of\s+)?$", re.IGNORECASE
)
DAY_AFTER = re.compile(r"[\s.,\-/]*(\d{1,2})(?!\d)")
FULL_YEAR = re.compile(r"(?<![\d+:])(\d{4})(?!\d)")


def parse_date(
    text: str | None, zone: tzinfo = UTC, latest: datetime | None = None
) -> datetime | None:
    """The time that `text` says, in UTC; without a zone of its own it is in `zone`, without a clock time it is midnight there.

    None where it is no date, is ambiguous (03/04/2026), before 1991 or later than `latest` and a day.
    """
    text = " ".join((text or "").split())[:120]
    if not text:
        return None
    try:
        return bounded(_parsed(text, zone), latest)
    except (ValueError, OverflowError):
        return None


def bounded(found: datetime | None, latest: datetime | None) -> datetime | None:
    """`found` in UTC, at the latest `latest`; None where it is absurd: before 1991 or more than a day later."""
    if found is None:
        return None
    found = found.astimezone(UTC)
    if found < EARLIEST or (latest is not None and found > latest + SLACK):
        return None
    return found if latest is None else min(found, latest.astimezone(UTC))


def _parsed(text: str, zone: tzinfo) -> datetime | None:
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return datetime.fromtimestamp(int(text) / (1000 if len(text) == 13 else 1), UTC)
    packed = COMPACT.match(text)
    if packed:
        parts = [int(part or 0) for part in packed.groups()]
        return datetime(*parts, tzinfo=UTC if text.endswith("Z") else zone)  # type: ignore[arg-type,misc]
    clock, rest = _clock(text)
    day = _day(rest)
    if day is None:
        return None
    at, over = clock or (time(0), 0)
    said = _zone(text) if clock else None
    return datetime.combine(day, at, said or zone) + timedelta(days=over)


def _clock(text: str) -> tuple[tuple[time, int] | None, str]:
    """The time of day with the days it runs over (24:00), and the text without it."""
    text = re.sub(r"(?<=\d)T(?=\d)", " ", text)
    found = CLOCK.search(text)
    if not found:
        return None, text
    hour, minute, second = int(found[1]), int(found[2]), min(int(found[3] or 0), 59)
    if found[4]:
        if not 1 <= hour <= 12:
            raise ValueError(text)
        hour = hour % 12 + (12 if found[4][0] in "pP" else 0)
    over = 1 if (hour, minute) == (24, 0) else 0
    return (
        time(hour % 24 if over else hour, minute, second),
        over,
    ), f"{text[: found.start()]} | {text[found.end() :]}"


def _day(text: str) -> date | None:
    for pattern, order in ((ISO, "ymd"), (DOTTED, "dmy"), (SLASHED, "?")):
        found = pattern.search(text)
        if found:
            return _numeric(found, order)
    named = [word for word in WORD.finditer(text) if word[0].lower() in MONTHS]
    named.sort(key=lambda word: DAY_BEFORE.search(text[: word.start()]) is None)  # "mar., 4 févr."
    days = [day for day in (_named(text, word) for word in named) if day]
    return days[0] if days else None


def _numeric(found: re.Match[str], order: str) -> date | None:
    first, second, third = (int(part) if part else 1 for part in found.groups())
    if order == "ymd":
        return date(first, second, third)
    year = _year(third, found[3])
    if order == "dmy" or first > 12:
        return date(year, second, first)
    if second > 12 or first == second:
        return date(year, first, second)
    return None  # 03/04/2026: March or April


def _named(text: str, word: re.Match[str]) -> date | None:
    """`4 марта 2026`, `March 4th, 2026`, `04-Mar-26`: the numbers beside the name of a month."""
    month = MONTHS[word[0].lower()]
    head, tail = text[: word.start()], text[word.end() :]
    before = DAY_BEFORE.search(head)
    if before:
        year = re.search(r"(?<![\d+:])(\d{4}|\d{2})(?![\d:])", tail) or FULL_YEAR.search(head)
        return date(_year(int(year[1]), year[1]), month, int(before[1])) if year else None
    after, year = DAY_AFTER.match(tail), FULL_YEAR.search(text)
    return date(int(year[1]), month, int(after[1])) if after and year else None


def _year(number: int, written: str) -> int:
    if len(written) > 2:
        return number
    return number + (2000 if number < 70 else 1900)


def _zone(text: str) -> tzinfo | None:
    """The zone after the clock time: an offset, else a known name; a name nobody knows is None."""
    tail = text[CLOCK.search(re.sub(r"(?<=\d)T(?=\d)", " ", text)).end() :]  # type: ignore[union-attr]
    offset = OFFSET.search(tail)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        if minutes > 15 * 60:
            raise ValueError(text)
        return timezone(timedelta(minutes=minutes if offset[1] == "+" else -minutes))
    words = [word[0].lower() for word in WORD.finditer(tail)]
    return next((ZONES[word] for word in words if word in ZONES), None)
