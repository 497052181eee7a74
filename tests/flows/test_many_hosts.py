"""Many hosts that lead to one another: each is asked in its own turn, and what it asks for holds whoever led there."""

import asyncio
import contextlib
import inspect
import socket
import time
from collections import Counter
from datetime import timedelta

import msgspec
import pytest
from aiohttp.abc import AbstractResolver

from flows import web
from flows.hosts import Hosts
from flows.patience import ask
from flows.sources import Source
from flows.web import Client
from tests.flows.listening import QUICK, Listener, run, source
from tests.flows.test_fetch import listing, story
from tests.loopback import Reply, loopback, moved, page, rendered, reset


class ToLoopback(AbstractResolver):
    """Every name is this machine."""

    async def resolve(self, host, port=0, family=0):  # noqa: ARG002 -- as it is called
        return [
            {"hostname": host, "host": "127.0.0.1", "port": port, "family": socket.AF_INET, "proto": 0, "flags": 0}
        ]  # fmt: skip

    async def close(self):
        pass


@pytest.fixture
def all_names_are_ours(monkeypatch):
    """Opens this machine for names that are no private source's."""
    monkeypatch.setattr(web, "public_socket", web.any_socket)
    monkeypatch.setattr(web, "PublicNames", lambda inner: inner)


PATIENT = msgspec.structs.replace(QUICK, first_byte_seconds=20, total_seconds=60)
"""For servers that wait for one another."""


@pytest.fixture
def listener(tmp_path, all_names_are_ours):
    """Of a night to which every name is this machine."""
    there = Listener(tmp_path, PATIENT)
    there.resolver = ToLoopback()
    return there


def town(sites):
    """A site that answers by host and path; `PORT` in a redirect is its own port."""

    def answer(request):
        host, _, port = request.headers["host"].partition(":")
        found = sites.get(host.removesuffix(".test"), {}).get(request.path)
        if inspect.isfunction(found) and not inspect.iscoroutinefunction(found):
            found = found(request)
        if isinstance(found, Reply) and "Location" in found.headers:
            return moved(found.headers["Location"].replace("PORT", port), found.status)
        return found

    return answer


def asked_of(server, host, path=None):
    """The paths that a host was asked for, or how often for one."""
    paths = [r.path for r in server.asked if r.headers["host"].startswith(f"{host}.test:")]
    return paths if path is None else paths.count(path)


def paper(server, **how):
    """The source of the paper in town."""
    return Source(name="Paper", url=f"http://paper.test:{server.port}/f", **how)


LINKS = tuple(f"link{n}" for n in range(6))


def leading(listener, target):
    """A night whose six pages, each on a host of its own, lead to one host all at once: server and summary.

    `target`: how that host answers, by path; the first of its answers comes when all six have been sent there.
    """
    followed, all_here = set(), asyncio.Event()

    def link(name):
        def sent(_):
            followed.add(name)
            if len(followed) == len(LINKS):
                all_here.set()
            return moved(f"http://target.test:PORT/{name}")

        return sent

    def waiting(tells):
        async def told(request, writer):
            async with asyncio.timeout(20):
                await all_here.wait()
            await tells(request, writer)

        return told

    sites = {name: {f"/{name}": link(name)} for name in LINKS}
    sites["target"] = {path: waiting(tells) for path, tells in target.items()}

    async def playing():
        async with loopback(town(sites)) as server:
            links = (f"http://{name}.test:{server.port}/{name}" for name in LINKS)
            sites["paper"] = {"/f": listing(*links)}
            _, fetched = await listener.night([paper(server)])
            return server, fetched

    return run(playing())


def tells(reply):
    """Answers so, whatever is asked."""

    async def told(request, writer):
        writer.write(rendered(reply, request))
        await writer.drain()

    return told


def pages(answer):
    """The pages that the links lead to, all answered so."""
    return {f"/{name}": answer for name in LINKS}


def test_robots_txt_is_asked_once_however_many_pages_lead_there(listener):
    """Pages that lead to a host whose robots.txt nobody knows yet: one question for it, and it holds for all of them."""
    rules = page("User-agent: *\nDisallow: /link5", "text/plain")
    server, fetched = leading(listener, pages(tells(story())) | {"/robots.txt": tells(rules)})
    assert asked_of(server, "target", "/robots.txt") == 1
    assert asked_of(server, "target", "/link5") == 0
    assert (fetched.kept, fetched.refused) == (5, 1)


