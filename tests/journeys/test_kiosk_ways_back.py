"""Whatever is tapped on a kiosk without a network, the next person finds its form."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.factories.cut_network import CutNetwork
from tests.factories.phones import answer, press, until

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("step", ["the way out", "the PIN", "large text"])
def test_no_tap_takes_a_kiosk_without_a_network_from_its_form(
    step: str, kiosk: Page, network: CutNetwork
) -> None:
    until(kiosk, "navigator.serviceWorker.controller !== null")
    until(kiosk, "caches.match(location.pathname).then(found => found !== undefined)")
    way_out = kiosk.get_by_role("link", name="Khusus petugas")
    if step == "the PIN":
        way_out.click()
        network.cut()
        kiosk.get_by_label("PIN").fill("112358")
        kiosk.get_by_role("button", name="Keluar").click()
    elif step == "the way out":
        network.cut()
        way_out.click()
    else:
        network.cut()
        kiosk.get_by_role("link", name="Huruf besar").click()
    if step != "large text":
        expect(kiosk.get_by_text("Halaman ini perlu jaringan.")).to_be_visible()
        expect(kiosk.get_by_text("Sambungkan ponsel Anda")).to_be_hidden()
        expect(kiosk.get_by_role("link", name="Kembali ke survei")).to_be_visible()
        kiosk.clock.run_for(16_000)

    expect(kiosk.locator("form[method=post] input[type=radio]").first).to_be_attached()
    answer(kiosk)
    press(kiosk)
    expect(kiosk.get_by_role("status")).to_contain_text("aman di perangkat ini")
