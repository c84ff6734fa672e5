"""A phone or its network fails at the worst moment: nothing is lost, and nothing counts twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.clock import now
from survey_forms import catalogue
from tests.factories.cut_network import CutNetwork
from tests.journeys.conftest import CHROMIUM, PHONE, kill_browser, until

pytestmark = pytest.mark.browser
KEYS = catalogue.find("skm-2017").keys
WAITS = re.compile(r"menunggu di ponsel ini: (\d)")
# Longer than the longest pause that a test makes a page take between two tries.
SOON_MS = 30_000
# An old browser, in which tabs share no locks.
WITHOUT_LOCKS = 'Object.defineProperty(Navigator.prototype, "locks", { value: undefined });'
# A clock that is fifteen years late, until the test moves it on.
WRONG_CLOCK = """
    var shiftMs = -15 * 365 * 864e5, realNow = Date.now.bind(Date);
    Date.now = () => realNow() + shiftMs;
"""


@pytest.fixture
def context(chromium: Browser, network: CutNetwork) -> Iterator[BrowserContext]:
    """A phone's browser with scripts, behind that network."""
    made = chromium.new_context(viewport=PHONE, base_url=network.base_url, locale="id-ID")
    yield made
    made.close()


@pytest.fixture
def stored(database: sa.Engine) -> Callable[[], int]:
    """How many answers are in the database more than when the test began."""

    def count() -> int:
        with database.connect() as connection:
            return int(connection.scalar(sa.text("SELECT count(*) FROM responses")) or 0)

    before = count()
    return lambda: count() - before


def fill_in(page: Page, address: str, rating: int = 4) -> None:
    page.goto(address)
    for key in KEYS:
        page.check(f'[name="{key}"][value="{rating}"]', force=True)


def press(page: Page) -> None:
    page.locator(".send button").click()


