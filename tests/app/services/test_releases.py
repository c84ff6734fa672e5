"""Viewers see answers in batches of at least five that share what they are shown under."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.clock import Period
from app.database import db
from app.models.audit import AuditEvent
from app.models.organisation import Counter
from app.models.tallies import MonthlyTally
from app.services import scores
from app.services.release_views import told_to_views
from app.services.releases import count_and_release, mend_released, release
from app.services.scoring_rules import K
from app.services.tallies import rebuild_daily_tallies
from tests.factories.organisation import Office, an_office
from tests.factories.responses import an_answer, many_answers, stored_rows
from tests.factories.swept_years import WATCHED, WATCHED_TO_THE_CLOSE, Plan, a_swept_year

JUNE, YEAR = Period.parse("2026-06"), Period.parse("2026")
PERIODS = ("2026-04", "2026-05", "2026-06", "2026-Q1", "2026-Q2", "2026-S1", "2026")
LOW, HIGH = (1,) * 9, (4,) * 9
Views = dict[tuple[str, ...], int]


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """An office with three counters and two services."""
    return an_office(scope, now, counters=3, services=2)


def views(scope, office: Office) -> Views:
    """How many answers stand behind everything that can be seen."""
    seen: Views = {}
    for code in PERIODS:
        found = scores.overview(scope, office.unit.id, Period.parse(code))
        for score in (found.unit, *found.counters, *found.services):
            seen[code, score.subject.kind, str(score.subject.id)] = score.n or 0
    return seen


def test_nothing_a_viewer_sees_moves_until_five_wait(office: Office, scope, now) -> None:
    many_answers(office.points[0].code, now, K)
    count_and_release(scope, now)
    seen = scores.overview(scope, office.unit.id, JUNE)

    for _ in range(K - 1):
        an_answer(office.points[0].code, now, LOW)
        assert count_and_release(scope, now) == 0
        assert scores.overview(scope, office.unit.id, JUNE) == seen

    an_answer(office.points[0].code, now, HIGH)
    assert count_and_release(scope, now) == K
    assert scores.overview(scope, office.unit.id, JUNE).unit.n == 2 * K


def test_planted_release_of_every_answer_is_seen(
    office: Office, scope, now, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("batches", "views_by_size"):
        monkeypatch.setattr(f"app.services.{module}.K", 1)
    monkeypatch.setattr(
        "app.services.views_by_size.withheld_groups", lambda sizes, _k: [False] * len(sizes)
    )
    monkeypatch.setattr("app.services.releases.can_be_followed", lambda _parts: False)
    many_answers(office.points[0].code, now, K)
    count_and_release(scope, now)
    seen = scores.overview(scope, office.unit.id, JUNE)

    an_answer(office.points[0].code, now, LOW)
    count_and_release(scope, now)

    assert scores.overview(scope, office.unit.id, JUNE) != seen


def test_remainders_of_counters_move_together_within_the_unit_alone(
    office: Office, scope, now
) -> None:
    for point in office.points[:2]:
        many_answers(point.code, now, K)
    count_and_release(scope, now)
    before = scores.overview(scope, office.unit.id, JUNE)

    many_answers(office.points[0].code, now, 3, LOW)
    many_answers(office.points[1].code, now, 2, HIGH)
    assert count_and_release(scope, now) == K

    after = scores.overview(scope, office.unit.id, JUNE)
    assert after.unit.n == before.unit.n + K
    assert after.counters == before.counters
    assert [s.n for s in after.services if s.n] == [3 * K]


def test_remainders_under_five_wait(office: Office, scope, now) -> None:
    many_answers(office.points[0].code, now, 2)
    many_answers(office.points[1].code, now, 2)

    assert count_and_release(scope, now) == 0
    assert scores.overview(scope, office.unit.id, JUNE).unit.withheld is scores.Withheld.NO_ANSWERS


def test_remainders_of_different_units_do_not_mix(office: Office, scope, now) -> None:
    other = an_office(scope, now, agency=office.agency, code="DINKES", name="Dinas Kesehatan")
    many_answers(office.points[0].code, now, 3)
    many_answers(other.points[0].code, now, 3)

    assert count_and_release(scope, now) == 0


def test_what_went_with_the_unit_is_not_released_with_its_counter_again(
    office: Office, scope, now
) -> None:
    many_answers(office.points[0].code, now, 3, LOW)
    many_answers(office.points[1].code, now, 2, LOW)
    count_and_release(scope, now)
    many_answers(office.points[0].code, now, K, HIGH)

    assert count_and_release(scope, now) == K

    overview = scores.overview(scope, office.unit.id, JUNE)
    assert overview.unit.n == 2 * K
    first = next(s for s in overview.counters if s.subject.id == office.counters[0].id)
    assert first.result is None or (first.n, first.result.index) == (K, 100)


def test_answers_of_the_last_days_are_counted_by_the_frequent_job(
    office: Office, scope, now
) -> None:
    stored_rows(office, [HIGH] * K, day=now.date() - timedelta(days=8))
    stored_rows(office, [HIGH] * K, day=now.date() - timedelta(days=9))

    assert count_and_release(scope, now) == K


def test_a_release_is_recorded_only_when_something_moved(office: Office, scope, now) -> None:
    def releases() -> int:
        chosen = sa.select(sa.func.count()).where(AuditEvent.verb == "release")
        return db.session.scalar(chosen) or 0

    release(scope, now)
    assert releases() == 0

    many_answers(office.points[0].code, now, K)
    count_and_release(scope, now)
    assert releases() == 1


def test_every_counter_keeps_its_own_sums(office: Office, scope, now) -> None:
    for number, point in enumerate(office.points):
        many_answers(point.code, now, K + number, (number + 1,) * 9)
    count_and_release(scope, now)

    chosen = sa.select(Counter.name, sa.func.sum(MonthlyTally.n)).join(Counter)
    found = db.session.execute(chosen.group_by(Counter.name)).all()
    assert sorted(tuple(row) for row in found) == [("Loket 1", 5), ("Loket 2", 6), ("Loket 3", 7)]


def test_a_release_is_noted_once_a_day_and_without_its_time(office: Office, scope, now) -> None:
    for hour in range(3):
        many_answers(office.points[0].code, now, K)
        count_and_release(scope, now + timedelta(hours=hour))

    (noted,) = db.session.scalars(sa.select(AuditEvent.at).where(AuditEvent.verb == "release"))
    assert (noted.hour, noted.minute, noted.second) == (0, 0, 0)


def test_services_that_share_a_batch_are_not_told_apart(office: Office, scope, now) -> None:
    one, other = (str(kind.id) for kind in office.services)
    for service in (one, one, one, one, other):
        an_answer(office.points[0].code, now, HIGH, service=service)
    assert count_and_release(scope, now) == K

    seen = views(scope, office)
    assert seen["2026-06", "counter", str(office.counters[0].id)] == K
    assert seen["2026-06", "service", one] == seen["2026-06", "service", other] == 0


def test_a_service_is_seen_by_itself_once_five_of_it_are_in_a_batch(
    office: Office, scope, now
) -> None:
    one, other = (str(kind.id) for kind in office.services)
    for service in (*[one] * 6, *[other] * 7):
        an_answer(office.points[0].code, now, HIGH, service=service)
    count_and_release(scope, now)

    seen = views(scope, office)
    assert (seen["2026-06", "service", one], seen["2026-06", "service", other]) == (6, 7)


def test_answers_of_two_months_move_the_views_of_neither(office: Office, scope, now) -> None:
    stored_rows(office, [HIGH] * 2, day=date(2026, 5, 31))
    stored_rows(office, [HIGH] * 3, day=date(2026, 6, 1))
    rebuild_daily_tallies(scope, now)
    assert release(scope, now) == K

    seen = views(scope, office)
    unit, counter = str(office.unit.id), str(office.counters[0].id)
    assert [seen[code, "unit", unit] for code in ("2026-05", "2026-06")] == [0, 0]
    assert [seen[code, "unit", unit] for code in ("2026-Q2", "2026-S1", "2026")] == [K] * 3
    assert [seen[code, "counter", counter] for code in ("2026-06", "2026-Q2")] == [0, K]


def test_years_do_not_share_a_batch(office: Office, scope, now) -> None:
    stored_rows(office, [HIGH] * 2, day=date(2025, 12, 31))
    stored_rows(office, [HIGH] * 3, day=date(2026, 1, 1))
    rebuild_daily_tallies(scope, now)

    assert release(scope, now) == 0


def test_a_counter_s_small_batches_are_told_to_it_once_five_wait(
    office: Office, scope, now
) -> None:
    """Its answers went with the unit's, three at a time; nothing of a counter is lost for ever."""
    first, second = office.points[:2]
    for _ in range(2):
        many_answers(first.code, now, 3)
        many_answers(second.code, now, 3)
        assert count_and_release(scope, now) == 6

    seen = views(scope, office)
    assert [seen["2026-06", "counter", str(c.id)] for c in office.counters[:2]] == [6, 6]


