"""Minutes before and after: R's variance, and moods of days that are no change."""

import numpy as np
import pytest

from analytics.clustered_values import METHOD, Measured, clustered_mean_difference
from analytics.intervention import mean_difference


def side_of(seed: int, days: int, *, mean: float = 24.0) -> Measured:
    """Days with a mood of their own, which all of their 6 visits share."""
    random = np.random.default_rng(seed)
    moods = random.normal(mean, 4, days)
    minutes = np.round(moods[:, None] + random.normal(0, 3, (days, 6)))
    return Measured(minutes.ravel().tolist(), np.repeat(np.arange(days), 6).tolist())


def test_variance_and_mean_are_those_of_r_survey(reference_rows) -> None:
    rows = reference_rows("group_values.csv")
    held = {side: [row for row in rows if row["side"] == side] for side in ("before", "after")}
    before, after = (
        Measured([float(row["minutes"]) for row in side], [row["day"] for row in side])
        for side in held.values()
    )

    found = clustered_mean_difference(before, after)

    means = [float(side[0]["mean"]) for side in held.values()]
    variance = sum(float(side[0]["variance"]) for side in held.values())
    assert found.estimate == pytest.approx(means[1] - means[0], rel=1e-8)
    assert found.standard_error == pytest.approx(variance**0.5, rel=1e-8)
    assert found.interval.method == METHOD


def test_moods_of_days_are_called_a_change_in_about_5_of_100_cases() -> None:
    pairs = [(side_of(2 * seed, 20), side_of(2 * seed + 1, 20)) for seed in range(200)]

    clustered = [clustered_mean_difference(*pair).interval for pair in pairs]
    plain = [mean_difference(*(side.values for side in pair)).interval for pair in pairs]

    assert np.mean([not one.low <= 0 <= one.high for one in clustered]) <= 0.08
    assert np.mean([not one.low <= 0 <= one.high for one in plain]) > 0.2


def test_a_change_that_all_days_show_is_still_found() -> None:
    found = clustered_mean_difference(side_of(1, 20), side_of(2, 20, mean=14.0))

    assert found.interval.high < -5


def test_values_that_are_alike_from_day_to_day_never_narrow_it() -> None:
    days = [day for day in range(12) for _ in range(4)]
    before, after = Measured([10, 20, 30, 40] * 12, days), Measured([11, 21, 31, 41] * 12, days)

    found = clustered_mean_difference(before, after).interval
    plain = mean_difference(before.values, after.values).interval

    assert found.low <= plain.low < plain.high <= found.high


def test_too_few_days_or_equal_values_say_nothing() -> None:
    equal = Measured([5.0] * 24, list(range(24)))

    assert clustered_mean_difference(side_of(1, 9), side_of(2, 30)) is None
    assert clustered_mean_difference(equal, equal) is None


def test_every_value_needs_a_day() -> None:
    with pytest.raises(ValueError, match="expected one for each"):
        clustered_mean_difference(Measured([1.0, 2.0], [1]), side_of(1, 12))
