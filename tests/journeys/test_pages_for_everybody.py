"""Every page of the citizen is accessible, fits the narrowest screen, and can be touched."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from survey_forms import catalogue
from tests.factories.live_server import LiveServer
from tests.journeys.conftest import CHROMIUM, NARROW, PHONE

pytestmark = pytest.mark.browser
PAGES = (
    *("home", "form", "errors", "thanks", "first stands"),
    *("form in English", "form in Javanese", "form in Sundanese", "form in large letters"),
    *("not found", "unknown code", "closed", "revoked"),
)
WAYS_TO_SHOW = {
    "form in English": "?bahasa=en",
    "form in Javanese": "?bahasa=jv",
    "form in Sundanese": "?bahasa=su",
    "form in large letters": "?huruf=besar&kontras=tinggi",
}
KEYS = catalogue.find("skm-2017").keys
LEAST_TARGET_PX = 44


# What a reader may set for himself without losing anything (WCAG 1.4.12).
SPACED = """* {
    line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important
} p { margin-bottom: 2em !important }"""


@pytest.fixture(scope="module")
def twice_as_large(chromium: Browser) -> Iterator[Browser]:
    """A browser whose letters are set to twice their size."""
    browser = chromium.browser_type.launch(
        executable_path=CHROMIUM, args=["--no-sandbox", "--blink-settings=defaultFontSize=32"]
    )
    yield browser
    browser.close()


def open_page(page: Page, name: str, addresses: dict[str, str]) -> Page:
    """Go to a page by its name, by the way that leads there."""
    if name in addresses:
        page.goto(addresses[name])
    elif name in WAYS_TO_SHOW:
        page.goto(addresses["form"] + WAYS_TO_SHOW[name])
    else:
        page.goto(addresses["form"])
        _send(page, rated=0 if name == "errors" else 4)
    if name == "first stands":
        _send_other_answers(page, addresses)
    return page


def _send(page: Page, rated: int) -> None:
    for key in KEYS if rated else ():
        page.check(f'[name="{key}"][value="{rated}"]')
    # The script sends first, and leads on when the reply is there.
    with page.expect_navigation():
        page.locator(".send button").click()


def _send_other_answers(page: Page, addresses: dict[str, str]) -> None:
    """Two sends of one form, as after the Back button."""
    page.goto(addresses["form"])
    key = page.locator("[name=submission_key]").input_value()
    for rated in (4, 1):
        page.goto(addresses["form"])
        page.locator("[name=submission_key]").evaluate("(field, key) => field.value = key", key)
        _send(page, rated)


def violations(page: Page) -> list[str]:
    """What axe finds, of any impact, with the first element it finds it on."""
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html']}" for v in found]


def width(page: Page) -> int:
    """How wide the page is."""
    return int(page.evaluate("document.documentElement.scrollWidth"))


def beyond_the_edge(page: Page) -> list[str]:
    """What is cut off on the right or makes the page scroll sideways."""
    return page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter(e => e.checkVisibility()
            && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1
        ).map(e => e.outerHTML.slice(0, 200))"""
    )


