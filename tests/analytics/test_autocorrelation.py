"""Regressions over time: errors as sandwich and statsmodels give them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.autocorrelation import default_lag, regression

NUMBERS = st.lists(st.floats(-50, 50), min_size=8, max_size=30)


def held(rows, case):
    """Time from the change on, values and weights of a case."""
    kept = [row for row in rows if row["case"] == case]
    columns = [np.array([float(row[name]) for row in kept]) for name in ("time", "value", "n")]
    return columns[0] - float(kept[0]["change"]), columns[1], columns[2]


def segments(since):
    after = (since >= 0).astype(float)
    return np.column_stack([np.ones_like(since), since, after, after * since])


@pytest.mark.parametrize("case", ["months", "gaps"])
@pytest.mark.parametrize("lag", range(4))
@pytest.mark.parametrize("weighted", [True, False])
def test_coefficients_errors_and_limits_are_those_of_r(reference_rows, case, lag, weighted) -> None:
    since, value, n = held(reference_rows("segmented_points.csv"), case)
    model = "segmented" if weighted else "unweighted"
    rows = [
        row
        for row in reference_rows("segmented_effects.csv")
        if (row["case"], row["model"], int(row["lag"])) == (case, model, lag)
    ]
    fit = regression(segments(since), value, n if weighted else None, lag=lag)

    assert len(rows) == 4
    shrink = np.sqrt(fit.degrees / len(value))
    for row, contrast in zip(rows, np.eye(4), strict=True):
        effect = fit.effect(contrast)
        assert effect.estimate == pytest.approx(float(row["estimate"]), abs=1e-8)
        assert effect.standard_error == pytest.approx(float(row["error"]), abs=1e-8)
        unadjusted = effect.standard_error * shrink
        assert unadjusted == pytest.approx(float(row["error_unadjusted"]), abs=1e-8)
        assert effect.interval.low == pytest.approx(float(row["low"]), abs=1e-8)
        assert effect.interval.high == pytest.approx(float(row["high"]), abs=1e-8)


def test_they_are_those_of_statsmodels_too(reference_rows) -> None:
    points = reference_rows("segmented_points.csv")
    rows = reference_rows("segmented_statsmodels.csv")
    assert len(rows) == 64
    places = {"constant": 0, "slope": 1, "level": 2, "bend": 3}
    for row in rows:
        since, value, n = held(points, row["case"])
        weights = n if row["weighted"] == "1" else None
        fit = regression(segments(since), value, weights, lag=int(row["lag"]))
        effect = fit.effect(np.eye(4)[places[row["term"]]])
        assert effect.estimate == pytest.approx(float(row["estimate"]), abs=1e-8)
        assert effect.standard_error == pytest.approx(float(row["error"]), abs=1e-8)
        assert effect.interval.high == pytest.approx(float(row["high"]), abs=1e-8)


def test_a_hand_worked_mean() -> None:
    # Residuals -1, 1, -1, 1: meat 4 at lag 0, less 2 x 1/2 x 3 at lag 1; factor 4/3 over 16.
    one = [[1]] * 4

    errors = [regression(one, [1, 3, 1, 3], lag=lag).effect([1]).standard_error for lag in (0, 1)]

    assert errors == pytest.approx([np.sqrt(4 / 16 * 4 / 3), np.sqrt(1 / 16 * 4 / 3)])


def test_the_scale_of_the_weights_does_not_matter() -> None:
    x, y = [[1, t] for t in range(6)], [1, 3, 2, 5, 4, 6]
    small = regression(x, y, [1, 2, 3, 1, 2, 3], lag=1)
    large = regression(x, y, [1e6, 2e6, 3e6, 1e6, 2e6, 3e6], lag=1)

    assert large.covariance == pytest.approx(small.covariance)


def test_a_weight_of_two_pulls_like_two_points() -> None:
    weighted = regression([[1]] * 3, [1, 2, 6], [2, 1, 1], lag=0)

    assert weighted.coefficients.tolist() == pytest.approx([2.5])


def test_the_lag_grows_slowly_with_the_series() -> None:
    assert [default_lag(points) for points in (1, 4, 16, 28, 100, 400)] == [1, 1, 2, 3, 4, 5]
    with pytest.raises(ValueError, match="at least 1"):
        default_lag(0)


@pytest.mark.parametrize(
    ("x", "y", "weights", "lag", "said"),
    [
        ([[1], [1]], [1], None, 0, "shapes"),
        ([1, 1], [1, 2], None, 0, "shapes"),
        ([[1], [1]], [1, float("nan")], None, 0, "finite"),
        ([[1], [1]], [1, 2], [1, 0], 0, "above 0"),
        ([[1], [1]], [1, 2], None, 2, "expected 0 to 1"),
        ([[1], [1]], [1, 2], None, -1, "expected 0 to 1"),
        ([[1, 1], [1, 2]], [1, 2], None, 0, "more points"),
        ([[1, 2], [1, 2], [1, 2]], [1, 2, 3], None, 0, "depend"),
    ],
)
def test_what_cannot_be_fitted_is_refused(x, y, weights, lag, said) -> None:
    with pytest.raises(ValueError, match=said):
        regression(x, y, weights, lag=lag)


@pytest.mark.parametrize(("contrast", "level"), [([1, 0], 0.95), ([1], 0), ([1], 1)])
def test_an_impossible_effect_is_refused(contrast, level) -> None:
    with pytest.raises(ValueError, match=r"expected (1 factors|a level between 0 and 1)"):
        regression([[1]] * 3, [1, 2, 3], lag=0).effect(contrast, level=level)


@given(NUMBERS, st.floats(-20, 20), st.floats(0.5, 4))
def test_shift_moves_the_constant_and_scale_the_errors(values, shift, scale) -> None:
    x = [[1, t] for t in range(len(values))]
    fit = regression(x, values, lag=2)
    moved = regression(x, [scale * value + shift for value in values], lag=2)

    expected = scale * fit.effect([1, 0]).estimate + shift
    assert moved.effect([1, 0]).estimate == pytest.approx(expected, abs=1e-6)
    errors = moved.effect([0, 1]).standard_error, scale * fit.effect([0, 1]).standard_error
    assert errors[0] == pytest.approx(errors[1], abs=1e-6)


@given(NUMBERS, st.integers(0, 7))
def test_no_error_is_undefined(values, lag) -> None:
    fit = regression([[1, t] for t in range(len(values))], values, lag=lag)

    for contrast in np.eye(2):
        assert np.isfinite(fit.effect(contrast).standard_error)
