"""Feeds of all kinds and of none."""

import contextlib
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from extractors.feed import NotAFeed, read_feed

URL = "https://example.org/news/rss.xml"
AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
WHEN = datetime(2026, 11, 20, 10, tzinfo=UTC)

RSS2 = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title><language>en-GB</language>
<item><title>Plant &lt;b&gt;opens&lt;/b&gt; &amp;amp; hires</title><link>/a/1?utm_source=rss</link><guid isPermaLink="false">g1</guid>
<pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate><description>&lt;p&gt;Short&lt;/p&gt; words</description>
<content:encoded><![CDATA[<p>The whole text.</p>]]></content:encoded><source url="https://agency.example/">Agency</source>
<dc:creator>A. Writer</dc:creator><category>cars</category></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>News</title><entry><id>tag:1</id>
<title type="html">Plant &lt;b&gt;opens&lt;/b&gt; &amp;amp; hires</title><link rel="self" href="https://example.org/self"/>
<link rel="alternate" href="/a/1"/><published>2026-11-20T13:00:00+03:00</published><updated>2026-11-21T10:00:00Z</updated>
<summary>Short words</summary><content type="html">&lt;p&gt;The whole text.&lt;/p&gt;</content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title></channel><item rdf:about="x"><title>Plant opens &amp; hires</title>
<link>https://example.org/a/1</link><dc:date>2026-11-20T10:00Z</dc:date><description>Short words</description></item></rdf:RDF>"""
RSS091 = """<rss version="0.91"><channel><title>News</title><item><title>Plant opens &amp; hires</title><link>https://example.org/a/1</link>
<description>Short words</description></item></channel></rss>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "News", "language": "en", "items": [{"id": "1", "url": "/a/1",
"title": "Plant opens & hires", "content_html": "<p>The whole text.</p>", "summary": "Short words", "date_published": "2026-11-20T10:00:00Z",
"authors": [{"name": "A. Writer"}]}, {"id": "2", "url": "javascript:alert(1)"}, 7]}"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://example.org/a/1</loc><lastmod>2026-11-21</lastmod><news:news><news:publication><news:name>News</news:name><news:language>en</news:language>
</news:publication><news:publication_date>2026-11-20T10:00:00Z</news:publication_date><news:title>Plant opens &amp; hires</news:title></news:news></url></urlset>"""


def read(text, **how):
    return read_feed(
        text.encode() if isinstance(text, str) else text, url=URL, fetched_at=AT, **how
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (RSS2, "rss"),
        (ATOM, "atom"),
        (RDF, "rdf"),
        (RSS091, "rss"),
        (JSON, "json"),
        (SITEMAP, "sitemap"),
    ],
)
def test_every_kind_gives_the_same_entry(text, kind):
    """RSS, RDF, Atom, JSON Feed and news sitemap: one item, plain title, absolute link, the date in UTC."""
    feed = read(text)
    assert feed.kind == kind
    (entry,) = feed.entries
    assert entry.title == "Plant opens & hires"
    assert entry.url.startswith("https://example.org/a/1")
    assert entry.published == (None if text is RSS091 else WHEN)


def test_what_a_feed_says_of_an_item():
    """Summary as plain text, full text as it stands, id, author, source, categories."""
    (entry,) = read(RSS2).entries
    assert entry.summary == "Short words"
    assert entry.content == "<p>The whole text.</p>"
    assert (entry.guid, entry.author, entry.origin, entry.categories) == (
        "g1",
        "A. Writer",
        "Agency",
        ("cars",),
    )
    assert read(RSS2).language == "en-GB"


