"""Whether a tally and a rule belong together."""

from __future__ import annotations

import pytest

from analytics.inputs import Tally
from analytics.rule_checks import check_fits


def test_what_fits_is_let_through(tally_of, rule) -> None:
    check_fits(tally_of([[4] * 9]), rule)


def test_each_of_the_two_is_named_when_it_is_missing(tally_of, rule) -> None:
    with pytest.raises(ValueError, match="tally is None; expected a Tally"):
        check_fits(None, rule)
    with pytest.raises(ValueError, match="rule is None; expected a Rule"):
        check_fits(tally_of([[4] * 9]), None)


def test_other_elements_are_refused(rule) -> None:
    with pytest.raises(ValueError, match="expected those of the rule"):
        check_fits(Tally.empty(("waktu",), 1, 4), rule)
