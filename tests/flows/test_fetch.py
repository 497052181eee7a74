"""Fetching pages: politely, once, again where it may help, and never what is not allowed."""

import asyncio
import contextlib
import email.utils
import gzip
import hashlib
import itertools
import time
import zlib
from collections import Counter
from datetime import timedelta

import brotli
import msgspec
import pytest

from flows.hosts import Hosts
from tests.flows.listening import QUICK, START, Listener, run, source
from tests.flows.test_addresses import SPELLINGS
from tests.loopback import article, hang, loopback, moved, page, rendered, rss
from warehouse.archive import Archive

LONG = "The plant in Kaluga is to build 40,000 cars a year from 2027, its director said at the opening on Tuesday."
FRESH = email.utils.format_datetime(START - timedelta(hours=1))


def story(number=0, words=LONG):
    return article(f"Plant {number} opens", *(f"{words} ({number}.{n})" for n in range(4)))


def listing(*paths):
    return page(rss(*((path, f"Title of {path}", FRESH) for path in paths)), "application/rss+xml")


@pytest.fixture
def listener(tmp_path):
    return Listener(tmp_path)


def play(listener, site, *, nights=1, **how):
    """Plays nights against a site (a mapping that may be changed meanwhile); returns server and summaries."""

    async def playing():
        async with loopback(site if callable(site) else lambda r: site.get(r.path)) as server:
            summaries = [
                (await listener.night([source(f"{server.base}/f", **how)]))[1]
                for _ in range(nights)
            ]
            return server, summaries

    return run(playing())


OUTCOMES = [
    # what the server says to the question for the page; outcome after the first and after the fourth night
    ("an article", story(), "kept", "kept"),
    ("an article after a redirect", moved("/there"), "kept", "kept"),
    ("not found", page("no", status=404), "given_up", "given_up"),
    ("gone", page("no", status=410), "given_up", "given_up"),
    ("forbidden", page("no", status=403), "failed", "given_up"),
    ("broken", page("no", status=500), "failed", "given_up"),
    ("hanging", hang, "failed", "given_up"),
    ("a redirect to the front page", moved("/"), "failed", "given_up"),
    ("nothing", page(""), "failed", "given_up"),
    (
        "a challenge",
        page("<title>Just a moment...</title><script>_cf_chl_opt={}</script>"),
        "failed",
        "given_up",
    ),
    (
        "a challenge with 403",
        page("<title>Just a moment...</title>", status=403),
        "failed",
        "given_up",
    ),
    ("a login page", moved("/login?next=a"), "failed", "given_up"),
    ("a PDF", page(b"%PDF-", "application/pdf"), "refused", "refused"),
    ("a loop", moved("/a"), "failed", "given_up"),
    ("a redirect to another private host", moved("http://127.0.0.9:1/"), "refused", "refused"),
    ("too much", page(b"x" * 2_000_000), "refused", "refused"),
]


@pytest.fixture(scope="module")
def captures(tmp_path_factory):
    """What five nights note of each answer of the table, by its name; each is given by a host of its own."""
    listener = Listener(tmp_path_factory.mktemp("outcomes"))

    async def playing():
        async with contextlib.AsyncExitStack() as servers:
            bases = {}
            for name, answer, *_ in OUTCOMES:
                site = {
                    "/f": listing("/a"),
                    "/a": answer,
                    "/there": story(),
                    "/": page("<h1>Front page"),
                    "/login?next=a": page("<h1>Log in"),
                }
                bases[name] = (await servers.enter_async_context(loopback(site))).base
            for _ in range(5):
                await listener.night([source(f"{base}/f", name) for name, base in bases.items()])
            return bases

    return {
        name: listener.ask(
            "SELECT outcome, attempt, error FROM captures WHERE outcome != 'unchanged' AND starts_with(url, ?) ORDER BY fetched_at",
            f"{base}/",
        )
        for name, base in run(playing()).items()
    }


@pytest.mark.parametrize(("name", "answer", "first", "last"), OUTCOMES, ids=[o[0] for o in OUTCOMES])  # fmt: skip
def test_outcomes(captures, name, answer, first, last):
    """Each answer ends as the table says: what may pass is tried on four nights, what will not is not."""
    rows = captures[name]
    assert rows[0][0] == first
    assert rows[-1][0] == last
    assert [attempt for _, attempt, _ in rows] == list(range(1, len(rows) + 1))
    assert len(rows) == (4 if first == "failed" else 1)
    assert all(error or outcome == "kept" for outcome, _, error in rows)