@pytest.mark.parametrize(
    ("prefix", "uri", "element"),
    [
        ("yandex", "http://news.yandex.ru", "full-text"),
        ("rbc_news", "https://www.rbc.ru", "full-text"),
        ("content", "http://purl.org/rss/1.0/modules/content/", "encoded"),
    ],
)
def test_full_text_elements(prefix, uri, element):
    """The whole article inside the feed is found under the names that Russian papers use too."""
    feed = read(
        f'<rss version="2.0" xmlns:{prefix}="{uri}"><channel><item><link>https://example.org/1</link><title>Т</title>'
        f"<description>Коротко</description><{prefix}:{element}>Весь текст статьи о заводе.</{prefix}:{element}></item></channel></rss>"
    )
    assert feed.entries[0].content == "Весь текст статьи о заводе."
    assert feed.entries[0].summary == "Коротко"


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"", "empty"), (b"  \n ", "empty"), (b"<!doctype html><html><title>Sign in</title>", 'HTML page \\("Sign in"\\)'),
        (b"<html><body>x", "HTML"), (b"%PDF-1.7 \xff", "PDF"), (b"\x89PNG\r\n", "image"), (b"PK\x03\x04..", "ZIP"), (b"\x1f\x8b\x08", "gzip"),
        (b'{"error": 1}', "JSON"), (b"[1, 2]", "JSON"), (b"{broken", "JSON"), (b'{"items": []}', "JSON Feed"), (b"hello", "without any feed"),
        (b"<svg></svg>", "root <svg>"), (b"[" * 100_000, "JSON"), (b"<rss " + b"a='b' " * 30_000 + b">", "hostile"),
    ],
)  # fmt: skip
def test_what_is_no_feed_says_what_it_is(body, what):
    """HTML, PDF, images, other JSON and nothing at all are named in the error, with the address."""
    with pytest.raises(NotAFeed, match=what) as raised:
        read_feed(body, url=URL)
    assert URL in str(raised.value)


def test_only_web_links_pass():
    """Items whose link is no http(s) address are left out and counted; scripts leave titles."""
    links = [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "mailto:a@b.c",
        "",
        "http://",
        "https://[::1",
        "//example.org/ok",
        "ok?a=1",
    ]
    items = "".join(
        f"<item><link>{link}</link><title>&lt;script&gt;x()&lt;/script&gt;T\u202e{n}</title></item>"
        for n, link in enumerate(links)
    )
    feed = read(f"<rss version='2.0'><channel>{items}</channel></rss>")
    assert [e.url for e in feed.entries] == [
        "https://example.org/ok",
        "https://example.org/news/ok?a=1",
    ]
    assert [e.title for e in feed.entries] == ["T7", "T8"]
    assert feed.refused == 7


def test_permalink_and_feedburner():
    """An id that is an address serves for a missing link; the address before FeedBurner's redirect is preferred."""
    feed = read(
        "<rss version='2.0' xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'><channel>"
        "<item><guid>https://example.org/g</guid></item><item><link>http://feedproxy.example/x</link>"
        "<feedburner:origLink>https://example.org/o</feedburner:origLink></item></channel></rss>"
    )
    assert [e.url for e in feed.entries] == ["https://example.org/g", "https://example.org/o"]


def test_dates_are_bounded_and_in_the_sources_zone():
    """A future date is left out but kept as written; one without a zone is the source's; CEST is known."""
    dates = [
        "Fri, 20 Nov 2026 13:00:00",
        "Fri, 20 Nov 2026 12:00:00 CEST",
        "20 ноября 2026, 13:00",
        "Fri, 20 Nov 2099 10:00:00 GMT",
        "03/04/2026",
        "soon",
        "",
    ]
    items = "".join(
        f"<item><link>/{n}</link><pubDate>{date}</pubDate></item>" for n, date in enumerate(dates)
    )
    feed = read(
        f"<rss version='2.0'><channel>{items}</channel></rss>", zone=ZoneInfo("Europe/Moscow")
    )
    assert [e.published for e in feed.entries] == [WHEN, WHEN, WHEN, None, None, None, None]
    assert feed.entries[3].published_raw == "Fri, 20 Nov 2099 10:00:00 GMT"


@pytest.mark.parametrize("true", ["windows-1251", "koi8-r", "utf-8"])
@pytest.mark.parametrize("said", ["windows-1251", "koi8-r", "utf-8"])
def test_wrong_declarations_read_right(true, said):
    """windows-1251 and koi8-r read right, also where the feed or the header says otherwise."""
    text = f'<?xml version="1.0" encoding="{said}"?><rss version="2.0"><channel><item><link>/1</link><title>Калужский автозавод нарастит выпуск</title></item></channel></rss>'
    for charset in (None, said):
        assert (
            read(text.encode(true), charset=charset).entries[0].title
            == "Калужский автозавод нарастит выпуск"
        )


