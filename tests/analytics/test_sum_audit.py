"""Sums are taken in one after the other, all or none of those that are tried together."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.sum_audit import SumAudit, base_sizes, distinct_groups, views_over

K = 5
ALL, FIRST, SECOND, THIRD = np.array([[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]], dtype=bool)


@pytest.fixture
def audit() -> SumAudit:
    """Three groups, the last of them small; their total is known."""
    made = SumAudit(np.array([9, 7, 3]), K)
    made.know(np.array([ALL]))
    return made


def test_all_that_are_tried_together_are_taken_or_none(audit: SumAudit) -> None:
    assert not audit.takes_all(np.array([FIRST, SECOND]))
    assert audit.takes_all(np.array([SECOND]))
    assert not audit.takes_all(np.array([FIRST]))


def test_one_by_one_those_are_taken_that_may_be(audit: SumAudit) -> None:
    assert audit.admit([0, 1, 2], np.array([FIRST, SECOND, ALL])) == [0, 2]


def test_what_followed_before_is_no_reason_to_refuse(audit: SumAudit) -> None:
    audit.know(np.array([FIRST, SECOND]))

    assert audit.takes_all(np.array([THIRD]))


def test_what_is_forbidden_must_not_follow_however_large() -> None:
    audit = SumAudit(np.array([9, 7, 3]), K, np.array([FIRST]))

    assert audit.takes_all(np.array([ALL]))
    assert not audit.takes_all(np.array([SECOND | THIRD]))


def test_groups_that_no_sum_tells_apart_are_one() -> None:
    sizes, sums, place = distinct_groups(np.array([2, 0, 3, 4]), np.array([ALL[[0, 0, 0, 1]] > 0]))

    assert (sizes.tolist(), sums.tolist(), place.tolist()) == ([9], [[True]], [0, -1, 0, 0])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda: base_sizes([[1]]), "a row of whole numbers"),
        (lambda: base_sizes([1, -1]), "none below 0"),
        (lambda: base_sizes([float("nan")]), "whole numbers"),
        (lambda: views_over(2, [[1]]), r"expected \(views, 2\)"),
        (lambda: distinct_groups(np.array([1]), np.ones((1, 2), bool)), r"expected \(sums, 1\)"),
    ],
)
def test_what_is_wrong_is_said(wrong, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        wrong()
