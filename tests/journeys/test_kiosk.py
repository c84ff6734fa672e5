"""A kiosk in a hall: people come and go, the network does too, and nothing of anybody stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.factories.cut_network import CutNetwork
from tests.factories.phones import KEYS, NOTHING_HELD, answer, bring_back, held, press, until
from tests.journeys.conftest import NARROW, kept_browser, kill_browser

pytestmark = pytest.mark.browser


@pytest.fixture
def context(chromium: Browser, network: CutNetwork) -> Iterator[BrowserContext]:
    """A tablet behind that network."""
    made = chromium.new_context(
        viewport={"width": 1280, "height": 800}, base_url=network.base_url, locale="id-ID"
    )
    yield made
    made.close()


@pytest.fixture
def closing_kiosk(context: BrowserContext, addresses: dict[str, str]) -> Page:
    """A kiosk whose hours are over by the next time that it looks at the server's clock.

    It is its first page: a second would come by the worker, past the route that changes it.
    """
    kiosk = context.new_page()
    kiosk.clock.install()

    def with_other_hours(route: Route) -> None:
        page = route.fetch()
        route.fulfill(
            response=page, body=page.text().replace('data-closes="24"', 'data-closes="0"')
        )

    kiosk.route("**" + addresses["kiosk"], with_other_hours)
    kiosk.goto(addresses["kiosk"])
    kiosk.unroute_all(behavior="ignoreErrors")
    return kiosk


@pytest.fixture
def stored(database: sa.Engine) -> Callable[[], int]:
    """How many answers came from kiosks since the test began."""

    def count() -> int:
        asked = sa.text("SELECT count(*) FROM responses WHERE channel = 'kiosk'")
        with database.connect() as connection:
            return int(connection.scalar(asked) or 0)

    before = count()
    return lambda: count() - before


def expect_for_everybody(page: Page, width: int) -> None:
    found = Axe().run(page).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html']}" for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def chosen(page: Page) -> int:
    return page.locator("input:checked").count()


def test_two_people_after_each_other_and_the_thanks_end_by_themselves(
    kiosk: Page, addresses: dict[str, str], stored
) -> None:
    for _person in range(2):
        answer(kiosk)
        press(kiosk)
        expect(kiosk.get_by_role("heading", level=1)).to_have_text("Terima kasih")
        kiosk.clock.run_for(16_000)
        expect(kiosk.get_by_role("heading", level=1)).to_have_text("Loket 1")
        expect(kiosk.locator("input:checked")).to_have_count(0)

    assert stored() == 2
    assert held(kiosk) == 0
    assert kiosk.context.cookies() == []


def test_someone_who_walks_away_leaves_nothing(kiosk: Page, stored) -> None:
    kiosk.check(f'[name="{KEYS[0]}"][value="1"]')
    kiosk.locator("#comment").fill("Rahasia.")
    kiosk.clock.run_for(31_000)

    dialog = kiosk.get_by_role("alertdialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button")).to_be_focused()
    expect(dialog).to_contain_text("detik")
    kiosk.clock.run_for(22_000)

    expect(dialog).to_be_hidden()
    expect(kiosk.locator("#comment")).to_have_value("")
    expect(kiosk.locator("input:checked")).to_have_count(0)
    assert (held(kiosk), stored()) == (0, 0)


def test_whoever_is_slow_says_so_and_loses_nothing(kiosk: Page) -> None:
    answer(kiosk, rating=3)
    kiosk.clock.run_for(31_000)
    kiosk.keyboard.press("Enter")

    expect(kiosk.get_by_role("alertdialog")).to_be_hidden()
    kiosk.clock.run_for(25_000)
    assert chosen(kiosk) == len(KEYS)
    kiosk.clock.run_for(10_000)
    expect(kiosk.get_by_role("alertdialog")).to_be_visible()


def test_an_empty_form_is_left_alone(kiosk: Page) -> None:
    kiosk.clock.run_for(120_000)

    expect(kiosk.get_by_role("alertdialog")).to_be_hidden()


def test_a_kiosk_without_a_network_serves_one_after_the_other_and_sends_each_once(
    kiosk: Page, network: CutNetwork, stored
) -> None:
    network.cut()
    for number in range(1, 4):
        answer(kiosk, rating=number)
        press(kiosk)
        expect(kiosk.get_by_role("status")).to_contain_text("aman di perangkat ini")
        expect(kiosk.get_by_role("status")).to_contain_text(f"di perangkat ini: {number}")
        kiosk.clock.run_for(16_000)
        expect(kiosk.locator("#main")).to_be_focused()
        until(kiosk, "scrollY === 0")
        expect(kiosk.locator("form[method=post]")).to_be_visible()
        assert chosen(kiosk) == 0
    assert (held(kiosk), stored()) == (3, 0)

    network.restore()
    until(kiosk, NOTHING_HELD)
    assert stored() == 3


def test_a_kiosk_that_is_cut_off_for_hours_says_in_which_half_day_it_was_used(
    kiosk: Page, network: CutNetwork, stored
) -> None:
    until(kiosk, "localStorage.getItem('kiosk-clock') !== null")
    visits = kiosk.locator("[name=opened]").input_value().split(" ")
    network.cut()
    kiosk.clock.fast_forward("13:00:00")
    answer(kiosk)
    press(kiosk)
    expect(kiosk.get_by_role("status")).to_contain_text("aman di perangkat ini")
    kept = "suaraLoket.all().then(([one]) => new URLSearchParams(one.body).get('opened'))"
    assert kiosk.evaluate(kept) in visits[1:3]

    bring_back(network, kiosk)
    until(kiosk, NOTHING_HELD)
    assert stored() == 1


def test_a_lost_reply_at_a_kiosk_counts_once(kiosk: Page, network: CutNetwork, stored) -> None:
    network.lose_replies()
    answer(kiosk)
    press(kiosk)
    expect(kiosk.get_by_role("status")).to_contain_text("aman di perangkat ini")
    assert stored() == 1

    network.restore()
    until(kiosk, NOTHING_HELD)
    assert stored() == 1


def test_a_kiosk_opened_without_a_network_still_has_its_form(
    context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    page = context.new_page()
    page.goto(addresses["kiosk"])
    english = addresses["kiosk"] + "?bahasa=en"
    until(page, f"caches.open('kiosk').then(c => c.match('{english}')).then(Boolean)")
    network.cut()

    page.goto(english)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(addresses["kiosk"])
    answer(page)
    press(page)
    expect(page.get_by_role("status")).to_contain_text("aman di perangkat ini")
    network.restore()
    until(page, NOTHING_HELD)
    assert stored() == 1


def test_a_killed_kiosk_sends_after_it_is_opened_again(
    chromium: Browser, network: CutNetwork, addresses: dict[str, str], stored, tmp_path: Path
) -> None:
    folder = str(tmp_path / "tablet")
    page = kept_browser(chromium, folder, network.base_url).new_page()
    page.goto(addresses["kiosk"])
    home = addresses["kiosk"]
    until(page, f"caches.open('kiosk').then(c => c.match('{home}')).then(Boolean)")
    network.cut()
    answer(page)
    press(page)
    expect(page.get_by_role("status")).to_contain_text("aman di perangkat ini")
    kill_browser(folder)

    again = kept_browser(chromium, folder, network.base_url)
    page = again.new_page()
    page.goto(addresses["kiosk"])
    expect(page.get_by_role("status")).to_contain_text("di perangkat ini: 1")
    answer(page, rating=2)
    press(page)
    expect(page.get_by_role("status")).to_contain_text("di perangkat ini: 2")
    bring_back(network, page)
    until(page, NOTHING_HELD)
    assert stored() == 2
    again.close()


def test_a_gap_is_told_and_the_form_is_kept(kiosk: Page, network: CutNetwork) -> None:
    network.cut()
    kiosk.check(f'[name="{KEYS[0]}"][value="1"]')
    press(kiosk)

    expect(kiosk.get_by_role("status")).to_contain_text("belum dijawab")
    expect(kiosk.locator(f"#{KEYS[1]}-1")).to_be_focused()
    assert held(kiosk) == 0


def test_staff_leave_by_pin(kiosk: Page) -> None:
    kiosk.get_by_role("link", name="petugas").click()
    kiosk.get_by_label("PIN").fill("112358")
    kiosk.get_by_role("button", name="Keluar").click()

    expect(kiosk.get_by_role("heading", level=1)).to_have_text("Kiosk ditutup")


@pytest.mark.parametrize("name", ["form", "dialog", "night", "exit", "offline", "waiting"])
@pytest.mark.parametrize("width", [NARROW["width"], 1280])
def test_every_screen_is_for_everybody(
    name: str, width: int, kiosk: Page, network: CutNetwork, addresses: dict[str, str]
) -> None:
    kiosk.set_viewport_size({"width": width, "height": 800})
    if name == "dialog":
        answer(kiosk)
        kiosk.clock.run_for(31_000)
    elif name == "waiting":
        network.cut()
        answer(kiosk)
        press(kiosk)
        expect(kiosk.get_by_role("status")).to_contain_text("aman di perangkat ini")
    elif name != "form":
        paths = {"night": addresses["night kiosk"], "offline": "/luring"}
        kiosk.goto(paths.get(name, addresses["kiosk"] + "/keluar"))

    expect_for_everybody(kiosk, width)
    kiosk.emulate_media(color_scheme="dark", reduced_motion="reduce")
    expect_for_everybody(kiosk, width)


@pytest.mark.parametrize("width", [NARROW["width"], 1280])
def test_a_kiosk_that_is_cut_off_is_dark_after_its_hours(
    width: int, closing_kiosk: Page, network: CutNetwork
) -> None:
    closing_kiosk.set_viewport_size({"width": width, "height": 800})
    network.cut()
    closing_kiosk.clock.run_for(61_000)

    night = closing_kiosk.get_by_role("region", name="Loket sedang tutup")
    expect(night).to_be_visible()
    expect(night).to_be_focused()
    assert closing_kiosk.evaluate("document.querySelector('main').inert")
    for scheme in ("light", "dark"):
        closing_kiosk.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        expect_for_everybody(closing_kiosk, width)


def test_the_dark_screen_comes_and_goes_by_the_servers_clock(
    kiosk: Page, network: CutNetwork, addresses: dict[str, str]
) -> None:
    kiosk.goto(addresses["night kiosk"])

    expect(kiosk.get_by_role("heading", level=1)).to_have_text("Loket sedang tutup")
    assert kiosk.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(10, 48, 64)"
