"""Which text of an article is told when: readings → tellings. Pure.

Of the readings of one text that of the reader counts that came to it last, of two on one night the joint one. The texts of an article follow each other in
the order in which they were seen; a text that comes back is told again. What a feed said of an article is replaced by
the page.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from hashlib import blake2b
from itertools import groupby
from typing import Any

from warehouse.statements import Said, StatedBy, Telling

Row = Mapping[str, Any]
GUESSES = frozenset({"htmldate", "first_seen"})
MODEL, JOINT = "model:", "joint:"
"""How the names of a model's own reading, and of one joint with the grammar's, begin."""
REPLAYED = timedelta(days=30)
"""An article first seen this long after its date is old news played again, and so are its edits."""
SLACK = timedelta(days=1)
"""A page may be dated this far ahead of when it was seen (time zones), not further."""
_AGENCIES = {
    "тасс": "tass",
    "риа новости": "ria novosti",
    "риа": "ria novosti",
    "ria": "ria novosti",
    "интерфакс": "interfax",
    "рейтер": "reuters",
    "рейтерс": "reuters",
    "прайм": "prime",
    "блумберг": "bloomberg",
    "франс пресс": "afp",
    "синьхуа": "xinhua",
    "киодо": "kyodo",
    "associated press": "ap",
    "agence france-presse": "afp",
}


def live_readings(readings: Iterable[Row]) -> dict[str, tuple[str, str]]:
    """Text → (extractor, version) whose rows count for it, as the view `live_readings` has it."""
    since: dict[tuple[str, str, str], datetime] = {}
    for row in readings:
        reader = (row["revision_id"], row["extractor"], row["extractor_version"])
        since[reader] = min(since.get(reader, row["recorded_at"]), row["recorded_at"])
    ordered = sorted(since, key=lambda r: (_weight(r[1]), since[r], r[1].startswith(JOINT), r))
    return {name: (extractor, version) for name, extractor, version in ordered}


def _weight(extractor: str) -> int:
    """A model's reading alone counts only where there is no other."""
    return 0 if extractor.startswith(MODEL) else 1


def tellings(
    readings: Sequence[Row],
    stirred: Mapping[str, str],
    recorded_at: datetime,
) -> list[Telling]:
    """The tellings of one article, in order. `stirred`: texts read again, corrected or resolved anew tonight."""
    live = live_readings(readings)
    pages = [r for r in readings if not r["from_entry"]]
    shown = sorted(
        pages or readings, key=lambda r: (r["seen_at"], r["recorded_at"], r["reading_id"])
    )
    told = [next(group) for _, group in groupby(shown, key=lambda r: r["revision_id"])]
    known = {r["revision_id"] for r in readings if r["compared"]}
    told_by_feed = bool(pages) and any(r["compared"] and r["from_entry"] for r in readings)
    found = []
    for turn, row in enumerate(told, start=1):
        name = row["revision_id"]
        fresh = name not in known or (turn > 1 and not row["compared"] and _is_back(told, turn))
        stir = stirred.get(name)
        if fresh and turn == 1 and told_by_feed:
            fresh, stir = False, "reextraction"
        found.append(
            _telling(row, turn, live[name], recorded_at, fresh=fresh, stir=None if fresh else stir)
        )
    return found


def _is_back(told: Sequence[Row], turn: int) -> bool:
    """A text that was there before and is told again."""
    name = told[turn - 1]["revision_id"]
    return any(row["revision_id"] == name for row in told[: turn - 1])


def _telling(  # noqa: PLR0913
    row: Row, turn: int, reader: tuple[str, str], now: datetime, *, fresh: bool, stir: Any
) -> Telling:
    seen = row["seen_at"] if turn > 1 else row["first_seen"]
    return Telling(
        article_id=row["article_id"],
        revision_id=row["revision_id"],
        turn=turn,
        first_seen=seen,
        url_hash=blake2b(row["key_url"].encode(), digest_size=8).hexdigest(),
        origin=origin_of(row),
        story=row["story_id"],
        known_at=now if fresh else row["recorded_at"],
        fresh=fresh,
        stirred=stir,
        backlog=row["backlog"] and turn == 1,
        reader=" ".join(reader),
    )


def origin_of(row: Row) -> str:
    """Who told it first: of a copy the story's first teller, else the agency credited, else the publisher's family."""
    name = re.sub(
        r"^(?:www\.)|\.(?:com|ru|org|net|co)$", "", row["story_origin"].casefold().strip()
    )
    return _AGENCIES.get(name, name)


def stated(row: Row, text: Row, telling: Telling) -> tuple[date, StatedBy]:
    """When the announcement was said, and how that is known."""
    published, seen = text["published_at"], text["first_seen"]
    if telling.turn > 1:
        return _edited_on(published, seen, telling.first_seen), "published"
    if published is None or published > seen + SLACK:
        return seen.date(), "guess"
    if text["published_by"] in GUESSES:
        return published.date(), "guess"
    if row["said_on"] and row["said_on"] <= published.date():
        return row["said_on"], "said_on"
    return published.date(), "published"


def _edited_on(published: datetime | None, seen: datetime, changed: datetime) -> date:
    """The day on which the change was seen; of an old article that came only later, as long after its own date."""
    if published is None or seen - published <= REPLAYED:
        return changed.date()
    return (published + (changed - seen)).date()


__all__ = ["Said", "live_readings", "origin_of", "stated", "tellings"]
