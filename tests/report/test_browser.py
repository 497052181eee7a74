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
Keys = pytest.importorskip("selenium.webdriver.common.keys").Keys
ui = pytest.importorskip("selenium.webdriver.support.ui")
PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
DARK = {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
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
    """The newest series, and any other that is chosen: a step line, its versions and the output; described in words for those who do not see it."""
    show(browser, made_rows(5, 80), tmp_path)
    assert "said 2018-08-05" in browser.find_element("id", "chart").get_attribute("aria-label")
    ui.Select(browser.find_element("id", "series")).select_by_visible_text("target · 2015")
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


def test_the_list_is_one_stop_of_the_tab_key(browser: webdriver.Chrome, tmp_path: Path) -> None:
    """Arrow keys move in it, so that nobody has to pass five hundred buttons to reach the chart; what is chosen is said."""
    show(browser, made_rows(30, 240), tmp_path)
    stops = "return document.querySelectorAll('#plant-list button[tabindex=\"0\"]').length"
    assert browser.execute_script(stops) == 1
    focused = browser.find_elements("css selector", "#plant-list button")[1]
    focused.send_keys(Keys.ARROW_DOWN)
    browser.switch_to.active_element.send_keys(Keys.END)
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert browser.find_element("id", "plant-name").text == "Plant 29"
    assert "Plant 29: 8 versions" in browser.find_element("id", "plant-said").get_attribute(
        "textContent"
    )
    assert browser.execute_script(stops) == 1


def test_a_change_leads_to_its_plant(browser: webdriver.Chrome, tmp_path: Path) -> None:
    """The link in the table chooses the plant, brings it into sight, and gives it the keyboard; the address can be kept."""
    show(browser, made_rows(3, 24), tmp_path)
    browser.find_elements("css selector", "#plant-list button")[2].click()
    browser.find_element("css selector", "#changes a[href^='#plant-']").click()
    assert browser.find_element("id", "plant-name").text == "Plant 1"
    assert browser.switch_to.active_element.get_attribute("id") == "plant-name"
    browser.refresh()
    assert browser.find_element("id", "plant-name").text == "Plant 1"


@pytest.mark.parametrize("hostile", [False, True])
def test_a_phone_needs_no_scrolling_sideways(
    browser: webdriver.Chrome, tmp_path: Path, *, hostile: bool
) -> None:
    """At 390 pixels every table is read line by line, also where a name has no space in it."""
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    show(browser, made_rows(4, 32, hostile=hostile), tmp_path)
    assert browser.execute_script("return document.documentElement.scrollWidth") == 390
    label = "return getComputedStyle(document.querySelector('#changes td[data-label]'), '::before').content"
    assert "Plant" in browser.execute_script(label)


def test_a_dark_screen_gets_a_dark_page_and_chart(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    """Also when it turns dark while the page is open."""
    show(browser, made_rows(2, 16), tmp_path)
    colours = "return [getComputedStyle(document.body).backgroundColor, document.querySelector('#chart .xtick text').style.fill]"
    light = browser.execute_script(colours)
    assert light == ["rgb(255, 255, 255)", "rgb(26, 31, 36)"]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", DARK)
    dark = ["rgb(20, 24, 28)", "rgb(230, 234, 238)"]
    ui.WebDriverWait(browser, 30).until(lambda b: b.execute_script(colours) == dark)


def test_hostile_text_does_nothing(browser: webdriver.Chrome, tmp_path: Path) -> None:
    """Names, quotes, speakers, reasons and links that try to run script change nothing."""
    show(browser, made_rows(2, 8, hostile=True), tmp_path)
    assert browser.title.startswith("plantwatch")
    assert "[U+202E]gnihtyreve" in browser.find_element("id", "changes").text
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
