"""What a night did, in words for a terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape

NAMES = {
    "sources": "sources asked",
    "sources_not_due": "sources not due",
    "sources_failed": "sources failed",
    "items_seen": "items seen in feeds",
    "entries": "new items",
    "pages_asked": "pages asked for",
    "pages_kept": "pages kept",
    "pages_unchanged": "pages unchanged",
    "pages_failed": "pages failed",
    "readings": "pages read",
    "read_read": "pages that announce something",
    "read_nothing": "pages that announce nothing",
    "articles": "new articles and revisions",
    "announcements": "announcements",
    "read_failed": "pages not read",
    "read_expired": "pages no longer in the archive",
    "versions": "new versions of targets and starts",
    "changes": "changes",
    "alerts_sent": "alerts sent",
    "alerts_failed": "alerts not sent",
}
ALWAYS = frozenset({"sources", "entries", "announcements", "changes", "alerts_sent"})
COLOURS = {"good": "green", "degraded": "yellow", "failed": "red", "interrupted": "red"}


def counts_line(counts: Mapping[str, int]) -> str:
    """What was counted, on one line; what was not there is left out."""
    told = [name for name in counts if counts[name] or name in ALWAYS]
    return ", ".join(f"{counts[n]:,} {NAMES.get(n, n.replace('_', ' '))}" for n in told)


def night_lines(ended: Mapping[str, Any]) -> list[str]:
    """The ledger's `ended` line as lines of rich markup."""
    counts, outcome = ended.get("counts", {}), ended["outcome"]
    shown = [name for name in NAMES if counts.get(name) or name in ALWAYS]
    rest = sorted(name for name in counts if name not in NAMES and counts[name])
    width = max((len(NAMES.get(n, n)) for n in [*shown, *rest]), default=0)
    lines = [f"[bold {COLOURS[outcome]}]The night was {outcome}.[/]"]
    lines += [f"  - {escape(reason)}" for reason in ended.get("reasons", [])]
    lines += [f"  {NAMES[n].ljust(width)}  {counts.get(n, 0):>7,}" for n in shown]
    lines += [f"  {n.replace('_', ' ').ljust(width)}  {counts[n]:>7,}" for n in rest]
    return lines


def change_lines(changes: Sequence[Mapping[str, Any]]) -> list[str]:
    """Changes as lines of rich markup: what, from, to, both quotes and links."""
    lines = []
    for change in changes:
        lines.append(
            f"[bold]{escape(str(change['plant']))}[/] {change['kind']} {_period(change)} [bold]{change['direction']}[/]: "
            f"{_value(change, 'from')} → {_value(change, 'to')}  (said {change['stated_at']})"
        )
        lines += [
            f"  now:    “{escape(str(change['quote']))}”  {escape(str(change['url']))}",
            f"  before: “{escape(str(change['previous_quote']))}”  {escape(str(change['previous_url']))}",
        ]
    return lines


def _period(change: Mapping[str, Any]) -> str:
    start, end = change.get("period_start"), change.get("period_end")
    if not start:
        return ""
    start, end = str(start), str(end)
    return (
        start[:4]
        if start[4:] == "-01-01" and end[4:] == "-12-31" and start[:4] == end[:4]
        else f"{start} to {end}"
    )


def _value(change: Mapping[str, Any], side: str) -> str:
    if change["kind"] == "start":
        start, end = change.get(f"{side}_start"), change.get(f"{side}_end")
        return str(start) if start == end else f"{start} to {end}"
    low, high = change.get(f"{side}_low"), change.get(f"{side}_high")
    if low == high:
        return f"{low:,.0f}"
    if low is None or high is None:
        return f"up to {high:,.0f}" if low is None else f"at least {low:,.0f}"
    return f"{low:,.0f} to {high:,.0f}"


def console() -> Console:
    """Where it is printed; colour and width as the terminal has them (NO_COLOR is honoured)."""
    return Console(soft_wrap=True, highlight=False)
