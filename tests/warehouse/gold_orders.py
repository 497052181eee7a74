"""`python -m tests.warehouse.gold_orders FOLDER… [--orders N]`: gold rows of annotated articles as a timeline, in N random orders.

Each FOLDER holds `gold/*.json` and `texts/*.txt` in the shape of docs/annotation.md. The articles are fed, as gold rows,
ten a night; then again with the order within each night shuffled (every version, change, confirmation and story must be the
same), and with a few articles arriving on later nights: what stood on each day is then the same as had they come in time, but
where two papers contradict each other on one day: there the one seen first stands.
Prints the changes told, the seed, and whether all orders agree.
"""

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from tests.warehouse.newsroom import Article, newsroom
from tests.warehouse.test_timeline import STATE

A_NIGHT = 10
TOLD = (
    "SELECT c.stated_at, c.plant, c.kind, c.scope, c.direction, f.low, f.high, t.low, t.high, t.start_from FROM changes c "
    "JOIN versions f ON f.version_id = from_version JOIN versions t ON t.version_id = to_version ORDER BY ALL"
)


def articles(folders: Sequence[Path]) -> list[Article]:
    """The annotated articles of all folders, by date."""
    found = [
        _article(json.loads(file.read_text("utf-8")), folder)
        for folder in folders
        for file in sorted((folder / "gold").glob("*.json"))
    ]
    return sorted(found, key=lambda a: (a.published or "", a.url))


def _article(gold: dict[str, Any], folder: Path) -> Article:
    name = gold["id"]
    rows = [
        {
            field: date.fromisoformat(value) if field.startswith("period") and value else value
            for field, value in row.items()
            if field != "aliases"
        }
        for row in gold["announcements"]
    ]
    return Article(
        url=f"paper-{name}.com/{name}", published=gold["published"], rows=rows, language=gold["lang"],
        text=(folder / "texts" / f"{name}.txt").read_text("utf-8"),
    )  # fmt: skip


def nights_of(found: Sequence[Article]) -> list[list[Article]]:
    """Ten articles a night, in the order of their dates."""
    return [list(found[n : n + A_NIGHT]) for n in range(0, len(found), A_NIGHT)]


def played(nights: Sequence[Sequence[Article]], questions: Sequence[str]) -> list[Any]:
    """The answers after these nights."""
    with tempfile.TemporaryDirectory() as folder, newsroom(Path(folder)) as room:
        for night in nights:
            room.night(*night)
        return [room.ask(sql) for sql in questions]


def shuffled(nights: Sequence[list[Article]], chance: random.Random) -> list[list[Article]]:
    """The same nights, each in another order."""
    return [chance.sample(night, len(night)) for night in nights]


def delayed(nights: Sequence[list[Article]], chance: random.Random) -> list[list[Article]]:
    """The same articles, a tenth of them some nights late."""
    late: list[list[Article]] = [[] for _ in range(len(nights) + 3)]
    for n, night in enumerate(nights):
        for one in night:
            late[n + (chance.randint(1, 3) if chance.random() < 0.1 else 0)].append(one)
    return [[replace(one) for one in night] for night in late]


def _stood(nights: Sequence[Sequence[Article]]) -> list[Any]:
    """What is known in the end of the first day of each month."""
    days = [date(year, month, 1) for year in range(2022, 2027) for month in range(1, 13)]
    asked = "SELECT key_id, low, high, start_from, start_to FROM targets_as_of(DATE '{}', '9999-01-01'::TIMESTAMP) ORDER BY ALL"
    return played(nights, [asked.format(day) for day in days])


def main() -> int:
    """Plays all orders; 1 where one differs."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("folders", nargs="+", type=Path)
    words.add_argument("--orders", type=int, default=100)
    words.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = words.parse_args()
    nights = nights_of(articles(given.folders))
    *expected, told = played(nights, (*STATE, TOLD))
    for change in told:
        print(*change)
    print(f"{sum(map(len, nights))} articles, {len(told)} changes, seed {given.seed}")
    wrong = [
        n
        for n in range(given.orders)
        if played(shuffled(nights, random.Random(given.seed + n)), STATE) != expected
    ]
    print(f"{given.orders - len(wrong)} of {given.orders} orders give the same rows")
    stood = [_stood(nights)]
    stood += [
        _stood(delayed(nights, random.Random(given.seed + n))) for n in range(given.orders // 10)
    ]
    same = sum(one == stood[0] for one in stood[1:])
    print(f"{same} of {len(stood) - 1} with late arrivals know in the end the same of every day")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
