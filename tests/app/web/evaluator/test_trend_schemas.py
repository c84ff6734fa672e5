"""What a trend's query admits, and the row it becomes as a table."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from app.services.score_views import Reading
from app.web.evaluator.openapi import EXAMPLES
from app.web.evaluator.trend_schemas import TrendQuery, TrendReply


def test_a_query_asks_for_all_answers_of_the_unit_when_it_says_nothing() -> None:
    asked = TrendQuery()

    assert (asked.reading, asked.counter) == (Reading.ALL, None)
    assert TrendQuery(answers="verified", counter="3").counter == 3


@pytest.mark.parametrize("bad", [{"counter": 0}, {"counter": "x"}, {"loket": 3}, {"answers": "x"}])
def test_a_misspelt_query_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TrendQuery.model_validate(bad)


def test_a_row_has_the_chart_in_short_and_each_change() -> None:
    reply = TrendReply.model_validate(EXAMPLES["TrendReply"])
    row = reply.cells()

    assert row["months_charted"] == sum(month.left_out is None for month in reply.months)
    assert row["signals"] == "outside:down:2022-01"
    assert row["index_direction"] == reply.index.direction
    low, high = reply.index.interval_95
    assert (row["index_difference_low"], row["index_difference_high"]) == (low, high)
    assert {f"{e.key}_direction" for e in reply.elements} <= set(row)


def test_a_word_that_is_none_of_the_three_is_refused() -> None:
    wrong = EXAMPLES["TrendReply"]["index"] | {"direction": "naik"}

    with pytest.raises(ValidationError):
        TrendReply.model_validate(EXAMPLES["TrendReply"] | {"index": wrong})
