"""Figures and periods of a text that agree on what is whose."""

from datetime import date

from extractors.bounds import WORDS
from extractors.periods import Period, read_periods
from extractors.quantities import Quantity, counts_something, read_quantities
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
    periods = [
        p
        for p in periods
        if not (p.rule == "year" and counts_something(tokens, language, p.time_start))
    ]
    return read_quantities(tokens, language, [(p.time_start, p.end) for p in periods]), periods
