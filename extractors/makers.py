"""Who would have made what a place speaks of, as traits: a country's output is nobody's of ours, a plant's is.

The kind of a figure is told in the light of the producer that it would be laid to.
"""

from collections.abc import Iterator

from extractors.choice import Candidate
from extractors.context import Context
from extractors.discourse import is_known
from extractors.scenes import Scene
from extractors.whose import likeliest

_STANDING = ("is main", "is topic", "laid last", "near company", "near plant", "clause company", "clause plant", "possessive")  # fmt: skip
_SPOKEN_OF = frozenset({"country", "company", "plant", "brand", "generic", "place", "model"})


def maker_traits(found: list[Candidate], scene: Scene, context: Context) -> Iterator[str]:
    """Traits of the likeliest of the candidates, and of who the sentences speak of."""
    best = likeliest(context.who, found)
    subject = subject_of(scene)
    yield f"subject {subject}"
    yield f"subject {subject} after {context.subject}"
    if best is None:
        yield f"maker nobody {subject}"
        return
    maker, share = best
    where = maker.mention.kind if maker.mention is not None else "carried"
    sure = int(share * 4.99)
    kind = maker.producer.kind
    yield f"maker {kind}"
    yield f"maker {kind} {where}"
    yield f"maker {where} {sure}"
    yield f"maker {kind} {where} {subject}"
    yield f"maker {kind} {where} after {context.subject}"
    if maker.mention is not None:
        yield f"maker known {is_known(maker.mention)} {where}"
    for trait in _STANDING:
        if trait in maker.traits:
            yield f"maker {trait}"
            yield f"maker {trait} {subject}"


def subject_of(scene: Scene) -> str:
    """What kind of name the sentence begins with, or has first; `nobody` without any."""
    named = [m for m in scene.mentions if m.kind in _SPOKEN_OF]
    opening = next((m for m in named if m.opens), None)
    if opening is not None:
        return str(opening.kind)
    return f"later {named[0].kind}" if named else "nobody"
