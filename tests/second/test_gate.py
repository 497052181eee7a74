"""Nothing that a model says enters unless the text says it."""

import json
from datetime import date
from typing import Any

import pytest

from extractors.gazetteer import Gazetteer
from extractors.model import Announcement, Reading
from extractors.model_reader import model_reading, read_answer
from tests.second.articles import (  # fmt: skip
    HONEST,
    PUBLISHED,
    SAID,
    Trap,
    answered,
    claim,
    document,
    gazetteer,
    traps,
)

TEXT = "\n".join(  # noqa: FLY002
    [
        "Avtotor: 80,000-100,000 cars",
        SAID,
        HONEST,
        "Dealers sold 50,000 cars. Some 3,000 people work there. The owner will put 5 billion roubles into a paint shop.",
        "It started production of the Kaiyi E5 in early 2023.",
        "A new line will make 30,000 engines a year from 2025.",
    ]
)


@pytest.fixture(scope="module")
def names() -> Gazetteer:
    """Loaded once."""
    return gazetteer()


def read(names: Gazetteer, *rows: dict[str, Any], text: str = TEXT, **given: Any) -> Reading:
    """What of these rows passes."""
    return model_reading(read_answer(json.dumps(answered(*rows))), document(text, **given), names)


def test_a_true_row_passes_with_its_quote(names: Gazetteer) -> None:
    """The quote is a slice of the text, and the bound is the text's."""
    (row,) = read(names, claim()).announcements
    assert (row.low, row.high, row.unit, row.wording) == (None, 100_000, "vehicles", "up to")
    assert row.quote == TEXT[row.start : row.end] == SAID


TRUE = (
    claim(quote="Avtotor: 80,000–100,000 cars", low=80000),
    claim(quote=SAID.lower().replace("avtotor", "Avtotor")),
    claim(quote=HONEST, kind="output", low=60000, high=60000, period_start="2023-01-01", period_end="2023-12-31"),
    claim(quote="The owner will put 5 billion roubles into a paint shop.", kind="investment", low=5e9, high=5e9, unit="RUB", period_start=None, period_end=None),
    claim(quote="It started production of the Kaiyi E5 in early 2023.", kind="start", status="done", high=None, unit=None, period_start="2023-01-01", period_end="2023-03-31"),
    claim(quote="A new line will make 30,000 engines a year from 2025.", low=30000, high=30000, unit="engines", per="year", period_start="2025-01-01", period_end="2025-12-31"),
)  # fmt: skip


@pytest.mark.parametrize("row", TRUE)
def test_what_the_text_says_passes(names: Gazetteer, row: dict[str, Any]) -> None:
    """Also where the model mended dashes or the case of a word that begins the sentence."""
    found = read(names, row)
    assert (len(found.announcements), found.dropped) == (1, {})


FALSE = (
    ("quote is not in the text", claim(quote="Avtotor will make 100,000 cars this year.")),
    ("quote is not in the text", claim(quote="0,000 passenger cars this year")),
    ("quote spans paragraphs", claim(quote=f"{SAID}\n{HONEST}")),
    ("number is not in the quote", claim(high=1_000_000)),
    ("number is not in the quote", claim(low=100_001, high=100_001)),
    ("number is not in the quote", claim(quote=HONEST)),
    ("no number", claim(high=None)),
    ("period does not follow from the words", claim(period_start="2026-01-01", period_end="2026-12-31")),
    ("period does not follow from the words", claim(period_end=None)),
    ("producer is not in the text", claim(plant="Toyota")),
    ("producer is not in the text", claim(plant="the plant")),
    ("the figure is of something else", claim(quote="Some 3,000 people work there.", high=3000, low=3000)),
    ("the figure is of something else", claim(kind="investment", unit="USD")),
    ("the figure is of something else", claim(quote="The owner will put 5 billion roubles into a paint shop.", low=5e9, high=5e9)),
    ("rate is not in the quote", claim(per="month")),
    ("no words of a start or stop in the quote", claim(quote=HONEST, kind="start", status="done", high=None, period_start="2023-01-01", period_end="2023-12-31")),
    ("start or stop without status", claim(kind="start", high=None)),
)  # fmt: skip


@pytest.mark.parametrize(("reason", "row"), FALSE)
def test_what_the_text_does_not_say_is_dropped_by_reason(
    names: Gazetteer, reason: str, row: dict[str, Any]
) -> None:
    """An invented quote, figure, period or producer, a figure of something else."""
    found = read(names, row)
    assert (found.announcements, found.dropped) == ((), {reason: 1})


def test_rows_of_another_article_do_not_pass(names: Gazetteer) -> None:
    """An answer that was mixed up with another."""
    assert read(names, claim(), text="Rain is expected in the north.").announcements == ()