def test_what_was_answered_is_archived_even_where_it_is_no_article(listener):
    """The raw bytes of challenges and errors are kept, so that the decision can be looked at."""
    site = {
        "/f": listing("/a", "/b"),
        "/a": page("<title>Just a moment...</title>"),
        "/b": page("closed", status=403),
    }
    play(listener, site)
    kept = listener.ask("SELECT archive_file, archive_offset FROM captures ORDER BY url")
    archive = Archive(listener.settings.archive_folder)
    assert [archive.read(*place).body for place in kept] == [
        b"<title>Just a moment...</title>",
        b"closed",
    ]


def test_captures_point_to_what_came(listener):
    """A kept page is read from the archive at the place its row names, bytes, hash and entry alike."""
    server, _ = play(listener, {"/f": listing("/a?utm_source=x"), "/a?utm_source=x": story()})
    ((url, key, file, offset, size, sha, entry, outcome),) = listener.ask(
        "SELECT url, key_url, archive_file, archive_offset, bytes, sha256, entry_id, outcome FROM captures"
    )
    kept = Archive(listener.settings.archive_folder).read(file, offset)
    assert (url, kept.url) == (f"{server.base}/a?utm_source=x",) * 2
    assert key == f"https://127.0.0.1:{server.port}/a"
    assert (kept.body, size, kept.entry_id, kept.kind) == (
        story().body,
        len(story().body),
        entry,
        "page",
    )
    assert len(sha) == 64
    assert outcome == "kept"


@pytest.mark.parametrize(
    ("encoding", "body", "as_sent"),
    [
        ("gzip", gzip.compress(story().body), True),
        ("GZip", gzip.compress(story().body), True),
        ("br", brotli.compress(story().body), True),
        ("deflate", zlib.compress(story().body), False),
        ("gzip", gzip.compress(story().body[:99]) + gzip.compress(story().body[99:]), False),
        ("gzip", gzip.compress(story().body) + b"rubbish after it", False),
    ],
    ids=["gzip", "oddly written", "brotli", "deflate", "gzip in two members", "gzip and rubbish"],
)
def test_packed_pages_are_archived(listener, encoding, body, as_sent):
    """However a page was packed, the archive gives its text; it is kept as it came where that unpacks in one call."""
    sent = page(body, Content_Encoding=encoding)
    play(listener, {"/f": listing("/a"), "/a": sent})
    ((file, offset, size, sha),) = listener.ask(
        "SELECT archive_file, archive_offset, bytes, sha256 FROM captures"
    )
    kept = Archive(listener.settings.archive_folder).read(file, offset)
    assert kept.body == story().body
    assert (size, sha) == (len(kept.body), hashlib.sha256(kept.body).hexdigest())
    assert (kept.packed == body) is as_sent


def test_each_page_is_fetched_once(listener):
    """The same night again asks no kept page without its validators and stores none twice."""
    site = {
        "/f": listing("/a", "/b"),
        "/a": page(story().body, ETag='"a"'),
        "/b": page(story(1).body, ETag='"b"'),
    }
    server, summaries = play(listener, site, nights=3)
    assert [(s.kept, s.unchanged) for s in summaries] == [(2, 0), (0, 2), (0, 2)]
    asked = [r.headers.get("if-none-match") for r in server.asked if r.path == "/a"]
    assert asked == [None, '"a"', '"a"']
    assert len(listener.ask("FROM captures WHERE outcome = 'kept'")) == 2


def test_young_articles_are_asked_again_for_edits(listener):
    """An article that changes within its first days is captured again; after that it is left."""
    site = {"/f": listing("/a"), "/a": story(1)}

    async def playing():
        async with loopback(lambda r: site.get(r.path)) as server:
            for night in range(6):
                if night == 2:
                    site["/a"] = story(2)
                await listener.night([source(f"{server.base}/f")])
            return server.paths().count("/a")

    assert run(playing()) == 3
    assert listener.column("SELECT outcome FROM captures ORDER BY fetched_at") == [
        "kept",
        "unchanged",
        "kept",
    ]


