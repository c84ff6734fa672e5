"""A clerk types in paper sheets by keyboard alone, from signing in to what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from app.access import Role, job_scope
from app.clock import now
from app.database import db
from app.factory import create_app
from tests.factories.databases import settings_for
from tests.factories.live_server import LiveServer
from tests.factories.people import somebody
from tests.journeys.conftest import NARROW

pytestmark = pytest.mark.browser
CLERK = "juruketik"
ON_PAPER = "SELECT ratings FROM responses WHERE channel = 'paper' AND service_id IS NOT NULL"


@pytest.fixture(scope="module")
def password(server: LiveServer) -> str:
    """That of somebody who may take in answers."""
    folder = server.printed.parent
    app = create_app(settings_for(f"sqlite:///{folder}/journeys.db", folder))
    with app.app_context():
        made = somebody(job_scope("journeys"), now(), username=CLERK, role=Role.ADMIN).password
        db.session.remove()
        db.engine.dispose()
    return made


@pytest.fixture
def desk(chromium: Browser, server: LiveServer) -> Iterator[Page]:
    """A small window on a clerk's desk; the mouse is never touched."""
    context = chromium.new_context(viewport=NARROW, base_url=server.base_url, locale="id-ID")
    yield context.new_page()
    context.close()


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until what has this id or these words has the focus."""
    for _press in range(60):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and wanted in (
            focused.get_attribute("id"),
            focused.inner_text().strip(),
        ):
            return
    raise AssertionError(f"Tab never came to {wanted!r}")


def enter(page: Page, wanted: str) -> None:
    """Go to a link or button by Tab, and press Enter."""
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def violations(page: Page) -> list[str]:
    return [found["id"] for found in Axe().run(page).response["violations"]]


def test_sheets_are_typed_twice_settled_and_stored_without_a_mouse(
    desk: Page, password: str, database: sa.Engine
) -> None:
    sign_in(desk, password)
    describe_the_stack(desk)
    assert violations(desk) == []
    type_sheets(desk, "444444412", "123412341", button="Lanjut ke ketikan kedua")

    expect(desk.locator("h1")).to_have_text("Ketikan kedua")
    assert "444444412" not in desk.content()
    type_sheets(desk, "444444432", "123412341", button="Bandingkan dan simpan")

    expect(desk.locator("h1")).to_have_text("Dua ketikan berbeda")
    expect(desk.locator(".field label")).to_have_text(
        ["Lembar 1, pertanyaan 8, Sarana dan Prasarana (U9)"]
    )
    assert violations(desk) == []
    assert stored(database) == []
    tab_to(desk, "lembar-1-sarana")
    desk.keyboard.type("1")
    enter(desk, "Simpan lembar ini")

    expect(desk.locator(".notice--success")).to_contain_text("2 lembar jawaban kertas")
    assert stored(database) == ["123412341", "444444412"]


def sign_in(page: Page, password: str) -> None:
    page.goto("/akun/masuk")
    tab_to(page, "username")
    page.keyboard.type(CLERK)
    tab_to(page, "password")
    page.keyboard.type(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def describe_the_stack(page: Page) -> None:
    """From the start page to the first typing: counter, service, today, form order."""
    today = now() + timedelta(hours=7)
    enter(page, "Impor")
    enter(page, "Ketik jawaban kertas")
    for field in ("counter_id", "service_id"):
        tab_to(page, field)
        page.keyboard.press("ArrowDown")
    tab_to(page, "day")
    # The browser's own language, not the page's, puts the month first.
    page.keyboard.type(f"{today:%m%d%Y}")
    tab_to(page, "order")
    page.keyboard.press("ArrowDown")
    enter(page, "Lanjut mengetik")
    expect(page.locator("h1")).to_have_text("Ketikan pertama")


def type_sheets(page: Page, *lines: str, button: str) -> None:
    """Digits and Enter; the field has the focus already."""
    for line in lines:
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    enter(page, button)


def stored(database: sa.Engine) -> list[str]:
    with database.connect() as connection:
        return sorted(connection.scalars(sa.text(ON_PAPER)))
