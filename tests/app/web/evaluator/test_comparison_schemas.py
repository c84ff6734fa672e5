"""What the API asks and answers about subjects side by side."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from app.services.comparison import Side
from app.web.evaluator.comparison_replies import comparison_replies
from app.web.evaluator.comparison_schemas import ComparisonQuery
from tests.app.web.manager.test_comparison_words import a_comparison


def test_counters_are_asked_for_unless_another_side_is_named() -> None:
    assert ComparisonQuery().side is Side.COUNTERS
    assert ComparisonQuery(of="units").side is Side.UNITS


def test_officers_cannot_be_asked_for() -> None:
    with pytest.raises(ValidationError):
        ComparisonQuery.model_validate({"of": "officers"})


def test_every_row_has_the_same_columns_whether_compared_or_not() -> None:
    replies = comparison_replies(a_comparison(90, 70, left_out={7: "too_few"}), None)

    compared, _, left_out = (reply.cells() for reply in replies)
    assert list(compared) == list(left_out)
    assert compared["n"] == 30
    assert left_out["n"] is None
    assert compared["interval_95_low"] == "0.00"
    assert left_out["left_out"] == "too_few"
