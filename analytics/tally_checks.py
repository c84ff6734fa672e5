"""What the integers of a tally must satisfy, each fault said in words."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.number_checks import array_of

if TYPE_CHECKING:
    from analytics.inputs import Tally

HIGHEST_POINT = 100
# Floats tell whole numbers apart so far, and arrays hold their squares' sums a good way beyond.
LARGEST_WHOLE = 2**53


def check_items(items: tuple[str, ...]) -> None:
    """Refuse items that are not distinct, non-empty keys.

    Parameters
    ----------
    items : tuple of str

    Raises
    ------
    ValueError
        If there is none, one is not a text with something in it, or one stands twice.

    Source
    ------
    Definition of `analytics.inputs.Tally`.

    Examples
    --------
    >>> check_items(("waktu", "biaya"))
    """
    if not isinstance(items, tuple) or not items:
        raise ValueError(f"items are {items!r}; expected a tuple of at least one key")
    for key in items:
        if not isinstance(key, str) or not key:
            raise ValueError(f"item key {key!r}; expected a text that is not empty")
    if len(set(items)) < len(items):
        raise ValueError(f"an item stands twice in {items}; expected distinct keys")


def check_scale(low: int, high: int) -> None:
    """Refuse a scale that is not two whole numbers with 1 <= low < high <= 100.

    Parameters
    ----------
    low, high : int
        0 is not a point of the scale because it marks a gap.

    Raises
    ------
    ValueError
        If the scale is anything else.

    Source
    ------
    Definition of `analytics.inputs.Tally`.

    Examples
    --------
    >>> check_scale(1, 4)
    """
    low, high = whole_number(low, "low"), whole_number(high, "high")
    if not 1 <= low < high <= HIGHEST_POINT:
        raise ValueError(
            f"scale is {low} to {high}; expected 1 <= low < high <= {HIGHEST_POINT} "
            "(0 marks an element that was not answered)"
        )


def whole_number(value: object, name: str) -> int:
    """Give a whole number of at least 0 as a plain int.

    Parameters
    ----------
    value : int or numpy integer
    name : str
        What the message calls it.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If it is a bool, a float, a text, negative, or above 2**53.

    Source
    ------
    Definition of `analytics.inputs.Tally`.

    Examples
    --------
    >>> whole_number(np.int64(3), "n")
    3
    """
    try:
        number = operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        number = -1
    if number < 0 or isinstance(value, bool | np.bool_):
        raise ValueError(f"{name} is {value!r:.80}; expected a whole number of at least 0")
    if number > LARGEST_WHOLE:
        raise ValueError(f"{name} is above {LARGEST_WHOLE}; expected a number that can be counted")
    return number


def least_answers(value: object, name: str) -> int:
    """Give the least number of answers that may be seen as a plain int.

    Parameters
    ----------
    value : int or numpy integer
    name : str
        What the message calls it.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If it is no whole number, or below 2: of one answer alone there is nothing to hide in.

    Source
    ------
    Definition.

    Examples
    --------
    >>> least_answers(5, "k")
    5
    """
    number = whole_number(value, name)
    if number < 2:
        raise ValueError(f"{name} is {number}; expected at least 2")
    return number


def frozen_counts(values: ArrayLike, name: str) -> NDArray[np.int64]:
    """Give a read-only int64 copy of a matrix of counts.

    Parameters
    ----------
    values : integer array, two-dimensional
    name : str
        What the message calls it.

    Returns
    -------
    array of int64, not writeable

    Raises
    ------
    ValueError
        If it is not a matrix of whole numbers of at least 0.

    Source
    ------
    Definition of `analytics.inputs.Tally`.

    Examples
    --------
    >>> frozen_counts([[1, 2]], "counts").flags.writeable
    False
    """
    array = array_of(values, name)
    if array.ndim != 2 or array.dtype.kind not in "iu":
        raise ValueError(
            f"{name} has {array.ndim} dimensions of {array.dtype}; "
            "expected a matrix of whole numbers"
        )
    frozen = array.astype(np.int64)
    if frozen.size and frozen.min() < 0:
        raise ValueError(f"{name} holds {frozen.min()}; expected counts of at least 0")
    frozen.flags.writeable = False
    return frozen


def check_possible(tally: Tally) -> None:
    """Refuse integers that no set of sheets can have.

    Parameters
    ----------
    tally : Tally
        Its scale, items and types are already sound.

    Raises
    ------
    ValueError
        If shapes do not fit, a matrix contradicts the counts, or sheets are too few or many.

    Notes
    -----
    These are necessary conditions; they catch a damaged or misread vector and a subtraction
    of what was never inside, not every conceivable forgery.

    Source
    ------
    Definition of `analytics.inputs.Tally`.

    Examples
    --------
    >>> from analytics.inputs import Tally
    >>> check_possible(Tally.empty(("waktu",), 1, 4))
    """
    if not isinstance(getattr(tally, "items", None), tuple):
        raise ValueError(f"tally is {tally!r:.80}; expected a Tally")
    _check_shapes(tally)
    _check_diagonals(tally)
    _check_pairs(tally)
    _check_sheets(tally)


def _check_shapes(tally: Tally) -> None:
    m = len(tally.items)
    expected = {"counts": (m, tally.high - tally.low + 1)}
    expected |= dict.fromkeys(("pair_n", "pair_sum", "pair_product"), (m, m))
    for name, shape in expected.items():
        found = getattr(tally, name).shape
        if found != shape:
            raise ValueError(f"{name} has shape {found}; expected {shape} for {m} items")


def _check_diagonals(tally: Tally) -> None:
    points = np.arange(tally.low, tally.high + 1)
    for name, power in (("pair_n", 0), ("pair_sum", 1), ("pair_product", 2)):
        if not np.array_equal(getattr(tally, name).diagonal(), tally.counts @ points**power):
            raise ValueError(f"the diagonal of {name} contradicts counts; expected them to agree")


def _check_pairs(tally: Tally) -> None:
    together, sums, products = tally.pair_n, tally.pair_sum, tally.pair_product
    answered = together.diagonal()
    fewest, most = (answered[:, None] + answered - tally.n, np.minimum(answered[:, None], answered))
    low, high = tally.low, tally.high
    conditions = {
        "pair_n and pair_product must be symmetric": np.array_equal(together, together.T)
        and np.array_equal(products, products.T),
        "pair_n must fit the sheets and the answers of both elements": (
            (fewest <= together) & (together <= most)
        ).all(),
        "pair_sum must lie within the scale": (
            (low * together <= sums) & (sums <= high * together)
        ).all(),
        "pair_product must lie within the scale": (
            (low * sums <= products) & (products <= high * sums)
        ).all(),
    }
    _raise_first_broken(conditions)


def _check_sheets(tally: Tally) -> None:
    answered = tally.pair_n.diagonal()
    conditions = {
        f"n = {tally.n} must lie between the answers of one element and of all": answered.max()
        <= tally.n
        <= answered.sum(),
        f"n_complete = {tally.n_complete} must not exceed the sheets of any pair": tally.n_complete
        <= tally.pair_n.min(),
        f"n_complete = {tally.n_complete} must cover what gaps leave over": tally.n_complete
        >= answered.sum() - (len(answered) - 1) * tally.n,
        f"n_straightlined = {tally.n_straightlined} must not exceed n_complete nor the sheets "
        "that can have the same rating throughout": tally.n_straightlined
        <= min(tally.n_complete, tally.counts.min(axis=0).sum()),
    }
    _raise_first_broken(conditions)


def _raise_first_broken(conditions: dict[str, object]) -> None:
    for condition, holds in conditions.items():
        if not holds:
            raise ValueError(f"these counts cannot come from any sheets: expected that {condition}")
