"""Many hosts that lead to one another: each is asked in its own turn, and what it asks for holds whoever led there."""

import asyncio
import contextlib
import socket
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
from tests.flows.listening import QUICK, Listener, run
from tests.flows.test_fetch import listing, story
from tests.loopback import Reply, loopback, moved, page, rendered


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


def test_robots_txt_is_asked_once_however_many_pages_lead_there(listener):
    """Links through six hosts to one whose robots.txt nobody knows yet: one question for it, and it holds for all of them."""
    links = [f"link{n}" for n in range(6)]
    all_here = asyncio.Event()

    async def rules(request, writer):
        async with asyncio.timeout(
            20
        ):  # until every link has been followed, so that all want it at once
            await all_here.wait()
        writer.write(rendered(page("User-agent: *\nDisallow: /5", "text/plain"), request))
        await writer.drain()

    sites = {name: {f"/{n}": moved(f"http://target.test:PORT/{n}")} for n, name in enumerate(links)}
    sites["target"] = {"/robots.txt": rules} | {f"/{n}": story(n) for n in range(6)}

    async def playing():
        async with loopback(lambda r: town(sites)(noted(r))) as server:
            sites["paper"] = {"/f": listing(*(f"http://{name}.test:{server.port}/{n}" for n, name in enumerate(links)))}  # fmt: skip
            await listener.night([paper(server)])
            return server

    followed = set()

    def noted(request):
        if request.path != "/robots.txt":
            followed.add(request.headers["host"])
        if len([host for host in followed if host.startswith("link")]) == 6:
            all_here.set()
        return request

    server = run(playing())
    assert asked_of(server, "target", "/robots.txt") == 1
    assert sorted(asked_of(server, "target"))[:5] == [f"/{n}" for n in range(5)]
    assert listener.ask("SELECT outcome, count(*) FROM captures GROUP BY 1 ORDER BY 1") == [
        ("kept", 5),
        ("refused", 1),
    ]


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
