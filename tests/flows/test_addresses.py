"""No request reaches a private address, however it is spelled: counted at the target."""

import asyncio
import socket

import pytest
from aiohttp.abc import AbstractResolver

from flows.addresses import refusal_of
from flows.answers import Failed, Fetched, Refused
from flows.hosts import Hosts
from flows.patience import ask
from flows.settings import FetchLimits
from flows.web import Client, own_origin
from tests.loopback import loopback, moved, page

LIMITS = FetchLimits(connect_seconds=1, first_byte_seconds=1, total_seconds=2, retry_seconds=0.01)

SPELLINGS = [
    "127.0.0.1", "127.1", "127.0.1", "127.127.127.127", "2130706433", "0x7f000001", "0x7f.0x0.0x0.0x1", "0x7f.1",
    "0177.0.0.1", "0177.0.0.01", "00000177.1", "017700000001", "127.0.0.1.", "127.0.0.1%2f", "①②⑦.⓪.⓪.①", "127。0。0。1",
    "localhost", "LOCALHOST", "localhost.", "0", "0.0.0.0", "0.0.0.1", "[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[0000::1]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[::7f00:1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]",
    "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[2001::80ff:fffe]", "[fe80::1]",
    "[fe80::1%25eth0]", "[::1%25lo]", "[fc00::1]", "[fd00:ec2::254]", "[fec0::1]", "[ff02::1]", "10.0.0.1", "172.16.0.1",
    "172.31.255.255", "192.168.1.1", "169.254.169.254", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "2852039166",
    "0xa9fea9fe", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.0.1", "192.0.2.1", "192.88.99.1",
    "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "user@127.0.0.1", "user:pass@127.0.0.1", "example.com@127.0.0.1", "metadata.google.internal.invalid",
    "[2001:db8::1]", "[100::1]", "[3fff::1]", "[5f00::1]",
]  # fmt: skip


def refused_everywhere(make, *, resolver=None):
    """The answers for the addresses that `make(port)` gives, and the connections that reached the server."""

    async def asked():
        async with (
            loopback(lambda _: page("secret")) as server,
            Client(LIMITS, resolver=resolver) as client,
        ):
            answers = [await ask(client, Hosts(0), url) for url in make(server.port)]
            return answers, server.connections

    return asyncio.run(asked())


@pytest.mark.parametrize("host", SPELLINGS)
def test_spelling_is_refused(host):
    """As the address of a feed or of an item, each spelling is refused and nothing connects."""
    answers, connections = refused_everywhere(
        lambda port: [f"http://{host}:{port}/", f"https://{host}:{port}/x"]
    )
    assert all(isinstance(answer, Refused | Failed) for answer in answers), answers
    assert connections == 0


def test_there_are_many_spellings():
    """The table is not a handful."""
    assert len(set(SPELLINGS)) >= 70


@pytest.mark.parametrize("hops", [1, 2])
@pytest.mark.parametrize("host", SPELLINGS[::3])
def test_redirect_to_it_is_refused(host, hops):
    """The same after one and two redirects, also from a source that is itself allowed to be private."""

    async def asked():
        async with loopback(lambda _: page("secret")) as target:
            chain = {"/x": moved("/y"), "/y": moved(f"http://{host}:{target.port}/")}
            async with loopback(chain) as server, Client(LIMITS) as client:
                url = f"{server.base}/{'x' if hops == 2 else 'y'}"
                answer = await ask(client, Hosts(0), url, private=own_origin(server.base))
            return answer, target.connections

    answer, connections = asyncio.run(asked())
    assert isinstance(answer, Refused | Failed), answer
    assert connections == 0


class Rebinding(AbstractResolver):
    """Names resolve to one list of addresses after the other."""

    def __init__(self, *turns):
        self.turns, self.asked = list(turns), 0

    async def resolve(self, host, port=0, family=socket.AF_INET):  # noqa: ARG002
        turn = self.turns[min(self.asked, len(self.turns) - 1)]
        self.asked += 1
        return [
            {
                "hostname": host,
                "host": a,
                "port": port,
                "proto": 0,
                "flags": 0,
                "family": socket.AF_INET6 if ":" in a else socket.AF_INET,
            }
            for a in turn
        ]

    async def close(self):
        pass


@pytest.mark.parametrize(
    "turns",
    [
        [["127.0.0.1"]],
        [["::1"]],
        [["::ffff:127.0.0.1"]],
        [["8.8.8.8", "127.0.0.1"]],
        [["127.0.0.1", "8.8.8.8"]],
        [["10.0.0.1"]],
        [["169.254.169.254"]],
    ],
)
def test_name_with_a_private_address_is_refused(turns):
    """A name is refused where any of its addresses is private, whatever the others are."""
    answers, connections = refused_everywhere(
        lambda port: [f"http://rebind.example:{port}/"], resolver=Rebinding(*turns)
    )
    assert isinstance(answers[0], Refused)
    assert "blocked" in answers[0].reason
    assert connections == 0


def test_rebinding_between_check_and_connection():
    """A name that was public when it was checked and is private when it is connected to reaches nothing.

    The guard sits on the socket: what a resolver said before does not matter to it.
    """

    class Lying(Rebinding):
        """Says a public address to whoever reads the answer, and a private one to whoever connects."""

        async def resolve(self, host, port=0, family=socket.AF_INET):
            found = await super().resolve(host, port, family)
            return [_Shifty(result) for result in found]

    class _Shifty(dict):
        reads = 0

        def __getitem__(self, name):
            if name == "host":
                type(self).reads += 1
                return "8.8.8.8" if type(self).reads == 1 else "127.0.0.1"
            return super().__getitem__(name)

    answers, connections = refused_everywhere(
        lambda port: [f"http://rebind.example:{port}/"], resolver=Lying(["8.8.8.8"])
    )
    assert isinstance(answers[0], Refused), answers
    assert "loopback" in answers[0].reason
    assert connections == 0


def test_allow_private_opens_one_door_only():
    """A source's permission covers the host and port of its own url, no other port, and no other name for the same host."""

    async def asked():
        async with (
            loopback({"/x": page("mine")}) as mine,
            loopback({"/x": page("secret")}) as other,
            Client(LIMITS) as client,
        ):
            own = own_origin(mine.base)
            good = await client.get(f"{mine.base}/x", private=own)
            bad = [
                await client.get(f"{other.base}/x", private=own),
                await client.get(f"http://localhost:{mine.port}/x", private=own),
                await client.get(f"http://127.0.0.2:{mine.port}/x", private=own),
                await client.get(f"{mine.base}/x"),
            ]
            return good, bad, mine.connections, other.connections

    good, bad, mine, other = asyncio.run(asked())
    assert isinstance(good, Fetched)
    assert all(isinstance(answer, Refused) for answer in bad)
    assert (mine, other) == (1, 0)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "1.1.1.1",
        "2606:4700:4700::1111",
        "2a02:6b8::2:242",
        "64:ff9b::808:808",
        "77.88.55.88",
    ],
)
def test_public_addresses_pass(address):
    """Public unicast addresses are not refused."""
    assert refusal_of(address) is None


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "dict://127.0.0.1:11211/",
        "unix:/var/run/x",
        "//example.org/",
        "http://",
        "http:///x",
        "",
        "http://[::1",
        "http://exa mple.org/",
        "javascript:1",
    ],
)
def test_other_schemes_and_nonsense_are_refused(url):
    """Only http and https, and only with a host."""
    answers, connections = refused_everywhere(lambda _: [url])
    assert isinstance(answers[0], Refused | Failed)
    assert connections == 0
