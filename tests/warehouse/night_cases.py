"""What papers say of plants, night by night, and what must be told: the key cases of the history, one plant each."""

from dataclasses import dataclass
from typing import Any

JAN, FEB, MAR = "2024-01-15", "2024-02-15", "2024-03-15"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the papers say of one plant, night by night, and what must be told: direction, low and high or start."""

    name: str
    plant_id: str
    said: tuple[tuple[int, str, str, str], ...]
    """(night, paper, day, sentence)"""
    told: tuple[tuple[str, Any, Any], ...] = ()
    bare: bool = False
    dateless: bool = False
    """The second article does not say when it was published."""
    edited: str = ""
    """The first article's sentence from the night after."""


def case(name: str, plant_id: str, *said: Any, told: tuple[Any, ...] = (), **other: Any) -> Case:
    """A case on one line."""
    return Case(name=name, plant_id=plant_id, said=said, told=told, **other)


RELEASE = (
    "Rostselmash plans to build 3,000 combines in 2024, the company told dealers and journalists who had come to its yard on the "
    "Don for the opening of a new paint shop with robots from three countries. The shop has cost two years of work, its "
    "manager said, and doors, cabins and frames now pass through it without being touched by hand even once."
)
HARVEST = (
    "Gomselmash plans to build 2,500 combines in 2024, its manager told farmers who had come to see a new hall with warm "
    "floors and a crane that lifts twenty tons. The hall took three winters to build, he said, and the old one by the "
    "river is to become a museum of ploughs, with a cinema and a library for the pupils of the town."
)
CASES = (
    case("same again, in the other language", "avtotor",
         (1, "oka", JAN, "Avtotor plans to build 100,000 cars in 2024."),
         (2, "volga", FEB, "«Автотор» планирует выпустить в 2024 году 100 тыс. автомобилей.")),
    case("lowered, in the other language", "uaz",
         (1, "oka", JAN, "UAZ plans to build 40,000 vehicles in 2024."),
         (2, "volga", FEB, "УАЗ планирует выпустить в 2024 году 35 тыс. автомобилей."),
         told=(("lowered", 35_000, 35_000),)),
    case("vaguer", "kamaz",
         (1, "volga", JAN, "КамАЗ планирует выпустить в 2024 году 40 тыс. грузовиков."),
         (2, "kama", FEB, "KAMAZ plans to build over 38,000 trucks in 2024.")),
    case("up to more than it was", "belgee",
         (1, "kama", JAN, "BelGee plans to build 60,000 cars in 2024."),
         (2, "neva", FEB, "БЕЛДЖИ планирует выпустить в 2024 году до 80 тыс. автомобилей."),
         told=(("raised", None, 80_000),)),
    case("about", "moskvich",
         (1, "oka", JAN, "Moskvich plans to build 27,500 cars in 2024."),
         (2, "neva", FEB, "«Москвич» планирует выпустить в 2024 году около 28 тыс. автомобилей.")),
    case("the former plan told beside the new one, and again later", "togg-gemlik",
         (1, "oka", JAN, "Togg plans to build 60,000 cars in 2024."),
         (2, "kama", FEB, "Togg plans to build 50,000 cars in 2024 instead of the 60,000 it had planned before."),
         (3, "oka", MAR, "Togg plans to build 50,000 cars in 2024, instead of the earlier planned 60,000."),
         told=(("lowered", 50_000, 50_000),)),
    case("an older article that comes late", "avtovaz",
         (1, "volga", JAN, "АвтоВАЗ планирует выпустить в 2024 году 500 тыс. автомобилей."),
         (2, "oka", MAR, "AvtoVAZ plans to build 400,000 cars in 2024."),
         (3, "neva", FEB, "АвтоВАЗ планирует выпустить в 2024 году 450 тыс. автомобилей."),
         told=(("lowered", 400_000, 400_000),)),
    case("back and forth", "haval-tula",
         (1, "oka", JAN, "Haval's Tula plant plans to build 100,000 cars in 2024."),
         (2, "oka", FEB, "Haval's Tula plant plans to build 80,000 cars in 2024."),
         (3, "volga", MAR, "Завод Haval в Туле планирует выпустить в 2024 году 100 тыс. автомобилей."),
         told=(("lowered", 80_000, 80_000), ("raised", 100_000, 100_000))),
    case("a release printed again after the plan was cut", "rostselmash",
         (1, "oka", JAN, RELEASE),
         (2, "kama", FEB, "Rostselmash plans to build 2,000 combines in 2024."),
         (3, "kama", MAR, RELEASE),
         told=(("lowered", 2_000, 2_000),), bare=True),
    case("output and capacity are no targets", "maz",
         (1, "kama", JAN, "MAZ plans to build 12,000 trucks in 2024."),
         (2, "kama", FEB, "MAZ built 9,000 trucks in 2023. The plant has a capacity of 25,000 trucks a year.")),
    case("another year", "ural",
         (1, "volga", JAN, "Автозавод «Урал» планирует выпустить в 2024 году 9 тыс. грузовиков."),
         (2, "neva", FEB, "Автозавод «Урал» планирует выпустить в 2025 году 6 тыс. грузовиков.")),
    case("the year was over", "mtz",
         (1, "kama", JAN, "Minsk Tractor Works plans to build 30,000 tractors in 2023."),
         (2, "kama", FEB, "Minsk Tractor Works plans to build 28,000 tractors in 2023.")),
    case("a part", "paz",
         (1, "volga", JAN, "ПАЗ планирует выпустить в 2024 году 10 тыс. автобусов."),
         (2, "volga", FEB, "ПАЗ планирует выпустить в 2024 году 500 электробусов.")),
    case("an edited page", "uzauto-motors",
         (2, "oka", FEB, "UzAuto Motors plans to build 400,000 cars in 2024."),
         edited="UzAuto Motors plans to build 380,000 cars in 2024.", told=(("lowered", 380_000, 380_000),)),
    case("a start postponed", "byd-manisa",
         (1, "oka", JAN, "BYD's plant in Manisa will start production in March 2026."),
         (2, "volga", FEB, "Завод BYD в Манисе начнёт выпуск автомобилей в октябре 2026 года."),
         told=(("postponed", "2026-10-01", "2026-10-31"),)),
    case("a start told vaguer", "byd-szeged",
         (1, "oka", JAN, "BYD's plant in Szeged will start production in October 2025."),
         (2, "neva", FEB, "Завод BYD в Сегеде начнёт выпуск автомобилей в 2025 году.")),
    case("small steps that add up", "sollers-alabuga",
         (1, "volga", JAN, "Завод «Соллерс» в Елабуге планирует выпустить в 2024 году 20 300 автомобилей."),
         (2, "volga", FEB, "Завод «Соллерс» в Елабуге планирует выпустить в 2024 году 20,5 тыс. автомобилей."),
         (3, "neva", MAR, "Завод «Соллерс» в Елабуге планирует выпустить в 2024 году 22 тыс. автомобилей."),
         told=(("raised", 20_500, 20_500), ("raised", 22_000, 22_000))),
    case("rounded", "volgabus",
         (1, "oka", JAN, "Volgabus plans to build 1,296 buses in 2024."),
         (2, "volga", FEB, "«Волгабас» планирует выпустить в 2024 году 1300 автобусов.")),
    case("rounded: twin, beyond rounding", "liaz",
         (1, "oka", JAN, "LiAZ plans to build 1,296 buses in 2024."),
         (2, "volga", FEB, "ЛиАЗ планирует выпустить в 2024 году 1200 автобусов."),
         told=(("lowered", 1_200, 1_200),)),
    case("more precise", "nefaz",
         (1, "volga", JAN, "НефАЗ планирует выпустить в 2024 году до 2 тыс. автобусов."),
         (2, "oka", FEB, "NefAZ plans to build 1,500 to 2,000 buses in 2024.")),
    case("a range narrowed", "porsche",
         (1, "oka", JAN, "Porsche plans to build 280,000 to 320,000 cars in 2024."),
         (2, "kama", FEB, "Porsche plans to build 290,000 to 310,000 cars in 2024."),
         told=(("narrowed", 290_000, 310_000),)),
    case("raised", "belaz",
         (1, "volga", JAN, "БелАЗ планирует выпустить в 2024 году 1000 самосвалов."),
         (2, "kama", FEB, "BelAZ plans to build 1,200 dump trucks in 2024."),
         told=(("raised", 1_200, 1_200),)),
    case("the number moved to another year", "ferrari",
         (1, "oka", JAN, "Ferrari plans to build 16,000 cars in 2025."),
         (2, "kama", FEB, "Ferrari plans to build 16,000 cars in 2026. It had earlier planned to build 16,000 cars in 2025."),
         told=(("postponed", 16_000, 16_000),)),
    case("the number moved: twin, for both years", "lamborghini",
         (1, "oka", JAN, "Lamborghini plans to build 10,000 cars in 2025."),
         (2, "kama", FEB, "Lamborghini plans to build 10,000 cars in 2026.")),
    case("a start brought forward", "giga-berlin",
         (1, "oka", JAN, "Tesla's plant in Gruenheide will start production of the Model Y in October 2026."),
         (2, "kama", FEB, "Tesla's plant in Gruenheide will start production of the Model Y in March 2026."),
         told=(("advanced", "2026-03-01", "2026-03-31"),)),
    case("a start that was done, then a new one", "azia-avto",
         (1, "oka", JAN, "Azia Avto will start production of the Kia Sportage in February 2024."),
         (2, "kama", FEB, "Azia Avto started production of the Kia Sportage on February 12, 2024."),
         (3, "oka", MAR, "Azia Avto will start production of the Kia Sportage in October 2025.")),
    case("told again with its old date", "mazda",
         (1, "oka", JAN, "Mazda plans to build 1,200,000 cars in 2024."),
         (2, "kama", FEB, "Mazda plans to build 1,100,000 cars in 2024."),
         (3, "oka", MAR, "Mazda said on January 16, 2024 that it planned to build 1,200,000 cars in 2024."),
         told=(("lowered", 1_100_000, 1_100_000),)),
    case("an analyst's forecast", "subaru",
         (1, "oka", JAN, "Subaru plans to build 960,000 cars in 2024."),
         (2, "kama", FEB, "According to analysts, Subaru will build 800,000 cars in 2024.")),
    case("an analyst's forecast: twin, the company's", "isuzu",
         (1, "oka", JAN, "Isuzu plans to build 360,000 trucks in 2024."),
         (2, "kama", FEB, "Isuzu expects to build 300,000 trucks in 2024."),
         told=(("lowered", 300_000, 300_000),)),
    case("a near-copy with another number", "gomselmash",
         (1, "oka", JAN, HARVEST), (2, "kama", FEB, HARVEST.replace("2,500", "2,200")),
         told=(("lowered", 2_200, 2_200),), bare=True),
    case("a near-copy: twin, the same number", "chtz",
         (1, "oka", JAN, HARVEST.replace("Gomselmash", "ChTZ").replace("combines", "tractors")),
         (2, "kama", FEB, HARVEST.replace("Gomselmash", "ChTZ").replace("combines", "tractors") + " So it was told."), bare=True),
    case("two papers contradict each other on a day", "skoda",
         (1, "oka", JAN, "Skoda plans to build 900,000 cars in 2024."),
         (2, "kama", FEB, "Skoda plans to build 860,000 cars in 2024."),
         (2, "oka", FEB, "Skoda plans to build 860,000 cars in 2024, it says."),
         told=(("lowered", 860_000, 860_000),)),
    case("two scenarios, then one of them", "seat",
         (1, "oka", JAN, "SEAT plans to build 400,000 to 500,000 cars in 2024."),
         (2, "kama", FEB, "SEAT plans to build up to 500,000 cars in 2024.")),
    case("a part without a product word", "opel",
         (1, "oka", JAN, "Opel plans to build 700,000 cars in 2024."),
         (2, "kama", FEB, "Opel plans to build 300,000 electric cars in 2024."),
         (3, "oka", MAR, "Opel plans to build 300,000 cars in 2024.")),
    case("the first poll of a new paper", "dacia-mioveni",
         (1, "oka", JAN, "Dacia's plant in Pitesti plans to build 340,000 cars in 2024."),
         (1, "don", FEB, "Dacia's plant in Pitesti plans to build 300,000 cars in 2024.")),
    case("the first poll: twin, a day later", "lada-izhevsk",
         (1, "oka", JAN, "Lada Izhevsk plans to build 60,000 cars in 2024."),
         (3, "don", MAR, "Lada Izhevsk plans to build 50,000 cars in 2024."),
         told=(("lowered", 50_000, 50_000),)),
    case("a date that is only a guess", "lucid",
         (1, "oka", JAN, "Lucid plans to build 9,000 cars in 2024."),
         (2, "kama", FEB, "Lucid plans to build 8,000 cars in 2024."),
         dateless=True),
)  # fmt: skip