def test_what_is_left_of_months_that_are_over_goes_together(office: Office, scope, now) -> None:
    for month in (1, 2, 3, 4, 5):
        stored_rows(office, [HIGH], counter=month % 3, day=date(2026, month, 5))
    rebuild_daily_tallies(scope, now)

    assert release(scope, now) == 5
    assert scores.overview(scope, office.unit.id, YEAR).unit.n == 5


def test_nothing_a_viewer_sees_moves_by_fewer_than_five_while_answers_come_in(
    office: Office, scope, now
) -> None:
    drawn = random.Random(7)  # noqa: S311
    before = views(scope, office)
    for _ in range(60):
        service = drawn.choice([None, *(str(kind.id) for kind in office.services)])
        an_answer(drawn.choice(office.points).code, now, HIGH, service=service)
        count_and_release(scope, now)
        after = views(scope, office)
        assert not [view for view, n in after.items() if 0 < n - before[view] < K]
        before = after
    assert before["2026", "unit", str(office.unit.id)] > 50


def test_spoilt_monthly_sums_are_made_right_again(office: Office, scope, now) -> None:
    many_answers(office.points[0].code, now, K)
    count_and_release(scope, now)
    right = views(scope, office)
    with db.engine.begin() as connection:
        connection.execute(sa.update(MonthlyTally).values(n=999, vector=b"\x07\x00\x00\x00" * 183))

    mend_released()
    release(scope, now)

    db.session.expire_all()
    assert views(scope, office) == right
    assert db.session.scalar(sa.select(sa.func.sum(MonthlyTally.n))) == K


@pytest.mark.parametrize(("seed", "plan"), [(1, WATCHED), (2, WATCHED_TO_THE_CLOSE)])
def test_no_few_follow_from_what_is_read_after_each_release(
    seed: int, plan: Plan, app: Flask, scope, now
) -> None:
    held = a_swept_year(scope, now, seed, plan)

    assert len(held.inside) > 100
    assert held.leaks("inside", K) == []


def test_planted_step_that_betrays_a_few_is_seen(
    app: Flask, scope, now, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.releases.can_be_followed", lambda _parts: False)

    assert a_swept_year(scope, now, 1, WATCHED).leaks("inside", K) != []


def test_others_can_write_while_a_step_is_found(office, scope, now, monkeypatch) -> None:
    def told(parts, step):
        with db.engine.begin() as other:
            other.execute(sa.update(Counter).values(name="X"))
        return told_to_views(parts, step)

    monkeypatch.setattr("app.services.releases.told_to_views", told)
    many_answers(office.points[0].code, now, K)
    assert count_and_release(scope, now) == K
