"""Sources as data: declared, checked, found, exchanged."""

import gzip
import json
import re

import pytest
from typer.testing import CliRunner

from flows.cli import build
from flows.commands.sources import import_opml
from flows.declarations import Misuse
from flows.discovery import find_feeds, health, language_of
from flows.opml import as_opml, distinct_names, read_opml
from flows.settings import seeds
from flows.sources import Source, load_sources
from flows.web import Client
from tests.flows.listening import QUICK, run, source
from tests.loopback import loopback, moved, page, rss

SITEMAP = b"<urlset><url><loc>https://x.example/1</loc></url></urlset>"
TWO = """# my papers
[[source]]
name = "One"
url = "https://one.example/feed"

[[source]]
name = "Two"
url = "https://two.example/feed"
{}
"""

WRONG = [
    # a line added to the second source; what the error must name beside file and line
    ('langauge = "ru"', "did you mean `language`"),
    ("every = 0", "every: 0 is too small"),
    ('every = "often"', "Expected `int"),
    ("at_least = -1", "at_least: -1 is too small"),
    ('kind = "podcast"', "kind|Invalid enum"),
    ('body = "both"', "body|Invalid enum"),
    ('timezone = "Moscow"', "unknown zone 'Moscow'"),
    ('user_agent = "a\\nb"', "user_agent"),
    ("allow_private = 1", "Expected `bool"),
    ('[[source]]\nname = "Two"\nurl = "https://three.example/"', "name: 'Two' is declared 2 times"),
    ('[[source]]\nname = "Three"\nurl = "https://two.example/feed"', "url: .* is declared 2 times"),
    ('[[source]]\nname = "Three"\nurl = "ftp://three.example/"', "no http"),
    ('[[source]]\nname = "Three"\nurl = "https://u:p@three.example/"', "user name"),
    ('[[source]]\nname = " "\nurl = "https://three.example/"', "name: is empty"),
    (
        '[[source]]\nname = "a\\u202eb"\nurl = "https://three.example/"',
        r"name: has a control character in it \(U\+202E\)",
    ),
    ('[[source]]\nname = "a\\u0007b"\nurl = "https://three.example/"', r"name: .*U\+0007"),
    ('[[source]]\nname = "a\\u2028b"\nurl = "https://three.example/"', r"name: .*U\+2028"),
    ('category = "a\\u2066b"', r"category: .*U\+2066"),
    ('[[source]]\nname = "Three"', "missing required field `url`"),
]


@pytest.mark.parametrize(("line", "told"), WRONG)
def test_errors_name_file_line_and_key(tmp_path, line, told):
    """Each mistake is one message with the file, the line and what to do."""
    file = tmp_path / "sources.toml"
    file.write_text(TWO.format(line))
    with pytest.raises(Misuse, match=told) as raised:
        load_sources(file)
    assert re.match(rf"{re.escape(str(file))}:\d+: ", str(raised.value)), raised.value


@pytest.mark.parametrize("text", ["", "[[sources]]\n", "[source]\nname = 'x'\n", "name = ", "\xff"])
def test_other_files_are_refused(tmp_path, text):
    """An empty, misspelt or broken file is a misuse that names it."""
    file = tmp_path / "sources.toml"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(Misuse, match=r"sources\.toml"):
        load_sources(file)


def test_the_feeds_that_ship():
    """The sources that come with the project load, none of the dead ones among them, agencies in one family."""
    shipped = load_sources(seeds() / "sources.toml")
    names = {s.name for s in shipped}
    assert len(shipped) >= 28
    assert not names & {"Autostat", "ACEA"}
    assert {s.origin_family for s in shipped if s.name.startswith("TASS")} == {"tass"}
    assert next(s for s in shipped if s.name == "RBC").body == "feed"


@pytest.mark.parametrize(
    ("url", "family"),
    [
        ("https://news.paper.example/rss", "paper.example"),
        ("http://127.0.0.1:8080/courier/feed.xml", "Courier"),
        ("http://[::1]:8080/feed", "Courier"),
        ("http://localhost/feed", "Courier"),
    ],
)
def test_papers_behind_one_address_are_not_one_publisher(url, family):
    """A host name tells the publisher, an address does not: there the source's own name is its family."""
    assert source(url, "Courier").origin_family == family


