"""Whole timelines, read by the reader: most of the changes that are told are changes."""

import pytest

from tests import quality
from tests.warehouse.read_changes import Told, article, played, read_rows, sure

TIMELINES = quality.ROOT / "tests" / "articles" / "timelines"
"""Plants over years, as several papers tell of them; never learnt from."""


@pytest.mark.campaign
def test_what_is_told_of_timelines_is_so():
    """A wrong alert loses the user: of five changes of targets that are told, four say what now holds; more than that may only rise."""
    docs = quality.load([TIMELINES])
    rows = read_rows(docs)
    told = Told(
        gold=played([article(d, d["announcements"]) for d in docs]),
        read=played([article(d, sure(rows[d["id"]])) for d in docs]),
    )
    count = sum(change["kind"] == "target" for change in told.read)
    assert count >= 15
    assert told.alike("target") / count >= 0.8
