"""Tickets that somebody keeps and uses later come back in bursts; honest ones do not."""

from __future__ import annotations

import pytest

from analytics.ticket_timing import ticket_timing
from tests.analytics.attacks.skimming import HABITS, a_counter

WEEKS, PER_DAY, COUNTERS = 26, 40, 36


def flagged(habit: str | None = None, *, slips_for: int = 1) -> list[bool | None]:
    """Whether each of many counters is in bursts; None where that cannot be said."""
    made = (a_counter(number, WEEKS, PER_DAY, habit, slips_for) for number in range(COUNTERS))
    judged = (ticket_timing(counter.issued, counter.used) for counter in made)
    return [found.is_in_bursts if found else None for found in judged]


def test_no_honest_counter_is_flagged() -> None:
    assert flagged() == [False] * COUNTERS


@pytest.mark.parametrize("habit", ["third day", "friday", "now and then"])
def test_counters_that_keep_one_ticket_in_five_are_flagged(habit: str) -> None:
    assert sum(map(bool, flagged(habit))) >= COUNTERS - 3


def test_tickets_used_up_on_the_same_day_leave_no_trace() -> None:
    assert "same day" in HABITS
    assert not any(flagged("same day"))


def test_slips_printed_for_days_ahead_cannot_be_judged() -> None:
    assert flagged(slips_for=2) == [None] * COUNTERS


def test_a_few_days_of_events_do_not_count() -> None:
    usual = [4] * 57

    assert not ticket_timing([10] * 60, [*usual, 40, 40, 40]).is_in_bursts


def test_the_spread_is_that_of_the_days_beyond_chance() -> None:
    found = ticket_timing([10] * 63, [2, 2, 8] * 21)

    # By hand: the fitted 4 stays at 4; of (u - 4)^2 - u the three largest, 16 - 8, are set aside.
    assert found.n_days == 63
    assert found.spread_squared == pytest.approx((18 * 8 + 42 * 2) / (60 * 16), rel=0.05)


@pytest.mark.parametrize(
    ("issued", "used"),
    [([], []), ([10] * 29, [4] * 29), ([10] * 60, [0] * 60), ([0] * 60, [4] * 60)],
    ids=["nothing", "few days", "few answers", "no tickets"],
)
def test_too_little_says_nothing(issued: list[int], used: list[int]) -> None:
    assert ticket_timing(issued, used) is None


def test_days_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="differ in length"):
        ticket_timing([1], [1, 2])
