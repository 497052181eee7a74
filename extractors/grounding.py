"""The gate that every row passes: what it says must stand in its quote.

The quote is an exact slice of the text; the figure read again from it, on its own, equals the row's. A row without
a number must have its event's words there. What fails is dropped, and counted under the reason given here.
"""

from extractors.model import Announcement, Document

TOLERANCE = 1e-6


def fault(  # noqa: PLR0911 -- one return a reason
    row: Announcement, document: Document, read_again: tuple[float | None, float | None] | None
) -> str | None:
    """Why a row is not grounded, or None where it is. `read_again` is what the quote's figure gives alone."""
    source = document.text if row.end else (document.title or "")
    if row.end and document.text[row.start : row.end] != row.quote:
        return "quote is no slice of the text"
    if not row.quote.strip() or row.quote not in source:
        return "no quote"
    if not row.plant.strip():
        return "no producer"
    if row.kind in {"start", "stop"}:
        return None if row.low is None and row.high is None else "number on an event"
    if row.low is None and row.high is None:
        return "no number"
    if read_again is None:
        return "number not in the quote"
    return (
        None if _equal((row.low, row.high), read_again) else "number reads otherwise in the quote"
    )


def _equal(a: tuple[float | None, float | None], b: tuple[float | None, float | None]) -> bool:
    """Bounds may have been dropped ("up to" as "to" after growth), but no end may differ that both give."""
    ours, theirs = {v for v in a if v is not None}, {v for v in b if v is not None}
    return all(any(abs(x - y) <= TOLERANCE * max(1.0, abs(x)) for y in theirs) for x in ours)
