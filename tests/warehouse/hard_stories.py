"""Stories of plants as real news tells them, with what a careful analyst wants told of each, and no more.

`STORIES`: plant id → (articles in the order of their dates, changes as direction and new value).
"""

from datetime import date
from itertools import count
from typing import Any

from tests.warehouse.newsroom import Article, Row, start, target, year

_numbers = count()
Told = list[tuple[str, float | str]]


def said(day: str, *rows: Row, **other: Any) -> Article:
    """An article of a paper of its own."""
    number = next(_numbers)
    return Article(url=f"paper{number}.com/{number}", published=day, rows=rows, **other)


def former(row: Row) -> Row:
    """The row as a former plan."""
    return {**row, "prior": True}


def of(plant: str, low: float | None, high: float | None = -1, **other: Any) -> Row:
    """A target for 2024."""
    return target(plant, low, high, **{**year(2024), **other})


def fiscal(low: float) -> Row:
    """A target of Toyota for the fiscal year 2024."""
    return of("Toyota", low, period_start=date(2024, 4, 1), period_end=date(2025, 3, 31))


def rate(low: float, product: str, number: int) -> Row:
    """Aircraft a month in a year."""
    return target("Airbus", low, unit="aircraft", per="month", product=product, **year(number))


QUARTER = {"period_start": date(2024, 1, 1), "period_end": date(2024, 3, 31)}
HALF = {"period_start": date(2024, 1, 1), "period_end": date(2024, 6, 30)}
ANYTIME = {"period_start": None, "period_end": None}
UP, ABOUT, LEAST = {"wording": "up to"}, {"wording": "about"}, {"wording": "at least"}

