"""The scoring rule of an instrument: exact weights, the factor, the grade bands, the scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from analytics import tally_checks
from analytics.kind_checks import all_of_kind, mapping_of

if TYPE_CHECKING:
    from analytics.inputs import Tally


@dataclass(frozen=True)
class Band:
    """A grade and the lowest index, rounded half-up to 2 decimals, that earns it."""

    lower: Decimal
    grade: str
    performance: str


@dataclass(frozen=True)
class Rule:
    """The scoring rule of an instrument: exact weights, factor, grade bands and the scale.

    Parameters
    ----------
    weights : mapping of item key to Fraction
        Share of each element; positive, and their sum is exactly 1.
    factor : int
        What NI is multiplied by to give the index (25 for the SKM).
    bands : sequence of Band
        In any order; the lowest must reach down to ``factor * low``.
    low, high : int
        Lowest and highest rating, 1 <= low < high.

    Raises
    ------
    ValueError
        If weights, factor, bands or scale are not as said above.

    Source
    ------
    PermenPANRB 14/2017, Lampiran: weights, conversion by 25, four bands of mutu pelayanan.

    Examples
    --------
    >>> band = Band(Decimal("25.00"), "D", "Tidak Baik")
    >>> Rule({"waktu": Fraction(1)}, 25, (band,), 1, 4).band_of(Decimal("64.99")).grade
    'D'
    """

    weights: Mapping[str, Fraction]
    factor: int
    bands: Sequence[Band]
    low: int
    high: int

    def __post_init__(self) -> None:
        tally_checks.check_scale(self.low, self.high)
        _check_weights(self.weights)
        object.__setattr__(self, "weights", MappingProxyType(dict(self.weights)))
        for name in ("factor", "low", "high"):
            number = tally_checks.whole_number(getattr(self, name), name)
            object.__setattr__(self, name, number)
        if self.factor < 1:
            raise ValueError("factor is 0; expected a whole number of at least 1")
        held = _checked_bands(self.bands)
        bands = tuple(sorted(held, key=lambda band: band.lower, reverse=True))
        _check_bands(bands, self.factor * self.low)
        object.__setattr__(self, "bands", bands)

    def band_of(self, index: Decimal) -> Band:
        """Give the band of an index that was rounded half-up to 2 decimals.

        Parameters
        ----------
        index : Decimal
            Index on the factor's scale (25 to 100 for the SKM).

        Returns
        -------
        Band
            The highest band whose lower bound is not above `index`; the lowest band when even
            that is above it, which only a printed weight such as 0.11 can bring about.

        Raises
        ------
        ValueError
            If `index` is no finite Decimal.

        Source
        ------
        PermenPANRB 14/2017, Lampiran; looking up after rounding closes the gaps between bands.

        Examples
        --------
        >>> bands = (Band(Decimal("25"), "D", "Tidak Baik"), Band(Decimal("65"), "C", "Kurang"))
        >>> Rule({"waktu": Fraction(1)}, 25, bands, 1, 4).band_of(Decimal("65.00")).grade
        'C'
        """
        if not _is_finite(index):
            raise ValueError(f"index is {index!r}; expected a finite Decimal")
        return next((band for band in self.bands if band.lower <= index), self.bands[-1])

    def check_fits(self, tally: Tally) -> None:
        """Refuse a tally of other items or another scale.

        Parameters
        ----------
        tally : Tally
            In any order of its items.

        Raises
        ------
        ValueError
            If items or scale differ from the rule's.

        Source
        ------
        Definition of `Rule`.

        Examples
        --------
        >>> from analytics.inputs import Tally
        >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
        >>> rule.check_fits(Tally.empty(("waktu",), 1, 4))
        """
        items = getattr(tally, "items", None)
        if not isinstance(items, tuple):
            raise ValueError(f"tally is {tally!r:.80}; expected a Tally")
        if set(items) != set(self.weights):
            raise ValueError(
                f"the tally has the items {sorted(items)}; "
                f"expected those of the rule, {sorted(self.weights)}"
            )
        if (tally.low, tally.high) != (self.low, self.high):
            raise ValueError(
                f"the tally's scale is {tally.low} to {tally.high}; "
                f"expected the rule's, {self.low} to {self.high}"
            )


def _check_weights(weights: Mapping[str, Fraction]) -> None:
    mapping_of(weights, object, "weight of")
    tally_checks.check_items(tuple(weights))
    for key, weight in weights.items():
        if not isinstance(weight, Fraction) or weight <= 0:
            raise ValueError(f"weight of {key} is {weight!r}; expected a positive Fraction")
    total = sum(weights.values())
    if total != 1:
        raise ValueError(f"weights sum to {total}; expected exactly 1")


def _checked_bands(bands: Sequence[Band]) -> list[Band]:
    """Before they are sorted: a bound that is not a number cannot be."""
    held = all_of_kind(bands, Band, "a band")
    if not held or not all(_is_finite(one.lower) for one in held):
        raise ValueError("expected at least one band, each with a finite lower bound (Decimal)")
    return held


def _is_finite(number: object) -> bool:
    return isinstance(number, Decimal) and number.is_finite()


def _check_bands(bands: tuple[Band, ...], lowest_index: int) -> None:
    if len({band.lower for band in bands}) < len(bands):
        raise ValueError("two bands have the same lower bound; expected one grade for each")
    if bands[-1].lower > lowest_index:
        raise ValueError(
            f"the lowest band begins at {bands[-1].lower}; expected at most {lowest_index}, "
            "the lowest index there can be"
        )
