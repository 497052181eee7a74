"""What figures that stand side by side say of each other: unit, rate, scale, and the same sum in another currency."""

import re
from dataclasses import replace

from extractors.numerals import times
from extractors.quantity import Quantity

_RESTATING = frozenset(
    (
        "(",
        "(or",
        ", or",
        "or",
        ",",
        ", или",
        "или",
        "(это",
        "/",
        "– or",
        "[",
        "(equivalent to",
        "(equal to",
    )
)
_JOINS = frozenset(("и", "and", "&", "/", "or", "или"))
_QUALIFIED = re.compile(r"\s*\w+(?:ых|их)\s+и\s*$")
_COORDINATED = re.compile(r"\s*(?:[\w-]+\s+){0,3}(?:и|and|plus|плюс)\s*$")


def linked(found: list[Quantity], text: str) -> list[Quantity]:
    """The quantities of `text` in order, each with what it takes from its neighbours."""
    found = [
        _restating(found[k - 1] if k else None, quantity, text) for k, quantity in enumerate(found)
    ]
    return _in_scale(_shared(found, text), text)


def _restating(last: Quantity | None, quantity: Quantity, text: str) -> Quantity:
    """Marks a sum that says the one just before it again in another currency."""
    if last is None or last.figure != "money" or quantity.figure != "money":
        return quantity
    between = text[last.end : quantity.start].strip(" .")
    same = last.unit == quantity.unit or between not in _RESTATING
    return quantity if same else replace(quantity, restates=True)


def _shared(found: list[Quantity], text: str) -> list[Quantity]:
    """The two ends of a change share unit, noun and rate ("from 52 to 38 a day"), what is joined by "and" its rate."""
    for k in range(len(found) - 1):
        a, b = found[k], found[k + 1]
        if _rated_together(a, b, text):
            found[k] = a = replace(a, per=b.per, rate_start=b.rate_start, rate_end=b.rate_end)
        if a.figure == "bare" and b.figure == "count" and _QUALIFIED.match(text[a.end : b.start]):
            found[k] = a = replace(a, figure="count", unit=b.unit, known=b.known, noun=b.noun)
        elif _rated_before(a, b, text):
            found[k + 1] = b = replace(b, per=a.per, rate_start=a.rate_start, rate_end=a.rate_end)
        if a.change != "from" or b.change != "to":
            continue
        if a.figure == "bare" and b.figure != "bare":
            a = replace(a, figure=b.figure, unit=b.unit, known=b.known, noun=b.noun)
        elif b.figure == "bare" and a.figure in ("count", "measure"):
            found[k + 1] = b = replace(b, figure=a.figure, unit=a.unit, known=a.known, noun=a.noun)
        found[k] = replace(a, per=a.per or b.per)
    return found


def _rated_together(a: Quantity, b: Quantity, text: str) -> bool:
    """ "1.1 million tonnes of ammonia and 1.4 million tonnes of urea a year": the rate is of both."""
    follows = b.per is not None and b.rate_start is not None and b.rate_start >= b.number_end
    if (
        not follows
        or a.per
        or a.per_other
        or a.figure != b.figure
        or a.figure not in {"count", "measure"}
    ):
        return False
    between = text[a.end : b.start]
    return len(between) < 60 and _COORDINATED.match(between) is not None


def _rated_before(a: Quantity, b: Quantity, text: str) -> bool:
    """ "monthly rates of 14 and 65": the rate goes on."""
    precedes = a.per is not None and a.rate_start is not None and a.rate_start < a.number_start
    return (
        precedes
        and b.per is None
        and a.figure == b.figure == "bare"
        and text[a.end : b.start].strip() in _JOINS
    )


_SCALE_WORD = re.compile(r"[а-яё]", re.IGNORECASE)
"""In Russian news the word for thousands is said once and left out after; in English hardly ever."""
_NEAR, _SMALLEST, _LIKE = 200, 5, 3.5
"""Characters between both figures; below the second a figure counts shifts and models; how many times larger or smaller."""


def _in_scale(found: list[Quantity], text: str) -> list[Quantity]:
    """Gives small bare figures their value in the scale of the figure before, or of the one they are joined to.

    Where that was told in words and is of like size, it is what is meant: «план был 119 тысяч, вышло 116».
    """
    scale, worded = 1.0, None
    for k, quantity in enumerate(found):
        nxt = found[k + 1] if k + 1 < len(found) else None
        small = quantity.figure == "bare" and 0 < quantity.top < 1000
        if small and nxt and nxt.top >= 1000 and text[quantity.end : nxt.start].strip() in _JOINS:
            found[k] = replace(quantity, in_scale=times(quantity.top, _scale_of(nxt.top)))
        elif small and scale > 1 and quantity.precision <= 0.5:
            found[k] = replace(quantity, in_scale=times(quantity.top, scale))
            if worded and _goes_on(worded, found[k]):
                found[k] = worded = found[k].as_scaled()
        elif quantity.figure in {"count", "measure", "bare", "money"} and quantity.top >= 1000:
            scale = _scale_of(quantity.top)
            spelt = _SCALE_WORD.search(text, quantity.number_start, quantity.number_end)
            worded = quantity if spelt and quantity.figure != "money" else None
    return found


def _goes_on(worded: Quantity, small: Quantity) -> bool:
    """Whether a small figure is most likely said in the scale of the one before."""
    near = small.number_start - worded.number_end <= _NEAR
    return (
        near and small.top >= _SMALLEST and 1 / _LIKE <= (small.in_scale or 0) / worded.top <= _LIKE
    )


def _scale_of(value: float) -> float:
    return 1e9 if value >= 1e9 else 1e6 if value >= 1e6 else 1e3
