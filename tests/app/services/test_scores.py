"""Scores: exact, withheld where they would betray somebody, and seen only within the scope."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest
from flask import Flask

from analytics.index import satisfaction_index
from analytics.inputs import Tally
from app.clock import Period
from app.database import transaction
from app.services import scores
from app.services.releases import count_and_release, release
from app.services.scores import Reading, Status
from app.services.scoring_rules import rule_of
from app.services.shown_tallies import Withheld
from app.services.tallies import rebuild_daily_tallies
from survey_forms import catalogue
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

JUNE, YEAR = Period.parse("2026-06"), Period.parse("2026")
SKM = catalogue.find("skm-2017")
MIXED = [(4, 3, 2, 1, None, 4, 3, 2, 1), (4,) * 9, (3, 3, 3, 3, 3, 3, 3, None, 3), (1,) * 9]


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """An office with four counters and two services."""
    return an_office(scope, now, counters=4, services=2)


@pytest.fixture
def counted(scope, now):
    """Counts and releases everything that waits in batches of at least five."""

    def count() -> None:
        rebuild_daily_tallies(scope, now)
        release(scope, now)

    return count


def index_of(ratings) -> Fraction:
    """The index of plain rows, by analytics alone."""
    rows = np.array([[value or 0 for value in row] for row in ratings], dtype=np.uint8)
    result = satisfaction_index(Tally.from_ratings(rows, SKM.keys, 1, 4), rule_of(SKM.reference))
    return result.index


def by_id(found) -> dict[int, scores.Score]:
    return {score.subject.id: score for score in found}


def test_a_unit_s_index_is_that_of_its_raw_rows(office: Office, scope, counted) -> None:
    stored_rows(office, MIXED * 3)
    stored_rows(office, MIXED * 2, counter=1, is_verified=True)
    counted()

    score = scores.unit_score(scope, office.unit.id, JUNE)

    assert (score.n, score.result.index) == (20, index_of(MIXED * 5))
    assert (score.withheld, score.status) == (None, Status.PROVISIONAL)
    assert (score.population, score.n_needed) == (1200, 291)


def test_a_subtree_is_scored_together(office: Office, scope, now, counted) -> None:
    below = an_office(scope, now, agency=office.agency, code="UPT", name="UPT Utara")
    _put_under(office, below)
    stored_rows(office, [(4,) * 9] * 6)
    stored_rows(below, [(3,) * 9] * 5)
    counted()

    assert scores.unit_score(scope, office.unit.id, JUNE).n == 11
    assert scores.unit_score(scope, below.unit.id, JUNE).n == 5
    assert scores.unit_score(scope, office.unit.id, JUNE).result.index == index_of(
        [(4,) * 9] * 6 + [(3,) * 9] * 5
    )


def _put_under(top: Office, below: Office) -> None:
    with transaction() as session:
        session.add(below.unit)
        below.unit.parent_id = top.unit.id
        below.unit.path = f"{top.unit.path}{below.unit.id}/"


def test_elements_stand_in_list_order(office: Office, scope, counted) -> None:
    stored_rows(office, MIXED * 3)
    counted()

    result = scores.unit_score(scope, office.unit.id, JUNE).result

    assert [element.key for element in result.elements] == list(SKM.list_order)
    assert [element.key for element in result.elements][7:] == ["pengaduan", "sarana"]


def test_rows_lie_in_the_period_of_their_day(office: Office, scope, counted) -> None:
    stored_rows(office, [(4,) * 9] * 5, day=date(2026, 6, 30))
    stored_rows(office, [(3,) * 9] * 6, day=date(2026, 7, 1))
    stored_rows(office, [(3,) * 9] * 7, day=date(2026, 4, 1))
    counted()

    periods = ("2026-06", "2026-07", "2026-Q2", "2026-Q3", "2026-S1", "2026", "2025")
    found = [scores.unit_score(scope, office.unit.id, Period.parse(p)).n for p in periods]
    assert found == [5, 6, 12, 6, 12, 18, None]


def test_fewer_than_five_answers_give_no_number(office: Office, scope, counted) -> None:
    stored_rows(office, [(4,) * 9] * 4, day=date(2026, 6, 1))
    counted()

    score = scores.unit_score(scope, office.unit.id, JUNE)
    assert (score.withheld, score.result, score.n) == (Withheld.NO_ANSWERS, None, None)
    assert score.verified_share_0_1 is None
    assert score.reconciliation == {}


def test_an_element_that_fewer_than_five_answered_withholds_the_score(
    office: Office, scope, counted
) -> None:
    stored_rows(office, [(*(4,) * 8, None)] * 4 + [(4,) * 9] * 4, day=date(2026, 6, 1))
    counted()

    assert scores.unit_score(scope, office.unit.id, JUNE).withheld is Withheld.PROTECTS_OTHERS


def test_a_small_counter_waits_while_its_neighbours_are_seen(
    office: Office, scope, counted
) -> None:
    for counter, n in enumerate((30, 8, 6, 3)):
        stored_rows(office, [(4,) * 9] * n, counter=counter, day=date(2026, 6, 2))
    counted()

    found = by_id(scores.counter_scores(scope, office.unit.id, JUNE))

    assert [found[place.id].n for place in office.counters] == [30, 8, 6, None]
    assert scores.unit_score(scope, office.unit.id, JUNE).n == 44


def test_what_is_seen_never_gives_a_small_counter_by_subtraction(
    office: Office, scope, counted
) -> None:
    for counter, n in enumerate((9, 3, 1, 7)):
        stored_rows(office, [(4,) * 9] * n, counter=counter, day=date(2026, 6, 2))
        stored_rows(office, [(4,) * 9] * 6, counter=counter, day=date(2026, 5, 2))
    counted()

    overview = scores.overview(scope, office.unit.id, JUNE)

    unseen = overview.unit.n - sum(score.n or 0 for score in overview.counters)
    assert unseen == 0 or unseen >= 5


def test_services_without_one_are_named_as_not_recorded(office: Office, scope, counted) -> None:
    stored_rows(office, [(4,) * 9] * 6, service_id=office.services[0].id)
    stored_rows(office, [(3,) * 9] * 7)
    counted()

    found = by_id(scores.service_scores(scope, office.unit.id, JUNE))

    assert found[office.services[0].id].n == 6
    assert (found[0].n, found[0].subject.name) == (7, "Tidak dicatat")
    assert found[office.services[1].id].withheld is Withheld.NO_ANSWERS


def test_months_of_a_longer_period_stand_side_by_side(office: Office, scope, counted) -> None:
    for month, n in ((1, 6), (4, 7), (5, 3), (6, 8)):
        stored_rows(office, [(4,) * 9] * n, day=date(2026, month, 3))
    stored_rows(office, [(4,) * 9] * 6, day=date(2025, 5, 3))
    counted()

    found = scores.overview(scope, office.unit.id, YEAR).months

    assert [score.period.code for score in found] == [f"2026-{m:02}" for m in range(1, 13)]
    assert [found[m - 1].n for m in (1, 4, 5, 6)] == [6, 7, None, 8]
    # The three of May are in no number yet, so that the year's less its months is nothing.
    assert scores.unit_score(scope, office.unit.id, YEAR).n == 21
    # Not said to be too few: beside numbers that are seen, it could be counted.
    assert found[4].withheld is Withheld.PROTECTS_OTHERS
    assert found[1].withheld is Withheld.NO_ANSWERS


def test_a_counter_whose_answers_all_say_the_same_low_rating_stays_unseen(
    office: Office, scope, counted
) -> None:
    stored_rows(office, [(4,) * 9] * 20, counter=0)
    stored_rows(office, [(4, 4, 2, 4, 4, 4, 4, 4, 4)] * 6, counter=1)
    stored_rows(office, [(4, 4, 2, 4, 4, 4, 4, 4, 4)] * 6 + [(4,) * 9], counter=2)
    counted()

    found = by_id(scores.counter_scores(scope, office.unit.id, JUNE))

    assert scores.unit_score(scope, office.unit.id, JUNE).n == 33
    assert [score.n for score in found.values() if score.n] == [20]
    assert found[office.counters[1].id].withheld is Withheld.PROTECTS_OTHERS


def test_one_counter_or_service_alone_is_withheld_as_beside_its_neighbours(
    office: Office, scope, counted
) -> None:
    for counter, n in enumerate((30, 6, 3)):
        kind = office.services[counter % 2].id
        stored_rows(office, [(4,) * 9] * n, counter=counter, service_id=kind)
        stored_rows(office, [(4,) * 9] * 6, counter=counter, day=date(2026, 5, 2))
    counted()

    beside = scores.counter_scores(scope, office.unit.id, JUNE)
    alone = [scores.counter_score(scope, place.id, JUNE) for place in office.counters]
    assert alone == [score for score in beside if score.subject.name != "Tanpa loket"]
    kinds = scores.service_scores(scope, office.unit.id, JUNE)
    assert [scores.service_score(scope, kind.id, JUNE) for kind in office.services] == [*kinds[:2]]


@pytest.mark.parametrize(
    ("verified", "unverified", "seen", "share"),
    [
        (8, 7, 8, Fraction(8, 15)),
        (8, 0, 8, Fraction(1)),
        (8, 3, None, None),
        (3, 8, None, None),
        (0, 8, None, Fraction(0)),
    ],
)
def test_two_readings_are_shown_only_where_both_groups_are_large_or_empty(
    verified: int, unverified: int, seen, share, office: Office, scope, counted
) -> None:
    stored_rows(office, [(4,) * 9] * verified, is_verified=True, day=date(2026, 6, 3))
    stored_rows(office, [(3,) * 9] * unverified, day=date(2026, 6, 3))
    stored_rows(office, [(3,) * 9] * 10, day=date(2026, 5, 3))
    counted()

    everything = scores.unit_score(scope, office.unit.id, JUNE)
    only = scores.unit_score(scope, office.unit.id, JUNE, reading=Reading.VERIFIED)

    assert (everything.n, everything.verified_share_0_1) == (verified + unverified, share)
    assert only.n == seen
    if seen:
        assert only.result.index == 100


def test_the_official_index_is_over_all_answers(office: Office, scope, counted) -> None:
    stored_rows(office, [(4,) * 9] * 10, is_verified=True)
    stored_rows(office, [(2,) * 9] * 10)
    counted()

    assert scores.unit_score(scope, office.unit.id, JUNE).result.index == 75


def test_an_element_that_nobody_answered_leaves_no_index(office: Office, scope, counted) -> None:
    stored_rows(office, [(4, 4, 4, 4, None, 4, 4, 4, 4)] * 6)
    counted()

    score = scores.unit_score(scope, office.unit.id, JUNE)

    assert (score.withheld, score.result) == (Withheld.UNDEFINED, None)


def test_the_reconciliation_stands_beside_the_exact_index(office: Office, scope, counted) -> None:
    stored_rows(office, [(4, 4, 4, 4, 3, 3, 3, 3, 3)] * 6)
    counted()

    score = scores.unit_score(scope, office.unit.id, JUNE)

    assert set(score.reconciliation) >= {"0.11", "0.111", "0.1111"}
    assert score.reconciliation["0.11"][0] == score.result.index * 9 * Fraction(11, 100)


def test_other_questionnaires_have_scores_too(app: Flask, scope, now) -> None:
    pulse = an_office(scope, now, instrument="pulse-1")
    stored_rows(pulse, [(4,), (3,), (2,), (1,), (4,)])
    count_and_release(scope, now + timedelta(days=2))

    score = scores.unit_score(scope, pulse.unit.id, JUNE)

    assert (score.instrument, score.n) == ("pulse-1@1", 5)
    assert score.result.index == Fraction(14, 5) * 25
