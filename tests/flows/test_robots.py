"""robots.txt: what its rules mean is protego's, what its absence means is RFC 9309's."""

import pytest

from flows.answers import Fetched
from flows.hosts import Hosts
from flows.robots import RobotRules, allowed, product_of, read_rules
from flows.web import Client, own_origin
from tests.flows.listening import QUICK, run
from tests.loopback import hang, loopback, moved, page, reset

ABSENCE = [
    # what is at /robots.txt, and whether pages may be fetched
    ("rules that allow", page("User-agent: *\nAllow: /", "text/plain"), True),
    ("rules that forbid", page("User-agent: *\nDisallow: /", "text/plain"), False),
    ("rules for others", page("User-agent: Googlebot\nDisallow: /", "text/plain"), True),
    (
        "rules for us",
        page("User-agent: Plantwatch\nDisallow: /\n\nUser-agent: *\nAllow: /", "text/plain"),
        False,
    ),
    ("empty", page("", "text/plain"), True),
    ("404", page("no", status=404), True),
    ("403", page("no", status=403), True),
    ("401", page("no", status=401), True),
    ("410", page("no", status=410), True),
    ("429", page("no", status=429), False),
    ("500", page("no", status=500), False),
    ("503", page("no", status=503), False),
    ("hangs", hang, False),
    ("resets", reset, False),
    ("HTML", page("<html><body>Welcome"), True),
    ("binary", page(bytes(range(256)), "application/octet-stream"), True),
    ("a redirect to rules", moved("/rules"), False),
    ("a redirect loop", moved("/robots.txt"), True),
    ("a redirect to a private address", moved("http://127.0.0.9:1/robots.txt"), False),
    ("a redirect to a file", moved("file:///etc/robots.txt"), False),
    (
        "5 MB, ours within the first 500 KiB",
        page(b"User-agent: *\nDisallow: /\n" + b"#" * 5_000_000, "text/plain"),
        False,
    ),
    (
        "5 MB, ours after them",
        page(b"#" * 600_000 + b"\nUser-agent: *\nDisallow: /\n", "text/plain"),
        True,
    ),
    ("with a BOM", page("\ufeffUser-agent: *\nDisallow: /", "text/plain"), False),
    (
        "in windows-1251",
        page("User-agent: *\nDisallow: /архив\nDisallow: /a".encode("windows-1251"), "text/plain"),
        False,
    ),
]


@pytest.mark.parametrize(("name", "answer", "may"), ABSENCE, ids=[a[0] for a in ABSENCE])
def test_what_a_robots_file_means(name, answer, may):
    """4xx and loops allow all, 5xx and silence allow nothing, otherwise the rules for us decide."""

    async def asked():
        site = {
            "/robots.txt": answer,
            "/rules": page("User-agent: *\nDisallow: /a", "text/plain"),
            "/a": page("x"),
        }
        async with loopback(site) as server, Client(QUICK) as client:
            rules = RobotRules(client, Hosts(0), {})
            own = own_origin(server.base)
            verdicts = [
                await rules.verdict(f"{server.base}/a", agent=None, private=own) for _ in range(2)
            ]
            assert isinstance(await client.get(f"{server.base}/a", private=own), Fetched)
            return verdicts, len(rules.fresh)

    verdicts, fresh = run(asked())
    assert [verdict is None for verdict in verdicts] == [may, may]
    assert fresh == 1


DECISIONS = [
    ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/c", False),
    ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
    ("User-agent: *\nDisallow: /*.php$", "/x.php", False),
    ("User-agent: *\nDisallow: /*.php$", "/x.php?a=1", True),
    ("User-agent: *\nDisallow: /\nAllow: /$", "/", True),
    ("User-agent: *\nDisallow: /\nAllow: /$", "/x", False),
    ("User-agent: *\nDisallow:", "/x", True),
    ("User-agent: plantwatch\nAllow: /\nUser-agent: *\nDisallow: /", "/x", True),
    ("user-agent : *\ndisallow : /x # why", "/x", False),
    ("User-agent: a\nUser-agent: plantwatch\nDisallow: /x", "/x", False),
    ("Disallow: /x", "/x", True),
    ("User-agent: *\nDisallow: /%D0%B0", "/а", False),
    ("User-agent: *\nDisallow: /", "/robots.txt", True),
    ("User-agent: Plantwatch/2.0 (news)\nDisallow: /x", "/x", False),
    ("User-agent: plantwatch crawler\nDisallow: /x", "/x", False),
    ("User-agent: plantwatcher\nDisallow: /x", "/x", True),
    (
        "User-agent: plantwatch\nSitemap: https://a.example/\nHost: a\nUser-agent: *\nDisallow: /x",
        "/x",
        False,
    ),
    ("User-agent: *\nDissalow: /x", "/x", False),
    ("User-agent: *\r\nDisallow: /x\r\n", "/x", False),
    ("User-agent: *\rDisallow: /x", "/x", False),
    # signs are compared as the RFC has them: percent-encoded, but for those that need no encoding (Google's parser differs)
    ("User-agent: *\nDisallow: /\nAllow: /завод", "/%D0%B7%D0%B0%D0%B2%D0%BE%D0%B4", True),
    ("User-agent: *\nDisallow: /%61%62", "/ab", False),
    ("User-agent: *\nDisallow: /" + "a" * 20_000, "/" + "a" * 20_000 + "b", False),
]


@pytest.mark.parametrize(("rules", "path", "may"), DECISIONS)
def test_decisions(rules, path, may):
    """The longest rule decides, allow wins a tie, groups and spellings as the RFC has them."""
    assert allowed(read_rules(rules), f"https://example.org{path}", "plantwatch") is may


def test_the_product_token_is_what_rules_are_addressed_to():
    """Of the whole user agent only its first word is matched."""
    assert product_of("plantwatch/0.1 (+https://example.org/)") == "plantwatch"


def test_crawl_delay_slows_the_host():
    """A crawl-delay longer than our own gap is kept, up to half a minute."""

    async def asked(seconds):
        site = {"/robots.txt": page(f"User-agent: *\nCrawl-delay: {seconds}", "text/plain")}
        async with loopback(site) as server, Client(QUICK) as client:
            hosts = Hosts(0)
            await RobotRules(client, hosts, {}).verdict(
                f"{server.base}/a", agent=None, private=own_origin(server.base)
            )
            return hosts.of(server.base).gap

    assert [run(asked(seconds)) for seconds in (7, 3600, "soon")] == [7, 30, 0]
