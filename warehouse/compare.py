"""The night's new statements → versions, reaffirmations, changes and what hangs on them, in one transaction.

    new readings, corrections, names ─► resolutions, stories ─► touched keys ─► dossiers + histories
        ─advance─► versions, reaffirmations, changes ─on_changes─► outbox

Only the keys that tonight's rows touch are loaded, with all that is recorded of them; so the cost follows the night,
and the result does not depend on the order in which pages came.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from extractors.gazetteer import Gazetteer
from warehouse.dossiers import Dossier, dossiers, key_of
from warehouse.fixes import Fix, fixed, fixes_of
from warehouse.growth import enter_gazetteer
from warehouse.history import Advance, Change, History, advance, key_id
from warehouse.moves import moves
from warehouse.naming import GazetteerNames, resolution_rows
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
from warehouse.twins import NOTHING, Around, Elsewhere, elsewhere, near

Row = dict[str, Any]
OnChanges = Callable[[Connection, Sequence[Row]], object]
UNFORESEEN = timedelta(days=31)
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
    gazetteer: Gazetteer,
    recorded_at: datetime,
    on_changes: OnChanges | None = None,
) -> Comparison:
    """Takes in all readings and corrections that no comparison has taken in yet. Again: no row, no change.

    `on_changes` is called with the new rows of `changes` inside the transaction, also when there are none.
    """
    with transaction(connection):
        work = _Work(
            connection, GazetteerNames(gazetteer), recorded_at.astimezone(UTC).replace(tzinfo=None)
        )
        comparison = work.run()
        if on_changes:
            on_changes(connection, comparison.changes)
    return comparison


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

    def __init__(
        self, connection: Connection, names: GazetteerNames, recorded_at: datetime
    ) -> None:
        self.connection, self.names, self.recorded_at = connection, names, recorded_at
        self.oldest: dict[frozenset[str], datetime] = {}
        """When the oldest of these articles was recorded."""

    def run(self) -> Comparison:
        """All steps; cheap where nothing is new."""
        readings = self._rows("fresh_readings", since=self._last() - UNFORESEEN)
        corrections = self._rows("fresh_corrections")
        concerned = enter_gazetteer(self.connection, self.names, self.recorded_at)
        articles = {r["article_id"] for r in readings if r["outcome"] in ("read", "nothing")}
        corrected = {c["article_id"] for c in corrections if c["article_id"]}
        if not (readings or corrections or concerned):
            return Comparison()
        fixes = fixes_of(self._rows("corrected_rows", articles=None))
        known = [name for name in concerned or () if name not in articles | corrected]
        moved = self._resolve([*known, *sorted(articles | corrected)], fixes)
        new_texts = self._new_texts(readings)
        copies = append_stories(
            self.connection, new_texts, self.recorded_at, self._since(sorted(articles | corrected))
        )
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
        known = self.connection.execute(
            "SELECT revision_id FROM stories WHERE revision_id IN (SELECT unnest(?)) AND recorded_at >= ?",
            [ids, self._since(sorted({r["article_id"] for r in readings if r["article_id"]}))],
        ).fetchall()
        told = {row[0] for row in known}
        return [name for name in ids if name not in told]

    def _resolve(self, articles: list[str], fixes: Mapping[str, Sequence[Fix]]) -> list[Row]:
        """Resolves what these articles announce; returns announcements, as they were, that changed plant or scope."""
        moved: list[Row] = []
        for chunk in (articles[n : n + CHUNK] for n in range(0, len(articles), CHUNK)):
            before = self._rows(
                "announcements_to_resolve", articles=chunk, since=self._since(chunk)
            )
            said = [
                {**row, **(fixed(row, fixes.get(row["article_id"], ())) or {})} for row in before
            ]
            rows = resolution_rows(self.names, said, self.recorded_at)
            append(self.connection, "resolutions", rows, None)
            ids = {row["announcement_id"] for row in rows}
            moved += [row for row in before if row["announcement_id"] in ids and row["plant_id"]]
        return moved

    def _last(self) -> datetime:
        """When readings were compared last."""
        found = self.connection.execute("SELECT max(recorded_at) FROM compared").fetchall()
        return found[0][0] or datetime.min + UNFORESEEN  # noqa: DTZ901

    def _since(self, articles: Sequence[str]) -> datetime:
        """When the oldest of these articles was recorded: no row about one of them is older."""
        of = frozenset(articles)
        if of not in self.oldest:
            found = self.connection.execute(
                "SELECT min(recorded_at) FROM articles WHERE article_id IN (SELECT unnest(?))",
                [list(articles)],
            ).fetchall()
            self.oldest[of] = found[0][0] or self.recorded_at
        return self.oldest[of]

    def _touched_keys(self, tonight: _Tonight) -> set[Key]:
        """Every key that these articles speak or spoke of."""
        keys = {key_of(row) for row in tonight.moved if row["kind"] in ("target", "start")}
        given = {"articles": tonight.articles, "since": self._since(tonight.articles)}
        for row in self._rows("announcements_of_articles", **given):
            said = fixed(row, tonight.fixes.get(row["article_id"], ()))
            for one in (row, said):
                if one and one["kind"] in ("target", "start") and one["plant_id"]:
                    keys.add(key_of(one))
        for row in self._rows("versions_of_articles", **given):
            keys.add(key_of(row))
        return keys

    # what they were and become ----------------------------------------------------------------------
    def _advance(self, tonight: _Tonight) -> tuple[dict[Key, Dossier], dict[Key, Advance]]:
        keys = self._touched_keys(tonight)
        if not keys:
            return {}, {}
        histories = self._histories(keys)
        found = self._dossiers(keys, tonight)
        advances = {key: self._advanced(key, histories, found, tonight) for key in sorted(keys)}
        changed = [key for key, a in advances.items() if a.changes]
        for key, around in self._around(changed, advances).items():
            advances[key] = self._advanced(key, histories, found, tonight, around)
        return found, moves(histories, found, advances)

    def _advanced(
        self,
        key: Key,
        histories: Mapping[Key, History],
        found: Mapping[Key, Dossier],
        tonight: _Tonight,
        around: Around = NOTHING,
    ) -> Advance:
        history = histories[key]
        return advance(
            history,
            found.get(key, Dossier()).statements,
            self.recorded_at,
            corrected=any(v.article_id in tonight.corrected for v in history.versions),
            around=around,
        )

    def _around(self, changed: Sequence[Key], advances: Mapping[Key, Advance]) -> dict[Key, Around]:
        """What else is known that may take back a change of these keys; nothing for most."""
        running = self._running([key for key in changed if is_of_a_plant(key)])
        targets = {key.plant_id for key in changed if key.kind == "target"}
        related = {name: self.names.related(name) for name in targets}
        asked = sorted(targets.union(*related.values()))
        others = elsewhere(self._rows("values_of_plants", plants=asked)) if asked else []
        others += [
            Elsewhere(key=key, value=v.value, stated_at=v.stated_at)
            for key, a in advances.items()
            if key.kind == "target" and key.plant_id in asked
            for v in a.versions
            if v.value is not None and v.revision_id and not v.aside
        ]
        return {
            key: Around(
                running=running.get(key.plant_id, ()) if is_of_a_plant(key) else (),
                elsewhere=near(key, others, related) if key.kind == "target" else (),
            )
            for key in changed
        }

    def _histories(self, keys: Iterable[Key]) -> dict[Key, History]:
        ids = {key_id(key): key for key in keys}
        versions: dict[str, list[Row]] = {name: [] for name in ids}
        reaffirmed: dict[str, list[Row]] = {name: [] for name in ids}
        key_of_version = {}
        for row in self._rows("versions_of_keys", keys=sorted(ids)):
            versions[row["key_id"]].append(row)
            key_of_version[row["version_id"]] = row["key_id"]
        for row in self._rows("reaffirmations_of_versions", versions=sorted(key_of_version)):
            reaffirmed[key_of_version[row["version_id"]]].append(row)
        told = self._rows("versions_told", versions=sorted(key_of_version))
        of_changes = frozenset(row["version_id"] for row in told)
        return {
            key: History(
                key=key,
                versions=tuple(version_of(row, key) for row in versions[name]),
                reaffirmations=tuple(reaffirmation_of(row) for row in reaffirmed[name]),
                told=of_changes.intersection(row["version_id"] for row in versions[name]),
            )
            for name, key in ids.items()
        }

    def _dossiers(self, keys: set[Key], tonight: _Tonight) -> dict[Key, Dossier]:
        announcements = self._of_keys(keys)
        told = sorted({row["article_id"] for row in announcements})
        paragraphs = self._paragraphs(announcements, self._since(told))
        readings = self._rows("readings_of_articles", articles=told, since=self._since(told))
        found = dossiers(
            [{**row, **paragraphs(row)} for row in announcements],
            readings,
            fixes=tonight.fixes,
            stirred=_stirred(readings, tonight),
            boilerplate=self._boilerplate(tonight),
            recorded_at=self.recorded_at,
        )
        return {key: dossier for key, dossier in found.items() if key in keys}

    def _paragraphs(self, said: Sequence[Row], since: datetime) -> Callable[[Row], Row]:
        """Of an announcement: the paragraph that it stands in, and how many its text has."""
        texts = sorted({row["revision_id"] for row in said})
        found = self._rows("paragraphs_of_texts", revisions=texts, since=since)
        many = {row["revision_id"]: row["paragraphs"] for row in found}
        at = {(row["revision_id"], row["position"]): row for row in found}

        def paragraph(row: Row) -> Row:
            here = at.get((row["revision_id"], row["paragraph"]), {})
            place = {n: here.get(n) for n in ("site", "fingerprint", "position", "repeat_of")}
            return {**place, "paragraphs": many.get(row["revision_id"])}

        return paragraph

    def _running(self, keys: Iterable[Key]) -> dict[str, list[date]]:
        """By plant of these keys: days up to which it has produced."""
        plants = sorted({key.plant_id for key in keys})
        days: dict[str, list[date]] = {}
        for row in self._rows("output_of_plants", plants=plants) if plants else ():
            if row["until"]:
                days.setdefault(row["plant_id"], []).append(row["until"])
        return days

    def _boilerplate(self, tonight: _Tonight) -> list[tuple[str, int]]:
        since = self._since(tonight.articles)
        given = {"revisions": tonight.new_texts, "least": BOILERPLATE, "since": since}
        return self.connection.execute(query("boilerplate_of_revisions"), given).fetchall()

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
            since = self._rows("since_of_keys")[0]["since"]
            return self._rows("announcements_of_keys", since=since or self.recorded_at)
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


def is_of_a_plant(key: Key) -> bool:
    """A start of nothing in particular: whether it is the plant's depends on whether the plant runs."""
    return key.kind == "start" and key.scope == ALL


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
