"""A timeline of our own: 33 articles over 12 nights about 6 plants, in both languages, with every trap we know.

`NIGHTS` are the articles by night, `TOLD` what a reader must be told: night, plant, kind, direction, new value.
"""

from datetime import date
from typing import Any

from tests.warehouse.newsroom import Article, Row, again, start, target, year

RELEASE_EN = (
    "The Kaliningrad holding Avtotor will assemble between eighty and one hundred thousand passenger cars in 2026, its "
    "board said after a meeting on Monday. Seven brands share the halls; four of them are on the line already and three "
    "follow before summer. The holding adds that demand decides which end of the range it reaches, and that a second "
    "shift is hired for the welding shop. Suppliers in the region have been told to prepare for the higher figure."
)
RELEASE_RU = (
    "Горьковский автозавод намерен выпустить в 2026 году 70 тысяч легких коммерческих автомобилей, сообщили на "
    "предприятии журналистам. Для этого на главном конвейере набирают вторую смену, а поставщиков просят увеличить "
    "отгрузки с марта. Прошлый год завод закончил с результатом 62 тысячи машин, сказано в сообщении. Новая модель "
    "пойдёт в серию осенью, её цену пока не называют, а старую снимать с производства не собираются."
)
BACKGROUND = (
    "The truck maker in Naberezhnye Chelny, founded half a century ago on the river Kama, had announced at the start of "
    "the year that it would build 36,000 trucks in 2026, and its yards were full then."
)


def article(where: str, published: str, *rows: Row, text: str = "", **other: Any) -> Article:
    """An article at `site/number`, Russian where the site ends in .ru."""
    language = "ru" if where.split("/", maxsplit=1)[0].endswith(".ru") else "en"
    return Article(url=where, published=published, rows=rows, text=text, language=language, **other)


def old(row: Row) -> Row:
    """The row as a former plan."""
    return {**row, "prior": True}


def _kamaz(low: float, **other: Any) -> Row:
    return target("KAMAZ", low, product="trucks", **other)


def _gaz(low: float | None, high: float | None = -1, **other: Any) -> Row:
    return target("ГАЗ", low, high, **other)


CONTEXT = f"KAMAZ opens a museum of engines.\nVisitors may come on Sundays.\nEntry is free for children under ten.\n{BACKGROUND}"  # fmt: skip
FIRST_KAMAZ = f"KAMAZ begins the year with full yards.\nDealers wait for lower rates.\nThe works rest until Tuesday.\n{BACKGROUND}"  # fmt: skip
EDITED = article("wheels.ru/9", "2026-05-20", target("УАЗ", 40_000))

