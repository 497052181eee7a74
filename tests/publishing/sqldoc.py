"""Writes docs/sql.md from the catalogue of a published file and from the questions below: `python -m tests.publishing.sqldoc`.

The answers are those of the sample site after its three nights.
"""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from flows.settings import Settings
from tests.nights import ask, sample_stage

PAGE = Path(__file__).parents[2] / "docs" / "sql.md"

HEAD = """# Asking the warehouse

`plantwatch.duckdb` in the data folder is a copy made after each night, for reading. Open it with anything that reads DuckDB
files of version 1.2 or newer; a night never waits for you, and you keep the night you opened until you open the file again.

    plantwatch sql "FROM current_targets"                       # closed to files and network, stopped after --timeout seconds
    duckdb -readonly data/plantwatch.duckdb "FROM current_targets"

    import duckdb
    with duckdb.connect("data/plantwatch.duckdb", read_only=True) as connection:
        targets = connection.sql("FROM current_targets").df()  # .pl() for polars, .to_arrow_table() for Arrow

`parquet/` holds a file a table, and `manifest.json` with the night they belong to.

- Times are UTC, dates are calendar days. `stated_at` is when a thing was said, `recorded_at` when we came to know it.
- `low` and `high` are the ends of a value, both inclusive; null is an open end ("up to 80,000" has no `low`).
- Tables are only added to. What counts now is what the views show; ask the tables when you want to know how it came about.
- In a file that is only ATTACHed, say `USE` first: macros do not find their tables otherwise.
- `FROM publication` says until when this file knows. The comments below are in the file too: `duckdb_columns()`.

This page is made from the file itself by `python -m tests.publishing.sqldoc`, and tested.
"""

QUESTIONS: tuple[tuple[str, str], ...] = (
    (
        "Which targets stand for 2024?",
        (
            "SELECT plant, low, high, unit, stated_at, origins FROM current_targets\n"
            "WHERE kind = 'target' AND period_start = DATE '2024-01-01' ORDER BY plant, low"
        ),
    ),
    (
        "Which plants lowered their 2024 target since spring, and by how much?",
        (
            "SELECT plant, from_low, from_high, to_low, to_high, percent, stated_at FROM target_changes\n"
            "WHERE direction = 'lowered' AND period_start = DATE '2024-01-01' AND stated_at >= DATE '2024-03-01'\n"
            "ORDER BY percent"
        ),
    ),
    (
        "Which values has one target had?",
        (
            "SELECT version, low, high, wording, stated_at, cause FROM target_history\n"
            "WHERE plant_id = 'avtotor' AND kind = 'target' AND holds ORDER BY period_start, version"
        ),
    ),
    (
        "What stood on 1 May 2024, by all that is known today?",
        (
            "SELECT plant, low, high, stated_at FROM targets_as_of(DATE '2024-05-01', TIMESTAMP '2100-01-01')\n"
            "WHERE kind = 'target' AND period_start = DATE '2024-01-01' ORDER BY plant, low"
        ),
    ),
    (
        "Which starts of production were put off, and by how many days?",
        (
            "SELECT plant, from_start, to_start, size AS days, stated_at FROM target_changes\n"
            "WHERE kind = 'start' AND direction = 'postponed' ORDER BY days DESC"
        ),
    ),
    (
        "In which words was it said, and when?",
        "SELECT plant, stated_at, quote FROM current_targets WHERE plant_id = 'avtotor' AND kind = 'target'",
    ),
    (
        "How far has each target moved from what was first told?",
        (
            "SELECT c.plant, year(c.period_start) AS year, f.high AS first, c.high AS now, c.high - f.high AS moved\n"
            "FROM current_targets c JOIN first_release() f USING (key_id)\n"
            "WHERE c.kind = 'target' ORDER BY c.plant, year, now"
        ),
    ),
    (
        "Which targets had nobody repeated for three months on 20 December 2024?",
        "SELECT plant, low, high, last_said FROM stale_targets(DATE '2024-12-20', 3) ORDER BY plant, low",
    ),
    (
        "How much of its target had a plant built by then?",
        (
            "SELECT t.plant, o.period_end AS built_by, o.high AS built, t.high AS target, round(100 * o.high / t.high) AS percent\n"
            "FROM current_targets t JOIN current_announcements o ON o.plant_id = t.plant_id AND o.scope = t.scope AND o.kind = 'output'\n"
            "AND o.period_start = t.period_start AND o.period_end <= t.period_end WHERE t.kind = 'target' ORDER BY t.plant, built_by, target, built"
        ),
    ),
    (
        "Which news did we learn only months after it was said?",
        (
            "SELECT plant, kind, stated_at, cause FROM target_history\n"
            "WHERE holds AND cause IN ('late', 'backlog') ORDER BY stated_at, plant, kind, period_start"
        ),
    ),
    (
        "What is there on each plant, and what moved last?",
        "SELECT plant, country, targets, starts, changes, last_direction, last_change FROM plant_summary ORDER BY plant",
    ),
    (
        "Do the sources answer, and did anything get lost between polls?",
        "SELECT name, last_outcome, items, articles, gaps FROM source_health ORDER BY name",
    ),
    (
        "How did the nights go?",
        (
            "SELECT outcome, counts->>'$.articles' AS articles, counts->>'$.announcements' > '0' AS found_something\n"
            "FROM runs ORDER BY recorded_at"
        ),
    ),
)