def test_hosts_that_lead_to_each_other_do_not_wait_for_each_other(listener):
    """Two hosts whose pages and whose robots.txt redirect to the other: both pages are had."""
    sites = {
        here: {
            "/robots.txt": moved(f"http://{there}.test:PORT/rules"),
            "/rules": page("User-agent: *\nDisallow: /closed", "text/plain"),
            "/out": moved(f"http://{there}.test:PORT/in"),
            "/in": story(number),
        }
        for number, (here, there) in enumerate([("one", "two"), ("two", "one")])
    }

    async def playing():
        async with loopback(town(sites)) as server:
            sites["paper"] = {"/f": listing(*(f"http://{h}.test:{server.port}/out" for h in ("one", "two")))}  # fmt: skip
            return await listener.night([paper(server)]), server

    (_, fetched), server = run(playing())
    assert fetched.kept == 2
    assert [asked_of(server, host, "/robots.txt") for host in ("one", "two")] == [1, 1]


def test_robots_txt_holds_where_a_listing_page_leads(listener):
    """A listing page that redirects to another host is asked for there only as far as that host's robots.txt lets us."""
    links = page("<a href='/a/one'>The plant opens next year</a>")
    sites = {
        "paper": {f"/{n}": moved(f"http://other.test:PORT/{n}") for n in ("open", "closed")},
        "other": {
            "/robots.txt": page("User-agent: *\nDisallow: /closed", "text/plain"),
            "/open": links,
            "/closed": links,
        },
    }

    async def playing():
        async with loopback(town(sites)) as server:
            base = f"http://paper.test:{server.port}"
            lists = [Source(name=n, url=f"{base}/{n}", kind="page") for n in ("open", "closed")]
            return await listener.poll(lists), server

    summary, server = run(playing())
    assert sorted(asked_of(server, "other")) == ["/open", "/robots.txt"]
    assert summary.items_new == 1
    assert summary.reasons == ("closed: robots.txt forbids it",)


@pytest.mark.parametrize("status", [429, 503])
def test_who_waits_for_a_host_sees_that_it_asks_for_quiet(listener, status):
    """Of six pages that wait for one host the first is told to come later: the others are not asked for and stay wanted."""
    busy = page("wait", status=status, Retry_After="3600")
    server, fetched = leading(listener, pages(tells(busy)))
    assert len([path for path in asked_of(server, "target") if path != "/robots.txt"]) == 1
    assert (fetched.failed, fetched.postponed) == (1, 5)


def test_who_waits_for_a_host_sees_that_it_is_down(listener):
    """Of six pages that wait for a host that hangs up, three find out; the others stay wanted."""
    _, fetched = leading(listener, pages(reset))
    assert (fetched.failed, fetched.postponed) == (3, 3)


def test_a_short_wait_holds_for_all(listener):
    """Who waits for a host that asks for a second of quiet does not ask it meanwhile; then every page is had."""
    begun = []

    async def tired(request, writer):
        begun.append(time.monotonic())
        early = begun[-1] - begun[0] < 0.9
        reply = page("wait", status=503, Retry_After="1") if early else story(len(begun))
        await tells(reply)(request, writer)

    _, fetched = leading(listener, pages(tired))
    assert fetched.kept == 6
    assert len(begun) == 7


def test_feeds_of_a_host_that_asks_for_quiet_wait(tmp_path):
    """Of five feeds of a host the first is told to come later: the others count as not asked, and come when the time has come."""
    listener, site = Listener(tmp_path), {}

    async def playing():
        async with loopback(lambda r: site.get(r.path, busy)) as server:
            feeds = [source(f"{server.base}/{n}", f"{n}") for n in range(5)]
            first = await listener.poll(feeds)
            asked = len(server.asked)
            listener.later(hours=2)
            site.update({f"/{n}": listing(f"/a/{n}") for n in range(5)})
            return first, asked, await listener.poll(feeds)

    busy = page("wait", status=429, Retry_After="3600")
    first, asked, last = run(playing())
    assert (asked, first.asked, first.waiting, len(first.failed)) == (1, 1, 4, 1)
    assert (last.items_new, last.waiting, last.failed) == (5, 0, ())
    assert len(listener.ask("FROM polls")) == 6


def test_feeds_of_a_host_that_is_down_are_failures(tmp_path):
    """Of five feeds of a host that hangs up three are asked, and all five are told to have failed."""
    listener = Listener(tmp_path)

    async def playing():
        async with loopback(lambda _: reset) as server:
            return await listener.poll([source(f"{server.base}/{n}", f"{n}") for n in range(5)])

    summary = run(playing())
    assert (len(summary.failed), summary.waiting) == (5, 0)
    assert sum("left alone" in why for why in summary.reasons) == 2


