"""The page object of a comparison."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask

from app.access import Scope
from app.database import transaction
from app.services.comparison import Side
from app.web.manager.comparison_page import comparison_page
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

HIGH, LOW = (4,) * 9, (2,) * 9


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """Two counters, and a unit below that has two of the same names."""
    made = an_office(scope, now)
    below = an_office(scope, now, agency=made.agency, code="UPT", name="UPT Utara")
    with transaction() as session:
        session.add(below.unit)
        below.unit.parent_id = made.unit.id
        below.unit.path = f"{made.unit.path}{below.unit.id}/"
    for place in (made, below):
        for counter in range(2):
            stored_rows(place, [HIGH] * 20 + [LOW] * 5, counter=counter)
    release_answers(scope, now)
    return made


@pytest.fixture(autouse=True)
def _a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def test_counters_of_units_below_carry_their_unit_s_name(office: Office, scope: Scope) -> None:
    page = comparison_page(scope, office.unit.id, "2026-06", Side.COUNTERS)

    assert sorted(row.name for row in page.rows) == [
        "Loket 1",
        "Loket 1 (UPT Utara)",
        "Loket 2",
        "Loket 2 (UPT Utara)",
    ]


def test_the_current_side_is_marked(office: Office, scope: Scope) -> None:
    page = comparison_page(scope, office.unit.id, "2026-06", Side.SERVICES)

    assert [(side.name, side.is_current) for side in page.sides] == [
        ("Loket", False),
        ("Layanan", True),
        ("Unit", False),
    ]
    assert all("periode=2026-06" in side.href for side in page.sides)


def test_all_alike_are_one_band_with_a_note(office: Office, scope: Scope) -> None:
    page = comparison_page(scope, office.unit.id, "2026-06", Side.COUNTERS)

    assert len(page.bands) == 1
    assert "tidak melebihi yang timbul secara kebetulan" in page.note


def test_only_counters_have_a_case_mix(office: Office, scope: Scope) -> None:
    assert comparison_page(scope, office.unit.id, "2026-06", Side.COUNTERS).mix is not None
    assert comparison_page(scope, office.unit.id, "2026-06", Side.UNITS).mix is None
