"""What URLs are keys of."""

import pytest

from extractors.urls import article_key, family_of, is_web, key_url, site_of

ONE = [
    "https://example.com/news/plant-opens", "http://example.com/news/plant-opens", "https://www.example.com/news/plant-opens/",
    "https://EXAMPLE.com:443/news/plant-opens", "http://example.com:80/news//plant-opens", "https://m.example.com/news/plant-opens",
    "https://amp.example.com/news/plant-opens", "https://example.com/amp/news/plant-opens", "https://example.com/news/plant-opens/amp/",
    "https://example.com/news/plant-opens?utm_source=rss&utm_medium=feed", "https://example.com/news/plant-opens?fbclid=1&from=rss",
    "https://example.com/news/plant-opens?yclid=5&ysclid=6&_openstat=7#comments", "https://example.com/news/./plant-opens",
    "https://example.com/news/x/../plant-opens", "https://user@example.com/news/plant-opens", " https://example.com/news/plant-opens\n",
    "https://www.google.com/amp/s/example.com/news/plant-opens", "https://example-com.cdn.ampproject.org/c/s/example.com/news/plant-opens",
    "https://example.com/news/plant%2Dopens", "https://example.com/news/plant-opens;jsessionid=0A1B", "https://example.com/news/plant-opens/index.html",
    "https://example.com./news/plant-opens",
]  # fmt: skip


@pytest.mark.parametrize("url", ONE)
def test_one_article_has_one_key(url):
    """Scheme, www, mobile, AMP, tracking, ports, dots and slashes make no other article."""
    assert key_url(url) == "https://example.com/news/plant-opens"


def test_other_articles_have_other_keys():
    """Queries that choose the article, other paths and other hosts stay apart."""
    urls = [
        "https://example.com/?id=1", "https://example.com/?id=2", "https://example.com/news?page=2", "https://example.com/News",
        "https://example.com/news", "https://news.example.com/news", "https://example.com/a b", "https://example.com/ab",
        "https://example.com/champ", "https://example.com/example", "https://example.com/news/2026/03/04/1", "https://example.com/шины",
        "http://127.0.0.1:8001/a", "http://127.0.0.1:8002/a",
    ]  # fmt: skip
    assert len({key_url(url) for url in urls}) == len(urls)


def test_a_short_number_names_the_article_where_nothing_else_does():
    """Parameters that elsewhere tell where a reader comes from, and pages behind one address."""
    for form in (
        "https://x.ru/article.php?sid={}",
        "https://x.com/?feed={}",
        "https://x.com/#!/story/{}",
        "https://x.com/#!story/{}",
        "https://x.com/v2/show.php?sid={}",
        "https://x.com/news24/article.php?sid={}",
        "https://x.com/2026/article?sid={}",
        "https://x.com/2026/11/?sid={}",
        "https://mp3.x.com/mp3-players/story?from={}",
        "https://x.com/article2.aspx?ref={}",
        "https://x.com/2026/index.php?sid={}",
    ):
        assert len({key_url(form.format(n)) for n in range(5)}) == 5
        assert key_url(key_url(form.format(3))) == key_url(form.format(3))
    assert key_url("https://x.ru/show.php?id=5&from=1") == key_url("https://x.ru/show.php?id=5")
    reached = "https://x.com/plant-opens?from=2"
    assert article_key(reached, None, "https://x.com/plant-opens") == "https://x.com/plant-opens"
    for tail in ("?from=rss", "?ref=4", "#comments", "#/comments"):
        assert key_url(f"https://x.com/2026/11/plant{tail}") == "https://x.com/2026/11/plant"
    for path in (
        "news/1",
        "plant-opens-12345",
        "n/id123.html",
        "show_77.php",
        "12345/plant",
        "2026-11-04/plant",
    ):
        assert key_url(f"https://x.com/{path}?ref=4") == f"https://x.com/{path}"
    assert key_url("https://x.com/#!/") == key_url("https://x.com/#!") == "https://x.com"


