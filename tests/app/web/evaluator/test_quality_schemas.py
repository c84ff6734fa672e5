"""Response quality as the API tells it."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import ValidationError

from app.services.response_quality import Reason
from app.services.shown_tallies import Withheld
from app.web.evaluator.openapi import EXAMPLES
from app.web.evaluator.quality_schemas import QualityReply, ReasonName, WithheldName

EXAMPLE: dict[str, Any] = EXAMPLES["QualityReply"]


def test_every_reason_and_every_way_of_withholding_has_its_name() -> None:
    assert get_args(ReasonName) == tuple(reason.value for reason in Reason)
    assert get_args(WithheldName) == tuple(withheld.value for withheld in Withheld)


def test_a_row_holds_both_readings_and_what_stands_out() -> None:
    cells = QualityReply.model_validate(EXAMPLE).cells()

    assert (cells["n"], cells["n_without_flagged"]) == (2151, 2098)
    assert (cells["index"], cells["index_without_flagged"]) == ("96.42", "96.31")
    assert cells["days"] == "2021-03-12 3 many_flagged more_than_usual"
    assert cells["months"] == "2021-06 3 worse_than_usual"


def test_several_days_stand_in_one_cell() -> None:
    days = EXAMPLE["days"] * 2

    assert QualityReply.model_validate(EXAMPLE | {"days": days}).cells()["days"].count("; ") == 1


def test_a_withheld_reply_has_the_same_columns() -> None:
    none = {"n": None, "index": None, "interval_95": None, "withheld": "too_few"}
    nothing = dict.fromkeys(("flagged_share", "straightlined_share", "n_judged"))
    withheld = QualityReply.model_validate(
        EXAMPLE | nothing | {"all_answers": none, "without_flagged": none, "days": (), "months": ()}
    )

    assert list(withheld.cells()) == list(QualityReply.model_validate(EXAMPLE).cells())
    assert (withheld.cells()["n"], withheld.cells()["days"]) == (None, "")


@pytest.mark.parametrize("share", ["0,0246", "2.46", 0.0246, "-0.0246"])
def test_a_share_is_text_with_four_decimals(share: object) -> None:
    with pytest.raises(ValidationError):
        QualityReply.model_validate(EXAMPLE | {"flagged_share": share})


def test_an_unknown_reason_is_refused() -> None:
    month = EXAMPLE["months"][0] | {"reason": "fraud"}

    with pytest.raises(ValidationError):
        QualityReply.model_validate(EXAMPLE | {"months": [month]})
