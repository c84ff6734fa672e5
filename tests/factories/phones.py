"""What a citizen does on a phone with scripts, and what the phone then says."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from survey_forms import catalogue
from tests.factories.cut_network import CutNetwork

KEYS = catalogue.find("skm-2017").keys
WAITS = re.compile(r"menunggu di ponsel ini: (\d)")
# Longer than the longest pause that a test makes a page take between two tries.
SOON_MS = 30_000
# An old browser, in which tabs share no locks.
WITHOUT_LOCKS = 'Object.defineProperty(Navigator.prototype, "locks", { value: undefined });'


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
