"""Rows of history as a comparison writes them, for tests of what comes after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from warehouse.ids import stable_id
from warehouse.state import Connection, append

NIGHT = datetime(2024, 4, 16, 2, tzinfo=UTC)
Row = dict[str, Any]
Value = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A change to be made up; `n` sets its ids apart."""

    n: int = 1
    plant: str = "Kaluga plant"
    plant_id: str | None = None
    old: Value = (100_000, 100_000)
    new: Value = (80_000, 80_000)
    direction: str = "lowered"
    kind: str = "target"
    scope: str = "all"
    year: int = 2024
    start: tuple[date, date] | None = None
    contested: bool = False
    cause: str = "news"
    at: datetime = NIGHT
    url: str | None = None
    title: str = "Plan revised"
    quote: str = "The plant will make 80,000 cars in 2024."
    speaker: str | None = "director of the plant"


def add_change(connection: Connection, n: int = 1, **told: Any) -> Row:
    """Adds one change with versions, announcements and articles; returns the row of `changes`."""
    return add_changes(connection, [Told(n=n, **told)])[0]


def add_changes(connection: Connection, told: Iterable[Told]) -> list[Row]:
    """Adds changes with versions, announcements and articles; returns the rows of `changes`."""
    made: dict[str, list[Row]] = {
        "articles": [],
        "announcements": [],
        "versions": [],
        "changes": [],
    }
    for change in told:
        said = (change.at - timedelta(days=1)).date()
        _side(made, change, "from", change.old, said - timedelta(days=30), 1)
        _side(made, change, "to", change.new, said, 2)
        made["changes"].append(_change(change, said))
    keys = {"articles": "revision_id", "announcements": "announcement_id", "versions": "version_id"}
    for table, rows in made.items():
        append(connection, table, rows, keys.get(table, "change_id"))
    return made["changes"]


def _id(told: Told, side: str) -> str:
    return stable_id("test", [told.n, told.plant, side])


def _side(
    made: dict[str, list[Row]], told: Told, side: str, value: Value, stated: date, version: int
) -> None:
    name = _id(told, side)
    quote = told.quote if side == "to" else "The plant will make 100,000 cars."
    url = told.url if told.url and side == "to" else f"https://news.example/{told.n}/{side}"
    made["articles"].append(_article(name, url, told.title, quote, told.at))
    made["announcements"].append(_announcement(name, told, value, quote))
    dated = told.kind != "start"
    start = told.start[version - 1] if told.start else None
    made["versions"].append(
        {
            "version_id": name,
            "key_id": stable_id("key", [told.plant, told.kind, told.scope, told.year]),
            "revision_id": name,
            "article_id": name,
            "origin": "Example News",
            "plant_id": told.plant_id or f"name:{told.plant}",
            "plant": told.plant,
            "kind": told.kind,
            "scope": told.scope,
            "unit": "vehicles" if dated else None,
            "period_start": date(told.year, 1, 1) if dated else None,
            "period_end": date(told.year, 12, 31) if dated else None,
            "series": 1,
            "version": version,
            "low": value[0],
            "high": value[1],
            "start_from": start,
            "start_to": start,
            "stated_at": stated,
            "stated_by": "published",
            "cause": told.cause,
            "standing": True,
            "announcement_id": name,
            "recorded_at": told.at,
        }
    )


def _change(told: Told, said: date) -> Row:
    (old, _), (new, _) = told.old, told.new
    size = None if new is None or old is None else new - old
    return {
        "change_id": stable_id("change", [_id(told, "from"), _id(told, "to")]),
        "from_version": _id(told, "from"),
        "to_version": _id(told, "to"),
        "plant_id": told.plant_id or f"name:{told.plant}",
        "plant": told.plant,
        "kind": told.kind,
        "scope": told.scope,
        "direction": told.direction,
        "size": size,
        "percent": size / old * 100 if size is not None and old else None,
        "contested": told.contested,
        "cause": told.cause,
        "stated_at": said,
        "from_announcement": _id(told, "from"),
        "to_announcement": _id(told, "to"),
        "recorded_at": told.at,
    }


def _article(name: str, url: str, title: str, text: str, at: datetime) -> Row:
    return {
        "revision_id": name,
        "article_id": name,
        "revision": 1,
        "url": url,
        "key_url": url,
        "source_id": "s",
        "family": "Example News",
        "title": title,
        "language": "en",
        "published_at": at - timedelta(days=1),
        "published_by": "feed",
        "first_seen": at,
        "backlog": False,
        "text": f"{text}\n",
        "text_sha256": name,
        "recorded_at": at,
    }


def _announcement(name: str, told: Told, value: Value, quote: str) -> Row:
    return {
        "announcement_id": name,
        "reading_id": name,
        "article_id": name,
        "revision_id": name,
        "plant": told.plant,
        "kind": told.kind,
        "low": value[0],
        "high": value[1],
        "unit": "vehicles",
        "period_start": date(told.year, 1, 1),
        "period_end": date(told.year, 12, 31),
        "prior": False,
        "product": "cars",
        "speaker": told.speaker,
        "voice": "producer",
        "quote": quote,
        "char_start": 0,
        "char_end": len(quote),
        "confidence": 0.9,
        "extractor": "grammar",
        "extractor_version": "1",
        "recorded_at": told.at,
    }


def add_plant(
    connection: Connection,
    plant_id: str,
    name: str,
    *,
    company: str | None = None,
    country: str | None = None,
    kind: str = "plant",
    names: Iterable[str] = (),
) -> None:
    """Adds a gazetteer entry with further names."""
    common = {"plant_id": plant_id, "gazetteer_version": "1", "recorded_at": NIGHT}
    plant = {**common, "name": name, "kind": kind, "company": company, "country": country}
    append(connection, "plants", [plant], None)
    append(connection, "plant_names", [{**common, "name": n, "role": "alias"} for n in names], None)


def take_back(
    connection: Connection, change: Row, side: str = "to", *, at: datetime = NIGHT
) -> None:
    """A later row answers the version on one side of the change: no text says it any more, and the other side stands."""
    names = "plant_id, plant, kind, scope, unit, key_id, period_start, period_end"
    [found] = connection.execute(
        f"SELECT {names} FROM versions WHERE version_id = ?", [change[f"{side}_version"]]
    ).fetchall()
    other = {"to": "from", "from": "to"}[side]
    stands = connection.execute(
        "SELECT low, high, start_from, start_to FROM versions WHERE version_id = ?",
        [change[f"{other}_version"]],
    ).fetchall()[0]
    answer = {
        **dict(zip(("low", "high", "start_from", "start_to"), stands, strict=True)),
        **dict(zip(names.split(", "), found, strict=True)),
        "version_id": stable_id("test", [change["change_id"], side, "back"]),
        "series": 1,
        "version": 3,
        "stated_at": at.date(),
        "stated_by": "published",
        "cause": "correction",
        "standing": True,
        "retracts": change[f"{side}_version"],
        "recorded_at": at,
    }
    append(connection, "versions", [answer], "version_id")


def say_again(connection: Connection, change: Row, plant_id: str, sides: str = "from to") -> None:
    """The texts of the change's sides count for another plant id now, with the same values."""
    for side in sides.split():
        connection.execute(
            "INSERT INTO versions BY NAME SELECT * REPLACE (version_id || 'x' AS version_id, $plant AS plant_id,"
            " key_id || 'x' AS key_id) FROM versions WHERE version_id = $version",
            {"plant": plant_id, "version": change[f"{side}_version"]},
        )
