"""What the reader of announcements promises: phrases and what they must give, phrases that must give nothing."""

import random
from datetime import date
from pathlib import Path

import pytest

from extractors.announcements import detect_language, extract
from extractors.gazetteer import Gazetteer, load_gazetteer
from extractors.model import Announcement, Document

PUBLISHED = date(2024, 3, 14)
SEEDS = Path(__file__).parents[2] / "seeds" / "plants.toml"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(SEEDS.read_text("utf-8"))


def read(text: str, gazetteer: Gazetteer, language: str | None = None) -> tuple[Announcement, ...]:
    document = Document(text=text, published=PUBLISHED, language=language)
    return extract(document, gazetteer).announcements


EN = "Toyota runs a large car factory in Kentucky and other plants.\n"
RU = "Завод «АвтоВАЗ» в Тольятти — крупное предприятие.\n"

# phrase → kind, low, high, per, first day of the period, status, prior
POSITIVE = {
    EN + "Toyota plans to build 500,000 cars in 2025.": ("target", 500000, 500000, None, "2025-01-01", None, False),
    EN + "Toyota will produce 200,000 vehicles a year from 2026.": ("target", 200000, 200000, "year", "2026-01-01", None, False),
    EN + "Toyota built 38,000 cars in 2023.": ("output", 38000, 38000, None, "2023-01-01", None, False),
    EN + "In 2023 more than 38,000 cars were assembled by Toyota.": ("output", 38000, None, None, "2023-01-01", None, False),
    EN + "The Toyota plant has a capacity of 300,000 vehicles a year.": ("capacity", 300000, 300000, "year", None, None, False),
    EN + "The Toyota plant can make up to 300,000 vehicles a year.": ("capacity", None, 300000, "year", None, None, False),
    EN + "Toyota will invest $1.3 billion in the plant.": ("investment", 1.3e9, 1.3e9, None, None, None, False),
    EN + "Toyota will start production of the new sedan in September 2024.": ("start", None, None, None, "2024-09-01", "planned", False),
    EN + "Toyota suspended production at the plant in February 2024.": ("stop", None, None, None, "2024-02-01", "done", False),
    EN + "The first truck rolled off the Toyota line in January 2024.": ("start", None, None, None, "2024-01-01", "done", False),
    EN + "Toyota suspended production in February 2024 because of weak sales.": ("stop", None, None, None, "2024-02-01", "done", False),
    EN + "Toyota's Georgetown, Kentucky, plant will be down the week of April 17.": ("stop", None, None, None, "2024-04-15", "planned", False),
    EN + "Toyota built 38,000 cars in 2023, the most since 2012.": ("output", 38000, 38000, None, "2023-01-01", None, False),
    RU + "АвтоВАЗ планирует выпустить 500 тыс. автомобилей в 2025 году.": ("target", 500000, 500000, None, "2025-01-01", None, False),
    RU + "В 2025 году АвтоВАЗ выпустит не менее 500 тыс. машин.": ("target", 500000, None, None, "2025-01-01", None, False),
    RU + "В 2023 году АвтоВАЗ собрал 374 тыс. автомобилей.": ("output", 374000, 374000, None, "2023-01-01", None, False),
    RU + "Мощность завода АвтоВАЗа — 300 тыс. автомобилей в год.": ("capacity", 300000, 300000, "year", None, None, False),
    RU + "В завод АвтоВАЗ вложит 4,3 млрд рублей.": ("investment", 4.3e9, 4.3e9, None, None, None, False),
    RU + "Завод АвтоВАЗа рассчитан на 300 тыс. автомобилей в год.": ("capacity", 300000, 300000, "year", None, None, False),
    RU + "АвтоВАЗ в 2023 году увеличил выпуск на 11,6% по сравнению с 2022 годом – до 374 тыс. машин.": ("output", 374000, 374000, None, "2023-01-01", None, False),
    RU + "АвтоВАЗ начнёт выпуск нового седана в сентябре 2024 года.": ("start", None, None, None, "2024-09-01", "planned", False),
    RU + "В феврале 2024 года АвтоВАЗ остановил конвейер.": ("stop", None, None, None, "2024-02-01", "done", False),
}  # fmt: skip

