"""The named cases of the history and their twins: each twin differs in one fact and has the opposite outcome.

A case is its nights, each a list of articles, and the changes that a reader must be told, as direction and new value.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.warehouse.newsroom import Article, Row, start, target, year

Told = tuple[str, float | str | None, float | str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What happens, night by night, and what must be told."""

    name: str
    nights: Sequence[Sequence[Article]]
    told: Sequence[Told] = ()
    versions: int | None = None
    """How many rows of `versions`, where the case is about that."""
    contested: bool = False


PLANT = "Avtotor"
_numbers = iter(range(10_000))


def said(day: str, *rows: Row, site: str = "", **other: Any) -> Article:
    """An article of a paper of its own (or of `site`)."""
    number = next(_numbers)
    return Article(
        url=f"{site or f'paper{number}.com'}/{number}", published=day, rows=rows, **other
    )


def of(low: float | None, high: float | None = -1, **other: Any) -> Row:
    """A target of the plant of these cases for 2026."""
    return target(PLANT, low, high, **other)


def one(day: str, low: float | None, high: float | None = -1, **other: Any) -> list[Article]:
    """A night with one article that says one target."""
    return [said(day, of(low, high, **other))]


JAN, FEB, MAR, APR = "2026-01-10", "2026-02-10", "2026-03-10", "2026-04-10"
HALF = {"period_start": date(2026, 1, 1), "period_end": date(2026, 6, 30)}
FISCAL = {"period_start": date(2026, 4, 1), "period_end": date(2027, 3, 31)}
UP, OVER, ABOUT = {"wording": "up to"}, {"wording": "over"}, {"wording": "about"}
LAST = "Avtotor is to build one hundred thousand cars in 2026, it said when the year began."
NEWS = "Avtotor opens a school for welders.\nSixty pupils come in autumn.\nThe town pays for the house."
COPY = (
    "Avtotor plans to build one hundred thousand cars in 2026, the chairman of its board told reporters in Kaliningrad. "
    "The holding assembles cars of seven brands and counts on demand that grows again after two weak years. "
    "Four of the brands are on the line already, the others follow by summer, he said at the opening of a new hall."
)


