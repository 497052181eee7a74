"""The archive read again: appended, silent, and what differs is told."""

from pathlib import Path

import pytest

import flows.takein
from flows.backfill import Asked, backfill
from flows.reextract import reextract
from flows.settings import load_settings
from tests.backfill.pasts import write_warc
from tests.nights import ask


def test_a_new_reader_reads_all_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What version 0 read is read by this version too; equal statements differ in nothing, move no version and alert nobody."""
    settings = load_settings(None, data=tmp_path / "data")
    with monkeypatch.context() as before:
        before.setattr(flows.takein, "EXTRACTOR_VERSION", "0")
        backfill(settings, Asked(files=[write_warc(tmp_path / "a.warc.gz", 16)]))
    versions = ask(settings, "from versions")
    first = reextract(settings)
    again = reextract(settings)
    assert (first.read, first.failed, again.read) == (16, 0, 0)
    assert first.statements
    assert all((row["added"], row["gone"]) == (0, 0) for row in first.statements)
    assert all(row["before"] == row["now"] > 0 for row in first.statements)
    assert first.versions == []
    assert ask(settings, "from versions") == versions
    assert ask(settings, "from changes") == []
    assert [
        row["n"]
        for row in ask(settings, "SELECT count(*) AS n FROM readings GROUP BY extractor_version")
    ] == [16, 16]
