"""The precision of a unit: the headline untouched, the rest beside it, nothing where withheld."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from analytics.cluster_sums import ClusterSums
from analytics.clusters import cluster_design
from analytics.finite_population import finite_population_interval
from analytics.inputs import Tally
from app.access import Actor, Grant, Role, Scope
from app.clock import Period
from app.database import transaction
from app.errors import NotFound
from app.models.collection import SurveyRound
from app.services.precision import Unknown, unit_precision
from app.services.scores import unit_score
from app.services.scoring_rules import rule_of
from app.services.shown_tallies import Withheld
from survey_forms import catalogue
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

YEAR, JUNE = Period.parse("2026"), Period.parse("2026-06")
SKM = catalogue.find("skm-2017")
GOOD, BAD = [(4,) * 9] * 4, [(3, 4, 2, 3, 3, 4, 3, 2, 3)] * 4
FIRST = date(2026, 3, 2)


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """An office with two services that served 1,200 people."""
    return an_office(scope, now, services=2)


def days_of_answers(office: Office, n_days: int, **where) -> list[Tally]:
    """Good and bad days in turn, and the tally of each."""
    days = [GOOD if number % 2 else BAD for number in range(n_days)]
    for number, rows in enumerate(days):
        stored_rows(office, rows, day=FIRST + timedelta(days=number), **where)
    return [Tally.from_ratings(rows, SKM.keys, 1, 4) for rows in days]


def test_the_headline_is_the_score_shown_everywhere(office: Office, scope, now) -> None:
    days_of_answers(office, 12)
    release_answers(scope, now)

    found = unit_precision(scope, office.unit.id, YEAR)

    assert found.score == unit_score(scope, office.unit.id, YEAR)
    assert found.score.n == 48


def test_the_other_intervals_are_those_of_the_same_answers(office: Office, scope, now) -> None:
    days = days_of_answers(office, 12)
    release_answers(scope, now)
    found = unit_precision(scope, office.unit.id, YEAR)
    whole, rule = sum(days[1:], days[0]), rule_of(SKM.reference)
    expected = cluster_design(whole, ClusterSums.of_tallies(days), rule)

    assert found.among_served == finite_population_interval(whole, rule, 1200)
    assert (found.days.n_days, found.days.reason) == (12, None)
    assert found.days.design_effect == pytest.approx(float(expected.design_effect))
    assert found.days.design_effect > 3
    assert found.days.interval == expected.interval
    headline = found.score.result.interval
    assert found.days.interval.low < headline.low < found.among_served.low


def test_a_withheld_unit_tells_no_number_at_all(office: Office, scope, now) -> None:
    stored_rows(office, [(4,) * 9] * 4)
    release_answers(scope, now)

    found = unit_precision(scope, office.unit.id, JUNE)

    assert found.score.withheld is Withheld.NO_ANSWERS
    assert (found.among_served, found.days, found.among_served_unknown) == (None, None, None)
    assert (found.unit.n, found.unit.share_margin_0_1, found.unit.index_margin) == (None,) * 3
    assert found.services == ()


def test_without_the_number_served_that_interval_is_unknown(app: Flask, scope, now) -> None:
    office = an_office(scope, now, population_served=None)
    days_of_answers(office, 12)
    release_answers(scope, now)

    found = unit_precision(scope, office.unit.id, YEAR)

    assert (found.among_served, found.among_served_unknown) == (None, Unknown.POPULATION)
    assert found.unit.n_needed == 384
    assert found.unit.share_margin_0_1 == pytest.approx((3.841 / 4 / 48) ** 0.5)


def test_more_answers_than_people_served_is_said(office: Office, scope, now) -> None:
    with transaction() as session:
        session.get(SurveyRound, office.round.id).population_served = 40
    days_of_answers(office, 12)
    release_answers(scope, now)

    found = unit_precision(scope, office.unit.id, YEAR)

    assert found.among_served is None
    assert found.among_served_unknown is Unknown.MORE_ANSWERS_THAN_PEOPLE
    assert found.unit.share_margin_0_1 == pytest.approx((3.841 / 4 / 48) ** 0.5)


def test_each_service_says_what_its_answers_are_worth(office: Office, scope, now) -> None:
    days_of_answers(office, 12, service_id=office.services[0].id)
    days_of_answers(office, 6, service_id=office.services[1].id)
    release_answers(scope, now)

    first, second = unit_precision(scope, office.unit.id, YEAR).services

    assert (first.n, second.n) == (48, 24)
    assert (first.n_needed, first.is_at_most) == (291, True)
    assert first.share_margin_0_1 < second.share_margin_0_1
    assert 0 < first.index_margin < second.index_margin


def test_a_service_without_answers_is_not_listed(office: Office, scope, now) -> None:
    days_of_answers(office, 12, service_id=office.services[0].id)
    release_answers(scope, now)

    services = unit_precision(scope, office.unit.id, YEAR).services

    assert [sample.subject.id for sample in services] == [office.services[0].id]


def test_another_unit_is_not_found(office: Office, scope, now) -> None:
    other = an_office(scope, now, code="LAIN", name="Dinas Lain")
    mine = Scope(Actor("person", "saksi"), (Grant(Role.MANAGER, other.unit.path),))

    with pytest.raises(NotFound):
        unit_precision(mine, office.unit.id, YEAR)