def values() -> list[Case]:
    """How values are held against each other."""
    return [
        Case(name="first statement", nights=[one(JAN, 100_000)], versions=1),
        Case(name="first statement: twin, a second one that differs", nights=[one(JAN, 100_000), one(FEB, 80_000)], told=[("lowered", 80_000, 80_000)]),
        Case(name="same again", nights=[one(JAN, 100_000), one(FEB, 100_000)], versions=1),
        Case(name="same again: twin, raised", nights=[one(JAN, 100_000), one(FEB, 120_000)], told=[("raised", 120_000, 120_000)]),
        Case(name="rounded", nights=[one(JAN, 38_296), one(FEB, 38_000)], versions=1),
        Case(name="rounded: twin, beyond rounding", nights=[one(JAN, 38_296), one(FEB, 37_000)], told=[("lowered", 37_000, 37_000)]),
        Case(name="rounded to about", nights=[one(JAN, 96_000), one(FEB, 100_000, **ABOUT)], versions=1),
        Case(name="rounded to about: twin, without about", nights=[one(JAN, 96_000), one(FEB, 100_000)], told=[("raised", 100_000, 100_000)]),
        Case(name="up to, of a range", nights=[one(JAN, 80_000, 100_000), one(FEB, None, 100_000, **UP)], versions=1),
        Case(name="up to, of a range: twin, another end", nights=[one(JAN, 80_000, 100_000), one(FEB, None, 120_000, **UP)], told=[("raised", None, 120_000)]),
        Case(name="up to, then less", nights=[one(JAN, None, 80_000, **UP), one(FEB, 70_000)], told=[("lowered", 70_000, 70_000)]),
        Case(name="up to, then less: twin, as much", nights=[one(JAN, None, 80_000, **UP), one(FEB, 80_000)]),
        Case(name="vaguer", nights=[one(JAN, 325_000), one(FEB, 300_000, None, **OVER)], versions=1),
        Case(name="vaguer: twin, over more than it was", nights=[one(JAN, 325_000), one(FEB, 350_000, None, **OVER)], told=[("raised", 350_000, None)]),
        Case(name="over, then more", nights=[one(JAN, 300_000, None, **OVER), one(FEB, 325_000)], told=[("raised", 325_000, 325_000)]),
        Case(name="over, then more: twin, the same floor", nights=[one(JAN, 300_000, None, **OVER), one(FEB, 300_500)]),
        Case(name="more precise", nights=[one(JAN, None, 100_000, **UP), one(FEB, 80_000, 100_000)], versions=2),
        Case(name="more precise: twin, another end", nights=[one(JAN, None, 100_000, **UP), one(FEB, 70_000, 90_000)], told=[("lowered", 70_000, 90_000)]),
        Case(name="range narrowed", nights=[one(JAN, 80_000, 100_000), one(FEB, 85_000, 95_000)], told=[("narrowed", 85_000, 95_000)]),
        Case(name="range narrowed: twin, within rounding", nights=[one(JAN, 80_000, 100_000), one(FEB, 80_300, 99_800)], versions=1),
        Case(name="range widened", nights=[one(JAN, 80_000, 100_000), one(FEB, 70_000, 110_000)], told=[("widened", 70_000, 110_000)]),
        Case(name="small steps that add up", nights=[one(JAN, 38_000), one(FEB, 38_300), one(MAR, 38_600)], told=[("raised", 38_600, 38_600)]),
        Case(name="small steps that add up: twin, and back", nights=[one(JAN, 38_000), one(FEB, 38_300), one(MAR, 38_100)], versions=1),
        Case(name="back and forth", nights=[one(JAN, 100_000), one(FEB, 80_000), one(MAR, 100_000)], told=[("lowered", 80_000, 80_000), ("raised", 100_000, 100_000)]),
        Case(name="two scenarios in one article", nights=[[said(JAN, of(70_000), of(100_000))], one(FEB, 70_000, 100_000)], versions=1),
        Case(name="two scenarios, then one of them, then the other", nights=[[said(JAN, of(70_000), of(100_000))], one(FEB, 70_000), one(MAR, 100_000)]),
        Case(name="two scenarios: twin, a range said as one", nights=[one(JAN, 70_000, 100_000), one(FEB, 70_000)], told=[("narrowed", 70_000, 70_000)]),
        Case(name="two scenarios around what stands", nights=[one(JAN, 80_000, 100_000), [said(FEB, of(70_000), of(110_000))]], told=[("widened", 70_000, 110_000)]),
        Case(name="two scenarios: twin, only the lower later", nights=[[said(JAN, of(70_000), of(100_000))], one(FEB, 60_000)], told=[("lowered", 60_000, 60_000)]),
    ]  # fmt: skip


