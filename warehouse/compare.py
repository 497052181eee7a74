"""The night's new statements → versions, reaffirmations, changes and what hangs on them, in one transaction.

    new readings, corrections, names ─► resolutions, stories ─► touched keys ─► dossiers + histories
        ─advance─► versions, reaffirmations, changes ─on_changes─► outbox

Only the keys that tonight's rows touch are loaded, with all that is recorded of them; so the cost follows the night,
and the result does not depend on the order in which pages came.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from warehouse.dossiers import Dossier, dossiers, key_of
from warehouse.fixes import Fix, fixed, fixes_of
from warehouse.history import Advance, Change, History, advance, key_id
from warehouse.moves import moves
from warehouse.naming import GazetteerNames, Names, resolution_rows
from warehouse.records import (
    change_row,
    reaffirmation_of,
    reaffirmation_row,
    version_of,
    version_row,
)
from warehouse.selfcheck import SelfCheck, self_check
from warehouse.state import Connection, append, query, transaction
from warehouse.statements import ALL, Key
from warehouse.stories import append_stories

Row = dict[str, Any]
OnChanges = Callable[[Connection, Sequence[Row]], object]
CHUNK = 20_000
"""Articles whose announcements are resolved at a time when the gazetteer has grown."""
BOILERPLATE = 3
"""Articles of one site that have the same background paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a comparison added."""

    counts: Mapping[str, int] = field(default_factory=dict)
    changes: tuple[Row, ...] = ()
    """Rows of `changes`, in the order in which they were said."""
    self_check: SelfCheck = field(default_factory=SelfCheck)


def compare(
    connection: Connection,
    *,
    gazetteer: Any,
    recorded_at: datetime,
    on_changes: OnChanges | None = None,
) -> Comparison:
    """Takes in all readings and corrections that no comparison has taken in yet. Again: no row, no change.

    `gazetteer`: one of `extractors.gazetteer`, or anything with `version`, `placed` and `rows` (naming.Names).
    `on_changes` is called with the new rows of `changes` inside the transaction, also when there are none.
    """
    names: Names = gazetteer if hasattr(gazetteer, "placed") else GazetteerNames(gazetteer)
    with transaction(connection):
        work = _Work(connection, names, recorded_at.astimezone(UTC).replace(tzinfo=None))
        comparison = work.run()
        if on_changes:
            on_changes(connection, comparison.changes)
    return comparison


def sync_gazetteer(connection: Connection, gazetteer: Any, recorded_at: datetime) -> bool:
    """Appends plants and names where this version of the gazetteer is not there yet; says whether it was new."""
    names: Names = gazetteer if hasattr(gazetteer, "placed") else GazetteerNames(gazetteer)
    if _gazetteer_version(connection) == names.version:
        return False
    common = {"gazetteer_version": names.version, "recorded_at": recorded_at}
    plants, called = names.rows()
    append(connection, "plants", [{**row, **common} for row in plants], None)
    append(connection, "plant_names", [{**row, **common} for row in called], None)
    return True


def _gazetteer_version(connection: Connection) -> str | None:
    found = connection.execute(
        "SELECT max_by(gazetteer_version, recorded_at) FROM plants"
    ).fetchall()
    return found[0][0] if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tonight:
    """What this comparison takes in."""

    articles: list[str]
    """Articles read, corrected or resolved anew."""
    corrected: set[str]
    moved: list[Row]
    """Announcements, as they were, whose plant or scope is another now."""
    fixes: Mapping[str, Sequence[Fix]]
    new_texts: list[str]


class _Work:
    """One comparison, step by step."""

    def __init__(self, connection: Connection, names: Names, recorded_at: datetime) -> None:
        self.connection, self.names, self.recorded_at = connection, names, recorded_at

    def run(self) -> Comparison:
        """All steps; cheap where nothing is new."""
        readings = self._rows("fresh_readings")
        corrections = self._rows("fresh_corrections")
        renamed = sync_gazetteer(self.connection, self.names, self.recorded_at)
        articles = {r["article_id"] for r in readings if r["outcome"] in ("read", "nothing")}
        corrected = {c["article_id"] for c in corrections if c["article_id"]}
        if not (readings or corrections or renamed):
            return Comparison()
        fixes = fixes_of(self._rows("corrected_rows", articles=None))
        moved = self._resolve(sorted(articles | corrected), fixes, renamed=renamed)
        new_texts = self._new_texts(readings)
        copies = append_stories(self.connection, new_texts, self.recorded_at)
        tonight = _Tonight(
            articles=sorted(articles | corrected | {row["article_id"] for row in moved}),
            corrected=corrected,
            moved=moved,
            fixes=fixes,
            new_texts=new_texts,
        )
        found, advances = self._advance(tonight)
        rows = self._append(advances)
        self._mark([r["reading_id"] for r in readings] + [c["correction_id"] for c in corrections])
        return self._comparison(rows, advances, found, resolved=len(moved), copies=copies)

    # what tonight touches -------------------------------------------------------------------------
    def _new_texts(self, readings: Iterable[Row]) -> list[str]:
        ids = sorted({r["revision_id"] for r in readings if r["outcome"] in ("read", "nothing")})
        told = {
            row[0]
            for row in self.connection.execute(
                "SELECT revision_id FROM stories WHERE revision_id IN (SELECT unnest(?))", [ids]
            ).fetchall()
        }
        return [name for name in ids if name not in told]

    def _resolve(
        self, articles: list[str], fixes: Mapping[str, Sequence[Fix]], *, renamed: bool
    ) -> list[Row]:
        """Resolves what is new, corrected, or, under a new gazetteer, everything; returns announcements that changed plant or scope."""
        given = self._all_articles() if renamed else articles
        moved: list[Row] = []
        for chunk in (given[n : n + CHUNK] for n in range(0, len(given), CHUNK)):
            before = self._rows("announcements_to_resolve", articles=chunk)
            said = [
                {**row, **(fixed(row, fixes.get(row["article_id"], ())) or {})} for row in before
            ]
            rows = resolution_rows(self.names, said, self.recorded_at)
            append(self.connection, "resolutions", rows, None)
            ids = {row["announcement_id"] for row in rows}
            moved += [row for row in before if row["announcement_id"] in ids and row["plant_id"]]
        return moved

    def _all_articles(self) -> list[str]:
        """Articles that announce something, in the order in which they came."""
        found = self.connection.execute(
            "SELECT article_id FROM announcements GROUP BY article_id ORDER BY min(rowid)"
        ).fetchall()
        return [row[0] for row in found]

    def _touched_keys(self, tonight: _Tonight) -> set[Key]:
        """Every key that these articles speak or spoke of."""
        keys = {key_of(row) for row in tonight.moved if row["kind"] in ("target", "start")}
        for row in self._rows("announcements_of_articles", articles=tonight.articles):
            said = fixed(row, tonight.fixes.get(row["article_id"], ()))
            for one in (row, said):
                if one and one["kind"] in ("target", "start") and one["plant_id"]:
                    keys.add(key_of(one))
        for row in self._rows("versions_of_articles", articles=tonight.articles):
            keys.add(key_of(row))
        return keys

    # what they were and become ----------------------------------------------------------------------
    def _advance(self, tonight: _Tonight) -> tuple[dict[Key, Dossier], dict[Key, Advance]]:
        keys = self._touched_keys(tonight)
        if not keys:
            return {}, {}
        histories = self._histories(keys)
        found, running = self._dossiers(keys, tonight), self._running(keys)
        advances = {}
        for key in sorted(keys):
            advances[key] = advance(
                histories[key],
                found.get(key, Dossier()).statements,
                self.recorded_at,
                corrected=any(v.article_id in tonight.corrected for v in histories[key].versions),
                running=running.get(key.plant_id, ()) if key.scope == ALL else (),
            )
        return found, moves(histories, found, advances)

    def _histories(self, keys: Iterable[Key]) -> dict[Key, History]:
        ids = {key_id(key): key for key in keys}
        versions: dict[str, list[Row]] = {name: [] for name in ids}
        reaffirmed: dict[str, list[Row]] = {name: [] for name in ids}
        for row in self._rows("versions_of_keys", keys=sorted(ids)):
            versions[row["key_id"]].append(row)
        for row in self._rows("reaffirmations_of_keys", keys=sorted(ids)):
            reaffirmed[row["key_id"]].append(row)
        return {
            key: History(
                key=key,
                versions=tuple(version_of(row, key) for row in versions[name]),
                reaffirmations=tuple(reaffirmation_of(row) for row in reaffirmed[name]),
            )
            for name, key in ids.items()
        }

    def _dossiers(self, keys: set[Key], tonight: _Tonight) -> dict[Key, Dossier]:
        announcements = self._of_keys(keys)
        told = sorted({row["article_id"] for row in announcements})
        readings = self._rows("readings_of_articles", articles=told)
        found = dossiers(
            announcements,
            readings,
            fixes=tonight.fixes,
            stirred=_stirred(readings, tonight),
            boilerplate=self._boilerplate(tonight.new_texts),
            recorded_at=self.recorded_at,
        )
        return {key: dossier for key, dossier in found.items() if key in keys}

    def _running(self, keys: Iterable[Key]) -> dict[str, list[date]]:
        """By plant of which a start of nothing in particular is told: days up to which it has produced."""
        plants = sorted({k.plant_id for k in keys if k.kind == "start" and k.scope == ALL})
        days: dict[str, list[date]] = {}
        for row in self._rows("output_of_plants", plants=plants) if plants else ():
            if row["until"]:
                days.setdefault(row["plant_id"], []).append(row["until"])
        return days

    def _boilerplate(self, texts: list[str]) -> list[tuple[str, int]]:
        return self.connection.execute(
            query("boilerplate_of_revisions"), {"revisions": texts, "least": BOILERPLATE}
        ).fetchall()

    def _of_keys(self, keys: Iterable[Key]) -> list[Row]:
        import pyarrow as pa

        columns = ("plant_id", "kind", "scope", "period_start", "period_end")
        rows = {tuple(getattr(key, name) for name in columns) for key in keys}
        table = pa.Table.from_pylist(
            [_named(columns, row) for row in sorted(rows)],
            schema=pa.schema(
                [(n, pa.date32() if n.startswith("period") else pa.string()) for n in columns]
            ),
        )
        self.connection.register("_keys", table)
        try:
            return self._rows("announcements_of_keys")
        finally:
            self.connection.unregister("_keys")

    # what is written ------------------------------------------------------------------------------
    def _append(self, advances: Mapping[Key, Advance]) -> dict[str, list[Row]]:
        all_of = list(advances.values())
        changes = sorted((c for a in all_of for c in a.changes), key=_told_when)
        verdicts = {key: a.verdicts for key, a in advances.items()}
        rows = {
            "versions": [version_row(v) for a in all_of for v in a.versions],
            "reaffirmations": [reaffirmation_row(r) for a in all_of for r in a.reaffirmations],
            "changes": [change_row(c, verdicts, self.recorded_at) for c in changes],
        }
        append(self.connection, "versions", rows["versions"], "version_id")
        append(self.connection, "reaffirmations", rows["reaffirmations"], None)
        append(self.connection, "changes", rows["changes"], "change_id")
        return rows

    def _mark(self, subjects: Iterable[str]) -> None:
        append(
            self.connection,
            "compared",
            [{"subject_id": s, "recorded_at": self.recorded_at} for s in subjects],
            "subject_id",
        )

    def _comparison(
        self,
        rows: Mapping[str, list[Row]],
        advances: Mapping[Key, Advance],
        found: Mapping[Key, Dossier],
        *,
        resolved: int,
        copies: int,
    ) -> Comparison:
        check = self_check(self._histories(list(advances)), found)
        counts = {name: len(added) for name, added in rows.items()}
        counts |= {"copies": copies, "resolved_anew": resolved}
        counts |= {"former_values_agreed": check.agreed, "former_values_missed": check.missed}
        return Comparison(counts=counts, changes=tuple(rows["changes"]), self_check=check)

    def _rows(self, name: str, **parameters: Any) -> list[Row]:
        result = self.connection.execute(query(name), parameters or None)
        columns = [column[0] for column in result.description or ()]
        return [_named(columns, row) for row in result.fetchall()]


def _stirred(readings: Sequence[Row], tonight: _Tonight) -> dict[str, str]:
    """Texts known before that tonight were corrected, resolved anew, or read by a reader that had not read them."""
    by = ("revision_id", "extractor", "extractor_version")
    known = {tuple(r[name] for name in by) for r in readings if r["compared"]}
    moved = {row["revision_id"] for row in tonight.moved}
    stirred = {}
    for row in readings:
        read = not row["compared"] and tuple(row[name] for name in by) not in known
        if read or row["revision_id"] in moved:
            stirred[row["revision_id"]] = "reextraction"
        if row["article_id"] in tonight.corrected:
            stirred[row["revision_id"]] = "correction"
    return stirred


def _named(columns: Sequence[str], row: Sequence[Any]) -> Row:
    return dict(zip(columns, row, strict=True))


def _told_when(change: Change) -> tuple[Any, ...]:
    return change.after.stated_at, change.after.key, change.after.version
