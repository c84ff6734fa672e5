"""A phone or its network fails at the worst moment: nothing is lost, and nothing counts twice."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.factories.cut_network import CutNetwork
from tests.factories.phones import (
    KEYS,
    NOTHING_HELD,
    SENDERS,
    SOON_MS,
    WAITS,
    WITHOUT_LOCKS,
    WITHOUT_WORKER,
    answer,
    bring_back,
    expect_thanks,
    fill_in,
    held,
    leave_waiting,
    opened,
    press,
    until,
)

pytestmark = pytest.mark.browser
# What a tab sends is taken, and it ends before it tells the others.
ENDS_WHEN_TAKEN = """
  const tell = BroadcastChannel.prototype.postMessage;
  BroadcastChannel.prototype.postMessage = function (said) {
    if (said[1]) throw new Error("this tab ends");
    return tell.call(this, said);
  };
"""
SENDS_SLOWLY = """
  const ask = fetch;
  window.fetch = async (...asked) => {
    await new Promise((go) => setTimeout(go, 500));
    return ask(...asked);
  };
"""
# What waits is sent in the order of its keys.
KEY_BEGINS = """begins => {
  const key = document.forms[0].submission_key;
  key.value = begins + key.value.slice(1);
}"""
by_each_sender = pytest.mark.parametrize("sender", SENDERS)


@by_each_sender
def test_with_a_network_an_answer_is_thanked_and_the_phone_keeps_nothing(
    sender: str, context: BrowserContext, addresses: dict[str, str], stored
) -> None:
    page = opened(context, addresses["form"], sender)
    answer(page)
    press(page)
    if sender == "worker":  # The press leads on by itself, as any form's does.
        page.wait_for_load_state()
        assert page.url.partition("?")[0].endswith("/terima-kasih")

    expect_thanks(page)
    assert stored() == 1
    page.goto(addresses["form"])
    assert held(page) == 0
    assert context.cookies() == []


@by_each_sender
def test_a_network_cut_before_sending_delays_the_answer(
    sender: str, context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    page = opened(context, addresses["form"], sender)
    answer(page)
    network.cut()
    press(page)

    expect(page.get_by_role("status")).to_contain_text(WAITS)
    expect(page.get_by_role("status")).to_be_focused()
    expect(page.locator("form")).to_be_hidden()
    expect(page.get_by_text("Silakan nilai pelayanan")).to_be_hidden()
    assert (held(page), stored()) == (1, 0)
    assert page.locator("input:checked").count() == 0

    network.restore()
    expect_thanks(page)
    assert stored() == 1


@by_each_sender
def test_a_lost_reply_is_asked_for_again_and_counts_once(
    sender: str, context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    page = opened(context, addresses["form"], sender)
    answer(page)
    network.lose_replies()
    press(page)

    expect(page.get_by_role("status")).to_contain_text(WAITS)
    assert (network.lost_replies > 0, stored(), held(page)) == (True, 1, 1)

    network.restore()
    expect_thanks(page)
    assert stored() == 1
    page.goto(addresses["form"])
    assert held(page) == 0


@by_each_sender
def test_a_network_cut_in_the_middle_of_sending_delays_the_answer(
    sender: str, context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    page = opened(context, addresses["form"], sender)
    answer(page)
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
    leave_waiting(page, network)
    bring_back(network, page)

    delete = page.get_by_role("button", name="Hapus dari ponsel ini")
    expect(delete).to_be_visible(timeout=SOON_MS)
    told = "Tidak dihitung: Loket 1. "
    expect(page.get_by_role("status")).to_contain_text(told)
    expect(page.get_by_role("status")).not_to_contain_text(WAITS)
    assert (held(page), stored()) == (1, 0)
    # What was refused was not sent, before it is deleted and after.
    expect(page.get_by_role("status")).not_to_contain_text("sudah terkirim")
    delete.click()
    expect(delete).to_have_count(0)
    expect(page.get_by_role("status")).not_to_contain_text("sudah terkirim")
    assert held(page) == 0


@by_each_sender
def test_a_gap_is_told_without_a_network_and_nothing_is_queued(
    sender: str, context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    page = opened(context, addresses["form"], sender)
    page.check(f'[name="{KEYS[0]}"][value="2"]')
    network.cut()
    press(page)

    expect(page.get_by_role("status")).to_contain_text("belum dijawab")
    expect(page.locator(f"#{KEYS[1]}-1")).to_be_focused()
    expect(page.locator(f'[name="{KEYS[0]}"][value="2"]')).to_be_checked()
    assert held(page) == 0


@by_each_sender
def test_with_a_network_a_gap_is_told_by_the_usual_page(
    sender: str, context: BrowserContext, addresses: dict[str, str], stored
) -> None:
    page = opened(context, addresses["form"], sender)
    press(page)

    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(len(KEYS))
    assert (held(page), stored()) == (0, 0)


def test_back_to_a_page_of_gaps_opens_the_form_anew(
    context: BrowserContext, addresses: dict[str, str], stored
) -> None:
    page = opened(context, addresses["form"], "worker")
    press(page)
    expect(page.get_by_role("alert")).to_be_visible()
    answer(page)
    press(page)
    expect_thanks(page)

    page.go_back()
    expect(page.get_by_role("button", name="Kirim jawaban")).to_be_visible()
    expect(page.locator("input:checked")).to_have_count(0)
    assert stored() == 1


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
    until(tabs[0], NOTHING_HELD)


def test_a_tab_that_ends_while_it_sends_leaves_the_thanks_to_another(
    context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    ending, other = context.new_page(), context.new_page()
    ending.add_init_script(ENDS_WHEN_TAKEN)
    let_wait((ending, other), network, addresses["form"])
    # What it holds itself comes last, so it ends over the other's answer.
    bring_back(network, ending)
    for tab in (other, ending):
        expect_thanks(tab)
    assert stored() == 2


def test_all_that_waits_is_sent_before_the_thanks_lead_on(
    context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    context.add_init_script(WITHOUT_WORKER + SENDS_SLOWLY)
    closed, left = context.new_page(), context.new_page()
    let_wait((closed, left), network, addresses["form"])
    closed.close()
    bring_back(network, left)
    expect_thanks(left)
    assert stored() == 2


def test_the_page_of_thanks_sends_what_waits_besides(
    context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    context.add_init_script(WITHOUT_WORKER)
    waits, sends = context.new_page(), context.new_page()
    fill_in(sends, addresses["form"])
    fill_in(waits, addresses["form"])
    network.cut()
    press(waits)
    expect(waits.get_by_role("status")).to_contain_text(WAITS)
    waits.close()
    network.restore()
    press(sends)
    expect_thanks(sends)
    expect(sends.get_by_role("status")).to_have_text(re.compile("sudah terkirim"), timeout=SOON_MS)
    assert stored() == 2


def let_wait(tabs: tuple[Page, Page], network: CutNetwork, address: str) -> None:
    """Answer in both tabs behind a cut network; the second's answer will be sent first."""
    for tab in tabs:
        fill_in(tab, address)
    network.cut()
    for tab, begins in zip(tabs, "zA", strict=True):
        tab.evaluate(KEY_BEGINS, begins)
        press(tab)
        expect(tab.get_by_role("status")).to_contain_text(WAITS)


def test_what_the_worker_sends_is_thanked_on_the_page_that_waits(
    context: BrowserContext, network: CutNetwork, addresses: dict[str, str], stored
) -> None:
    page = context.new_page()
    fill_in(page, addresses["form"])
    until(page, "navigator.serviceWorker.ready.then(() => true)")
    leave_waiting(page, network)
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()) }")
    network.restore()
    context.service_workers[0].evaluate("suaraLoket.drain()")

    expect_thanks(page)
    expect(page.locator(".receipt__code")).not_to_be_empty()
    assert stored() == 1
