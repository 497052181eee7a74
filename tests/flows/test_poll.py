"""Polling: what is new, what is lost, what is said of a feed."""

import email.utils
import gzip
from datetime import timedelta

import pytest

from flows.sources import Source
from tests.flows.listening import START, Listener, run, source
from tests.loopback import Reply, loopback, moved, page, raw, rss


def date(**before):
    return email.utils.format_datetime(START - timedelta(**before))


def item(number, **before):
    return (f"/a/{number}", f"Article {number}", date(**(before or {"hours": number})))


def feed(*items, **headers):
    return page(rss(*items), "application/rss+xml", **headers)


@pytest.fixture
def listener(tmp_path):
    return Listener(tmp_path)


def test_an_unchanged_feed_costs_no_body(listener):
    """The second poll sends the validators and gets 304; a same body without validators is unchanged too."""

    async def play():
        site = {"/f": feed(item(1), item(2), ETag='"1"'), "/g": feed(item(1))}
        async with loopback(site) as server:
            sources = [source(f"{server.base}/f", "f"), source(f"{server.base}/g", "g")]
            first = await listener.poll(sources)
            listener.later(hours=1)
            second = await listener.poll(sources)
            return first, second, server

    first, second, server = run(play())
    assert (first.items_new, second.items_new, second.unchanged, second.failed) == (3, 0, 2, ())
    assert [r.headers.get("if-none-match") for r in server.asked if r.path == "/f"] == [None, '"1"']
    assert listener.column("SELECT outcome FROM polls ORDER BY polled_at, outcome") == [
        "new",
        "new",
        "unchanged",
        "unchanged",
    ]
    assert len(listener.ask("FROM sources")) == 2


def test_validators_are_renewed_though_the_body_is_equal(listener):
    """An ETag that changes with an equal body is sent back in its newest form."""
    site = {"/f": feed(item(1), ETag='"1"')}

    async def play():
        async with loopback(lambda r: site.get(r.path)) as server:
            for number in (1, 2, 3):
                site["/f"] = feed(item(1), ETag=f'"{number}"')
                await listener.poll([source(f"{server.base}/f")])
                listener.later(hours=1)
            return server

    asked = [r.headers.get("if-none-match") for r in run(play()).asked]
    assert asked == [None, '"1"', '"2"']


def always(body, headers):
    """A server that answers 200 whatever it is asked."""
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    told = f"HTTP/1.1 200 OK\r\n{head}Content-Length: {len(body.encode())}\r\n\r\n{body}"
    return raw(told.encode())


def test_one_etag_for_all_bodies_hides_nothing(listener):
    """A server that sends a new body under the same ETag, and one that says `Expires: 0`: the new item is found by what came."""
    lying = {
        "ETag": '"same"',
        "Expires": "0",
        "Cache-Control": "no-store",
        "Content-Type": "text/xml",
    }

    async def play():
        turn = iter([rss(item(1)), rss(item(1), item(2)), rss(item(1), item(2))])
        async with loopback(lambda _: always(next(turn), lying)) as server:
            found = []
            for _ in range(3):
                found.append((await listener.poll([source(f"{server.base}/f")])).items_new)
                listener.later(hours=1)
            return found, [r.headers.get("if-none-match") for r in server.asked]

    assert run(play()) == ([1, 1, 0], [None, '"same"', '"same"'])


def test_304_for_ever_is_broken_once_a_day(listener):
    """A server that says 304 whatever has changed is asked without validators after a day, and the new item is found."""
    site = {"new": False}

    def answer(request):
        if "if-none-match" in request.headers:
            return Reply(status=304, headers={"ETag": '"same"'})
        return feed(item(1), *([item(2)] if site["new"] else []), ETag='"same"')

    async def play():
        async with loopback(answer) as server:
            found = []
            for _ in range(5):
                found.append((await listener.poll([source(f"{server.base}/f")])).items_new)
                site["new"] = True
                listener.later(hours=9)
            return found

    assert run(play()) == [1, 0, 0, 1, 0]


def test_items_are_taken_once(listener):
    """Changed ids, titles and tracking parameters, www-less and AMP forms make no second entry."""
    texts = [
        rss(("/a/1?utm_source=a", "Title", date(hours=1))),
        rss(("/a/1?utm_source=b&fbclid=2", "Title, changed", date(hours=2))),
        rss(("/amp/a/1", "Title", date(hours=1)), ("/a/1/#x", "Title again", date(hours=1))),
    ]

    async def play():
        turn = iter(texts)
        async with loopback(lambda _: page(next(turn), "application/rss+xml")) as server:
            for _ in texts:
                await listener.poll([source(f"{server.base}/f")])
                listener.later(hours=1)

    run(play())
    assert listener.column("SELECT title FROM entries") == ["Title"]


