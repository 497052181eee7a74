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
    reader = Reader(tokens, language)
    periods = [p for p in periods if not (p.rule == "year" and reader.counts(p.time_start))]
    return reader.read([(p.time_start, p.end) for p in periods]), periods