STORIES: dict[str, tuple[list[Article], Told]] = {
    # Rounded figures, a quarter, a half-year, a model, output, a paper that did not hear of the new plan.
    "uaz": (
        [
            said("2024-01-15", of("УАЗ", 40_000), language="ru"),
            said("2024-02-01", of("Ульяновский автозавод", 40_200), language="ru"),
            said("2024-02-10", of("UAZ", 10_000, **QUARTER)),
            said("2024-03-01", of("УАЗ", 20_000, **HALF), language="ru"),
            said("2024-04-02", of("UAZ", 12_000, product="Patriot")),
            said("2024-04-20", {**of("UAZ", 9_700, **QUARTER), "kind": "output"}),
            said("2024-05-05", of("УАЗ", 42_000, **ABOUT), language="ru"),
            said("2024-06-10", of("UAZ", 38_000), former(of("UAZ", 40_000))),
            said("2024-06-11", of("УАЗ", 38_000), language="ru"),
            said("2024-06-12", of("УАЗ", 40_000), language="ru"),
        ],
        [("lowered", 38_000)],
    ),
    # The brand and its owner beside the plant; capacity.
    "haval-tula": (
        [
            said("2024-01-20", of("Haval plant in Tula", 150_000)),
            said("2024-02-20", of("завод Haval в Тульской области", 150_000, per="year"), language="ru"),
            said("2024-04-01", of("тульский завод Haval", None, 155_000, **UP), language="ru"),
            said("2024-05-10", {**of("Haval Tula", 200_000, per="year", **ANYTIME), "kind": "capacity"}),
            said("2024-06-15", of("Haval's Tula plant", 140_000)),
            said("2024-06-20", of("Haval", 140_000)),
            said("2024-07-20", of("Great Wall Motor", 1_900_000)),
        ],
        [("raised", 155_000), ("lowered", 140_000)],
    ),
    # A company, its brand, its plants, analysts, a month, the next year.
    "avtovaz": (
        [
            said("2023-12-20", of("АвтоВАЗ", 500_000), language="ru"),
            said("2024-01-10", of("AvtoVAZ", 500_000, product="Lada cars")),
            said("2024-01-15", of("Lada", 500_000)),
            said("2024-02-05", of("тольяттинский завод АвтоВАЗа", 400_000), language="ru"),
            said("2024-02-07", of("Lada Izhevsk", 60_000, 65_000)),
            said("2024-03-01", of("АвтоВАЗ", 480_000, 500_000), language="ru"),
            said("2024-03-20", of("AvtoVAZ", None, 500_000, **UP)),
            said("2024-05-20", of("AvtoVAZ", 450_000, voice="outside", speaker="analysts")),
            said("2024-09-05", of("АвтоВАЗ", 490_000, **ABOUT), language="ru"),
            said("2024-12-10", of("АвтоВАЗ", 500_000, **year(2025)), language="ru"),
            said("2024-12-20", of("AvtoVAZ", 470_000)),
            said("2025-01-15", {**of("AvtoVAZ", 471_000), "kind": "output"}, of("AvtoVAZ", 500_000, **year(2025))),
        ],
        [("widened", 480_000), ("lowered", 470_000)],
    ),
    # Fiscal and calendar year.
    "toyota": (
        [
            said("2024-05-08", fiscal(10_000_000)),
            said("2024-06-01", of("Toyota Motor", 10_300_000)),
            said("2024-08-01", fiscal(10_000_000)),
            said("2024-11-06", fiscal(9_850_000), former(fiscal(10_000_000))),
            said("2024-11-07", of("Тойота", 9_850_000), language="ru"),
            said("2024-12-01", fiscal(9_850_000)),
        ],
        [("lowered", 9_850_000)],
    ),
    # A model, other products, a floor, old and new plan as a range and side by side.
    "kamaz": (
        [
            said("2024-01-10", of("КамАЗ", 44_000, product="грузовики"), language="ru"),
            said("2024-02-10", of("KAMAZ", 8_000, product="K5 trucks")),
            said("2024-03-01", of("КамАЗ", 1_200, product="автобусы"), language="ru"),
            said("2024-03-05", of("КамАЗ", 500, product="электробусы"), language="ru"),
            said("2024-04-01", of("KAMAZ", 42_000, None, product="vehicles", **LEAST)),
            said("2024-05-15", of("KAMAZ", 40_000, product="trucks")),
            said("2024-05-16", of("КамАЗ", 40_000, 44_000), language="ru"),
            said("2024-08-01", of("КамАЗ", 36_000), of("КамАЗ", 40_000), language="ru"),
            said("2024-08-20", of("KAMAZ", 8_000)),
        ],
        [("lowered", 40_000), ("lowered", 36_000)],
    ),
    # Rates, a family of models under several names, a goal that moves.
    "airbus": (
        [
            said("2024-01-10", rate(75, "A320neo", 2026)),
            said("2024-02-15", rate(75, "A320 family", 2026)),
            said("2024-06-24", rate(75, "A320", 2027), former(rate(75, "A320", 2026))),
            said("2024-06-25", of("Airbus", 770, unit="aircraft"), former(of("Airbus", 800, unit="aircraft"))),
            said("2024-07-10", of("Airbus", 770, unit="jets")),
            said("2024-07-11", rate(14, "A220", 2026)),
        ],
        [("postponed", 75)],
    ),
    # Tonnes, in two languages; a product that is not all.
    "mmk": (
        [
            said("2024-01-10", of("Magnitogorsk Iron and Steel Works", 12_500_000, unit="tonnes", product="steel")),
            said("2024-03-10", of("ММК", 12_500_000, unit="тонн"), language="ru"),
            said("2024-05-10", of("ММК", 11_800_000, unit="tonnes", product="сталь"), language="ru"),
            said("2024-06-10", of("MMK", 10_900_000, unit="tonnes", product="rolled products")),
        ],
        [("lowered", 11_800_000)],
    ),
    # An agency's copies, papers that print the old figure for some days, a figure that lacks its last digit.
    "gomselmash": (
        [
            said("2024-01-10", of("Gomselmash", 2_500, unit="combines")),
            said("2024-06-01", of("Gomselmash", 2_100, unit="combines"), origin="BelTA"),
            said("2024-06-01", of("Гомсельмаш", 2_100, unit="комбайнов"), origin="БелТА", language="ru"),
            said("2024-06-01", of("Gomselmash", 2_500, unit="combines")),
            said("2024-06-02", of("Gomselmash", 210, unit="combines")),
            said("2024-06-05", of("Gomselmash", 2_500, unit="combines")),
            said("2024-06-20", of("Gomselmash", 2_100, unit="combines")),
        ],
        [("lowered", 2_100)],
    ),
    # Next year's figure told of this year; the year is over.
    "uzauto-motors": (
        [
            said("2024-10-10", of("UzAuto Motors", 430_000)),
            said("2024-11-10", of("UzAuto Motors", 450_000, **year(2025))),
            said("2024-11-12", of("UzAuto", 450_000)),
            said("2024-12-12", of("UzAuto Motors", 400_000)),
            said("2025-01-12", of("UzAuto Motors", 380_000)),
            said("2025-02-12", of("UzAuto Motors", 400_000, **year(2025))),
        ],
        [("lowered", 400_000), ("lowered", 400_000)],
    ),
    # Numbers of no period; a capacity that is told as a goal.
    "avtotor": (
        [
            said("2024-01-10", of("Avtotor", 70_000)),
            said("2024-02-10", of("Avtotor", 250_000, per="year", **ANYTIME)),
            said("2024-03-10", of("Avtotor", 100_000, **ANYTIME)),
            said("2024-04-10", of("Avtotor", 120_000, **ANYTIME)),
            said("2024-05-10", of("Avtotor", 300_000)),
        ],
        [],
    ),
    # Two words for all that is made there, and one of the plants.
    "ford-otosan": (
        [
            said("2024-01-10", of("Ford Otosan", 600_000, product="commercial vehicles")),
            said("2024-02-10", of("Ford Otosan", 600_000, product="vans")),
            said("2024-03-10", of("Ford Otosan", 550_000, product="vehicles")),
            said("2024-04-10", of("Ford Otosan's Kocaeli plant", 450_000, product="Transit vans")),
        ],
        [("lowered", 550_000)],
    ),
    # Work resumes after holidays; a model that starts, and one that is put off under two names.
    "lada-izhevsk": (
        [
            said("2024-01-02", start("Lada Izhevsk", "2024-01-09")),
            said("2024-03-02", start("Lada Izhevsk", "2024-06-01", "2024-08-31", product="Largus")),
            said("2024-05-02", start("Ижевский автозавод", "2024-05-14", status="done", product="Largus"), language="ru"),
            said("2024-07-02", start("Lada Izhevsk", "2024-07-29")),
            said("2024-08-02", start("Lada Izhevsk", "2025-01-01", "2025-12-31", product="e-Largus")),
            said("2024-10-02", start("Lada Izhevsk", "2025-07-01", "2025-09-30", product="electric Largus")),
            said("2024-11-02", start("Lada Izhevsk", "2026-01-01", "2026-12-31", product="e-Largus")),
        ],
        [("postponed", "2026-01-01")],
    ),
    # A start told ever more exactly, then put off; the country alone tells the plant.
    "byd-szeged": (
        [
            said("2024-01-10", start("BYD Szeged plant", "2025-10-01", "2025-12-31")),
            said("2024-02-10", start("завод BYD в Сегеде", "2025-07-01", "2025-12-31"), language="ru"),
            said("2024-06-10", start("BYD plant in Hungary", "2025-01-01", "2025-12-31")),
            said("2025-05-10", start("BYD's Hungarian factory", "2026-01-01", "2026-12-31")),
            said("2025-05-12", start("завод BYD в Венгрии", "2026-04-01", "2026-06-30"), language="ru"),
        ],
        [("postponed", "2026-01-01")],
    ),
}  # fmt: skip
