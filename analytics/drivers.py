"""What low ratings go along with: service, slot, counter and channel, if they tell anything at all.

A model that only repeats the noise of few answers must not be shown, so it is judged on answers
it has not seen, against the plain overall share.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit, xlogy

from analytics.level_shares import overdispersion, share_interval
from analytics.low_rating_model import AdditiveModel, LowRatingTable, Matrix, read_table
from analytics.results import Interval
from analytics.score_limits import check_level

METHOD = "t over held-out rows"
FOLDS = 5
REPEATS = 4
SEED = 20_140_017
FEWEST_LOW = 20
ROUNDING = 1e-9
FEWEST_ROWS = 4 * FOLDS


@dataclass(frozen=True)
class LevelShare:
    """The share of low ratings a level would have if all else were as it is on the whole."""

    level: str
    n: int
    low_share_0_1: float
    interval: Interval


@dataclass(frozen=True)
class Driver:
    """One factor: how much log loss an answer gains when the factor is made unknown."""

    factor: str
    importance: float
    interval: Interval
    levels: tuple[LevelShare, ...]


class Spread(NamedTuple):
    """How many times the variance of independent answers rows have, with degrees of freedom."""

    dispersion: float
    degrees: float


@dataclass(frozen=True)
class DriversResult:
    """Drivers, the greatest first, or the reason why none may be shown.

    `loss_baseline` and `gain` are per answer, held out; both are None where nothing was fitted.
    `spread` is None without drivers.
    """

    n: int
    n_low: int
    loss_baseline: float | None
    gain: float | None
    gain_error: float | None
    drivers: tuple[Driver, ...]
    reason: str | None
    spread: Spread | None = None


class _Judged(NamedTuple):
    """Of each row, held out: its loss under the baseline, what the model gains, what factors do."""

    baseline: Matrix
    gain: Matrix
    dependence: Matrix


def low_rating_drivers(
    factors: Mapping[str, Sequence[str]], n: ArrayLike, low: ArrayLike, *, level: float = 0.95
) -> DriversResult:
    """Give the factors that tell low ratings beforehand, where the model beats the plain share.

    Parameters
    ----------
    factors : mapping of name to sequence of str, length rows
        The level of each row, such as ``{"slot": ["morning", ...]}``.
    n, low : integer array (rows,)
        Answers of the row and how many of them were low; 0 <= low <= n. Rows are what is held
        out together and taken to be independent: single sheets, or strata of them.
    level : float
        Between 0 and 1.

    Returns
    -------
    DriversResult
        Without drivers `reason` is ``too_few_low`` (fewer than FEWEST_LOW low or other answers),
        ``too_few_rows`` (fewer than FEWEST_ROWS rows), ``nothing_varies`` (each factor has one
        level) or ``not_proven`` (the gain is not above its standard error).

    Raises
    ------
    ValueError
        If lengths differ, there is no factor, a count is negative or not whole, low exceeds n, or
        the level is not between 0 and 1.

    Notes
    -----
    Logistic regression on one column a level (`low_rating_model`: effects add up, no interactions),
    counts as weights. REPEATS times, rows are dealt into FOLDS folds by a fixed seed and judged by
    the model of the other folds: log loss against the share of those folds. The error of the mean
    gain is that of a ratio over rows. A factor's importance is the loss it causes when its level is
    replaced by each level in turn, weighed by how often it occurs: the mean over all permutations
    at once. Levels are compared with all other factors as they are on the whole; the interval of
    a level's share allows for answers of one row being alike (`level_shares`), so for sheets and
    days that lie within rows, and takes the model's form for granted.

    Source
    ------
    Permutation importance: Fisher, A., Rudin, C. and Dominici, F. (2019), JMLR 20(177), 1-81
    (model reliance, all switches). Cross-validation with its standard error: Hastie, T.,
    Tibshirani, R. and Friedman, J. (2009), The Elements of Statistical Learning, 2nd ed., 7.10.

    Examples
    --------
    >>> slots = ["morning", "afternoon"] * 20
    >>> result = low_rating_drivers({"slot": slots}, [10] * 40, [1, 5] * 20)
    >>> result.drivers[0].factor, [round(one.low_share_0_1, 2) for one in result.drivers[0].levels]
    ('slot', [0.46, 0.14])
    """
    level = check_level(level)
    table = read_table(factors, n, low)
    reason = _why_too_little(table)
    if reason:
        return _without_model(table, reason)
    judged = _judge(table)
    gain, error = _mean_and_error(judged.gain, table.n)
    is_proven = gain > error + ROUNDING
    spread = _spread(table) if is_proven else None
    return DriversResult(
        n=int(table.n.sum()),
        n_low=int(table.low.sum()),
        loss_baseline=_mean_and_error(judged.baseline, table.n)[0],
        gain=gain,
        gain_error=error,
        drivers=_drivers(table, judged, spread, level) if spread else (),
        reason=None if is_proven else "not_proven",
        spread=spread,
    )


def _why_too_little(table: LowRatingTable) -> str | None:
    if min(table.low.sum(), (table.n - table.low).sum()) < FEWEST_LOW:
        return "too_few_low"
    if len(table.n) < FEWEST_ROWS:
        return "too_few_rows"
    return None if table.names else "nothing_varies"


def _without_model(table: LowRatingTable, reason: str) -> DriversResult:
    totals = int(table.n.sum()), int(table.low.sum())
    return DriversResult(*totals, None, None, None, (), reason)


def _judge(table: LowRatingTable) -> _Judged:
    """Each row judged once a repeat by a model that has not seen it; means over the repeats."""
    rows = len(table.n)
    total = _Judged(np.zeros(rows), np.zeros(rows), np.zeros((rows, len(table.names))))
    generator = np.random.default_rng(SEED)
    for _ in range(REPEATS):
        folds = generator.permutation(rows) % FOLDS
        for fold in range(FOLDS):
            held = folds == fold
            for sums, values in zip(total, _judge_fold(table, held), strict=True):
                sums[held] += values / REPEATS
    return total


def _judge_fold(table: LowRatingTable, held: NDArray[np.bool_]) -> _Judged:
    model = AdditiveModel.fitted(table, ~held)
    n, low, codes = table.n[held], table.low[held], table.codes[held]
    baseline = _loss(np.full(len(n), _plain_share(table, ~held)), n, low)
    loss = _loss(model.shares(codes), n, low)
    switched = [
        _switched_loss(model, table, held, place) - loss for place in range(len(table.names))
    ]
    return _Judged(baseline, baseline - loss, np.column_stack(switched))


def _plain_share(table: LowRatingTable, used: NDArray[np.bool_]) -> float:
    low, n = table.low[used].sum(), table.n[used].sum()
    # A share of exactly 0 or 1 would make one answer to the contrary an endless loss.
    return float(low / n if 0 < low < n else (low + 0.5) / (n + 1))


def _switched_loss(
    model: AdditiveModel, table: LowRatingTable, held: NDArray[np.bool_], place: int
) -> Matrix:
    """The mean loss over all levels that the factor might have had, as often as they occur."""
    n, low, codes = table.n[held], table.low[held], table.codes[held].copy()
    weights = np.bincount(table.codes[:, place], weights=table.n)
    total = np.zeros(len(n))
    for code, weight in enumerate(weights / weights.sum()):
        codes[:, place] = code
        total += weight * _loss(model.shares(codes), n, low)
    return total


def _loss(share: Matrix, n: Matrix, low: Matrix) -> Matrix:
    loss: Matrix = -xlogy(low, share) - xlogy(n - low, 1 - share)
    return loss


def _mean_and_error(values: Matrix, n: Matrix) -> tuple[float, float]:
    """The mean per answer of what rows add up to, and its error as a ratio of sums over rows."""
    rows, total = len(n), n.sum()
    mean = values.sum() / total
    spread = ((values - mean * n) ** 2).sum()
    return float(mean), float(math.sqrt(rows / (rows - 1) * spread) / total)


def _spread(table: LowRatingTable) -> Spread:
    model = AdditiveModel.fitted(table, np.ones(len(table.n), dtype=bool))
    held = table.n > 0
    rows = int(held.sum())
    # Effects of a penalised model are fewer than its columns; at least one degree is left.
    fitted = min(1 + sum(len(levels) - 1 for levels in table.levels), rows - 1)
    expected = model.shares(table.codes[held])
    dispersion = overdispersion(table.n[held], table.low[held], expected, fitted)
    return Spread(dispersion, float(rows - fitted))


def _drivers(
    table: LowRatingTable, judged: _Judged, spread: Spread, level: float
) -> tuple[Driver, ...]:
    model = AdditiveModel.fitted(table, np.ones(len(table.n), dtype=bool))
    quantile = float(stdtrit(len(table.n) - 1, (1 + level) / 2))
    drivers = []
    for place, name in enumerate(table.names):
        mean, error = _mean_and_error(judged.dependence[:, place], table.n)
        within = Interval(mean - quantile * error, mean + quantile * error, level, METHOD)
        levels = _levels(table, model, place, spread, level)
        drivers.append(Driver(name, mean, within, levels))
    return tuple(sorted(drivers, key=lambda driver: -driver.importance))


def _levels(
    table: LowRatingTable, model: AdditiveModel, place: int, spread: Spread, level: float
) -> tuple[LevelShare, ...]:
    """The levels of a factor, the highest share of low ratings first."""
    codes = table.codes.copy()
    answers = np.bincount(table.codes[:, place], weights=table.n)
    levels = []
    for code, name in enumerate(table.levels[place]):
        codes[:, place] = code
        share = float(model.shares(codes) @ table.n / table.n.sum())
        within = share_interval(share, max(answers[code], 1), *spread, level=level)
        levels.append(LevelShare(name, int(answers[code]), share, within))
    return tuple(sorted(levels, key=lambda one: (-one.low_share_0_1, one.level)))
