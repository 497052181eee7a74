"""The web page: one static file that opens from disk, with no server and no network.

Everything from the web is data (JSON in a script element that no browser runs, or escaped text); links are http(s) only;
the content security policy names the hashes of the page's own scripts and allows nothing else. Charts by Plotly, taken
from its package.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jinja2

from flows.printing import plain
from flows.settings import Settings
from warehouse.report_rows import ReportRows, report_rows

_TURNS = {mark: f"[U+{mark:04X}]" for mark in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
"""Marks with which a text from the web could show itself in another order than it is written."""
TEMPLATES = Path(__file__).parent / "templates"


def write_report(settings: Settings) -> Path:
    """Writes `report/index.html` from the published file, atomically. Returns its path."""
    page = render(report_rows(settings.published), made_at=datetime.now(UTC))
    path = settings.data / "report" / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.write_text(page, "utf-8")
    half.replace(path)
    return path


def render(rows: ReportRows, *, made_at: datetime) -> str:
    """The page as HTML."""
    from plotly.offline import get_plotlyjs

    library, script = get_plotlyjs(), (TEMPLATES / "report.js").read_text("utf-8")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=seen,
    )
    environment.filters["http_only"] = http_only
    environment.filters["span"] = span
    environment.filters["when"] = when
    return environment.get_template("report.html.j2").render(
        rows=rows,
        made_at=made_at,
        style=(TEMPLATES / "report.css").read_text("utf-8"),
        library=library,
        script=script,
        hashes=" ".join(f"'sha256-{_digest(text)}'" for text in (library, script)),
        data=inert_json(
            {
                "plants": rows.plants,
                "versions": _columns(rows.versions),
                "output": _columns(rows.output),
            }
        ),
        countries=sorted({row["country"] for row in rows.plants if row["country"]}),
    )


def span(row: Mapping[str, Any]) -> str:
    """A row's period: the year where it is one, else its two ends."""
    start, end = str(row["period_start"]), str(row["period_end"])
    whole = start.endswith("-01-01") and end.endswith("-12-31") and start[:4] == end[:4]
    return start[:4] if whole else f"{start} – {end}"


def when(time: datetime | None) -> str:
    """A time to the minute; nothing where there is none."""
    return f"{time:%Y-%m-%d %H:%M}" if time else ""


def seen(value: Any) -> Any:
    """What a template shows: text with marks that turn the direction of writing made visible, nothing for None."""
    return "" if value is None else value.translate(_TURNS) if type(value) is str else value


def http_only(url: object) -> str:
    """The URL where it is http(s), else nothing: a link from the web may be `javascript:`."""
    text = str(url or "")
    return text if text.lower().startswith(("http://", "https://")) else ""


def inert_json(value: Any) -> str:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(_plain_deep(value), ensure_ascii=False, separators=(",", ":"))
    return (
        text.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def _plain_deep(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain_deep(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain_deep(item) for item in value]
    return seen(plain(value)) if value is not None else None


def _columns(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Names once, then rows as lists: half the size."""
    listed = list(rows)
    names = list(listed[0]) if listed else []
    return {"names": names, "rows": [[row[name] for name in names] for row in listed]}


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
