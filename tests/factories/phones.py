"""What a citizen does on a phone with scripts, and what the phone then says."""

from __future__ import annotations

import re
from contextlib import suppress

from playwright.sync_api import BrowserContext, Error, Page, expect

from survey_forms import catalogue
from tests.factories.cut_network import CutNetwork

KEYS = catalogue.find("skm-2017").keys
WAITS = re.compile(r"menunggu di ponsel ini: (\d)")
# Longer than the longest pause that a test makes a page take between two tries.
SOON_MS = 30_000
# A promise of a page that was led to may be asked for before its script is there.
NOTHING_HELD = "window.suaraLoket?.all().then(found => found.length === 0)"
# An old browser, in which tabs share no locks.
WITHOUT_LOCKS = 'Object.defineProperty(Navigator.prototype, "locks", { value: undefined });'
# An old browser, in which the page itself sends.
WITHOUT_WORKER = WITHOUT_LOCKS.replace("locks", "serviceWorker")
SENDERS = {"worker": "", "page": WITHOUT_WORKER}


def until(page: Page, promise: str) -> None:
    """Wait until a promise of the page, asked for again and again, comes true."""
    for _tenth in range(300):
        with suppress(Error):  # the page may lead on to another while it is asked
            if page.evaluate(promise):
                return
        page.wait_for_timeout(100)
    raise AssertionError(f"it never came true: {promise}")


def opened(context: BrowserContext, address: str, sender: str) -> Page:
    """The form in a browser whose worker carries what is sent, or in one without a worker."""
    context.add_init_script(SENDERS[sender])
    page = context.new_page()
    page.goto(address)
    if sender == "worker":
        until(page, "navigator.serviceWorker.controller !== null")
    return page


def answer(page: Page, rating: int = 4) -> None:
    page.bring_to_front()  # a person sees what they touch; a tab behind draws once a second
    for key in KEYS:
        page.check(f'[name="{key}"][value="{rating}"]')


def fill_in(page: Page, address: str, rating: int = 4) -> None:
    page.goto(address)
    answer(page, rating)


def press(page: Page) -> None:
    page.bring_to_front()
    page.locator(".send button").click()


def leave_waiting(page: Page, network: CutNetwork) -> None:
    """Cut the network, send what is filled in, and see that it waits on the phone."""
    network.cut()
    press(page)
    expect(page.get_by_role("status")).to_contain_text(WAITS)


def expect_thanks(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Terima kasih", timeout=SOON_MS)


def bring_back(network: CutNetwork, page: Page) -> None:
    """Mend the network, and let the browser say so, which it does not of such a one."""
    network.restore()
    with suppress(Error):  # the page may try by itself in this moment, and lead on
        page.evaluate("dispatchEvent(new Event('online'))")


def held(page: Page) -> int:
    """How many answers the device keeps; a page that was just opened anew has its script first."""
    page.wait_for_load_state()
    return page.evaluate("suaraLoket.all().then(found => found.length)")
