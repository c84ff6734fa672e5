"""The rule of evidence on officers, as the page about the method explains it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.documents.numbers import decimal_shown, whole_shown
from app.services.officer_method import Survey, officer_method
from app.web.score_card import language

DIFFERENCE_PLACES = 1


@dataclass(frozen=True)
class SurveyRow:
    """How many answers of each officer found the difference, by the answers of a real survey."""

    name: str
    n_simulated: str
    n_alone: str
    n_compared: str


@dataclass(frozen=True)
class OfficerRule:
    """What it takes before anything is said of an officer, and before two are called different."""

    min_n: str
    difference: str
    power: str
    error: str
    officers: int
    fewest: str
    most: str
    days: str
    surveys: tuple[SurveyRow, ...]


def officer_rule(min_n: int) -> OfficerRule:
    """The rule where officers are shown from `min_n` answers on."""
    method, spoken = officer_method(min_n), language()
    simulated = [survey.n_simulated for survey in method.surveys]
    return OfficerRule(
        min_n=whole_shown(method.min_n, spoken),
        difference=decimal_shown(Decimal(repr(method.difference)), DIFFERENCE_PLACES, spoken),
        power=decimal_shown(Decimal(repr(100 * method.power)), 0, spoken),
        error=decimal_shown(Decimal(repr(100 * method.family_error)), 0, spoken),
        officers=method.officers,
        fewest=whole_shown(min(simulated), spoken),
        most=whole_shown(max(simulated), spoken),
        days=whole_shown(method.days, spoken),
        surveys=tuple(_row(survey, spoken) for survey in method.surveys),
    )


def _row(survey: Survey, spoken: str) -> SurveyRow:
    return SurveyRow(
        name=survey.name,
        n_simulated=whole_shown(survey.n_simulated, spoken),
        n_alone=whole_shown(survey.n_alone, spoken),
        n_compared=whole_shown(survey.n_compared, spoken),
    )