def keys() -> list[Case]:
    """What is the same thing, and what is another."""
    moved = [of(100_000, **year(2027)), of(100_000, prior=True)]
    other = [of(100_000, **year(2027)), of(90_000, prior=True)]
    return [
        Case(name="another year", nights=[one(JAN, 100_000), [said(FEB, of(80_000, **year(2027)))]], versions=2),
        Case(name="number moved to another year", nights=[one(JAN, 100_000), [said(FEB, *moved)]], told=[("postponed", 100_000, 100_000)]),
        Case(name="number moved: twin, the old year not called former", nights=[one(JAN, 100_000), [said(FEB, moved[0])]]),
        Case(name="number moved: twin, another number", nights=[one(JAN, 90_000), [said(FEB, *other)]]),
        Case(name="number moved: twin, the old plan never known", nights=[[said(FEB, *moved)]], versions=1),
        Case(name="number moved: twin, a new number for the old year", nights=[one(JAN, 100_000), [said(FEB, *moved, of(60_000))]], told=[("lowered", 60_000, 60_000)]),
        Case(name="two models, then one of them", nights=[[said(JAN, target("AvtoVAZ", 60_000, product="Vesta and Niva"))], [said(FEB, target("AvtoVAZ", 55_000, product="Vesta"))]], versions=2),
        Case(name="advanced to an earlier year", nights=[[said(JAN, of(100_000, **year(2028)))], [said(FEB, of(100_000, **year(2027)), of(100_000, **year(2028), prior=True))]], told=[("advanced", 100_000, 100_000)]),
        Case(name="part with a product word", nights=[one(JAN, 600), [said(FEB, of(200, product="electric vehicles"))]], versions=2),
        Case(name="part: twin, the whole by another word", nights=[one(JAN, 600), [said(FEB, of(200, product="passenger cars"))]], told=[("lowered", 200, 200)]),
        Case(name="part without a product word", nights=[one(JAN, 600), [said(FEB, of(200, part="first phase"))]], versions=2),
        Case(name="part and whole in one article, nothing tells them apart", nights=[[said(JAN, of(600), of(200))], one(FEB, 600)], versions=1),
        Case(name="capacity against target", nights=[one(JAN, 100_000), [said(FEB, {**of(300_000), "kind": "capacity"})]], versions=1),
        Case(name="capacity: twin, a target", nights=[one(JAN, 100_000), one(FEB, 300_000)], told=[("raised", 300_000, 300_000)]),
        Case(name="output against target", nights=[one(JAN, 100_000), [said(FEB, {**of(38_000), "kind": "output"})]], versions=1),
        Case(name="rate against number", nights=[one(JAN, 100_000), one(FEB, 9_000, per="month")], versions=2),
        Case(name="units and combines are one unit", nights=[[said(JAN, target("Rostselmash", 3_000, unit="combines"))], [said(FEB, target("Rostselmash", 2_000, unit="units"))]], told=[("lowered", 2_000, 2_000)]),
        Case(name="numbers of no period", nights=[[said(JAN, of(50_000, period_start=None, period_end=None))], [said(FEB, of(20_000, period_start=None, period_end=None))]]),
        Case(name="the same plant under its Russian name", nights=[one(JAN, 100_000), [said(FEB, target("калининградский «Автотор»", 80_000), language="ru")]], told=[("lowered", 80_000, 80_000)]),
        Case(name="the same plant: twin, another plant", nights=[one(JAN, 100_000), [said(FEB, target("УАЗ", 80_000), language="ru")]]),
        Case(name="a half-year's plan, then told without the word", nights=[one(JAN, 40_000), [said(FEB, of(20_000, **HALF))], one(MAR, 20_000)], versions=3),
        Case(name="a half-year's plan: twin, another number", nights=[one(JAN, 40_000), [said(FEB, of(20_000, **HALF))], one(MAR, 30_000)], told=[("lowered", 30_000, 30_000)]),
        Case(name="a half-year's plan: twin, told without the word by two", nights=[one(JAN, 40_000), [said(FEB, of(20_000, **HALF))], one(MAR, 20_000), one("2026-03-12", 20_000)], told=[("lowered", 20_000, 20_000)]),
        Case(name="a fiscal year's plan, then told of the calendar year", nights=[one(JAN, 100_000), [said(FEB, of(90_000, **FISCAL))], one("2026-02-11", 90_000)], versions=3),
        Case(name="a fiscal year's plan: twin, half a year later", nights=[one(JAN, 100_000), [said(FEB, of(90_000, **FISCAL))], one("2026-09-11", 90_000)], told=[("lowered", 90_000, 90_000)]),
        Case(name="a part's plan, then told without the product", nights=[one(JAN, 600), [said(FEB, of(200, product="electric vehicles"))], one(MAR, 200)], versions=3),
        Case(name="a part's plan: twin, the article remembers the whole", nights=[one(JAN, 600), [said(FEB, of(200, product="electric vehicles"))], [said(MAR, of(200), of(600, prior=True))]], told=[("lowered", 200, 200)]),
        Case(name="a company's plan, then told of its plant", nights=[[said(JAN, target("Lada Izhevsk", 60_000))], [said(FEB, target("AvtoVAZ", 100_000))], [said(MAR, target("Lada Izhevsk", 100_000))]], versions=3),
        Case(name="a company's plan: twin, another company's", nights=[[said(JAN, target("Lada Izhevsk", 60_000))], [said(FEB, target("KAMAZ", 100_000))], [said(MAR, target("Lada Izhevsk", 100_000))]], told=[("raised", 100_000, 100_000)]),
        Case(name="next year's plan, then told of this year", nights=[one(JAN, 100_000), [said(FEB, of(120_000, **year(2027)))], one("2026-02-12", 120_000)], versions=3),
        Case(name="next year's plan: twin, a month later", nights=[one(JAN, 100_000), [said(FEB, of(120_000, **year(2027)))], one(MAR, 120_000)], told=[("raised", 120_000, 120_000)]),
        Case(name="the new plan and the old one read as a range", nights=[one(JAN, 44_000), one(FEB, 40_000), one(MAR, 40_000, 44_000)], told=[("lowered", 40_000, 40_000)]),
        Case(name="the new plan and the old one: twin, a range of others", nights=[one(JAN, 44_000), one(FEB, 40_000), one(MAR, 38_000, 44_000)], told=[("lowered", 40_000, 40_000), ("widened", 38_000, 44_000)]),
    ]  # fmt: skip