def test_a_gap_is_recorded(listener):
    """Where the feed has rolled over since the last poll the lost items are noted, said once, and over when it holds again."""
    turns = [
        [item(n, days=3, hours=n) for n in range(5)],
        [item(n, days=3, hours=n) for n in range(5)],
        [item(n, days=1, hours=n) for n in range(10, 15)],
        [item(9, hours=1), *(item(n, days=1, hours=n) for n in range(10, 14))],
    ]

    async def play():
        turn = iter(turns)
        async with loopback(lambda _: feed(*next(turn))) as server:
            summaries = []
            for _ in turns:
                summaries.append(await listener.poll([source(f"{server.base}/f")]))
                listener.later(hours=2)
            return summaries

    summaries = run(play())
    assert listener.column("SELECT gap FROM polls ORDER BY polled_at") == [
        False,
        False,
        True,
        False,
    ]
    assert ["lost" in " ".join(s.reasons) for s in summaries] == [False, False, True, False]
    assert listener.ask("SELECT kind, state FROM conditions ORDER BY recorded_at") == [
        ("feed_gap", "began"),
        ("feed_gap", "over"),
    ]


def test_a_pinned_item_hides_no_gap(listener):
    """What stays at the top of a feed for ever does not tell that nothing was lost; a newest item that is taken down loses nothing."""
    turns = [
        [item(n, days=3, hours=n) for n in (9, 1, 0)],
        [item(9, days=3, hours=9), *(item(n, days=1, hours=n) for n in (15, 16))],
        [item(9, days=3, hours=9), item(20, hours=1), item(16, days=1, hours=16)],
    ]

    async def play():
        turn = iter(turns)
        async with loopback(lambda _: feed(*next(turn))) as server:
            for _ in turns:
                await listener.poll([source(f"{server.base}/f")])
                listener.later(hours=2)

    run(play())
    assert listener.column("SELECT gap FROM polls ORDER BY polled_at") == [False, True, False]


def test_the_first_poll_is_backlog(listener):
    """What stood in the feed at its first poll and was older than a day then is marked; later items never are."""
    site = {"/f": feed(item(1, hours=1), item(2, days=2))}

    async def play():
        async with loopback(lambda r: site.get(r.path)) as server:
            await listener.poll([source(f"{server.base}/f")])
            listener.later(hours=1)
            site["/f"] = feed(item(1, hours=1), item(2, days=2), item(3, days=9))
            await listener.poll([source(f"{server.base}/f")])

    run(play())
    assert listener.ask("SELECT title, backlog FROM entries ORDER BY title") == [
        ("Article 1", False),
        ("Article 2", True),
        ("Article 3", False),
    ]


SAID_ONCE = [
    ("feed_not_a_feed", page("<html><title>Hello</title><body><p>Buy this domain"), "Hello"),
    ("feed_thin", page(rss(item(1)), "application/rss+xml"), "1 items where at least 2"),
    ("feed_thin", page(rss(), "application/rss+xml"), "0 items"),
    ("feed_failing", page("no", status=500), "HTTP 500"),
    ("feed_failing", page("no", status=403), "HTTP 403"),
]


@pytest.mark.parametrize(("kind", "bad", "detail"), SAID_ONCE)
def test_a_feed_that_turns_bad_is_said_once_and_so_is_its_recovery(listener, kind, bad, detail):
    """HTML for a feed, too few items, failures: one condition when it begins, one when it is over, nothing between."""
    good = feed(item(1), item(2))
    answers = [good, bad, bad, bad, bad, good, good]

    async def play():
        site = {}
        async with loopback(lambda r: site.get(r.path)) as server:
            for answer in answers:
                site["/f"] = answer
                await listener.poll([source(f"{server.base}/f", at_least=2)])
                listener.later(days=1)

    run(play())
    told = listener.ask("SELECT kind, state, detail FROM conditions ORDER BY recorded_at")
    assert [(k, s) for k, s, _ in told] == [(kind, "began"), (kind, "over")]
    assert detail in told[0][2]


