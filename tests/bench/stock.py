"""Data folders with a past: pages that wait to be read, or statements by the million."""

from pathlib import Path

from tests.bench.samples import NOW, pages, promised
from warehouse.state import append, open_state

LONG_AGO = "TIMESTAMP '2020-01-01' + INTERVAL (i * 1500 // ({rows})) DAY"
"""Night after night, as rows are added: spread evenly over the rows of a table."""
STATEMENTS = (
    """INSERT INTO articles BY NAME SELECT md5('r' || i) AS revision_id, md5('a' || i) AS article_id, 1 AS revision,
       'https://old.example/' || i AS url, 'https://old.example/' || i AS key_url, 'bench' AS source_id, 'f' || (i % 50) AS family,
       'Old news ' || i AS title, 'en' AS language, {at} AS published_at, 'feed' AS published_by, {at} AS first_seen, false AS backlog,
       repeat('Some words of an old article about ' || i || '. ', 20) AS text, md5('t' || i) AS text_sha256, {at} AS recorded_at
       FROM range({articles}) t(i)""",
    """INSERT INTO paragraphs BY NAME SELECT md5('r' || (i // 5)) AS revision_id, md5('a' || (i // 5)) AS article_id, 'old.example' AS site,
       (i % 5)::INT AS position, 0 AS char_start, 10 AS char_end, h AS fingerprint, {at} AS recorded_at
       FROM (SELECT i, (hash(i) % 4611686018427387904)::BIGINT AS h FROM range({articles} * 5) t(i))""",
    """INSERT INTO bands BY NAME SELECT md5('r' || (i // 32)) AS revision_id, (hash(i) % 4611686018427387904)::BIGINT AS band,
       {at} AS recorded_at FROM range({articles} * 32) t(i)""",
    """INSERT INTO readings BY NAME SELECT md5('g' || i) AS reading_id, md5('c' || i) AS capture_id, md5('e' || i) AS entry_id,
       md5('a' || i) AS article_id, md5('r' || i) AS revision_id, 'grammar' AS extractor, '0' AS extractor_version, 'read' AS outcome,
       1 AS attempt, 4 AS announcements, {at} AS recorded_at FROM range({articles}) t(i)""",
    """INSERT INTO compared BY NAME SELECT md5('g' || i) AS subject_id, {at} AS recorded_at FROM range({articles}) t(i)""",
    """INSERT INTO stories BY NAME SELECT md5('a' || i) AS article_id, md5('r' || i) AS revision_id, md5('a' || i) AS story_id,
       {at} AS recorded_at FROM range({articles}) t(i)""",
    """INSERT INTO announcements BY NAME SELECT md5('n' || i) AS announcement_id, md5('g' || (i // 4)) AS reading_id,
       md5('a' || (i // 4)) AS article_id, md5('r' || (i // 4)) AS revision_id, 'Plant ' || (i % {plants}) AS plant,
       CASE WHEN i % 3 = 0 THEN 'output' ELSE 'target' END AS kind, 1000 * (1 + i % 300) AS low, 1000 * (1 + i % 300) AS high,
       'vehicles' AS unit, 'year' AS per, make_date(2015 + (i // {plants}) % 15, 1, 1) AS period_start,
       make_date(2015 + (i // {plants}) % 15, 12, 31) AS period_end, 'planned' AS status, false AS prior, 'producer' AS voice,
       'Plant ' || i || ' will make ' || (1000 * (1 + i % 300)) || ' vehicles.' AS quote, 1 AS paragraph, 0 AS char_start, 10 AS char_end,
       0.9 AS confidence, 'grammar' AS extractor, '0' AS extractor_version, {at} AS recorded_at FROM range({statements}) t(i)""",
    """INSERT INTO resolutions BY NAME SELECT md5('n' || i) AS announcement_id, 'name:plant ' || (i % {plants}) AS plant_id,
       'Plant ' || (i % {plants}) AS plant, 'all' AS scope, 'name' AS how, 'old' AS gazetteer_version, {at} AS recorded_at
       FROM range({statements}) t(i)""",
    """INSERT INTO versions BY NAME SELECT md5('v' || i) AS version_id, 'name:plant ' || (i % {plants}) AS plant_id,
       'Plant ' || (i % {plants}) AS plant, 'target' AS kind, 'all' AS scope, 'vehicles' AS unit, 'year' AS per,
       make_date(2015 + (i // {plants}) % 15, 1, 1) AS period_start, make_date(2015 + (i // {plants}) % 15, 12, 31) AS period_end,
       1 AS series, (1 + i // ({plants} * 15))::INT AS version, 1000 * (1 + i % 300) AS low, 1000 * (1 + i % 300) AS high,
       'planned' AS status, ({at})::DATE AS stated_at, 'published' AS stated_by, 'news' AS cause, true AS standing,
       md5('n' || i) AS announcement_id, {at} AS recorded_at FROM range({statements} // 4) t(i)""",
)
"""What years of nights leave behind, four statements an article, made by the database itself."""


def fill(state: Path, statements: int, plants: int = 2000) -> None:
    """A state file with so many statements stored."""
    given = {
        "articles": statements // 4,
        "statements": statements,
        "plants": plants,
    }
    with open_state(state) as connection:
        for sql in STATEMENTS:
            rows = sql.rpartition("FROM range(")[2].partition(") t(i)")[0]
            dated = sql.replace("{at}", LONG_AGO.replace("{rows}", rows))
            connection.execute(_complete(connection, dated.format(**given)))


def _complete(connection, sql: str) -> str:  # type: ignore[no-untyped-def]
    """With values for columns that are needed and not named here."""
    table = sql.split()[2]
    needed = {
        row[0]: row[1]
        for row in connection.execute(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? AND NOT is_nullable",
            [table],
        ).fetchall()
    }
    missing = [name for name in needed if f" AS {name}" not in sql]
    more = "".join(
        f", {'md5(i::VARCHAR)' if needed[name] == 'VARCHAR' else '0'}::{needed[name]} AS {name}"
        for name in missing
    )
    head, _, tail = sql.rpartition("FROM ")
    if "FROM (SELECT" in sql:
        head, _, tail = sql.partition("FROM (SELECT")
        return f"{head.rstrip()}{more} FROM (SELECT{tail}"
    return f"{head.rstrip()}{more} FROM {tail}"


def stock(data: Path, count: int) -> None:
    """A data folder whose next night finds `count` archived pages to read."""
    data.mkdir(parents=True, exist_ok=True)
    waiting = promised(data, count)
    source = {
        "source_id": "bench", "name": "bench", "url": "https://bench.example/", "kind": "feed", "family": "bench",
        "settings": '{"body": "page"}', "recorded_at": NOW,
    }  # fmt: skip
    captures = [
        {
            "capture_id": p.capture_id, "entry_id": p.entry_id, "url": p.url, "key_url": p.url, "final_url": p.url,
            "outcome": "kept", "attempt": 1, "status": 200, "media_type": "text/html", "charset": "utf-8", "bytes": p.bytes,
            "fetched_at": NOW, "archive_file": p.archive_file, "archive_offset": p.archive_offset,
        }
        for p in waiting
    ]  # fmt: skip
    with open_state(data / "state.duckdb") as connection:
        append(connection, "sources", [source], "source_id")
        append(connection, "captures", captures, "capture_id")


def page_bytes(count: int) -> int:
    """Bytes of so many pages."""
    return sum(len(html) for _, html in pages(count))
