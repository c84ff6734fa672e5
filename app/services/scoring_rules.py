"""The least numbers of answers, and the scoring rule of an instrument as analytics takes it."""

from __future__ import annotations

from functools import lru_cache

from analytics.inputs import Band, Rule
from survey_forms import catalogue
from survey_forms.instrument import Instrument

# The least numbers of answers that staff and the public may see: the k of every rule.
K = 5
PUBLIC_K = 10
# What a unit asks where nothing else was said: the questionnaire of PermenPANRB 14/2017.
USUAL_INSTRUMENT = "skm-2017"


@lru_cache(maxsize=64)
def rule_of(reference: str) -> Rule:
    """The scoring rule of an instrument version; grades are named in Indonesian."""
    asked = catalogue.find(reference)
    low, high = asked.scale
    return Rule(
        weights=asked.rule.weights,
        factor=asked.rule.factor,
        bands=tuple(Band(b.lower, b.grade, b.performance["id"]) for b in asked.rule.bands),
        low=low,
        high=high,
    )


def instrument_of(reference: str) -> Instrument:
    """The instrument version that a reference such as skm-2017@1 names."""
    return catalogue.find(reference)
