"""The figures in a real Chromium: drawn under the strict CSP, and absent without script."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from app.access import Scope
from tests.factories.organisation import Office
from tests.factories.people import somebody

pytestmark = pytest.mark.browser
CHROMIUM = "/usr/bin/chromium"
WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (e) => refused.push(e.violatedDirective));
"""


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def signed_in(
    chromium: Browser, address: str, office: Office, scope: Scope, now: object
) -> dict[str, object]:
    """The cookies of the unit's manager."""
    who = somebody(scope, now, path=office.unit.path)
    page = chromium.new_page()
    page.goto(f"{address}/akun/masuk")
    page.fill("#username", who.person.username)
    page.fill("#password", who.password)
    page.locator("form:has(#password) button").first.click()
    page.wait_for_url("**/dasbor/**")
    return page.context.storage_state()


def opened(page: Page, address: str, office: Office) -> Page:
    page.add_init_script(WATCH)
    page.goto(f"{address}/dasbor/unit/{office.unit.id}")
    return page


def test_figures_are_drawn_without_a_csp_violation(
    chromium: Browser, address: str, office: Office, signed_in: dict[str, object]
) -> None:
    page = opened(chromium.new_page(storage_state=signed_in), address, office)
    page.wait_for_selector(".chart--drawn .main-svg")
    bars = page.locator("[data-chart=elements-figure]")
    bars.hover()
    page.emulate_media(color_scheme="dark")

    assert page.locator("[data-chart=elements-figure] .point").count() == 9
    assert "Terendah" in (bars.get_attribute("aria-label") or "")
    assert page.evaluate("refused") == []


def test_a_figure_fits_a_narrow_screen_and_traps_no_keyboard(
    chromium: Browser, address: str, office: Office, signed_in: dict[str, object]
) -> None:
    narrow = {"width": 320, "height": 640}
    page = opened(chromium.new_page(storage_state=signed_in, viewport=narrow), address, office)
    page.wait_for_selector(".chart--drawn .main-svg")

    assert page.evaluate("document.scrollingElement.scrollWidth") == 320
    assert page.locator(".chart__canvas [tabindex], .chart__canvas a, .modebar").count() == 0


def test_without_script_the_tables_stand_alone(
    chromium: Browser, address: str, office: Office, signed_in: dict[str, object]
) -> None:
    plain = chromium.new_page(storage_state=signed_in, java_script_enabled=False)
    plain.goto(f"{address}/dasbor/unit/{office.unit.id}")

    assert plain.locator(".chart__canvas").first.is_hidden()
    assert plain.get_by_role("row", name="Persyaratan ▼ Terendah").is_visible()


def test_a_period_is_chosen_without_script(
    chromium: Browser, address: str, office: Office, signed_in: dict[str, object]
) -> None:
    plain = chromium.new_page(storage_state=signed_in, java_script_enabled=False)
    plain.goto(f"{address}/dasbor/unit/{office.unit.id}")
    plain.get_by_label("Periode", exact=True).select_option("Triwulan II 2026")
    plain.get_by_role("button", name="Tampilkan").click()

    assert plain.url.endswith("?periode=2026-Q2")
    assert "Triwulan II 2026" in (plain.get_by_role("main").text_content() or "")
    assert plain.get_by_label("Periode", exact=True).input_value() == "2026-Q2"


def test_a_shade_marks_the_edge_behind_which_a_table_goes_on(
    chromium: Browser, address: str, office: Office, signed_in: dict[str, object]
) -> None:
    phone = {"width": 360, "height": 740}
    page = chromium.new_context(storage_state=signed_in, viewport=phone).new_page()
    frame = opened(page, address, office).locator(".data-table").first
    shade = "e => Number(getComputedStyle(e, '::after').opacity)"

    assert frame.evaluate(shade) == 1
    frame.evaluate("e => { e.scrollLeft = e.scrollWidth; }")
    page.wait_for_function(f"e => ({shade})(e) === 0", arg=frame.element_handle())
    page.set_viewport_size({"width": 1280, "height": 740})
    page.wait_for_function("e => e.scrollWidth === e.clientWidth", arg=frame.element_handle())
    assert frame.evaluate(shade) == 0
