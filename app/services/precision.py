"""How sure a unit's index is beside its headline interval, and what its sample is worth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from analytics.finite_population import finite_population_interval
from analytics.inputs import Tally
from analytics.results import IndexResult, Interval
from analytics.sample_size import index_margin, krejcie_morgan, margin_reached
from app.access import Scope
from app.clock import Period
from app.services.day_design import DayDesign, days_of_score
from app.services.score_sources import source_of
from app.services.score_subjects import UNIT, Subject
from app.services.score_views import Reading
from app.services.scores import Score, service_scores, unit_score
from app.services.scoring_rules import rule_of
from app.services.shown_tallies import Withheld, shown_of


class Unknown(StrEnum):
    """Why there is no interval of just the people served."""

    POPULATION = "population_unknown"
    MORE_ANSWERS_THAN_PEOPLE = "more_answers_than_people"
    TOO_FEW_ANSWERS = "too_few_answers"


@dataclass(frozen=True)
class Sample:
    """What a number of answers is worth; without n, `withheld` says why.

    `n_needed` is for the people served; of a service, whose own number is not known, it is what
    would do even if everybody came for it (`is_at_most`). Margins are of a share of one half,
    and of the index in its own points.
    """

    subject: Subject
    n: int | None
    n_needed: int
    is_at_most: bool
    share_margin_0_1: float | None
    index_margin: float | None
    withheld: Withheld | None


@dataclass(frozen=True)
class Precision:
    """A unit's score with what is known of its precision; nothing where it is withheld."""

    score: Score
    among_served: Interval | None
    among_served_unknown: Unknown | None
    days: DayDesign | None
    unit: Sample
    services: tuple[Sample, ...]


def unit_precision(scope: Scope, unit_id: int, period: Period) -> Precision:
    """The precision of a unit's index and the samples of its services over a period."""
    score = unit_score(scope, unit_id, period)
    (shown,) = shown_of(source_of(scope, unit_id, period, Reading.ALL), UNIT)
    served = services_of(scope, unit_id, period, score.population)
    if shown.tally is None:
        return Precision(score, None, None, None, sample_of(score, score.population), served)
    among, unknown = _among_served(shown.tally, shown.instrument, score.population)
    return Precision(
        score=score,
        among_served=among,
        among_served_unknown=unknown,
        days=days_of_score(scope, unit_id, shown),
        unit=sample_of(score, score.population),
        services=served,
    )


def services_of(
    scope: Scope, unit_id: int, period: Period, population: int | None
) -> tuple[Sample, ...]:
    """The sample of each service that has answers; withheld ones say so."""
    found: Iterable[Score] = service_scores(scope, unit_id, period)
    seen = (score for score in found if score.withheld is not Withheld.NO_ANSWERS)
    return tuple(sample_of(score, population) for score in seen)


def sample_of(score: Score, population: int | None) -> Sample:
    """What the answers of a score are worth; `population` is of its unit."""
    is_unit, result = score.subject.kind == UNIT, score.result
    # More answers than people: the number served is wrong, so it bounds nothing.
    bound = population if is_unit and population and population >= (score.n or 0) else None
    return Sample(
        subject=score.subject,
        n=score.n,
        n_needed=krejcie_morgan(population),
        is_at_most=not is_unit,
        share_margin_0_1=margin_reached(result.n, bound) if result else None,
        index_margin=margin_of(result) if result else None,
        withheld=score.withheld,
    )


def margin_of(result: IndexResult) -> float | None:
    """The margin of an index in its own points; None where it has no interval."""
    if result.index is None or result.interval is None:
        return None
    return index_margin(result.index, result.interval)


def _among_served(
    tally: Tally, instrument: str, population: int | None
) -> tuple[Interval | None, Unknown | None]:
    if population is None:
        return None, Unknown.POPULATION
    if population < tally.n:
        return None, Unknown.MORE_ANSWERS_THAN_PEOPLE
    interval = finite_population_interval(tally, rule_of(instrument), population)
    return interval, None if interval else Unknown.TOO_FEW_ANSWERS
