"""The page as a person uses it: with a mouse, with keys alone, on paper, in the dark, on a phone."""

import importlib.util
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "export"))

from sample_readings import comparison, reading

from rashomon.export.page import page

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")

pytestmark = pytest.mark.skipif(
    not (BROWSER and DRIVER and importlib.util.find_spec("selenium")),
    reason="needs chromium, chromedriver and selenium",
)
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--window-size=1400,1000",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-prefers-reduced-motion",
]  # fmt: skip


def _start(folder: Path) -> Any:
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = str(BROWSER)
    for flag in [*FLAGS, f"--user-data-dir={folder}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=Service(str(DRIVER)))


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    found = _start(tmp_path_factory.mktemp("profile"))
    yield found
    found.quit()


@pytest.fixture
def browser(driver: Any, tmp_path: Path) -> Any:
    file = tmp_path / "page.html"
    file.write_text(page([reading(), reading("other")], comparison()), encoding="utf-8")
    driver.get_log("performance")
    driver.get_log("browser")
    driver.get(file.as_uri())
    return driver


def one(browser: Any, css: str) -> Any:
    return browser.find_element("css selector", css)


def texts(browser: Any, css: str) -> str:
    """The words of the stretches that match, without the numbers of claims."""
    script = """return [...document.querySelectorAll(arguments[0])].map(e => [...e.childNodes]
        .filter(n => n.nodeType === 3).map(n => n.data).join('')).join('')"""
    return str(browser.execute_script(script, css))


def press(browser: Any, *keys: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(browser).send_keys(*keys).perform()


def hover(browser: Any, element: Any) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(browser).move_to_element(element).perform()


def active_id(browser: Any) -> str:
    return str(browser.switch_to.active_element.get_attribute("id"))


def test_no_console_message_and_no_request_but_the_file(browser: Any) -> None:
    import json

    hover(browser, one(browser, "#r1c1"))
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    urls = {e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"}
    assert [url for url in urls if url.startswith(("http", "ws", "ftp"))] == []
    assert browser.get_log("browser") == []
    assert browser.title.startswith("2 reports")  # the script in the report's text has not run


def test_hover_on_a_card_marks_the_words_of_each_field(browser: Any) -> None:
    hover(browser, one(browser, "#r1c1 blockquote"))
    assert texts(browser, "#r1 .body .s.on.f-quote") == "its units had recaptured the town of Tessalor on Sunday"
    assert texts(browser, "#r1 .body .s.on.f-actor") == "its units"
    assert texts(browser, "#r1 .body .s.on.f-place") == "Tessalor"
    assert texts(browser, "#r1 .body .s.on.f-time") == "Sunday"
    assert texts(browser, "#r1 .body .s.on.f-source") == "The armysaid"
    assert texts(browser, "#r2 .s.on") == ""


def test_hover_on_words_marks_the_innermost_claim_and_its_card(browser: Any) -> None:
    hover(browser, one(browser, "#r1t4"))
    assert "on" in one(browser, "#r1c4").get_attribute("class").split()
    assert "on" not in one(browser, "#r1c5").get_attribute("class").split()
    assert texts(browser, "#r1 .body .s.on.f-casualties") == "at least 16 people"


def test_the_list_follows_the_words_that_are_pointed_at(browser: Any) -> None:
    browser.execute_script("document.getElementById('r1').scrollIntoView()")
    hover(browser, one(browser, "#r1t6"))
    card = browser.execute_script("return document.getElementById('r1c6').getBoundingClientRect().toJSON()")
    assert card["top"] >= 0
    assert card["bottom"] <= 1000


def test_enter_jumps_from_the_words_to_the_card_and_back(browser: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.execute_script("document.getElementById('r1t2').focus()")
    assert "on" in one(browser, "#r1c2").get_attribute("class").split()
    press(browser, Keys.ENTER)
    assert active_id(browser) == "r1c2"
    press(browser, Keys.TAB, Keys.ENTER)
    assert active_id(browser) == "r1t2"
    press(browser, Keys.ESCAPE)
    assert texts(browser, ".s.on") == ""


def test_a_click_jumps_both_ways(browser: Any) -> None:
    one(browser, "#r1 .body .s[data-f*='4-quote']").click()
    assert "on" in one(browser, "#r1c4").get_attribute("class").split()
    one(browser, "#r1c6 blockquote").click()
    top = browser.execute_script("return document.getElementById('r1t6').getBoundingClientRect().top")
    assert 0 < top < 1000
    assert texts(browser, "#r1 .body .s.on.f-trigger") == "shelled"


def test_all_can_be_reached_by_keys_with_a_visible_focus(browser: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    seen = []
    for _ in range(60):
        press(browser, Keys.TAB)
        element = browser.switch_to.active_element
        if element.tag_name == "body":
            break
        outline = element.value_of_css_property("outline-style")
        assert outline == "solid", element.get_attribute("outerHTML")
        seen.append(element.get_attribute("id") or element.get_attribute("href").split("#")[-1])
    assert {"show-claim", "show-voice", "r1t1", "r1t7", "r1c1", "r2t3"} <= set(seen)


def test_layers_can_be_switched_off(browser: Any) -> None:
    def background() -> str:
        return str(one(browser, "#r1 .body .s.claim").value_of_css_property("background-color"))

    def underline() -> str:
        return str(one(browser, "#r1 .body .s.place").value_of_css_property("text-decoration-line"))

    coloured = background()
    one(browser, "#show-claim").click()
    browser.execute_script("document.activeElement.blur()")
    assert background() != coloured
    assert underline() == "underline"
    one(browser, "#show-place").click()
    assert underline() == "none"


def test_the_list_of_differences_leads_to_the_claims(browser: Any) -> None:
    one(browser, ".differences a[href='#r1c5']").click()
    assert active_id(browser) == "r1c5"


@pytest.mark.parametrize("width", [360, 768, 1400])
def test_nothing_runs_out_of_the_page(browser: Any, width: int) -> None:
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


CONTRAST = """
const parse = c => c.match(/[\\d.]+/g).map(Number);
const light = c => { const [r, g, b] = c.slice(0, 3).map(v => { v /= 255;
    return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
const bad = [];
for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || e.matches('script, .skip, legend')) continue;
    const a = light(parse(getComputedStyle(e).color)), b = light(behind(e));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) bad.push(e.className + ' ' + e.tagName + ' ' + ratio.toFixed(2));
}
return [...new Set(bad)];
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough_in_both_schemes(browser: Any, scheme: str) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    try:
        background = one(browser, "body").value_of_css_property("background-color")
        assert ("251" in background) is (scheme == "light")
        for number in range(1, 8):
            browser.execute_script(f"document.getElementById('r1t{number}').focus({{preventScroll: true}})")
            browser.execute_script("document.getAnimations().forEach(a => a.finish())")
            assert browser.execute_script(CONTRAST) == []
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_on_paper_the_text_and_all_accounts_are_there(browser: Any) -> None:
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert one(browser, ".bar").value_of_css_property("display") == "none"
        pane = one(browser, "#r1 .accounts")
        assert pane.value_of_css_property("position") == "static"
        assert pane.value_of_css_property("overflow-y") == "visible"
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_without_script_it_can_be_read_and_the_links_still_jump(driver: Any, tmp_path: Path) -> None:
    file = tmp_path / "plain.html"
    file.write_text(page([reading()]), encoding="utf-8")
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        driver.get(file.as_uri())
        assert "the town of Tessalor" in one(driver, ".body").text
        one(driver, "#r1t4").click()
        assert driver.current_url.endswith("#r1c4")
        one(driver, "#show-place").click()
        assert one(driver, ".s.place").value_of_css_property("text-decoration-line") == "none"
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