def test_a_silent_feed_is_said_once(listener):
    """A feed that brings nothing new for much longer than usual is silent, until it speaks again."""

    async def play():
        site = {"/f": feed(item(1, hours=1), item(2, hours=5))}
        async with loopback(lambda r: site.get(r.path)) as server:
            for day in range(12):
                if day == 10:
                    site["/f"] = feed(item(3, hours=1), item(1, hours=1))
                await listener.poll([source(f"{server.base}/f")])
                listener.later(days=1)

    run(play())
    assert listener.ask("SELECT kind, state FROM conditions ORDER BY recorded_at") == [
        ("feed_silent", "began"),
        ("feed_silent", "over"),
    ]


def test_a_paper_that_comes_monthly_is_not_silent_after_a_week(listener):
    """What is usual is told by the feed itself, also on the days on which it has not changed."""

    async def play():
        site = {"/f": feed(*(item(n, days=30 * n) for n in range(1, 4)), ETag='"1"')}
        async with loopback(lambda r: site.get(r.path)) as server:
            for _ in range(8):
                await listener.poll([source(f"{server.base}/f")])
                listener.later(days=3, hours=1)

    run(play())
    assert listener.ask("FROM conditions") == []


def test_a_feed_that_is_gone_is_asked_no_more(listener):
    """410 ends a source, is said once, and a changed url begins it anew."""

    async def play():
        async with loopback({"/f": page("over", status=410), "/g": feed(item(1))}) as server:
            summaries = []
            for path in ("f", "f", "f", "g"):
                summaries.append(await listener.poll([source(f"{server.base}/{path}")]))
                listener.later(days=1)
            return server.paths(), summaries

    paths, summaries = run(play())
    assert paths == ["/f", "/g"]
    assert [s.asked for s in summaries] == [1, 0, 0, 1]
    assert listener.column("SELECT kind FROM conditions") == ["feed_gone"]


def test_a_permanent_move_is_remembered(listener):
    """After several polls that were sent on for good the new address is asked itself; the old one again where it fails."""
    site = {"/old": moved("/new", 301), "/new": feed(item(1))}

    async def play():
        async with loopback(lambda r: site.get(r.path)) as server:
            for day in range(6):
                if day == 5:
                    site["/old"], site["/new"] = feed(item(1), item(2)), None
                await listener.poll([source(f"{server.base}/old")])
                listener.later(days=1)
            return server.paths()

    paths = run(play())
    assert paths[:8] == ["/old", "/new", "/old", "/new", "/old", "/new", "/new", "/new"]
    assert paths[8:] == ["/new", "/old"]
    told = listener.ask("SELECT kind, state, detail FROM conditions ORDER BY recorded_at")
    assert [(k, s) for k, s, _ in told] == [("feed_moved", "began"), ("feed_moved", "over")]
    assert "/new: change its url" in told[0][2]


def test_a_temporary_redirect_is_not_remembered(listener):
    """302 is followed each time from the declared address."""

    async def play():
        async with loopback({"/old": moved("/new", 302), "/new": feed(item(1))}) as server:
            for _ in range(5):
                await listener.poll([source(f"{server.base}/old")])
                listener.later(days=1)
            return server.paths()

    assert run(play()) == ["/old", "/new"] * 5
    assert listener.ask("FROM conditions") == []


@pytest.mark.parametrize(
    ("status", "header", "hours"), [(429, "7200", 2), (503, "7200", 2), (429, date(hours=-2), 2)]
)
def test_no_request_before_retry_after(listener, status, header, hours):
    """429 and 503 with Retry-After, in seconds or as a date: the host is not asked before, not even by a whole night."""

    async def play():
        site = {"/f": page("wait", status=status, Retry_After=header), "/other": feed(item(1))}
        async with loopback(lambda r: site.get(r.path)) as server:
            sources = [source(f"{server.base}/f", "f")]
            for _ in range(5):
                await listener.poll(sources)
                listener.later(hours=hours / 4)
            return len(server.asked)

    assert run(play()) == 2


def test_a_feed_that_leads_to_a_host_that_asked_for_quiet_is_no_failure(listener):
    """It is left alone, as often as that may be: not failed, not failing, not asked; the others are polled."""
    busy = page("wait", status=429, Retry_After="86400")

    async def play():
        async with loopback({"/f": busy}) as quiet:
            site = {"/f": moved(f"{quiet.base}/f"), "/g": feed(item(1))}
            async with loopback(site) as server:
                await listener.poll([source(f"{quiet.base}/f", "quiet")])
                sources = [source(f"{server.base}{path}", path) for path in site]
                listener.later(hours=1)
                rounds = []
                for _ in range(4):
                    rounds.append(await listener.poll(sources))
                    listener.later(hours=1)
                return rounds, len(quiet.asked)

    rounds, asked = run(play())
    assert asked == 1
    assert {(s.asked, s.waiting, s.failed, s.reasons) for s in rounds} == {(1, 1, (), ())}
    assert listener.ask("FROM conditions") == []
    assert listener.column("SELECT outcome FROM polls ORDER BY polled_at")[1:] == ["new", *["unchanged"] * 3]  # fmt: skip


