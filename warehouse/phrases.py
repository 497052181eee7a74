"""Values of a change in words for people: "80,000-100,000 cars a year", "2024", "-20 %". Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

BOUNDS = {(True, False): "at least {}", (False, True): "up to {}"}
VERBS = {
    "raised": "raised",
    "lowered": "lowered",
    "narrowed": "narrowed",
    "widened": "widened",
    "postponed": "postponed",
    "advanced": "brought forward",
}


def figure(number: float) -> str:
    """A number as it is read: thousands set apart, no needless decimals."""
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.6g}"


def amount(low: float | None, high: float | None) -> str:
    """A range, a bound or one figure; "no figure" where both ends are open."""
    if low is None and high is None:
        return "no figure"
    if low is not None and high is not None:
        return figure(low) if low == high else f"{figure(low)}-{figure(high)}"
    known = low if low is not None else high
    return BOUNDS[low is not None, high is not None].format(figure(known or 0))


def period(start: date | None, end: date | None) -> str:
    """A calendar period by its name (2024, Q4 2024, H1 2024, March 2024), else both days."""
    if start is None and end is None:
        return "no date"
    if start is None or end is None:
        return f"from {start}" if start else f"until {end}"
    return _named(start, end) or (f"{start}" if start == end else f"{start} to {end}")


def _named(start: date, end: date) -> str | None:
    if start.day != 1 or (end + timedelta(days=1)).day != 1:
        return None
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if start.month == 1 and months % 12 == 0:
        return f"{start.year}" if months == 12 else f"{start.year}-{end.year}"
    if months == 1:
        return f"{start:%B %Y}"
    if months == 3 and start.month % 3 == 1:
        return f"Q{start.month // 3 + 1} {start.year}"
    if months == 6 and start.month % 6 == 1:
        return f"H{start.month // 6 + 1} {start.year}"
    return f"{start:%B %Y} to {end:%B %Y}" if months > 0 else None


def percent(value: float | None) -> str:
    """ "+5 %", "-20 %", with a true minus; empty where unknown."""
    if value is None:
        return ""
    shown = f"{abs(value):.0f}" if abs(value) >= 10 else f"{abs(value):.1f}".removesuffix(".0")
    return f"{'−' if value < 0 else '+'}{shown} %"


def _about(change: Mapping[str, Any]) -> str:
    part = "" if change["scope"] in {"all", ""} else f", {change['scope']}"
    return f"{change['plant']}{part}"


def _values(change: Mapping[str, Any]) -> tuple[str, str]:
    if change["kind"] == "start":
        return (
            period(change["from_start"], change["from_end"]),
            period(change["to_start"], change["to_end"]),
        )
    if change["direction"] in {"postponed", "advanced"}:
        return (
            period(change["from_period_start"], change["from_period_end"]),
            period(change["to_period_start"], change["to_period_end"]),
        )
    return (
        amount(change["from_low"], change["from_high"]),
        amount(change["to_low"], change["to_high"]),
    )


def unit(change: Mapping[str, Any]) -> str:
    """ "vehicles a year"; empty for a start."""
    if change["kind"] == "start" or not change["unit"]:
        return ""
    return f"{change['unit']} {_per(change)}".strip()


def _per(change: Mapping[str, Any]) -> str:
    return f"a {change['per']}" if change["per"] else ""


def old_to_new(change: Mapping[str, Any]) -> str:
    """ "100,000 → 80,000 vehicles (−20 %)"."""
    old, new = _values(change)
    told = percent(change["percent"]) if change["kind"] != "start" else ""
    figures = " ".join(part for part in (f"{old} → {new}", _unit_here(change)) if part)
    return f"{figures} ({told})" if told else figures


def _unit_here(change: Mapping[str, Any]) -> str:
    return "" if change["direction"] in {"postponed", "advanced"} else unit(change)


def what(change: Mapping[str, Any]) -> str:
    """ "target 2024", "start of production", "target of 50,000 vehicles"."""
    if change["kind"] == "start":
        return "start of production"
    if change["direction"] in {"postponed", "advanced"}:
        return f"target of {amount(change['to_low'], change['to_high'])} {unit(change)}".strip()
    dated = change["to_period_start"] or change["to_period_end"]
    return (
        f"target {period(change['to_period_start'], change['to_period_end'])}"
        if dated
        else "target"
    )


def subject(change: Mapping[str, Any]) -> str:
    """One line for a phone: who first, then what happened."""
    return " ".join(
        f"{_about(change)}: {what(change)} {VERBS[change['direction']]} {old_to_new(change)}".split()
    )
