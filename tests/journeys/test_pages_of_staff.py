"""Every page that staff reach by links can be used by everybody on the narrowest screen.

One page of each kind is looked at, by the list of routes, and then each of its forms with nothing
filled in. A new page is found once a link leads to it; one that no link leads to has to be named.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from secrets import token_hex
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule

from app.access import Role, job_scope
from app.clock import Period, PeriodKind, local_day_and_slot, now
from app.database import db
from app.factory import create_app
from app.models.coaching import SelfFilled
from tests.factories.coaching import said
from tests.factories.databases import settings_for
from tests.factories.evaluator_systems import release_answers
from tests.factories.live_server import LiveServer
from tests.factories.organisation import Office, an_office
from tests.factories.people import ENTRANCE, somebody
from tests.factories.responses import many_answers
from tests.journeys.conftest import NARROW
from tests.journeys.test_pages_for_everybody import small_targets, width

pytestmark = pytest.mark.browser
SURFACES = {Role.ADMIN: ("admin.", "account."), Role.INSPECTORATE: ("manager.",)}
FILES = (".pdf", ".png", ".svg", ".csv")
# What a link leads to only after a file was sent, sheets were typed, or comments were released.
LATER = {
    "admin.choose_columns",
    "admin.preview_import",
    "admin.type_paper",
    "admin.type_paper_again",
    "admin.ask_comment_redaction",
    "admin.agree_comment_redaction",
    "admin.decline_comment_redaction",
    # It leads on to another page, from a form that asks for the unit.
    "admin.find_paper_entry",
    # An agency here has no logo.
    "admin.remove_logo",
}
# Only what is a fault is reported, which takes half the time.
FAULTS_ONLY = {"resultTypes": ["violations"]}
FILLED_IN = "form[method=post]:has(input:not([type=hidden]), select, textarea)"
EMPTY = """form => {
    for (const field of form.querySelectorAll("input:not([type=hidden]), select, textarea")) {
        if (["checkbox", "radio"].includes(field.type)) field.checked = false;
        else field.value = "";
    }
    form.noValidate = true;
    form.requestSubmit();
}"""


@pytest.fixture(scope="module")
def app(server: LiveServer) -> Iterator[Flask]:
    """The application on the running system's database."""
    folder = server.printed.parent
    made = create_app(settings_for(f"sqlite:///{folder}/journeys.db", folder))
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def office(app: Flask) -> Office:
    """An office of which there is something to read."""
    scope, moment = job_scope("journeys"), now()
    made = an_office(scope, moment, code="RAMAI", year=(moment + timedelta(hours=7)).year)
    many_answers(made.points[0].code, moment, 12)
    month = Period.containing(local_day_and_slot(moment, "WIB")[0], PeriodKind.MONTH)
    said(made, {SelfFilled.YES: 30, SelfFilled.NO: 10}, month=month)
    release_answers(scope, moment)
    return made


@pytest.fixture
def desk(request: pytest.FixtureRequest, app: Flask, narrow: Page) -> Page:
    """A narrow screen in front of somebody who has the role of the test."""
    role = request.getfixturevalue("role")
    who = somebody(job_scope("journeys"), now(), username=f"staf-{token_hex(4)}", role=role)
    narrow.goto(ENTRANCE)
    narrow.fill("#username", who.person.username)
    narrow.fill("#password", who.password)
    with narrow.expect_navigation():
        narrow.locator("#password").press("Enter")
    return narrow


def faults(page: Page) -> list[str]:
    """What is wrong with a page on a narrow screen."""
    found = Axe().run(page, options=FAULTS_ONLY).response["violations"]
    return [
        *(f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in found),
        *([f"{width(page)} px wide"] if width(page) > NARROW["width"] else []),
        *(f"low: {target}" for target in small_targets(page)),
        *(f"covered: {target}" for target in covered_targets(page)),
    ]


def covered_targets(page: Page) -> list[str]:
    """What its table's first column lies on, in part, once it has the focus."""
    return page.evaluate(
        """() => [...document.querySelectorAll(".data-table td :is(a, button)")].filter(e => {
            e.focus();
            const name = e.closest("tr").firstElementChild.getBoundingClientRect();
            return e.checkVisibility() && e.getBoundingClientRect().left < name.right;
        }).map(e => e.outerHTML)"""
    )


class Pages:
    """The pages of a role's surfaces, by the endpoints that answer their addresses."""

    def __init__(self, app: Flask, role: Role) -> None:
        self._rules, self._surfaces = app.url_map, SURFACES[role]

    def all(self) -> set[str]:
        """Every page that can be read."""
        rules = self._rules.iter_rules()
        return {r.endpoint for r in rules if "GET" in (r.methods or ()) and self._is_page(r)}

    def named(self, address: str, method: str = "GET") -> str:
        """What answers an address; nothing where it is none of these pages."""
        parts = urlsplit(address)
        try:
            rule, _ = self._rules.bind("localhost").match(parts.path, method, return_rule=True)
        except HTTPException:
            return ""
        return rule.endpoint if self._is_page(rule) else ""

    def _is_page(self, rule: Rule) -> bool:
        return rule.endpoint.startswith(self._surfaces) and not rule.rule.endswith(FILES)


def opened(page: Page, pages: Pages, start: str) -> Iterator[str]:
    """Open one page of each kind that links lead to, one after the other; gives their kinds."""
    found, done = {pages.named(start): start}, {""}
    while waiting := found.keys() - done:
        name = min(waiting)
        done.add(name)
        page.goto(found[name])
        for link in page.eval_on_selector_all("a[href]", "links => links.map(a => a.href)"):
            found.setdefault(pages.named(link), link)
        yield name


def sent_empty(page: Page, pages: Pages, tried: set[str]) -> Iterator[str]:
    """Send each form of a page that was not tried yet with nothing in it; gives what took it."""
    address = page.url
    actions = page.eval_on_selector_all(FILLED_IN, "forms => forms.map(form => form.action)")
    for number, action in enumerate(actions):
        name = pages.named(action, "POST")
        if name in tried:
            continue
        tried.add(name)
        page.goto(address)
        with page.expect_navigation():
            page.locator(FILLED_IN).nth(number).evaluate(EMPTY)
        yield f"{name}, empty"


@pytest.mark.parametrize("role", SURFACES)
def test_pages_of_staff_and_their_faults_are_for_everybody(
    role: Role, desk: Page, app: Flask, office: Office
) -> None:
    starts = {Role.ADMIN: "/admin/", Role.INSPECTORATE: f"/dasbor/unit/{office.unit.id}"}
    pages, tried = Pages(app, role), {""}
    seen: dict[str, list[str]] = {}
    for name in opened(desk, pages, starts[role]):
        seen[name] = faults(desk)
        seen |= {sent: faults(desk) for sent in sent_empty(desk, pages, tried)}

    assert {name: wrong for name, wrong in seen.items() if wrong} == {}
    assert pages.all() - seen.keys() <= LATER


@pytest.mark.parametrize("role", [Role.ADMIN])
def test_the_address_of_a_counter_breaks_where_its_host_is_long(
    role: Role, desk: Page, office: Office
) -> None:
    desk.goto(f"/admin/loket/{office.counters[0].id}")
    address = desk.locator(".posted-code__words a.row-link")
    address.evaluate("a => a.textContent = `survei.kepuasan-masyarakat.${a.textContent}`")

    assert width(desk) <= NARROW["width"]
