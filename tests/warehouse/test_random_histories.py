"""Random histories (late arrivals, copies, edits, re-readings, corrections): what holds whatever happens."""

import os
import random
import tempfile
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.campaigns import rounds
from tests.warehouse.newsroom import (
    Article,
    Newsroom,
    Row,
    again,
    newsroom,
    reread,
    start,
    target,
    year,
)
from warehouse.corrections import correct, reject
from warehouse.state import transaction

VALUES = (
    (100_000, 100_000),
    (80_000, 80_000),
    (80_000, 100_000),
    (None, 100_000),
    (60_000, None),
    (99_700, 99_700),
)
ACTIONS = ("news", "news", "news", "copy", "edit", "reread", "correct", "reject", "nothing")
STATED = [date(2026, 1, 1) + timedelta(days=n) for n in range(20, 130, 30)]


@dataclass(frozen=True)
class Step:
    """One thing that happens on a night."""

    action: str
    night: int
    day: int
    """Days before or after the night's own day at which the article is dated."""
    value: int
    pick: int
    flags: int


steps = st.lists(
    st.builds(
        Step, action=st.sampled_from(ACTIONS), night=st.integers(1, 5), day=st.integers(-40, 3),
        value=st.integers(0, len(VALUES) - 1), pick=st.integers(0, 9), flags=st.integers(0, 31),
    ),
    min_size=2, max_size=14,
)  # fmt: skip


def _row(step: Step) -> dict[str, Any]:
    low, high = VALUES[step.value]
    if step.flags % 8 == 7:
        first = date(2026, 3 + step.value, 1)
        status = "done" if step.flags > 20 else "planned"
        return start(
            "Moskvich", first.isoformat(), (first + timedelta(days=27)).isoformat(), status=status
        )
    other = {
        "prior": step.flags % 8 == 6,
        "voice": "outside" if step.flags % 8 == 5 else "producer",
    }
    return target(
        ("Avtotor", "UAZ")[step.pick % 2], low, high, **year(2026 + step.flags % 2), **other
    )


def _rows(step: Step) -> list[Row]:
    """One row, sometimes two: scenarios, or an old value that the reader has not marked as such."""
    other = replace(step, value=(step.value + 1) % len(VALUES))
    return [_row(step), _row(other)] if step.flags in (9, 10, 17, 18) else [_row(step)]


def _article(step: Step, number: int) -> Article:
    day = date(2026, 1, 10) + timedelta(days=20 * step.night + step.day)
    return Article(
        url=f"paper{step.pick % 4}.com/{number}", published=day.isoformat(), rows=_rows(step),
        published_by="htmldate" if step.flags % 16 == 4 else "feed", backlog=step.flags % 16 == 3,
    )  # fmt: skip


class _Story:
    """Plays steps into a newsroom."""

    def __init__(self, room: Newsroom) -> None:
        self.room = room
        self.pages: list[Article] = []
        self.silent = True

    def play(self, night: list[Step]) -> None:
        """One night of these steps."""
        self.silent = True
        brought = [page for step in night for page in self._pages(step)]
        self.room.night(*brought)

    def _pages(self, step: Step) -> list[Article]:
        if step.action == "news" or (step.action != "nothing" and not self.pages):
            page = _article(step, len(self.pages))
            self.pages.append(page)
            self.silent = False
            return [page]
        if step.action == "nothing":
            return []
        at = step.pick % len(self.pages)
        page = self.pages[at]
        if step.action in ("correct", "reject"):
            self._word(step)
            return []
        if step.action == "copy":
            copied = replace(page, url=f"copies{step.flags}.com/{len(self.pages)}", text=page.body)
            self.pages.append(copied)
            self.silent = False
            return [copied]
        if step.action == "edit":
            self.silent = False
            changed = date(2026, 1, 10) + timedelta(days=20 * step.night)
            page = again(page, rows=_rows(step), text="", changed=changed.isoformat())
        else:
            rows = page.rows if step.flags % 3 else [_row(step)] * (step.flags % 2)
            page = reread(page, rows=rows, version=str(int(page.version) + 1))
        self.pages[at] = page
        return [page]

    def _word(self, step: Step) -> None:
        ids = self.room.ask(
            "SELECT announcement_id FROM announcements WHERE kind = 'target' ORDER BY recorded_at, announcement_id"
        )
        if not ids:
            return
        name = ids[step.pick % len(ids)][0]
        by = {"who": "A", "why": "b", "recorded_at": self.room.at}
        with transaction(self.room.connection):
            if step.action == "reject":
                reject(self.room.connection, name, back=step.flags % 4 == 0, **by)
            else:
                correct(self.room.connection, name, {"low": "75000", "high": "75000"}, **by)


