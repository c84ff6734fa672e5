"""Raking: weights by which sheets have the known margins of the people who were served."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.kind_checks import all_of_kind, mapping_of
from analytics.number_checks import finite_number
from analytics.tally_checks import whole_number
from analytics.weight_checks import checked_counts, checked_weights

DID_NOT_CONVERGE = "did_not_converge"
MOST_ROUNDS = 1000
TOLERANCE = 1e-12
SAME_TOTAL = 1e-9

Weights = NDArray[np.float64]
Categories = Mapping[str, Sequence[str]]
Margins = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, eq=False)
class Raked:
    """Weights of a sheet in each cell; None with a reason where raking came to no end.

    `largest_difference` is the largest part of the population by which any category is still
    off its margin; `rounds` how often every margin was gone through.
    """

    weights: Weights | None
    rounds: int
    largest_difference: float
    reason: str | None


def rake(
    categories: Categories,
    counts: ArrayLike,
    margins: Margins,
    *,
    tolerance: float = TOLERANCE,
    most_rounds: int = MOST_ROUNDS,
) -> Raked:
    """Give each sheet the weight by which all margins are met at once.

    Parameters
    ----------
    categories : mapping of variable to sequence of str, length cells
        The category of each cell, such as the sex of the people in it.
    counts : array of int, length cells
        Sheets in each cell, at least 1.
    margins : mapping of variable to mapping of category to number
        People of each category, above 0; every variable adds up to the same number.
    tolerance : float
        Largest part of the population by which a category may be off.
    most_rounds : int
        Rounds after which it gives up.

    Returns
    -------
    Raked
        Weights all 1 over the sampling share where the margins are the sheets' own. Without
        weights and with the reason "did_not_converge" where empty cells make the margins
        impossible to meet together.

    Raises
    ------
    ValueError
        If a category of a margin has no sheet (merge it with a neighbour), sheets have a
        category or variable without a margin, margins do not add up to the same number, or a
        number is negative or not finite, the tolerance included; or there is no round.

    Notes
    -----
    Iterative proportional fitting: for one variable after another, the weights of a category
    are multiplied by its margin over its present weighted count.

    Source
    ------
    Deming, W. E. and Stephan, F. F. (1940), Annals of Mathematical Statistics 11(4), 427-444;
    checked against R survey::rake.

    Examples
    --------
    >>> sexes = {"sex": ("L", "P")}
    >>> rake(sexes, [30, 10], {"sex": {"L": 50, "P": 50}}).weights.tolist()
    [1.6666666666666665, 5.0]
    """
    if finite_number(tolerance, "tolerance") < 0 or whole_number(most_rounds, "most_rounds") < 1:
        raise ValueError(f"{tolerance} and {most_rounds} rounds; expected at least 0 and 1 round")
    sheets = checked_counts(counts)
    people = _population(margins)
    masks = _masks(categories, sheets, margins)
    weights = np.full(len(sheets), people / sheets.sum())
    for round_number in range(1, most_rounds + 1):
        for inside, target in masks:
            weights[inside] *= target / (weights * sheets)[inside].sum()
        off = _largest_difference(weights * sheets, masks, people)
        if off <= tolerance:
            return Raked(weights, round_number, off, None)
    return Raked(None, most_rounds, off, DID_NOT_CONVERGE)


def largest_difference(
    weights: ArrayLike, categories: Categories, counts: ArrayLike, margins: Margins
) -> float:
    """Give the largest part of the population by which any category is off its margin.

    Parameters
    ----------
    weights : array of float, length cells
        Of a sheet in each cell.
    categories, counts, margins
        As for `rake`.

    Returns
    -------
    float
        0 where every margin is met; after trimming it is not.

    Raises
    ------
    ValueError
        As `rake`, or if weights are not finite and above 0.

    Source
    ------
    Definition; the criterion of `rake`.

    Examples
    --------
    >>> sexes, margins = {"sex": ("L", "P")}, {"sex": {"L": 50, "P": 50}}
    >>> largest_difference([2.5, 2.5], sexes, [30, 10], margins)
    0.25
    """
    sheets = checked_counts(counts)
    given = checked_weights(weights, sheets)
    people = _population(margins)
    return _largest_difference(given * sheets, _masks(categories, sheets, margins), people)


def _population(margins: Margins) -> float:
    _check_margins(margins)
    numbers = [number for margin in margins.values() for number in margin.values()]
    if not numbers or not all(_is_people(number) for number in numbers):
        raise ValueError(f"margins are {margins!r}; expected finite numbers above 0")
    totals = {variable: math.fsum(margin.values()) for variable, margin in margins.items()}
    people = max(totals.values())
    if people - min(totals.values()) > SAME_TOTAL * people:
        shown = ", ".join(f"{variable} {total:g}" for variable, total in totals.items())
        raise ValueError(f"margins add up to different numbers ({shown}); expected the same people")
    return people


def _check_margins(margins: Margins) -> None:
    for variable, margin in mapping_of(margins, object, "the margin of").items():
        mapping_of(margin, object, f"the people of {variable}")


def _is_people(number: float) -> bool:
    return finite_number(number, "a margin", expected="finite numbers above 0") > 0


def _masks(
    categories: Categories, sheets: NDArray[np.int64], margins: Margins
) -> list[tuple[NDArray[np.bool_], float]]:
    """Which cells lie in each category, and its margin."""
    if set(mapping_of(categories, object, "categories of")) != set(margins):
        raise ValueError(
            f"sheets have {_shown(categories)}; expected a margin of each, not {_shown(margins)}"
        )
    masks = []
    for variable, margin in margins.items():
        held = np.array(all_of_kind(categories[variable], object, "a category"), dtype=object)
        if held.shape != sheets.shape:
            raise ValueError(f"{variable} has {len(held)} categories; expected {len(sheets)} cells")
        unknown = set(_texts(held.tolist(), variable)) - set(margin)
        if unknown:
            raise ValueError(
                f"{variable} has sheets of {_shown(unknown)}; expected {_shown(margin)}"
            )
        for category, target in margin.items():
            inside = held == category
            if not sheets[inside].sum():
                raise ValueError(
                    f"{variable} {category!r} has no sheet; expected at least one for each "
                    "category of a margin (merge it with a neighbour)"
                )
            masks.append((inside, float(target)))
    return masks


def _texts(categories: list[object], variable: str) -> list[str]:
    return all_of_kind(categories, str, f"a category of {variable}")


def _shown(names: Iterable[object]) -> list[str]:
    return sorted(map(str, names))


def _largest_difference(
    weighted: Weights, masks: list[tuple[NDArray[np.bool_], float]], people: float
) -> float:
    return max(abs(float(weighted[inside].sum()) - target) for inside, target in masks) / people
