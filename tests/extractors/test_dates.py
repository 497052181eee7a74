"""Dates as feeds and pages write them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from extractors.dates import parse_date

FETCHED = datetime(2026, 11, 1, tzinfo=UTC)

SAME = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
SAID = [
    # one moment, as many ways as people write it
    "2026-03-04T10:00:00Z", "2026-03-04T10:00:00+00:00", "2026-03-04T13:00:00+03:00", "2026-03-04T13:00:00+0300",
    "2026-03-04T05:00:00-05:00", "2026-03-04T10:00:00.123456Z", "2026-03-04T10:00Z", "2026-03-04 10:00", "2026-03-04 10:00:00 UTC",
    "2026/03/04 10:00:00", "20260304T100000Z", "1772618400", "1772618400000",
    "Wed, 04 Mar 2026 10:00:00 GMT", "Wed, 04 Mar 2026 10:00:00 +0000", "Wed, 4 Mar 26 10:00 GMT", "04 Mar 2026 10:00:00 Z",
    "Wed, 04 Mar 2026 12:00:00 CEST", "Wed, 04 Mar 2026 11:00:00 CET", "Wed, 04 Mar 2026 13:00:00 MSK", "Wed, 04 Mar 2026 05:00:00 EST",
    "Wed, 04 Mar 2026 06:00:00 EDT", "Wed, 04 Mar 2026 19:00:00 JST", "Wed, 04 Mar 2026 15:30:00 IST", "Wed, 04 Mar 2026 13:00:00 UTC+3",
    "Wed, 04 March 2026 10:00:00 GMT", "Wednesday, March 4, 2026 - 10:00", "March 4th, 2026 10:00 AM", "March 4, 2026, 10:00 a.m.",
    "Mar 4 2026 10:00AM", "Wed Mar 04 10:00:00 UTC 2026", "04-Mar-2026 10:00", "4 of March 2026, 10:00",
    "4 марта 2026, 10:00", "4 марта 2026 г. в 10:00", "10:00, 4 марта 2026", "04 мар 2026 10:00", "Ср, 04 мар 2026 13:00:00 +0300",
    "04.03.2026 10:00", "4.3.2026, 10:00", "04.03.26 10:00", "4. März 2026 10:00 Uhr", "Mi, 04 Mrz 2026 11:00:00 +0100",
    "mer., 04 mars 2026 11:00:00 +0100", "4 de marzo de 2026 10:00", "mié, 04 mar 2026 10:00:00 +0000",
    "Wed, 04 Mar 2026 12:00:00 GMT+0200 (EET)", "  Wed,  04 Mar\n2026 10:00:00 GMT ",
]  # fmt: skip


@pytest.mark.parametrize("text", SAID)
def test_one_moment_however_written(text):
    """Each of these is 10:00 UTC on the fourth of March 2026."""
    assert parse_date(text, UTC, FETCHED) == SAME


@pytest.mark.parametrize(
    "text",
    [
        "", None, "today", "3 hours ago", "rubbish", "03/04/2026", "3/4/26 10:00", "31 февраля 2026", "Sat, 31 Feb 2026 10:00:00 GMT",
        "2026-13-01", "2026-02-30T00:00:00Z", "0001-01-01T00:00:00Z", "0000-00-00 00:00:00", "1970-01-01T00:00:00Z", "2099-01-01",
        "Wed, 04 Nov 2026 10:00:00 GMT", "2026", "99999999999999999", "12345", "25:61", "Wed, 04 Mar 2026 10:00:00 +9900", "²⁰²⁶",
        "+" * 500, "9" * 5000,
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_none(text):
    """Ambiguous, impossible, absurdly old and future dates are no dates."""
    assert parse_date(text, UTC, FETCHED) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("13/04/2026", (4, 13)),
        ("04/13/2026", (4, 13)),
        ("4/4/2026", (4, 4)),
        ("2.11.2025", (11, 2)),
        ("2026-03", (3, 1)),
    ],
)
def test_numbers_that_can_be_read_in_one_way_only(text, day):
    """Where only one order of day and month is possible it is taken; dots are always day first."""
    found = parse_date(text, UTC, FETCHED)
    assert (found.month, found.day) == day


def test_without_zone_it_is_the_sources():
    """A date without a zone is in the zone of its source; one with a zone is not moved."""
    moscow = ZoneInfo("Europe/Moscow")
    assert parse_date("2026-03-04 13:00", moscow) == SAME
    assert parse_date("2026-03-04T10:00:00Z", moscow) == SAME
    assert parse_date("4 марта 2026", moscow) == datetime(2026, 3, 3, 21, tzinfo=UTC)


def test_a_day_of_grace():
    """Up to a day after fetching is clocks and zones, and taken for the time of fetching; more is refused."""
    assert parse_date("2026-11-01T23:00:00Z", UTC, FETCHED) == FETCHED
    assert parse_date("2026-11-02T01:00:00Z", UTC, FETCHED) is None
    assert parse_date("2027-01-01", UTC, FETCHED + timedelta(days=400)) is not None


def test_midnight_that_ends_a_day():
    """24:00 is the next day's beginning, a leap second is the second before."""
    assert parse_date("2026-03-04T24:00:00Z") == datetime(2026, 3, 5, tzinfo=UTC)
    assert parse_date("2026-03-04T10:59:60Z") == datetime(2026, 3, 4, 10, 59, 59, tzinfo=UTC)
