"""The tree of units."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from flask import Flask, render_template

from app.access import Scope
from app.clock import Period
from app.services import organisation
from app.services.publications import close_period
from app.web.manager.dashboard_page import dashboard_page, top_units, units_in_reach
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import many_answers, stored_rows


@pytest.fixture(autouse=True)
def _a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def test_units_stand_under_their_parents(office: Office, scope: Scope, now: datetime) -> None:
    organisation.create_unit(
        scope, now, office.agency.id, "SUB", "Bidang Akta", parent_id=office.unit.id
    )

    page = dashboard_page(scope, units_in_reach(scope))

    assert [branch.row.name for branch in page.branches] == ["Dinas Kependudukan"]
    assert [branch.row.name for branch in page.branches[0].below] == ["Bidang Akta"]


def test_a_unit_whose_parent_is_out_of_reach_is_a_top(
    office: Office, scope: Scope, now: datetime
) -> None:
    below = organisation.create_unit(
        scope, now, office.agency.id, "SUB", "Bidang Akta", parent_id=office.unit.id
    )

    assert top_units([below]) == [below]


def test_the_newest_year_with_answers_is_shown(office: Office, scope: Scope) -> None:
    assert dashboard_page(scope, units_in_reach(scope)).period == "Tahun 2026"


def test_without_answers_no_period_is_named(scope: Scope, now: datetime) -> None:
    an_office(scope, now)

    page = dashboard_page(scope, units_in_reach(scope))

    assert page.period == ""
    assert page.branches[0].row.reason == "Kurang dari 5 jawaban"


def test_a_unit_without_answers_in_that_year_is_shown_over_its_own_newest(
    office: Office, scope: Scope, now: datetime
) -> None:
    before = now - timedelta(days=365)
    older = an_office(scope, before, agency=office.agency, code="LAMA", name="Arsip", year=2025)
    many_answers(older.points[0].code, before, 6)
    release_answers(scope, before)

    branches = dashboard_page(scope, units_in_reach(scope)).branches

    shown = {branch.row.name: (branch.period, branch.row.index) for branch in branches}
    assert shown["Arsip"] == ("Tahun 2025", "100,00")
    assert shown["Dinas Kependudukan"][0] == ""


def test_each_number_says_whether_it_may_still_change(
    app: Flask, office: Office, scope: Scope, now: datetime
) -> None:
    closed = an_office(scope, now, agency=office.agency, code="TUTUP", name="Arsip", year=2025)
    stored_rows(closed, [(4,) * 9] * 12, day=date(2025, 6, 3))
    release_answers(scope, now)
    close_period(scope, now, closed.unit.id, Period(2025, 1, 12))
    an_office(scope, now, agency=office.agency, code="KOSONG", name="Kosong")

    page = dashboard_page(scope, units_in_reach(scope))

    statuses = {branch.row.name: branch.status for branch in page.branches}
    assert statuses == {"Arsip": "Final", "Dinas Kependudukan": "Sementara", "Kosong": ""}
    shown = render_template("manager/dashboard.html", page=page)
    assert (shown.count(">Sementara<"), shown.count(">Final<")) == (1, 1)
