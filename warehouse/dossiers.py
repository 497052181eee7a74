"""Rows of the database → the statements of each key that hold tonight. Pure.

announcements, corrected and resolved, of the live readings ─fold─► statements ─edits─► dossier of a key
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from warehouse.fixes import Fix, fixed
from warehouse.naming import NOBODY, unit_class
from warehouse.statements import Key, Remembered, Said, Statement, Telling, fold, remembered
from warehouse.tellings import live_readings, stated, tellings
from warehouse.values import Amount, Span, Value, relation

Row = Mapping[str, Any]


@dataclass(slots=True)
class Dossier:
    """What is said of one key, by texts that hold."""

    statements: list[Statement] = field(default_factory=list)
    remembered: list[Remembered] = field(default_factory=list)


def dossiers(  # noqa: PLR0913
    announcements: Iterable[Row],
    readings: Iterable[Row],
    *,
    fixes: Mapping[str, Sequence[Fix]],
    stirred: Mapping[str, str],
    boilerplate: Iterable[tuple[str, int]],
    recorded_at: datetime,
) -> dict[Key, Dossier]:
    """The dossiers of all keys that these announcements speak of."""
    by_article = _grouped(readings, "article_id")
    texts = _grouped(announcements, "article_id")
    everywhere = frozenset(boilerplate)
    found: dict[Key, Dossier] = {}
    for article_id, rows in texts.items():
        read = by_article.get(article_id, [])
        if read:
            told = tellings(read, stirred, recorded_at)
            article = _Article(read, told, fixes.get(article_id, ()), everywhere)
            article.enter(rows, found)
    return found


def key_of(row: Row) -> Key:
    """The key of a resolved announcement or of a version."""
    if row["kind"] == "start":
        return Key(plant_id=row["plant_id"], kind="start", scope=row["scope"])
    return Key(
        plant_id=row["plant_id"],
        kind=row["kind"],
        scope=row["scope"],
        unit=unit_class(row["unit"]),
        per=row["per"] or "",
        period_start=row["period_start"] or date.min,
        period_end=row["period_end"] or date.max,
    )


def value_of(row: Row) -> Value:
    """The value of an announcement."""
    if row["kind"] == "start":
        return Span(first=row["period_start"], last=row["period_end"], done=row["status"] == "done")
    return Amount(low=row["low"], high=row["high"], wording=row["wording"])


class _Article:
    """One article's tellings and what each says."""

    def __init__(
        self,
        readings: list[Row],
        told: list[Telling],
        fixes: Sequence[Fix],
        boilerplate: frozenset[tuple[str, int]],
    ) -> None:
        self.live = live_readings(readings)
        self.texts = {row["revision_id"]: row for row in readings}
        self.told, self.fixes, self.boilerplate = told, fixes, boilerplate

    def enter(self, rows: Sequence[Row], found: dict[Key, Dossier]) -> None:
        """Adds the article's statements to the dossiers of their keys."""
        before: dict[Key, Statement] = {}
        previous: Telling | None = None
        for telling in self.told:
            said = [s for row in rows if (s := self._said(row, telling)) is not None]
            now: dict[Key, Statement] = {}
            for statement in fold(said, telling):
                kept = _against(statement, before.get(statement.key), previous)
                now[statement.key] = statement
                if kept:
                    found.setdefault(kept.key, Dossier()).statements.append(kept)
            for memory in remembered(said, telling):
                found.setdefault(memory.key, Dossier()).remembered.append(memory)
            before, previous = {**before, **now}, telling

    def _said(self, row: Row, telling: Telling) -> Said | None:
        if row["revision_id"] != telling.revision_id:
            return None
        if (row["extractor"], row["extractor_version"]) != self.live[telling.revision_id]:
            return None
        said = fixed(dict(row), self.fixes)
        if said is None or not _counts(said):
            return None
        at, by = stated(said, self.texts[telling.revision_id], telling)
        mark = (said["site"], said["fingerprint"])
        return Said(
            announcement_id=said["announcement_id"],
            key=key_of(said),
            plant=said["plant_shown"],
            unit=said["unit"],
            value=value_of(said),
            prior=said["prior"],
            stated_at=at,
            stated_by=by,
            confidence=1.0 if said.get("reviewed") else said["confidence"],
            paragraph=mark if _is_background(said) else None,
            boilerplate=_is_background(said) and mark in self.boilerplate,
        )


def _counts(row: Row) -> bool:
    """A target with a number, or a start, by those who should know, not in a repeated paragraph."""
    if row["kind"] not in ("target", "start") or row["voice"] == "outside":
        return False
    if row["plant_id"] == NOBODY:
        return False
    if row["repeat_of"] is not None:
        return False
    return row["kind"] == "start" or row["low"] is not None or row["high"] is not None


def _is_background(row: Row) -> bool:
    """In the second half of a longer text, where papers print again what they printed before."""
    return row["position"] is not None and row["position"] >= max(2, row["paragraphs"] / 2)


def _against(
    statement: Statement, before: Statement | None, previous: Telling | None
) -> Statement | None:
    """What an edited text says anew; None where it says what the article said already."""
    if previous is None:
        return statement
    reread = previous.reader != statement.telling.reader
    if before is None:
        return replace(statement, edited=True, reread=reread)
    if relation(before.value, statement.value).sameness in ("same", "vaguer"):
        return None
    return replace(statement, edited=True, was=before.value, reread=reread)


def _grouped(rows: Iterable[Row], name: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[name], []).append(row)
    return groups
