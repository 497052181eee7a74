"""When an article was published and what it says, by the feed where it tells, else by the page."""

from datetime import UTC, datetime

import pytest

from flows.read import library_of, read_pending
from flows.takein import take_in
from tests.flows.listening import Listener, run, source
from tests.loopback import article, loopback, moved, page, rss
from warehouse.readings import pending_readings
from warehouse.state import open_state

SAID = '<meta property="article:published_time" content="2026-11-21T10:00:00">'
LONG = "The plant in Kaluga is to build 40,000 cars a year from 2027, its director said at the opening on Tuesday."


def read(listener):
    """What the pool reads of all that waits."""
    with open_state(listener.settings.state) as connection:
        waiting = pending_readings(connection, extractor="grammar", version=None, attempts=3)
    return read_pending(waiting, library_of(listener.settings), listener.settings.read)


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
    ((outcome,),) = read(listener)
    assert outcome.article
    assert outcome.article.published == datetime(2026, 11, 21, hour, tzinfo=UTC)
    assert outcome.article.published_by == "meta"


META = '<meta property="article:published_time" content="{}">'
LINKED = (
    '<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{}"}}</script>'
)
SHOWN = "<p>Published 4 March 2026</p>"
TRUSTED = {
    # what the feed says, what the page's head and foot; the date that is taken (fetched on 22 November, 3:00), and by what
    "feed before page": ("Sat, 21 Nov 2026 10:00:00 GMT", META.format("2026-11-20T09:00Z"), "", "2026-11-21 10", "feed"),
    "a clock a day ahead": ("Mon, 23 Nov 2026 01:00:00 GMT", "", "", "2026-11-22 03", "feed"),
    "summer time by name": ("Fri, 20 Nov 2026 10:00:00 CEST", "", "", "2026-11-20 08", "feed"),
    "by the source's zone": ("20.11.2026 13:00", "", "", "2026-11-20 10", "feed"),
    "future in the feed": ("Sat, 21 Nov 2099 10:00:00 GMT", META.format("2026-11-20T10:00Z"), "", "2026-11-20 10", "meta"),
    "absurd in the feed": ("0001-01-01T00:00:00Z", LINKED.format("2026-11-20T10:00Z"), "", "2026-11-20 10", "json-ld"),
    "ambiguous in the feed": ("03/04/2026", META.format("2026-04-03T10:00Z"), "", "2026-04-03 10", "meta"),
    "future on the page": ("", META.format("2099-11-20"), SHOWN, "2026-03-04 00", "htmldate"),
    "a footer's year": ("", "", "<footer>Copyright 1998-2026</footer>", "2026-11-22 03", "first_seen"),
    "nothing at all": ("", "", "", "2026-11-22 03", "first_seen"),
}  # fmt: skip


def test_dates_in_order_of_trust(tmp_path):
    """The feed's date, the page's, then a guess, none of them later than a day after fetching; which it was is stored."""
    listener, site, items = Listener(tmp_path), {}, []
    for number, (name, (said, head, foot, *_)) in enumerate(TRUSTED.items()):
        html = article("Plant opens", *(f"{LONG} ({number}.{n})" for n in range(4))).body.decode()
        html = html.replace("</head>", f"{head}</head>").replace("</body>", f"{foot}</body>")
        site[f"/{number}"] = page(html)
        items.append((f"/{number}", name, said))
    site["/f"] = page(rss(*items), "application/rss+xml")

    async def night():
        async with loopback(site) as server:
            await listener.night([source(f"{server.base}/f", timezone="Europe/Moscow")])

    run(night())
    found = {
        o.pending.title: (f"{o.article.published:%Y-%m-%d %H}", o.article.published_by)
        for chunk in read(listener)
        for o in chunk
        if o.article
    }
    assert found == {name: tuple(row[3:]) for name, row in TRUSTED.items()}


@pytest.mark.parametrize("said", ["windows-1251", "koi8-r", "utf-8"])
@pytest.mark.parametrize("element", ["content:encoded", "yandex:full-text", "rbc_news:full-text"])
def test_full_text_in_the_feed_is_the_article(tmp_path, element, said):
    """Where the source says so the text is the feed's, in koi8-r whatever is declared, and no page is asked for."""
    words = "Калужский автозавод выпустит 40 тысяч автомобилей в 2027 году, сообщил директор."
    spaces = "xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:yandex='http://news.yandex.ru' xmlns:rbc_news='https://www.rbc.ru'"
    told = f"<item><link>/a</link><title>Завод</title><description>Кратко</description><{element}>{words}</{element}></item>"
    body = f"<?xml version='1.0' encoding='{said}'?><rss version='2.0' {spaces}><channel>{told}</channel></rss>"
    listener = Listener(tmp_path)

    async def night():
        site = {"/f": page(body.encode("koi8-r"), f"text/xml; charset={said}")}
        async with loopback(site) as server:
            await listener.night([source(f"{server.base}/f", body="feed", language="ru")])
            return server.paths()

    assert run(night()) == ["/f"]
    assert listener.ask("SELECT title, content FROM entries") == [("Завод", words)]


def test_one_article_by_whatever_address(tmp_path):
    """An article promised under its address, one that redirects there and one whose page names it as canonical is one."""
    body = article("Plant opens", *(f"{LONG} ({n})" for n in range(4))).body.decode()
    named = body.replace("</head>", "<link rel=canonical href='/news/plant-opens'></head>")
    site = {
        "/news/plant-opens": page(body),
        "/r/7": moved("/news/plant-opens"),
        "/p/7": page(named),
    }
    paths = [*site, "/news/plant-opens?utm_source=x"]
    site["/f"] = page(rss(*((path, "Plant opens", "") for path in paths)), "text/xml")
    listener = Listener(tmp_path)

    async def night():
        async with loopback(site) as server:
            await listener.night([source(f"{server.base}/f")])
            return server.paths()

    assert sorted(run(night())) == ["/f", "/news/plant-opens", "/news/plant-opens", "/p/7", "/r/7"]
    take_in(listener.settings.state, read(listener), listener.now)
    assert len(set(listener.column("SELECT article_id FROM articles"))) == 1
    assert len(listener.ask("FROM articles")) == 1
