"""Pages to text."""

from datetime import UTC, datetime

import pytest

from extractors.article import read_page
from extractors.wall import looks_like_wall

URL = "https://example.org/news/1"
AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
A = "The plant in Kaluga is to build 40,000 cars a year from 2027, its director said at the opening on Tuesday."
B = "Twelve billion roubles go into a paint shop and a welding line, and 900 people are to be hired for them."
C = "Production starts in the second quarter and is to reach full capacity a year later, the company added."
D = "The unions welcomed the decision, saying that it secured the jobs of the region for the coming decade."


def html(body, head=""):
    return f"<!doctype html><html lang='en-GB'><head><title>Plant opens | Example News</title>{head}</head><body><nav><ul><li><a href='/'>Home</a></li></ul></nav>{body}<footer><p>Copyright 1998-2026 Example</p></footer></body></html>"


def story(*paragraphs, around="article"):
    return (
        f"<{around}><h1>Plant opens in Kaluga</h1>"
        + "".join(f"<p>{p}</p>" for p in paragraphs)
        + f"</{around}>"
    )


def read(text, **how):
    return read_page(
        text.encode() if isinstance(text, str) else text, url=URL, fetched_at=AT, **how
    )


def test_text_has_one_paragraph_a_line():
    """The article's paragraphs are its lines; navigation and footer are not among them."""
    lines = read(html(story(A, B, C, D))).text.split("\n")
    assert [line for line in lines if line != "Plant opens in Kaluga"] == [A, B, C, D]


@pytest.mark.parametrize(
    "paragraphs",
    [
        [A, B, C, A, B, C],
        [A, A, B],
        [A, A, A],
        [A, B, C, D, C, B, A],
        [A, B, B, C, B],
        [A, A.upper(), A.replace("-", "–"), B],
    ],
)
@pytest.mark.parametrize("around", ["article", "div", "main", "section"])
def test_repeated_paragraphs_survive(paragraphs, around):
    """What a page says twice stands twice in the text, also one right after the other, without a mark left behind."""
    lines = read(html(story(*paragraphs, around=around))).text.split("\n")
    assert [line for line in lines if line != "Plant opens in Kaluga"] == paragraphs


def test_repeats_with_markup_inside():
    """Links and emphasis inside the repeats change nothing."""
    linked = A.replace("Kaluga", "<a href='/k'>Kaluga</a>").replace("2027", "<b>2027</b>")
    text = read(html(story(linked, B, linked, linked))).text
    assert text.count("from 2027, its director said at the opening on Tuesday.") == 3


@pytest.mark.parametrize("levels", [100, 260, 600, 1500])
@pytest.mark.parametrize("tag", ["div", "span", "section"])
def test_deep_nesting_is_read(levels, tag):
    """A page nested beyond what the parser takes still gives its text."""
    page = f"<html><body>{f'<{tag}>' * levels}<p>{A}</p><p>{B}</p><p>{C}</p>{f'</{tag}>' * levels}</body></html>"
    text = read(page).text
    assert A in text
    assert C in text


@pytest.mark.parametrize(
    "body",
    [b"", b"   ", b"%PDF-1.7 \xff\xfe", b"\x89PNG", b"<html></html>", b"\x00" * 100, b"just words"],
)
def test_no_article_is_empty_text(body):
    """Nothing, binary rubbish and empty pages give no text and no error."""
    assert len(read(body).text) < 20


DATES = [
    ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-03-04T10:00:00Z", "dateModified": "2026-03-05"}</script>', "json-ld"),
    ('<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2001-01-01"}, {"@type": ["Article"], "datePublished": "2026-03-04T10:00:00Z"}]}</script>', "json-ld"),
    ('<script type="application/ld+json">{broken "datePublished": "2026-03-04T10:00:00Z"}</script>', "json-ld"),
    ('<meta property="article:published_time" content="2026-03-04T13:00:00+03:00">', "meta"),
    ('<meta itemprop="datePublished" content="2026-03-04T10:00:00Z">', "meta"),
    ('<meta name="pubdate" content="Wed, 04 Mar 2026 10:00:00 GMT">', "meta"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "by"), DATES)
