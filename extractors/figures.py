"""Figures and periods of a text that agree on what is whose."""

from datetime import date

from extractors.periods import Period, read_periods
from extractors.quantities import WORDS, Quantity, Reader
from extractors.tokens import folded, tokenise


def find_figures(
    text: str, published: date | None, language: str
) -> tuple[list[Quantity], list[Period]]:
    """Quantities and periods of a sentence or paragraph, none overlapping, each in order.

    `language` is en or ru (others are read as en); periods relative to a missing `published` have no dates.
    """
    language = language if language in WORDS else "en"
    tokens = tokenise(text, folded(text))
    periods = read_periods(tokens, published, language)
    quantities = Reader(tokens, language).read([])
    claimed = [(q.start, q.end) for q in quantities if q.figure != "other"]
    periods = [p for p in periods if not any(s < p.end and p.start < e for s, e in claimed)]
    return quantities, periods
