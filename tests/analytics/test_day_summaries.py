"""Day summaries: exact, from tallies, and refused where no sheets could have them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analytics.day_summaries import DaySummary, columns_of, summary_of
from analytics.inputs import Tally

KEYS = ("a", "b", "c")
SHEETS = arrays(np.uint8, st.tuples(st.integers(1, 12), st.just(3)), elements=st.integers(0, 4))
SOUND = {
    "place": 1,
    "day": 20,
    "n": 2,
    "n_complete": 2,
    "n_straightlined": 1,
    "n_flagged": 0,
    "shortfall": 3,
    "shortfall_squares": 5,
    "most": 6,
}


@given(SHEETS.filter(lambda rows: rows.any()))
def test_it_says_of_any_sheets_what_plain_sums_say(rows) -> None:
    summary = summary_of(Tally.from_ratings(rows, KEYS, 1, 4), 7, 20, 0)
    short = np.where(rows > 0, 4 - rows.astype(int), 0).sum(axis=1)

    assert (summary.shortfall, summary.shortfall_squares) == (short.sum(), (short**2).sum())
    assert (summary.place, summary.day, summary.most) == (7, 20, 9)


def test_best_sheets_fall_short_of_nothing_and_worst_of_all() -> None:
    best, worst = (
        summary_of(Tally.from_ratings([[rating] * 3] * 4, KEYS, 1, 4), 1, 1, 0) for rating in (4, 1)
    )

    assert (best.share_0_1, worst.share_0_1) == (0.0, 1.0)


def test_no_sheets_are_no_day() -> None:
    with pytest.raises(ValueError, match="n and most must be at least 1"):
        summary_of(Tally.empty(KEYS, 1, 4), 1, 1, 0)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("n", 0, "at least 1"),
        ("n", -1, "whole number"),
        ("n", 2.5, "whole number"),
        ("n_complete", 3, "n_straightlined must not exceed n_complete, nor that n"),
        ("n_straightlined", 3, "n_straightlined must not exceed"),
        ("n_flagged", 3, "n_flagged must not exceed n"),
        ("shortfall", 13, "must not exceed most"),
        ("shortfall_squares", 2, "equal and of extreme"),
        ("shortfall_squares", 19, "equal and of extreme"),
        ("shortfall", float("nan"), "whole number"),
    ],
)
def test_impossible_numbers_are_refused_with_the_reason(field, value, said) -> None:
    with pytest.raises(ValueError, match=said):
        DaySummary(**(SOUND | {field: value}))


def test_unknown_columns_are_refused() -> None:
    with pytest.raises(ValueError, match=r"a day has no \['mean'\]"):
        columns_of([DaySummary(**SOUND)], "n", "mean")


def test_no_days_give_empty_columns() -> None:
    assert [len(column) for column in columns_of([], "n", "shortfall")] == [0, 0]
