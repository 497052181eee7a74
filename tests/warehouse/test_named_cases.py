"""Each named case of the history, and its twin, against a real database file."""

from pathlib import Path

import pytest

from tests.warehouse.cases import Case, all_cases
from tests.warehouse.newsroom import newsroom

TOLD = """
SELECT c.direction,
  CASE WHEN c.kind = 'start' THEN t.start_from::VARCHAR ELSE t.low::VARCHAR END,
  CASE WHEN c.kind = 'start' THEN t.start_to::VARCHAR ELSE t.high::VARCHAR END, c.contested
FROM changes c JOIN versions t ON t.version_id = c.to_version ORDER BY c.stated_at, c.recorded_at, c.change_id
"""


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_case_tells_what_it_must(case: Case, tmp_path: Path):
    """A reader is told exactly the changes of the case, and again nothing when the night runs again."""
    with newsroom(tmp_path) as room:
        for night in case.nights:
            room.night(*night)
            again = room.night()
            assert not again.changes
            assert not any(again.counts.values())
        told = room.ask(TOLD)
        assert [row[0] for row in told] == [d for d, _, _ in case.told]
        for (_, low, high, contested), (_, want_low, want_high) in zip(
            told, case.told, strict=True
        ):
            if (want_low, want_high) != (None, None):
                assert [_shown(low), _shown(high)] == [_shown(want_low), _shown(want_high)]
            assert contested == case.contested
        if case.versions is not None:
            assert len(room.ask("SELECT 1 FROM versions")) == case.versions


def _shown(value: object) -> str | None:
    if value is None:
        return None
    return str(value) if isinstance(value, str) and "-" in value else str(float(str(value)))
