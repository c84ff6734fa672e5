"""The tree of units."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask

from app.access import Scope
from app.services import organisation
from app.web.manager.dashboard_page import dashboard_page, top_units, units_in_reach
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import many_answers


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