def small_targets(page: Page) -> list[str]:
    """What can be touched and is lower than a fingertip; links within a text are no buttons.

    A reason that is not asked yet is not there to be touched.
    """
    return page.evaluate(
        """least => [...document.querySelectorAll(
            `button, select, textarea, input[type=text], .choice-question__choices label,
             .receipt a`
        )].filter(e => e.checkVisibility() && e.getBoundingClientRect().height < least)
            .map(e => e.outerHTML)""",
        LEAST_TARGET_PX,
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody(name: str, narrow: Page, addresses: dict[str, str]) -> None:
    page = open_page(narrow, name, addresses)

    assert violations(page) == []
    assert width(page) <= 320
    assert small_targets(page) == []


@pytest.mark.parametrize(
    "name", sorted({*PAGES, "pulse", "kiosk", "receipt"} - {"form in large letters"})
)
def test_letters_of_twice_the_size_fit_a_phone(
    name: str, twice_as_large: Browser, server: LiveServer, addresses: dict[str, str]
) -> None:
    page = twice_as_large.new_page(viewport=PHONE, base_url=server.base_url, locale="id-ID")
    open_page(page, name, addresses | {"receipt": "/tanda-terima?kode=ABC"})

    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 34
    assert width(page) <= 360
    page.close()


@pytest.mark.parametrize("name", [*PAGES, "pulse", "kiosk"])
def test_letters_made_larger_by_a_style_alone_fit_a_phone(
    name: str, narrow: Page, addresses: dict[str, str]
) -> None:
    page = open_page(narrow, name, addresses)
    page.set_viewport_size(PHONE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert beyond_the_edge(page) == []


@pytest.mark.parametrize("language", ["id", "en", "jv", "su"])
def test_both_enlargements_together_fit_the_narrowest_screen(
    language: str, twice_as_large: Browser, server: LiveServer, addresses: dict[str, str]
) -> None:
    page = twice_as_large.new_page(viewport=NARROW, base_url=server.base_url, locale="id-ID")
    shown = f"?bahasa={language}&huruf=besar"
    for name in ("home", "form", "kiosk", "night kiosk", "revoked", "pulse"):
        page.goto(addresses[name] + shown)
        assert (name, beyond_the_edge(page)) == (name, [])

    with page.expect_navigation():
        page.locator(".pulse__choice").first.click()
    assert ("thanks", beyond_the_edge(page)) == ("thanks", [])
    page.locator(".receipt a").click()
    assert ("receipt", beyond_the_edge(page)) == ("receipt", [])
    page.goto(f"/t/{'A' * 22}{shown}")
    assert ("ticket", beyond_the_edge(page)) == ("ticket", [])
    page.close()


@pytest.mark.parametrize("name", ["form", "errors", "thanks", "pulse", "kiosk"])
def test_a_reader_may_space_the_words_out(
    name: str, narrow: Page, addresses: dict[str, str]
) -> None:
    page = open_page(narrow, name, addresses)
    page.evaluate(
        """words => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(words);
            document.adoptedStyleSheets = [sheet];
        }""",
        SPACED,
    )

    assert width(page) <= 320


def test_a_link_of_the_error_summary_leads_to_what_is_seen_on_a_low_screen(
    narrow: Page, addresses: dict[str, str]
) -> None:
    narrow.set_viewport_size({"width": 320, "height": 256})
    page = open_page(narrow, "errors", addresses)
    page.emulate_media(reduced_motion="reduce")
    page.locator(".error-summary a").nth(4).click()

    radio = page.locator(":focus").bounding_box()
    assert radio is not None
    assert 0 <= radio["y"] <= 256 - radio["height"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["form", "errors", "home"])
def test_a_page_can_be_read_in_colours_of_the_readers_own(
    name: str, scheme: str, narrow: Page, addresses: dict[str, str]
) -> None:
    narrow.emulate_media(forced_colors="active", color_scheme=scheme)

    assert violations(open_page(narrow, name, addresses)) == []


def test_each_page_is_the_one_that_is_meant(narrow: Page, addresses: dict[str, str]) -> None:
    titles = {name: open_page(narrow, name, addresses).title() for name in PAGES}

    assert len(set(titles.values())) >= len(PAGES) - 2, titles


def test_planted_faults_are_seen(narrow: Page, addresses: dict[str, str]) -> None:
    page = open_page(narrow, "home", addresses)
    page.evaluate(
        """() => {
            const main = document.querySelector("main");
            main.append(document.createElement("img"));
            const wide = document.createElement("button");
            main.append(wide);
            Object.assign(wide.style, {width: "500px", height: "20px", display: "block",
                                       minHeight: "0"});
        }"""
    )

    assert {fault.split(":")[0] for fault in violations(page)} >= {"image-alt", "button-name"}
    assert width(page) > 320
    assert len(small_targets(page)) == 1