NIGHTS: list[list[Article]] = [
    [  # 1: first statements, one of them twice, and a backlog of a new source
        article("baltic.com/1", "2026-01-12", target("Avtotor", 80_000, 100_000, product="passenger cars"), text=RELEASE_EN, origin="TASS"),
        article("east.com/1", "2026-01-12", target("Avtotor", 80_000, 100_000, product="passenger cars"), text=RELEASE_EN + " (TASS)", origin="TASS"),
        article("trucks.com/1", "2026-01-13", _kamaz(36_000, quote=BACKGROUND), text=FIRST_KAMAZ),
        article("wheels.ru/1", "2025-12-01", target("Москвич", 50_000), backlog=True),
    ],
    [  # 2: vaguer, the same plant in Russian, a start
        article("west.com/2", "2026-01-20", target("Avtotor", None, 100_000, wording="up to")),
        article("wheels.ru/2", "2026-01-21", target("калининградский «Автотор»", 80_000, 100_000, product="автомобили")),
        article("wheels.ru/3", "2026-01-22", start("Москвич", "2026-04-01", "2026-06-30", product="Москвич 8")),
    ],
    [  # 3: a real change told by two, an analyst beside it
        article("baltic.com/3", "2026-02-10", target("Avtotor", 60_000, 70_000), old(target("Avtotor", 80_000, 100_000))),
        article("wheels.ru/4", "2026-02-10", target("Автотор", 60_000, 70_000)),
        article("bank.com/1", "2026-02-11", target("Avtotor", 45_000, voice="outside", speaker="analysts")),
    ],
    [  # 4: the release of January printed again, and an article of January that comes only now
        article("late.com/1", "2026-02-20", target("Avtotor", 80_000, 100_000, product="passenger cars"), text="From the archive. " + RELEASE_EN),
        article("slow.com/1", "2026-01-28", target("Avtotor", 90_000)),
    ],
    [  # 5: another plant; output and capacity are no targets
        article("wheels.ru/5", "2026-03-02", _gaz(70_000), {**_gaz(62_000), "kind": "output", **year(2025)}, text=RELEASE_RU, origin="Интерфакс"),
        article("trucks.com/2", "2026-03-03", {**_kamaz(71_000), "kind": "capacity", "per": "year"}),
        article("farm.com/1", "2026-03-04", target("Rostselmash", 3_000, unit="combines", product="combines")),
    ],
    [  # 6: a near-copy with another number, a quiet rounding, a part
        article("volga.ru/1", "2026-03-20", _gaz(65_000), text=RELEASE_RU.replace("70 тысяч", "65 тысяч")),
        article("west.com/3", "2026-03-21", target("Avtotor", 5_000, product="electric vehicles")),
        article("farm.ru/1", "2026-03-22", target("Ростсельмаш", 2_500, unit="машины", wording="about"), target("Ростсельмаш", 2_200, 2_600, unit="combines")),
    ],
    [  # 7: background printed again in an article about something else; KAMAZ lowered first
        article("trucks.com/3", "2026-04-06", _kamaz(30_000), old(_kamaz(36_000))),
        article("museum.com/1", "2026-04-09", text="Nothing of plans here."),
    ],
    [  # 8: the same background again, and the start postponed
        article("trucks.com/4", "2026-04-20", _kamaz(36_000, quote=BACKGROUND), text=CONTEXT),
        article("wheels.ru/6", "2026-04-21", start("Москвич", "2026-10-01", "2026-12-31", product="Москвич 8")),
        article("wheels.ru/7", "2026-04-22", target("Москвич", 50_000, **year(2027)), old(target("Москвич", 50_000))),
    ],
    [  # 9: two papers contradict each other on a day; a page whose date is a guess
        article("farm.com/2", "2026-05-10", target("Rostselmash", 2_000, unit="combines")),
        article("fields.com/1", "2026-05-10", target("Rostselmash", 1_500, unit="combines")),
        article("undated.com/1", "2026-05-11", _kamaz(25_000), published_by="htmldate"),
    ],
    [  # 10: a first figure, back to the old one elsewhere
        EDITED,
        article("baltic.com/4", "2026-05-21", target("Avtotor", 80_000, 100_000), text="Avtotor returns to its plan of January."),
    ],
    [  # 11: the page of night 10 swaps its number; the start is done
        again(EDITED, rows=[target("УАЗ", 35_000)], changed="2026-05-22"),
        article("wheels.ru/8", "2026-10-15", start("Москвич", "2026-10-14", product="Москвич 8", status="done")),
    ],
    [  # 12: after the year, and a new series of starts
        article("east.com/9", "2027-01-15", target("Avtotor", 75_000)),
        article("wheels.ru/10", "2026-11-01", start("Москвич", "2027-06-01", "2027-08-31", product="Москвич 8")),
    ],
]  # fmt: skip

TOLD = [
    (3, "Avtotor", "target", "lowered", 60_000, 70_000),
    (6, "GAZ", "target", "lowered", 65_000, 65_000),
    (6, "Rostselmash", "target", "lowered", 2_200, 2_600),
    (7, "KAMAZ", "target", "lowered", 30_000, 30_000),
    (8, "Moskvich", "start", "postponed", date(2026, 10, 1), date(2026, 12, 31)),
    (8, "Moskvich", "target", "postponed", 50_000, 50_000),
    (9, "Rostselmash", "target", "lowered", 2_000, 2_000),
    (10, "Avtotor", "target", "raised", 80_000, 100_000),
    (11, "UAZ", "target", "lowered", 35_000, 35_000),
]
