"""What the computations take: the scoring rule, and the tally, a summary of sheets that adds up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics import counting, tally_checks, tally_vectors
from analytics.kind_checks import all_of_kind
from analytics.scoring_rule import Band, Rule
from analytics.tally_vectors import TallyNumbers, vector_length

__all__ = ["Band", "Rule", "Tally", "vector_length"]


@dataclass(frozen=True, eq=False)
class Tally:
    """Integers that say about a set of sheets all that index, interval and alpha need.

    Tallies of separate sets add up exactly, in any order, over days, counters and machines.

    Parameters
    ----------
    items : tuple of str, length m
        Element keys, in the caller's order; rows and columns below follow it.
    low, high : int
        Lowest and highest rating; s = high - low + 1 points.
    n : int
        Sheets with at least one rating.
    n_complete, n_straightlined : int
        Sheets with every rating, and those of them whose ratings are all equal.
    counts : array (m, s) of int64
        Ratings per element and point of the scale.
    pair_n, pair_sum, pair_product : array (m, m) of int64
        Over the sheets that rated both i and j: their number, the sum of i's ratings,
        and the sum of the products of both ratings.

    Raises
    ------
    ValueError
        If the integers cannot come from any set of sheets.

    Source
    ------
    Sufficient statistics of the first two moments; e.g. Chan, Golub and LeVeque (1983),
    The American Statistician 37(3), 242-247 (kept as raw integers here, so sums are exact).

    Examples
    --------
    >>> tally = Tally.from_ratings([[4, 3], [2, 0]], ("waktu", "biaya"), 1, 4)
    >>> tally.n, tally.n_complete, tally.answered.tolist(), tally.sums.tolist()
    (2, 1, [2, 1], [6, 3])
    """

    items: tuple[str, ...]
    low: int
    high: int
    n: int
    n_complete: int
    n_straightlined: int
    counts: NDArray[np.int64] = field(repr=False)
    pair_n: NDArray[np.int64] = field(repr=False)
    pair_sum: NDArray[np.int64] = field(repr=False)
    pair_product: NDArray[np.int64] = field(repr=False)

    def __post_init__(self) -> None:
        tally_checks.check_items(self.items)
        tally_checks.check_scale(self.low, self.high)
        for place, name in enumerate(TallyNumbers._fields):
            sound = tally_checks.whole_number if place < 3 else tally_checks.frozen_counts
            object.__setattr__(self, name, sound(getattr(self, name), name))
        tally_checks.check_possible(self)

    @classmethod
    def empty(cls, items: Sequence[str], low: int, high: int) -> Tally:
        """Give the tally of no sheets at all, the zero of addition.

        Parameters
        ----------
        items, low, high
            As for `Tally`.

        Returns
        -------
        Tally
            With every integer 0.

        Raises
        ------
        ValueError
            If the items are not distinct keys or the scale is impossible.

        Source
        ------
        Neutral element of the sum that `Tally` defines.

        Examples
        --------
        >>> Tally.empty(("waktu",), 1, 4).n
        0
        """
        keys = all_of_kind(items, str, "an item")
        return cls.from_ratings(np.zeros((0, len(keys)), dtype=np.uint8), keys, low, high)

    @classmethod
    def from_ratings(cls, ratings: ArrayLike, items: Sequence[str], low: int, high: int) -> Tally:
        """Count sheets into a tally.

        Parameters
        ----------
        ratings : integer array (sheets, m)
            0 where the element was not answered, else low to high. A sheet without any
            rating is not counted.
        items, low, high
            As for `Tally`; columns of `ratings` follow `items`.

        Returns
        -------
        Tally
            The same whatever the order of the sheets.

        Raises
        ------
        ValueError
            If the shape does not fit the items, or a rating is not a whole number, or lies
            outside the scale (the first such place is named).

        Source
        ------
        Definition of `Tally`; checked against a plain count in tests/analytics/reference.

        Examples
        --------
        >>> tally = Tally.from_ratings([[4, 4], [3, 0], [0, 0]], ("waktu", "biaya"), 1, 4)
        >>> tally.n, tally.n_straightlined, tally.pair_sum.tolist()
        (2, 1, [[7, 4], [4, 4]])
        """
        keys = tuple(all_of_kind(items, str, "an item"))
        tally_checks.check_items(keys)
        tally_checks.check_scale(low, high)
        array = counting.checked_ratings(ratings, keys, low, high)
        return cls(keys, low, high, *counting.count_ratings(array, low, high))

    @classmethod
    def from_vector(cls, items: Sequence[str], low: int, high: int, vector: ArrayLike) -> Tally:
        """Rebuild the tally that `to_vector` flattened, or that a sum of such vectors means.

        Parameters
        ----------
        items, low, high
            As for `Tally`, in the order the vector was made with.
        vector : integer array, length ``vector_length(m, s)``
            int32, or int64 where many vectors were added.

        Returns
        -------
        Tally
            Equal to the one flattened.

        Raises
        ------
        ValueError
            If the length or type is wrong or the integers cannot come from any sheets.

        Source
        ------
        Layout: see `analytics.tally_vectors`.

        Examples
        --------
        >>> tally = Tally.from_ratings([[4, 3]], ("waktu", "biaya"), 1, 4)
        >>> doubled = Tally.from_vector(tally.items, 1, 4, tally.to_vector() * 2)
        >>> doubled == tally + tally
        True
        """
        keys = tuple(all_of_kind(items, str, "an item"))
        tally_checks.check_items(keys)
        tally_checks.check_scale(low, high)
        return cls(keys, low, high, *tally_vectors.unpack(vector, len(keys), low, high))

    @classmethod
    def merged(cls, tallies: Iterable[Tally]) -> Tally:
        """Add up many tallies at once, such as those of the days of a year.

        Parameters
        ----------
        tallies : iterable of Tally
            At least one, all of the same questions.

        Returns
        -------
        Tally
            Equal to adding them one by one, and much sooner there.

        Raises
        ------
        ValueError
            If there is none (use `empty`), or their questions differ.

        Source
        ------
        Definition of `Tally`.

        Examples
        --------
        >>> day = Tally.from_ratings([[4, 3]], ("waktu", "biaya"), 1, 4)
        >>> Tally.merged([day, day, day]) == day + day + day
        True
        """
        held = all_of_kind(tallies, Tally, "a tally")
        if not held:
            raise ValueError("there are no tallies to merge; expected at least one")
        for other in held[1:]:
            held[0]._check_same_questions(other)
        columns = zip(*map(_numbers, held), strict=True)
        return cls(*_questions(held[0]), *(np.sum(column, axis=0) for column in columns))

    def to_vector(self) -> NDArray[np.int32]:
        """Flatten the tally, without what is redundant, into integers that add up.

        Returns
        -------
        array of int32, length ``vector_length(m, s)``
            The vector of a sum is the sum of the vectors.

        Raises
        ------
        ValueError
            If a number does not fit 32 bits (about 134 million sheets of fours).

        Source
        ------
        Layout: see `analytics.tally_vectors`.

        Examples
        --------
        >>> Tally.from_ratings([[4, 3]], ("waktu", "biaya"), 1, 4).to_vector().tolist()
        [1, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1, 4, 3, 12]
        """
        return tally_vectors.pack(_numbers(self))

    @property
    def answered(self) -> NDArray[np.int64]:
        """Sheets that rated each element, in item order."""
        return self.pair_n.diagonal()

    @property
    def sums(self) -> NDArray[np.int64]:
        """Sum of the ratings of each element, in item order."""
        return self.pair_sum.diagonal()

    def __add__(self, other: Tally) -> Tally:
        self._check_same_questions(other)
        return Tally(self.items, self.low, self.high, *_each(np.add, self, other))

    def __sub__(self, other: Tally) -> Tally:
        self._check_same_questions(other)
        return Tally(self.items, self.low, self.high, *_each(np.subtract, self, other))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tally):
            return NotImplemented
        if _questions(self) != _questions(other):
            return False
        return all(_each(np.array_equal, self, other))

    __hash__ = None  # type: ignore[assignment]

    def _check_same_questions(self, other: Tally) -> None:
        if _questions(self) != _questions(other):
            raise ValueError(
                "tallies of different questions cannot be combined: "
                f"{_questions(self)} and {_questions(other)}; expected the same items, in the "
                "same order, on the same scale"
            )


def _questions(tally: Tally) -> tuple[tuple[str, ...], int, int]:
    return tally.items, tally.low, tally.high


def _numbers(tally: Tally) -> TallyNumbers:
    return TallyNumbers._make(getattr(tally, name) for name in TallyNumbers._fields)


def _each(operation: Callable[..., Any], first: Tally, second: Tally) -> TallyNumbers:
    pairs = zip(_numbers(first), _numbers(second), strict=True)
    return TallyNumbers._make(operation(a, b) for a, b in pairs)
