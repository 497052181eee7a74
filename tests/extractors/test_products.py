"""What starts or stops, and what is measured out, as the text names it."""

from datetime import date

import pytest

from extractors.announcements import extract
from extractors.gazetteer import load_gazetteer
from extractors.model import Document
from extractors.scopes import product_runs

NAMES = load_gazetteer("")


def product(text, kind):
    """What the first row of that kind names as its product, however sure it is."""
    rows = extract(Document(text=text, published=date(2024, 1, 10)), NAMES, least=0.0).announcements
    return next(r.product for r in rows if r.kind == kind)


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("The Vegra plant will start production of electric SUVs in March.", "start", "electric SUVs"),
        ("Завод «Вегра» в мае запустит производство электромобилей.", "start", "электромобили"),
        ("Завод «Вегра» начнёт выпуск автомобилей в марте.", "start", None),
        ("The Vegra plant will start production in March.", "start", None),
    ],
)  # fmt: skip
def test_a_start_names_what_starts(text, kind, wanted):
    """The nearest words for a product; those that hold for any product name none."""
    assert product(text, kind) == wanted


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        (["new", "electric", "buses", "and", "trucks"], [(1, 2), (4, 4)]),
        (["production", "of", "cars", "and", "vehicles"], [(2, 2)]),
        (["electric", "vehicles", ","], [(0, 1)]),
        ([], []),
    ],
)
def test_product_words_that_belong_together_are_one_run(words, runs):
    """A modifier goes with the noun behind it; signs are no words; "vehicles" alone is anything."""
    assert product_runs(words) == runs
