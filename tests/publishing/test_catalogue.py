"""What people can ask is explained in the file itself."""

import duckdb
import pytest

from tests.delivery.history import NIGHT
from warehouse.publish import publish
from warehouse.state import open_state


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    """A published file without rows."""
    folder = tmp_path_factory.mktemp("data")
    with open_state(folder / "state.duckdb"):
        pass
    publish(folder / "state.duckdb", folder / "p.duckdb", None, known_until=NIGHT)
    with duckdb.connect(str(folder / "p.duckdb"), read_only=True) as connection:
        yield connection


def test_every_table_and_view_says_what_a_row_is(catalogue):
    """The comment begins with what a row is."""
    silent = catalogue.execute(
        "SELECT table_name FROM duckdb_tables() WHERE NOT internal AND comment IS NULL"
        " UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL"
    ).fetchall()
    assert silent == [], "add a COMMENT ON in queries/comments.sql"


def test_every_column_says_what_it_holds(catalogue):
    """Also the views' columns."""
    silent = catalogue.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
    ).fetchall()
    assert silent == [], "add a COMMENT ON COLUMN in queries/comments.sql"


def test_every_time_says_that_it_is_utc(catalogue):
    """A TIMESTAMP has no zone of its own."""
    unclear = catalogue.execute(
        "SELECT table_name, column_name FROM duckdb_columns()"
        " WHERE NOT internal AND data_type = 'TIMESTAMP' AND comment NOT LIKE '%UTC%'"
    ).fetchall()
    assert unclear == []


def test_only_plain_types_are_stored(catalogue):
    """DuckDB 1.2, pandas and spreadsheets know all of them."""
    types = catalogue.execute(
        "SELECT DISTINCT data_type FROM duckdb_columns() JOIN duckdb_tables() USING (table_oid) WHERE NOT duckdb_tables.internal"
    ).fetchall()
    plain = {"VARCHAR", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP"}
    assert {row[0] for row in types} <= plain
