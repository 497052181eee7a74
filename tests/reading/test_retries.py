"""A page that cannot be read is tried on a few nights, then left, and stays on record."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from flows.backfill import Asked, backfill
from flows.night import Night
from flows.settings import ArchiveSettings, Settings, load_settings
from flows.stages import read_all
from tests.backfill.pasts import write_warc
from tests.flows.listening import Listener, run, source
from tests.loopback import article, loopback, page
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


def test_a_page_whose_day_left_the_archive_is_given_up_once(tmp_path: Path) -> None:
    """Its reading failed and retention took its day: one row says so, the feed's own words are read, and no later night speaks of it."""
    listener = Listener(tmp_path)
    listener.settings = msgspec.structs.replace(
        listener.settings, archive=ArchiveSettings(keep_days=2)
    )
    told = "Rivian plans to produce 40,000 cars at its plant in 2027, the company said."
    items = f"<rss version='2.0'><channel><item><link>/a</link><title>Plans</title><description>{told}</description></item></channel></rss>"
    site = {"/f": page(items, "text/xml"), "/a": article("Plans", *[told] * 4)}

    async def listen() -> None:
        async with loopback(site) as server:
            await listener.night([source(f"{server.base}/f")])
            with open_state(listener.settings.state) as connection:
                waiting = pending_readings(
                    connection, extractor="grammar", version=None, attempts=3
                )
                failed = Outcome(pending=waiting[0], article=None, failure="crashed", reason="died")
                append_outcomes(
                    connection, [failed], extractor="grammar", version="1", recorded_at=NOW
                )
            site.clear()
            listener.later(days=5)
            await listener.fetch([])

    run(listen())
    nights = []
    for number in (1, 2, 3):
        at = listener.now + timedelta(days=number)
        nights.append(
            Night(
                settings=listener.settings, run_id=str(number), night=at.date(), trigger="command", started_at=at, recorded_at=at,
            )
        )  # fmt: skip
        read_all(nights[-1])
    assert [night.reasons for night in nights] == [["pages not read: 1 expired"], [], []]
    assert [night.counts.get("read_expired", 0) for night in nights] == [1, 0, 0]
    assert listener.ask(
        "SELECT capture_id IS NULL, outcome, reason FROM readings ORDER BY recorded_at, 1"
    ) == [
        (False, "crashed", "died"),
        (False, "expired", "its day left the archive after 2 days (keep_days)"),
        (True, "read", None),
    ]
