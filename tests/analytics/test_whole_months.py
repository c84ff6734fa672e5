"""Months against the other days of a place: what a drip of two a day adds up to."""

from __future__ import annotations

import pytest

from analytics.response_quality import Reason
from analytics.whole_months import judged_months
from tests.analytics.attacks import simulation
from tests.analytics.attacks.simulation import MONTH_DAYS
from tests.analytics.attacks.verdicts import found_in
from tests.analytics.test_own_history import a_day, usual_days


def months_of(days) -> list[int]:
    return [day.day // MONTH_DAYS for day in days]


def test_no_days_give_no_months() -> None:
    assert judged_months([], []) == ()


def test_usual_months_have_no_reason() -> None:
    days = usual_days(110)

    assert {month.reason for month in judged_months(days, months_of(days))} == {None}


@pytest.mark.parametrize(
    ("points", "reason"), [(45, Reason.WORSE_THAN_USUAL), (0, Reason.BETTER_THAN_USUAL)]
)
def test_a_month_of_slightly_odd_days_stands_out(points: int, reason: Reason) -> None:
    usual = [a_day(day, n=5, points=18 + day % 5) for day in range(88)]
    odd = [a_day(day, n=5, points=points) for day in range(88, 110)]
    found = judged_months([*usual, *odd], months_of([*usual, *odd]))

    assert [month.reason for month in found] == [None] * 4 + [reason]
    assert found[-1].n == 110


def reasons_with_a_bad_month_after(usual_months: int) -> list[Reason | None]:
    first = usual_months * MONTH_DAYS
    usual = [a_day(day, n=5, points=18 + day % 5) for day in range(first)]
    bad = [a_day(day, n=5, points=90) for day in range(first, first + MONTH_DAYS)]
    found = judged_months([*usual, *bad], months_of([*usual, *bad]))
    return [month.reason for month in found]


@pytest.mark.parametrize("usual_months", [2, 3, 6])
def test_a_bad_month_does_not_make_the_others_look_good(usual_months: int) -> None:
    expected = [*[None] * usual_months, Reason.WORSE_THAN_USUAL]

    assert reasons_with_a_bad_month_after(usual_months) == expected


def test_of_two_months_each_differs_from_the_other() -> None:
    both = [Reason.BETTER_THAN_USUAL, Reason.WORSE_THAN_USUAL]

    assert reasons_with_a_bad_month_after(1) == both


def test_a_month_of_few_sheets_and_a_short_history_are_left_out() -> None:
    days = [*usual_days(44), a_day(44, n=5)]

    assert [month.month for month in judged_months(days, months_of(days))] == [0, 1]
    assert judged_months(usual_days(12), [0] * 12) == ()


def test_as_many_months_as_days_are_needed() -> None:
    with pytest.raises(ValueError, match="1 months for 40 days"):
        judged_months(usual_days(40), [0])


def test_a_trickle_of_bad_mouthing_is_found_in_its_month() -> None:
    sheets = simulation.attacked_office("bad_mouthing_in_a_trickle", 1003, counter=1)

    assert found_in(sheets).attacks_found_in_a_month == 1