def test_due_only_asks_what_is_due(listener):
    """`every` is kept; without it the interval follows how fast the feed turns over; failures wait longer and longer."""

    async def play():
        site = {
            "/every": feed(item(1)),
            "/fast": feed(*(item(n, minutes=n * 4) for n in range(20))),
            "/slow": feed(*(item(n, days=n) for n in range(20))),
            "/down": page("no", status=500),
        }
        async with loopback(site) as server:
            sources = [
                source(f"{server.base}{path}", path, every=30 if path == "/every" else None)
                for path in site
            ]
            for _ in range(13):
                await listener.poll(sources, due_only=True)
                listener.later(minutes=15)
            return {path: server.paths().count(path) for path in site}

    asked = run(play())
    assert asked["/every"] == 7
    assert asked["/fast"] >= 5
    assert asked["/slow"] == 1
    assert asked["/down"] // 3 <= 2  # each poll tries three times


def test_one_bad_source_does_not_stop_the_others(listener):
    """Whatever some sources do, the others are read, and the summary names the failed ones."""

    async def play():
        async with loopback(
            {"/f": feed(item(1)), "/html": page("<html><p>x"), "/empty": page("", "text/xml")}
        ) as server:
            sources = [
                source(f"{server.base}/f", "good"),
                source(f"{server.base}/html", "html"),
                source(f"{server.base}/none", "missing"),
                source(f"{server.base}/empty", "empty"),
                source("http://127.0.0.1:9/x", "refused connection"),
                Source(name="private", url=f"{server.base}/f?private"),
                source("http://no-such-name.invalid/", "no name"),
            ]
            return await listener.poll(sources)

    summary = run(play())
    assert summary.items_new == 1
    assert set(summary.failed) == {
        "html",
        "missing",
        "empty",
        "refused connection",
        "private",
        "no name",
    }
    assert len(summary.reasons) == 6
    assert any("blocked" in why or "loopback" in why for why in summary.reasons)


@pytest.mark.parametrize("media", ["binary/octet-stream", "application/octet-stream"])
def test_what_an_object_store_answers_is_told_by_its_bytes(listener, media):
    """Feeds of XML and JSON are read though they are called bytes; what is none is said to be that, and a page must be called one."""
    told = '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "url": "https://x.example/1"}]}'
    site = {
        "/xml": page(rss(item(1)), media),
        "/json": page(told, media),
        "/pdf": page(b"%PDF-1.7", media),
        "/list": page("<a href='/a/one'>The plant opens next year</a>", media),
    }

    async def play():
        async with loopback(site) as server:
            return await listener.poll(
                [
                    source(f"{server.base}{path}", path, kind="page" if path == "/list" else "feed")
                    for path in site
                ]
            )

    summary = run(play())
    assert (summary.items_new, set(summary.failed)) == (2, {"/pdf", "/list"})
    assert sum("a PDF instead of a feed" in why for why in summary.reasons) == 1


def test_sitemaps_and_listing_pages_are_sources_too(listener):
    """An index of news sitemaps gives its children's entries, a page its links with headlines; robots.txt holds for pages."""
    child = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://127.0.0.1/a/{}</loc></url></urlset>'
    site = {
        "/map": page("<sitemapindex><sitemap><loc>/x</loc></sitemap><sitemap><loc>BASE/1.xml</loc></sitemap><sitemap><loc>BASE/2.xml</loc></sitemap></sitemapindex>", "text/xml"),
        "/1.xml": page(child.format(1), "text/xml"),
        "/2.xml": page(child.format(2), "text/xml"),
        "/list": page("<p><a href='/a/one'>The plant opens next year</a><a href='/about'>About us and our paper</a><a href='/b'>More</a>"
                      "<a href='https://elsewhere.example/x'>A story of another site</a></p>"),
        "/closed": page("<a href='/a/two'>Another plant opens next year</a>"),
        "/robots.txt": page("User-agent: *\nDisallow: /closed", "text/plain"),
    }  # fmt: skip

    async def play():
        async with loopback(lambda r: site.get(r.path)) as server:
            site["/map"] = page(
                site["/map"].body.replace(b"BASE", server.base.encode()), "text/xml"
            )
            sources = [
                source(f"{server.base}/map", "map", kind="sitemap"),
                source(f"{server.base}/list", "list", kind="page"),
                source(f"{server.base}/closed", "closed", kind="page"),
            ]
            return await listener.poll(sources)

    summary = run(play())
    assert listener.column("SELECT regexp_extract(url, '/a/.*') FROM entries ORDER BY 1") == [
        "/a/1",
        "/a/2",
        "/a/one",
    ]
    assert summary.failed == ("closed",)
    assert "robots.txt" in summary.reasons[0]