def test_broken_xml_is_read_as_far_as_it_goes():
    """A feed cut off in the middle gives its whole items and says what is wrong; so do bare ampersands and control characters."""
    feed = read(
        "<rss version='2.0'><channel><item><link>/1</link><title>A & B\x00\x08</title></item><item><link>/2</link><title>Cut"
    )
    assert feed.entries[0].url == "https://example.org/1"
    assert feed.entries[0].title == "A & B"
    assert feed.problem


def test_entity_bombs_and_outside_entities_do_nothing(tmp_path):
    """Entities are not expanded without end, and none is fetched from a file."""
    secret = tmp_path / "secret"
    secret.write_text("TOP SECRET")
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "ha">'
        + "".join(
            f'<!ENTITY a{n} "{("&a" + (str(n - 1) if n else "") + ";") * 10}">' for n in range(12)
        )
        + "]>"
    )
    for text in (
        f"<?xml version='1.0'?>{bomb}<rss version='2.0'><channel><item><link>/1</link><title>&a11;</title></item></channel></rss>",
        f"<!DOCTYPE x [<!ENTITY s SYSTEM 'file://{secret}'>]><rss version='2.0'><channel><item><link>/1</link><title>&s;</title></item></channel></rss>",
        f"<!DOCTYPE x [<!ENTITY s SYSTEM 'file://{secret}'>]><urlset><url><loc>https://example.org/&s;</loc></url></urlset>",
        f"{bomb}<urlset><url><loc>https://example.org/&a11;</loc></url></urlset>",
    ):
        try:
            told = str(read(text))
        except NotAFeed as error:
            told = str(error)
        assert "SECRET" not in told
        assert len(told) < 100_000


@pytest.mark.parametrize("around", ["<rss version='2.0'><channel><item><link>/1</link><title>&s;</title>{}</item></channel></rss>",
                                    "<urlset><url><loc>https://example.org/1</loc>&s;{}</url></urlset>"])  # fmt: skip
def test_outside_entities_ask_nobody(around):
    """Entities, DTDs and includes that lie on a server are not asked for: nobody connects."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listener:
        place = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        include = f"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{place}'/>"
        for dtd in (
            f"<!DOCTYPE x [<!ENTITY s SYSTEM '{place}'>]>",
            f"<!DOCTYPE x SYSTEM '{place}' [<!ENTITY % p SYSTEM '{place}'> %p; <!ENTITY s 't'>]>",
        ):
            with contextlib.suppress(NotAFeed):
                read(f"{dtd}{around.format(include)}")
        listener.settimeout(0)
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_pictures_in_a_sitemap_are_none_of_its_articles():
    """Extensions tell of pictures with addresses and titles of their own."""
    (entry,) = read(SITEMAP.replace("</news:news>", '</news:news><image:image xmlns:image="x"><image:loc>https://cdn.example/1.jpg</image:loc><image:title>Photo</image:title></image:image>')).entries  # fmt: skip
    assert (entry.url, entry.title) == ("https://example.org/a/1", "Plant opens & hires")


def test_sitemap_index_names_children_newest_first():
    """An index gives its sitemaps, the newest first, and no entries."""
    parts = "".join(
        f"<sitemap><loc>https://example.org/{n}.xml</loc><lastmod>2026-11-{n:02d}</lastmod></sitemap>"
        for n in (3, 9, 5)
    )
    feed = read(
        f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{parts}</sitemapindex>"
    )
    assert feed.entries == ()
    assert [child[-5:] for child in feed.children] == ["9.xml", "5.xml", "3.xml"]


def test_empty_feeds_are_feeds():
    """A feed without items is read as one."""
    for text in (
        "<rss version='2.0'><channel><title>T</title></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'></feed>",
    ):
        assert read(text).entries == ()
