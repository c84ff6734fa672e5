"""A score as the API tells it."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from app.web.evaluator.openapi import EXAMPLES
from app.web.evaluator.score_schemas import ScoreReply

EXAMPLE: dict[str, Any] = EXAMPLES["ScoreReply"]


def test_a_row_holds_the_score_and_each_element() -> None:
    cells = ScoreReply.model_validate(EXAMPLE).cells()
    assert cells["index"] == EXAMPLE["value"]["index"]
    assert [cells["interval_95_low"], cells["interval_95_high"]] == EXAMPLE["value"]["interval_95"]
    assert [cells[f"{e['key']}_sum"] for e in EXAMPLE["elements"]] == [
        element["sum"] for element in EXAMPLE["elements"]
    ]


def test_a_withheld_score_has_the_same_columns() -> None:
    withheld = EXAMPLE | {"value": None, "exact": None, "n": None, "withheld": "too_few"}
    cells = ScoreReply.model_validate(withheld).cells()
    assert list(cells) == list(ScoreReply.model_validate(EXAMPLE).cells())
    assert (cells["index"], cells["interval_95_low"], cells["exact_index"]) == (None, None, None)


@pytest.mark.parametrize("index", ["96.4", "96,42", "9.642E1", 96.42])
def test_an_index_is_text_with_two_decimals(index: object) -> None:
    with pytest.raises(ValidationError):
        ScoreReply.model_validate(EXAMPLE | {"value": EXAMPLE["value"] | {"index": index}})
