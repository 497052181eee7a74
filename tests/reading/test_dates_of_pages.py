"""When an article was published, by the page where the feed does not say."""

from datetime import UTC, datetime

import pytest

from flows.read import library_of, read_pending
from tests.flows.listening import Listener, run, source
from tests.loopback import article, loopback, page, rss
from warehouse.readings import pending_readings
from warehouse.state import open_state

SAID = '<meta property="article:published_time" content="2026-11-21T10:00:00">'
LONG = "The plant in Kaluga is to build 40,000 cars a year from 2027, its director said at the opening on Tuesday."


@pytest.mark.parametrize(
    ("how", "hour"),
    [({}, 10), ({"language": "ru"}, 7), ({"timezone": "Asia/Tokyo"}, 1)],
    ids=["no zone known", "by the language", "declared"],
)
def test_a_date_without_zone_is_the_sources(tmp_path, how, hour):
    """A time on the page that names no zone is read in the zone of its source."""
    body = article("Plant opens", LONG).body.replace(b"<body", SAID.encode() + b"<body", 1)
    site = {"/f": page(rss(("/a", "Plant opens", None)), "application/rss+xml"), "/a": page(body)}
    listener = Listener(tmp_path)

    async def night():
        async with loopback(lambda request: site.get(request.path)) as server:
            await listener.night([source(f"{server.base}/f", **how)])

    run(night())
    with open_state(listener.settings.state) as connection:
        waiting = pending_readings(connection, extractor="grammar", version=None, attempts=3)
    ((outcome,),) = read_pending(waiting, library_of(listener.settings), listener.settings.read)
    assert outcome.article
    assert outcome.article.published == datetime(2026, 11, 21, hour, tzinfo=UTC)
    assert outcome.article.published_by == "meta"
