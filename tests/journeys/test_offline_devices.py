"""A phone that is old, wrong, full or killed loses no answer, and none counts twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, BrowserContext, Route, expect

from app.clock import now
from tests.factories.cut_network import CutNetwork
from tests.factories.phones import (
    KEYS,
    SENDERS,
    SOON_MS,
    WAITS,
    WITHOUT_LOCKS,
    WITHOUT_WORKER,
    answer,
    expect_thanks,
    fill_in,
    held,
    leave_waiting,
    opened,
    press,
    until,
)
from tests.journeys.conftest import kept_browser, kill_browser

pytestmark = pytest.mark.browser

# A clock that is fifteen years late, until the test moves it on.
WRONG_CLOCK = """
    var shiftMs = -15 * 365 * 864e5, realNow = Date.now.bind(Date);
    Date.now = () => realNow() + shiftMs;
"""
# A browser whose store opens and never says so, as WebKit's did.
SILENT_STORE = "indexedDB.open = () => ({});"
# One that loses its connection for a while, as where a phone slept.
LOST_STORE = """() => {
    const open = indexedDB.open;
    let left = 1;
    indexedDB.open = (...named) => {
        if (left-- > 0) throw new Error("connection lost");
        return open.apply(indexedDB, named);
    };
}"""


def test_a_clock_that_is_wrong_by_years_moves_nothing(
    context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored, database
) -> None:
    page = context.new_page()
    page.add_init_script(WITHOUT_LOCKS + WRONG_CLOCK)
    fill_in(page, addresses["form"])
    leave_waiting(page, network)
    page.evaluate("() => { shiftMs = 12 * 365 * 864e5 }")
    network.restore()

    expect_thanks(page)
    assert stored() == 1
    with database.connect() as connection:
        days = connection.scalars(sa.text("SELECT DISTINCT day FROM responses"))
        assert {day[:4] for day in days} == {str((now() + timedelta(hours=7)).year)}


@pytest.mark.parametrize("sender", SENDERS)
def test_a_full_phone_says_so_and_keeps_the_form(
    sender: str, context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    page = opened(context, addresses["form"], sender)
    answer(page, rating=3)
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
    killed = kept_browser(chromium, folder, network.base_url)
    page = killed.new_page()
    fill_in(page, addresses["form"])
    until(page, "navigator.serviceWorker.ready.then(() => true)")
    leave_waiting(page, network)
    kill_browser(folder)

    again = kept_browser(chromium, folder, network.base_url)
    page = again.new_page()
    page.goto(addresses["form"])
    expect(page.get_by_role("heading", level=1)).to_have_text("Tidak ada jaringan")
    expect(page.get_by_role("status")).to_contain_text(WAITS)
    assert (held(page), stored()) == (1, 0)

    network.restore()
    expect(page.get_by_role("status")).to_contain_text("sudah terkirim", timeout=SOON_MS)
    assert (held(page), stored()) == (0, 1)
    again.close()


@pytest.mark.parametrize("cut", [False, True], ids=["with a network", "cut off"])
def test_a_store_that_never_answers_holds_no_answer_up(
    cut: bool, context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    page = context.new_page()
    page.add_init_script(WITHOUT_WORKER + SILENT_STORE)
    fill_in(page, addresses["form"])
    if cut:
        network.cut()
        press(page)
        expect(page.get_by_role("status")).to_contain_text("tidak dapat menyimpan", timeout=SOON_MS)
        expect(page.locator("input:checked")).to_have_count(len(KEYS))
        network.restore()
    press(page)

    expect_thanks(page)
    assert stored() == 1


def test_a_store_that_is_lost_for_a_while_is_asked_again(
    context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    page = context.new_page()
    page.add_init_script(WITHOUT_WORKER)
    fill_in(page, addresses["form"])
    leave_waiting(page, network)
    page.evaluate(LOST_STORE)
    network.restore()

    expect_thanks(page)
    assert stored() == 1


def test_a_send_that_takes_long_says_so(
    context: BrowserContext, addresses: dict[str, str], stored
) -> None:
    page = context.new_page()
    page.add_init_script(WITHOUT_WORKER)
    fill_in(page, addresses["form"])
    slow: list[Route] = []

    def hold(route: Route) -> None:
        slow.append(route)

    page.route("**/s/*", hold)
    press(page)
    expect(page.get_by_role("status")).to_contain_text("sedang dikirim", timeout=SOON_MS)
    slow[0].continue_()

    expect_thanks(page)
    assert stored() == 1