EXAMPLES: dict[str, str] = {
    "applied_corrections": "SELECT field, value, who, why FROM applied_corrections",
    "changes_taken_back": "SELECT c.plant, c.direction, b.side, b.taken_back_by FROM changes_taken_back b JOIN target_changes c USING (change_id)",
    "confirmations": "SELECT origins, count(*) AS versions FROM confirmations GROUP BY origins ORDER BY origins",
    "coverage": "SELECT month, language, articles, announcing FROM coverage ORDER BY month, language",
    "current_announcements": "SELECT kind, count(*) AS announcements FROM current_announcements GROUP BY kind ORDER BY 2 DESC, kind",
    "current_targets": "SELECT plant, kind, period_start, low, high, start_from FROM current_targets ORDER BY ALL",
    "live_readings": "SELECT extractor, count(*) AS texts FROM live_readings GROUP BY extractor ORDER BY extractor",
    "overdue_starts": "SELECT plant, start_from, start_to, last_said FROM overdue_starts ORDER BY ALL",
    "plant_summary": "SELECT plant, company, versions, last_stated FROM plant_summary ORDER BY plant",
    "source_health": "SELECT name, language, family, items FROM source_health ORDER BY name",
    "stale_targets": "SELECT plant, low, high, last_said FROM stale_targets ORDER BY ALL",
    "target_changes": "SELECT plant, kind, direction, from_high, to_high, from_start, to_start, stated_at FROM target_changes ORDER BY stated_at, plant",
    "target_history": "SELECT plant, version, low, high, holds, cause FROM target_history WHERE kind = 'target' ORDER BY plant, period_start, version, low",
    "first_release()": "SELECT plant, period_start, low, high, stated_at FROM first_release() WHERE kind = 'target' ORDER BY ALL",
    "overdue_starts(today)": "SELECT plant, start_to FROM overdue_starts(DATE '2023-02-01') ORDER BY ALL",
    "revisions(wanted)": "SELECT kind, version, previous_high, high, start_from, stated_at FROM revisions('avtotor') ORDER BY ALL",
    "stale_targets(today, months)": "SELECT plant, period_end, last_said FROM stale_targets(DATE '2024-12-20', 2) ORDER BY ALL",
    "targets_as_of(stated, known)": "SELECT plant, low, high FROM targets_as_of(DATE '2022-12-31', TIMESTAMP '2100-01-01') WHERE kind = 'target' ORDER BY ALL",
}
"""One question to each view and macro; a view or macro without one is an error."""


def page(settings: Settings) -> str:
    """The page, for the published file of `settings`."""
    parts = [HEAD, "## Questions\n", *(_question(settings, *q) for q in QUESTIONS)]
    parts += ["## Views\n", *_objects(settings, "duckdb_views()", "view_name")]
    parts += ["## Macros\n", *_macros(settings)]
    parts += ["## Tables\n", *_objects(settings, "duckdb_tables()", "table_name")]
    return "\n".join(parts)


def _question(settings: Settings, question: str, sql: str) -> str:
    return f"### {question}\n\n{_asked(settings, sql)}"


def _asked(settings: Settings, sql: str) -> str:
    """The statement and its printed answer."""
    rows = ask(settings, sql)
    answer = _table(list(rows[0]), (row.values() for row in rows)) if rows else "(no rows)\n"
    return f"```sql\n{sql}\n```\n\n{answer}"


def _objects(settings: Settings, catalogue: str, name: str) -> Iterable[str]:
    found = ask(
        settings,
        f"SELECT {name} AS name, comment FROM {catalogue} WHERE NOT internal ORDER BY name",
    )
    for row in found:
        columns = ask(
            settings,
            "SELECT column_name, data_type, comment FROM duckdb_columns()"
            f" WHERE table_name = '{row['name']}' AND NOT internal ORDER BY column_index",
        )
        listed = _table(["column", "type", "holds"], (column.values() for column in columns))
        yield f"### {row['name']}\n\n{row['comment']}\n\n{listed}"
        if catalogue == "duckdb_views()":
            yield _asked(settings, EXAMPLES[row["name"]])


def _macros(settings: Settings) -> Iterable[str]:
    found = ask(
        settings,
        "SELECT function_name, array_to_string(parameters, ', ') AS given, comment FROM duckdb_functions()"
        " WHERE NOT internal AND function_type = 'table_macro' ORDER BY function_name",
    )
    for row in found:
        name = f"{row['function_name']}({row['given']})"
        yield f"### {name}\n\n{row['comment']}\n\n{_asked(settings, EXAMPLES[name])}"


def _table(names: list[str], rows: Iterable[Iterable[object]]) -> str:
    lines = [names, ["---"] * len(names), *([_cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and abs(value) > 9999:
        return f"{value:,}"
    return str(value).replace("|", "\\|").replace("\n", " ")


def sample_page() -> str:
    """The page for the sample site after three nights."""
    with tempfile.TemporaryDirectory() as folder, sample_stage(Path(folder) / "data") as stage:
        for night in (1, 2, 3):
            stage.play(night)
        return page(stage.settings)


if __name__ == "__main__":
    PAGE.write_text(sample_page(), "utf-8")
