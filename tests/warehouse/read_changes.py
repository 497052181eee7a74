"""`python -m tests.warehouse.read_changes PATH… [--rows FILE] [--misses]`: which changes the reader's own rows tell, beside the gold's.

PATHs are as in tests/quality.py. The articles are played in the order of their dates, once as gold rows and once as the
reader reads them (or as FILE has them: rows by article as `python -m tests.train --keep FILE` writes them, of articles left
out). Prints precision and recall of the changes of targets and of starts, and with --misses what differs.
"""

import argparse
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from extractors import announcements
from tests import quality
from tests.warehouse.newsroom import Article, newsroom

Row = dict[str, Any]
A_NIGHT = 40
TOLD = """
SELECT c.kind, c.plant_id, c.scope, c.direction, f.low, f.high, t.low AS low_1, t.high AS high_1, f.start_from AS was_from, t.start_from, t.start_to, t.period_start,
       c.stated_at, n.url, n.quote, n.confidence, o.url AS old_url, o.quote AS old_quote, o.confidence AS old_confidence
FROM changes c JOIN versions f ON f.version_id = from_version JOIN versions t ON t.version_id = to_version
JOIN (SELECT announcement_id, url, quote, confidence FROM announcements JOIN articles USING (revision_id)) n
  ON n.announcement_id = t.announcement_id
JOIN (SELECT announcement_id, url, quote, confidence FROM announcements JOIN articles USING (revision_id)) o
  ON o.announcement_id = f.announcement_id
ORDER BY c.stated_at, c.change_id
"""
TOLD_OF = ("kind", "plant_id", "direction", "low_1", "high_1", "start_from", "start_to", "url")
"""What makes two changes the same change."""

HALF_A_YEAR = timedelta(days=183)
NEW_VALUE = ("plant_id", "low_1", "high_1", "start_from", "start_to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Changes told by one reading and by the other."""

    gold: Sequence[Row]
    read: Sequence[Row]

    def shared(self, kind: str) -> int:
        """How many of this kind both tell."""
        return len(_marks(self.gold, kind) & _marks(self.read, kind))

    def alike(self, kind: str) -> int:
        """How many that the reader tells say of the same plant, within half a year, that the same now holds."""
        wanted = [g for g in self.gold if g["kind"] == kind]
        return sum(any(_is_alike(r, g) for g in wanted) for r in self.read if r["kind"] == kind)

    def line(self, kind: str) -> str:
        """Precision, recall and counts."""
        gold, read, both = _marks(self.gold, kind), _marks(self.read, kind), self.shared(kind)
        precision, recall = both / len(read) if read else 1.0, both / len(gold) if gold else 1.0
        return (
            f"{kind:8} precision {precision:.3f} recall {recall:.3f} told {len(read)} gold {len(gold)} both {both} "
            f"same new value {self.alike(kind)}"
        )


def _is_alike(one: Row, other: Row) -> bool:
    near = abs(one["stated_at"] - other["stated_at"]) <= HALF_A_YEAR
    return near and all(one[name] == other[name] for name in NEW_VALUE)


def _marks(rows: Sequence[Row], kind: str) -> set[tuple[Any, ...]]:
    return {tuple(r[name] for name in TOLD_OF) for r in rows if r["kind"] == kind}


def article(doc: Mapping[str, Any], rows: Sequence[Row]) -> Article:
    """An annotated article with these rows, in a paper of its own."""
    return Article(
        url=f"paper-{doc['id']}.com/{doc['id']}", published=doc["published"], language=doc["lang"],
        text=doc["text"], rows=[_dated(row) for row in rows],
    )  # fmt: skip


def _dated(row: Row) -> Row:
    named = ("period_start", "period_end", "said_on")
    dates = {k: date.fromisoformat(str(row[k])) for k in named if row.get(k)}
    row = {k: v for k, v in row.items() if k not in named and k not in {"aliases", "rules"}}
    return {**row, **dates, "char_start": row.get("start", 0)}


def played(articles: Sequence[Article]) -> list[Row]:
    """The changes that these articles tell."""
    ordered = sorted(articles, key=lambda a: (a.published or "", a.url))
    with tempfile.TemporaryDirectory() as folder, newsroom(Path(folder)) as room:
        for n in range(0, len(ordered), A_NIGHT):
            room.night(*ordered[n : n + A_NIGHT])
        result = room.connection.execute(TOLD)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def read_rows(docs: Sequence[Mapping[str, Any]]) -> dict[str, list[Row]]:
    """What the reader reads, by article."""
    names = quality.names()
    return {
        d["id"]: [quality.as_row(a) for a in quality.read(d, names).announcements] for d in docs
    }


def sure(rows: Sequence[Row]) -> list[Row]:
    """The rows that the reader would tell."""
    asked = {True: announcements.LEAST_TARGET, False: announcements.LEAST}
    return [r for r in rows if r["confidence"] >= asked[r["kind"] == "target"]]


def main() -> None:
    """Plays both and prints what differs."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("paths", nargs="+", type=Path)
    words.add_argument("--rows", type=Path)
    words.add_argument("--misses", action="store_true")
    given = words.parse_args()
    docs = quality.load(given.paths)
    rows = json.loads(given.rows.read_text("utf-8")) if given.rows else read_rows(docs)
    told = Told(
        gold=played([article(d, d["announcements"]) for d in docs]),
        read=played([article(d, sure(rows[d["id"]])) for d in docs]),
    )
    for kind in ("target", "start"):
        print(told.line(kind))
        if given.misses:
            _show("not in the gold", told.read, told.gold, kind)
            _show("missed", told.gold, told.read, kind)


def _show(what: str, rows: Sequence[Row], others: Sequence[Row], kind: str) -> None:
    known = _marks(others, kind)
    for row in rows:
        if row["kind"] == kind and tuple(row[name] for name in TOLD_OF) not in known:
            print(what, {k: str(v)[:110] for k, v in row.items() if v is not None})


if __name__ == "__main__":
    main()
