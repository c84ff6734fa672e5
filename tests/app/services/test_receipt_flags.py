"""Flags at receipt: what time and number say, what they do not, and what stays in memory."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services import receipt_flags
from app.services.receipt_flags import (
    LONG_BUCKETS,
    MOST_IN_LONG,
    MOST_IN_SHORT,
    ReceiptFlag,
    RecentSends,
    sign_opening,
    time_flag,
)

SECRET, KEY, NINE = b"s" * 40, "k" * 22, 9
OPENED = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
AT_ONCE = timedelta(0)
MINUTE = timedelta(minutes=1)


def flag_after(elapsed: timedelta, elements: int = NINE) -> ReceiptFlag | None:
    """The flag of a form that was signed for its key and sent so much later."""
    return time_flag(SECRET, sign_opening(SECRET, KEY, OPENED), KEY, OPENED + elapsed, elements)


@pytest.mark.parametrize(("seconds", "is_fast"), [(0, True), (8.9, True), (9, False), (70, False)])
def test_less_than_a_second_for_each_element_is_too_fast(seconds: float, is_fast: bool) -> None:
    assert (flag_after(timedelta(seconds=seconds)) is ReceiptFlag.TOO_FAST) is is_fast


def test_a_single_question_may_be_answered_in_a_second() -> None:
    assert flag_after(timedelta(seconds=1), elements=1) is None


@pytest.mark.parametrize("elapsed", [timedelta(days=3), -timedelta(hours=1)], ids=str)
def test_a_form_left_open_or_a_clock_set_back_harms_nobody(elapsed: timedelta) -> None:
    assert flag_after(elapsed) is None


@pytest.mark.parametrize(
    "opened", ["", ".", "1781488800", "1781488800.", "9" * 20 + "." + "A" * 12, "１.x", "\0"]
)
def test_a_time_that_we_did_not_sign_is_unknown(opened: str) -> None:
    later = OPENED + MINUTE

    assert time_flag(SECRET, opened, KEY, later, NINE) is ReceiptFlag.UNKNOWN_TIME


def test_a_time_signed_for_one_form_is_worth_nothing_in_another() -> None:
    opened = sign_opening(SECRET, "other" * 5, OPENED)

    assert time_flag(SECRET, opened, KEY, OPENED + MINUTE, NINE) is ReceiptFlag.UNKNOWN_TIME


def test_an_earlier_time_cannot_be_put_under_the_same_proof() -> None:
    second, _, proof = sign_opening(SECRET, KEY, OPENED).partition(".")
    forged = f"{int(second) - 600}.{proof}"

    assert time_flag(SECRET, forged, KEY, OPENED, NINE) is ReceiptFlag.UNKNOWN_TIME


@given(st.text(max_size=60))
def test_no_text_in_place_of_the_time_raises(opened: str) -> None:
    assert time_flag(SECRET, opened, KEY, OPENED, NINE) is ReceiptFlag.UNKNOWN_TIME


def sent(how_many: int, apart: timedelta, counter_id: int = 1) -> RecentSends:
    """What is remembered after so many answers, each so long after the one before."""
    sends = RecentSends()
    for number in range(how_many):
        sends.add(counter_id, OPENED + number * apart)
    return sends


def test_more_than_eight_answers_within_minutes_are_a_burst() -> None:
    assert not sent(MOST_IN_SHORT - 1, AT_ONCE).is_burst(1, OPENED)
    assert sent(MOST_IN_SHORT, AT_ONCE).is_burst(1, OPENED)


def test_more_than_twenty_answers_in_an_hour_are_a_burst() -> None:
    apart = 2 * MINUTE

    assert not sent(MOST_IN_LONG - 1, apart).is_burst(1, OPENED + 19 * apart)
    assert sent(MOST_IN_LONG, apart).is_burst(1, OPENED + 20 * apart)


def test_a_counter_that_serves_one_in_six_minutes_is_never_a_burst() -> None:
    sends = RecentSends()
    for number in range(80):
        moment = OPENED + number * 6 * MINUTE
        assert not sends.is_burst(1, moment)
        sends.add(1, moment)


def test_counters_are_counted_apart() -> None:
    assert not sent(MOST_IN_LONG, AT_ONCE).is_burst(2, OPENED)


def test_a_burst_is_forgotten_after_an_hour() -> None:
    sends = sent(MOST_IN_LONG, AT_ONCE)

    assert sends.is_burst(1, OPENED + 50 * MINUTE)
    assert not sends.is_burst(1, OPENED + 60 * MINUTE)


def test_counts_of_more_than_an_hour_ago_leave_memory() -> None:
    sends = sent(200, 5 * MINUTE)

    assert len(sends._buckets) == LONG_BUCKETS
    assert sum(sum(counts.values()) for _, counts in sends._buckets) == LONG_BUCKETS


def test_memory_holds_so_many_counters_and_no_more(monkeypatch) -> None:
    monkeypatch.setattr(receipt_flags, "MOST_COUNTERS", 3)
    sends = RecentSends()

    for counter_id in range(100):
        sends.add(counter_id, OPENED)

    assert len(sends._buckets[-1][1]) == 3


def test_only_counters_and_numbers_are_remembered() -> None:
    sends = sent(3, MINUTE, counter_id=7)

    assert [counts for _, counts in sends._buckets] == [{7: 3}]
