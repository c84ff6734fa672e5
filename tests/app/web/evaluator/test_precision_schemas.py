"""Precision as the API tells it."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from app.web.evaluator.openapi import EXAMPLES
from app.web.evaluator.precision_schemas import PrecisionReply

EXAMPLE: dict[str, Any] = EXAMPLES["PrecisionReply"]


def test_a_row_holds_the_unit_s_intervals_and_margins() -> None:
    cells = PrecisionReply.model_validate(EXAMPLE).cells()

    assert [cells["days_95_low"], cells["days_95_high"]] == EXAMPLE["days"]["interval_95"]
    assert cells["among_served_95_low"] == EXAMPLE["among_served"]["interval_95"][0]
    assert (cells["design_effect"], cells["index_margin"]) == ("4.70", "0.27")


def test_a_withheld_reply_has_the_same_columns() -> None:
    nothing = dict.fromkeys(("n", "index", "interval_95", "among_served", "days"))
    withheld = PrecisionReply.model_validate(EXAMPLE | nothing | {"withheld": "too_few"})

    assert list(withheld.cells()) == list(PrecisionReply.model_validate(EXAMPLE).cells())
    assert withheld.cells()["days_95_low"] is None


@pytest.mark.parametrize("margin", ["0.2", "0,27", "-0.27", 0.27])
def test_a_margin_is_text_with_two_decimals(margin: object) -> None:
    unit = EXAMPLE["unit"] | {"index_margin": margin}
    with pytest.raises(ValidationError):
        PrecisionReply.model_validate(EXAMPLE | {"unit": unit})
