"""Local days, half-days and reporting periods."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from app.clock import MONTHS_IN, Period, PeriodKind, Slot, local_day_and_slot, now

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "zone", "day", "slot"),
    [
        ("2026-06-15 02:30", "WIB", date(2026, 6, 15), Slot.MORNING),
        ("2026-06-15 04:59:59", "WIB", date(2026, 6, 15), Slot.MORNING),
        ("2026-06-15 05:00", "WIB", date(2026, 6, 15), Slot.AFTERNOON),
        ("2026-06-15 04:00", "WITA", date(2026, 6, 15), Slot.AFTERNOON),
        ("2026-06-15 03:00", "WIT", date(2026, 6, 15), Slot.AFTERNOON),
        ("2026-06-15 02:59:59", "WIT", date(2026, 6, 15), Slot.MORNING),
    ],
)
def test_noon_of_the_zone_parts_the_day(moment: str, zone: str, day: date, slot: Slot) -> None:
    assert local_day_and_slot(at(moment), zone) == (day, slot)


@pytest.mark.parametrize(
    ("zone", "last_second", "next_second"),
    [
        ("WIB", "2026-12-31 16:59:58", "2026-12-31 17:00:00"),
        ("WITA", "2026-12-31 15:59:58", "2026-12-31 16:00:00"),
        ("WIT", "2026-12-31 14:59:58", "2026-12-31 15:00:00"),
    ],
)
def test_the_year_turns_at_local_midnight(zone: str, last_second: str, next_second: str) -> None:
    before, _ = local_day_and_slot(at(last_second), zone)
    after, slot = local_day_and_slot(at(next_second), zone)

    assert Period.containing(before, PeriodKind.YEAR).code == "2026"
    assert Period.containing(after, PeriodKind.YEAR).code == "2027"
    assert (after, slot) == (date(2027, 1, 1), Slot.MORNING)


def test_leap_day_lies_in_february() -> None:
    day, _ = local_day_and_slot(at("2028-02-28 17:30"), "WIB")

    assert day == date(2028, 2, 29)
    assert Period.containing(day, PeriodKind.MONTH).last_day == day
    assert Period.parse("2027-02").last_day == date(2027, 2, 28)


def test_now_is_in_utc() -> None:
    with time_machine.travel(at("2026-12-31 23:59:58"), tick=False):
        assert now() == at("2026-12-31 23:59:58")
        assert now().utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026-03", date(2026, 3, 1), date(2026, 3, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-S1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-S2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2028", date(2028, 1, 1), date(2028, 12, 31)),
    ],
)
def test_a_code_names_its_days(code: str, first: date, last: date) -> None:
    period = Period.parse(code)

    assert (period.first_day, period.last_day, period.code) == (first, last, code)


@pytest.mark.parametrize(
    "text",
    [
        *("", "26-03", "2026-13", "2026-00", "2026-3", "2026-Q5", "2026-S3", "2026-q1", "2026 "),
        *("0000", "0001-01", "1999", "1999-12", "2100", "2100-Q1", "9999", "9999-12", "٢٠٢٦"),
    ],
)
def test_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r"bukan periode\. Ketik bulan seperti 2026-03"):
        Period.parse(text)


@given(DAYS, st.sampled_from(PeriodKind))
def test_a_day_lies_in_the_period_that_contains_it(day: date, kind: PeriodKind) -> None:
    period = Period.containing(day, kind)

    assert period.first_day <= day <= period.last_day
    assert period.kind is kind
    assert Period.parse(period.code) == period


@given(DAYS, st.sampled_from(PeriodKind))
def test_periods_follow_each_other_without_a_gap(day: date, kind: PeriodKind) -> None:
    period = Period.containing(day, kind)

    assert period.following.first_day == period.last_day + timedelta(days=1)
    assert period.following.preceding == period


@given(DAYS, st.sampled_from(PeriodKind))
def test_the_months_of_a_period_fill_it(day: date, kind: PeriodKind) -> None:
    period = Period.containing(day, kind)
    months = [Period.containing(first, PeriodKind.MONTH) for first in period.each_month()]

    assert len(months) == MONTHS_IN[kind]
    assert (months[0].first_day, months[-1].last_day) == (period.first_day, period.last_day)
