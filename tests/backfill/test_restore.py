"""The archive is enough: what is in the database can be made again from it (D10), and read again by another reader."""

import shutil
from pathlib import Path

import pytest

from flows.ledger import Ledger
from flows.options import Failure
from flows.restore import restore
from flows.settings import Settings, load_settings
from tests.nights import ask, news_rows, sample_stage
from warehouse.chain import broken_links
from warehouse.state import open_state

TIMED = (
    "articles",
    "announcements",
    "resolutions",
    "versions",
    "changes",
    "reaffirmations",
    "runs",
)


def _times(settings: Settings) -> dict[str, list[str]]:
    return {
        table: [
            str(row)
            for row in ask(
                settings, f"SELECT recorded_at, count(*) FROM {table} GROUP BY 1 ORDER BY 1"
            )
        ]
        for table in TIMED
    }


@pytest.mark.campaign
def test_the_archive_gives_the_same_rows(tmp_path: Path) -> None:
    """Three nights, then only archive and declarations left: restored rows, versions, changes and their times are the same, and the next night goes on."""
    with sample_stage(tmp_path) as stage:
        for number in (1, 2, 3):
            stage.play(number)
        rows, times = news_rows(stage.settings), _times(stage.settings)
        sent = ask(stage.settings, "from deliveries")
        for path in tmp_path.iterdir():
            if path.name.startswith(
                ("state", "plantwatch.duckdb", "ledger", "parquet", "feeds", "report")
            ):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        done = restore(stage.settings)
        assert done.problems == []
        assert news_rows(stage.settings) == rows
        assert _times(stage.settings) == times
        assert ask(stage.settings, "from deliveries") == sent
        assert stage.play(3).outcome == "good"
        assert news_rows(stage.settings) == rows
        links = Ledger(tmp_path / "ledger.jsonl").links()
        with open_state(stage.settings.state) as connection:
            assert list(broken_links(connection, links)) == []
        assert links[0][0].run_id == "restore"
        assert len(links) == 2


@pytest.mark.campaign
def test_the_old_file_is_set_aside(tmp_path: Path) -> None:
    """Restoring beside a state file keeps it under another name, and twice gives the same again."""
    with sample_stage(tmp_path) as stage:
        stage.play(1)
        rows = news_rows(stage.settings)
        for _ in range(2):
            done = restore(stage.settings)
            assert done.aside
            assert done.aside.exists()
            assert news_rows(stage.settings) == rows


def test_without_journal_it_is_refused(tmp_path: Path) -> None:
    """An archive folder without its journal is refused, and nothing is touched."""
    with pytest.raises(Failure, match="no journal"):
        restore(load_settings(None, data=tmp_path))
    assert not (tmp_path / "state.duckdb").exists()
