"""A citizen answers: on a small phone, without scripts, by touch or by keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from survey_forms import catalogue

pytestmark = pytest.mark.browser
SKM = catalogue.find("skm-2017")
RECEIPT = re.compile(r"[A-Z2-7]{8}-[A-Z2-7]{8}")


def choose(page: Page, key: str, value: int) -> None:
    """Touch an answer's words."""
    page.locator(f'label:has(input[name="{key}"][value="{value}"])').click()


def send(page: Page) -> None:
    """Touch the button."""
    page.get_by_role("button", name="Kirim jawaban").click()


def focused(page: Page) -> str:
    """The id of the element that has the focus."""
    return page.locator(":focus").get_attribute("id") or ""


def test_a_citizen_answers_and_is_thanked(phone: Page, addresses: dict[str, str]) -> None:
    phone.goto(addresses["form"])
    expect(phone.get_by_role("heading", level=1)).to_have_text("Loket 1")
    for item in SKM.items:
        choose(phone, item.key, 4)
    phone.get_by_label("Jenis layanan").select_option(label="Layanan 2")
    phone.locator("#comment").fill("Pelayanannya cepat.")
    send(phone)

    expect(phone.get_by_role("heading", level=1)).to_have_text("Terima kasih")
    expect(phone.locator("main")).to_contain_text(RECEIPT)
    assert phone.context.cookies() == []


def test_an_empty_form_says_what_is_missing_and_leads_there(
    phone: Page, addresses: dict[str, str]
) -> None:
    phone.goto(addresses["form"])
    send(phone)

    summary = phone.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(len(SKM.items))
    summary.get_by_role("link").nth(2).click()
    assert focused(phone) == f"{SKM.keys[2]}-1"
    group = phone.locator(f"#{SKM.keys[2]}")
    assert group.get_attribute("aria-describedby") == f"{SKM.keys[2]}-error"


def test_one_gap_is_mended_without_filling_in_the_rest_again(
    phone: Page, addresses: dict[str, str]
) -> None:
    phone.goto(addresses["form"])
    for key in SKM.keys[1:]:
        choose(phone, key, 2)
    phone.locator("#comment").fill("Antre lama.")
    send(phone)
    expect(phone.get_by_role("alert").get_by_role("link")).to_have_count(1)
    expect(phone.locator("#comment")).to_have_value("Antre lama.")

    choose(phone, SKM.keys[0], 2)
    send(phone)

    expect(phone.get_by_role("heading", level=1)).to_have_text("Terima kasih")


def test_the_keyboard_alone_is_enough(phone: Page, addresses: dict[str, str]) -> None:
    phone.goto(addresses["form"])
    phone.keyboard.press("Tab")
    assert "skip-link" in (phone.locator(":focus").get_attribute("class") or "")
    for key in SKM.keys:
        _tab_to(phone, f"{key}-1")
        phone.keyboard.press("Space")
        phone.keyboard.press("ArrowDown")
        expect(phone.locator(f"#{key}-2")).to_be_checked()
    while phone.locator(":focus").evaluate("e => e.tagName") != "BUTTON":
        phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")

    expect(phone.get_by_role("heading", level=1)).to_have_text("Terima kasih")


def _tab_to(page: Page, target: str) -> None:
    """Press Tab until the target has the focus; it must not take many."""
    for _ in range(12):
        if focused(page) == target:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached, but {focused(page)}")


def test_going_back_offers_an_empty_form_and_not_the_same_answers_under_a_new_key(
    phone: Page, addresses: dict[str, str]
) -> None:
    phone.goto(addresses["form"])
    for key in SKM.keys:
        choose(phone, key, 3)
    send(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Terima kasih")

    phone.go_back()

    expect(phone.locator("fieldset")).to_have_count(len(SKM.keys))
    expect(phone.locator("input:checked")).to_have_count(0)


def test_a_double_tap_is_thanked_once(phone: Page, addresses: dict[str, str]) -> None:
    phone.goto(addresses["form"])
    for key in SKM.keys:
        choose(phone, key, 3)
    phone.get_by_role("button", name="Kirim jawaban").dblclick()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Terima kasih")
    expect(phone.locator("main")).to_contain_text(RECEIPT)


def test_another_language_is_a_link_away(phone: Page, addresses: dict[str, str]) -> None:
    phone.goto(addresses["form"])
    phone.get_by_role("link", name="English").click()

    expect(phone.locator("html")).to_have_attribute("lang", "en")
    expect(phone.locator("legend").first).to_contain_text(SKM.items[0].questions["en"])
