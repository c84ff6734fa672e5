"""The tree of units."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask

from app.access import Scope
from app.services import organisation
from app.web.manager.dashboard_page import dashboard_page, top_units, units_in_reach
from tests.factories.organisation import Office, an_office


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
