"""What a figure counts or what starts and stops, as options: the counted noun, the models and products named near it, none at all.

The noun beside a figure often says the least: "75 aircraft of the C919 type", «таких машин», "The K5 … 2,400 are to be built".
Which option holds is chosen by what was learnt (extractors/learnt.py).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.context import Context
from extractors.learnt import options
from extractors.lexicon import words
from extractors.mentions import Mention
from extractors.products import designations, product_name, products_named
from extractors.scenes import Scene
from extractors.scopes import scope_of

MOST = 12
"""Options of one place; further ones stand too far off."""
_LIKE = words(
    """
    these them those such which same its it that ones
    таких такие этих эти них их ее её его нее неё него которых они она оно он новинки новинка модель модели
    """
)
"""Words that stand for what was spoken of before."""
_OF = words(
    """
    of the type model models generation family series class line brand
    модели модель линейки линейка семейства семейство поколения поколение марки бренда типа серии класса версии нового новой новых
    """
)
"""Words between a noun and the name of its model."""
_NEARNESS = ((0.1, "beside"), (0.7, "next"), (1.6, "close"), (3.5, "near"), (7.0, "off"))
_WORD = re.compile(r"\w+")
Spot = tuple[int, int]
"""First and last token."""


class ProductOption(NamedTuple):
    """One name for what is made, and what speaks for and against it."""

    name: str | None
    traits: tuple[str, ...]


def product_options(
    scene: Scene, at: Spot, noun: str | None, context: Context, producer: str
) -> list[ProductOption]:
    """The options of the figure, start or stop at these tokens; `noun` is what it counts in words."""
    own = product_name(noun)
    said = _said(scene, at, own)
    found: dict[str | None, list[str]] = {None: ["nothing"]}
    if own:
        found[own] = ["own noun", f"own {scope_of(own)}"]
    for name, traits in _others(scene, at, context, producer):
        if name and (name in found or len(found) < MOST):
            found.setdefault(name, []).extend(traits)
    return [
        ProductOption(name, (*traits, *(f"{how} & {t}" for t in traits[:2] for how in said)))
        for name, traits in found.items()
    ]


def chosen_product(offered: Sequence[ProductOption], theme: str) -> str | None:
    """The name of the option that most likely holds."""
    sure = options("products").read([o.traits for o in offered], theme)
    return offered[max(range(len(offered)), key=lambda n: sure[n])].name


def _said(scene: Scene, at: Spot, own: str | None) -> list[str]:
    """How the place speaks of what is made: with which noun, and whether a word stands for what was named before."""
    around = {t.lower for t in scene.tokens[max(0, at[0] - 4) : at[1] + 4]}
    models = {m.name for m in scene.mentions if m.kind == "model"}
    found = [f"noun {scope_of(own) if own else '-'}", f"models {min(len(models), 2)}"]
    if not _LIKE.isdisjoint(around):
        found.append("like")
    if scene.tokens[0].lower in _LIKE:
        found.append("opens like")
    return found


def _others(
    scene: Scene, at: Spot, context: Context, producer: str
) -> Iterator[tuple[str | None, Sequence[str]]]:
    """Names with traits: of the sentence, of the one before, and what was chosen last."""
    for m in _models(scene):
        yield m.name, ["model", *_place(scene, m, at, producer)]
    for a, b, name in (*products_named(scene), *designations(scene)):
        kind = "named" if name[-1] == "»" or name[:1].isupper() else "words"
        yield name, [kind, *_near(scene, (a, b), at, kind)]
    told = context.told
    if told and told.product:
        here = "same sentence" if told.start >= scene.sentence.start else "same line" if told.line == scene.sentence.line else "above"  # fmt: skip
        yield told.product, [f"told {here}", f"told {scope_of(told.product).partition(':')[0]}"]
    if told and told.noun:
        yield product_name(told.noun), ["counted last"]
    if context.before is not None:
        before = _models(context.before)
        for m in before:
            yield m.name, ["model before", f"models before {min(len(before), 3)}"]
        for *_, name in products_named(context.before):
            yield name, ["words before"]
    if context.headline_model:
        yield context.headline_model, ["model of the headline"]


def _models(scene: Scene) -> list[Mention]:
    return [m for m in scene.mentions if m.kind == "model"]


def _place(scene: Scene, m: Mention, at: Spot, producer: str) -> Iterator[str]:
    yield from _near(scene, scene.spot(m), at, "model")
    if m.name == producer:
        yield "model is the producer"
    if m.opens:
        yield "model opens"


def _near(scene: Scene, named: Spot, at: Spot, kind: str) -> Iterator[str]:
    """On which side and how far off, and what lies between."""
    (a, b), (first, last) = named, at
    side = "after" if a > last else "before" if b < first else "inside"
    cost = scene.between(a, b, first, last)
    how = next((name for most, name in _NEARNESS if cost <= most), "far")
    yield f"{kind} {side} {how}"
    gap = scene.tokens[last + 1 : a] if a > last else scene.tokens[b + 1 : first]
    if len(gap) <= 4:
        told = {t.lower for t in gap}
        yield f"{kind} {side} gap {len(gap)}"
        if told and told <= _OF:
            yield f"{kind} {side} of"
        for word in sorted(told):
            if _WORD.fullmatch(word) and len(word) < 12:
                yield f"{kind} {side} {word}"
