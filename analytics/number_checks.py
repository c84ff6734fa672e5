"""What a number must be before anything is computed with it, each fault said in words."""

from __future__ import annotations

import math
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

SHOWN = 80
# The kinds of arrays that may hold numbers: of bools, whole, real, or of objects that are numbers.
NUMBERS = "biufO"
# Beyond this, squares and their sums would leave the range of floats.
LARGEST = 1e100
# What is divided by must be further from 0 than this, for the same reason.
SMALLEST = 1 / LARGEST


def finite_number(value: object, name: str, *, expected: str = "a finite number") -> float:
    """Give a finite number as a float.

    Parameters
    ----------
    value : int, float, Fraction, Decimal or numpy number
    name, expected : str
        What the message calls it, and what it should have been.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If it is a bool, a text, nothing, NaN, infinite, or beyond 1e100 either way.

    Source
    ------
    Definition of a finite number.

    Examples
    --------
    >>> finite_number(3, "difference")
    3.0
    """
    number = math.nan
    if not isinstance(value, bool) and isinstance(value, Real | Decimal):
        number = _as_float(value)
    if not abs(number) <= LARGEST:
        raise ValueError(f"{name} is {value!r:.{SHOWN}}; expected {expected}")
    return number


def finite_numbers(
    values: ArrayLike, name: str, *, expected: str = "finite numbers only"
) -> NDArray[np.float64]:
    """Give an array of finite numbers as floats, of any shape.

    Parameters
    ----------
    values : array of numbers
    name, expected : str
        What the message calls them, and what they should have been.

    Returns
    -------
    array of float64, same shape

    Raises
    ------
    ValueError
        If rows are uneven, or something in it is a text, nothing, NaN, infinite, or beyond 1e100.

    Source
    ------
    Definition of a finite number.

    Examples
    --------
    >>> finite_numbers([1, 2.5], "values").tolist()
    [1.0, 2.5]
    """
    try:
        given = np.asarray(values)
        numbers = given.astype(float) if given.dtype.kind in NUMBERS else None
    except (TypeError, ValueError, ArithmeticError):
        numbers = None
    if numbers is None or not (np.abs(numbers) <= LARGEST).all():
        raise ValueError(f"{name}: {values!r:.{SHOWN}}; expected {expected}")
    return numbers


def array_of(values: ArrayLike, name: str) -> NDArray[Any]:
    """Give values as an array, whatever they are.

    Parameters
    ----------
    values : array-like
    name : str
        What the message calls them.

    Returns
    -------
    array

    Raises
    ------
    ValueError
        If rows are uneven.

    Source
    ------
    Definition of an array.

    Examples
    --------
    >>> array_of([[4, 3]], "ratings").shape
    (1, 2)
    """
    try:
        return np.asarray(values)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name}: {values!r:.{SHOWN}}; expected rows of one length") from error


def _as_float(value: Real | Decimal) -> float:
    try:
        return float(value)
    except (OverflowError, ValueError):
        return math.nan