NEGATIVE = [
    EN + "Toyota sold 500,000 cars in 2023.",
    EN + "Toyota delivered 120,000 vehicles last year, and exports came to 20,000.",
    EN + "Toyota recalled 427,000 cars because of brakes.",
    EN + "The plant employs 4,000 people and uses 600 robots.",
    EN + "Toyota denied a rumour that it would build 50,000 cars a year in Forest.",
    EN + "Toyota hopes to expand production one day.",
    EN + "The sedan costs 30,000 dollars and has 150 horsepower.",
    EN + "The closure of the plant means a drop in output of 3,000 cars in 2024.",
    RU + "Прирост выпуска на АвтоВАЗе в 2024 году составит 20 тыс. машин.",
    RU + "АвтоВАЗ продал в 2023 году 324 тыс. автомобилей.",
    RU + "За год зарегистрировано 90 тыс. новых машин марки.",
    RU + "На предприятии занято 4 тыс. человек.",
    RU + "Слухи о выпуске 50 тыс. машин в год на заводе опровергли.",
    "The weather was fine and nobody spoke of factories.",
]


@pytest.mark.parametrize(("text", "wanted"), POSITIVE.items())
def test_phrase_is_read(text, wanted, gazetteer):
    """A common phrase gives exactly the row that a careful reader would write down."""
    kind, low, high, per, first, status, prior = wanted
    rows = [r for r in read(text, gazetteer) if r.kind == kind]
    assert len(rows) == 1, [(r.kind, r.low, r.high) for r in read(text, gazetteer)]
    row = rows[0]
    assert (row.low, row.high, row.per, row.status, row.prior) == (low, high, per, status, prior)
    assert (row.period_start.isoformat() if row.period_start else None) == first
    assert "Toyota" in row.plant or "АвтоВАЗ" in row.plant


@pytest.mark.parametrize("text", NEGATIVE)
def test_phrase_gives_nothing(text, gazetteer):
    """Sales, jobs, recalls, prices, rumours and wishes are no announcements."""
    assert read(text, gazetteer) == ()


def test_old_plan_is_prior(gazetteer):
    """A figure after "instead of" is the earlier plan, beside the plan that holds."""
    rows = read(
        EN + "Toyota will build 361,000 cars in 2025 instead of the planned 401,600.", gazetteer
    )
    assert {(r.high, r.prior) for r in rows if r.kind == "target"} == {
        (361000, False),
        (401600, True),
    }


@pytest.mark.parametrize(
    ("said", "prior"),
    [
        ("Toyota said it planned to build 500,000 cars in 2025.", False),
        ("Toyota forecast on Monday that it would build 500,000 cars in 2025.", False),
        ("Toyota had said it planned to build 500,000 cars in 2025.", True),
        ("Toyota abandoned its goal of building 500,000 cars in 2025.", True),
        ("Toyota now expects to build 400,000 cars in 2025, down from 500,000.", True),
        ("АвтоВАЗ отказался от плана выпустить 500 тыс. автомобилей в 2025 году.", True),
    ],
)
def test_reported_plan_stands_and_abandoned_one_is_prior(said, prior, gazetteer):
    """The past tense of reported speech makes no old plan; giving a plan up does."""
    document = Document(text=(RU if "А" in said else EN) + said, published=PUBLISHED)
    rows = extract(document, gazetteer, least=0.0).announcements
    assert {r.prior for r in rows if r.low == 500_000 and r.kind == "target"} == {prior}


def test_a_difference_is_no_target(gazetteer):
    """ "down 150,000 from an earlier plan" tells by how much, and no plan of 150,000."""
    rows = read(
        EN + "Toyota plans to build 750,000 cars in 2025, down 150,000 from an earlier plan.",
        gazetteer,
    )
    assert {r.low for r in rows if r.kind == "target"} == {750_000}


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        ("Прогноз АвтоВАЗа на 2025 год скорректировали: сначала до 480 тыс., а затем до 550 тыс. автомобилей.", {(480e3, 480e3), (550e3, 550e3)}),
        ("Для расширения АвтоВАЗ строит в Тольятти цех мощностью до 200 тыс. автомобилей в год.", {(None, 200e3)}),
    ],
)  # fmt: skip
def test_up_to_is_a_bound_unless_something_grew_to_it(said, ends, gazetteer):
    """A second step of a growth is reached as the first; the size of a works is at most so many."""
    document = Document(text=RU + said, published=PUBLISHED)
    rows = extract(document, gazetteer, least=0.0).announcements
    assert ends <= {(r.low, r.high) for r in rows}


def test_coaches_of_a_railway_are_no_motor_vehicles(gazetteer):
    """What runs on rails is told from buses by what the article speaks of."""
    text = "The Vegra plant builds trains and locomotives for the railway.\nThe Vegra plant built 7,134 {} in 2023."
    on_rails, on_roads = text, text.replace("railway", "bus").replace("trains and locomotives", "buses")  # fmt: skip
    units = [
        {r.unit for r in extract(Document(text=t.format(n), published=PUBLISHED), gazetteer, least=0.0).announcements if r.low == 7134}
        for t, n in ((on_rails, "coaches"), (on_rails, "trucks"), (on_roads, "coaches"))
    ]  # fmt: skip
    assert units == [{"carriages"}, {"vehicles"}, {"vehicles"}]


