"""Strata of counters, held against each other, other months and every score, betray nobody."""

from __future__ import annotations

import random
from datetime import date, datetime

import pytest
from flask import Flask

from app.access import Scope
from app.clock import Period, Slot
from app.services.publications import close_period
from app.services.releases import release
from app.services.safe_strata import _told_apart, told_apart
from app.services.scoring_rules import K
from app.services.tallies import rebuild_daily_tallies
from tests.factories.all_views import released_groups, seen_totals, strata_totals
from tests.factories.attack import small_unions_that_follow
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

YEAR = Period.parse("2025")
RATINGS = [(4, 4, 3, 4, 4, 4, 4, 4, 4), (3,) * 9, (2, 3, 3, 3, 4, 4, 4, 4, 4)]


def a_year(office: Office, seed: int, answers: int) -> None:
    """Answers of four months at unequal counters, services and half-days."""
    drawn = random.Random(seed)  # noqa: S311
    for counter, _ in enumerate(office.counters):
        for _ in range(int(answers * drawn.uniform(0.3, 1))):
            stored_rows(
                office,
                [drawn.choice(RATINGS)],
                counter=counter,
                day=date(2025, drawn.choice((1, 2, 3, 5)), drawn.randint(1, 28)),
                service_id=drawn.choice(office.services).id,
                slot=drawn.choice((Slot.MORNING, Slot.MORNING, Slot.AFTERNOON)),
            )


def what_follows(scope: Scope, office: Office) -> list[tuple[object, ...]]:
    """The small groups that follow from all scores and strata of a year."""
    groups = released_groups(by_strata=True)
    strata = strata_totals(scope, [office.unit], "2025")
    seen = seen_totals(scope, [office.unit], "2025", groups)
    return small_unions_that_follow(groups, [*seen.values(), *strata.values()], K)


@pytest.fixture(params=[1, 2])
def office(request: pytest.FixtureRequest, app: Flask, scope, now: datetime) -> Office:
    """A small unit that asked all year."""
    made = an_office(scope, now, counters=2, services=2, year=2025)
    a_year(made, request.param, 40)
    rebuild_daily_tallies(scope, now)
    release(scope, now)
    return made


def test_nothing_small_follows_from_strata_of_all_periods(office: Office, scope) -> None:
    assert what_follows(scope, office) == []
    assert told_apart(office.unit.id, YEAR)


def test_planted_trust_in_every_stratum_is_seen_to_leak(
    office: Office, scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "app.services.safe_strata.finest_safe",
        lambda _sizes, _seen, _cells, choices, _k: [0] * len(choices),
    )
    _told_apart.cache_clear()

    found = what_follows(scope, office)

    _told_apart.cache_clear()
    assert found


def test_late_answers_of_a_closed_period_keep_its_strata_together(
    office: Office, scope, now
) -> None:
    close_period(scope, now, office.unit.id, Period.parse("2025-Q1"))
    assert told_apart(office.unit.id, YEAR)
    stored_rows(office, RATINGS * 4, day=date(2025, 2, 3), service_id=office.services[0].id)
    release_answers(scope, now)

    assert told_apart(office.unit.id, YEAR) == {}


def test_a_stratum_of_one_low_rating_keeps_its_counter_whole(app: Flask, scope, now) -> None:
    made = an_office(scope, now, counters=1, services=2, year=2025)
    for service, ratings in zip(made.services, (RATINGS * 5, [(1,) * 9] * 8), strict=True):
        stored_rows(made, ratings, day=date(2025, 5, 5), service_id=service.id)
    release_answers(scope, now)

    (first, second) = ((one.id, "morning", "static_qr") for one in made.services)
    told = told_apart(made.unit.id, YEAR)
    assert told
    assert all(one == {first: (first, second)} for one in told.values())


@pytest.mark.parametrize("verified", [(10, 3, 3), (10, 5, 1), (10, 4, 2)])
def test_which_strata_are_joined_does_not_tell_which_are_few(
    app: Flask, scope, now, verified: tuple[int, ...]
) -> None:
    """As with 10, 1 and 5 of 16 verified answers: who has the five, and who the one?"""
    office = an_office(scope, now, counters=3, services=1, year=2025)
    for counter, n in enumerate(verified):
        for is_verified, n_answers in ((True, n), (False, 20 - n)):
            stored_rows(
                office,
                [RATINGS[0]] * n_answers,
                day=date(2025, 5, 5),
                counter=counter,
                is_verified=is_verified,
            )
    release_answers(scope, now)

    told = told_apart(office.unit.id, YEAR)

    of_year = [told["skm-2017@1", counter.id, "2025"] for counter in office.counters]
    assert [len(partition) for partition in of_year] == [2, 1, 1]
    assert of_year[1] == of_year[2]
