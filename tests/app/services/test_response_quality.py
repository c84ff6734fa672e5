"""The quality of a unit's answers: two readings, the flagged share, and what stands out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from flask import Flask

from app.access import Actor, Grant, Role, Scope
from app.clock import Period
from app.errors import NotFound
from app.services import organisation
from app.services import response_quality as service
from app.services.response_quality import Reason, ResponseQuality, response_quality
from app.services.scores import unit_score
from app.services.shown_tallies import Withheld
from tests.factories.comments import numbered, release, stored_comments
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.quality_offices import BAD, FIRST, ODD_DAY, USUAL, an_odd_office, usual_days
from tests.factories.responses import stored_rows

YEAR, MARCH, MAY = (Period.parse(code) for code in ("2026", "2026-03", "2026-05"))
COPIED = "Petugas loket ini sangat lambat dan tidak ramah."


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """An office with two counters and no answers yet."""
    return an_office(scope, now)


def answers(office: Office, unflagged: int, flagged: int) -> None:
    """So many answers of one day, of two minds each."""
    stored_rows(office, (USUAL * unflagged)[:unflagged], day=FIRST)
    stored_rows(office, (USUAL * 9)[:flagged], day=FIRST, is_flagged=True)


def found(scope: Scope, office: Office, period: Period = YEAR) -> ResponseQuality:
    return response_quality(scope, office.unit.id, period)


def test_the_index_stands_with_and_without_flagged_answers(office: Office, scope, now) -> None:
    stored_rows(office, USUAL * 4, day=FIRST)
    stored_rows(office, [(3,) * 9, (2,) * 9] * 4, day=FIRST, is_flagged=True)
    release_answers(scope, now)

    told = found(scope, office)

    assert told.score == unit_score(scope, office.unit.id, YEAR)
    assert (told.score.n, told.unflagged.n) == (28, 20)
    assert told.score.result.index < told.unflagged.result.index
    assert told.flagged_share_0_1 == Fraction(8, 28)


def test_without_any_flag_both_readings_are_one(office: Office, scope, now) -> None:
    answers(office, 10, 0)
    release_answers(scope, now)

    told = found(scope, office)

    assert told.score.result == told.unflagged.result
    assert told.flagged_share_0_1 == 0


@pytest.mark.parametrize(("unflagged", "flagged"), [(10, 4), (4, 10), (10, 1)])
def test_a_group_of_one_to_four_leaves_one_reading(
    office: Office, scope, now, unflagged: int, flagged: int
) -> None:
    answers(office, unflagged, flagged)
    release_answers(scope, now)

    told = found(scope, office)

    assert told.score.n == 14 if flagged > 1 else 11
    assert (told.unflagged.result, told.flagged_share_0_1) == (None, None)


def test_all_flagged_is_told_as_all(office: Office, scope, now) -> None:
    answers(office, 0, 10)
    release_answers(scope, now)

    told = found(scope, office)

    assert told.unflagged.withheld is Withheld.NO_ANSWERS
    assert told.flagged_share_0_1 == 1


def test_answers_that_wait_to_be_told_apart_are_not_called_flagged(
    office: Office, scope, now
) -> None:
    answers(office, 20, 8)
    release_answers(scope, now)
    assert found(scope, office).flagged_share_0_1 == Fraction(8, 28)
    answers(office, 6, 1)
    release_answers(scope, now)

    told = found(scope, office)

    # Fifteen more are counted by one reading than by the other, and nine of them were flagged.
    assert (told.score.n, told.unflagged.n) == (35, 20)
    assert told.flagged_share_0_1 is None


def test_a_withheld_unit_tells_no_share(office: Office, scope, now) -> None:
    answers(office, 3, 0)
    release_answers(scope, now)

    told = found(scope, office)

    assert (told.flagged_share_0_1, told.straightlined_share_0_1) == (None, None)
    assert (told.n_judged, told.days) == (0, ())


@pytest.mark.parametrize(
    ("straight", "others", "share"),
    [(6, 6, Fraction(1, 2)), (4, 6, None), (6, 4, None), (0, 6, Fraction(0)), (6, 0, Fraction(1))],
)
def test_straight_lining_is_a_share_and_never_of_a_few(
    office: Office, scope, now, straight: int, others: int, share: Fraction | None
) -> None:
    stored_rows(office, [(4,) * 9] * straight, day=FIRST)
    stored_rows(office, [USUAL[-1]] * others, day=FIRST)
    release_answers(scope, now)

    assert found(scope, office).straightlined_share_0_1 == share
    assert found(scope, office).days == ()


def test_days_that_stand_out_are_named_and_nothing_is_taken_away(app: Flask, scope, now) -> None:
    office = an_odd_office(scope, now)
    told = found(scope, office)

    assert [(day.day, day.at_least) for day in told.days] == [
        (ODD_DAY, 30),
        (ODD_DAY + timedelta(days=2), 5),
    ]
    assert told.days[0].reasons == (Reason.MORE_THAN_USUAL, Reason.WORSE_THAN_USUAL)
    assert told.days[1].reasons == (Reason.MANY_FLAGGED,)
    assert told.score.n == 30 * 5 + 33 + 5 + 6
    assert told.counters[told.days[0].counter_id] == "Loket 1"


def test_only_days_of_the_period_are_told(app: Flask, scope, now) -> None:
    office = an_odd_office(scope, now)

    assert len(found(scope, office, MAY).days) == 2
    assert found(scope, office, MARCH).days == ()
    assert [found(scope, office, p).n_judged for p in (YEAR, MARCH, MAY)] == [33, 30, 3]


def test_days_that_may_not_be_named_are_told_of_in_their_month_only(
    office: Office, scope, now
) -> None:
    usual_days(office)
    stored_rows(office, [BAD] * 33, day=ODD_DAY)
    stored_rows(office, USUAL[:3], day=ODD_DAY + timedelta(days=1))
    release_answers(scope, now)

    told = found(scope, office, MAY)

    assert (told.days, told.has_unnamed_days) == ((), True)
    assert not found(scope, office, MARCH).has_unnamed_days


def test_a_month_that_rates_otherwise_is_told(office: Office, scope, now) -> None:
    usual_days(office, 60)
    for step in range(10):
        stored_rows(office, [(3,) * 9] * 5, day=ODD_DAY + timedelta(days=step))
    release_answers(scope, now)

    (month,) = found(scope, office).months

    assert (month.month, month.reason) == (date(2026, 5, 1), Reason.WORSE_THAN_USUAL)
    assert found(scope, office, MARCH).months == ()


def test_a_unit_tells_of_the_counters_of_units_below(office: Office, scope, now) -> None:
    below = organisation.create_unit(
        scope, now, office.agency.id, "UPT", "UPT Utara", parent_id=office.unit.id
    )
    desk = organisation.create_counter(scope, now, below.id, "U1", "Loket Utara")
    north = replace(office, unit=below, counters=[desk])
    usual_days(office)
    usual_days(north)
    stored_rows(north, [BAD] * 30, day=ODD_DAY)
    release_answers(scope, now)

    (day,) = found(scope, office).days

    assert (day.counter_id, found(scope, office).counters[desk.id]) == (desk.id, "Loket Utara")
    assert found(scope, north).days == (day,)
    assert found(scope, office).n_judged == 61


def test_a_single_new_answer_moves_nothing(app: Flask, scope, now) -> None:
    office = an_odd_office(scope, now)
    before = found(scope, office)
    stored_rows(office, [BAD], day=ODD_DAY + timedelta(days=1), is_flagged=True)
    release_answers(scope, now)

    assert found(scope, office) == before


def test_comments_that_stand_five_times_at_a_counter_are_told(office: Office, scope, now) -> None:
    answers(office, 10, 0)
    release_answers(scope, now)
    stored_comments(office, [COPIED, COPIED.upper()] * 3 + numbered(3, "antrean panjang sekali"))
    stored_comments(office, [COPIED] * 5, month=date(2026, 5, 1))
    release()

    told = found(scope, office).comments

    assert [(one.counter_id, one.month.month, one.n) for one in told] == [
        (office.counters[0].id, 6, 6),
        (office.counters[0].id, 5, 5),
    ]
    assert {one.text for one in told} <= {COPIED, COPIED.upper()}
    assert len(found(scope, office, MAY).comments) == 1


def test_comments_of_several_counters_are_not_put_together(office: Office, scope, now) -> None:
    stored_comments(office, [COPIED] * 3)
    stored_comments(office, [COPIED] * 3, counter=1)
    release()

    assert found(scope, office).comments == ()


def test_comments_that_wait_are_not_told(office: Office, scope, now) -> None:
    stored_comments(office, [COPIED] * 4)
    release()

    assert found(scope, office).comments == ()


def test_of_too_many_comments_some_are_looked_at(office: Office, scope, monkeypatch) -> None:
    monkeypatch.setattr(service, "MOST_DIFFERENT_TEXTS", 6)
    stored_comments(office, [COPIED] * 20)
    release()

    assert [one.n for one in found(scope, office).comments] == [6]


def test_the_same_comments_are_compared_once(office: Office, scope) -> None:
    stored_comments(office, [COPIED] * 5)
    release()
    found(scope, office)
    before = service._repeated_in.cache_info().misses
    found(scope, office)

    assert service._repeated_in.cache_info().misses == before


def test_another_unit_is_not_found(office: Office, scope, now) -> None:
    other = an_office(scope, now, code="LAIN", name="Dinas Lain")
    mine = Scope(Actor("person", "saksi"), (Grant(Role.MANAGER, other.unit.path),))

    with pytest.raises(NotFound):
        response_quality(mine, office.unit.id, YEAR)