def test_a_wait_holds_for_the_host_that_asked_for_it(listener):
    """A feed leads to a host that asks for quiet: that host gets it, and the one that only led there is asked as ever."""
    sites = {
        "paper": {"/f": moved("http://other.test:PORT/f"), "/own": listing("/a")},
        "other": {"/f": page("wait", status=429, Retry_After="7200")},
    }

    async def playing():
        async with loopback(town(sites)) as server:
            feeds = [Source(name=n, url=f"http://paper.test:{server.port}/{n}") for n in ("f", "own")]  # fmt: skip
            for _ in range(3):
                last = await listener.poll(feeds)
                listener.later(minutes=30)
            return last, server

    last, server = run(playing())
    assert (last.asked, last.waiting) == (1, 1)
    assert asked_of(server, "paper", "/own") == 3
    assert asked_of(server, "other", "/f") == 1


def capped(listener, sites, links, nights):
    """Nights in which a host gives at most two pages: how many were kept in each, and the server."""
    few = msgspec.structs.replace(PATIENT, host_pages=2, recheck_days=0)
    listener.settings = msgspec.structs.replace(listener.settings, fetch=few)

    async def playing():
        async with loopback(town(sites)) as server:
            sites["paper"] = {"/f": listing(*(f"http://{at.replace('/', f':{server.port}/')}" for at in links))}  # fmt: skip
            kept = [(await listener.night([paper(server)]))[1].kept for _ in range(nights)]
            return kept, server

    return run(playing())


def test_pages_count_for_the_host_that_gives_them(listener):
    """Links through one host to others cost it none of its pages; links through many to one are that one's, two a night."""
    through = {f"/{n}": moved(f"http://to{n}.test:PORT/a") for n in range(5)}
    sites = {"link": through} | {f"to{n}": {"/a": story(n)} for n in range(5)}
    assert capped(listener, sites, [f"link.test{path}" for path in through], 1)[0] == [5]

    sites = {name: {f"/{name}": moved(f"http://one.test:PORT/{name}")} for name in LINKS}
    sites["one"] = {f"/{name}": story(n) for n, name in enumerate(LINKS)}
    kept, server = capped(listener, sites, [f"{name}.test/{name}" for name in LINKS], 3)
    assert kept == [2, 2, 2]
    assert len([path for path in asked_of(server, "one") if path != "/robots.txt"]) == 6


def test_a_host_is_not_asked_in_vain_without_end(listener):
    """Where all of a host's links lead to one that has given its pages, only so many more are followed that night."""
    sites = {
        "link": {f"/{n}": moved(f"http://one.test:PORT/{n}") for n in range(20)},
        "one": {f"/{n}": story(n) for n in range(20)},
    }
    kept, server = capped(listener, sites, [f"link.test/{n}" for n in range(20)], 1)
    assert kept == [2]
    assert len([path for path in asked_of(server, "link") if path != "/robots.txt"]) == 4


@pytest.mark.usefixtures("all_names_are_ours")
def test_a_page_that_leads_to_a_host_that_asked_for_quiet_stays_wanted():
    """The other host is not asked, and no try of the page is counted."""

    async def asked():
        async with loopback(lambda r: moved(f"http://target.test:{port[0]}{r.path}")) as server:
            port.append(server.port)
            async with Client(QUICK, resolver=ToLoopback()) as client:
                hosts = Hosts(0.0)
                target = hosts.of(f"http://target.test:{server.port}/")
                target.quiet_until = client.clock() + timedelta(hours=1)
                answer = await ask(client, hosts, f"http://link.test:{server.port}/a")
                return answer, len(server.asked)

    port = []
    answer, questions = run(asked())
    assert (answer.postponed, questions) == (True, 1)


@pytest.mark.usefixtures("all_names_are_ours")
def test_a_host_that_many_redirect_to_is_asked_one_at_a_time():
    """Links through six other hosts to one: it is asked in its own turn, and who waits for it holds no other up."""
    live, most = Counter(), Counter()

    async def serve(reader, writer):
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
                path = head[0].split()[1]
                host = next(line[6:] for line in head if line.lower().startswith("host:"))
                live[host] += 1
                most[host] = max(most[host], live[host])
                await asyncio.sleep(0.05)
                if host.startswith("target"):
                    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nok")  # fmt: skip
                else:
                    to = host.replace(host.split(".")[0], "target")
                    writer.write(f"HTTP/1.1 301 F\r\nLocation: http://{to}{path}\r\nContent-Length: 0\r\n\r\n".encode())  # fmt: skip
                live[host] -= 1

    async def asked():
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server, Client(QUICK, resolver=ToLoopback()) as client:
            hosts = Hosts(0.0)
            urls = [f"http://link{n}.test:{port}/{n}" for n in range(6)]
            answers = await asyncio.gather(*(ask(client, hosts, url) for url in urls))
            return port, urls, answers

    port, urls, answers = run(asked())
    assert [a.url for a in answers] == urls
    assert [a.final_url for a in answers] == [f"http://target.test:{port}/{n}" for n in range(6)]
    assert all(a.moved_to == a.final_url for a in answers)
    assert most[f"target.test:{port}"] == 1
