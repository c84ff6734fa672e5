"""A tap without a network waits on the phone as a full answer does, and counts as one with it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.factories.cut_network import CutNetwork
from tests.factories.phones import KEYS, WAITS, bring_back, expect_thanks

pytestmark = pytest.mark.browser


@pytest.fixture
def stored(database: sa.Engine, addresses: dict[str, str]):
    """The ratings of the pulse's counter, and whether each follows a tap, since the test began."""
    asked = sa.text(
        "SELECT hex(r.submission_key_hash), r.ratings, r.follows_key_hash IS NOT NULL"
        " FROM responses r JOIN collection_points p ON p.counter_id = r.counter_id"
        " WHERE p.code = :code"
    )

    def rows() -> dict[str, tuple[str, bool]]:
        with database.connect() as connection:
            found = connection.execute(asked, {"code": addresses["pulse"].removeprefix("/s/")})
            return {key: (ratings, bool(follows)) for key, ratings, follows in found}

    before = rows().keys()
    return lambda: sorted(row for key, row in rows().items() if key not in before)


def tap(page: Page, rating: int) -> None:
    page.locator(f".pulse__choice[value='{rating}']").click()


def test_a_tap_without_a_network_waits_and_a_full_answer_may_follow(
    context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    page = context.new_page()
    page.goto(addresses["pulse"])
    network.cut()
    tap(page, 2)

    expect(page.get_by_role("status")).to_contain_text(WAITS)
    expect(page.get_by_role("status")).to_be_focused()
    expect(page.locator(".pulse")).to_be_hidden()
    assert Axe().run(page).response["violations"] == []
    assert stored() == []

    bring_back(network, page)
    expect_thanks(page)
    assert stored() == [("2", False)]

    page.get_by_role("link", name="Ceritakan lebih lanjut").click()
    for key in KEYS:
        page.check(f'[name="{key}"][value="3"]')
    network.lose_replies()
    page.locator(".send button").click()
    expect(page.get_by_role("status")).to_contain_text(WAITS)
    bring_back(network, page)
    expect_thanks(page)
    assert [follows for _ratings, follows in stored()] == [False, True]


def test_a_tap_whose_reply_was_lost_counts_once(
    context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    page = context.new_page()
    page.goto(addresses["pulse"])
    network.lose_replies()
    tap(page, 4)
    expect(page.get_by_role("status")).to_contain_text(WAITS)
    assert network.lost_replies > 0

    bring_back(network, page)
    expect_thanks(page)
    assert stored() == [("4", False)]


def test_two_taps_at_once_are_one(
    context: BrowserContext, addresses: dict[str, str], stored
) -> None:
    page = context.new_page()
    page.goto(addresses["pulse"])
    page.evaluate("document.querySelectorAll('.pulse__choice').forEach(one => one.click())")

    expect_thanks(page)
    assert stored() == [("1", False)]


def test_a_full_phone_lets_the_tap_be_repeated(
    context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    page = context.new_page()
    page.goto(addresses["pulse"])
    full = {"origin": network.base_url, "quotaSize": 1}
    context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", full)
    network.cut()
    tap(page, 3)

    expect(page.get_by_role("status")).to_contain_text("ketuk jawaban Anda sekali lagi")
    network.restore()
    tap(page, 3)
    expect_thanks(page)
    assert stored() == [("3", False)]


def test_a_refused_tap_leads_to_the_page_that_says_why(
    context: BrowserContext, addresses: dict[str, str], database: sa.Engine
) -> None:
    page = context.new_page()
    page.goto(addresses["stopped pulse"])
    revoke = sa.text("UPDATE collection_points SET revoked_on = '2026-01-01' WHERE code = :code")
    with database.begin() as connection:
        connection.execute(revoke, {"code": addresses["stopped pulse"].removeprefix("/s/")})
    tap(page, 1)

    expect(page.get_by_role("heading", level=1)).to_contain_text("tidak berlaku")