def test_cars_that_leave_by_rail_are_motor_vehicles(gazetteer):
    """Locomotives in the yard of a maker of cars make no carriages of them."""
    text = "Cars leave Toyota's Kentucky plant by railway, behind its own locomotives.\nIn 2023 the Toyota Kentucky plant built 7,134 cars."
    rows = extract(Document(text=text, published=PUBLISHED), gazetteer, least=0.0).announcements
    assert {r.unit for r in rows if r.low == 7134} == {"vehicles"}


def test_machines_are_what_the_article_counts(gazetteer):
    """«Машин» of an article on helicopters are helicopters, and so are figures without a noun there."""
    text = (
        "Казанский вертолётный завод построил в прошлом году 110 вертолётов.\n\n"
        "План завода на 2025 год – 120 машин, сообщили на предприятии. Годом раньше завод выпустил 98 машин."
    )
    found = extract(Document(text=text, published=date(2025, 2, 1)), gazetteer).announcements
    assert {a.unit for a in found} == {"helicopters"}
    assert {a.low for a in found} >= {110, 120, 98}


def test_every_row_is_grounded(gazetteer):
    """The quote is the slice of the text that the span names, and the figure stands in it."""
    text = (
        next(iter(POSITIVE)) + "\n" + "In 2023 Toyota built 38,000 cars, and in 2022 it was 41,000."
    )
    rows = read(text, gazetteer)
    assert rows
    for row in rows:
        assert text[row.start : row.end] == row.quote
        if row.number_start is not None:
            assert row.start <= row.number_start < row.number_end <= row.end


def test_same_fact_said_twice_is_one_row(gazetteer):
    """A headline repeated in the body, and a repeated paragraph, give one row."""
    line = "Toyota plans to build 500,000 cars in 2025."
    rows = read(f"{line}\n{EN}{line}\n{line}\n", gazetteer)
    assert len([r for r in rows if r.kind == "target"]) == 1


def test_precise_figure_beats_the_vague(gazetteer):
    """ "up to 100,000" in the headline gives way to "80,000 to 100,000" in the body."""
    text = (
        "Toyota to build up to 100,000 cars in 2025\n"
        + EN
        + "Toyota plans to produce from 80,000 to 100,000 cars in 2025."
    )
    rows = [r for r in read(text, gazetteer) if r.kind == "target"]
    assert [(r.low, r.high) for r in rows] == [(80000, 100000)]


def test_skipped_paragraphs_are_not_read(gazetteer):
    """Boilerplate that the pipeline has marked gives no row."""
    text = EN + "Toyota plans to build 500,000 cars in 2025."
    document = Document(text=text, published=PUBLISHED, language="en", skip=frozenset({1}))
    assert extract(document, gazetteer).announcements == ()


def test_explanation_says_what_was_refused(gazetteer):
    """`explain` names the figures turned down, and why."""
    text = EN + "Toyota sold 500,000 cars in 2023 and plans to build 300,000 in 2024."
    reading = extract(
        Document(text=text, published=PUBLISHED, language="en"), gazetteer, explain=True
    )
    assert any("refused" in note for note in reading.notes)
    assert sum(reading.dropped.values()) > 0


@pytest.mark.parametrize(
    ("text", "language"),
    [("Завод выпустил машины Lada", "ru"), ("The plant built cars", "en"), ("", "en")],
)
def test_language_is_told_by_letters(text, language):
    """Cyrillic letters make a text Russian."""
    assert detect_language(text) == language


def test_odd_texts_do_no_harm(gazetteer):
    """Digits without end, control characters, nested quotes, every script: read without error, mostly to nothing."""
    random.seed(7)
    signs = "".join(chr(random.randrange(32, 0x2FFF)) for _ in range(3000))
    odd = [
        "plant produced " + "1" * 30000,
        "plant built " + "12 345 " * 1500,
        "завод произвел " + "а" * 30000,
        "plant produced " + "«“(" * 5000,
        "\x00\x01plant produced 5 cars\x0b" * 50,
        "plant plant produced 3 cars " + signs,
        "plant built 5 cars in 2020\n" * 500,
        "\ud7ff plants plants",
    ]
    for text in odd:
        for row in read(text, gazetteer):
            assert text[row.start : row.end] == row.quote
