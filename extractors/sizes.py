"""Figures that give the size of a plant: "a line for 5 GWh a year", «цех на 1500 автобусов в год», «построен под 15 тыс.»."""

import re
from typing import Any

from extractors.scenes import Scene

_BUILT = ("make.", "plan", "cap", "grow.", "begin.")
_FOR = {"for", "на", "под"}
_PLACES = (
    "plant", "factory", "line", "lines", "hall", "unit", "mill", "shop", "works", "facility", "gigafactory",
    "завод", "цех", "лини", "фабрик", "площадк", "производств", "комбинат", "предприяти", "корпус", "комплекс", "очеред", "стан",
)  # fmt: skip


def is_sized(scene: Scene, q: Any) -> bool:
    """Whether the figure stands behind "for" beside a plant, or behind «под», with a rate a year."""
    at = scene.index(q.start) - 1
    if q.per != "year" or at < 1 or scene.tokens[at].lower not in _FOR:
        return False
    if scene.tokens[at].lower == "под":
        return True
    before = [t.lower for t in scene.tokens[max(0, at - 3) : at]]
    return any(w.startswith(_PLACES) for w in before) and not any(
        c.tag.startswith(_BUILT) and at - 3 <= c.last < at and c.tag != "make.noun"
        for c in scene.cues
    )


_SHARE = re.compile(r"(?:%|\bper ?cent|\bпроцент\w*)\s*,?\s*(?:or|или)\s*$", re.IGNORECASE)


def restates_share(text: str, q: Any) -> bool:
    """ "15 percent, or 150,000 units": a share told again as a number."""
    return bool(_SHARE.search(text, max(0, q.start - 20), q.start))
