"""Tables with a header row: which cells hold figures of production, of what kind and period, and of whom.

A table is a run of lines of cells parted by tabs or upright strokes. Its heading (the line or two before it) says what
is counted; each column's head says the period, and may say a kind of its own ("Plan 2024", "Annual capacity"). Columns
of sales, changes and the like are left out, and so is a table that says nothing of production.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from extractors.figures import find_figures
from extractors.model import Kind, Per
from extractors.times import years_on

_SEPARATOR = re.compile(r"[|\t]")
_RULE = re.compile(r"[\s|:=-]+")
_MADE = re.compile(
    r"\b(?:production|produced|output|assembl\w+|built|made|manufactured|выпу(?:ск|щен)\w*|производств\w*|произведен\w*|сборк\w*|собран\w*|добыч\w*|выплавк\w*)\b",
    re.IGNORECASE,
)
_CAPACITY = re.compile(r"\b(?:capacity|capacities|мощност\w*)\b", re.IGNORECASE)
_ANNUAL = re.compile(
    r"\b(?:annual|annually|per year|per annum|a year|в год|годов\w+)\b", re.IGNORECASE
)
_PLAN = re.compile(r"\b(?:plan|target|forecast|goal|план|цель|прогноз)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:sales|sold|sale|deliver\w+|export\w*|registr\w+|share|change|jobs|workers|employees|orders|price|short time|продаж\w*|экспорт\w*|реализ\w*|дол[яи]|изменени\w*|прирост\w*|работник\w*|цена)\b|%|\+/-",
    re.IGNORECASE,
)
_MODEL = re.compile(
    r"^\W*(?:models?|product|type|modell?|модел[ьи]|тип|продукция)\b", re.IGNORECASE
)
_WHOLE = re.compile(
    r"^(?:group|total|all|sum|in all|overall|группа|всего|итого)\b(?=\s*(?:$|[,(:]))", re.IGNORECASE
)
_PART = re.compile(r"^[\s*•–-]*(?:of which|including|thereof|из них|в том числе)\b", re.IGNORECASE)
ABOVE = 3
"""So many lines before the header may say what the table counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell with a figure of production; `start` and `end` are characters of the text."""

    start: int
    end: int
    kind: Kind
    per: Per | None
    first: date | None
    last: date | None
    label: str
    """What the first cell of its row says: who; empty where the first column holds models."""


@dataclass(frozen=True, slots=True)
class _Column:
    kind: Kind
    per: Per | None
    first: date | None
    last: date | None


def find_cells(text: str, published: date | None, language: str) -> list[Cell]:
    """The cells of all tables of a text that hold figures of production, in order."""
    if "|" not in text and "\t" not in text:
        return []
    lines = list(_lines(text))
    found: list[Cell] = []
    n = 0
    while n < len(lines):
        if not _is_row(lines[n][1]):
            n += 1
            continue
        end = n
        while end < len(lines) and _is_row(lines[end][1]):
            end += 1
        above = [line for _, line in lines[max(0, n - ABOVE) : n]]
        found += _cells_of(lines[n:end], above, published, language)
        n = end
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _is_row(line: str) -> bool:
    return len(_SEPARATOR.findall(line.strip().strip("|"))) >= 1 and bool(line.strip())


def _cells_of(
    rows: list[tuple[int, str]], above: list[str], published: date | None, language: str
) -> Iterator[Cell]:
    rows = [r for r in rows if not _RULE.fullmatch(r[1])]
    if len(rows) < 2:
        return
    heading = " ".join(above)
    heads = _split(*rows[0])
    models = bool(_MODEL.match(heads[0][1]))
    columns = _columns([c for _, c in heads], heading, published, language)
    for at, line in rows[1:]:
        cells = _split(at, line)
        label = cells[0][1].strip(" *•–-") if cells else ""
        if not label or _PART.match(cells[0][1]) or _OTHER.search(label):
            continue
        label = "" if models or _WHOLE.match(label) or _MADE.search(label) else label
        for (start, cell), column in zip(cells[1:], columns[1:], strict=False):
            if column is not None and cell.strip():
                yield Cell(
                    start=start, end=start + len(cell), label=label, kind=column.kind, per=column.per, first=column.first, last=column.last,
                )  # fmt: skip


def _split(at: int, line: str) -> list[tuple[int, str]]:
    """The cells of a line with where each begins; a stroke at either edge opens none."""
    left = len(line) - len(line.lstrip(" |")) if "|" in line else 0
    body = line[left:].rstrip(" |") if "|" in line else line
    found, begun = [], 0
    for sign in _SEPARATOR.finditer(body):
        found.append((at + left + begun, body[begun : sign.start()]))
        begun = sign.end()
    return [*found, (at + left + begun, body[begun:])]


def _columns(
    heads: list[str], heading: str, published: date | None, language: str
) -> list[_Column | None]:
    """What each column holds; a period told a second time beside a heading of sales is that of the sales."""
    span = next(
        (p for p in _periods(heading, published, language) if p.grain in {"span", "half", "quarter", "month"}), None
    )  # fmt: skip
    found: list[_Column | None] = []
    for head in heads:
        column = _column(head, heading, span, published, language)
        twice = column is not None and column in found and _OTHER.search(heading)
        found.append(None if twice else column)
    return found


def _column(
    head: str, heading: str, span: Any, published: date | None, language: str
) -> _Column | None:
    if _OTHER.search(head):
        return None
    if _CAPACITY.search(head):
        return _Column(
            "capacity", "year" if _ANNUAL.search(f"{heading} {head}") else None, None, None
        )
    made = bool(_MADE.search(f"{heading} {head}"))
    period = next(iter(_periods(head, published, language)), None)
    if not made or period is None or period.first is None:
        return None
    first, last = period.resolve(done=True)
    plan = bool(_PLAN.search(head))
    if (
        span is not None
        and period.grain == "year"
        and not plan
        and not re.search(r"[–-]\s*\w", head.split("20", maxsplit=1)[0])
    ):
        by = period.first.year - span.first.year
        first, last = years_on(span.first, by), years_on(span.last, by)
    ahead = published is not None and first is not None and first > published
    return _Column("target" if plan or ahead else "output", None, first, last)


def _periods(text: str, published: date | None, language: str) -> list[Any]:
    """Periods of a heading; its dashes and brackets are none of its words."""
    plain = re.sub(r"(?<=[а-яa-z])-(?=\d{4})", " ", text, flags=re.IGNORECASE)
    plain = re.sub(r"\bпол\.", "полугодие", plain)
    found = [p for p in find_figures(plain, published, language)[1] if p.first]
    return [p for p in found if p.role != "earlier"]
