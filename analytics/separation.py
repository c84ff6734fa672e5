"""Which groups can be told apart, and the bands of those that cannot: sets, never ranks."""

from __future__ import annotations

import numpy as np
import scipy  # its stats are loaded when they are first used: 0.7 s
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtr

from analytics.between_variance import checked_groups
from analytics.number_checks import SMALLEST, array_of, finite_number, finite_numbers

Booleans = NDArray[np.bool_]

ERROR_RATE = 0.05
# Beyond this the pairs grow into the ten thousands, and bands no longer help a reader.
MOST_GROUPS = 150


def welch_p_values(
    estimates: ArrayLike, variances: ArrayLike, degrees: ArrayLike
) -> NDArray[np.float64]:
    """Give, for every pair of groups, how likely chance alone makes so large a difference.

    Parameters
    ----------
    estimates, variances : array, length k
        One estimate for each group and its sampling variance, above 0; k at least 2.
    degrees : array, length k
        Degrees of freedom of each variance (sheets less one), above 0.

    Returns
    -------
    array (k, k)
        Two-sided p-values; symmetric, with ones on the diagonal.

    Raises
    ------
    ValueError
        If there are fewer than 2 groups, lengths differ, a number is not finite, or a variance
        or a number of degrees is not above 0.

    Notes
    -----
    t = (y_i - y_j) / sqrt(v_i + v_j) with (v_i + v_j)^2 / (v_i^2 / d_i + v_j^2 / d_j) degrees.

    Source
    ------
    Welch, B. L. (1947), Biometrika 34(1/2), 28-35. Checked against R ``t.test``.

    Examples
    --------
    >>> p = welch_p_values([80.0, 90.0, 91.0], [4.0, 4.0, 4.0], [34, 34, 34])
    >>> p.round(4).tolist()
    [[1.0, 0.0007, 0.0002], [0.0007, 1.0, 0.7248], [0.0002, 0.7248, 1.0]]
    """
    y, v = checked_groups(estimates, variances)
    d = finite_numbers(degrees, "degrees", expected=f"{len(y)} finite numbers above 0")
    if d.shape != y.shape or not np.all(d >= SMALLEST):
        raise ValueError(f"degrees {d.tolist()}; expected {len(y)} finite numbers above 0")
    both = v[:, None] + v
    spread = v**2 / d
    statistic = np.abs(y[:, None] - y) / np.sqrt(both)
    return np.asarray(2 * stdtr(both**2 / (spread[:, None] + spread), -statistic))


def separated_pairs(p_values: NDArray[np.float64], *, error_rate: float = ERROR_RATE) -> Booleans:
    """Say which pairs of groups differ by more than chance, with all pairs looked at together.

    Parameters
    ----------
    p_values : array (k, k)
        Symmetric, as `welch_p_values` gives them.
    error_rate : float
        Expected share of the separated pairs that are not truly different, between 0 and 1.

    Returns
    -------
    array (k, k) of bool
        Symmetric, False on the diagonal.

    Raises
    ------
    ValueError
        If a p-value is not between 0 and 1.

    Notes
    -----
    Benjamini and Hochberg over the k (k - 1) / 2 pairs.

    Source
    ------
    Benjamini, Y. and Hochberg, Y. (1995), JRSS B 57(1), 289-300. Checked against R
    ``p.adjust(method = "BH")``.

    Examples
    --------
    >>> p = np.array([[1.0, 0.03, 0.2], [0.03, 1.0, 0.04], [0.2, 0.04, 1.0]])
    >>> separated_pairs(p).tolist()
    [[False, False, False], [False, False, False], [False, False, False]]
    """
    given = finite_numbers(p_values, "p-values")
    if given.ndim != 2 or len(given) != given.shape[1] or ((given < 0) | (given > 1)).any():
        raise ValueError(f"p-values {given.shape}; expected a square of numbers from 0 to 1")
    if not 0 < finite_number(error_rate, "error_rate") < 1:
        raise ValueError(f"error_rate is {error_rate}; expected a number between 0 and 1")
    rows, columns = np.triu_indices(len(given), 1)
    found = np.zeros(given.shape, dtype=bool)
    if len(rows):
        adjusted = scipy.stats.false_discovery_control(given[rows, columns])
        found[rows, columns] = adjusted <= error_rate
    return np.asarray(found | found.T)


def bands(separated: Booleans) -> tuple[frozenset[int], ...]:
    """Give the largest sets of groups in which no two are separated.

    Parameters
    ----------
    separated : array (k, k) of bool
        As `separated_pairs` gives it.

    Returns
    -------
    tuple of frozenset of int
        Places of the groups, in no order that means anything. Two groups share a band exactly
        when they are not separated; no band lies within another; a group may be in several.

    Raises
    ------
    ValueError
        If the array is not square and symmetric, or there are more than 150 groups.

    Notes
    -----
    Begins with all groups in one band. Each separated pair splits every band that holds both
    into one without the first and one without the second; what lies within another is dropped.

    Source
    ------
    Piepho, H.-P. (2004), Journal of Computational and Graphical Statistics 13(2), 456-466
    (insert and absorb). Checked against R multcompView.

    Examples
    --------
    >>> apart = np.zeros((3, 3), dtype=bool)
    >>> apart[0, 2] = apart[2, 0] = True
    >>> sorted(sorted(band) for band in bands(apart))
    [[0, 1], [1, 2]]
    """
    apart = array_of(separated, "separated")
    k = len(apart) if apart.ndim == 2 else 0
    if apart.shape != (k, k) or apart.dtype != bool or np.any(apart != apart.T):
        raise ValueError(f"separated has shape {apart.shape}; expected square and symmetric")
    if k > MOST_GROUPS:
        raise ValueError(f"{k} groups; expected at most {MOST_GROUPS}")
    held = [(1 << k) - 1] if k else []
    for first, second in np.argwhere(np.triu(apart)).tolist():
        held = _split(held, 1 << first, 1 << second)
    return tuple(frozenset(place for place in range(k) if band >> place & 1) for band in held)


def _split(held: list[int], first: int, second: int) -> list[int]:
    """Bands, as bits of their groups, after those with both groups were split."""
    both = first | second
    whole = [band for band in held if band & both != both]
    for band in (band for band in held if band & both == both):
        for part in (band ^ first, band ^ second):
            if not any(part & kept == part for kept in whole):
                whole = [kept for kept in whole if kept & part != kept]
                whole.append(part)
    return whole
