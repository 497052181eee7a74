"""What is one history at a plant, and what is a part with its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.scopes import scope_of


@pytest.mark.parametrize(
    ("main", "products"),
    [
        (
            "cars",
            [None, "cars", "vehicles", "passenger cars", "машин", "легковых автомобилей", "units"],
        ),
        ("trucks", [None, "trucks", "грузовиков", "машин", "vehicles"]),
        ("railcars", [None, "вагонов", "полувагонов", "freight cars"]),
        ("engines", [None, "engines", "двигателей", "моторов"]),
    ],
)
def test_the_main_product_is_everything(main, products):
    """Cars, passenger cars, vehicles and no word are one scope at a car plant, and so for the others."""
    assert {scope_of(p, None, main) for p in products} == {"all"}


@pytest.mark.parametrize(
    ("product", "part", "main", "brand", "scope"),
    [
        ("electric vehicles", None, "cars", None, "electric"),
        ("электромобилей", None, "cars", None, "electric"),
        ("trucks", None, "cars", None, "trucks"),
        ("электробусов", None, "cars", None, "electric buses"),
        ("электробусов", None, "buses", None, "electric"),
        ("двигателей", None, "cars", None, "engines"),
        (None, "first phase", "cars", None, "all/first phase"),
        ("cars", None, "cars", "Chery", "name:chery"),
        ("Патриотов", None, "cars", "Патриот", "name:patriot"),
    ],
)
def test_a_part_is_a_scope_of_its_own(product, part, main, brand, scope):
    """Electric, trucks at a car plant, a brand, a model and a named part each have their own history."""
    assert scope_of(product, part, main, brand) == scope


@given(st.none() | st.text(max_size=60), st.none() | st.text(max_size=20))
def test_any_product_has_a_scope(product, part):
    """Deterministic, never empty, never raises."""
    assert scope_of(product, part, "cars") == scope_of(product, part, "cars") != ""
