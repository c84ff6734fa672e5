"""What the API may say of reliability."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from app.web.evaluator.openapi import EXAMPLES
from app.web.evaluator.reliability_schemas import NUMBERS, ReliabilityReply

EXAMPLE = EXAMPLES["ReliabilityReply"]


def test_a_negative_alpha_can_be_told() -> None:
    reply = ReliabilityReply.model_validate(EXAMPLE | {"alpha": "-18.000", "note": "negative"})

    assert reply.cells()["alpha"] == "-18.000"


def test_the_row_holds_alpha_and_each_element() -> None:
    cells = ReliabilityReply.model_validate(EXAMPLE).cells()

    assert cells["interval_95_low"] == EXAMPLE["interval_95"][0]
    assert cells["waktu_n"] == EXAMPLE["elements"][2]["n"]
    assert not any(isinstance(cell, dict | list | tuple) for cell in cells.values())


def test_every_number_may_be_withheld() -> None:
    nothing = dict.fromkeys(NUMBERS) | {"withheld": "too_few"}
    cells = ReliabilityReply.model_validate(EXAMPLE | nothing).cells()

    assert {cells[name] for name in ("n", "alpha", "interval_95_low", "undefined")} == {None}


def test_an_alpha_with_other_decimals_is_refused() -> None:
    with pytest.raises(ValidationError):
        ReliabilityReply.model_validate(EXAMPLE | {"alpha": "0.8680"})
