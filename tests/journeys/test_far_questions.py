"""Questions away from the screen are laid out later, and nobody notices."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from survey_forms import catalogue
from tests.factories.live_server import LiveServer
from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.browser
SKM = catalogue.find("skm-2017")


@pytest.fixture
def page(chromium: Browser, server: LiveServer) -> Iterator[Page]:
    """A small phone with scripts."""
    context = chromium.new_context(viewport=PHONE, base_url=server.base_url, locale="id-ID")
    yield context.new_page()
    context.close()


def laid_out_later(page: Page) -> int:
    """How many questions wait until they come near the screen."""
    return page.locator("fieldset").evaluate_all(
        "all => all.filter(one => getComputedStyle(one).contentVisibility === 'auto').length"
    )


def answered(page: Page) -> str:
    """The number that the stylesheet shows at the screen's lower edge."""
    session = page.context.new_cdp_session(page)
    drawn = session.send("DOMSnapshot.captureSnapshot", {"computedStyles": []})
    texts = [drawn["strings"][at] for at in drawn["documents"][0]["layout"]["text"] if at >= 0]
    place = next(at for at, text in enumerate(texts) if "terjawab" in text)
    return texts[place - 1].strip() or texts[place - 2]


def test_every_question_is_laid_out_once_the_page_stands(page, addresses) -> None:
    page.goto(addresses["form"])
    for key in SKM.keys:
        expect(page.locator(f"#{key}")).to_have_css("content-visibility", "visible")


def test_answers_are_counted_though_the_script_never_came(page, addresses) -> None:
    page.route("**/form.js", lambda route: route.abort())
    page.goto(addresses["form"])
    *first, last = SKM.keys
    for key in first:
        choose(page, key)
    assert answered(page) == str(len(first))
    send(page)
    expect(page.get_by_role("alert")).to_be_focused()
    assert (laid_out_later(page), answered(page)) == (len(SKM.keys), str(len(first)))
    choose(page, last)
    send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Terima kasih")


def choose(page: Page, key: str) -> None:
    """Touch an answer's words."""
    page.locator(f'label:has(input[name="{key}"][value="3"])').click()


def send(page: Page) -> None:
    """Touch the button."""
    page.get_by_role("button", name="Kirim jawaban").click()
