"""What is one history at a plant, and what is a part with its own."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.gazetteer import load_gazetteer
from extractors.resolution import resolve
from extractors.scopes import scope_at, scope_of

GAZETTEER = load_gazetteer((Path(__file__).parents[2] / "seeds" / "plants.toml").read_text("utf-8"))


def at(plant: str, product: str | None) -> str:
    """The scope of a product at a plant of the gazetteer, or at one that it does not know."""
    return scope_at(GAZETTEER, resolve(GAZETTEER, plant), product)


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


@pytest.mark.parametrize(
    ("plant", "products"),
    [
        ("АвтоВАЗ", [None, "Lada cars", "автомобили Lada", "машины марки «Лада»", "cars"]),
        ("Tesla", [None, "cars", "electric vehicles", "электромобили"]),
        ("Акрон", [None, "тонны", "tonnes"]),
        ("Scania Sao Bernardo", [None, "trucks", "trucks and buses"]),
        ("завод «Ромашка»", [None, "cars", "машины", "автомобили «Ромашка»"]),
        ("Toyota", [None, "global production", "vehicles"]),
    ],
)
def test_words_that_say_the_whole_at_this_maker(plant, products):
    """Its own brand, a measure, what all its cars are, or the main product and the rest make no part."""
    assert {product: at(plant, product) for product in products} == dict.fromkeys(products, "all")


@pytest.mark.parametrize(
    ("plant", "products", "scope"),
    [
        ("АвтоВАЗ", ["Vesta", "«Веста»", "Весты", "Lada Vesta", "Лада Веста"], "name:vesta"),
        ("Иркут", ["МС-21", "MC-21", "MC-21s", "самолёты МС-21"], "name:mc 21"),
        ("Airbus", ["A320", "A320neo", "A320-family jets", "A320s"], "name:a320"),
        ("Togg", ["T10X", "T10X SUV", "units of its T10X SUV"], "name:t10x"),
        ("KAMAZ", ["КамАЗ-54901", "KAMAZ-54901 trucks"], "name:54901"),
        ("Volgabus", ["«Серпантин»", "автобус «Серпантин»"], "name:serpantin"),
        ("Audi Győr", ["Q3", "Q3s", "third-generation Q3"], "name:q3"),
        ("Polestar", ["Polestar 3"], "name:3"),
        ("BYD", ["battery-powered cars", "electric cars", "электромобили"], "electric"),
    ],
)
def test_one_model_under_all_its_names(plant, products, scope):
    """Alphabet, case, plural, the maker's name and the noun beside it make no other model."""
    assert {product: at(plant, product) for product in products} == dict.fromkeys(products, scope)


@pytest.mark.parametrize(
    ("plant", "product"),
    [("КамАЗ", "K5 trucks"), ("УАЗ", "УАЗ Профи"), ("Автодизель", "ЯМЗ-770"), ("Avtotor", "Kaiyi passenger cars"),
     ("AvtoVAZ", "электромобили Lada"), ("Moskvich", "Moskvich 8"), ("KAMAZ", "автобусы"), ("Haval Tula", "engines")],
)  # fmt: skip
def test_a_model_or_part_is_never_taken_for_the_whole(plant, product):
    """The maker's own name beside it does not make a model everything that is made there."""
    assert at(plant, product) != "all"


@given(st.none() | st.text(max_size=60), st.none() | st.text(max_size=20))
def test_any_product_has_a_scope(product, part):
    """Deterministic, never empty, never raises."""
    assert scope_of(product, part, "cars") == scope_of(product, part, "cars") != ""
