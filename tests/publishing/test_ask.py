"""`plantwatch sql`: answers, and everything that it refuses."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.settings import load_settings
from tests.delivery.history import NIGHT, Told, add_changes
from warehouse.ask import NothingPublished, QueryRefused, QueryTooLong, ask
from warehouse.publish import publish
from warehouse.state import open_state


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data folder with two published changes."""
    settings = load_settings(data=tmp_path_factory.mktemp("data"))
    with open_state(settings.state) as connection:
        add_changes(connection, [Told(n=n, plant=f"Plant {n}") for n in (1, 2)])
    publish(settings.state, settings.published, None, known_until=NIGHT)
    return settings


def test_an_answer_has_columns_and_rows(data):
    """Numbers stay numbers, dates and times are ISO, what is empty is None."""
    answer = ask(
        data.published,
        "SELECT plant, size, stated_at, recorded_at, why, 1.50::DECIMAL(9,2) AS d, [1, 2] AS l,"
        " 'a'::BLOB AS b, INTERVAL 1 DAY AS i, 'nan'::DOUBLE AS n, 12345678901234567890::HUGEINT AS h"
        " FROM changes ORDER BY plant LIMIT 1",
    )
    assert answer.rows() == [
        {
            "plant": "Plant 1",
            "size": -20000.0,
            "stated_at": "2024-04-15",
            "recorded_at": "2024-04-16T02:00:00Z",
            "why": None,
            "d": 1.5,
            "l": [1, 2],
            "b": "61",
            "i": "1 day, 0:00:00",
            "n": None,
            "h": 12345678901234567890,
        }
    ]


@pytest.mark.parametrize(
    "query",
    [
        "FROM changes",
        "DESCRIBE changes",
        "SHOW TABLES",
        "SUMMARIZE changes",
        "EXPLAIN SELECT 1",
        "WITH a AS (SELECT 1) SELECT * FROM a;",
        "PIVOT changes ON direction USING count(*) GROUP BY plant",
    ],
)
def test_every_way_of_reading_is_open(data, query):
    """SELECT, FROM, DESCRIBE, SHOW, SUMMARIZE, EXPLAIN, WITH, PIVOT."""
    assert ask(data.published, query).values


HOSTILE = """
SELECT * FROM read_text('/etc/passwd')
SELECT * FROM read_blob('/etc/passwd')
SELECT * FROM read_csv('/etc/passwd')
SELECT * FROM '/etc/passwd'
SELECT * FROM glob('/root/*')
SELECT * FROM parquet_scan('/tmp/x.parquet')
SELECT * FROM read_json('http://127.0.0.1:1/')
SELECT * FROM 'https://example.org/x.csv'
COPY changes TO '/tmp/stolen.csv'
COPY (SELECT 1) TO '/tmp/stolen.parquet' (FORMAT parquet)
EXPORT DATABASE '/tmp/stolen'
IMPORT DATABASE '/tmp/stolen'
ATTACH '/tmp/other.duckdb'
ATTACH ':memory:' AS m
DETACH plantwatch
INSTALL httpfs
LOAD httpfs
SET enable_external_access = true
SET lock_configuration = false
SET memory_limit = '100GB'
RESET ALL
PRAGMA enable_profiling
PRAGMA database_list
CALL pragma_version()
DROP TABLE changes
DELETE FROM changes
UPDATE changes SET plant = 'x'
INSERT INTO changes SELECT * FROM changes
TRUNCATE changes
CREATE TABLE x (a INT)
CREATE TEMP TABLE x AS SELECT 1
CREATE OR REPLACE VIEW changes AS SELECT 1
CREATE MACRO f(x) AS x
ALTER TABLE changes ADD COLUMN x INT
CREATE SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')
EXPLAIN ANALYZE DELETE FROM changes
SELECT 1; DROP TABLE changes
SELECT 1; SELECT 2
BEGIN
CHECKPOINT
VACUUM
USE memory
PREPARE p AS SELECT 1
SELECT getenv('HOME')
SELECT * FROM request
SELECT * FROM sniff_csv('/etc/passwd')
SELECT * FROM duckdb_logs_parsed('x')
SELECT write_log('x', level := 'warn', scope := 'file')
SELEC plant FROM changes
SELECT nothing FROM changes
""".strip().splitlines()


@pytest.mark.parametrize("query", [*HOSTILE, "", "-- only a remark", "SELECT 'open"])
def test_whatever_is_more_than_reading_is_refused(data, query):
    """Files, network, extensions, settings, writing, several statements, and what is no SQL."""
    before = data.published.read_bytes()
    with pytest.raises(QueryRefused):
        ask(data.published, query)
    assert data.published.read_bytes() == before
    assert not Path("/tmp/stolen.csv").exists()


def test_a_query_without_end_is_stopped(data):
    """The time limit ends it, process and all."""
    endless = "WITH RECURSIVE r(n) AS (SELECT 1::HUGEINT UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r"
    with pytest.raises(QueryTooLong, match="--timeout"):
        ask(data.published, endless, seconds=2)


def test_too_many_rows_are_cut_and_said(data):
    """No more than asked for, and the answer tells that there were more."""
    answer = ask(data.published, "SELECT * FROM range(100)", rows=10)
    assert (len(answer.values), answer.cut) == (10, True)


def test_columns_of_one_name_stay_apart(data):
    """No value is lost when two columns have one name."""
    assert ask(data.published, "SELECT 1 AS a, 2 AS a").rows() == [{"a": 1, "a_1": 2}]


def test_its_process_knows_no_secrets(data, monkeypatch):
    """Nothing of our environment goes there but what Python needs."""
    from warehouse.ask import _environment

    monkeypatch.setenv("PLANTWATCH_DESK", "secret")
    assert "secret" not in str(_environment("/tmp"))


def test_without_a_published_file_it_says_what_to_do(tmp_path):
    """No night yet: run one."""
    with pytest.raises(NothingPublished, match="plantwatch run"):
        ask(tmp_path / "plantwatch.duckdb", "SELECT 1")


def plantwatch(*arguments):
    """The command line as a person calls it."""
    return subprocess.run(
        [sys.executable, "-m", "flows", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "100"},
    )


def test_the_command_prints_json_csv_and_tables(data):
    """One JSON array; CSV with a head; a table for people."""
    query = "SELECT plant, size FROM changes ORDER BY plant"
    base = ("sql", query, "--data", data.data)
    told = plantwatch(*base, "--format", "json")
    assert json.loads(told.stdout)[0] == {"plant": "Plant 1", "size": -20000}
    assert plantwatch(*base, "--format", "csv").stdout.splitlines()[0] == "plant,size"
    assert "-20,000" in plantwatch(*base).stdout


@pytest.mark.parametrize(
    ("query", "more", "status"),
    [
        ("SELECT 1", (), 0),
        ("SELEC 1", (), 2),
        ("DROP TABLE changes", (), 2),
        (
            "SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b",
            ("--timeout", "1"),
            1,
        ),
    ],
)
def test_exit_status_tells_what_went_wrong(data, query, more, status):
    """0 answered, 2 the query is wrong, 1 it could not be answered."""
    done = plantwatch("sql", query, "--data", data.data, *more)
    assert done.returncode == status
    assert bool(done.stderr) == bool(status)


def test_no_file_yet_is_a_failure(tmp_path):
    """Exit status 1 and what to do."""
    done = plantwatch("sql", "SELECT 1", "--data", tmp_path)
    assert done.returncode == 1
    assert "plantwatch run" in done.stderr
