"""Which plants of each maker an article names."""

from pathlib import Path

from extractors.gazetteer import load_gazetteer
from extractors.mentions import find_mentions
from extractors.sites import Sites

NAMES = load_gazetteer((Path(__file__).parents[2] / "seeds" / "plants.toml").read_text("utf-8"))


def sites(text: str) -> Sites:
    found = Sites()
    found.find(find_mentions(text, "en", NAMES), NAMES, {"szeged": ["BYD"]}, head=30)
    return found


def test_a_plant_is_told_by_name_and_by_town():
    """A maker's plant counts under whatever it is called, and for the one who has a plant in the town named."""
    found = sites(
        "BYD speeds up in Szeged. BYD's plant in Szeged is nearly ready, and Szeged waits."
    )
    assert {maker: set(named) for maker, named in found.named.items()} == {"byd": {"szeged"}}
    assert found.named["byd"]["szeged"] == 3
    traits, share = found.traits("BYD Szeged plant", "BYD", "Szeged", "plant")
    assert share == 1.0
    assert "headed site" in traits


def test_of_a_maker_without_plants_that_is_said():
    """Nothing is made up for who has no plant in the text."""
    assert sites("BYD sold 300,000 cars.").traits("BYD", None, None, "company") == (
        ("no sites company",),
        0.0,
    )
