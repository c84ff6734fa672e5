"""Days that resemble no other: an isolation forest on what is odd about each of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.number_checks import finite_numbers

FEWEST_DAYS = 50
TREES = 200
DAYS_OF_A_TREE = 256
SEED = 14_2017
CUT = 0.65


def isolation_scores(features: ArrayLike) -> NDArray[np.float64] | None:
    """Say of each day how easily it is told from all others.

    Parameters
    ----------
    features : float array (days, f)
        Finite numbers that are comparable between days, such as normal scores.

    Returns
    -------
    array of float64, or None
        About 0.5 for a day like most, towards 1 for one that few cuts set apart; the same for
        the same features whatever their order in time. None below 50 days, where a forest tells
        too little, and where all days are equal.

    Raises
    ------
    ValueError
        If the array has not two dimensions, or holds a number that is not finite.

    Source
    ------
    Liu, Ting and Zhou (2008), Isolation Forest, ICDM, 413-422, equation 2; scikit-learn's
    IsolationForest with 200 trees of 256 days and a fixed seed.

    Examples
    --------
    >>> usual = np.random.default_rng(1).normal(size=(200, 2))
    >>> scores = isolation_scores(np.vstack([usual, [[30.0, -30.0]]]))
    >>> int(scores.argmax()), bool(scores.max() > CUT)
    (200, True)
    >>> isolation_scores([[0.0, 1.0]]) is None
    True
    """
    array = finite_numbers(features, "features")
    if array.ndim != 2:
        raise ValueError(f"features have {array.ndim} dimensions; expected days x features")
    if len(array) < FEWEST_DAYS or (array == array[0]).all():
        return None
    from sklearn.ensemble import IsolationForest  # noqa: PLC0415 - 1.3 s at import

    sample = min(DAYS_OF_A_TREE, len(array))
    forest = IsolationForest(n_estimators=TREES, max_samples=sample, random_state=SEED)
    scores: NDArray[np.float64] = -forest.fit(array).score_samples(array)
    return scores