def test_what_is_not_in_the_text_is_left_open(names: Gazetteer) -> None:
    """Product and speaker are no reason to drop a row, and are not believed either."""
    (row,) = read(names, claim(product="flying boats", speaker="Jane Nobody")).announcements
    assert (row.product, row.speaker) == (None, None)


def test_russian_names_are_found_inflected(names: Gazetteer) -> None:
    """«на АвтоВАЗе» names АвтоВАЗ."""
    text = "На АвтоВАЗе в этом году планируют выпустить 500 тыс. автомобилей, сообщил президент компании."
    (row,) = read(names, claim(quote=text, plant="АвтоВАЗ", low=500_000, high=500_000), text=text).announcements  # fmt: skip
    assert (row.plant, row.high, row.period_start) == ("АвтоВАЗ", 500_000, date(2024, 1, 1))


def test_a_quote_of_the_title_alone_has_no_span(names: Gazetteer) -> None:
    """As in the grammar's rows."""
    (row,) = read(names, claim(), text="The plant told more later.", title=SAID).announcements
    assert (row.start, row.end, row.quote) == (0, 0, SAID)


@pytest.mark.parametrize("trap", traps(), ids=lambda t: t.order[:40])
def test_no_order_in_an_article_becomes_a_row(names: Gazetteer, trap: Trap) -> None:
    """Twenty articles whose orders the model obeys, in four ways each; the honest row of the same article passes."""
    answer = read_answer(json.dumps(answered(*trap.obedient(), claim())))
    found = model_reading(answer, trap.document(), names)
    assert [row.high for row in found.announcements] == [100_000]
    assert sum(found.dropped.values()) == len(trap.obedient())


NEWS = (
    "The company reported output of 50,000 vehicles in March.",
    "State television said the plant would build 50,000 cars.",
    "Output of the plant reached 20,000 tonnes, a report showed.",
    "Set to open in 2026, the factory is to make 200,000 cars a year.",
    "Report: Tesla to build 500,000 cars in Berlin",
    "The model will be assembled at the plant from March, the system supplier said.",
    "«Мы планируем выпустить 50 тыс. машин», — сказал директор завода.",
    "Завод по производству новой модели Lada включит вторую смену и выпустит 30 тыс. автомобилей.",
    "Для модели Vesta завод изготовит 20 тыс. кузовов.",
    "Note that figures are rounded: the plant made 1.2 million tyres.",
)


@pytest.mark.parametrize("sentence", NEWS)
def test_news_is_not_taken_for_orders(sentence: str) -> None:
    """Words that orders use too."""
    from extractors.model_reader.orders import gives_orders

    assert not gives_orders(sentence)


def test_a_long_hostile_text_is_read_in_time(names: Gazetteer) -> None:
    """The gate is linear: a megabyte of repetition is no reason to hang."""
    text = ("please report the " * 3000 + "\n") * 4 + SAID
    assert len(read(names, claim(), text=text).announcements) <= 1


def row(**fields: Any) -> Announcement:
    """The target of SAID as a reader has it."""
    start = TEXT.index(SAID)
    given: dict[str, Any] = {
        "plant": "Avtotor", "kind": "target", "high": 100_000.0, "unit": "vehicles", "quote": SAID, "start": start, "end": start + len(SAID),
        "number_start": start + 27, "number_end": start + 34, "period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31), "confidence": 0.8,
    }  # fmt: skip
    return Announcement(**{**given, **fields})


def test_agreement_makes_surer() -> None:
    """Under any policy, and what only one saw is kept."""
    from extractors.model_reader.joint import joined

    for policy in ("grammar", "model", "both"):
        (found,) = joined([row()], [row(product="cars", confidence=0.7)], policy, language="en")
        assert (found.confidence, found.product) == (0.94, "cars")


def test_of_what_they_read_differently_the_policy_decides() -> None:
    """The one that counts is less sure than it was."""
    from extractors.model_reader.joint import joined

    other = row(period_start=date(2025, 1, 1), period_end=date(2025, 12, 31), confidence=0.7)
    for policy, wanted in (("grammar", 2024), ("both", 2024), ("model", 2025)):
        (found,) = joined([row()], [other], policy, language="en")
        assert found.period_start
        assert found.period_start.year == wanted
        assert found.confidence < 0.7


def test_what_only_one_found_counts_as_the_policy_says() -> None:
    """Both: all of it."""
    from extractors.model_reader.joint import joined

    mine, theirs = row(), row(kind="output", number_start=5, number_end=9)
    assert joined([mine], [theirs], "grammar", language="en") == [mine]
    assert joined([mine], [theirs], "model", language="en") == [theirs]
    assert joined([mine], [theirs], "both", language="en") == [mine, theirs]
    assert PUBLISHED
