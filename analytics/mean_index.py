"""NI and its variance: the two exact numbers that index and interval are made from."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from analytics.inputs import Rule, Tally
from analytics.rule_checks import check_fits


def ni(tally: Tally, rule: Rule) -> Fraction:
    """Give NI, the weighted mean of the element means, exactly.

    Parameters
    ----------
    tally : Tally
        Every element answered at least once.
    rule : Rule
        With the tally's items and scale.

    Returns
    -------
    Fraction
        Between low and high.

    Raises
    ------
    ValueError
        If tally and rule do not fit, or an element was not answered by anybody.

    Notes
    -----
    NI = sum over i of w_i S_i / n_i, with sum S_i and number n_i of the answers.

    Source
    ------
    PermenPANRB 14/2017, Lampiran: NRR and NRR tertimbang.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from analytics.inputs import Band
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> ni(Tally.from_ratings([[4], [3]], ("waktu",), 1, 4), rule)
    Fraction(7, 2)
    """
    check_fits(tally, rule)
    _check_answered(tally, 1)
    return sum(
        (
            rule.weights[key] * Fraction(total, n)
            for key, total, n in zip(
                tally.items, tally.sums.tolist(), tally.answered.tolist(), strict=True
            )
        ),
        Fraction(0),
    )


def ni_variance(tally: Tally, rule: Rule) -> Fraction:
    """Give the estimated variance of NI, exactly as from the raw sheets with their gaps.

    Parameters
    ----------
    tally : Tally
        Every element answered at least twice.
    rule : Rule
        With the tally's items and scale.

    Returns
    -------
    Fraction
        On the rating scale; its root times the factor is the index's standard error.
        0 when all sheets are equal.

    Raises
    ------
    ValueError
        If tally and rule do not fit, or an element has fewer than 2 answers.

    Notes
    -----
    NI is a sum of ratios S_i / n_i. Linearised, sheet k contributes
    z_k = sum over the elements it answered of w_i (x_ki - mean_i) / n_i, and the variance is
    n / (n - 1) * sum z_k^2. Its square opens into pairs, so the tally's pair_n, pair_sum and
    pair_product give the same number: sum over i, j of w_i w_j C_ij / (n_i n_j) with
    C_ij = P_ij - mean_i S_ji - mean_j S_ij + mean_i mean_j N_ij. Without gaps it is the
    variance of the sheets' scores over n.

    Source
    ------
    Linearisation of a ratio: Saerndal, C.-E., Swensson, B. and Wretman, J. (1992), Model
    Assisted Survey Sampling, 5.5-5.6; Wolter, K. M. (2007), Introduction to Variance
    Estimation, 2nd ed., 6.2.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from analytics.inputs import Band
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> ni_variance(Tally.from_ratings([[4], [3]], ("waktu",), 1, 4), rule)
    Fraction(1, 4)
    """
    check_fits(tally, rule)
    _check_answered(tally, 2)
    answered, sums = _exact(tally.answered), _exact(tally.sums)
    sums_of_pairs = np.outer(answered, sums) * _exact(tally.pair_sum)
    # C_ij times n_i n_j: whole numbers of any size, so nothing cancels into noise. The two
    # mixed terms of a pair are each other's mirror, so over all pairs one is taken twice.
    crossed = (
        np.outer(answered, answered) * _exact(tally.pair_product)
        - 2 * sums_of_pairs
        + np.outer(sums, sums) * _exact(tally.pair_n)
    )
    shares = [rule.weights[key] / n**2 for key, n in zip(tally.items, answered, strict=True)]
    common = math.lcm(*(share.denominator for share in shares))
    factors = np.array([int(share * common) for share in shares], dtype=object)
    squares = Fraction(int(factors @ crossed @ factors), common**2)
    return Fraction(tally.n, tally.n - 1) * squares


def _check_answered(tally: Tally, fewest: int) -> None:
    for key, n in zip(tally.items, tally.answered.tolist(), strict=True):
        if n < fewest:
            raise ValueError(f"{key} has {n} answers; expected at least {fewest}")


def _exact(counts: NDArray[np.int64]) -> NDArray[np.object_]:
    return counts.astype(object)