def own_news() -> list[Case]:
    """What an article says as its own news, and when."""
    return [
        Case(name="retold as history", nights=[one(JAN, 100_000), [said(FEB, of(130_000, prior=True), of(100_000))]], versions=1),
        Case(name="retold as history: twin, not called former", nights=[one(JAN, 100_000), [said(FEB, of(130_000))]], told=[("raised", 130_000, 130_000)]),
        Case(name="a floor below what stood, which is called former", nights=[one(JAN, 44_000), [said(FEB, of(40_000, None, wording="at least"), of(44_000, prior=True))]], told=[("lowered", 40_000, None)]),
        Case(name="a floor below what stood: twin, nothing called former", nights=[one(JAN, 44_000), one(FEB, 40_000, None, wording="at least")], versions=1),
        Case(name="a floor below what stood: twin, another figure called former", nights=[one(JAN, 44_000), [said(FEB, of(40_000, None, wording="at least"), of(50_000, prior=True))]], versions=1),
        Case(name="its article tells of another former plan, and goes the other way", nights=[one(JAN, 40_000), [said(FEB, of(42_000), of(44_000, prior=True))]], versions=2),
        Case(name="another former plan: twin, the same way", nights=[one(JAN, 40_000), [said(FEB, of(42_000), of(41_000, prior=True))]], told=[("raised", 42_000, 42_000)]),
        Case(name="retold with its old date", nights=[one(JAN, 100_000), one(FEB, 80_000), one(MAR, 100_000, said_on=date(2026, 1, 12))], told=[("lowered", 80_000, 80_000)]),
        Case(name="retold with its old date: twin, said now", nights=[one(JAN, 100_000), one(FEB, 80_000), one(MAR, 100_000)], told=[("lowered", 80_000, 80_000), ("raised", 100_000, 100_000)]),
        Case(name="analyst's forecast", nights=[one(JAN, 100_000), one(FEB, 70_000, voice="outside")], versions=1),
        Case(name="analyst's forecast: twin, the governor", nights=[one(JAN, 100_000), one(FEB, 70_000, voice="authority")], told=[("lowered", 70_000, 70_000)]),
        Case(name="period over", nights=[one(JAN, 100_000), one("2027-01-20", 80_000)]),
        Case(name="period over: twin, its last day", nights=[one(JAN, 100_000), one("2026-12-31", 80_000)], told=[("lowered", 80_000, 80_000)]),
        Case(name="older article arriving late", nights=[one(JAN, 100_000), one(MAR, 80_000), one(FEB, 90_000)], told=[("lowered", 80_000, 80_000)], versions=3),
        Case(name="older article: twin, newer", nights=[one(JAN, 100_000), one(MAR, 80_000), one(APR, 90_000)], told=[("lowered", 80_000, 80_000), ("raised", 90_000, 90_000)]),
        Case(name="older than the last confirmation", nights=[one(JAN, 100_000), one(MAR, 100_000), one(FEB, 80_000)], versions=3),
        Case(name="older than the last confirmation: twin, by a day only", nights=[one(JAN, 100_000), one("2026-02-11", 100_000), one(FEB, 80_000)], told=[("lowered", 80_000, 80_000)], contested=True),
        Case(name="copy", nights=[[said(JAN, of(100_000), text=COPY)], one(FEB, 80_000), [said(MAR, of(100_000), text=COPY + " More news on our site.")]], told=[("lowered", 80_000, 80_000)]),
        Case(name="copy: twin, another number", nights=[[said(JAN, of(100_000), text=COPY)], one(FEB, 80_000), [said(MAR, of(110_000), text=COPY.replace("one hundred", "one hundred and ten"))]], told=[("lowered", 80_000, 80_000), ("raised", 110_000, 110_000)]),
        Case(name="near-copy with another number", nights=[[said(JAN, of(100_000), text=COPY)], [said(FEB, of(90_000), text=COPY.replace("one hundred", "ninety"))]], told=[("lowered", 90_000, 90_000)]),
        Case(name="near-copy: twin, the same number", nights=[[said(JAN, of(100_000), text=COPY)], [said(FEB, of(100_000), text=COPY + " So it was said.")]], versions=1),
        Case(name="contradiction on one day", nights=[one(JAN, 100_000), [*one(FEB, 80_000), *one(FEB, 90_000)]], told=[("lowered", None, None)], contested=True),
        Case(name="contradiction: twin, two days apart", nights=[one(JAN, 100_000), [*one(FEB, 80_000), *one("2026-02-12", 90_000)]], told=[("lowered", 80_000, 80_000), ("raised", 90_000, 90_000)]),
        Case(name="the old number printed the same day", nights=[one(JAN, 100_000), [*one(FEB, 100_000), *one(FEB, 80_000)]], told=[("lowered", 80_000, 80_000)], contested=True),
        Case(name="date that is only a guess", nights=[one(JAN, 100_000), [said(FEB, of(80_000), published_by="htmldate")], one(MAR, 100_000)], versions=2),
        Case(name="date: twin, the feed's", nights=[one(JAN, 100_000), [said(FEB, of(80_000))]], told=[("lowered", 80_000, 80_000)]),
        Case(name="read with little certainty", nights=[one(JAN, 100_000), one(FEB, 80_000, confidence=0.2)], versions=2),
        Case(name="read with little certainty: twin, another paper says it too", nights=[one(JAN, 100_000), one(FEB, 80_000, confidence=0.2), one("2026-02-12", 80_000, confidence=0.3)], told=[("lowered", 80_000, 80_000)]),
        Case(name="read with middling certainty", nights=[one(JAN, 100_000), one(FEB, 80_000, confidence=0.55)], versions=2),
        Case(name="read with middling certainty: twin, a little surer", nights=[one(JAN, 100_000), one(FEB, 80_000, confidence=0.7)], told=[("lowered", 80_000, 80_000)]),
        Case(name="read with middling certainty, and said again two months later", nights=[one(JAN, 100_000), one(FEB, 80_000, confidence=0.55), one(APR, 80_000, confidence=0.55)], versions=2),
        Case(name="what stood was read with middling certainty", nights=[one(JAN, 100_000, confidence=0.55), one(FEB, 80_000)], versions=2),
        Case(name="what stood: twin, another paper had said it too", nights=[one(JAN, 100_000, confidence=0.55), one("2026-01-20", 100_000, confidence=0.6), one(FEB, 80_000)], told=[("lowered", 80_000, 80_000)]),
        Case(name="what stood: twin, the article remembers it", nights=[one(JAN, 100_000, confidence=0.55), [said(FEB, of(80_000), of(100_000, prior=True))]], told=[("lowered", 80_000, 80_000)]),
        Case(name="what stood: the same paper had said it twice", nights=[[said(JAN, of(100_000, confidence=0.55), site="a.com")], [said("2026-01-20", of(100_000, confidence=0.55), site="a.com")], one(FEB, 80_000)], versions=2),
        Case(name="five times as many", nights=[one(JAN, 100_000), one(FEB, 500_000)], versions=2),
        Case(name="five times as many: twin, three times", nights=[one(JAN, 100_000), one(FEB, 300_000)], told=[("raised", 300_000, 300_000)]),
        Case(name="five times as many: twin, the article remembers what it was", nights=[one(JAN, 100_000), [said(FEB, of(500_000), of(100_000, prior=True))]], told=[("raised", 500_000, 500_000)]),
        Case(name="five times as many: said by two, what stood was of a part", nights=[one(JAN, 100_000), one(FEB, 500_000), one(MAR, 500_000)], versions=3),
        Case(name="five times as many, then near that", nights=[one(JAN, 10_000), one(FEB, 50_000), one(MAR, 45_000)], told=[("lowered", 45_000, 45_000)], versions=3),
        Case(name="five times as many: twin, then near what stood", nights=[one(JAN, 10_000), one(FEB, 50_000), one(MAR, 11_000)], told=[("raised", 11_000, 11_000)], versions=3),
        Case(name="five times as many, then near that: twin, a fifth of what stands", nights=[one(JAN, 50_000), one(FEB, 10_000), one(MAR, 8_000)], versions=3),
        Case(name="a first value hardly read, then the true one", nights=[one(JAN, 10_000, confidence=0.2), one(FEB, 100_000)]),
        Case(name="far from what stands", nights=[one(JAN, 500_000), one(FEB, 1_500)], versions=2),
        Case(name="far from what stands: twin, said by two", nights=[one(JAN, 500_000), one(FEB, 1_500), one("2026-02-12", 1_500)], told=[("lowered", 1_500, 1_500)]),
        Case(name="hard to believe, then the old value", nights=[one(JAN, 500_000), one(FEB, 1_500), one(MAR, 500_000)], versions=2),
        Case(name="far from what stands: said by one paper in two articles", nights=[one(JAN, 500_000), [said(FEB, of(1_500), site="a.com")], [said("2026-02-12", of(1_500), site="a.com")]], told=[("lowered", 1_500, 1_500)]),
        Case(name="the old value still printed days later", nights=[one(JAN, 100_000), one(FEB, 80_000), one("2026-02-12", 100_000)], told=[("lowered", 80_000, 80_000)]),
        Case(name="the old value still printed in the same week", nights=[one(JAN, 100_000), one(FEB, 80_000), one("2026-02-15", 100_000), one("2026-02-20", 80_000)], told=[("lowered", 80_000, 80_000)]),
        Case(name="the old value: twin, a week later", nights=[one(JAN, 100_000), one(FEB, 80_000), one("2026-02-17", 100_000)], told=[("lowered", 80_000, 80_000), ("raised", 100_000, 100_000)]),
        Case(name="the old value still printed, then said again", nights=[one(JAN, 100_000), one(FEB, 80_000), one("2026-02-12", 100_000), one("2026-02-20", 100_000)], told=[("lowered", 80_000, 80_000), ("raised", 100_000, 100_000)]),
        Case(name="the old value in an article's background", nights=[one(JAN, 100_000), one(FEB, 80_000), [said(MAR, of(100_000, quote=LAST), text=f"{NEWS}\n{LAST}")]], told=[("lowered", 80_000, 80_000)]),
        Case(name="the old value in the background: twin, in its lead", nights=[one(JAN, 100_000), one(FEB, 80_000), [said(MAR, of(100_000, quote=LAST), text=f"{LAST}\n{NEWS}")]], told=[("lowered", 80_000, 80_000), ("raised", 100_000, 100_000)]),
        Case(name="the old value in the background: twin, a third one", nights=[one(JAN, 100_000), one(FEB, 80_000), [said(MAR, of(120_000, quote=LAST), text=f"{NEWS}\n{LAST}")]], told=[("lowered", 80_000, 80_000), ("raised", 120_000, 120_000)]),
        Case(name="old and new beside each other, nothing called former", nights=[one(JAN, 100_000), one(FEB, 80_000), [said(MAR, of(80_000), of(100_000))]], told=[("lowered", 80_000, 80_000)]),
        Case(name="old and new: twin, a value never told before", nights=[one(JAN, 100_000), one(FEB, 80_000), [said(MAR, of(80_000), of(110_000))]], told=[("lowered", 80_000, 80_000), ("raised", 110_000, 110_000)]),
        Case(name="a doubtful figure beside a sure one", nights=[one(JAN, 100_000), [said(FEB, of(100_000), of(70_000, confidence=0.3))]], versions=1),
        Case(name="a doubtful figure: twin, both sure", nights=[one(JAN, 100_000), [said(FEB, of(100_000), of(70_000))]], told=[("lowered", 70_000, 70_000)]),
        Case(name="first poll of a new source", nights=[one(JAN, 100_000), [said(FEB, of(80_000), backlog=True)]], versions=2),
        Case(name="first poll: twin, an item of today", nights=[one(JAN, 100_000), [said(FEB, of(80_000))]], told=[("lowered", 80_000, 80_000)]),
    ]  # fmt: skip


