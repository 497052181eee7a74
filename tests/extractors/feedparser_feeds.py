"""feedparser's own test feeds through our reader, held against what feedparser makes of them.

python -m tests.extractors.feedparser_feeds FOLDER      FOLDER: `tests` of a copy of kurtmckee/feedparser; none of it is kept here
"""

import io
import sys
import warnings
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

import feedparser

from extractors.feed import NotAFeed, read_feed
from extractors.markup import plain_text
from extractors.urls import is_web

URL = "http://127.0.0.1:8097/x/y.xml"
KINDS = {".xml", ".json", ".html"}
HEADERS = {"content-location": URL, "content-type": "application/xml"}


FIELDS = ("title", "published", "summary", "content", "author", "categories")


def theirs(body):
    """The entries that feedparser finds, those with a web address: the link, then FIELDS."""
    found = feedparser.parse(io.BytesIO(body), response_headers=HEADERS).entries
    told = [
        (
            absolute(e.get("feedburner_origlink") or e.get("link")),
            plain_text(e.get("title")),
            dated(e),
            plain_text(e.get("summary")),
            longest(e),
            plain_text(e.get("author")),
            [plain_text(tag.get("term")) for tag in e.get("tags", ()) if tag.get("term")],
        )
        for e in found
    ]
    return [entry for entry in told if entry[0]]


def dated(entry):
    """The first of its dates, as feedparser reads it, without what it falls back to."""
    names = ("published", "created", "updated")
    read = [dict.get(entry, f"{name}_parsed") for name in names if dict.get(entry, name)]
    return next((datetime(*day[:6], tzinfo=UTC) for day in read if day), None)


def longest(entry):
    """The longest of its contents."""
    return max((part.get("value") or "" for part in entry.get("content", ())), key=len, default="")


def absolute(link):
    """The web address of a link, if it is one."""
    try:
        address = urljoin(URL, link or "")
    except ValueError:
        return None
    return address if link and is_web(address) else None


def ours(body):
    """The same of our reader; None: no feed."""
    try:
        entries = read_feed(body, url=URL).entries
    except NotAFeed:
        return None
    return [
        (e.url, e.title, e.published, e.summary or "", e.content or "", e.author or "", list(e.categories))
        for e in entries
    ]  # fmt: skip


def compared(body):
    """How both readings stand to each other, and the fields in which entries of one link differ: (field, ours, theirs)."""
    mine, other = ours(body), theirs(body)
    if mine is None:
        return "no feed to us alone" if other else "no feed to either", []
    if [m[:2] for m in mine] != [o[:2] for o in other]:
        return "more entries" if len(mine) > len(other) else "other entries", []
    apart = [
        (field, m, o)
        for one, two in zip(mine, other, strict=True)
        for field, m, o in zip(FIELDS, one[1:], two[1:], strict=True)
        if (m or None) != (o or None)
    ]
    return "equal", apart


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    counts: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    for file in sorted(Path(sys.argv[1]).rglob("*")):
        if file.suffix in KINDS:
            told, apart = compared(file.read_bytes())
            counts[told] += 1
            fields.update({field for field, *_ in apart})
            if told not in ("equal", "no feed to either"):
                print(f"{told}: {file}")
            for field, m, o in apart:
                print(f"{field}: {file.name}: ours {m!s:.80}, feedparser's {o!s:.80}")
    print(dict(counts), "of", counts.total(), "files; fields that differ, by files:", dict(fields))