def sitemap(*paths, base="http://127.0.0.1"):
    return "<urlset>" + "".join(f"<url><loc>{base}{p}</loc></url>" for p in paths) + "</urlset>"


def test_sitemaps_of_an_unchanged_index_are_asked_again(listener):
    """An index may stay the same for ever; one sitemap of it that cannot be had or read is a problem, and no more; they may be packed files."""
    site = {}

    async def play():
        async with loopback(lambda r: site.get(r.path)) as server:
            children = ("broken", "gone", "packed")
            names = "".join(f"<sitemap><loc>{server.base}/{n}</loc></sitemap>" for n in children)
            site["/map"] = page(f"<sitemapindex>{names}</sitemapindex>", "text/xml")
            site["/broken"] = page("<h1>Not found")
            for path in ("/1", "/2"):
                body = gzip.compress(sitemap("/1", *[path] * (path != "/1")).encode())
                site["/packed"] = page(body, "application/x-gzip")
                await listener.poll([source(f"{server.base}/map", kind="sitemap")])
                listener.later(hours=2)
            site.pop("/packed")
            return await listener.poll([source(f"{server.base}/map", kind="sitemap")])

    last = run(play())
    assert listener.column("SELECT url FROM entries ORDER BY 1") == ["http://127.0.0.1/1", "http://127.0.0.1/2"]  # fmt: skip
    assert listener.column("SELECT outcome FROM polls ORDER BY polled_at") == ["new", "new", "failed"]  # fmt: skip
    assert "/gone" in listener.column("SELECT error FROM polls ORDER BY polled_at")[0]
    assert last.failed == ("Paper",)


def test_304_to_a_question_without_validators_is_no_answer(listener):
    """A source that has never given a body is not well, whatever it says."""
    summary = run(_played(listener, lambda _: page("", status=304)))
    assert summary.failed == ("Paper",)
    assert listener.column("SELECT outcome FROM polls") == ["failed"]


async def _played(listener, site):
    async with loopback(site) as server:
        return await listener.poll([source(f"{server.base}/f")])


def test_feeds_are_archived_when_they_change(listener):
    """The body of a feed is in the archive once for each form it had, so that entries can be rebuilt."""
    from warehouse.archive import Archive

    async def play():
        turn = iter([feed(item(1)), feed(item(1)), feed(item(1), item(2))])
        async with loopback(lambda _: next(turn)) as server:
            for _ in range(3):
                await listener.poll([source(f"{server.base}/f")])
                listener.later(hours=1)

    run(play())
    archive = Archive(listener.settings.archive_folder)
    assert [kept.kind for _, _, kept in archive.responses()] == ["feed", "feed"]
    kept = listener.ask(
        "SELECT archive_file, archive_offset FROM polls WHERE archive_file IS NOT NULL ORDER BY polled_at"
    )
    assert b"Article 2" in archive.read(*kept[1]).body


def test_a_hostile_feed_fails_alone(listener):
    """A feed that costs its reader minutes is cut off in a process of its own while another is read."""
    import time

    attributes = " ".join(f"a{n}='x'" for n in range(8_000))
    bomb = f"<rss version='2.0'><channel><item><link>/1</link><description>&lt;p {attributes}&gt;</description></item></channel></rss>"

    async def play():
        async with loopback({"/bomb": page(bomb, "text/xml"), "/f": feed(item(1))}) as server:
            started = time.monotonic()
            summary = await listener.poll(
                [source(f"{server.base}/bomb", "bomb"), source(f"{server.base}/f", "f")]
            )
            return summary, time.monotonic() - started

    summary, took = run(play())
    assert summary.items_new >= 1
    assert "f" not in summary.failed
    assert took < 60