def test_dates_in_order_of_trust(head, by):
    """JSON-LD, then meta elements; what found the date is told."""
    page = read(html(story(A, B, C, D), head))
    assert (page.published, page.published_by) == (datetime(2026, 3, 4, 10, tzinfo=UTC), by)


def test_a_guess_is_called_a_guess():
    """Where nothing is declared htmldate guesses, and the date says so; a bare copyright year gives none."""
    guessed = read(html(story("Published 4 March 2026", A, B, C, D)))
    assert (guessed.published_by, guessed.published and guessed.published.date().isoformat()) == (
        "htmldate",
        "2026-03-04",
    )
    assert read(html(story(A, B, C, D))).published is None


def test_future_and_absurd_dates_are_refused():
    """A date later than fetching and a day, or before the web, is none."""
    for said in ("2099-01-01", "0001-01-01T00:00:00Z", "2026-11-30"):
        page = read(
            html(story(A, B, C, D), f'<meta property="article:published_time" content="{said}">')
        )
        assert page.published is None or page.published_by == "htmldate"


def test_metadata_only_where_asked():
    """Title and date are looked for only where they are wanted."""
    page = read(html(story(A, B, C, D), DATES[0][0]), want_title=False, want_date=False)
    assert (page.title, page.published, page.published_by) == (None, None, None)
    assert read(html(story(A, B, C, D))).title == "Plant opens in Kaluga"
    assert read(html(f"<div><p>{A}</p><p>{B}</p></div>")).title == "Plant opens"


@pytest.mark.parametrize(
    ("href", "canonical"),
    [
        ("/news/one", "https://example.org/news/one"),
        ("https://www.example.org/x", "https://www.example.org/x"),
        ("javascript:x", None),
        ("http://[::1", None),
        ("", None),
    ],
)
def test_canonical_link(href, canonical):
    """`<link rel=canonical>` is made absolute; only http(s) counts."""
    page = read(html(story(A, B, C, D), f'<link rel="canonical" href="{href}">'))
    assert page.canonical == canonical
    assert page.language == "en"


@pytest.mark.parametrize("true", ["windows-1251", "koi8-r", "utf-8"])
@pytest.mark.parametrize("said", ["windows-1251", "utf-8", "iso-8859-1"])
def test_encodings_of_pages(true, said):
    """Russian pages read right under wrong declarations."""
    told = "Калужский автозавод планирует выпустить в 2026 году 40 тысяч автомобилей, сообщил директор предприятия журналистам."
    page = f"<html><head><meta charset='{said}'></head><body><article><p>{told}</p><p>{told[::-1]}</p></article></body></html>"
    assert told in read(page.encode(true), charset=said).text


def test_declared_xhtml():
    """An XML declaration in front of the page does not keep it from being read."""
    assert A in read(f'<?xml version="1.0" encoding="utf-8"?>{html(story(A, B, C, D))}').text


@pytest.mark.parametrize(
    "unseen",
    [
        "<p style='display:none'>{}</p>",
        "<p style='color:red; DISPLAY : none !important'>{}</p>",
        "<div style='visibility:hidden'><p>{}</p></div>",
        "<p hidden>{}</p>",
        "<section aria-hidden='true'><p>{}</p></section>",
        "<div hidden><div style='display:none'><p>{}</p></div></div>",
        "<template><p>{}</p></template>",
    ],
)
@pytest.mark.parametrize("many", [1, 4], ids=["a short article", "a long one"])
def test_what_a_page_hides_is_not_read(unseen, many):
    """Text that no reader of the page sees is no part of the article, which is otherwise as it would be without it."""
    secret = "Nobody will ever see that the plant is to build 999,999 cars in the coming year."
    plain = story(*[A, B, C, D] * many)
    there = plain.replace(f"<p>{C}</p>", unseen.format(secret) + f"<p>{C}</p>", 1)
    assert there != plain
    assert read(html(there)).text == read(html(plain)).text


