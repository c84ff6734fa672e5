"""A scoring rule is exact and complete, or refused."""

from decimal import Decimal
from fractions import Fraction

import pytest

from survey_forms.loading import load_instrument

PLANTED_FAULTS = {
    "sum under one": ('pelayanan = "1"', 'pelayanan = "8/9"', "weights: expected a sum of exactly"),
    "rounded weight": ('pelayanan = "1"', 'pelayanan = "0.999"', r"exactly 1, found 999/1000"),
    "weight as a number": ('pelayanan = "1"', "pelayanan = 1.0", r"weights\.pelayanan: expected a"),
    "weight of nothing": ('pelayanan = "1"', 'lain = "1"', r"weights\.lain: expected no such key"),
    "weight missing": ('pelayanan = "1"', "", r"weights\.pelayanan: .* found nothing"),
    "division by zero": ('pelayanan = "1"', 'pelayanan = "1/0"', "expected a positive fraction"),
    "negative weight": ('pelayanan = "1"', 'pelayanan = "-1"', "expected a positive fraction"),
    "bands that fall": ('lower = "65.00"', 'lower = "90.00"', "bands: expected lower bounds that"),
    "gap at the bottom": ('lower = "25.00"', 'lower = "30.00"', "rise from 25, the lowest index"),
    "bound of two numbers": ('lower = "65.00"', 'lower = "65,00"', "lower: expected a decimal"),
    "bound without end": ('lower = "88.31"', 'lower = "Infinity"', "lower: expected a decimal"),
    "grade twice": ('grade = "C"', 'grade = "D"', "bands: expected each grade once, found 'D'"),
    "performance missing": ('"Tidak Baik", en = "Not Good"', '"Tidak Baik"', r"performance\.en"),
    "no minimum": ("officer = 35", "", r"minimum_counts\.officer: expected a whole number"),
    "shown inside to few": ("inside = 5", "inside = 4", r"inside: .* at least 5"),
    "inside to more than others": ("inside = 5", "inside = 8", r"inside: expected 5, which every"),
    "shown in public to few": ("public = 10", "public = 9", r"public: .* at least 10"),
    "an officer judged by few": ("officer = 35", "officer = 19", r"officer: .* at least 20"),
    "factor zero": ("factor = 25", "factor = 0", "factor: expected a whole number of at least 1"),
    "article missing": ("article =", "artikel =", r"rule\.artikel: expected no such key"),
}


@pytest.mark.parametrize(("old", "new", "message"), PLANTED_FAULTS.values(), ids=PLANTED_FAULTS)
def test_planted_fault_is_named(edited, old, new, message):
    with pytest.raises(ValueError, match=message):
        load_instrument(edited(old, new))


def test_weights_are_exact_fractions(skm):
    assert set(skm.rule.weights.values()) == {Fraction(1, 9)}
    assert sum(skm.rule.weights.values()) == 1


def test_bands_keep_both_decimals_of_their_bounds(skm):
    assert [band.lower for band in skm.rule.bands] == [
        Decimal(text) for text in ("25.00", "65.00", "76.61", "88.31")
    ]
