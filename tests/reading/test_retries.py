"""A page that cannot be read is tried on a few nights, then left, and stays on record."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.backfill import Asked, backfill
from flows.settings import Settings, load_settings
from tests.backfill.pasts import write_warc
from warehouse.readings import Outcome, append_outcomes, pending_readings
from warehouse.state import append, open_state

NOW = datetime(2024, 5, 1, tzinfo=UTC)


def _settings(data: Path) -> Settings:
    return load_settings(None, data=data)


def test_a_page_is_tried_three_times_and_left(tmp_path: Path) -> None:
    """After three failures a page waits no more; each failure is a row with its reason."""
    write_warc(tmp_path / "a.warc.gz", 1)
    settings = _settings(tmp_path / "data")
    backfill(settings, Asked(files=[tmp_path / "a.warc.gz"]))
    with open_state(settings.state) as connection:
        [(entry, file, offset)] = connection.execute(
            "SELECT entry_id, archive_file, archive_offset FROM captures"
        ).fetchall()
        again = {
            "capture_id": "again", "entry_id": entry, "url": "https://a.example/x", "key_url": "https://a.example/x",
            "outcome": "kept", "attempt": 1, "fetched_at": NOW, "archive_file": file, "archive_offset": offset,
        }  # fmt: skip
        append(connection, "captures", [again], "capture_id")
        tries = 0
        while waiting := pending_readings(connection, extractor="x", version=None, attempts=3):
            tries += 1
            failed = [
                Outcome(pending=p, article=None, failure="timeout", reason="no end")
                for p in waiting
            ]
            append_outcomes(
                connection,
                failed,
                extractor="x",
                version="1",
                recorded_at=NOW + timedelta(days=tries),
            )
            assert tries < 9
        rows = connection.execute(
            "SELECT attempt, outcome, reason FROM readings WHERE extractor = 'x' AND capture_id = 'again' ORDER BY attempt"
        ).fetchall()
    assert rows == [(1, "timeout", "no end"), (2, "timeout", "no end"), (3, "timeout", "no end")]
