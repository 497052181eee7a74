"""Where an article was written: "TOGLIATTI, November 16. /TASS/.", "BERLIN (mkd) -", «КАЛУГА, 12 января. /ТАСС/.»."""

import re

LONGEST = 90
_DATE = (
    r"(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[a-zA-Z]*\.?(?: \d{1,2})?(?:,? \d{4})?"
    r"|\d{1,2} (?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]*(?: \d{4})?(?: года| г\.)?"
)
_TOWN = r"[A-ZА-ЯЁÀ-Þ][\w.’'-]+(?:[ /](?:[A-ZА-ЯЁÀ-Þ(][\w.’')-]*|на|de|do|of)){0,4}"
_DATELINES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\s*{_TOWN}[^/\n]{{0,40}}?[.,]?\s*/[^/\n]{{2,40}}/[.:]?",
        rf"\s*{_TOWN}(?:, {_TOWN})?[.,]?\s*(?:{_DATE})?[.,]?\s*\([^)\n]{{2,30}}\)\s*[–—-]{{1,2}}",
        rf"\s*{_TOWN}(?:, {_TOWN})?(?:/{_TOWN})?,? (?:{_DATE})[.,]?(?:\s*[–—-]{{1,2}})?",
        r"\s*[A-ZÀ-ÞА-ЯЁ][A-ZÀ-ÞА-ЯЁ .’'/-]{2,40}(?:,[^\n–—:.]{2,30})?(?:\s*\([^)\n]{2,40}\))?(?:\s*[–—]|\s+-{1,2})",
        rf"\s*(?:{_DATE}),? {_TOWN}\s*/[^/\n]{{2,40}}/[.:]?",
    )
)


def dateline_end(text: str) -> int:
    """Characters of the dateline that the paragraph begins with, 0 without one."""
    head = text[:LONGEST]
    stroke, bracket = "/" in head, "(" in head
    dash = "-" in head or "–" in head or "—" in head
    may_be = (stroke, bracket and dash, True, dash, stroke)
    patterns = (p for p, may in zip(_DATELINES, may_be, strict=True) if may)
    return next((m.end() for pattern in patterns if (m := pattern.match(head))), 0)
