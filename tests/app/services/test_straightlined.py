"""A share of straight-lined sheets never tells of one to four people."""

from __future__ import annotations

from fractions import Fraction

import pytest

from app.services.straightlined import straightlined_share


@pytest.mark.parametrize(
    ("same", "complete", "share"),
    [
        (5, 10, Fraction(1, 2)),
        (4, 30, None),
        (1, 30, None),
        (0, 30, Fraction(0)),
        (26, 30, None),
        (30, 30, Fraction(1)),
        (0, 0, None),
    ],
)
def test_both_groups_are_empty_or_large(same: int, complete: int, share: Fraction | None) -> None:
    assert straightlined_share(same, complete) == share
