"""Shares of straight-lined sheets, held against each other, tell of no one to four people."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from app.clock import Period
from app.services.publications import close_period
from app.services.reliability import unit_reliability
from app.services.scores import counter_score, unit_score
from app.services.straightlined_views import straightlined_views
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

ALIKE, MIXED = (4,) * 9, (4, 4, 3, 4, 4, 4, 4, 4, 4)
QUARTER, MONTHS = Period.parse("2025-Q1"), ("2025-01", "2025-02", "2025-03")


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """Of 21 who rated all alike in a quarter 12 did in January, 6 in March: so 3 in February."""
    made = an_office(scope, now, year=2025)
    for month, alike in enumerate((12, 3, 6), start=1):
        stored_rows(made, [ALIKE] * alike + [MIXED] * 10, day=date(2025, month, 9))
    release_answers(scope, now)
    return made


def test_a_quarter_less_its_other_months_is_no_share_of_a_few(office: Office, scope) -> None:
    unit, counter = office.unit.id, office.counters[0].id
    periods = [QUARTER, *map(Period.parse, MONTHS)]

    scores = [unit_score(scope, unit, period) for period in periods]
    scores += [counter_score(scope, counter, period) for period in periods]

    assert all(score.n for score in scores)
    for found in (scores[:4], scores[4:]):
        told = [score.straightlined_share_0_1 is not None for score in found]
        assert told[0]
        assert not told[2]
        assert sum(told) == 2
    reliabilities = [unit_reliability(scope, unit, period) for period in periods]
    assert [found.straightlined_share_0_1 for found in reliabilities] == [
        score.straightlined_share_0_1 for score in scores[:4]
    ]


def test_shares_that_betray_nobody_are_all_told(app: Flask, scope, now) -> None:
    made = an_office(scope, now, year=2025)
    for month in (1, 2):
        stored_rows(made, [ALIKE] * 6 + [MIXED] * 7, day=date(2025, month, 9))
    release_answers(scope, now)

    told = {view.period for view in straightlined_views(made.unit.id, QUARTER)}

    assert told == {"2025", "2025-S1", "2025-Q1", "2025-01", "2025-02"}


def test_late_answers_to_a_closed_period_end_the_telling(office: Office, scope, now) -> None:
    close_period(scope, now, office.unit.id, QUARTER)
    assert straightlined_views(office.unit.id, QUARTER)

    stored_rows(office, [ALIKE] * 7 + [MIXED] * 7, day=date(2025, 2, 9))
    release_answers(scope, now)

    assert straightlined_views(office.unit.id, QUARTER) == frozenset()
