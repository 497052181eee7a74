"""A changed gazetteer: what it resolves otherwise is among what it is said to concern."""

import random
import re
from functools import cache
from itertools import pairwise

import pytest

from extractors.gazetteer import Gazetteer, load_gazetteer
from extractors.gazetteer_growth import Concern, concern, definitions
from extractors.resolution import resolve
from extractors.scopes import scope_at
from tests import quality
from tests.campaigns import rounds

PLANTS = (quality.ROOT / "seeds" / "plants.toml").read_text("utf-8")
BLOCKS = re.split(r"(?m)^(?=\[\[)", PLANTS)
CHANGES = 8
"""Entries and places taken away, or left without one of their lines, at a time."""
MAY_GO = ("ru", "local", "brands", "models", "former", "place", "product", "sole", "only", "adj")
"""Keys of plants.toml that an entry may be without."""


@cache
def _said() -> list[tuple[str, str, str, str]]:
    """What articles call producers, each beside two other names of its article: (plant, company, place, product)."""
    found = []
    for doc in quality.load([quality.HELD, quality.TAUGHT / "dev-ru-01.txt", quality.TAUGHT / "drill-01.txt"]):  # fmt: skip
        names = list(
            dict.fromkeys(n for r in doc["announcements"] for n in (r["plant"], *r["aliases"]))
        )
        products = [r["product"] or "" for r in doc["announcements"]] or [""]
        found += [(one, "", "", products[0]) for one in names]
        found += [(one, two, "", products[-1]) for one, two in pairwise(names)]
        found += [(one, "", two, "") for one, two in pairwise(reversed(names))]
    return list(dict.fromkeys(found))


@cache
def _grown() -> Gazetteer:
    return load_gazetteer(PLANTS)


def _smaller(chance: random.Random) -> Gazetteer:
    """The gazetteer without some entries that no other refers to, and with some that say less."""
    blocks = list(BLOCKS)
    for n in chance.sample(range(1, len(blocks)), CHANGES):
        name = re.search(r'(?m)^id = "(.+)"', blocks[n])
        if name and chance.random() < 0.5 and PLANTS.count(f'"{name[1]}"') == 1:
            blocks[n] = ""
            continue
        lines = blocks[n].splitlines(keepends=True)
        less = [k for k, line in enumerate(lines) if line.startswith(tuple(f"{w} =" for w in MAY_GO))]  # fmt: skip
        if less and "wary =" not in blocks[n]:
            del lines[chance.choice(less)]
            blocks[n] = "".join(lines)
    return load_gazetteer("".join(blocks))


def _resolved(names: Gazetteer, said: tuple[str, str, str, str]) -> tuple[str, str, str]:
    plant, company, place, product = said
    found = resolve(names, plant, company=company, place=place)
    return found.key, found.display, scope_at(names, found, product)


def _is_concerned(found: Concern, said: tuple[str, str, str, str], ids: set[str]) -> bool:
    plant, company, place, product = said
    return bool(ids & found.ids) or any(
        map(found.touches, (plant, f"{company} {place}".strip(), product))
    )


@pytest.mark.parametrize("seed", range(rounds(2, 20)))
def test_what_resolves_otherwise_is_concerned(seed: int):
    """Entries and places added, taken away or changed: every name that then means something else is found, and few others."""
    chance = random.Random(seed)
    smaller, grown = _smaller(chance), _grown()
    old, new = definitions(smaller), definitions(grown)
    for before, after, found in (
        (smaller, grown, concern(old, new)),
        (grown, smaller, concern(new, old)),
    ):
        assert found is not None
        touched = 0
        for said in _said():
            was, now = _resolved(before, said), _resolved(after, said)
            concerned = _is_concerned(found, said, {was[0]})
            assert concerned or was == now, (said, was, now)
            touched += concerned
        assert touched < len(_said()) / 2


def test_the_same_gazetteer_concerns_nothing():
    """Nothing differs, so no text is touched."""
    said = definitions(_grown())
    found = concern(said, said)
    assert found is not None
    assert not found.ids
    assert not any(found.touches(plant) for plant, *_ in _said())


def test_another_order_concerns_everything():
    """Of one name in two entries the first counts, so an order that changed may change any."""
    said = definitions(_grown())
    assert concern(said, said[::-1]) is None
