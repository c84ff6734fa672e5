"""Weights and counts that cannot be are refused in words."""

import numpy as np
import pytest

from analytics.weight_checks import checked_counts, checked_weights


@pytest.mark.parametrize("wrong", [[0, 3], [-1], [1.5], ["3"], [True], [], 3, [[1]]])
def test_counts_are_whole_numbers_above_0(wrong):
    with pytest.raises(ValueError, match="expected a row of whole numbers of at least 1"):
        checked_counts(wrong)


@pytest.mark.parametrize(
    "wrong", [[1.0], [1, 2, 3], [1, 0], [1, -2], [1, float("nan")], [1, float("inf")]]
)
def test_weights_are_finite_and_above_0(wrong):
    with pytest.raises(ValueError, match="expected 2 numbers above 0"):
        checked_weights(wrong, np.array([3, 4]))


def test_sound_numbers_pass():
    assert checked_counts([3, 4]).tolist() == [3, 4]
    assert checked_weights([1, 0.5], np.array([3, 4])).tolist() == [1.0, 0.5]