def test_a_changed_declaration_is_a_new_row_of_the_same_source():
    """The id is the url's; the declaration is stored whole."""
    first, second = source("https://a.example/f", "A"), source("https://a.example/f", "B", every=5)
    assert first.source_id == second.source_id
    assert json.loads(second.row()["settings"]) | {"allow_private": True} == json.loads(
        second.row()["settings"]
    )
    assert json.loads(first.row()["settings"])["body"] == "page"


OPML = b"""<?xml version="1.0"?><opml version="1.0"><body>
<outline text="Cars"><outline text="Russia"><outline type="rss" text="A &amp; B" xmlUrl="https://a.example/f" language="ru"/></outline>
<outline type="rss" title="C" text="c" xmlUrl="https://c.example/f"/></outline>
<outline type="rss" text="D" xmlUrl="https://d.example/f" category="/steel,x"/><outline type="rss" text="D again" xmlUrl="https://d.example/f"/>
<outline type="rss" text="bad" xmlUrl="javascript:alert(1)"/><outline text="no feed"/></body></opml>"""


def test_opml_in():
    """Feeds come with their folders and languages, each address once, only http(s)."""
    found = [(o.name, o.url[8:9], o.category, o.language) for o in read_opml(OPML, "f.opml")]
    assert found == [
        ("A & B", "a", "Cars/Russia", "ru"),
        ("C", "c", "Cars", None),
        ("D", "d", "steel", None),
    ]


@pytest.mark.parametrize(
    ("body", "name", "query"),
    [
        ("<opml><body><outline text='A & B' xmlUrl='https://a.example/?a=1&b=2'/><outline xmlUrl='https://cut", "A & B", "a=1&b=2"),
        ("<?xml version='1.0' encoding='utf-8'?><opml><outline text='Коммерсантъ' XMLURL='https://a.example/?x'/></opml>", "Коммерсантъ", "x"),
    ],
    ids=["bare ampersands, cut off", "another encoding than it says"],
)  # fmt: skip
def test_careless_opml(body, name, query):
    """Bare ampersands lose nothing of an address; wrong declarations, other letters' case and a missing end are read over."""
    (found,) = read_opml(body.encode("windows-1251"), "f.opml")
    assert (found.name, found.url.partition("?")[2]) == (name, query)


def test_opml_out_and_in_again():
    """What is exported is imported again as it was."""
    sources = [
        Source(name=o.name, url=o.url, category=o.category, language=o.language)
        for o in read_opml(OPML, "f")
    ]
    assert read_opml(as_opml(sources).encode(), "g") == read_opml(OPML, "f")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"<html></html>",
        b'<!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/passwd">]><rss>&s;</rss>',
    ],
)
def test_what_is_no_opml_is_refused(body):
    """Other files are a misuse."""
    with pytest.raises(Misuse, match="not OPML"):
        read_opml(body, "f.opml")


def test_names_are_kept_apart():
    """A name that is taken gets a number."""
    assert distinct_names(["A", "A", "B"], ["A"]) == ["A 2", "A 3", "B"]


FEED = page(rss(("/1", "Завод нарастит выпуск автомобилей", "")), "application/rss+xml")
SITES = [
    ({"/": FEED}, ["/"]),
    ({"/": page('<link rel="alternate" type="application/rss+xml" href="/a.xml"><link rel=alternate type=application/atom+xml href=/dead>'), "/a.xml": FEED}, ["/a.xml"]),
    ({"/": page("<a href='/news/rss'>RSS</a> <a href='/about'>x</a>"), "/news/rss": FEED}, ["/news/rss"]),
    ({"/": page("<p>nothing"), "/feed": FEED, "/rss.xml": FEED}, ["/feed", "/rss.xml"]),
    ({"/": page(FEED.body, "binary/octet-stream")}, ["/"]),
    ({"/": moved("/home"), "/home": page('<link rel="alternate" type="application/feed+json" href="f.json">'),
      "/f.json": page('{"version": "https://jsonfeed.org/version/1", "items": []}', "application/json")}, ["/f.json"]),
]  # fmt: skip