def starts() -> list[Case]:
    """Starts of production, whose value is the date."""

    def begins(day: str, first: str | None, last: str | None = None, **other: Any) -> list[Article]:
        return [said(day, start("Moskvich", first, last, **other))]

    june, autumn, done = (
        ("2026-06-01", "2026-06-30"),
        ("2026-09-01", "2026-11-30"),
        {"status": "done"},
    )
    OUTPUT = {**target("Moskvich", 20_000, **year(2025)), "kind": "output"}  # noqa: N806

    def begins_at(span: tuple[str, str], **other: Any) -> list[Row]:
        return [start("Moskvich", *span, **other)]

    restart, later = ("2026-01-12", "2026-01-12"), ("2026-08-17", "2026-08-17")
    former = [start("Moskvich", *later), start("Moskvich", *restart, prior=True)]
    return [
        Case(name="work resumes after two holidays", nights=[begins("2025-12-28", *restart), begins("2026-07-20", *later)]),
        Case(name="work resumes: twin, the first date called a former plan", nights=[begins("2025-12-28", *restart), [said("2026-01-20", *former)]], told=[("postponed", *later)]),
        Case(name="a company with several plants starts something", nights=[[said(JAN, start("AvtoVAZ", *june))], [said(FEB, start("AvtoVAZ", *autumn))]]),
        Case(name="a company: twin, a model", nights=[[said(JAN, start("AvtoVAZ", *june, product="Lada Iskra"))], [said(FEB, start("AvtoVAZ", *autumn, product="Lada Iskra"))]], told=[("postponed", *autumn)]),
        Case(name="a company of which one plant is known starts something", nights=[[said(JAN, start("Chrysler", *june))], [said(FEB, start("Chrysler", *autumn))]]),
        Case(name="a company: twin, its plant", nights=[[said(JAN, start("BYD Manisa plant", *june))], [said(FEB, start("BYD Manisa plant", *autumn))]], told=[("postponed", *autumn)]),
        Case(name="what starts is not said, and not read for sure", nights=[begins(JAN, *june, confidence=0.8), begins(FEB, *autumn, confidence=0.8)], versions=2),
        Case(name="what starts: twin, a model is named", nights=[begins(JAN, *june, confidence=0.8, product="Moskvich 8"), begins(FEB, *autumn, confidence=0.8, product="Moskvich 8")], told=[("postponed", *autumn)]),
        Case(name="start postponed", nights=[begins(JAN, *june), begins(FEB, *autumn)], told=[("postponed", *autumn)]),
        Case(name="start postponed: twin, the year only", nights=[begins(JAN, *june), begins(FEB, "2026-01-01", "2026-12-31")]),
        Case(name="start advanced", nights=[begins(JAN, *autumn), begins(FEB, *june)], told=[("advanced", *june)]),
        Case(name="start more precise", nights=[begins(JAN, "2026-01-01", "2026-12-31"), begins(FEB, *june)]),
        Case(name="start that slips by spans that overlap", nights=[begins(JAN, "2026-05-01", "2026-08-31"), begins(FEB, "2026-07-01", "2026-09-30"), begins(MAR, "2026-09-10", "2026-10-31")], told=[("postponed", "2026-09-10", "2026-10-31")]),
        Case(name="done start, then a new planned one", nights=[begins(JAN, *june), begins("2026-06-20", "2026-06-20", **done), begins("2026-07-10", *autumn)], versions=3),
        Case(name="done start: twin, not done", nights=[begins(JAN, *june), begins("2026-05-10", *autumn)], told=[("postponed", *autumn)]),
        Case(name="done start is no change", nights=[begins(JAN, *june), begins("2026-07-20", "2026-07-20", **done)]),
        Case(name="a start long ago does not close the plan", nights=[begins(JAN, *june), begins(FEB, "2012-01-01", "2012-12-31", **done), begins(MAR, *autumn)], told=[("postponed", *autumn)]),
        Case(name="told as planned after it was done", nights=[begins(JAN, *june), begins("2026-06-20", "2026-06-20", **done), begins("2026-06-22", *june)], versions=2),
        Case(name="something starts at a plant that runs", nights=[[said(JAN, *begins_at(june)), said(JAN, OUTPUT)], [said(FEB, *begins_at(autumn))]]),
        Case(name="something starts: twin, the plant stood idle", nights=[[said(JAN, *begins_at(june)), said(JAN, {**OUTPUT, **year(2021)})], [said(FEB, *begins_at(autumn))]], told=[("postponed", *autumn)]),
        Case(name="something starts: twin, a model is named", nights=[[said(JAN, *begins_at(june, product="Moskvich 8")), said(JAN, OUTPUT)], [said(FEB, *begins_at(autumn, product="Moskvich 8"))]], told=[("postponed", *autumn)]),
        Case(name="a planned start of another model", nights=[begins(JAN, *june), [said(FEB, start("Moskvich", *autumn, product="Moskvich 8"))]]),
        Case(name="planned date that had passed when told", nights=[begins(JAN, *june), begins("2026-12-10", *autumn)]),
    ]  # fmt: skip


def all_cases() -> list[Case]:
    """Every case."""
    return [*values(), *keys(), *own_news(), *starts()]
