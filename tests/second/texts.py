"""A state file with articles that the grammar has read, and nights in which only the second reader works."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from extractors.gazetteer import Gazetteer
from extractors.reading import Given, read_given
from extractors.version import EXTRACTOR, EXTRACTOR_VERSION
from flows.night import Night
from flows.second_reader import second_reading
from flows.settings import ModelSettings, Settings, load_settings
from tests.second.articles import claim
from warehouse.readings import Outcome, Pending, append_outcomes
from warehouse.state import open_state

BEGUN = datetime(2024, 4, 15, 2, tzinfo=UTC)


def settings_for(data: Path, base_url: str | None, **model: Any) -> Settings:
    """Built-in settings with this model."""
    given = {"base_url": base_url, "model": "little", "seconds": 5, "concurrency": 4, **model}
    return msgspec.structs.replace(load_settings(data=data), model=ModelSettings(**given))


def sentence(number: int) -> str:
    """What article `number` says."""
    return f"Avtotor plans to make {10_000 + number:,} passenger cars this year, the company said on Monday."


def text(number: int) -> str:
    """Article `number`."""
    return f"Plans of plant {number}\n{sentence(number)}\nThe plant in Kaliningrad has assembled cars for many years."


def row_of(article: str, **fields: Any) -> dict[str, Any]:
    """The row that a faithful model finds in article `number`, told by the article in the question."""
    line = next(line for line in article.splitlines() if line.startswith("Avtotor plans"))
    figure = int(line.split()[4].replace(",", ""))
    return claim(**{"quote": line, "low": figure, "high": figure, **fields})


def add_articles(settings: Settings, gazetteer: Gazetteer, texts: list[str], **fields: Any) -> None:
    """Reads them by the grammar and stores all that a night stores."""
    outcomes = []
    for number, told in enumerate(texts):
        url = f"https://paper.test/{fields.get('site', 'a')}/{number}"
        given = Given(
            url=url,
            body=None,
            content=told,
            title=told.splitlines()[0],
            published=BEGUN - timedelta(hours=3),
            first_seen=BEGUN + timedelta(seconds=number),
        )
        pending = Pending(
            capture_id=None, entry_id=url, source_id="s", family="f", url=url, archive_file=None, archive_offset=None, media_type=None,
            charset=None, bytes=0, title=given.title, summary=None, content=told, published_at=given.published, language=None, origin=None,
            first_seen=given.first_seen, backlog=False, attempt=1,
        )  # fmt: skip
        outcomes.append(Outcome(pending=pending, article=read_given(given, gazetteer)))
    with open_state(settings.state) as connection:
        append_outcomes(
            connection,
            outcomes,
            extractor=EXTRACTOR,
            version=fields.get("version", EXTRACTOR_VERSION),
            recorded_at=fields.get("at", BEGUN),
        )


def second_night(settings: Settings, days: int = 0) -> Night:
    """A night, `days` after the first, in which only the second reader works."""
    at = BEGUN + timedelta(days=days)
    night = Night(
        settings=settings,
        run_id=f"n{days}",
        night=date(2024, 4, 15) + timedelta(days=days),
        trigger="command",
        started_at=at,
        recorded_at=at,
    )
    second_reading(night)
    return night


def ask_state(settings: Settings, sql: str) -> list[dict[str, Any]]:
    """Rows of the state file."""
    with open_state(settings.state) as connection:
        result = connection.execute(sql)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
