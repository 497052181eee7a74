"""Rows for the web page, made up by count."""

import random
from datetime import UTC, date, datetime
from typing import Any

from warehouse.report_rows import ReportRows

HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script>\u202egnihtyreve'


def made_rows(plants: int, statements: int, *, hostile: bool = False) -> ReportRows:
    """`plants` plants with about `statements` versions in all; with `hostile`, text from the web that tries to run."""
    dice = random.Random(1)
    return ReportRows(
        plants=[_plant(number, dice, hostile=hostile) for number in range(plants)],
        versions=[
            row
            for number in range(plants)
            for row in _versions(number, statements // plants // 4 or 1, dice, hostile=hostile)
        ],
        output=[_output(number) for number in range(plants)],
        changes=[_change(hostile=hostile)],
        sources=[
            {
                "name": HOSTILE if hostile else "A paper",
                "language": "en",
                "last_outcome": "failed" if hostile else "new",
                "last_error": HOSTILE if hostile else None,
                "last_polled": datetime(2026, 11, 22, 2, 0, 1, 5, UTC),
                "last_answered": None,
                "newest_item": datetime(2026, 11, 21, 18, tzinfo=UTC),
                "items": 40,
                "articles": 12,
                "gaps": 1,
            }
        ],
        nights=[_night(hostile=hostile)],
    )


def empty_rows() -> ReportRows:
    """Before the first night."""
    return ReportRows(plants=[], versions=[], output=[], changes=[], sources=[], nights=[])


def _plant(number: int, dice: random.Random, *, hostile: bool) -> dict[str, Any]:
    name = HOSTILE if hostile and not number else f"Plant {number}"
    country = ("RU", "DE", "US", "CN")[number % 4]
    return {
        "plant_id": f"p{number}",
        "plant": name,
        "country": country,
        "place": f"Town {dice.randint(1, 90)}",
        "main_product": "cars",
        "changes": number % 3,
    }


def _versions(
    number: int, years: int, dice: random.Random, *, hostile: bool
) -> list[dict[str, Any]]:
    rows = []
    for year in range(2015, 2015 + years):
        for version in range(1, 5):
            low = dice.randint(10, 400) * 1000
            rows.append(
                {
                    "plant_id": f"p{number}", "plant": f"Plant {number}", "kind": "target", "scope": "all", "unit": "vehicles", "per": None,
                    "period_start": date(year, 1, 1), "period_end": date(year, 12, 31), "series": 1, "version": version,
                    "low": low, "high": low + 20_000, "start_from": None, "start_to": None, "status": None,
                    "stated_at": date(year, version * 2, 5), "cause": "news",
                    "quote": HOSTILE if hostile else f"The plant plans {low:,} to {low + 20_000:,} cars in {year}, its director said on Thursday.",
                    "speaker": HOSTILE if hostile else "a director", "url": "javascript:document.title=3" if hostile else "https://paper.example/1",
                }
            )  # fmt: skip
    return rows


def _output(number: int) -> dict[str, Any]:
    return {
        "plant_id": f"p{number}", "scope": "all", "low": 90_000.0, "high": 90_000.0, "unit": "vehicles", "per": None,
        "period_start": date(2015, 1, 1), "period_end": date(2015, 12, 31), "quote": "built", "url": "https://paper.example/2", "stated_at": date(2016, 1, 9),
    }  # fmt: skip


def _change(*, hostile: bool) -> dict[str, Any]:
    return {
        "stated_at": date(2024, 9, 12), "plant_id": "p1", "plant": HOSTILE if hostile else "Plant 1", "kind": "target", "scope": "all",
        "direction": "lowered", "period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31), "contested": False, "cause": "news", "taken_back": None,
        "from_low": 80_000.0, "from_high": 100_000.0, "to_low": 70_000.0, "to_high": 70_000.0, "from_start": None, "from_end": None,
        "to_start": None, "to_end": None, "quote": HOSTILE if hostile else "now 70,000", "url": "javascript:document.title=4" if hostile else "https://paper.example/3",
        "previous_quote": HOSTILE if hostile else "80,000 to 100,000", "previous_url": "https://paper.example/2", "previous_stated_at": date(2024, 4, 15),
    }  # fmt: skip


def _night(*, hostile: bool) -> dict[str, Any]:
    return {
        "night": date(2026, 11, 22), "outcome": "degraded", "trigger": "schedule", "started_at": datetime.now(UTC), "finished_at": datetime.now(UTC),
        "reasons": [HOSTILE if hostile else "a paper: 404"], "counts": {"articles": 12, "announcements": 30, "changes": 1}, "missed": [],
    }  # fmt: skip
