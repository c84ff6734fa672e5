"""The reliability of a unit: of what may be shown, in list order, or withheld."""

from __future__ import annotations

import numpy as np
import pytest
from flask import Flask

from analytics.inputs import Tally
from analytics.reliability import reliability
from app.clock import Period
from app.services.reliability import unit_reliability
from app.services.shown_tallies import Withheld
from survey_forms import catalogue
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

JUNE = Period.parse("2026-06")
SKM = catalogue.find("skm-2017")
ROWS = [(4, 3, 2, 3, None, 4, 3, 2, 3), (4,) * 9, (3, 3, 3, 3, 3, 3, 3, None, 3), (2, 3) * 4 + (2,)]


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """An office without answers."""
    return an_office(scope, now)


def test_it_is_that_of_the_raw_rows_in_list_order(office: Office, scope, now) -> None:
    stored_rows(office, ROWS * 5)
    release_answers(scope, now)

    found = unit_reliability(scope, office.unit.id, JUNE)

    given = np.array([[value or 0 for value in row] for row in ROWS * 5], dtype=np.uint8)
    expected = reliability(Tally.from_ratings(given, SKM.keys, *SKM.scale))
    assert (found.result.alpha, found.result.n) == (expected.alpha, 20)
    assert [item.key for item in found.result.items] == list(SKM.list_order)
    assert set(found.result.items) == set(expected.items)
    assert found.withheld is None


def test_four_answers_are_withheld(office: Office, scope, now) -> None:
    stored_rows(office, ROWS)
    release_answers(scope, now)

    found = unit_reliability(scope, office.unit.id, JUNE)

    assert found.result is None
    assert found.withheld in {Withheld.TOO_FEW, Withheld.NO_ANSWERS}
