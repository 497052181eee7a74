"""Whose figure or event it is: short texts and the producer that each must be laid to."""

from datetime import date
from pathlib import Path

import pytest

from extractors import learnt
from extractors.announcements import extract
from extractors.choice import Candidate, chosen, town_meant
from extractors.discourse import Producer
from extractors.gazetteer import Gazetteer, load_gazetteer
from extractors.model import Document

SEEDS = Path(__file__).parents[2] / "seeds" / "plants.toml"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(SEEDS.read_text("utf-8"))


# text → what the producer of every row must contain
WHOSE = {
    "Toyota plans to build 500,000 cars in 2025.": "Toyota",
    "Toyota owns several plants.\nIts factory in Kentucky built 480,000 cars in 2023.": "Kentucky",
    "Unlike Toyota, Honda built 38,000 cars in 2023.": "Honda",
    "Renault built 38,000 cars in 2023, analysts at Bloomberg say.": "Renault",
    "The Oakville plant of Ford closed down for a while. It will make 100,000 trucks in 2026.": "Oakville",
    "Volkswagen's Kaluga plant made 120,000 cars in 2021.": "Kaluga",
    "В 2023 году АвтоВАЗ собрал 374 тыс. автомобилей.": "АвтоВАЗ",
    "КАМАЗ отчитался за год.\nВ 2024 году предприятие выпустит 45 тыс. грузовиков.": "КАМАЗ",
    "В отличие от КАМАЗа МАЗ в 2023 году собрал 9 тыс. грузовиков.": "МАЗ",
    "Завод Haval в Тульской области выпустил в 2023 году 110 тыс. автомобилей.": "Haval",
}


def test_names_and_figures_in_two_rows_are_paired(gazetteer: Gazetteer) -> None:
    """ "A and B made 1 and 2 respectively": each figure goes to its own name."""
    text = "In 2023 Toyota and Honda built 58,300 and 47,600 cars respectively."
    found = extract(Document(text=text, published=date(2024, 3, 14)), gazetteer).announcements
    assert {row.low: row.plant for row in found} == {58300: "Toyota", 47600: "Honda"}


@pytest.mark.parametrize("text", WHOSE)
def test_a_figure_is_laid_to_its_producer(text: str, gazetteer: Gazetteer) -> None:
    """Comparison, owner and teller do not take the place of the one who makes."""
    found = extract(Document(text=text, published=date(2024, 3, 14)), gazetteer).announcements
    assert {WHOSE[text] in row.plant for row in found} == {True}, [row.plant for row in found]


@pytest.mark.parametrize(("likely", "town"), [("a company", None), ("a plant", "Szeged")])
def test_a_company_stands_for_a_plant_only_where_that_is_likelier(likely, town, monkeypatch):
    """The town of the plant that is meant; of the company itself none, and no empty one."""
    monkeypatch.setitem(learnt.tables, "sites", {"weights": {likely: 3.0}})
    company = Producer(name="BYD", kind="company")
    plant = Producer(name="BYD Szeged", kind="plant", company="BYD", place="Szeged")
    found = [Candidate(producer=p, far=1.0, traits={f"a {p.kind}": 1.0}) for p in (company, plant)]
    assert town_meant(found[0], found, "start planned") == town


def test_nobody_is_chosen_where_nobody_is_named() -> None:
    """Without candidates there is no producer."""
    assert chosen([]) is None


def test_the_nearer_of_two_equal_names_is_chosen() -> None:
    """Distance counts against a name."""
    near, far = (
        Candidate(producer=Producer(name=n, kind="company"), far=d, traits={"cost": d / 5})
        for n, d in (("near", 1.0), ("far", 9.0))
    )
    found = chosen([far, near])
    assert found is not None
    assert found[0] is near
    assert found[1] > 0.5
