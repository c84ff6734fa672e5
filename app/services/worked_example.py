"""A small made-up survey, computed like any other, for the page that explains the numbers."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.index import reconciliation, satisfaction_index
from analytics.inputs import Tally
from analytics.results import IndexResult, Reconciled
from app.services.scoring_rules import USUAL_INSTRUMENT, rule_of
from survey_forms import catalogue

# Ten sheets in list order, chosen so that printing the weight as 0,11 changes the grade.
SHEETS = (
    "334343333",
    "333333323",
    "343333333",
    "222332322",
    "443444434",
    "333333333",
    "332333323",
    "333433333",
    "323333322",
    "444444434",
)


@dataclass(frozen=True)
class WorkedExample:
    """The example's sheets and everything that follows from them."""

    instrument: str
    result: IndexResult
    reconciliation: dict[str, Reconciled]


def worked_example() -> WorkedExample:
    """The index of the example with its elements in list order."""
    asked = catalogue.find(USUAL_INSTRUMENT)
    rule = rule_of(asked.reference)
    ratings = [[int(rating) for rating in sheet] for sheet in SHEETS]
    tally = Tally.from_ratings(ratings, asked.list_order, *asked.scale)
    result = satisfaction_index(tally, rule)
    return WorkedExample(asked.reference, result, dict(reconciliation(tally, rule)))
