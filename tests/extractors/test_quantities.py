"""What the number grammar reads out of phrases, and what it leaves alone."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractors.figures import find_figures
from extractors.quantities import Quantity, find_quantities
from tests.extractors.corpora import quantities as corpora


def phrasings(corpus: str):
    blocks = [block.splitlines() for block in corpus.strip().split("\n\n")]
    return [(head.removeprefix("= "), phrase) for head, *phrases in blocks for phrase in phrases]


def as_text(quantity: Quantity) -> str:
    ends = ["…" if end is None else f"{end:.15g}" for end in (quantity.low, quantity.high)]
    unit = quantity.unit or (quantity.noun if quantity.figure == "count" else None)
    return " ".join((*ends, unit or "-", quantity.per or "-"))


def production(text: str, language: str) -> list[Quantity]:
    found, _ = find_figures(text, None, language)
    return [q for q in found if q.figure not in {"percent", "other"} and not q.restates]


@pytest.mark.parametrize(("meaning", "phrase"), phrasings(corpora.ENGLISH))
def test_english_phrasings_mean_one_quantity(meaning, phrase):
    """Every phrasing of a block gives the quantity that heads it, and no other."""
    assert [as_text(q) for q in production(phrase, "en")] == [meaning]


@pytest.mark.parametrize(("meaning", "phrase"), phrasings(corpora.RUSSIAN))
def test_russian_phrasings_mean_one_quantity(meaning, phrase):
    """Every Russian phrasing of a block gives the quantity that heads it, and no other."""
    assert [as_text(q) for q in production(phrase, "ru")] == [meaning]


@pytest.mark.parametrize("phrase", corpora.NEGATIVE_ENGLISH.strip().splitlines())
def test_english_figures_that_count_nothing(phrase):
    """Models, years, people, power, shares and prices are never production."""
    assert production(phrase, "en") == []


@pytest.mark.parametrize("phrase", corpora.NEGATIVE_RUSSIAN.strip().splitlines())
def test_russian_figures_that_count_nothing(phrase):
    """The same in Russian."""
    assert production(phrase, "ru") == []


@pytest.mark.parametrize(
    ("phrase", "language", "ends"),
    [
        ("output was raised from 50,000 to 70,000 cars", "en", [("from", 50000), ("to", 70000)]),
        ("the rate is cut from 52 to 38 a day", "en", [("from", 52), ("to", 38)]),
        ("сократит программу с 40 до 15 тысяч кроссоверов", "ru", [("from", 40000), ("to", 15000)]),
        ("снизил ориентир с 3,4 тыс. до 2,9 тыс.", "ru", [("from", 3400), ("to", 2900)]),
        ("from the current 670,000 to 900,000 engines", "en", [("from", 670_000), ("to", 900_000)]),
        ("goes up from about 168 000 to 200 000 cars", "en", [("from", 168_000), ("to", 200_000)]),
    ],
)
def test_a_change_is_two_figures(phrase, language, ends):
    """What is raised or cut from one figure to another is no range, and neither end is bounded."""
    found = find_quantities(phrase, language)
    assert [(q.change, q.low) for q in found] == ends
    assert all(q.low == q.high for q in found)
    assert len({(q.unit, q.per) for q in found}) == 1


@pytest.mark.parametrize(
    ("phrase", "language", "ends"),
    [
        (
            "cut its forecast from 20,000 to 12,000-14,000",
            "en",
            [(20_000, 20_000), (12_000, 14_000)],
        ),
        ("с 20 тысяч до 12–14 тысяч", "ru", [(20_000, 20_000), (12_000, 14_000)]),
        ("понизили с 70–100 тысяч до 55 тысяч", "ru", [(70_000, 100_000), (55_000, 55_000)]),
    ],
)
def test_an_end_of_a_change_may_be_a_range(phrase, language, ends):
    """Either end is one figure or two."""
    found = find_quantities(phrase, language)
    assert [(q.low, q.high) for q in found] == ends
    assert [q.change for q in found] == ["from", "to"]


def test_by_how_much_and_to_what_are_told_apart():
    """ "raise capacity by 50,000 to 200,000": what it comes to, and no range of the two."""
    assert [
        as_text(q) for q in production("raise capacity by 50,000 to 200,000 cars a year", "en")
    ] == ["200000 200000 vehicles year"]


def test_thousandths_beside_thousandths():
    """ "9.223 tonnes … from 10.251": where one is surely a fraction the other is no ten thousand."""
    found = production("output fell to 9.223 tonnes from 10.251 in 1985", "en")
    assert [q.high for q in found] == [10.251, 9.223] or [q.high for q in found] == [9.223, 10.251]


def test_a_rise_in_a_fall_is_a_range():
    """ "down from 200,000 to 300,000" tells an old range, "cut from 300,000 to 200,000" a change."""
    ranged = find_quantities("250,000 cars, down from its forecast of 200,000 to 300,000", "en")
    changed = find_quantities("output was cut from 300,000 to 200,000 cars", "en")
    assert [(q.low, q.high) for q in ranged] == [(250_000, 250_000), (200_000, 300_000)]
    assert [(q.low, q.change) for q in changed] == [(300_000, "from"), (200_000, "to")]


@pytest.mark.parametrize("word", ["overseas", "worldwide", "abroad"])
def test_where_is_not_what(word):
    """An adverb behind a figure is not what it counts."""
    (found,) = find_quantities(f"It will build 500,000 {word}.", "en")
    assert (found.low, found.noun) == (500_000, None)


@pytest.mark.parametrize(
    ("phrase", "language", "wording"),
    [
        ("from about 5,000 to 6,000 cars", "en", "about"),
        ("от примерно 5 до 6 тысяч машин", "ru", "about"),
        ("from just over 5,000 to 6,000 cars", "en", None),
    ],
)
def test_a_word_inside_a_range_bounds_no_end_away(phrase, language, wording):
    """ "From about … to" is a range that is about right; "from just over … to" keeps its upper end."""
    (quantity,) = find_quantities(phrase, language)
    assert (quantity.low, quantity.high, quantity.wording) == (5000, 6000, wording)


def test_up_to_after_growth_is_reached():
    """«увеличить до 48 тысяч» can be read as 48,000 on both ends."""
    (quantity,) = find_quantities("увеличить выпуск до 48 тысяч машин", "ru")
    assert (quantity.low, quantity.high) == (None, 48000)
    assert (quantity.as_reached().low, quantity.as_reached().high) == (48000, 48000)


def test_money_said_again_in_another_currency():
    """The second currency in brackets restates the first."""
    found = find_quantities("вложено 131,5 млрд тенге ($244 млн)", "ru")
    assert [(q.unit, q.restates) for q in found] == [("KZT", False), ("USD", True)]


def test_a_rate_per_shift_is_marked():
    """Rates that no row can hold are marked for the caller to drop."""
    (quantity,) = find_quantities("they pass 35 cars per shift", "en")
    assert quantity.per_other
    assert quantity.per is None


def test_a_small_figure_in_the_scale_of_the_one_before():
    """«прежде было 60» after 120 тыс. is sixty thousand; what is of another size, or far away, only may be."""
    found = find_quantities("теперь мощность 120 тыс. машин в год, прежде было 60", "ru")
    assert found[1].low == 60_000
    for phrase in (
        "собрали 120 тыс. машин, из них 12 для выставки",
        "120 тыс. машин. " + "Слово. " * 40 + "Было 60",
    ):
        small = find_quantities(phrase, "ru")[1]
        assert small.low < 100
        assert small.as_scaled().low == small.low * 1000
    assert find_quantities("made 120 thousand cars; in the town live 60", "en")[1].low == 60


@pytest.mark.parametrize(
    ("phrase", "language", "ends"),
    [
        ("вместо обещанных 10 с лишним тысяч", "ru", (10_000, None)),
        ("потрачено 65 с лишним миллиардов рублей", "ru", (65e9, None)),
        ("обойдётся дороже 200 млн евро", "ru", (200e6, None)),
        ("не более чем в 5 тыс. машин", "ru", (None, 5000)),
        ("три сотни тысяч машин", "ru", (300_000, 300_000)),
        ("две дюжины тракторов", "ru", (24, 24)),
        ("тысяч пять–семь в год", "ru", (5000, 7000)),
        ("израсходовано 63 млрд рублей за пять лет", "ru", (63e9, 63e9)),
        ("spent R6bn on the works", "en", (6e9, 6e9)),
        ("put EUR300m into its site", "en", (300e6, 300e6)),
    ],
)
def test_turns_of_phrase_that_hold_a_figure(phrase, language, ends):
    """Bounds between figure and scale, hundreds of thousands, a scale before a range, money run together."""
    found = find_quantities(phrase, language)[0]
    assert (found.low, found.high) == ends
    assert found.figure != "other"


def test_a_milestone_is_an_ordinal():
    """The 300,000th car is no count, but its number can be had."""
    (quantity,) = find_quantities("собрали 300-тысячный автомобиль", "ru")
    assert quantity.ordinal
    assert (quantity.figure, quantity.top) == ("other", 300_000)


def test_products_are_exact():
    """9.2 lakh is 920,000, without the dust of binary fractions."""
    assert find_quantities("9.2 lakh motorcycles", "en")[0].low == 920_000
    assert find_quantities("8,2 млн тонн", "ru")[0].high == 8_200_000


def test_precision_is_half_the_last_digit():
    """2.4 million may be off by 50,000, 2,400,000 by half a car."""
    assert find_quantities("2.4 million cars", "en")[0].precision == 50_000
    assert find_quantities("2,400,000 cars", "en")[0].precision == 0.5


texts = st.text() | st.lists(
    st.sampled_from(
        [
            "80,000",
            "-",
            "to",
            "2024",
            "year",
            "тыс.",
            "млн",
            "с",
            "до",
            "по",
            "$",
            "€",
            "about",
            "up",
            "from",
            "half",
            "a",
            "million",
            "cars",
            "автомобилей",
            "в",
            "год",
            "1.5",
            "lakh",
            "quarter",
            "first",
            "девять",
            "месяцев",
            "полтора",
            "двадцать",
            "пятого",
            "31",
            "декабря",
            "(",
            ")",
            "«",
            "»",
            "%",
            "th",
            "-го",
            "999999999999999999",
            "0",
            "'",
            ",",
            ".",
        ]
    )
).map(" ".join)


@given(texts, st.sampled_from(["en", "ru", "de"]))
@example("0" * 5000, "en")
@example("İİ 5 cars", "en")
@example("9999.99.99 0000-00-00", "ru")
def test_any_text_can_be_read(text, language):
    """No text makes the grammar raise; spans lie in the text, in order of their figures; reading again gives the same."""
    found, periods = find_figures(text, None, language)
    for q in found:
        assert 0 <= q.start <= q.number_start < q.number_end <= q.end <= len(text)
        assert q.low is None or q.high is None or q.low <= q.high
    assert [q.number_start for q in found] == sorted(q.number_start for q in found)
    assert (found, periods) == find_figures(text, None, language)


@given(texts)
def test_figures_and_periods_share_no_character(text):
    """No digit belongs to a quantity and to a period."""
    for language in ("en", "ru"):
        found, periods = find_figures(text, None, language)
        for q in found:
            assert not any(p.time_start < q.number_end and q.number_start < p.end for p in periods)


ENDLESS = [
    "1 ",
    "1,000 ",
    "a-1",
    "один ",
    "80 000 ",
    "from 1 to ",
    "« ",
    "1.1.",
    "year ending ",
    "the end of ",
    "2024 and ",
    "last ",
]


@pytest.mark.parametrize("unit", ENDLESS)
def test_repetition_without_end_is_read(unit):
    """Endless repetition neither hangs nor exhausts the stack; its growth is measured by the benchmark."""
    for language in ("en", "ru"):
        find_figures(unit * (20_000 // len(unit)), date(2024, 6, 15), language)


@pytest.mark.parametrize("unit", ["1", "a", "я", "-", " ", "1a", ".", "é", "\u0301"])
def test_a_megabyte_without_figures_is_read(unit):
    """A megabyte of digits, letters or signs is read in one pass."""
    for language in ("en", "ru"):
        assert find_figures(unit * 1_000_000, date(2024, 6, 15), language)[1] == []
