"""Nights of the sample site as tests play them: real server, real pool, real database, no Prefect."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from flows.demo import sample_site, write_declarations
from flows.lock import occupy
from flows.night import Night, run_night
from flows.samplesite import SampleArticle, SampleSite
from flows.settings import Settings, load_settings

CLOCKED = frozenset(
    [
        "recorded_at",
        "first_seen",
        "fetched_at",
        "polled_at",
        "started_at",
        "finished_at",
        "attempted_at",
        "next_due",
        "run_id",
        "poll_id",
        "capture_id",
        "reading_id",
        "archive_offset",
        "archive_file",
        "published_raw",
        "body",
    ]
)
"""Columns that hold times, places or run ids: two runs of the same news differ in these alone."""
NEWS = (
    "entries",
    "articles",
    "paragraphs",
    "announcements",
    "resolutions",
    "versions",
    "reaffirmations",
    "changes",
    "outbox",
    "stories",
)


@dataclass(frozen=True, slots=True)
class Stage:
    """A data folder with the sample site beside it."""

    site: SampleSite
    settings: Settings

    def play(self, number: int) -> Night:
        """One night on which the papers show what stands in them by then."""
        self.site.night = number
        with occupy(self.settings.data, "night"):
            return asyncio.run(run_night(self.settings))


@contextmanager
def sample_stage(data: Path, *extra: SampleArticle) -> Iterator[Stage]:
    """The sample site, served, and settings that listen to it."""
    data.mkdir(parents=True, exist_ok=True)
    with sample_site(data, extra) as site:
        yield stage_of(data, site)


def stage_of(data: Path, site: SampleSite) -> Stage:
    """A data folder that listens to a site."""
    files = write_declarations(data, site)
    settings = load_settings(
        files["config"], data=data, sources=files["sources"], alerts=files["alerts"]
    )
    return Stage(site, settings)


def ask(settings: Settings, sql: str) -> list[dict[str, Any]]:
    """Rows of the published file."""
    with duckdb.connect(str(settings.published), read_only=True) as connection:
        result = connection.execute(sql)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def news_rows(settings: Settings) -> dict[str, list[str]]:
    """All rows of the tables that hold news, without times and run ids, in a fixed order."""
    found = {}
    for table in NEWS:
        rows = [
            {k: v for k, v in row.items() if k not in CLOCKED}
            for row in ask(settings, f"from {table}")
        ]
        found[table] = sorted(
            json.dumps(row, default=str, ensure_ascii=False, sort_keys=True) for row in rows
        )
    return found
