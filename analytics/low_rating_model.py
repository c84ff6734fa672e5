"""Counts of low ratings by levels of factors, and the additive logistic model of them."""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.kind_checks import all_of_kind, mapping_of, of_kind
from analytics.number_checks import array_of

PENALTY = 0.1
# The library's own, 1e-4, leaves shares wrong in the fourth decimal.
TOLERANCE = 1e-10

Matrix = NDArray[np.float64]
Codes = NDArray[np.intp]


class LowRatingTable(NamedTuple):
    """Rows of counts: answers, how many were low, and the level of each factor as a code."""

    names: tuple[str, ...]
    levels: tuple[tuple[str, ...], ...]
    codes: Codes
    n: Matrix
    low: Matrix


class AdditiveModel(NamedTuple):
    """A fitted logistic model: an intercept and one effect for each level of each factor."""

    intercept: float
    effects: tuple[Matrix, ...]

    @classmethod
    def fitted(cls, table: LowRatingTable, used: NDArray[np.bool_]) -> AdditiveModel:
        """Fit the used rows; without both outcomes among them, their share alone.

        Parameters
        ----------
        table : LowRatingTable
        used : array (rows,) of bool

        Returns
        -------
        AdditiveModel

        Raises
        ------
        ValueError
            If no row is used.

        Notes
        -----
        Logistic regression on one column a level, L2 with C = PENALTY, counts as weights.

        Source
        ------
        Hastie, Tibshirani and Friedman (2009), 4.4; scikit-learn's LogisticRegression.

        Examples
        --------
        >>> table = read_table({"slot": ["a", "b"]}, [50, 50], [0, 25])
        >>> model = AdditiveModel.fitted(table, np.array([True, True]))
        >>> model.shares(table.codes).round(2).tolist()
        [0.13, 0.37]
        """
        from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415 - as below
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - 1.3 s, 110 MB

        chosen = array_of(used, "used")
        of_kind(table, LowRatingTable, "table")
        if chosen.shape != table.n.shape or chosen.dtype != bool:
            raise ValueError(f"used is {used!r:.80}; expected a truth for each of the rows")
        low, other = table.low[chosen], table.n[chosen] - table.low[chosen]
        if not (low.any() and other.any()):
            odds = math.log((low.sum() + 0.5) / (other.sum() + 0.5))
            return cls(odds, tuple(np.zeros(len(held)) for held in table.levels))
        codes, group = np.unique(table.codes[chosen], axis=0, return_inverse=True)
        columns = _columns(table, codes)
        weights = [np.bincount(group, weights=counts) for counts in (low, other)]
        model = LogisticRegression(C=PENALTY, solver="newton-cholesky", tol=TOLERANCE)
        with warnings.catch_warnings():
            # Where nothing differs, Newton's first step finds no way down and lbfgs takes over.
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(
                np.vstack((columns, columns)),
                np.repeat([1, 0], len(columns)),
                np.concatenate(weights),
            )
        cuts = np.cumsum([len(held) for held in table.levels])[:-1]
        return cls(float(model.intercept_[0]), tuple(np.split(model.coef_[0], cuts)))

    def shares(self, codes: Codes) -> Matrix:
        """Give the share of low ratings that each row of levels should have.

        Parameters
        ----------
        codes : integer array (rows, factors)

        Returns
        -------
        array (rows,)
            Between 0 and 1.

        Raises
        ------
        ValueError
            If a code is not of the fitted table.

        Source
        ------
        Inverse of the logit.

        Examples
        --------
        >>> model = AdditiveModel(0.0, (np.array([0.0, 2.0]),))
        >>> model.shares(np.array([[0], [1]])).round(2).tolist()
        [0.5, 0.88]
        """
        given = array_of(codes, "codes")
        numbers = [len(effect) for effect in self.effects]
        if given.ndim != 2 or given.shape[1] != len(numbers) or given.dtype.kind not in "iu":
            raise ValueError(f"codes are {codes!r:.80}; expected a whole number for each factor")
        if given.size and not ((given >= 0) & (given < numbers)).all():
            raise ValueError(f"codes are {codes!r:.80}; expected those of the fitted table")
        odds = self.intercept + sum(
            effect[given[:, place]] for place, effect in enumerate(self.effects)
        )
        shares: Matrix = 1 / (1 + np.exp(-odds))
        return shares


def _columns(table: LowRatingTable, codes: Codes) -> Matrix:
    """One column a level, 1 where the row has it."""
    return np.hstack(
        [np.eye(len(held))[codes[:, place]] for place, held in enumerate(table.levels)]
    )


def read_table(
    factors: Mapping[str, Sequence[str]], n: ArrayLike, low: ArrayLike
) -> LowRatingTable:
    """Give counts and levels as arrays, without empty rows and without factors of one level.

    Parameters
    ----------
    factors, n, low
        As `analytics.drivers.low_rating_drivers`.

    Returns
    -------
    LowRatingTable

    Raises
    ------
    ValueError
        If lengths differ, there is no factor, a count is negative or not whole, or low exceeds n.

    Source
    ------
    Re-ordering; nothing is computed.

    Examples
    --------
    >>> read_table({"slot": ["b", "a"], "channel": ["c", "c"]}, [3, 4], [0, 1]).levels
    (('a', 'b'),)
    """
    answers, lows = _counts(n, "n"), _counts(low, "low")
    factors = {
        of_kind(name, str, "a factor"): all_of_kind(held, str, f"a level of {name}")
        for name, held in mapping_of(factors, object, "levels of").items()
    }
    lengths = {"n": len(answers), "low": len(lows)} | {k: len(v) for k, v in factors.items()}
    if len(set(lengths.values())) > 1 or not factors:
        raise ValueError(f"rows of {lengths}; expected at least one factor, all of one length")
    if (lows > answers).any():
        place = int(np.argmax(lows > answers))
        raise ValueError(
            f"row {place + 1}: {lows[place]} low of {answers[place]} answers; expected no more"
        )
    seen = answers > 0
    apart = [
        np.unique(np.array(held, dtype=str)[seen], return_inverse=True) for held in factors.values()
    ]
    kept = [(name, *pair) for name, pair in zip(factors, apart, strict=True) if len(pair[0]) > 1]
    codes = np.column_stack([codes for _, _, codes in kept]) if kept else np.zeros((0, 0), np.intp)
    return LowRatingTable(
        names=tuple(name for name, _, _ in kept),
        levels=tuple(tuple(levels.tolist()) for _, levels, _ in kept),
        codes=codes,
        n=answers[seen].astype(float),
        low=lows[seen].astype(float),
    )


def _counts(values: ArrayLike, name: str) -> NDArray[np.int64]:
    array = array_of(values, name)
    if array.size == 0:
        return np.zeros(0, dtype=np.int64)
    if array.ndim != 1 or array.dtype.kind not in "iu" or array.min() < 0:
        raise ValueError(
            f"{name} must be whole numbers of at least 0, expected one a row; found {values!r:.80}"
        )
    return array.astype(np.int64)