def test_an_article_of_two_feeds_is_fetched_once(listener):
    """The same page promised by two sources under two tracking parameters is asked for once."""
    site = {
        "/f": listing("/a?utm_source=f"),
        "/g": listing("/a?utm_source=g"),
        "/a?utm_source=f": story(),
        "/a?utm_source=g": story(),
    }

    async def playing():
        async with loopback(site) as server:
            await listener.night([source(f"{server.base}/f", "f"), source(f"{server.base}/g", "g")])
            return [p for p in server.paths() if p.startswith("/a")]

    assert len(run(playing())) == 1
    assert len(listener.ask("FROM entries")) == 2


def test_full_text_feeds_need_no_pages(listener):
    """Where the source says that the text is in the feed, only items without one are fetched."""
    items = (
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        "<item><link>/full</link><content:encoded>All of it.</content:encoded></item><item><link>/short</link></item></channel></rss>"
    )
    server, _ = play(
        listener, {"/f": page(items, "text/xml"), "/short": story(), "/full": story()}, body="feed"
    )
    assert server.paths() == ["/f", "/short"]


def test_robots_txt_is_obeyed_and_asked_once_a_day(listener):
    """What robots.txt forbids is not asked for; the file itself is asked for once in a day."""
    rules = page("User-agent: plantwatch\nDisallow: /closed\n", "text/plain")
    site = {
        "/robots.txt": rules,
        "/f": listing("/closed/a", "/open"),
        "/closed/a": story(),
        "/open": story(),
    }

    async def playing():
        async with loopback(site) as server:
            for _ in range(4):
                await listener.poll([source(f"{server.base}/f")])
                await listener.fetch([source(f"{server.base}/f")])
                listener.later(hours=10)
            return server

    server = run(playing())
    assert "/closed/a" not in server.paths()
    assert sum(r.path == "/robots.txt" for r in server.asked) == 2
    assert ("refused", "robots.txt forbids it") in listener.ask(
        "SELECT outcome, error FROM captures"
    )


def test_robots_txt_holds_where_a_redirect_leads(listener):
    """A page that an allowed address redirects to is asked for only where its own site's robots.txt lets us, tomorrow where that is out of reach."""
    pages = {"/to-closed": "/closed/a", "/to-open": "/open", "/elsewhere": "http://{}/closed/b"}
    site = {
        "/f": listing(*pages),
        "/closed/a": story(),
        "/closed/b": story(),
        "/open": story(1),
        "/robots.txt": page("User-agent: *\nDisallow: /closed", "text/plain"),
    }

    async def playing():
        async with loopback(lambda r: site.get(r.path)) as server:
            away = f"no-such-name.invalid:{server.port}"
            site.update({path: moved(to.format(away)) for path, to in pages.items()})
            await listener.night([source(f"{server.base}/f")])
            return server

    server = run(playing())
    assert not [path for path in server.paths() if path.startswith("/closed")]
    assert listener.ask("SELECT regexp_extract(url, '/[^/]*$') u, outcome, error FROM captures ORDER BY u") == [
        ("/elsewhere", "failed", "robots.txt is out of reach"),
        ("/to-closed", "refused", "robots.txt forbids it"),
        ("/to-open", "kept", None),
    ]  # fmt: skip


def test_a_page_behind_a_sign_in_page_is_had_when_that_is_gone(listener):
    """Sent to sign in, where robots.txt forbids to look or an error is answered: on record as a login page, and tried another night."""
    doors = {
        "/a": "/login?next=a",
        "/b": "/users/sign_in",
        "/c": "/signin",
        "/d": "/account/login/",
    }
    site = {path: moved(to) for path, to in doors.items()} | {
        "/f": listing(*doors),
        "/robots.txt": page("User-agent: *\nDisallow: /login\nDisallow: /account", "text/plain"),
        "/users/sign_in": page("no", status=404),
        "/signin": page("<h1>Hello"),
    }

    async def playing():
        async with loopback(lambda r: site.get(r.path)) as server:
            await listener.night([source(f"{server.base}/f")])
            first = listener.ask("SELECT outcome, error FROM captures ORDER BY url")
            site.update({path: story(number) for number, path in enumerate(doors)})
            await listener.night([source(f"{server.base}/f")])
            return first

    assert run(playing()) == [
        ("failed", "login page (robots.txt forbids it)"),
        ("failed", "login page (HTTP 404 X)"),
        ("failed", "login page"),
        ("failed", "login page (robots.txt forbids it)"),
    ]
    assert listener.column("SELECT outcome FROM captures WHERE attempt = 2") == ["kept"] * 4


