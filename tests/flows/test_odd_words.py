"""Bytes and characters that no encoding has cost at most their own page: the round goes on and stores what it can."""

import pytest

from tests.flows.listening import Listener, run, source
from tests.loopback import loopback, page, raw, rss

FEED = rss(("/a", "The plant opens", ""))
HEADS = {
    "a reason in windows-1251": ("HTTP/1.1 404 Не найдено", ""),
    "a reason in latin-1, broken": ("HTTP/1.1 500 \xff\xfe", ""),
    "an ETag": ("HTTP/1.1 200 OK", 'ETag: "\xff\xfe"'),
    "a date": ("HTTP/1.1 200 OK", "Last-Modified: вчера"),
    "a media type": ("HTTP/1.1 200 OK", "Content-Type: text/xml\xff; charset=\xff"),
    "an encoding": ("HTTP/1.1 200 OK", "Content-Encoding: \xff"),
    "a redirect": ("HTTP/1.1 301 X", "Location: /\xff\xfe"),
    "a redirect to a name": ("HTTP/1.1 301 X", "Location: http://\xff\xfe.invalid/"),
    "a wait": ("HTTP/1.1 503 X", "Retry-After: скоро"),
    "any header": ("HTTP/1.1 200 OK", "X-Y: \xff"),
}


def answer(first, header):
    """A feed under that head, whose letters are single bytes."""
    head = f"{first}\r\nContent-Length: {len(FEED)}\r\nConnection: close\r\n"
    head += f"{header}\r\n\r\n" if header else "\r\n"
    narrow = "windows-1251" if any("а" <= c <= "я" for c in head) else "latin-1"
    return raw(head.encode(narrow) + FEED.encode())


@pytest.mark.parametrize("where", ["/f", "/a", "/robots.txt"], ids=["feed", "page", "robots"])
def test_a_head_in_another_encoding(tmp_path, where):
    """What servers write into status line and headers in their own encoding ends no round, on feeds, pages and robots.txt."""
    odd = [answer(*head) for head in HEADS.values()]
    good = {"/f": page(FEED, "application/rss+xml"), "/a": page("<p>The plant opens.")}
    listener = Listener(tmp_path)

    def site(request):
        paper = int(request.headers["host"].split(":")[0].rpartition(".")[2])
        wrong = paper <= len(odd) and request.path == where
        return odd[paper - 1] if wrong else good.get(request.path)

    async def playing():
        async with loopback(site, host="0.0.0.0") as server:
            papers = range(1, len(odd) + 2)
            sources = [source(f"http://127.0.3.{n}:{server.port}/f", str(n)) for n in papers]
            return [await listener.night(sources) for _ in range(2)]

    (polled, fetched), _ = run(playing())
    assert polled.asked == len(odd) + 1
    assert polled.items_new >= (1 if where == "/f" else polled.asked)
    assert fetched.kept >= 1
    assert len(set(listener.column("SELECT url FROM captures"))) == polled.items_new


HALVES = [
    # a feed with halves of surrogate pairs, as references and as JSON writes them; the title that is stored
    ('{"version": "https://jsonfeed.org/version/1", "title": "\\ud800", "items": [{"id": "\\udfff", "url": "/a", "title": "x \\ud83d y", "content_text": "\\udc00", "tags": ["\\ud800"], "author": {"name": "\\ud800"}}]}', "x \ufffd y"),
    ('{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "url": "/a\\ud800", "title": "t"}]}', "t"),
    ("<rss version='2.0'><channel><item><link>/a</link><title>x &#xD800; y</title><guid>&#55296;</guid></item></channel></rss>", "x \ufffd y"),
    ("<rss version='2.0'><channel><item><link>/a</link><title>x &#xD83D;&#xDE00; &#55357;&#56832; y</title></item></channel></rss>", "x \U0001f600 \U0001f600 y"),
    ("<urlset><url><loc>http://127.0.0.1:1/a&#xD800;</loc></url></urlset>", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title"), HALVES)
def test_half_a_character(tmp_path, text, title):
    """Halves of surrogate pairs, which could not be stored, are U+FFFD; two that belong together are their character."""
    listener = Listener(tmp_path)

    async def playing():
        site = {"/f": page(text, "application/json" if text[0] == "{" else "text/xml")}
        async with loopback(site) as server:
            await listener.night([source(f"{server.base}/f")])

    run(playing())
    assert listener.column("SELECT title FROM entries") == [title]


def test_the_store_takes_any_text(tmp_path):
    """Should half a character come so far after all, it is stored as U+FFFD; its row and the others are kept."""
    from warehouse.polls import append_polls, condition
    from warehouse.state import open_state

    listener = Listener(tmp_path)
    told = [condition("x", name, "began", "\ud800", listener.now) for name in ("a\udfff", "b")]
    for row, number in zip(told, "12", strict=True):
        row["condition_id"] = number
    with open_state(listener.settings.state) as connection:
        append_polls(connection, polls=[], entries=[], conditions=told)
    assert listener.ask("SELECT subject, detail FROM conditions ORDER BY 1") == [
        ("a\ufffd", "\ufffd"),
        ("b", "\ufffd"),
    ]


def test_a_feed_that_breaks_its_reader_fails_alone(tmp_path, monkeypatch):
    """Whatever a library raises on one feed, that feed has failed and the round goes on."""
    import flows.feedpool

    read = flows.feedpool.read_feed

    def breaking(body, **how):
        if b"break" in body:
            raise OverflowError("a library gave up")
        return read(body, **how)

    monkeypatch.setattr(flows.feedpool, "read_feed", breaking)

    async def playing():
        site = {"/f": page(FEED, "text/xml"), "/g": page(rss(("/b", "break", "")), "text/xml")}
        async with loopback(site) as server:
            return await Listener(tmp_path).poll([source(f"{server.base}{p}", p) for p in site])

    summary = run(playing())
    assert (summary.items_new, summary.failed) == (1, ("/g",))
    assert "a library gave up" in summary.reasons[0]
