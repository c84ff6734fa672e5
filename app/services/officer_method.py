"""How an officer may be judged different: the rule, and how many answers it takes, for readers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from analytics.officer_power import n_for_difference
from analytics.officer_sheets import ITEMS

ELEMENTS = ITEMS
DIFFERENCE = 0.3
POWER = 0.8
FAMILY_ERROR = 0.05
COLLEAGUES = 9
# Days of one real counter, drawn whole: the fewest tried that find DIFFERENCE with POWER. They are
# printed by benchmarks/alike_days.py, which fails when it is another.
DAYS = 20


@dataclass(frozen=True)
class Survey:
    """A real survey: how much sheets vary, and the n that a simulation of the rule needed."""

    name: str
    within_variance: Fraction
    n_simulated: int

    @property
    def n_alone(self) -> int:
        """Sheets that a t test of one officer against a known mean needs."""
        return sheets_needed(float(self.within_variance))

    @property
    def n_compared(self) -> int:
        """Sheets that the same test needs when COLLEAGUES are compared beside."""
        return sheets_needed(float(self.within_variance), officers=COLLEAGUES + 1)


# Variances follow from tests/analytics/reference/real_tallies.json. The simulated n, of one officer
# among COLLEAGUES, are printed by benchmarks/individuals.py, which fails when they are others.
SURVEYS = {
    "jepara": Survey("Mal pelayanan publik, 2021-2022", Fraction("0.0847"), 37),
    "gianyar": Survey("Layanan SKCK, 2020", Fraction("0.1510"), 29),
    "sekadau": Survey("Survei kabupaten, 2019", Fraction("0.2168"), 40),
}


@dataclass(frozen=True)
class OfficerMethod:
    """The rule of evidence on officers, with what it can find."""

    min_n: int
    difference: float
    power: float
    family_error: float
    officers: int
    days: int
    surveys: tuple[Survey, ...]


def officer_method(min_n: int) -> OfficerMethod:
    """The rule where officers are shown from `min_n` sheets on."""
    return OfficerMethod(
        min_n=min_n,
        difference=DIFFERENCE,
        power=POWER,
        family_error=FAMILY_ERROR,
        officers=COLLEAGUES + 1,
        days=DAYS,
        surveys=tuple(SURVEYS.values()),
    )


def sheets_needed(
    within_variance: float,
    difference: float = DIFFERENCE,
    *,
    power: float = POWER,
    officers: int = 1,
) -> int:
    """Sheets of one officer that find a difference from the group; ValueError names bad input."""
    return n_for_difference(
        within_variance, difference, power=power, level=FAMILY_ERROR, comparisons=officers
    )
