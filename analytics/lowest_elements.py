"""How surely each element is the lowest: exact covariances of the means, and their ranks drawn."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analytics.inputs import Tally
from analytics.intervals import PSEUDO_ANSWERS
from analytics.kind_checks import of_kind
from analytics.score_limits import FEWEST_ANSWERS
from analytics.tally_checks import whole_number

LOWEST = 3
DRAWS = 20_000
SEED = 20_140_017

Matrix = NDArray[np.float64]


def mean_covariance(tally: Tally) -> NDArray[np.object_]:
    """Give the estimated covariances of the element means, exactly.

    Parameters
    ----------
    tally : Tally
        Every element answered at least once, and at least 2 sheets.

    Returns
    -------
    array (m, m) of Fraction
        w' V w is `mean_index.ni_variance`.

    Raises
    ------
    ValueError
        If there are fewer answers.

    Notes
    -----
    V_ij = n / (n - 1) * C_ij / (n_i n_j), with C_ij as in `ni_variance`.

    Source
    ------
    As `mean_index.ni_variance`.

    Examples
    --------
    >>> mean_covariance(Tally.from_ratings([[4, 3], [3, 4]], ("a", "b"), 1, 4)).tolist()
    [[Fraction(1, 4), Fraction(-1, 4)], [Fraction(-1, 4), Fraction(1, 4)]]
    """
    answered = of_kind(tally, Tally, "tally").answered.astype(object)
    sums = tally.sums.astype(object)
    if tally.n < FEWEST_ANSWERS or answered.min() == 0:
        raise ValueError(f"{tally.n} sheets; expected at least 2, with each element answered")
    both, together, products = (
        matrix.astype(object) for matrix in (tally.pair_n, tally.pair_sum, tally.pair_product)
    )
    mixed = answered[:, None] * sums * together
    crossed = (
        np.outer(answered, answered) * products - mixed - mixed.T + np.outer(sums, sums) * both
    )
    scale = Fraction(tally.n, tally.n - 1)
    shares = np.array([Fraction(1, int(n) ** 2) for n in answered], dtype=object)
    return np.outer(shares, shares) * crossed * scale


def lowest_chances(tally: Tally, among: int = LOWEST) -> tuple[Matrix, Matrix]:
    """Give each element's chance of being truly the lowest, and among the lowest few.

    Parameters
    ----------
    tally : Tally
        Every element answered at least twice.
    among : int
        How many count as the lowest few; with no more elements than that the chance is 1.

    Returns
    -------
    (array (m,), array (m,))
        The first adds up to 1, the second to `among`. Their last digit is that of a simulation:
        the standard error is at most 0.0036.

    Raises
    ------
    ValueError
        If an element has fewer answers, or `among` is below 1.

    Notes
    -----
    DRAWS true means are drawn around the observed ones: a multivariate t with n - 1 degrees of
    freedom and the covariances of `mean_covariance`, from a fixed seed. As in `intervals`, half a
    pseudo-answer widens each element by itself, so that equal sheets leave a tie, not certainty.

    Source
    ------
    Posterior of normal means under a flat prior: Gelman, A. et al. (2013), Bayesian Data
    Analysis, 3rd ed., 3.2 and 3.6. Ranking by simulation: Goldstein, H. and Spiegelhalter, D. J.
    (1996), JRSS A 159(3), 385-443.

    Examples
    --------
    >>> tally = Tally.from_ratings([[4, 2], [4, 3], [3, 2]] * 9, ("a", "b"), 1, 4)
    >>> lowest_chances(tally)[0].tolist()
    [0.0, 1.0]
    """
    answered = of_kind(tally, Tally, "tally").answered
    if answered.min() < FEWEST_ANSWERS or whole_number(among, "among") < 1:
        raise ValueError(
            f"{answered.min()} answers of an element, among the {among} lowest; "
            "expected at least 2 answers and at least 1 lowest"
        )
    m = len(tally.items)
    drawn = _drawn_means(tally)
    lowest = np.bincount(drawn.argmin(axis=1), minlength=m) / DRAWS
    if m <= among:
        return lowest, np.ones(m)
    few = np.argpartition(drawn, among - 1, axis=1)[:, :among]
    return lowest, np.bincount(few.ravel(), minlength=m) / DRAWS


def widened_covariance(tally: Tally) -> Matrix:
    """Give the covariances of the means, each element widened by its own half pseudo-answer.

    Parameters
    ----------
    tally : Tally
        Every element answered at least twice.

    Returns
    -------
    array (m, m)
        Positive definite, so that equal sheets do not pretend to be certain.

    Raises
    ------
    ValueError
        If there are fewer answers.

    Notes
    -----
    What `score_limits` adds to the squares of an element is added to the variance of its mean.

    Source
    ------
    As `analytics.intervals`.

    Examples
    --------
    >>> widened_covariance(Tally.from_ratings([[4], [4]], ("a",), 1, 4)).round(3).tolist()
    [[0.675]]
    """
    n = of_kind(tally, Tally, "tally").answered
    span = tally.high - tally.low
    share = (tally.sums / n - tally.low) / span
    filled = n + PSEUDO_ANSWERS
    centre = (n * share + PSEUDO_ANSWERS / 2) / filled
    ends = PSEUDO_ANSWERS / 2 * (centre**2 + (1 - centre) ** 2)
    extra = span**2 * (n * (share - centre) ** 2 + ends) / (n * (filled - 1))
    return mean_covariance(tally).astype(float) + np.diag(extra)


def _drawn_means(tally: Tally) -> Matrix:
    root = np.linalg.cholesky(widened_covariance(tally))
    degrees = tally.n - 1
    chi_squared = np.random.default_rng(SEED).chisquare(degrees, (DRAWS, 1))
    moved = _standard_draws(len(tally.items)) @ root.T
    drawn: Matrix = tally.sums / tally.answered + moved * np.sqrt(degrees / chi_squared)
    return drawn


@lru_cache(maxsize=16)
def _standard_draws(m: int) -> Matrix:
    return np.random.default_rng(SEED + 1).standard_normal((DRAWS, m))