def test_robots_out_of_reach_is_tried_another_night(listener):
    """A robots.txt that answers 500 forbids everything for now; when it answers again the page is fetched."""
    site = {"/robots.txt": page("no", status=500), "/f": listing("/a"), "/a": story()}

    async def playing():
        async with loopback(lambda r: site.get(r.path)) as server:
            await listener.night([source(f"{server.base}/f")])
            before = server.paths()
            site["/robots.txt"] = None
            listener.later(days=1)
            await listener.night([source(f"{server.base}/f")])
            return before, server.paths()

    before, after = run(playing())
    assert "/a" not in before
    assert "/a" in after


def test_one_at_a_time_and_spaced(tmp_path):
    """Within a host that is not our own, requests do not overlap and keep their distance, also crawl-delay."""

    async def playing():
        hosts, spans = Hosts(0.05), []

        async def turn(url):
            async with hosts.of(url).turn(lambda: START):
                started = time.monotonic()
                await asyncio.sleep(0.01)
                spans.append((url, started, time.monotonic()))

        hosts.of("https://slow.example/").slow_to(0.1)
        urls = [
            "https://a.example/1",
            "https://A.example/2",
            "https://b.example/1",
            "https://a.example/3",
            "https://slow.example/1",
            "https://slow.example/2",
        ]
        started = time.monotonic()
        await asyncio.gather(*(turn(url) for url in urls))
        return spans, started

    spans, started = run(playing())
    same = sorted((s, e) for url, s, e in spans if "/a" in url.lower())
    assert all(later[0] - earlier[1] >= 0.045 for earlier, later in itertools.pairwise(same))
    slow = sorted((s, e) for url, s, e in spans if "slow" in url)
    assert slow[1][0] - slow[0][1] >= 0.095
    assert min(s for url, s, _ in spans if "b.example" in url) - started < 0.04


@pytest.mark.parametrize(("status", "header"), [(429, "3600"), (503, "3600"), (429, None)])
def test_a_host_that_asks_for_quiet_gets_it(listener, status, header):
    """After 429 (or 503 with Retry-After) the rest of the host waits, costs no attempt, and comes when the time has come."""
    answers = {"busy": True}
    wait = {"Retry_After": header} if header else {}

    def site(request):
        if request.path == "/f":
            return listing("/a", "/b", "/c")
        return (
            page("wait", status=status, **wait)
            if answers["busy"] and request.path != "/robots.txt"
            else story()
        )

    async def playing():
        async with loopback(site) as server:
            here = [source(f"{server.base}/f")]
            await listener.poll(here)
            first = await listener.fetch(here)
            again = await listener.fetch(here) if header else None
            answers["busy"] = False
            listener.later(hours=2)
            last = await listener.fetch(here)
            return first, again, last

    first, again, last = run(playing())
    assert (first.asked, first.failed, first.postponed) == (1, 1, 2)
    assert again is None or (again.asked, again.postponed) == (0, 3)
    assert last.kept == 3


def test_a_host_that_does_not_answer_is_left_alone(listener):
    """After three pages in a row without an answer the rest of the host is left for another night."""
    pages = [f"/{n}" for n in range(20)]
    site = {"/f": listing(*pages)} | dict.fromkeys(pages, hang)
    _, (summary,) = play(listener, site)
    assert summary.failed == 3
    assert summary.postponed == 17
    assert any("does not answer" in why for why in summary.reasons)


def test_the_cap_of_pages_a_host(tmp_path):
    """A host gets at most so many pages a night, the newest first; the rest comes on the following nights."""
    listener = Listener(tmp_path, msgspec.structs.replace(QUICK, host_pages=3, recheck_days=0))
    paths = [f"/{n}" for n in range(8)]
    dated = [
        (path, "t", email.utils.format_datetime(START - timedelta(hours=n)))
        for n, path in enumerate(paths)
    ]
    site = {"/f": page(rss(*dated), "application/rss+xml")} | {path: story() for path in paths}
    server, summaries = play(listener, site, nights=3)
    assert [p for p in server.paths() if p != "/f"] == paths
    assert [s.kept for s in summaries] == [3, 3, 2]


