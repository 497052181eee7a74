"""The ledger: what it tells of runs cut off and nights missed."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flows.ledger import Ledger, Run, missed_nights, next_recorded_at

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def run(day: int, outcome: str | None = "good") -> Run:
    """A run of that day of November."""
    at = datetime(2026, 11, day, 2, tzinfo=UTC)
    return Run(
        run_id=str(day),
        night=at.date(),
        trigger="schedule",
        started_at=at,
        recorded_at=at,
        pid=1,
        outcome=outcome,
    )


def begin(ledger: Ledger, run_id: str) -> None:
    """Writes the first line of a run."""
    ledger.write(
        "begun",
        run_id=run_id,
        night=NOON.date(),
        trigger="command",
        at=NOON,
        recorded_at=NOON,
        pid=7,
        missed=[],
    )


def test_a_run_without_an_end_was_cut_off(tmp_path: Path) -> None:
    """Its phases tell how far it came."""
    ledger = Ledger(tmp_path / "ledger.jsonl")
    begin(ledger, "a")
    ledger.write("phase", run_id="a", phase="poll", at=NOON)
    assert (ledger.runs()[0].outcome, ledger.runs()[0].phases) == (None, ("poll",))
    ledger.write("ended", run_id="a", outcome="good", at=NOON)
    assert ledger.runs()[0].outcome == "good"


def test_a_torn_line_hides_nothing_before_or_after_it(tmp_path: Path) -> None:
    """Power went while a line was being written."""
    ledger = Ledger(tmp_path / "ledger.jsonl")
    begin(ledger, "a")
    with ledger.path.open("ab") as file:
        file.write(b'{"event": "ended", "run')
    begin(ledger, "b")
    assert [r.run_id for r in ledger.runs()] == ["a", "b"]


def test_missed_nights_are_those_between_the_last_done_and_this_one() -> None:
    """Three nights without a run are named; a failed night counts as missed; none is missed before the first run."""
    assert missed_nights([run(16)], date(2026, 11, 20), days=14) == [
        date(2026, 11, d) for d in (17, 18, 19)
    ]
    assert missed_nights([run(18), run(19, "failed")], date(2026, 11, 20), days=14) == [
        date(2026, 11, 19)
    ]
    assert missed_nights([], date(2026, 11, 20), days=14) == []
    assert len(missed_nights([run(1)], date(2026, 11, 20), days=5)) == 5


def test_recorded_at_rises_also_where_the_clock_goes_back() -> None:
    """Order of nights never hangs on the clock."""
    assert next_recorded_at([run(20)], NOON) == NOON
    early = datetime(2026, 11, 19, tzinfo=UTC)
    assert next_recorded_at([run(20)], early) == run(20).recorded_at + timedelta(microseconds=1)
