"""Many comparisons at once, judged so that luck alone seldom makes even one look striking."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.number_checks import finite_numbers


def holm(p_values: ArrayLike) -> NDArray[np.float64]:
    """Give p-values that hold the error of the whole family of comparisons.

    Parameters
    ----------
    p_values : array, length m
        Each 0 to 1, independent or not; may be empty.

    Returns
    -------
    array of float, length m
        In the same order, never below the p-value given, at most 1. Calling different only what
        is at most 0.05 here is wrong about even one comparison in at most 5 % of all families.

    Raises
    ------
    ValueError
        If the p-values are not a list of numbers from 0 to 1.

    Notes
    -----
    Sorted upwards, the i-th of m is multiplied by m - i + 1, and none may be smaller than the
    one before it.

    Source
    ------
    Holm, S. (1979), Scandinavian Journal of Statistics 6(2), 65-70.

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03]).round(2).tolist()
    [0.03, 0.06, 0.06]
    """
    given = finite_numbers(p_values, "p-values", expected="a list of numbers from 0 to 1")
    if given.ndim != 1 or not np.all((given >= 0) & (given <= 1)):
        raise ValueError(f"p-values are {p_values!r}; expected a list of numbers from 0 to 1")
    order = np.argsort(given, kind="stable")
    times = np.arange(len(given), 0, -1)
    adjusted = np.empty(len(given))
    adjusted[order] = np.minimum(np.maximum.accumulate(given[order] * times), 1)
    return adjusted
