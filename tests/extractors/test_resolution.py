"""One plant, one key: the same producer under all its names, and different ones kept apart."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.gazetteer import load_gazetteer
from extractors.resolution import resolve

GAZETTEER = load_gazetteer((Path(__file__).parents[2] / "seeds" / "plants.toml").read_text("utf-8"))


def key(name: str, **said: object) -> str:
    return resolve(GAZETTEER, name, **said).key  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("id_", "names"),
    [
        ("avtovaz", ["AvtoVAZ", "АвтоВАЗ", "АВТОВАЗа", "концерн «АвтоВАЗ»", "ПАО «АвтоВАЗ»", "Lada", "AvtoVAZ group"]),
        ("uaz", ["UAZ", "УАЗ", "УАЗа", "Ульяновский автозавод", "Ulyanovsk Automobile Plant", "Ulyanovsk Automobile Works"]),
        ("agr-kaluga", ["former Volkswagen plant in Kaluga", "бывший завод Volkswagen в Калуге", "AGR", "завод АГР в Калуге"]),
        ("amo-kaluga", ["former Volvo plant in Kaluga", "AMO factory in Kaluga", "завод АМО"]),
        ("moskvich", ["Moskvich plant", "бывший завод Renault в Москве", "автозавод «Москвич»"]),
        ("haval-tula", ["завод Haval в Туле", "Tula Haval factory", "тульский завод Haval", "завод Haval в Тульской области"]),
        ("haval-tula-engines", ["моторный завод Haval в Туле", "Haval engine plant"]),
        ("lada-saint-petersburg", ["бывший завод Nissan в Санкт-Петербурге", "former Nissan plant in St. Petersburg"]),
        ("bmw-debrecen", ["BMW Group Plant Debrecen", "BMW's Debrecen plant", "завод BMW в Дебрецене"]),
        ("giga-berlin", ["Giga Berlin", "Tesla's plant in Grünheide", "завод Tesla в Грюнхайде"]),
        ("byd-szeged", ["BYD's Hungarian plant", "завод BYD в Венгрии", "BYD Szeged", "завод BYD в Сегеде"]),
        ("umz", ["Ульяновский моторный завод", "УМЗ"]),
        ("khazar", ["Khazar", "AzerMash"]),
        ("kamaz-foundry", ["литейный завод КамАЗа", "KAMAZ foundry"]),
    ],
)  # fmt: skip
def test_one_plant_under_all_its_names(id_, names):
    """Language, case, quotes, forms, abbreviation and former owner make no other plant."""
    assert {name: key(name) for name in names} == dict.fromkeys(names, id_)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("GM plants", "gm"),
        ("заводы Renault", "renault"),
        ("Volkswagen factories", "volkswagen"),
        ("Nissan's plant", "name:nissan"),
        ("завод Renault", "name:renault"),
    ],
)
def test_several_plants_are_the_company(name, id_):
    """Who says "GM plants" means GM; one plant, not said which, is neither GM nor any of its plants."""
    assert key(name) == id_


@pytest.mark.parametrize(
    ("name", "said", "id_"),
    [
        ("Kaluga plant", {"company": "AGR"}, "agr-kaluga"),
        ("Kaluga plant", {"context": ["Volvo"]}, "amo-kaluga"),
        ("Kaluga plant", {"context": ["Volkswagen", "Volvo"]}, "agr-kaluga"),
        ("Kaluga plant", {}, "name:kaluga"),
        ("Izhevsk", {"company": "AvtoVAZ"}, "lada-izhevsk"),
        ("Елабуга", {"company": "Соллерс"}, "sollers-alabuga"),
        ("Haval", {"place": "Tula"}, "haval-tula"),
        ("завод в Туле", {"company": "Haval"}, "haval-tula"),
        ("Pune plant", {"context": ["Hyundai Motor India"]}, "name:pune"),
        ("Haval", {}, "great-wall"),
        ("Volkswagen", {}, "volkswagen"),
        (
            "завод",
            {"company": "Volkswagen", "place": "Калуга", "at": date(2015, 1, 1)},
            "agr-kaluga",
        ),
    ],
)
def test_company_place_and_context_decide(name, said, id_):
    """An ambiguous town is told by company or context, and stays unresolved without."""
    assert key(name, **said) == id_


@pytest.mark.parametrize(
    "names",
    [
        ["Halvorsen Wichita works", "Halvorsen's Wichita plant", "HALVORSEN WICHITA"],
        ["завод Honda в Киото", "Honda's Kyoto plant", "Honda Kyoto"],
        ["завод «Ромашка-Авто»", "«Ромашка-Авто»", "ООО «Ромашка-Авто»"],
    ],
)
def test_unknown_names_keep_one_stable_key(names):
    """What no gazetteer knows is one key under its spellings."""
    assert len({key(n) for n in names}) == 1
    assert key(names[0]).startswith("name:")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AvtoVAZ", "AvtoVAZ Izhevsk plant"),
        ("Toyota", "Toyota Kyoto plant"),
        ("КамАЗ", "завод двигателей КАМАЗа"),
        ("ГАЗ", "Группа ГАЗ"),
        ("БМЗ", "МАЗ"),
        ("Toyota", "Toyota Industries"),
    ],
)
def test_part_and_whole_are_kept_apart(one, other):
    """A plant's statements never fall to its company, nor the other way round."""
    assert key(one) != key(other)


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=80),
    st.none() | st.text(max_size=20),
    st.lists(st.text(max_size=20), max_size=3),
)
def test_any_name_has_a_key(name, company, context):
    """No name makes it raise, and asking twice answers the same."""
    first = resolve(GAZETTEER, name, company=company, context=context)
    assert first == resolve(GAZETTEER, name, company=company, context=context)
    assert first.key == (first.plant_id or first.key)
