"""What the API asks and answers about what to fix first."""

from __future__ import annotations

from typing import get_args

import pytest
from pydantic import ValidationError

from app.services.drivers import UnitDrivers
from app.services.needs_matrix import Side
from app.services.priorities import targets_of
from app.web.evaluator.priorities_replies import needs_replies, priorities_reply
from app.web.evaluator.priorities_schemas import NeedsQuery, PrioritiesQuery, Target
from survey_forms import catalogue
from tests.factories.needs import JUNE, some_matrix, some_priorities

GOOD, MIXED = (4,) * 9, (4, 3, 2, 4, 4, 3, 4, 4, 4)


@pytest.mark.parametrize("target", ["A", "mean", None])
def test_a_grade_or_the_own_mean_may_be_asked_for(target: str | None) -> None:
    assert PrioritiesQuery(target=target).target == target


@pytest.mark.parametrize("target", ["", "a", "AA", "best"])
def test_nothing_else_is_a_target(target: str) -> None:
    with pytest.raises(ValidationError):
        PrioritiesQuery(target=target)


def test_counters_are_asked_for_unless_another_side_is_named() -> None:
    assert NeedsQuery().side is Side.COUNTERS
    assert NeedsQuery(of="units").side is Side.UNITS
    with pytest.raises(ValidationError):
        NeedsQuery.model_validate({"of": "officers"})


def test_every_row_of_a_matrix_has_the_same_columns() -> None:
    matrix = some_matrix({"A": [GOOD, MIXED] * 20}, {"B": "too_few"})

    shown, left_out = (reply.cells() for reply in needs_replies(matrix))

    assert list(shown) == list(left_out)
    assert (shown["n"], left_out["n"], left_out["left_out"]) == (40, None, "too_few")
    assert float(shown["waktu_gap_interval_95_low"]) < float(shown["waktu_gap"])
    assert left_out["waktu_gap_interval_95_low"] is None


def test_a_row_of_priorities_tells_why_something_is_not_available() -> None:
    found = some_priorities([GOOD, MIXED] * 20)

    cells = priorities_reply(found, UnitDrivers(JUNE, "not_proven")).cells()

    assert (cells["subject_name"], cells["period"], cells["n"]) == ("Dinas", "2026-06", 40)
    assert cells["likely_lowest"] == "waktu"
    assert cells["importance_unavailable"] == "not_asked"
    assert (cells["drivers_unavailable"], cells["drivers_gain"]) == ("not_proven", None)
    assert "drivers_factors" not in cells
    assert cells["waktu_standing"] == "below"


def test_every_target_in_the_document_is_one_of_every_instrument() -> None:
    for instrument in catalogue.all_instruments():
        assert set(targets_of(instrument.reference)) == set(get_args(Target))