@pytest.mark.parametrize(("site", "paths"), SITES)
def test_the_feeds_of_a_site_are_found(site, paths):
    """The address itself, what the page names, what it links to, the usual addresses."""

    async def asked():
        async with loopback(site) as server, Client(QUICK) as client:
            found, why = await find_feeds(client, f"{server.base}/", allow_private=True)
            return [f.url.removeprefix(server.base) for f in found], why

    assert run(asked()) == (paths, None)


def test_no_feed_is_told():
    """Where there is none, the reason is given."""

    async def asked():
        async with loopback({"/": page("<p>nothing")}) as server, Client(QUICK) as client:
            return [
                await find_feeds(client, f"{server.base}/", allow_private=True),
                await find_feeds(client, f"{server.base}/"),
            ]

    (none, why), (refused, private) = run(asked())
    assert (none, refused) == ([], [])
    assert "no feed" in why
    assert "loopback" in private


def test_language_by_letters():
    """Where the feed declares none, its titles tell."""
    from extractors.feed import read_feed

    assert language_of(read_feed(FEED.body, url="https://x.example/")) == "ru"


def test_health():
    """`check` has a row a source: how it answers, what it holds, what is wrong."""
    site = {
        "/ok": FEED,
        "/html": page("<title>Hi</title><body>x"),
        "/thin": FEED,
        "/moved": moved("/ok", 301),
        "/down": page("x", status=500),
        "/wall": page("<title>Just a moment...</title>"),
        "/dead": page(rss(("/1", "Last", "Sun, 29 Nov 2015 10:00:00 GMT")), "text/xml"),
        "/map.gz": page(gzip.compress(SITEMAP), "application/x-gzip"),
        "/unchanged": page("", status=304),
    }

    async def asked():
        async with loopback(site) as server, Client(QUICK) as client:
            sources = [
                source(
                    f"{server.base}{p}", p, at_least=5 if p == "/thin" else None,
                    kind="sitemap" if p == "/map.gz" else "feed",
                )
                for p in site
            ]  # fmt: skip
            return await health(client, sources, {})

    rows = {row["name"]: row for row in run(asked())}
    assert {name: row["health"] for name, row in rows.items()} == {
        "/ok": "ok",
        "/html": "bad",
        "/thin": "poor",
        "/moved": "poor",
        "/down": "bad",
        "/wall": "bad",
        "/dead": "poor",
        "/map.gz": "ok",
        "/unchanged": "bad",
    }
    assert "challenge" in rows["/wall"]["problem"]
    assert "2015-11-29" in rows["/dead"]["problem"]
    assert "HTML page" in rows["/html"]["problem"]
    assert "moved to" in rows["/moved"]["problem"]


def command(*words, status=0):
    done = CliRunner().invoke(build(), ["sources", *map(str, words)])
    assert done.exit_code == status, (done.output, done.exception)
    return done.output


def test_commands(tmp_path):
    """list, import, export and list again: what goes in comes out, once."""
    file, opml = tmp_path / "sources.toml", tmp_path / "in.opml"
    file.write_text(TWO.format(""))
    opml.write_bytes(OPML)
    assert "3 added" in command("import", opml, "--sources", file)
    assert "0 added" in command("import", opml, "--sources", file)
    assert file.read_text().startswith("# my papers\n")
    listed = json.loads(
        command("list", "--sources", file, "--data", tmp_path / "data", "--format", "json")
    )
    assert [row["name"] for row in listed] == ["One", "Two", "A & B", "C", "D"]
    assert all(row["outcome"] == "never asked" for row in listed)
    out = tmp_path / "out.opml"
    command("export", out, "--sources", file)
    assert {o.category for o in read_opml(out.read_bytes(), "out")} == {
        None,
        "Cars/Russia",
        "Cars",
        "steel",
    }