def expect_thanks(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Terima kasih", timeout=SOON_MS)


def bring_back(network: CutNetwork, page: Page) -> None:
    """Mend the network, and let the browser say so, which it does not of such a one."""
    network.restore()
    page.evaluate("dispatchEvent(new Event('online'))")


def held(page: Page) -> int:
    """How many answers the device keeps."""
    return page.evaluate("suaraLoket.all().then(found => found.length)")


def test_with_a_network_an_answer_is_thanked_and_the_phone_keeps_nothing(
    context: BrowserContext, addresses: dict[str, str], stored
) -> None:
    page = context.new_page()
    fill_in(page, addresses["form"])
    press(page)

    expect_thanks(page)
    assert stored() == 1
    page.goto(addresses["form"])
    assert held(page) == 0
    assert context.cookies() == []


def test_a_network_cut_before_sending_delays_the_answer(
    context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    page = context.new_page()
    fill_in(page, addresses["form"])
    network.cut()
    press(page)

    expect(page.get_by_role("status")).to_contain_text(WAITS)
    expect(page.get_by_role("status")).to_be_focused()
    expect(page.locator("form")).to_be_hidden()
    assert (held(page), stored()) == (1, 0)
    assert page.locator("input:checked").count() == 0

    network.restore()
    expect_thanks(page)
    assert stored() == 1


def test_a_lost_reply_is_asked_for_again_and_counts_once(
    context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    page = context.new_page()
    fill_in(page, addresses["form"])
    network.lose_replies()
    press(page)

    expect(page.get_by_role("status")).to_contain_text(WAITS)
    assert (network.lost_replies > 0, stored(), held(page)) == (True, 1, 1)

    network.restore()
    expect_thanks(page)
    assert stored() == 1
    page.goto(addresses["form"])
    assert held(page) == 0


def test_a_network_cut_in_the_middle_of_sending_delays_the_answer(
    context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    page = context.new_page()
    fill_in(page, addresses["form"])
    network.break_uploads()
    press(page)

    expect(page.get_by_role("status")).to_contain_text(WAITS)
    assert (network.broken_uploads > 0, stored(), held(page)) == (True, 0, 1)

    bring_back(network, page)
    expect_thanks(page)
    assert stored() == 1


def test_what_is_refused_says_so_until_it_is_deleted(
    context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    page = context.new_page()
    fill_in(page, addresses["form"])
    # The poster was withdrawn while the answer waited.
    page.evaluate("address => { document.forms[0].action = address }", addresses["revoked"])
    network.cut()
    press(page)
    expect(page.get_by_role("status")).to_contain_text(WAITS)
    bring_back(network, page)

    delete = page.get_by_role("button", name="Hapus dari ponsel ini")
    expect(delete).to_be_visible(timeout=SOON_MS)
    expect(page.get_by_role("status")).to_contain_text("Loket 1: ")
    expect(page.get_by_role("status")).not_to_contain_text(WAITS)
    assert (held(page), stored()) == (1, 0)
    delete.click()
    expect(delete).to_have_count(0)
    assert held(page) == 0


def test_a_gap_is_told_without_a_network_and_nothing_is_queued(
    context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    page = context.new_page()
    page.goto(addresses["form"])
    page.check(f'[name="{KEYS[0]}"][value="2"]', force=True)
    network.cut()
    press(page)

    expect(page.get_by_role("status")).to_contain_text("belum dijawab")
    expect(page.locator(f"#{KEYS[1]}-1")).to_be_focused()
    expect(page.locator(f'[name="{KEYS[0]}"][value="2"]')).to_be_checked()
    assert held(page) == 0


def test_with_a_network_a_gap_is_told_by_the_usual_page(
    context: BrowserContext, addresses: dict[str, str], stored
) -> None:
    page = context.new_page()
    page.goto(addresses["form"])
    press(page)

    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(len(KEYS))
    assert (held(page), stored()) == (0, 0)


@pytest.mark.parametrize("script", ["", WITHOUT_LOCKS], ids=["locks", "no locks"])
def test_two_tabs_send_what_waits_once(
    script: str, context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    context.add_init_script(script)
    tabs = [context.new_page() for _ in range(2)]
    for tab in tabs:
        fill_in(tab, addresses["form"])
    network.cut()
    for tab in tabs:
        press(tab)
        expect(tab.get_by_role("status")).to_contain_text(WAITS)
    assert held(tabs[0]) == 2

    bring_back(network, tabs[0])
    for tab in tabs:
        expect_thanks(tab)
    assert stored() == 2
    tabs[0].goto(addresses["form"])
    assert held(tabs[0]) == 0


def test_what_the_worker_sends_is_thanked_on_the_page_that_waits(
    context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    page = context.new_page()
    fill_in(page, addresses["form"])
    until(page, "navigator.serviceWorker.ready.then(() => true)")
    network.cut()
    press(page)
    expect(page.get_by_role("status")).to_contain_text(WAITS)
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()) }")
    network.restore()
    context.service_workers[0].evaluate("suaraLoket.drain()")

    expect_thanks(page)
    expect(page.locator(".receipt__code")).not_to_be_empty()
    assert stored() == 1


def test_a_clock_that_is_wrong_by_years_moves_nothing(
    context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored, database
) -> None:
    page = context.new_page()
    page.add_init_script(WITHOUT_LOCKS + WRONG_CLOCK)
    fill_in(page, addresses["form"])
    network.cut()
    press(page)
    expect(page.get_by_role("status")).to_contain_text(WAITS)
    page.evaluate("() => { shiftMs = 12 * 365 * 864e5 }")
    network.restore()

    expect_thanks(page)
    assert stored() == 1
    with database.connect() as connection:
        days = connection.scalars(sa.text("SELECT DISTINCT day FROM responses"))
        assert {day[:4] for day in days} == {str((now() + timedelta(hours=7)).year)}


def test_a_full_phone_says_so_and_keeps_the_form(
    context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    page = context.new_page()
    fill_in(page, addresses["form"], rating=3)
    full = {"origin": network.base_url, "quotaSize": 1}
    context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", full)
    network.cut()
    press(page)

    expect(page.get_by_role("status")).to_contain_text("tidak dapat menyimpan")
    expect(page.locator("input:checked")).to_have_count(len(KEYS))
    network.restore()
    press(page)
    expect_thanks(page)
    assert stored() == 1


def test_a_killed_browser_sends_after_it_is_opened_again(
    chromium: Browser,
    network: CutNetwork,
    addresses: dict[str, str],
    stored,
    tmp_path: Path,
) -> None:
    folder = str(tmp_path / "phone")
    options = {
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox"],
        "base_url": network.base_url,
        "locale": "id-ID",
    }
    killed = chromium.browser_type.launch_persistent_context(folder, **options)
    page = killed.new_page()
    fill_in(page, addresses["form"])
    until(page, "navigator.serviceWorker.ready.then(() => true)")
    network.cut()
    press(page)
    expect(page.get_by_role("status")).to_contain_text(WAITS)
    kill_browser(folder)

    again = chromium.browser_type.launch_persistent_context(folder, **options)
    page = again.new_page()
    page.goto(addresses["form"])
    expect(page.get_by_role("heading", level=1)).to_have_text("Tidak ada jaringan")
    expect(page.get_by_role("status")).to_contain_text(WAITS)
    assert (held(page), stored()) == (1, 0)

    network.restore()
    expect(page.get_by_role("status")).to_contain_text("sudah terkirim", timeout=SOON_MS)
    assert (held(page), stored()) == (0, 1)
    again.close()
