"""What a person should look at: where the two readers differ, and rows of low confidence; and that person's word."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from extractors.model import Announcement
from extractors.model_reader.joint import paired, with_place
from warehouse.corrections import CorrectionError, correct, reject
from warehouse.readings import announcement_rows
from warehouse.second_readings import said_in
from warehouse.state import Connection, append, query

Row = dict[str, Any]
FIELDS = (
    "plant", "kind", "low", "high", "unit", "per", "period_start", "period_end", "status", "prior", "product",
)  # fmt: skip
"""What may differ, and what an accepted row puts right."""
GRAMMAR, MODEL = "grammar", "model"


def to_review(connection: Connection, *, below: float) -> list[Row]:
    """Announcements that wait for a person, by article; `reason` says why, `live` whether the row counts now.

    Those on which somebody has said a word are left out.
    """
    doubtful = _rows(connection, "review_low", {"below": below})
    for row in doubtful:
        row |= {"reason": f"confidence below {below:g}", "reader": row["extractor"], "live": True}
    differing = _differing(_rows(connection, "review_rows", {}))
    seen = {row["announcement_id"] for row in differing}
    rows = differing + [row for row in doubtful if row["announcement_id"] not in seen]
    return [_shown(row) for row in rows]


def accept(
    connection: Connection, announcement_id: str, *, who: str, why: str, recorded_at: datetime
) -> list[Row]:
    """Takes the row as right. Where another reading of its figure counts now, that is corrected to it; where none does,
    it is added to what counts. Returns the corrections appended. Raises CorrectionError."""
    row = _row_of(connection, announcement_id)
    live = [
        r
        for r in _rows(connection, "review_live", {"revision": row["revision_id"]})
        if r["announcement_id"] != announcement_id
    ]
    word: Row = {"who": who, "why": why, "recorded_at": recorded_at}
    reader = _live_reader(connection, row["revision_id"])
    if (row["extractor"], row["extractor_version"]) == (
        reader["extractor"],
        reader["extractor_version"],
    ):
        return reject(connection, announcement_id, back=True, **word)
    other = _counterpart(row, live)
    if other is None:
        _add(connection, row, reader, recorded_at)
        return reject(connection, announcement_id, back=True, **word)
    changed = {f: _said(row[f]) for f in FIELDS if row[f] != other[f]}
    noted = reject(connection, announcement_id, back=True, **word)
    if changed:
        noted += correct(connection, other["announcement_id"], changed, **word)
    return noted


def add_accepted(connection: Connection) -> None:
    """Adds again the rows that `accept` once added: of a state that is made again they are not among what was read."""
    for row in _rows(connection, "accepted_alone", {}):
        others = _rows(connection, "review_live", {"revision": row["revision_id"]})
        if _counterpart(row, others) is None:
            reader = _live_reader(connection, row["revision_id"])
            _add(connection, row, reader, row["accepted_at"])


def _counterpart(row: Row, live: Iterable[Row]) -> Row | None:
    """The row that counts now and reads the same figure or event."""
    wanted = _placed(row)
    for other in live:
        (pair, *_) = paired([_placed(other)], [wanted])
        if pair.model is not None:
            return other
    return None


def _differing(rows: Iterable[Row]) -> list[Row]:
    """Of each text the rows that the two readers do not share; the two readings of one figure side by side."""
    found: list[Row] = []
    for told in _by_text(rows):
        said: dict[str, dict[int, Row]] = {GRAMMAR: {}, MODEL: {}}
        placed: dict[str, list[Announcement]] = {GRAMMAR: [], MODEL: []}
        for row in told:
            side = GRAMMAR if row["extractor"] == GRAMMAR else MODEL
            announcement = _placed(row)
            placed[side].append(announcement)
            said[side][id(announcement)] = row
        for pair in paired(placed[GRAMMAR], placed[MODEL]):
            if pair.agree:
                continue
            both = pair.grammar is not None and pair.model is not None
            for side, one in ((GRAMMAR, pair.grammar), (MODEL, pair.model)):
                if one is not None:
                    row = said[side][id(one)]
                    reason = "the readers differ" if both else f"only the {side} reads it"
                    found.append({**row, "reader": side, "reason": reason})
    return [row for row in found if not row["judged"]]


def _placed(row: Row) -> Announcement:
    return with_place(said_in(row), row["language"] if row["language"] in ("en", "ru") else "en")


def _by_text(rows: Iterable[Row]) -> Iterable[list[Row]]:
    texts: dict[str, list[Row]] = {}
    for row in rows:
        texts.setdefault(row["revision_id"], []).append(row)
    return texts.values()


def _row_of(connection: Connection, announcement_id: str) -> Row:
    found = _rows(connection, "review_row", {"announcement": announcement_id})
    if not found:
        raise CorrectionError(
            f"no announcement {announcement_id!r}; `plantwatch review` shows the ids"
        )
    return found[0]


def _live_reader(connection: Connection, revision_id: str) -> Row:
    sql = "SELECT reading_id, article_id, revision_id, extractor, extractor_version FROM live_readings WHERE revision_id = ?"
    result = connection.execute(sql, [revision_id])
    names = [column[0] for column in result.description or ()]
    return dict(zip(names, result.fetchall()[0], strict=True))


def _add(
    connection: Connection, row: Row, reader: Mapping[str, Any], recorded_at: datetime
) -> None:
    """The row once more, among those of the reader that counts."""
    places = connection.execute(
        "SELECT position, char_start, char_end FROM paragraphs WHERE revision_id = ? ORDER BY position",
        [row["revision_id"]],
    ).fetchall()
    added = announcement_rows([said_in(row)], places, {**reader, "recorded_at": recorded_at})
    append(connection, "announcements", added, "announcement_id")


def _said(value: Any) -> str | None:
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def _shown(row: Row) -> Row:
    names = (
        "announcement_id", "reason", "reader", "live", "confidence", *FIELDS, "quote", "url", "article_id",
    )  # fmt: skip
    return {name: row[name] for name in names}


def _rows(connection: Connection, name: str, given: Mapping[str, Any]) -> list[Row]:
    result = connection.execute(query(name), dict(given) or None)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
