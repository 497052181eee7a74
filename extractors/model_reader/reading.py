"""An answer and the document that it is about → Reading, in the shape of the grammar's own."""

from collections import Counter
from typing import Any

from extractors.announcements import detect_language
from extractors.gazetteer import Gazetteer
from extractors.grounding import fault
from extractors.model import Announcement, Document, Reading
from extractors.model_reader.answer import Answer
from extractors.model_reader.facts import Facts
from extractors.model_reader.gate import TRUST, grounded
from extractors.rows import distinct


def model_reading(
    answer: Answer, document: Document, gazetteer: Gazetteer, *, trust: float = TRUST
) -> Reading:
    """What of an answer passes the gate; `dropped` counts the rest by reason. Never raises."""
    language = language_of(document)
    facts = Facts(document, language, gazetteer)
    dropped: Counter[str] = Counter(answer.malformed)
    kept: list[Announcement] = []
    for row in answer.rows:
        said = grounded(row, facts, trust)
        if isinstance(said, str):
            dropped[said] += 1
        elif reason := fault(said, document, _read_again(said)):
            dropped[reason] += 1
        else:
            kept.append(said)
    return Reading(announcements=tuple(distinct(kept)), language=language, dropped=dict(dropped))


def language_of(document: Document) -> str:
    """As the grammar tells it."""
    if document.language in ("en", "ru"):
        return document.language
    return detect_language(document.text)


def _read_again(said: Announcement) -> Any:
    """The gate has read the figure at its place in the line already; `fault` checks the rest."""
    return (said.low, said.high)
