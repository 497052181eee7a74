"""A plan that was changed, told in one sentence: the new value stands, the old one is `prior`."""

from datetime import date
from pathlib import Path

import pytest

from extractors.announcements import extract
from extractors.gazetteer import load_gazetteer
from extractors.model import Document

PLANTS = Path(__file__).parents[2] / "seeds" / "plants.toml"
GAZETTEER = load_gazetteer(PLANTS.read_text("utf-8"), "plants.toml")
PUBLISHED = date(2025, 3, 12)
SAID = {
    "АвтоВАЗ снизил план производства на 2025 год с 500 тыс. до 300 тыс. автомобилей.": (500, 300),
    "План производства на текущий год снижен с 450 тыс. до 400 тыс. машин, сообщил президент АвтоВАЗа.": (
        450,
        400,
    ),
    "«Автотор» пересмотрел план выпуска на этот год: вместо 100 тыс. будет собрано около 70 тыс. автомобилей.": (
        100,
        70,
    ),
    "Toyota lowered its production forecast for this fiscal year to 9,000,000 vehicles from 9,300,000.": (
        9300,
        9000,
    ),
    "Volkswagen has raised its output target for the Emden plant to 200,000 cars in 2025 from 150,000.": (
        150,
        200,
    ),
    "Tesla cut its 2025 production target for Grünheide from 500,000 to 400,000 cars.": (500, 400),
    "The Emden plant will now build 120,000 cars this year instead of the 150,000 planned earlier.": (
        150,
        120,
    ),
    "Rivian now expects to build 47,000 vehicles this year, down from an earlier forecast of 57,000.": (
        57,
        47,
    ),
}
SAID_OF_OUTPUT = (
    "The Sete Lagoas plant closed 2024 with an output of 91,700 vehicles against 85,000 in 2023.",
    "В июне завод «Автотор» собрал 2300 машин с результатом лучше прошлогоднего.",
)


def targets(text: str) -> list[tuple[float | None, bool]]:
    """(high end in thousands, prior) of the targets found."""
    found = extract(Document(text=text, published=PUBLISHED), GAZETTEER).announcements
    return [((row.high or 0) / 1000, row.prior) for row in found if row.kind == "target"]


@pytest.mark.parametrize(("text", "values"), SAID.items())
def test_old_and_new_are_told_apart(text: str, values: tuple[int, int]) -> None:
    """Whatever the order, and also where one of the two names no unit."""
    old, new = values
    assert sorted(targets(text)) == sorted([(float(old), True), (float(new), False)])


@pytest.mark.parametrize("text", SAID_OF_OUTPUT)
def test_comparisons_of_output_are_no_revisions(text: str) -> None:
    """No plan was changed here."""
    assert targets(text) == []
