"""What the computations give: frozen results, and the one place where numbers are rounded."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

# More decimals than anybody prints; each takes its time.
MOST_PLACES = 1000


@dataclass(frozen=True)
class Interval:
    """Limits that cover the true value in `level` of all samples, on the scale of its value."""

    low: float
    high: float
    level: float
    method: str


@dataclass(frozen=True)
class ElementResult:
    """One element: `mean` is its NRR, `weighted` its weighted NRR; None where nobody answered."""

    key: str
    n: int
    sum: int
    mean: Fraction | None
    weighted: Fraction | None
    interval: Interval | None
    grade: str | None
    performance: str | None


@dataclass(frozen=True)
class IndexResult:
    """The index of a set of sheets with all that must stand beside it.

    `ni`, `index`, grade and interval are None where the index is undefined, and `reason` then
    says why. The interval alone is None where an element has a single answer.
    """

    n: int
    n_complete: int
    n_straightlined: int
    elements: tuple[ElementResult, ...]
    ni: Fraction | None
    index: Fraction | None
    grade: str | None
    performance: str | None
    interval: Interval | None
    custom: str
    reason: str | None

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Keys of the elements that nobody answered."""
        return tuple(element.key for element in self.elements if element.n == 0)

    def element(self, key: str) -> ElementResult:
        """Give one element by its key.

        Parameters
        ----------
        key : str
            Key of the instrument, such as ``"waktu"``.

        Returns
        -------
        ElementResult

        Raises
        ------
        ValueError
            If there is no such element.

        Source
        ------
        Look-up; nothing is computed.

        Examples
        --------
        >>> waktu = ElementResult("waktu", 1, 4, Fraction(4), Fraction(4), None, "A", "Baik")
        >>> alone = (Fraction(4), Fraction(100), "A", "Baik", None, "exact", None)
        >>> IndexResult(1, 1, 1, (waktu,), *alone).element("waktu").sum
        4
        """
        for element in self.elements:
            if isinstance(key, str) and element.key == key:
                return element
        known = ", ".join(element.key for element in self.elements)
        raise ValueError(f"no element {key!r:.80}; expected one of {known}")


@dataclass(frozen=True)
class PrintedIndex:
    """The index that follows from means as a report prints them."""

    ni: Fraction
    index: Fraction
    grade: str
    performance: str
    custom: str


class Reconciled(NamedTuple):
    """Index and grade of the same answers under another custom."""

    value: Fraction
    grade: str


def round_half_up(value: Fraction | Decimal | int, places: int) -> Decimal:
    """Give a number rounded to decimals, halves away from zero.

    Parameters
    ----------
    value : Fraction, Decimal or int
        Exact; a float is refused because 3.835 as a float lies below 3.835.
    places : int
        Decimals to keep, at least 0.

    Returns
    -------
    Decimal
        With exactly `places` decimals.

    Raises
    ------
    ValueError
        If the value is a float, is not finite, or `places` is negative.

    Source
    ------
    Rounding of published indices: half-up, as grades are looked up on 2 decimals.

    Examples
    --------
    >>> round_half_up(Decimal("3.835"), 2), round_half_up(Fraction(-1, 2), 0)
    (Decimal('3.84'), Decimal('-1'))
    """
    if isinstance(value, bool) or not isinstance(value, Fraction | Decimal | int):
        kind = type(value).__name__
        raise ValueError(f"{value!r} is {kind}; expected Fraction, Decimal or int")
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"value is {value}; expected a finite number")
    if isinstance(places, bool) or not isinstance(places, int) or not 0 <= places <= MOST_PLACES:
        raise ValueError(
            f"places is {places!r:.80}; expected a whole number from 0 to {MOST_PLACES}"
        )
    exact = Fraction(value)
    # Integers throughout: Decimal arithmetic would first round to its context's 28 digits.
    units = (2 * abs(exact.numerator) * 10**places + exact.denominator) // (2 * exact.denominator)
    digits = tuple(int(digit) for digit in str(units))
    return Decimal((int(exact < 0 and units > 0), digits, -places))


def decimal_text(value: Fraction | Decimal | int, places: int) -> str:
    """Give a number as text with a decimal point, rounded half-up.

    Parameters
    ----------
    value : Fraction, Decimal or int
        Exact; a float is refused.
    places : int
        Decimals to print, at least 0.

    Returns
    -------
    str
        Such as ``"92.25"``; never in exponent form.

    Raises
    ------
    ValueError
        As `round_half_up`.

    Source
    ------
    Display of the SKM: NRR, weighted NRR and NI 3 decimals, IKM 2, half-up.

    Examples
    --------
    >>> decimal_text(Fraction(3319, 900), 3)
    '3.688'
    """
    return format(round_half_up(value, places), "f")
