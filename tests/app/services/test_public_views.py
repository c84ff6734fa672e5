"""What the public sees of closed periods never gives fewer than ten answers away, at any time."""

from __future__ import annotations

import json
import random
from datetime import date

import pytest
from flask import Flask

from app.clock import Period
from app.models.publications import FrozenScore
from app.services.public_views import least_in_public, public_list
from app.services.score_views import View
from app.services.scoring_rules import PUBLIC_K
from tests.factories.eavesdropper import small_groups_that_follow
from tests.factories.organisation import an_office
from tests.factories.published import RATINGS, answers_of, closed

JUNE, QUARTER, YEAR = Period.parse("2025-06"), Period.parse("2025-Q2"), Period.parse("2025")
MAY_DAY, JUNE_DAY = date(2025, 5, 20), date(2025, 6, 3)


def seen(frozen: FrozenScore) -> set[tuple[str, str, str]]:
    """What the public may see, without the numbers of things."""
    views = public_list(json.loads(frozen.content))
    return {(view.kind, view.reading, view.period) for view in views}


def covered(view: View, groups: dict[tuple[int, int, bool], int]) -> list[str]:
    """The groups (service, month, verified) that a view counts."""
    months = months_of(view.period)
    return [
        str(group)
        for group in groups
        if group[1] in months
        and (view.kind != "service" or group[0] == max(view.id, 0))
        and (view.reading != "verified" or group[2])
    ]


def months_of(code: str) -> set[int]:
    return {day.month for day in Period.parse(code).each_month()}


@pytest.mark.parametrize("seed", range(3))
def test_nothing_under_ten_follows_from_what_was_published(
    seed: int, app: Flask, scope, now, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Months, then quarters, then the year: every public number of all of them together.

    Told by size alone, so that each number counts all answers of its own.
    """
    monkeypatch.setattr("app.services.releases.can_be_followed", lambda _parts: False)
    office = an_office(scope, now, services=3, year=2025)
    drawn = random.Random(seed)  # noqa: S311
    groups: dict[tuple[int, int, bool], int] = {}
    for service in range(3):
        for month in (1, 2, 4, 5, 9):
            for verified in (False, True):
                n = int(drawn.expovariate(1) * (12, 6, 25)[seed])
                if n:
                    groups[office.services[service].id, month, verified] = n
                    day = date(2025, month, 12)
                    answers_of(office, n, day=day, service=service, is_verified=verified)
    published = [
        closed(scope, now, office, Period.parse(code))
        for code in ("2025-01", "2025-04", "2025-05", "2025-Q1", "2025-Q2", "2025-S1", "2025")
        if any(group[1] in months_of(code) for group in groups)
    ]

    views = [view for frozen in published for view in public_list(json.loads(frozen.content))]
    sizes = {str(group): n for group, n in groups.items()}
    totals = [covered(view, groups) for view in views]
    assert len(views) > len(published) // 2
    assert small_groups_that_follow(sizes, totals, PUBLIC_K) == []


def test_a_service_of_few_and_one_more_are_left_out(app: Flask, scope, now) -> None:
    office = an_office(scope, now, services=3, year=2025)
    for service, n in enumerate((30, 14, 6)):
        answers_of(office, n, service=service)

    views = public_list(json.loads(closed(scope, now, office).content))

    shown = {view.id for view in views if view.kind == "service"}
    assert shown == {office.services[0].id}


def test_of_fewer_than_ten_nothing_is_public(app: Flask, scope, now) -> None:
    office = an_office(scope, now, year=2025)
    answers_of(office, 9)

    frozen = closed(scope, now, office)

    assert json.loads(frozen.content)["seen"]
    assert seen(frozen) == set()


def test_a_group_that_agrees_on_a_low_rating_is_not_public(app: Flask, scope, now) -> None:
    office = an_office(scope, now, services=2, year=2025)
    answers_of(office, 20, service=0)
    answers_of(office, 20, service=1, ratings=[(2, *RATINGS[0][1:]), (2, *RATINGS[1][1:])])

    assert seen(closed(scope, now, office)) == {("unit", "all", "2025-Q2")}


@pytest.mark.parametrize(("late", "is_shown"), [(5, False), (9, False), (10, True)])
def test_another_version_is_public_only_with_ten_new_answers(
    late: int, is_shown: bool, app: Flask, scope, now
) -> None:
    office = an_office(scope, now, year=2025)
    answers_of(office, 30)
    closed(scope, now, office)
    answers_of(office, late)

    again = closed(scope, now, office)

    assert again.version == 2
    assert (seen(again) == {("unit", "all", "2025-Q2")}) is is_shown


def test_a_longer_period_is_not_public_where_a_few_came_late(app: Flask, scope, now) -> None:
    """The quarter less its months would be the three who came late."""
    office = an_office(scope, now, year=2025)
    answers_of(office, 30, day=MAY_DAY)
    answers_of(office, 30, day=JUNE_DAY)
    for month in ("2025-05", "2025-06"):
        closed(scope, now, office, Period.parse(month))
    answers_of(office, 3, day=MAY_DAY)

    assert seen(closed(scope, now, office)) == set()


def test_without_late_answers_the_longer_period_is_public(app: Flask, scope, now) -> None:
    office = an_office(scope, now, services=2, year=2025)
    for day in (MAY_DAY, JUNE_DAY):
        for service in (0, 1):
            answers_of(office, 15, day=day, service=service)
    closed(scope, now, office, JUNE)

    assert {kind for kind, _, _ in seen(closed(scope, now, office))} == {"unit", "service"}


def test_ten_is_the_least_whatever_an_instrument_says() -> None:
    assert least_in_public("skm-2017@1") == PUBLIC_K == 10


def test_planted_list_of_every_view_is_seen_to_leak(
    app: Flask, scope, now, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "app.services.view_audit.safe_views", lambda _sizes, views, _k, **_: [True] * len(views)
    )
    office = an_office(scope, now, services=3, year=2025)
    groups = {}
    for service, n in enumerate((30, 14, 6)):
        answers_of(office, n, service=service)
        groups[office.services[service].id, 5, False] = n

    views = public_list(json.loads(closed(scope, now, office).content))

    sizes = {str(group): n for group, n in groups.items()}
    assert small_groups_that_follow(sizes, [covered(v, groups) for v in views], PUBLIC_K) != []