def test_what_opml_does_not_carry_is_said(tmp_path):
    """Sites without a feed are named on the way in, options without a place on the way out, both beside the output; status 0."""
    file, opml = tmp_path / "sources.toml", tmp_path / "in.opml"
    opml.write_text(
        "<opml><outline text='Site' type='link' htmlUrl='https://s.example/?a=1&amp;b=2'/><outline text='Folder'>"
        "<outline text='G' xmlUrl='https://g.example/' htmlUrl='https://g.example/home'/></outline></opml>"
    )
    came = CliRunner().invoke(build(), ["sources", "import", str(opml), "--sources", str(file)])
    assert (came.exit_code, came.stderr.count("\n")) == (0, 1)
    assert "'Site' is left out" in came.stderr
    assert "plantwatch sources add 'https://s.example/?a=1&b=2'" in came.stderr
    file.write_text(
        TWO.format('every = 30\nbody = "feed"\nlanguage = "ru"\ntimezone = "Asia/Tokyo"')
    )
    went = CliRunner().invoke(build(), ["sources", "export", "--sources", str(file)])
    assert went.exit_code == 0
    assert (
        went.stderr
        == "'Two' is written without body, every, timezone: OPML has no place for that\n"
    )
    assert len(read_opml(went.stdout.encode(), "out")) == 2


def test_a_list_of_sites_alone_is_no_list_of_feeds(tmp_path, capsys):
    """Where no outline has a feed, the sites are named before the import is refused."""
    opml = tmp_path / "in.opml"
    opml.write_text("<opml><outline text='Site' htmlUrl='https://s.example/'/></opml>")
    with pytest.raises(Misuse, match="no feed with"):
        import_opml(opml, None, tmp_path / "s.toml")
    assert "'Site' is left out" in capsys.readouterr().err


def test_what_cannot_be_a_source_breaks_no_file(tmp_path):
    """A feed with a password is left out and said; where all would break the file, it stays as it was."""
    file, opml = tmp_path / "sources.toml", tmp_path / "in.opml"
    opml.write_text(
        "<opml><outline text='P' xmlUrl='https://u:p@p.example/'/><outline text='G' xmlUrl='https://g.example/'/></opml>"
    )
    assert "'P' is left out" in command("import", opml, "--sources", file)
    assert [source.name for source in load_sources(file)] == ["G"]
    written = "source = [{name = 'a', url = 'https://a.example/'}]\n"
    file.write_text(written)
    with pytest.raises(Misuse, match="nothing was added"):
        import_opml(opml, None, file)
    assert file.read_text() == written
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.opml", "sources.toml"]


def test_names_that_turn_the_text_around_are_put_right_where_they_come_in(tmp_path):
    """A reader's list may hold direction marks: the name is taken without them, and joined letters stay joined."""
    file, opml = tmp_path / "sources.toml", tmp_path / "in.opml"
    named = "<opml><outline text='a\u202e\u200fb\u200cc' xmlUrl='https://g.example/'/></opml>"
    opml.write_text(named, "utf-8")
    assert "1 added" in command("import", opml, "--sources", file)
    assert [source.name for source in load_sources(file)] == ["ab\u200cc"]


def test_add_writes_a_source_that_loads(tmp_path):
    """`add` appends the feed it found, with name and language, and keeps what was there."""
    import threading

    file, ready, done = tmp_path / "sources.toml", threading.Event(), threading.Event()
    told = {}

    async def serve():
        async with loopback(
            {"/": page('<link rel="alternate" type="application/rss+xml" href="/f">'), "/f": FEED}
        ) as server:
            told["base"] = server.base
            ready.set()
            import asyncio

            await asyncio.to_thread(done.wait)

    thread = threading.Thread(target=lambda: run(serve()))
    thread.start()
    try:
        ready.wait(10)
        output = command(
            "add",
            f"{told['base']}/",
            "--allow-private",
            "--sources",
            file,
            "--name",
            'A "quoted" name',
        )
        again = command("add", f"{told['base']}/f", "--allow-private", "--sources", file)
    finally:
        done.set()
        thread.join()
    (added,) = load_sources(file)
    assert (added.name, added.url, added.language, added.allow_private) == (
        'A "quoted" name',
        f"{told['base']}/f",
        "ru",
        True,
    )
    assert "1 added" in output
    assert "there already" in again
