"""What a form is signed with, so that its answer may wait on a device for a week."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock import Slot
from app.errors import TooLate
from app.queries.collection import OpenPoint
from app.services.late_answers import (
    FRESH_FOR,
    WAITS_AT_MOST,
    HeldSends,
    OpeningHours,
    Visit,
    not_after,
    opening_of,
    point_of_send,
    read_visit,
    sign_coming_visits,
    sign_visit,
    waited,
)
from app.services.receipt_flags import MOST_IN_LONG, sign_opening

ALL_DAY = OpeningHours(0, 24, 7.0)
SECRET, CODE = b"s" * 40, "7K2M9QX4"
OPENED = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
POINT = OpenPoint(
    code=CODE,
    counter_id=1,
    counter="Loket 1",
    unit_id=1,
    unit="Dinas",
    agency="Kabupaten",
    revision=1,
    round_id=7,
    instrument="skm-2017@1",
    day=date(2026, 6, 15),
    slot=Slot.MORNING,
)
OPENING = sign_opening(SECRET, "k" * 22, OPENED)
SIGNED = sign_visit(SECRET, POINT, OPENING)


def found(*told: object) -> tuple[object, ...]:
    """What was looked up, in place of a point."""
    return told


def test_a_visit_reads_back_as_it_was_signed() -> None:
    visit = read_visit(SECRET, CODE, SIGNED)

    assert visit is not None
    assert (visit.day, visit.slot, visit.round_id) == (POINT.day, POINT.slot, 7)
    assert (visit.opened_at, visit.expires_at) == (OPENED, OPENED + timedelta(days=7))
    assert opening_of(SIGNED) == OPENING


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2026-06-15", "2026-06-16"),
        ("morning", "afternoon"),
        (".7.", ".8."),
        (str(int((OPENED + WAITS_AT_MOST).timestamp())), "9999999999"),
        (str(int(OPENED.timestamp())) + ".", str(int(OPENED.timestamp()) + 1) + "."),
    ],
)
def test_no_part_of_a_visit_can_be_changed(old: str, new: str) -> None:
    assert old in SIGNED
    assert read_visit(SECRET, CODE, SIGNED.replace(old, new, 1)) is None


def test_a_visit_of_one_counter_is_worth_nothing_at_another() -> None:
    assert read_visit(SECRET, "7K2M9QX5", SIGNED) is None
    assert read_visit(b"t" * 40, CODE, SIGNED) is None


@given(st.text(max_size=120))
def test_no_text_in_place_of_a_visit_raises(text: str) -> None:
    assert read_visit(SECRET, CODE, text) is None
    opening_of(text)


def test_a_form_shown_again_ends_with_its_first_visit() -> None:
    again = sign_visit(SECRET, POINT, OPENING, OPENED + timedelta(days=1))

    assert read_visit(SECRET, CODE, again).expires_at == OPENED + timedelta(days=1)


def test_a_kiosks_form_holds_a_visit_for_each_half_day_of_its_week() -> None:
    signed = sign_coming_visits(SECRET, POINT, OPENING).split(" ")
    visits = [read_visit(SECRET, CODE, one) for one in signed]

    assert signed[0] == SIGNED
    assert len(visits) == 16
    assert [(one.day.day, one.slot) for one in visits[:3]] == [
        (15, Slot.MORNING),
        (15, Slot.AFTERNOON),
        (16, Slot.MORNING),
    ]
    assert {one.opened_at for one in visits} == {OPENED}
    assert visits[2].expires_at == OPENED + timedelta(days=8)


def test_no_visit_is_signed_after_the_round() -> None:
    afternoon = replace(POINT, slot=Slot.AFTERNOON, closes_on=POINT.day)
    signed = sign_coming_visits(SECRET, afternoon, OPENING).split(" ")

    assert [read_visit(SECRET, CODE, one).slot for one in signed] == [Slot.AFTERNOON]


@pytest.mark.parametrize(
    ("arrived", "filed"),
    [
        ((date(2026, 6, 14), Slot.AFTERNOON), (date(2026, 6, 14), Slot.AFTERNOON)),
        ((date(2026, 6, 15), Slot.MORNING), (date(2026, 6, 15), Slot.MORNING)),
        ((date(2026, 6, 15), Slot.AFTERNOON), (date(2026, 6, 15), Slot.MORNING)),
    ],
)
def test_no_answer_is_filed_after_it_arrived(arrived, filed) -> None:
    visit = not_after(read_visit(SECRET, CODE, SIGNED), *arrived)

    assert (visit.day, visit.slot) == filed
    assert not_after(None, *arrived) is None


def test_an_answer_is_looked_up_on_the_day_of_its_visit_for_a_week() -> None:
    visit = read_visit(SECRET, CODE, SIGNED)

    assert point_of_send(visit, OPENED + WAITS_AT_MOST, found, found) == (7, POINT.day, POINT.slot)
    with pytest.raises(TooLate, match="15-06-2026"):
        point_of_send(visit, OPENED + WAITS_AT_MOST + timedelta(seconds=1), found, found)


def test_an_answer_without_a_visit_is_looked_up_now() -> None:
    assert point_of_send(None, OPENED, found, found) == (OPENED,)


def test_a_kiosk_cut_off_for_hours_may_bring_many_answers_but_not_any_number() -> None:
    visit, sends = read_visit(SECRET, CODE, SIGNED), HeldSends()
    arrived = OPENED + timedelta(hours=3)
    for _ in range(3 * MOST_IN_LONG - 1):
        sends.add(CODE, visit)

    assert not sends.is_burst(CODE, visit, arrived, ALL_DAY)
    sends.add(CODE, visit)
    assert sends.is_burst(CODE, visit, arrived, ALL_DAY)
    assert not sends.is_burst("another", visit, arrived, ALL_DAY)


@pytest.mark.parametrize(
    ("opened", "arrived", "open_hours"),
    [
        ("2026-06-15 09:00", "2026-06-15 12:00", 3),
        ("2026-06-15 09:00", "2026-06-15 12:01", 4),
        ("2026-06-15 09:00", "2026-06-22 09:00", 7 * 8),
        ("2026-06-15 15:30", "2026-06-16 07:59", 1),
        ("2026-06-15 15:30", "2026-06-16 08:31", 2),
        ("2026-06-15 16:30", "2026-06-16 07:00", 1),
        ("2026-06-15 07:00", "2026-06-15 18:00", 8),
    ],
)
def test_only_hours_in_which_the_kiosk_is_open_allow_for_answers(
    opened: str, arrived: str, open_hours: int
) -> None:
    begin, end = (
        datetime.fromisoformat(moment).replace(tzinfo=timezone(timedelta(hours=7)))
        for moment in (opened, arrived)
    )

    assert OpeningHours(8, 16, 7.0).begun_between(begin, end) == open_hours


def test_an_opening_of_a_week_ago_allows_for_no_nights() -> None:
    visit, sends = read_visit(SECRET, CODE, SIGNED), HeldSends()
    for _ in range(7 * 8 * MOST_IN_LONG):
        sends.add(CODE, visit)

    arrived = OPENED + timedelta(days=7)
    assert sends.is_burst(CODE, visit, arrived, OpeningHours(8, 16, 7.0))
    assert not sends.is_burst(CODE, visit, arrived, ALL_DAY)


def opened_after(minutes: int) -> Visit:
    """A visit of the same kiosk whose form was opened later."""
    return replace(read_visit(SECRET, CODE, SIGNED), opened_at=OPENED + timedelta(minutes=minutes))


@pytest.mark.parametrize("order", [1, -1], ids=["oldest first", "newest first"])
def test_a_form_that_was_opened_often_brings_no_more_than_one_opened_once(order: int) -> None:
    sends, arrived = HeldSends(), OPENED + timedelta(minutes=30)
    flagged = []
    for visit in [opened_after(minutes) for minutes in range(10)][::order]:
        for _ in range(5):
            flagged.append(sends.is_burst(CODE, visit, arrived, ALL_DAY))
            sends.add(CODE, visit)

    assert flagged == [False] * MOST_IN_LONG + [True] * (50 - MOST_IN_LONG)


def test_a_morning_full_of_answers_makes_none_of_the_afternoon_a_burst() -> None:
    sends = HeldSends()
    for _ in range(4 * MOST_IN_LONG):
        sends.add(CODE, opened_after(0))

    assert not sends.is_burst(CODE, opened_after(5 * 60), OPENED + timedelta(hours=6), ALL_DAY)


def test_only_what_comes_long_after_its_opening_has_waited() -> None:
    visit = read_visit(SECRET, CODE, SIGNED)

    assert not waited(visit, OPENED + FRESH_FOR)
    assert waited(visit, OPENED + FRESH_FOR + timedelta(seconds=1))
