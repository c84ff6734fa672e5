"""The residual risk that stored rows leave."""

from __future__ import annotations

from flask import Flask

from app.services.privacy import ResidualRisk, residual_risk
from tests.factories.organisation import an_office
from tests.factories.responses import an_answer, many_answers


def test_rows_alone_on_day_slot_counter_and_block_are_counted(app: Flask, scope, now) -> None:
    office = an_office(scope, now)
    first, second = (point.code for point in office.points)
    many_answers(first, now, 3)
    an_answer(first, now, block={"usia": "25-34"})
    an_answer(second, now)

    assert residual_risk() == ResidualRisk(alone=2, total=5)
    assert residual_risk().percent == "40.0"


def test_without_rows_nobody_is_at_risk(app: Flask) -> None:
    assert residual_risk() == ResidualRisk(alone=0, total=0)
    assert residual_risk().percent == "0.0"