def test_keys_are_stable():
    """The key of a key is itself, and Cyrillic paths have one spelling."""
    for url in [*ONE, "https://пример.рф/завод?ид=1", "https://x.ru/%D0%B7%D0%B0"]:
        assert key_url(key_url(url)) == key_url(url)
    assert key_url("https://x.ru/завод") == key_url("https://x.ru/%D0%B7%D0%B0%D0%B2%D0%BE%D0%B4")
    assert key_url("https://пример.рф/a") == key_url("https://xn--e1afmkfd.xn--p1ai/a")


@pytest.mark.parametrize(
    ("url", "final", "canonical", "key"),
    [
        ("https://a.ru/1?utm_source=x", None, None, "https://a.ru/1"),
        ("https://a.ru/1", "https://a.ru/news/1.html", None, "https://a.ru/news/1.html"),
        ("https://a.ru/1", "https://a.ru/", None, "https://a.ru/1"),
        ("https://a.ru/1", None, "https://www.a.ru/news/1", "https://a.ru/news/1"),
        ("https://a.ru/news/1", None, "https://a.ru/", "https://a.ru/news/1"),
        ("https://a.ru/news/1", None, "https://a.ru/news", "https://a.ru/news/1"),
        ("https://a.ru/news/1", None, "https://evil.example/1", "https://a.ru/news/1"),
        ("https://a.ru/n?id=5", None, "https://a.ru/n", "https://a.ru/n?id=5"),
        ("https://a.ru/1", None, "javascript:alert(1)", "https://a.ru/1"),
        ("https://a.ru/#!/story/1", None, "https://a.ru/", "https://a.ru#!/story/1"),
        ("https://a.ru/#!story/1", None, "https://a.ru", "https://a.ru#!story/1"),
        ("https://a.ru/app#!/story/1", None, "https://a.ru/app", "https://a.ru/app#!/story/1"),
        ("https://a.ru/#!/story/1", None, "https://a.ru/home", "https://a.ru#!/story/1"),
        ("https://a.ru/#!/story/1", None, "https://a.ru/#!/", "https://a.ru#!/story/1"),
        ("https://a.ru/#!/story/1", None, "https://a.ru/story/1", "https://a.ru/story/1"),
        ("https://a.ru/#!/story/1", "https://a.ru/", None, "https://a.ru#!/story/1"),
        (
            "https://a.ru/article.php?sid=5",
            None,
            "https://a.ru/article.php",
            "https://a.ru/article.php?sid=5",
        ),
        ("https://a.ru/?feed=5", None, "https://a.ru/", "https://a.ru?feed=5"),
    ],
)
def test_canonical_link_is_believed_with_care(url, final, canonical, key):
    """A canonical link counts within the publisher's family, unless it names a front page or section for an article."""
    assert article_key(url, final, canonical) == key


@pytest.mark.parametrize(
    ("host", "family"),
    [
        ("rssexport.rbc.ru", "rbc.ru"), ("www.bbc.co.uk", "bbc.co.uk"), ("news.bbc.co.uk", "bbc.co.uk"), ("tass.com", "tass.com"),
        ("localhost:8080", "localhost:8080"), ("127.0.0.1:80", "127.0.0.1"), ("127.0.0.1:8001", "127.0.0.1:8001"), ("A.B.Example.COM", "example.com"),
    ],
)  # fmt: skip
def test_families(host, family):
    """Sub-domains belong to one family; addresses are families of their own."""
    assert family_of(host) == family


def test_site_and_web():
    """The site is the host without www; only absolute http(s) addresses with a host are of the web."""
    assert site_of("https://www.example.com:8443/a") == "example.com:8443"
    for url in (
        "javascript:alert(1)",
        "mailto:a@b.c",
        "/a",
        "",
        "http://",
        "ftp://a.b/c",
        "http://[::1",
        "data:text/html,x",
    ):
        assert not is_web(url)
        assert key_url(url) == url.strip()
