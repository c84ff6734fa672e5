"""A rule takes only weights, bands and scales that make one grade for each index."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from analytics.inputs import Tally
from analytics.scoring_rule import Band, Rule

LOW, HIGH = Band(Decimal("25.00"), "D", "Tidak Baik"), Band(Decimal("65.00"), "C", "Kurang Baik")
HALF = Fraction(1, 2)


def a_rule(**changed: object) -> Rule:
    sound = {
        "weights": {"waktu": HALF, "biaya": HALF},
        "factor": 25,
        "bands": (LOW, HIGH),
        "low": 1,
        "high": 4,
    }
    return Rule(**(sound | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("index", "grade"), [("25.00", "D"), ("64.99", "D"), ("65.00", "C"), ("100.00", "C")]
)
def test_band_is_the_highest_that_begins_no_higher(index: str, grade: str) -> None:
    assert a_rule(bands=(HIGH, LOW)).band_of(Decimal(index)).grade == grade


def test_index_below_every_band_keeps_the_lowest() -> None:
    assert a_rule().band_of(Decimal("24.75")) == LOW


@pytest.mark.parametrize(
    "changed",
    [
        {"weights": {"waktu": HALF}},
        {"weights": {"waktu": Fraction(3, 2), "biaya": Fraction(-1, 2)}},
        {"weights": {"waktu": 0.5, "biaya": 0.5}},
        {"factor": 0},
        {"factor": 2.5},
        {"bands": ()},
        {"bands": (LOW, LOW)},
        {"bands": (HIGH,)},
        {"low": 4, "high": 1},
    ],
)
def test_impossible_rule_is_refused_with_what_was_expected(changed: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="expected"):
        a_rule(**changed)


def test_index_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        a_rule().band_of(Decimal("NaN"))


@pytest.mark.parametrize(("items", "high"), [(("waktu", "sarana"), 4), (("waktu", "biaya"), 6)])
def test_tally_of_other_questions_does_not_fit(items: tuple[str, str], high: int) -> None:
    with pytest.raises(ValueError, match="expected"):
        a_rule().check_fits(Tally.empty(items, 1, high))
