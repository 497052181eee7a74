"""History that was altered behind plantwatch's back is refused at once, or found by `plantwatch verify` (D6)."""

import subprocess
import sys

import duckdb
import pytest

from flows.ledger import Ledger
from tests.delivery.history import Told, add_changes
from warehouse.chain import broken_links, next_link
from warehouse.counts import count_rows
from warehouse.state import open_state


@pytest.fixture
def data(tmp_path):
    """A data folder after three nights, each a link of the chain."""
    for number in range(3):
        night(tmp_path, number)
    return tmp_path


def night(folder, number):
    """What a night appends and writes to the ledger at its end."""
    ledger = Ledger(folder / "ledger.jsonl")
    with open_state(folder / "state.duckdb") as connection:
        add_changes(connection, [Told(n=2 * number + k, plant=f"Plant {k}") for k in (0, 1)])
        ledger.write("rows", run_id=f"run-{number}", rows=count_rows(connection))
        ledger.write_link(next_link(connection, f"run-{number}", ledger.links()))


def found(folder):
    """(run, table) of what is broken."""
    with open_state(folder / "state.duckdb") as connection:
        links = Ledger(folder / "ledger.jsonl").links()
        return [(one.run_id, one.table) for one in broken_links(connection, links)]


def tamper(folder, *statements):
    """As somebody with the file and DuckDB does who first takes the triggers away."""
    with duckdb.connect(str(folder / "state.duckdb")) as connection:
        for name in ("no_update", "no_delete"):
            connection.execute(f"DROP TRIGGER IF EXISTS changes_{name} ON changes")
        for statement in statements:
            connection.execute(statement)


def verify(folder):
    return subprocess.run(
        [sys.executable, "-m", "flows", "verify", "--data", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE changes SET size = 0",
        "UPDATE changes SET size = 0 WHERE false",
        "DELETE FROM changes",
        "TRUNCATE changes",
        "MERGE INTO changes USING changes AS c ON false WHEN NOT MATCHED THEN INSERT",
        "INSERT OR REPLACE INTO changes SELECT * FROM changes",
        "INSERT INTO changes SELECT * FROM changes ON CONFLICT DO NOTHING",
    ],
)
def test_a_statement_that_rewrites_history_is_refused(data, statement):
    """With the triggers in place nothing but adding works."""
    with open_state(data / "state.duckdb") as connection, pytest.raises(duckdb.Error):
        connection.execute(statement)
    assert found(data) == []


@pytest.mark.parametrize(
    ("statements", "runs"),
    [
        (["UPDATE changes SET size = size + 1 WHERE rowid = 3"], {"run-1"}),
        (["UPDATE changes SET why = '' WHERE rowid = 0"], {"run-0"}),
        (
            [
                "CREATE TEMP TABLE kept AS FROM changes",
                "DELETE FROM changes WHERE rowid = 5",
                "INSERT INTO changes SELECT * REPLACE (change_id || 'x' AS change_id) FROM kept LIMIT 1",
            ],
            {"run-2"},
        ),
        (
            [
                "CREATE OR REPLACE TABLE changes AS SELECT * FROM changes ORDER BY rowid DESC",
            ],
            {"run-0", "run-1", "run-2"},
        ),
        (["ALTER TABLE changes DROP COLUMN why"], {"run-0", "run-1", "run-2"}),
        (["DROP TABLE changes"], {"run-0", "run-1", "run-2"}),
    ],
    ids=[
        "a value",
        "null to empty",
        "a row exchanged",
        "rows in another order",
        "a column",
        "the table",
    ],
)
def test_what_was_altered_without_the_triggers_is_found(data, statements, runs):
    """Counts may agree; the chain does not, and names the nights."""
    tamper(data, *statements)
    assert set(found(data)) == {(run, "changes") for run in runs}


def test_rows_added_later_and_new_columns_break_nothing(data):
    """Polls add between nights; a migration may add a column; the next night goes on with the chain."""
    with open_state(data / "state.duckdb") as connection:
        add_changes(connection, [Told(n=77)])
        connection.execute("ALTER TABLE changes ADD COLUMN remark VARCHAR DEFAULT 'x'")
    assert found(data) == []
    night(data, 9)
    assert found(data) == []
    assert len(Ledger(data / "ledger.jsonl").links()) == 4


def test_a_ledger_that_was_altered_too_is_found(data):
    """Whoever writes new digests over the old ones has to write the whole chain anew."""
    tamper(data, "UPDATE changes SET size = 1 WHERE rowid = 0")
    ledger = Ledger(data / "ledger.jsonl")
    lines = list(ledger.lines())
    with open_state(data / "state.duckdb") as connection:
        forged = next_link(connection, "run-0", [])
    first = next(line for line in lines if line["event"] == "chain")
    first["spans"]["changes"] = forged.spans["changes"]
    ledger.path.unlink()
    for line in lines:
        ledger.write(line.pop("event"), **line)
    assert ("run-0", None) in found(data)


def test_verify_tells_it_and_how_to_go_on(data):
    """Exit status 0 with the newest link, which can be kept elsewhere; 1 with table and remedy once something was altered."""
    whole = verify(data)
    assert whole.returncode == 0
    assert (
        f"chain of 3 nights whole, newest link {Ledger(data / 'ledger.jsonl').links()[-1][1]}"
        in whole.stdout
    )
    tamper(data, "UPDATE changes SET size = 1 WHERE rowid = 0")
    altered = verify(data)
    assert altered.returncode == 1
    assert "rows of changes are not those that were written" in altered.stderr
    assert "plantwatch restore" in altered.stderr
