"""Rows of history as a comparison writes them, for tests of what comes after."""

from datetime import UTC, date, datetime, timedelta

from warehouse.ids import stable_id
from warehouse.state import Connection, append

NIGHT = datetime(2024, 4, 16, 2, tzinfo=UTC)


def add_change(
    connection: Connection,
    n: int = 1,
    *,
    plant: str = "Kaluga plant",
    plant_id: str | None = None,
    old: tuple[float | None, float | None] = (100_000, 100_000),
    new: tuple[float | None, float | None] = (80_000, 80_000),
    direction: str = "lowered",
    kind: str = "target",
    scope: str = "all",
    year: int = 2024,
    start: tuple[date, date] | None = None,
    contested: bool = False,
    cause: str = "news",
    at: datetime = NIGHT,
    url: str | None = None,
    title: str = "Plan revised",
    quote: str = "The plant will make 80,000 cars in 2024.",
    speaker: str | None = "director of the plant",
) -> dict:
    """Adds the nth change with versions, announcements and articles; returns the row of `changes`."""
    plant_id = plant_id or f"name:{plant}"
    said = (at - timedelta(days=1)).date()
    sides = {
        "from": (old, said - timedelta(days=30), "The plant will make 100,000 cars."),
        "to": (new, said, quote),
    }
    ids = {}
    for n_side, (side, (value, stated, words)) in enumerate(sides.items()):
        ids[side] = stable_id("test", [n, plant, side])
        key_url = url if url and side == "to" else f"https://news.example/{n}/{side}"
        add_article(connection, ids[side], key_url, title, f"{words}\n", at)
        add_announcement(connection, ids[side], kind, value, words, speaker, year, at)
        period = (None, None) if kind == "start" else (date(year, 1, 1), date(year, 12, 31))
        append(
            connection,
            "versions",
            [
                {
                    "version_id": ids[side],
                    "plant_id": plant_id,
                    "plant": plant,
                    "kind": kind,
                    "scope": scope,
                    "unit": None if kind == "start" else "vehicles",
                    "per": None,
                    "period_start": period[0],
                    "period_end": period[1],
                    "series": 1,
                    "version": n_side + 1,
                    "low": value[0],
                    "high": value[1],
                    "start_from": start[n_side] if start else None,
                    "start_to": start[n_side] if start else None,
                    "stated_at": stated,
                    "stated_by": "published",
                    "cause": cause,
                    "standing": True,
                    "announcement_id": ids[side],
                    "recorded_at": at,
                }
            ],
            "version_id",
        )
    size = None if new[0] is None or old[0] is None else new[0] - old[0]
    change = {
        "change_id": stable_id("change", [ids["from"], ids["to"]]),
        "from_version": ids["from"],
        "to_version": ids["to"],
        "plant_id": plant_id,
        "plant": plant,
        "kind": kind,
        "scope": scope,
        "direction": direction,
        "size": size,
        "percent": size / old[0] * 100 if size is not None and old[0] else None,
        "contested": contested,
        "cause": cause,
        "stated_at": said,
        "from_announcement": ids["from"],
        "to_announcement": ids["to"],
        "recorded_at": at,
    }
    append(connection, "changes", [change], "change_id")
    return change


def add_article(connection, revision, url, title, text, at):
    """An article of one revision."""
    row = {
        "revision_id": revision,
        "article_id": revision,
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
        "text": text,
        "text_sha256": revision,
        "recorded_at": at,
    }
    append(connection, "articles", [row], "revision_id")


def add_announcement(connection, name, kind, value, quote, speaker, year, at):
    """An announcement made by the article of the same name."""
    row = {
        "announcement_id": name,
        "reading_id": name,
        "article_id": name,
        "revision_id": name,
        "plant": "plant",
        "kind": kind,
        "low": value[0],
        "high": value[1],
        "unit": "vehicles",
        "period_start": date(year, 1, 1),
        "period_end": date(year, 12, 31),
        "prior": False,
        "product": "cars",
        "speaker": speaker,
        "voice": "producer",
        "quote": quote,
        "char_start": 0,
        "char_end": len(quote),
        "confidence": 0.9,
        "extractor": "grammar",
        "extractor_version": "1",
        "recorded_at": at,
    }
    append(connection, "announcements", [row], "announcement_id")


def add_plant(connection, plant_id, name, *, company=None, country=None, kind="plant", names=()):
    """A gazetteer entry with further names."""
    common = {"gazetteer_version": "1", "recorded_at": NIGHT}
    append(
        connection,
        "plants",
        [
            {
                "plant_id": plant_id,
                "name": name,
                "kind": kind,
                "company": company,
                "country": country,
                **common,
            }
        ],
        None,
    )
    append(
        connection,
        "plant_names",
        [{"plant_id": plant_id, "name": n, "role": "alias", **common} for n in names],
        None,
    )
