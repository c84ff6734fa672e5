"""The page object of priorities: its links, and what is on it when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask

from app.access import Scope
from app.database import transaction
from app.services.needs_matrix import Side
from app.web.manager.priorities_page import PrioritiesPage, priorities_page
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

GOOD, SLOW = (4,) * 9, (4, 4, 2, 4, 4, 4, 4, 4, 4)


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """Two counters with answers."""
    made = an_office(scope, now)
    stored_rows(made, [GOOD] * 30 + [SLOW] * 10)
    stored_rows(made, [GOOD] * 30 + [SLOW] * 10, counter=1)
    release_answers(scope, now)
    return made


@pytest.fixture(autouse=True)
def _a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def page_of(
    office: Office, scope: Scope, side: Side = Side.COUNTERS, target: str | None = None
) -> PrioritiesPage:
    return priorities_page(scope, office.unit.id, "2026-06", side, target)


def test_every_target_is_offered_and_the_current_one_marked(office: Office, scope: Scope) -> None:
    page = page_of(office, scope, Side.SERVICES, "B")

    names = [(link.name, link.is_current) for link in page.targets]
    assert names == [
        ("Mutu A", False),
        ("Mutu B", True),
        ("Mutu C", False),
        ("Mutu D", False),
        ("Rata-rata sendiri", False),
    ]
    assert page.targets[4].href.endswith("?periode=2026-06&sasaran=mean&menurut=layanan")


def test_sides_keep_the_target_and_lead_to_the_matrix(office: Office, scope: Scope) -> None:
    page = page_of(office, scope, Side.COUNTERS, "mean")

    assert [(link.name, link.is_current) for link in page.sides] == [
        ("Loket", True),
        ("Layanan", False),
    ]
    assert page.sides[1].href.endswith("?periode=2026-06&sasaran=mean&menurut=layanan#matriks")


def test_units_are_a_side_where_there_are_some_below(
    office: Office, scope: Scope, now: datetime
) -> None:
    below = an_office(scope, now, agency=office.agency, code="UPT", name="UPT Utara")
    with transaction() as session:
        session.add(below.unit)
        below.unit.parent_id = office.unit.id
        below.unit.path = f"{office.unit.path}{below.unit.id}/"

    assert [link.name for link in page_of(office, scope).sides] == ["Loket", "Layanan", "Unit"]


def test_the_same_target_is_used_all_over_the_page(office: Office, scope: Scope) -> None:
    page = page_of(office, scope, target="C")

    assert page.needs.note.startswith("Sasaran: batas bawah mutu C")
    assert page.needs.rows[0].gap == page.matrix.rows[0].cells[0].gap


def test_withheld_numbers_leave_only_the_reason(office: Office, scope: Scope) -> None:
    page = priorities_page(scope, office.unit.id, "2026-01", Side.COUNTERS, None)

    assert page.reason == "Kurang dari 5 jawaban"
    assert page.advice.startswith("Angka tampil setelah")
    assert (page.needs, page.matrix, page.importance, page.drivers) == (None,) * 4


def test_before_the_first_answer_there_is_only_the_frame(
    app: Flask, scope: Scope, now: datetime
) -> None:
    empty = an_office(scope, now, code="KOSONG")

    page = priorities_page(scope, empty.unit.id, None, Side.COUNTERS, None)

    assert page == PrioritiesPage(page.frame)
    assert page.frame.asked is None
