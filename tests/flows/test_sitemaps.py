"""Indexes of sitemaps: what has not changed costs no body, what is broken is told and had as soon as it is well."""

import gzip
from datetime import timedelta

import pytest

from flows.discovery import health
from flows.web import Client
from tests.flows.listening import QUICK, Listener, run, source
from tests.flows.test_poll import sitemap
from tests.loopback import loopback, page
from warehouse.archive import Archive
from warehouse.polls import append_polls
from warehouse.state import open_state

NAMES = ("one", "two")


@pytest.fixture
def listener(tmp_path):
    return Listener(tmp_path)


def index(server, *names, **headers):
    """An index of sitemaps at these paths."""
    told = "".join(f"<sitemap><loc>{server.base}/{n}</loc></sitemap>" for n in names or NAMES)
    return page(f"<sitemapindex>{told}</sitemapindex>", "text/xml", **headers)


def articles(*paths, **headers):
    return page(sitemap(*paths), "text/xml", **headers)


DEAD = page("no", status=404)


def play(listener, *turns, **how):
    """Polls an index once a turn, an hour apart; a turn says what the server answers from then on. Server and summaries."""

    async def playing():
        site = {}
        async with loopback(lambda r: site.get(r.path)) as server:
            told = []
            for turn in turns:
                site |= turn(server)
                here = source(f"{server.base}/map", kind="sitemap", **how)
                told.append(await listener.poll([here]))
                listener.later(hours=1)
            return server, told

    return run(playing())


def outcomes(listener):
    return listener.column("SELECT outcome FROM polls ORDER BY polled_at")


def entries(listener):
    return listener.column("SELECT regexp_extract(url, '/[^/]*$') FROM entries ORDER BY 1")


@pytest.mark.parametrize("tagged", [True, False])
def test_an_index_that_has_not_changed(listener, tagged):
    """It and its sitemaps are asked conditionally; where all are as they were the poll is `unchanged` and nothing is archived again."""

    def tag(name):
        return {"ETag": f'"{name}"'} if tagged else {}

    def start(server):
        return {
            "/map": index(server, **tag("map")),
            "/one": articles("/1", **tag("one")),
            "/two": articles("/2", **tag("two")),
        }

    server, (_, second, _) = play(listener, start, lambda _: {}, lambda _: {})
    assert outcomes(listener) == ["new", "unchanged", "unchanged"]
    assert (second.unchanged, second.reasons) == (1, ())
    assert len(list(Archive(listener.settings.archive_folder).responses())) == 1
    sent = [(r.path, r.headers.get("if-none-match")) for r in server.asked[3:6]]
    assert sent == [(f"/{n}", f'"{n}"' if tagged else None) for n in ("map", "one", "two")]


def test_one_sitemap_of_an_index_that_changes(listener):
    """Its new article is had, and the items of the others still count."""

    def start(server):
        return {
            "/map": index(server, ETag='"map"'),
            "/one": articles("/1", "/2", "/3", ETag='"1"'),
            "/two": articles("/4"),
        }

    _, (_, second) = play(listener, start, lambda _: {"/two": articles("/5", "/4")}, at_least=5)
    assert entries(listener) == ["/1", "/2", "/3", "/4", "/5"]
    assert (second.items_new, second.items_seen, second.reasons) == (1, 5, ())
    assert listener.column("SELECT items_seen FROM polls ORDER BY polled_at") == [4, 5]


def test_a_packed_index_is_known_as_one(listener):
    """The bytes of a packed index may stay the same while its sitemaps change."""

    def start(server):
        packed = page(gzip.compress(index(server).body, mtime=0), "application/gzip")
        return {"/map": packed, "/one": articles("/1"), "/two": articles("/2")}

    play(listener, start, lambda _: {"/two": articles("/3")})
    assert entries(listener) == ["/1", "/2", "/3"]


