"""Lost rows are noticed, and said with what to do."""

import subprocess
import sys

import pytest

from flows.ledger import Ledger
from tests.delivery.history import add_change
from warehouse.counts import RowsMissing, check_counts, count_rows
from warehouse.state import open_state


def test_counts_that_grew_are_fine(tmp_path):
    """More rows than counted, or tables new since, are no loss."""
    with open_state(tmp_path / "state.duckdb") as connection:
        counted = count_rows(connection)
        add_change(connection)
        check_counts(connection, counted, tmp_path / "state.duckdb")


def test_a_lost_log_is_noticed(tmp_path):
    """Rows that were in the WAL when it went are missed, table by table, with the command that restores."""
    path = tmp_path / "state.duckdb"
    counted = lose_the_log(path)
    with (
        open_state(path) as connection,
        pytest.raises(RowsMissing, match=r"changes 0 of 1.*plantwatch restore"),
    ):
        check_counts(connection, counted, path)


def lose_the_log(path):
    """A process is killed after its commit; its WAL is deleted. Returns the counts from before."""
    with open_state(path):
        pass
    script = (
        "import os, sys, pathlib; from tests.delivery.history import add_change;"
        "from warehouse.state import open_state; from warehouse.counts import count_rows\n"
        "with open_state(pathlib.Path(sys.argv[1])) as c:\n"
        "    add_change(c); print(count_rows(c), flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False
    )
    log = path.with_name(path.name + ".wal")
    assert log.exists()
    log.unlink()
    return eval(done.stdout)


def verify(data):
    return subprocess.run(
        [sys.executable, "-m", "flows", "verify", "--data", str(data)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_verify_says_whether_all_is_there(tmp_path):
    """Exit status 0 where it is; 1, and how to restore, where rows are missing."""
    path = tmp_path / "state.duckdb"
    with open_state(path) as connection:
        add_change(connection)
        counted = count_rows(connection)
    ledger = Ledger(tmp_path / "ledger.jsonl")
    ledger.write("rows", run_id="x", rows=counted)
    assert verify(tmp_path).returncode == 0
    ledger.write("rows", run_id="y", rows={**counted, "changes": 9})
    done = verify(tmp_path)
    assert done.returncode == 1
    assert "changes 1 of 9" in done.stderr


def test_verify_notices_missing_protection(tmp_path):
    """A state file whose triggers are gone is not ours any more."""
    with open_state(tmp_path / "state.duckdb") as connection:
        connection.execute("DROP TRIGGER changes_no_update ON changes")
    done = verify(tmp_path)
    assert done.returncode == 1
    assert "changes can be changed" in done.stderr