def test_polling_does_not_use_up_attempts(listener):
    """`poll` fetches what was never tried; failed pages wait for the night."""
    site = {"/f": listing("/a"), "/a": page("no", status=500)}

    async def playing():
        async with loopback(site) as server:
            here = [source(f"{server.base}/f")]
            for _ in range(6):
                await listener.poll(here, due_only=True)
                await listener.fetch(here, fresh_only=True)
                listener.later(minutes=15)

    run(playing())
    assert listener.column("SELECT attempt FROM captures") == [1]


def test_retries_pass_over_a_hiccup(listener):
    """A page that fails once and then answers is had in the same night."""
    tries = []

    def site(request):
        if request.path == "/f":
            return listing("/a")
        if request.path == "/a":
            tries.append(1)
            return page("no", status=502) if len(tries) == 1 else story()
        return None

    _, (summary,) = play(listener, site)
    assert summary.kept == 1
    assert len(tries) == 2


def test_items_of_a_private_source_do_not_open_other_doors(listener):
    """Links of a source with `allow_private` to another port or name of this machine are refused, and nothing connects."""

    async def playing():
        async with loopback(lambda _: story()) as target:
            links = [
                f"{target.base}/x",
                f"http://localhost:{target.port}/y",
                "http://169.254.169.254/latest/meta-data",
                "http://u:p@example.org/",
            ]
            async with loopback({"/f": listing(*links)}) as server:
                await listener.night([source(f"{server.base}/f")])
            return target.connections

    assert run(playing()) == 0
    assert set(listener.column("SELECT outcome FROM captures")) <= {"refused", "failed"}


def test_every_spelling_of_a_private_address_as_an_items_link(listener):
    """A feed full of private addresses, and of redirects to them: nothing connects, and each is on record as what it is."""

    async def playing():
        async with loopback(lambda _: story(), host="0.0.0.0") as target:
            links = [f"http://{host}:{target.port}/{n}" for n, host in enumerate(SPELLINGS)]
            hops = {f"/hop/{n}": moved(link) for n, link in enumerate(links)}
            async with loopback({"/f": listing(*links, *hops), **hops}) as server:
                await listener.night([source(f"{server.base}/f")])
            return target.connections

    assert run(playing()) == 0
    told = listener.ask("SELECT outcome, error FROM captures")
    assert len(told) >= 2 * len(set(SPELLINGS)) - 10  # spellings of one address have one key
    assert {outcome for outcome, _ in told} <= {"refused", "failed"}
    assert sum("blocked: " in error for _, error in told) > 100


def test_no_two_questions_at_once_to_a_host(listener):
    """Pages of one host, robots.txt among them, are asked for one after the other; other hosts meanwhile."""

    now, most, hosts = Counter(), Counter(), set()

    async def slow(request, writer):
        host = request.headers["host"]
        now[host] += 1
        most[host] = max(most[host], now[host])
        hosts.add(sum(n > 0 for n in now.values()))
        await asyncio.sleep(0.01)
        writer.write(rendered(story(), request))
        await writer.drain()
        now[host] -= 1

    feed = listing(*(f"/{n}" for n in range(6)))

    async def playing():
        async with loopback(lambda r: feed if r.path == "/f" else slow, host="0.0.0.0") as server:
            await listener.night(
                [source(f"http://127.0.4.{n}:{server.port}/f", str(n)) for n in range(1, 5)]
            )

    run(playing())
    assert set(most.values()) == {1}
    assert max(hosts) > 1
    assert len(listener.ask("FROM captures WHERE outcome = 'kept'")) == 24


def test_a_kill_between_archive_and_rows_loses_nothing(listener):
    """Rows point only to records that are on the disk; a page whose row was lost is fetched again."""
    site = {"/f": listing("/a", "/b"), "/a": story(1), "/b": story(2)}
    play(listener, site)
    with Archive(listener.settings.archive_folder) as archive:
        _, _, some = next(archive.responses())
        archive.write(some)  # as if its row had never been appended
    play(listener, site)
    for file, offset in listener.ask(
        "SELECT archive_file, archive_offset FROM captures WHERE outcome = 'kept'"
    ):
        assert Archive(listener.settings.archive_folder).read(file, offset).body
