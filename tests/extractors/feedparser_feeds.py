"""feedparser's own test feeds through our reader, held against what feedparser makes of them.

python -m tests.extractors.feedparser_feeds FOLDER      FOLDER: `tests` of a copy of kurtmckee/feedparser; none of it is kept here
"""

import io
import sys
import warnings
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin

import feedparser

from extractors.feed import NotAFeed, read_feed
from extractors.markup import plain_text
from extractors.urls import is_web

URL = "http://127.0.0.1:8097/x/y.xml"
KINDS = {".xml", ".json", ".html"}
HEADERS = {"content-location": URL, "content-type": "application/xml"}


def theirs(body):
    """(link, title) of the entries that feedparser finds, those with a web address."""
    found = feedparser.parse(io.BytesIO(body), response_headers=HEADERS).entries
    told = [
        (absolute(e.get("feedburner_origlink") or e.get("link")), e.get("title")) for e in found
    ]
    return [(link, plain_text(title)) for link, title in told if link]


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
        return [(entry.url, entry.title) for entry in read_feed(body, url=URL).entries]
    except NotAFeed:
        return None


def compared(body):
    """How both readings stand to each other."""
    mine, other = ours(body), theirs(body)
    if mine is None:
        return "no feed to us alone" if other else "no feed to either"
    if mine == other:
        return "equal"
    return "more entries" if len(mine) > len(other) else "other entries"


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    counts: Counter[str] = Counter()
    for file in sorted(Path(sys.argv[1]).rglob("*")):
        if file.suffix in KINDS:
            told = compared(file.read_bytes())
            counts[told] += 1
            if told not in ("equal", "no feed to either"):
                print(f"{told}: {file}")
    print(dict(counts), "of", counts.total())