def test_a_broken_sitemap_is_told_and_had_as_soon_as_it_is_well(listener):
    """While the index says 304 the round is not good and says why; the first poll after the repair has the article."""

    def start(server):
        return {"/map": index(server, ETag='"map"'), "/one": articles("/1"), "/two": DEAD}

    _, told = play(listener, start, lambda _: {}, lambda _: {"/two": articles("/2")})
    assert [len(summary.reasons) for summary in told] == [1, 1, 0]
    assert "/two: HTTP 404" in told[1].reasons[0]
    assert [summary.failed for summary in told] == [(), (), ()]
    assert entries(listener) == ["/1", "/2"]
    errors = listener.column("SELECT coalesce(error, '') FROM polls ORDER BY polled_at")
    assert ["HTTP 404" in error for error in errors] == [True, True, False]


def test_an_index_with_only_dead_sitemaps_is_a_failure(listener):
    """However well the index itself answers; and it is well again at the first poll after the repair."""

    def start(server):
        return {"/map": index(server, ETag='"map"'), "/one": DEAD, "/two": page("<h1>Not found")}

    _, told = play(listener, start, lambda _: {}, lambda _: {"/two": articles("/2")})
    assert outcomes(listener) == ["failed", "failed", "new"]
    assert told[0].failed == ("Paper",)
    assert entries(listener) == ["/2"]


def test_a_state_of_an_older_version_hides_nothing(listener):
    """An ETag of the index, stored before its sitemaps were, is not sent: they are asked for at once."""

    async def playing():
        site = {}
        async with loopback(lambda r: site.get(r.path)) as server:
            here = source(f"{server.base}/map", kind="sitemap")
            site |= {"/map": index(server, ETag='"map"'), "/one": articles("/1"), "/two": DEAD}
            with open_state(listener.settings.state) as connection:
                before = {
                    "poll_id": "old", "source_id": here.source_id, "polled_at": listener.now - timedelta(hours=1),
                    "outcome": "new", "status": 200, "etag": '"map"', "items_seen": 1, "items_new": 1,
                    "gap": False, "first_poll": True,
                }  # fmt: skip
                append_polls(connection, polls=[before], entries=[], conditions=[])
            await listener.poll([here])

    run(playing())
    assert entries(listener) == ["/1"]


def test_a_sitemap_that_asks_for_quiet_gets_it_for_its_host(listener):
    """Its Retry-After is kept beyond the run: nothing of that host is asked for before."""

    def start(server):
        busy = page("wait", status=429, Retry_After="5400")
        return {"/map": index(server), "/one": articles("/1"), "/two": busy}

    server, told = play(listener, start, lambda _: {}, lambda _: {"/two": articles("/2")})
    assert server.paths() == ["/map", "/one", "/two"] * 2
    assert [(summary.waiting, len(summary.reasons)) for summary in told] == [(0, 1), (1, 0), (0, 0)]
    assert entries(listener) == ["/1", "/2"]


def test_check_asks_for_the_sitemaps_of_an_index():
    """`sources check` counts their articles and names those that are broken; an index of dead ones is bad."""

    async def asked():
        site = {"/one": articles("/1", "/2"), "/two": articles("/3")}
        async with loopback(lambda r: site.get(r.path)) as server, Client(QUICK) as client:
            site |= {
                "/well": index(server),
                "/half": index(server, "one", "gone"),
                "/dead": index(server, "gone", "lost"),
            }
            sources = [source(f"{server.base}/{n}", n, kind="sitemap") for n in ("well", "half", "dead")]  # fmt: skip
            return await health(client, sources, {})

    well, half, dead = run(asked())
    assert (well["health"], well["items"], well["problem"]) == ("ok", 3, "")
    assert (half["health"], half["items"]) == ("poor", 2)
    assert "/gone: HTTP 404" in half["problem"]
    assert (dead["health"], dead["items"]) == ("bad", None)
    assert "/lost" in dead["problem"]
