"""One story on many sites: which texts of tonight are copies of which, by common bands and equal statements.

A near-duplicate whose statements differ is no copy. Within one publisher family a text counts as printed again only
within days; across families whenever it comes.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from extractors.copies import similarity
from warehouse.state import Connection, append, query

Row = dict[str, Any]
LEAST_BANDS = 8
"""Of 32: texts that share about 70 % of their word triples."""
REPRINT = timedelta(days=3)
KEPT = timedelta(days=731)
"""A story printed again later than this is told anew."""


def append_stories(
    connection: Connection, revisions: Sequence[str], recorded_at: datetime, since: datetime
) -> int:
    """A row of `stories` for each of these new texts; returns how many are copies of another article's.

    `since`: nothing is known of these texts from before.
    """
    if not revisions:
        return 0
    given = {
        "revisions": list(revisions),
        "least": LEAST_BANDS,
        "since": recorded_at - KEPT,
        "tonight": since,
    }
    pairs = connection.execute(query("near_copies"), given).fetchall()
    ids = sorted({*revisions, *(other for _, other, _ in pairs)})
    since = _since(connection, ids) if pairs else since
    texts = {row["revision_id"]: row for row in _texts(connection, ids, since)}
    stories = group(revisions, pairs, texts)
    append(
        connection,
        "stories",
        [{**row, "recorded_at": recorded_at} for row in stories],
        "revision_id",
    )
    return sum(row["story_id"] != row["article_id"] for row in stories)


def group(
    revisions: Iterable[str],
    pairs: Iterable[tuple[str, str, int]],
    texts: Mapping[str, Mapping[str, Any]],
) -> list[Row]:
    """The story of each text: that of the nearest older text that says the same, else its own. Pure, and free of order."""
    near: dict[str, list[tuple[int, str]]] = {}
    for one, other, common in pairs:
        near.setdefault(one, []).append((common, other))
    rows: dict[str, Row] = {}
    told = {name: text["story_id"] for name, text in texts.items() if text["story_id"]}
    for name in sorted((r for r in revisions if r in texts), key=lambda r: _place(texts[r])):
        text = texts[name]
        fits = [
            (-common, _place(texts[o]), o)
            for common, o in near.get(name, ())
            if o in told and _may_copy(text, texts[o])
        ]
        best = min(fits, default=None)
        story = told[best[2]] if best else text["article_id"]
        told[name] = story
        rows[name] = {
            "article_id": text["article_id"],
            "revision_id": name,
            "story_id": story,
            "similarity": round(similarity(-best[0]), 3) if best else None,
        }
    return list(rows.values())


def _place(text: Mapping[str, Any]) -> tuple[datetime, datetime, str]:
    return text["published_at"] or text["first_seen"], text["first_seen"], text["key_url"]


def _may_copy(text: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if text["article_id"] == other["article_id"]:
        return False
    apart = abs(_place(text)[0] - _place(other)[0])
    if text["family"] == other["family"] and apart > REPRINT:
        return False
    return _says_the_same(text["said"] or (), other["said"] or ())


def _says_the_same(one: Iterable[Mapping[str, Any]], other: Iterable[Mapping[str, Any]]) -> bool:
    """No key has only different values in the two texts."""
    first, second = _values(one), _values(other)
    return all(first[key] & second[key] for key in first.keys() & second.keys())


def _values(said: Iterable[Mapping[str, Any]]) -> dict[tuple[Any, ...], set[tuple[Any, ...]]]:
    found: dict[tuple[Any, ...], set[tuple[Any, ...]]] = {}
    for row in said:
        span = (row["period_start"], row["period_end"])
        start = row["kind"] == "start"
        key = (row["kind"], row["unit"], row["per"], row["status"], *(() if start else span))
        found.setdefault(key, set()).add(span if start else (row["low"], row["high"]))
    return found


def _texts(connection: Connection, ids: list[str], since: datetime) -> list[Row]:
    given = {"revisions": ids, "since": since}
    result = connection.execute(query("texts_for_stories"), given)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _since(connection: Connection, ids: Sequence[str]) -> datetime:
    """When the oldest of these texts was recorded: nothing is known of them from before."""
    found = connection.execute(
        "SELECT min(recorded_at) FROM articles WHERE revision_id IN (SELECT unnest(?))", [list(ids)]
    ).fetchall()
    return found[0][0] or datetime.min  # noqa: DTZ901
