"""plants.toml: what it finds, and what it says when it is wrong."""

from pathlib import Path

import pytest

from extractors.gazetteer import Gazetteer, GazetteerError, load_gazetteer

PLANTS = Path(__file__).parents[2] / "seeds" / "plants.toml"

GOOD = """
[[plant]]
id = "a-works"
kind = "plant"
en = ["A Works"]

[[plant]]
id = "b"
kind = "company"
en = ["B"]
"""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(PLANTS.read_text("utf-8"))


def test_has_the_plants_that_a_reader_expects(gazetteer):
    """At least 150 entries, and every plant belongs somewhere."""
    assert len(gazetteer.entries) >= 150
    for id_ in [
        "avtovaz",
        "uaz",
        "kamaz",
        "maz",
        "mtz",
        "avtotor",
        "agr-kaluga",
        "uzauto-motors",
        "kia-qazaqstan",
    ]:
        assert id_ in gazetteer.entries


@pytest.mark.parametrize(
    ("text", "id_", "shown"),
    [
        ("на АвтоВАЗе собрали", "avtovaz", "АвтоВАЗ"),
        ("заводом «Красное Сормово»", "krasnoye-sormovo", "Красное Сормово"),
        ("Ульяновского автомобильного завода", "uaz", "Ульяновский автомобильный завод"),
        ("KIA QAZAQSTAN PLANT OPENS", "kia-qazaqstan", "Kia Qazaqstan"),
        ("У КАМАЗа", "kamaz", "КАМАЗ"),
    ],
)
def test_finds_a_name_in_any_case_and_shows_the_nominative(gazetteer, text, id_, shown):
    """Inflection and capitals do not hide a name."""
    hit = next(h for h in gazetteer.find(text) if id_ in h.ids)
    assert hit.shown == shown
    assert text[hit.start : hit.end]


@pytest.mark.parametrize(
    "text", ["Беларусь собирает", "сказал Борис", "рост выпуска", "завода Сон"]
)
def test_a_name_that_seems_to_have_an_ending_is_met_whole(gazetteer, text):
    """«Борис» is no case of «Борисов», «Беларусь» none of «Беларус»."""
    assert not gazetteer.find(text)


@pytest.mark.parametrize("text", ["природный газ подорожал", "маз и царапин", "паз в доске"])
def test_common_words_are_no_names(gazetteer, text):
    """An acronym counts only in capitals."""
    assert not [h for h in gazetteer.find(text) if h.kind != "place-adjective"]


def test_suggests_the_nearest_name(gazetteer):
    """A typing slip is answered with the name meant."""
    assert "AvtoVAZ" in gazetteer.suggest("AvtoWAZ")


def test_version_follows_the_content(gazetteer):
    """Same content, same version; another name, another version."""
    assert load_gazetteer(GOOD).version == load_gazetteer(GOOD + "\n# note\n").version
    assert load_gazetteer(GOOD).version != load_gazetteer(GOOD.replace('"B"', '"C"')).version


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('kind = "company"', 'kind = "firm"'), "plants.toml:9: plant.kind"),
        (('en = ["B"]', 'en = "B"'), "plants.toml:10: plant.en"),
        (('en = ["B"]', 'en = ["B"]\nsize = 3'), "plants.toml:11: plant.size"),
        (('id = "b"', 'id = "a-works"'), "plants.toml:8: plant.id"),
        (('en = ["A Works"]', 'en = ["A Works"]\ncompany = "c"'), "plants.toml:6: plant.company"),
        (('en = ["A Works"]', 'en = ["A Works"]\nplace = "x"'), "plants.toml:6: plant.place"),
        (("[[plant]]", "[[plants]]"), "plants.toml:2: plants"),
        (('en = ["B"]', "en = ["), "plants.toml: not TOML"),
    ],
)
def test_errors_name_file_line_and_key(change, said):
    """Whoever edits the file is told where to look."""
    with pytest.raises(GazetteerError) as error:
        load_gazetteer(GOOD.replace(*change))
    assert str(error.value).startswith(said)
