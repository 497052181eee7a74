"""From an article's text to production announcements.

    text ─► sentences ─► cues, figures, periods, mentions ─► who, when and what is spoken of, read from the top
         ─► candidates (figures and events) ─► one row per fact ─► grounding gate ─► Reading

`extract` never raises on any text and costs time linear in its length.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import prod

from extractors.gate import speaks_of_production
from extractors.gazetteer import Gazetteer
from extractors.grounding import fault
from extractors.model import Announcement, Document, Reading
from extractors.pauses import with_ends
from extractors.quantities import find_quantities
from extractors.reader import Reader
from extractors.rows import distinct, reread

_RUSSIAN = "".join(map(chr, range(ord("а"), ord("я") + 1))) + "ё"
_CYRILLIC = (_RUSSIAN + _RUSSIAN.upper()).encode("cp1251")
_LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".encode("cp1251")
SAMPLE = 4000
"""Characters by which the language is told."""


def detect_language(text: str) -> str:
    """`ru` where a good part of the letters is Cyrillic, else `en`; a beginning of the text decides."""
    sample = text[:SAMPLE].encode("cp1251", "ignore")
    cyrillic = len(sample) - len(sample.translate(None, _CYRILLIC))
    latin = len(sample) - len(sample.translate(None, _LATIN))
    return "ru" if cyrillic > 0.35 * (cyrillic + latin) and cyrillic else "en"


LEAST = 0.36
"""A row less sure than this is not worth telling: a wrong number is worse than none."""

LEAST_TARGET = 0.54
"""What is asked of a target, which alerts hang on."""

LEAST_OF_ARTICLE = 0.7
"""How sure it must be that any row of an article is right: else it most likely tells of something else, and nothing of it is told."""


def extract(
    document: Document, gazetteer: Gazetteer, *, explain: bool = False, least: float = LEAST
) -> Reading:
    """The announcements of one article; `explain` fills `notes` with what was attached to what, and why.

    Rows whose confidence is below `least` are dropped, and counted.
    """
    language = (
        document.language if document.language in {"en", "ru"} else detect_language(document.text)
    )
    if not speaks_of_production(document.text, document.title, language):
        return Reading(
            announcements=(), language=language, notes=("no sign of production",) if explain else ()
        )
    reader = Reader(document, language, gazetteer, explain=explain)
    rows = distinct(with_ends(reader.read()), one_maker=reader.context.who.has_one_maker())
    kept, dropped = _grounded(rows, document, language)
    dropped.update(reader.refused)
    asked = least
    of_targets = max(asked, LEAST_TARGET) if least else least
    sure = [r for r in kept if r.confidence >= (of_targets if r.kind == "target" else asked)]
    if least and 1 - prod(1 - r.confidence for r in sure) < LEAST_OF_ARTICLE:
        sure = []
    dropped["too unsure"] += len(kept) - len(sure)
    kept = sure
    return Reading(
        announcements=tuple(kept),
        language=language,
        dropped=dict(dropped),
        notes=tuple(reader.notes),
    )


def _grounded(
    rows: Sequence[Announcement], document: Document, language: str
) -> tuple[list[Announcement], Counter[str]]:
    kept: list[Announcement] = []
    dropped: Counter[str] = Counter()
    quantities_of = cache(lambda quote: find_quantities(quote, language))
    for row in rows:
        again = (
            reread(row, quantities_of(row.quote))
            if row.number_start is not None or not row.end
            else None
        )
        reason = fault(row, document, again)
        if reason:
            dropped[reason] += 1
        else:
            kept.append(row)
    return kept, dropped
