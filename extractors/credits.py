"""Who told it first, by the article's own word: the agency in the dateline, a source line at the end."""

import re

_AGENCY = r"[A-ZА-ЯЁ][\w.&«»\"' -]{1,40}?"
_SHAPES = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        # KALININGRAD, April 15. /TASS/. · МОСКВА, 3 января. /ТАСС/.
        (rf"^.{{0,80}}/\s?({_AGENCY})\s?/", 0),
        # MOSCOW (Reuters) - · TOKYO, Jan 5 (Kyodo) —
        (rf"^[^a-zа-яё(]{{2,40}}.{{0,20}}\(({_AGENCY})\)\s?[-–—]", 0),
        # МОСКВА, 3 янв — РИА Новости.
        (r"^[А-ЯЁ][А-ЯЁ -]{2,30}, \d{1,2} [а-яё]{3,9}\.? ?[-–—] ([А-ЯЁ][\w «»\"]{1,40}?)\.", 0),
        # Source: Avto Vzglyad · (Source: TASS) · Источник: «Интерфакс»
        (
            rf"(?:^|\(|\n)\s*(?:Source|Источник|Originally published by|По материалам)\s*[:—-]?\s*({_AGENCY})\s*(?:\)|\.|$)",
            re.MULTILINE,
        ),
    )
)
_EDGE = 400


def credit_of(text: str) -> str | None:
    """The name credited at the article's beginning or end, without quotes; None where there is none."""
    head, tail = text[:_EDGE], text[-_EDGE:]
    for shape in _SHAPES[:3]:
        found = shape.search(head)
        if found:
            return _clean(found[1])
    found = _SHAPES[3].search(tail) or _SHAPES[3].search(head)
    return _clean(found[1]) if found else None


def _clean(name: str) -> str:
    return name.strip(" «»\"'.")
