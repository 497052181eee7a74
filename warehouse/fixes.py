"""A person's word laid over what was read: corrected fields, rejected rows. Pure.

A correction holds wherever its statement is found again: in the same article, with the same values as it was first
read, of the same plant as said or from the same place in the text. So it survives another extractor version and
another revision of the text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Row = dict[str, Any]
NUMBERS, DATES = ("low", "high"), ("period_start", "period_end", "said_on")
TEXTS = (
    "plant",
    "kind",
    "unit",
    "per",
    "status",
    "product",
    "part",
    "wording",
    "voice",
    "company",
    "place",
)
FLAGS = ("prior",)
FIELDS = (*TEXTS, *NUMBERS, *DATES, *FLAGS)
ACCEPTED = "accepted"
"""As a field: a rejection is taken back."""
_CHOICES = {
    "kind": ("target", "output", "capacity", "start", "stop", "investment"),
    "per": ("year", "month", "week", "day"),
    "status": ("planned", "done"),
    "voice": ("producer", "authority", "outside"),
}
_AS_READ = ("kind", "low", "high", "unit", "per", "period_start", "period_end", "status", "prior")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """All corrections of one announcement, and how it was read."""

    original: Mapping[str, Any]
    values: Mapping[str, Any]
    rejected: bool


def parse_value(field: str, text: str | None) -> Any:
    """A correction's value as the column has it; the empty string and None are null. Raises ValueError with what is allowed."""
    if field not in FIELDS:
        raise ValueError(f"no field {field!r}; there are {', '.join(FIELDS)}")
    if text is None or text == "":
        if field in ("plant", "kind", "voice", "prior"):
            raise ValueError(f"{field} cannot be empty")
        return None
    if field in NUMBERS:
        return _number(field, text)
    if field in DATES:
        return _date(field, text)
    if field in FLAGS:
        return _flag(field, text)
    if field in _CHOICES and text not in _CHOICES[field]:
        raise ValueError(f"{field} is one of {', '.join(_CHOICES[field])}, not {text!r}")
    return text


def _number(field: str, text: str) -> float:
    try:
        return float(text.replace(",", "").replace("\u00a0", "").replace(" ", ""))
    except ValueError:
        raise ValueError(f"{field} is a number, not {text!r}") from None


def _date(field: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{field} is a date like 2026-12-31, not {text!r}") from None


def _flag(field: str, text: str) -> bool:
    if text.casefold() not in ("true", "false", "yes", "no"):
        raise ValueError(f"{field} is true or false, not {text!r}")
    return text.casefold() in ("true", "yes")


def fixes_of(corrections: Iterable[Mapping[str, Any]]) -> dict[str, list[Fix]]:
    """Fixes by article, of rows in the order in which they were given; a later word wins."""
    gathered: dict[str, tuple[Mapping[str, Any], Row]] = {}
    for row in corrections:
        _, values = gathered.setdefault(row["announcement_id"], (row, {}))
        if row["field"] is None or row["field"] == ACCEPTED:
            values["rejected"] = row["field"] is None
        else:
            values[row["field"]] = parse_value(row["field"], row["value"])
    fixes: dict[str, list[Fix]] = {}
    for original, values in gathered.values():
        rejected = values.pop("rejected", False)
        fixes.setdefault(original["article_id"], []).append(
            Fix(original=original, values=values, rejected=rejected)
        )
    return fixes


def fixed(row: Row, fixes: Sequence[Fix]) -> Row | None:
    """The row with a person's word applied; None where it is rejected."""
    for fix in fixes:
        if _is_same(row, fix.original):
            if fix.rejected:
                return None
            row = {**row, **fix.values, "reviewed": True}
    return row


def _is_same(row: Mapping[str, Any], original: Mapping[str, Any]) -> bool:
    if row["announcement_id"] == original["announcement_id"]:
        return True
    if row["article_id"] != original["article_id"]:
        return False
    if any(row[name] != original[name] for name in _AS_READ):
        return False
    same_place = row["revision_id"] == original["revision_id"] and (
        row["char_start"] < original["char_end"] and original["char_start"] < row["char_end"]
    )
    return bool(same_place or row["plant"].casefold() == original["plant"].casefold())
