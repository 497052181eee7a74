"""The same number moved to another year: the article that says it for the new year calls the old year a former plan. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from warehouse.dossiers import Dossier
from warehouse.history import Advance, Change, History, Version, change_id
from warehouse.statements import Key, Remembered
from warehouse.values import relation


def moves(
    histories: Mapping[Key, History],
    found: Mapping[Key, Dossier],
    advances: Mapping[Key, Advance],
) -> dict[Key, Advance]:
    """`advances` with a change for each first version of a key that a target of another period moved to."""
    moved = dict(advances)
    memories = [m for dossier in found.values() for m in dossier.remembered if m.telling.fresh]
    for key, step in advances.items():
        for version in step.versions:
            change = _move(version, memories, histories, advances, found)
            if change:
                moved[key] = replace(moved[key], changes=(*moved[key].changes, change))
    return moved


def _move(
    version: Version,
    memories: list[Remembered],
    histories: Mapping[Key, History],
    advances: Mapping[Key, Advance],
    found: Mapping[Key, Dossier],
) -> Change | None:
    if (
        version.version != 1
        or version.key.kind != "target"
        or version.cause not in ("news", "edit")
    ):
        return None
    if version.stated_by == "guess" or version.key.period_end < version.stated_at:
        return None
    for memory in sorted(memories, key=lambda m: (m.key, m.announcement_id)):
        mine = memory.telling.revision_id == version.revision_id
        if mine and _is_moved(memory.key, version.key) and not _is_renewed(memory, found):
            before = _stood(memory, version, histories, advances)
            if before:
                return _change(before, version)
    return None


def _is_renewed(memory: Remembered, found: Mapping[Key, Dossier]) -> bool:
    """The article has a new number for the old period: then nothing moved."""
    return any(
        s.telling.revision_id == memory.telling.revision_id for s in found[memory.key].statements
    )


def _is_moved(old: Key, new: Key) -> bool:
    """The same but for the period, which is of the same length, give or take a leap day."""
    if old == new or date.min in (old.period_start, new.period_start):
        return False
    same = replace(old, period_start=new.period_start, period_end=new.period_end) == new
    lengths = [(k.period_end - k.period_start).days for k in (old, new)]
    return same and abs(lengths[0] - lengths[1]) <= 3


def _stood(
    memory: Remembered,
    version: Version,
    histories: Mapping[Key, History],
    advances: Mapping[Key, Advance],
) -> Version | None:
    """What stood for the old period when the move was told, where it is the number that the article remembers."""
    history = histories.get(memory.key)
    if history is None or version.value is None:
        return None
    grown = replace(history, versions=(*history.versions, *advances[memory.key].versions))
    held = [v for v in grown.alive if not v.aside and v.stated_at < version.stated_at]
    last = max(held, key=lambda v: (v.stated_at, v.version), default=None)
    if last is None or last.value is None:
        return None
    agree = relation(last.value, version.value).sameness in ("same", "vaguer", "finer")
    return last if agree else None


def _change(before: Version, after: Version) -> Change:
    later = after.key.period_start > before.key.period_start
    return Change(
        change_id=change_id(before, after),
        before=before,
        after=after,
        direction="postponed" if later else "advanced",
        size=float((after.key.period_start - before.key.period_start).days),
        percent=None,
        contested=False,
        cause=after.cause,
        rules=(
            "same number for another period",
            "the old period is called a former plan",
            "newer",
            after.cause,
        ),
    )
