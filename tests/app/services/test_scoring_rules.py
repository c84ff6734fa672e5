"""The rule that analytics computes with is the instrument's own."""

from __future__ import annotations

import pytest

from app.services.scoring_rules import instrument_of, rule_of
from survey_forms.catalogue import all_instruments

REFERENCES = [instrument.reference for instrument in all_instruments()]


@pytest.mark.parametrize("reference", REFERENCES)
def test_weights_and_bands_are_those_of_the_instrument(reference: str) -> None:
    asked, rule = instrument_of(reference), rule_of(reference)

    assert dict(rule.weights) == dict(asked.rule.weights)
    assert sum(rule.weights.values()) == 1
    assert (rule.factor, (rule.low, rule.high)) == (asked.rule.factor, asked.scale)
    assert {(band.lower, band.grade) for band in rule.bands} == {
        (band.lower, band.grade) for band in asked.rule.bands
    }


def test_grades_are_named_in_indonesian() -> None:
    named = {band.grade: band.performance for band in rule_of("skm-2017@1").bands}

    assert named == {"A": "Sangat Baik", "B": "Baik", "C": "Kurang Baik", "D": "Tidak Baik"}


def test_an_unknown_instrument_is_refused() -> None:
    with pytest.raises(ValueError, match="There is no instrument"):
        instrument_of("skm-1999@1")