def _as_of(room: Newsroom, known: str) -> list[Any]:
    return [
        sorted(room.ask("SELECT * FROM targets_as_of(?, ?::TIMESTAMP)", [day, known]), key=str)
        for day in STATED
    ]


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(steps)
def test_whatever_happens(happening: list[Step]):
    """A few random histories keep every promise."""
    _keeps_its_promises(happening)


@pytest.mark.campaign
@pytest.mark.timeout(3600)
def test_whatever_happens_at_length():
    """Many random histories, drawn anew each time, keep every promise; the seed is printed."""
    start_at = int(os.environ.get("PLANTWATCH_SEED") or random.randrange(10**6))
    for number in range(start_at, start_at + rounds(20, 2_000)):
        happening = drawn(random.Random(number))
        try:
            _keeps_its_promises(happening)
        except AssertionError:
            print(f"PLANTWATCH_SEED={number}", *happening, sep="\n")
            raise


def drawn(chance: random.Random) -> list[Step]:
    """Steps of a random history: often of the same few articles, so that they meet."""

    def often(first: int, other: int) -> int:
        return chance.choice((first, chance.randint(0, other)))

    return [
        Step(
            action=chance.choice(ACTIONS), night=chance.randint(1, 5), day=chance.randint(-40, 3),
            value=chance.randrange(len(VALUES)), pick=often(0, 9), flags=often(0, 31),
        )
        for _ in range(chance.randint(2, 14))
    ]  # fmt: skip


def _keeps_its_promises(happening: list[Step]) -> None:
    """As-of answers never change, versions are consecutive, a change has two versions, again is nothing, silence is silent."""
    with tempfile.TemporaryDirectory() as folder, newsroom(Path(folder)) as room:
        story, answers = _Story(room), {}
        for night in range(1, 6):
            told = len(room.changes())
            story.play([step for step in happening if step.night == night])
            if story.silent:
                assert len(room.changes()) == told
            added = room.night()
            assert not any(added.counts.values())
            for known, answer in answers.items():
                assert _as_of(room, known) == answer
            known = room.at.isoformat()
            answers[known] = _as_of(room, known)
        _check_versions(room)
        _check_standing(room)
        _check_changes(room)


def _check_versions(room: Newsroom) -> None:
    numbers: dict[str, list[int]] = {}
    for key, number in room.ask("SELECT key_id, version FROM versions ORDER BY key_id, version"):
        numbers.setdefault(key, []).append(number)
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
    retracted = room.ask("SELECT retracts FROM versions WHERE retracts IS NOT NULL")
    assert len(retracted) == len(set(retracted))
    now = room.ask(
        "SELECT version_id FROM targets_as_of('9999-01-01', '9999-01-01'::TIMESTAMP) WHERE status IS DISTINCT FROM 'done' ORDER BY 1"
    )
    assert room.ask("SELECT version_id FROM current_targets ORDER BY 1") == now


def _check_standing(room: Newsroom) -> None:
    """The last row of a key that says it stands has the value that stands."""
    last = room.ask(
        "SELECT key_id, max_by([low, high], version), max_by([start_from, start_to], version) FROM versions WHERE standing GROUP BY key_id"
    )
    now = room.ask(
        "SELECT key_id, low, high, start_from, start_to FROM targets_as_of('9999-01-01', '9999-01-01'::TIMESTAMP)"
    )
    stands = {key: ([low, high], [first, end]) for key, low, high, first, end in now}
    for key, amount, span in last:
        assert stands.get(key, ([None, None], [None, None])) == (amount, span)


def _check_changes(room: Newsroom) -> None:
    """Both versions are there, of one kind, the newer said later (an edit at least not earlier)."""
    found = room.ask(
        "SELECT c.kind, f.kind, t.kind, t.stated_at > f.stated_at OR c.cause = 'edit', t.aside, t.cause "
        "FROM changes c LEFT JOIN versions f ON f.version_id = from_version LEFT JOIN versions t ON t.version_id = to_version"
    )
    for kind, before, after, newer, aside, cause in found:
        assert kind == before == after
        assert newer
        assert aside is None
        assert cause in ("news", "edit")
