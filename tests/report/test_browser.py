"""The page in a real browser, opened from disk: charts, filters, hostile text, an empty warehouse, a large one."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.report import render
from tests.report.rows import empty_rows, made_rows
from warehouse.report_rows import ReportRows

webdriver = pytest.importorskip("selenium.webdriver")
pytestmark = [
    pytest.mark.campaign,
    pytest.mark.skipif(
        not shutil.which("chromium"), reason="needs Debian's chromium and chromium-driver"
    ),
]
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1200,1000",
]


@pytest.fixture
def browser() -> Iterator[webdriver.Chrome]:
    """Debian's chromium without a screen; its console is kept."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(
        options=options, service=webdriver.ChromeService(shutil.which("chromedriver"))
    )
    yield driver
    driver.quit()


def show(browser: webdriver.Chrome, rows: ReportRows, folder: Path) -> None:
    """Opens the page of these rows from disk."""
    file = folder / "index.html"
    file.write_text(render(rows, made_at=datetime.now(UTC)), "utf-8")
    browser.get(file.as_uri())


def shown_plants(browser: webdriver.Chrome) -> list[str]:
    """Names in the list of plants."""
    return browser.execute_script(
        "return [...document.querySelectorAll('#plant-list button span:first-child')].map(s => s.textContent)"
    )


def test_chart_is_drawn_and_the_console_is_silent(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    """A step line, its versions and the output; described in words for those who do not see it."""
    show(browser, made_rows(5, 80), tmp_path)
    assert (
        browser.execute_script(
            "return document.querySelectorAll('#chart .scatterlayer .trace').length"
        )
        == 4
    )
    assert "said 2015-02-05" in browser.find_element("id", "chart").get_attribute("aria-label")
    assert browser.get_log("browser") == []


def test_filters_by_name_country_and_change(browser: webdriver.Chrome, tmp_path: Path) -> None:
    """Each narrows the list; the count is said."""
    show(browser, made_rows(12, 48), tmp_path)
    browser.find_element("id", "filter-plant").send_keys("plant 1")
    assert shown_plants(browser) == ["Plant 1", "Plant 10", "Plant 11"]
    browser.execute_script(
        "const c = document.getElementById('filter-country'); c.value = 'DE'; c.dispatchEvent(new Event('change'))"
    )
    assert shown_plants(browser) == ["Plant 1"]
    assert browser.find_element("id", "filter-count").text == "1 of 12"


def test_a_plant_is_chosen_by_keyboard(browser: webdriver.Chrome, tmp_path: Path) -> None:
    """The list is made of buttons."""
    show(browser, made_rows(3, 24), tmp_path)
    buttons = browser.find_elements("css selector", "#plant-list button")
    buttons[2].send_keys("\n")
    assert browser.find_element("id", "plant-name").text == "Plant 2"
    assert buttons[2].get_attribute("aria-pressed") == "true"


def test_hostile_text_does_nothing(browser: webdriver.Chrome, tmp_path: Path) -> None:
    """Names, quotes, speakers, reasons and links that try to run script change nothing."""
    show(browser, made_rows(2, 8, hostile=True), tmp_path)
    assert browser.title.startswith("plantwatch")
    assert (
        browser.execute_script(
            "return document.querySelectorAll('main img, a[href^=javascript]').length"
        )
        == 0
    )
    assert browser.get_log("browser") == []


def test_an_empty_warehouse_says_what_to_do(browser: webdriver.Chrome, tmp_path: Path) -> None:
    """Before the first night the page is whole and silent."""
    show(browser, empty_rows(), tmp_path)
    assert "plantwatch run" in browser.find_element("tag name", "header").text
    assert browser.get_log("browser") == []


def test_a_large_history_is_usable(browser: webdriver.Chrome, tmp_path: Path) -> None:
    """500 plants and 20,000 statements: all listed, the first one drawn."""
    show(browser, made_rows(500, 20_000), tmp_path)
    assert len(shown_plants(browser)) == 500
    assert browser.execute_script("return document.querySelectorAll('#chart svg').length") > 0
