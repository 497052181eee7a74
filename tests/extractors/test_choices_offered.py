"""What the reader chooses from: the days that a figure may be about, and the names of what is made. Which it chooses is learnt."""

from datetime import date

import pytest

from extractors.fiscal_times import year_end
from extractors.model import Document
from extractors.reader import Reader
from tests.quality import names


def offered(text: str, published: str, number: float, what: str) -> set[object]:
    """Days, or names of products, that are offered for a figure."""
    language = "ru" if "а" in text else "en"
    document = Document(text=text, published=date.fromisoformat(published))
    reader = Reader(document, language, names(), explain=False)
    reader.context.judged = []
    reader.read()
    places = {j.start for j in reader.context.judged if j.what == "figure" and number in {j.options[0].low, j.options[0].high}}  # fmt: skip
    found = [o for j in reader.context.judged if j.what == what and j.start in places for o in j.options]  # fmt: skip
    return {getattr(o, "days" if "time" in what else "name") for o in found}


LONG_REPORT = """Carmakers of Ukraine, a plant by a plant

The makers of 2012 are all there.

In July 2013 the ZAZ plant built 1,200 cars. Of those, 900 were Lanos cars.

Bogdan delivered cars from stock in 2012. It sold 2,104 cars in June 2011, and more in May 2010, in March 2009 and in 2008.

Eurocar in Solomonovo built 1,701 cars."""


@pytest.mark.parametrize(
    ("text", "published", "number", "first", "last"),
    [
        ("In the quarter to June 30 the Normal plant of Rivian made 4,401 vehicles.", "2022-07-06", 4401, "2022-04-01", "2022-06-30"),
        ("In the nine months through December Toyota built 6.76 million cars.", "2023-02-09", 6.76e6, "2022-04-01", "2022-12-31"),
        ("За полугодие, завершившееся в сентябре, Mazda выпустила 620 тысяч автомобилей.", "2013-10-24", 620e3, "2013-04-01", "2013-09-30"),
        ("Rivian built 2,553 vehicles in the first quarter of 2022, 4,401 in the second and 7,363 in the third.", "2023-07-05", 7363, "2022-07-01", "2022-09-30"),
        ("By Dec. 15 the Rivian plant had made 652 vehicles.", "2021-12-17", 652, "2021-01-01", "2021-12-15"),
        ("Toyota's business year ends in March. It plans to build 9.7 million cars in fiscal 2022.", "2022-05-11", 9.7e6, "2022-04-01", "2023-03-31"),
        ("Toyota's fiscal year ends in March. Last fiscal year it built 8.6 million cars.", "2022-10-21", 8.6e6, "2021-04-01", "2022-03-31"),
        ("The Suzuki plant is to produce 250,000 cars in 2018-19.", "2018-01-31", 250e3, "2018-04-01", "2019-03-31"),
        ("VW's plant at Puebla opened in 1967. In September 1980 it built its millionth car.", "2020-06-11", 1e6, "1967-01-01", "1980-09-30"),
        ("The Sanand plant of Tata Motors has produced its one millionth car. It has been in operation since 2010.", "2024-03-09", 1e6, "2010-01-01", "2024-03-09"),
        ("Volvo's Torslanda plant went to three shifts in April. It built 91,000 cars in the half-year.", "2015-10-21", 91e3, "2015-01-01", "2015-06-30"),
        (LONG_REPORT, "2013-08-06", 1701, "2013-07-01", "2013-07-31"),
        ("Ford will invest $850 million in its Flat Rock plant through 2023.", "2019-03-21", 850e6, "2019-01-01", "2023-12-31"),
    ],
)  # fmt: skip
def test_days_that_are_only_hinted_at_are_offered(
    text: str, published: str, number: float, first: str, last: str
) -> None:
    """The quarter that ends there, the business year, the year up to a day, all since the first year named."""
    days = date.fromisoformat(first), date.fromisoformat(last)
    assert days in offered(text, published, number, "figure time")


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("the fiscal year that ends in March", 3),
        ("by March 31, the end of the business year that started last April", 3),
        ("fiscal 2022, the year starting in April; the fiscal year starting in April", 3),
        ("the twelve months to end-June", 6),
        ("финансовый год, который закончится 31 марта 2023-го", 3),
        ("guidance for FY2024 (to end-June 2024)", 6),
        ("3 lakh cars in the current fiscal", 3),
        ("In Q1 FY25 (April to June 2024) the plant built 50,000 cars", None),
        ("its financial year ended December 2022; profit was Rs 200 crore", None),
        ("lifts its fiscal 2024 outlook. Updated 2024-03-15", None),
        ("the fiscal year to December", None),
        ("the year was good, and March was better", None),
    ],
)
def test_the_end_of_a_business_year_is_read(text: str, month: int | None) -> None:
    """In words of both languages; a year that ends in December is no other year."""
    assert year_end(text) == month


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("COMAC plans to build 75 aircraft of the C919 type in 2025.", 75, "C919"),
        ("В 2026 году завод «Яковлев» изготовит 18 лайнеров МС-21.", 18, "МС-21"),
        ("GM's Bolt is built in Orion. The plant will make 70,000 of them in 2023.", 70_000, "Bolt"),
        ("КАМАЗ начал выпуск К5. В этом году завод сделает 9000 таких машин.", 9000, "К5"),
    ],
)  # fmt: skip
def test_models_named_near_are_offered_beside_the_noun(text: str, number: float, name: str) -> None:
    """In the sentence, and in the one before."""
    assert name in {str(n) for n in offered(text, "2024-03-14", number, "figure product")}


def test_a_town_goes_to_the_maker_that_has_a_plant_there() -> None:
    """Toyota is named nearer, but Sunderland is Nissan's, which the article names too."""
    text = "Nissan speaks of hard times. Toyota's output in Britain fell. In Sunderland 270,000 cars were built in 2023."
    reader = Reader(Document(text=text, published=date(2024, 3, 14)), "en", names(), explain=False)
    reader.context.who.judged = []
    reader.read()
    laid = {c.producer.name for _, found in reader.context.who.judged for c in found}
    assert "Nissan Sunderland" in laid
    assert "Toyota Sunderland" not in laid