def test_what_a_script_will_show_is_read():
    """A page that hides most of its text shows it later by a script: that is the article."""
    whole = "".join(f"<p>{words}</p>" for words in (A, B, C, D))
    for how in ("style='display:none'", "hidden", "aria-hidden=true"):
        assert C in read(html(f"<article><h1>Works</h1><div {how}>{whole}</div></article>")).text


@pytest.mark.parametrize(
    "script",
    [
        "<script>var a = '<p>Not said at all, but written by a script.</p>';</script>",
        "<SCRIPT type=x>document.write('<p>Not said at all, but written by a script.')</ScRiPt >",
        "<script><!-- document.write('<p>Not said at all, but written by a script.</p>') --></script>",
        "<script src='/x.js'></script>",
    ],
)
def test_scripts_say_nothing(script):
    """Whatever stands in scripts, and however they are written, the text around them is whole."""
    plain = story(A, B, C, D)
    there = plain.replace(f"<p>{C}</p>", f"{script}<p>{C}</p>", 1)
    assert read(html(there)).text == read(html(plain)).text


def test_plain_text_pages():
    """text/plain is its own lines."""
    assert (
        read("One  line.\r\n\r\nAnother.\n", media_type="text/plain").text == "One line.\nAnother."
    )


WALLS = [
    ("<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script></body></html>", "challenge"),
    ("<html><head><title>Attention Required! | Cloudflare</title></head><body>x</body></html>", "challenge"),
    ("<html><head><title>Ой!</title></head><body><form action='/showcaptcha?x'></form></body></html>", "captcha"),
    ("<html><head><title>x</title></head><body><script src='https://geo.captcha-delivery.com/c.js'></script></body></html>", "challenge"),
    ("<html><head><title>Access denied</title></head><body>no</body></html>", "denied"),
    ("<html><head><title>Log in | Example</title></head><body><form><input type=password></form></body></html>", "login"),
    ("<html><head><title>News</title></head><body><div><p>We value your privacy. We and our partners store information on a device. Accept all cookies to continue.</p></div></body></html>", "consent"),
    (html(story("Subscribe to continue reading this article. Already a subscriber? Sign in.")), "paywall"),
    (html(story("Эта статья доступна только подписчикам. Оформите подписку, чтобы читать дальше.")), "paywall"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "what"), WALLS)
def test_walls_are_told(page, what):
    """Challenges, consent, login and paywall pages say what they are."""
    assert what in (read(page).wall or "")


def test_articles_are_no_walls():
    """An article that speaks of captchas, subscriptions and cookies is an article."""
    about = "The retailer's checkout asks: are you a robot? Subscribers only, it says, and accept all cookies to continue reading."
    assert read(html(story(A, B, C, D, about, A + B, C + D))).wall is None
    assert looks_like_wall(html(story(A, B, C, D)).encode(), url=URL) is None


def test_redirects_to_walls_are_told():
    """A redirect to a consent host or a login path is a wall whatever the page says."""
    assert (
        looks_like_wall(b"<p>x", url=URL, final_url="https://consent.example.org/?to=x")
        == "consent page"
    )
    assert (
        looks_like_wall(b"<p>x", url=URL, final_url="https://example.org/login?next=/news/1")
        == "login page"
    )


def test_the_seed_article_put_into_html():
    """A text with its first three paragraphs repeated further down, as careless sites do, keeps all of them."""
    paragraphs = [
        A,
        B,
        C,
        D,
        "Another paragraph stands between them, long enough to be read as one.",
        A,
        B,
        C,
    ]
    assert read(html(story(*paragraphs))).text.split("\n")[-8:] == paragraphs
