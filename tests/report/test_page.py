"""The page as text: nothing from the web can act in it."""

import json
import re
from datetime import UTC, datetime

from flows.report import http_only, inert_json, render
from tests.report.rows import HOSTILE, empty_rows, made_rows

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def without_library(page: str) -> str:
    """The page without the chart library, which is not ours to judge."""
    return re.sub(r"<script>(?!\"use strict\").*?</script>", "", page, flags=re.DOTALL)


def test_hostile_text_stays_text_and_links_are_http_only() -> None:
    """Markup in names, quotes, reasons and sources is escaped; a `javascript:` link is left out."""
    page = without_library(render(made_rows(2, 8, hostile=True), made_at=NOW))
    assert HOSTILE not in page
    assert 'href="javascript' not in page
    assert "&lt;img src=x" in page
    assert "\u202e" not in page


def test_policy_allows_the_pages_own_scripts_and_nothing_else() -> None:
    """No source is allowed by origin, so nothing is ever loaded."""
    policy = re.search(
        r'Content-Security-Policy" content="([^"]+)"', render(empty_rows(), made_at=NOW)
    )
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-eval" not in policy[1]


def test_json_cannot_end_its_element_and_says_the_same() -> None:
    """`</script>` in a quote must not close the data."""
    value = {"quote": "</script><!-- \u2028 &"}
    assert "<" not in inert_json(value)
    assert json.loads(inert_json(value)) == value


def test_only_http_links_pass() -> None:
    """Whatever a feed claims to be a link."""
    assert http_only("https://a.example") == "https://a.example"
    assert [
        http_only(u) for u in ("javascript:x", "data:text/html,x", "//a", None, " https://a")
    ] == [""] * 5
