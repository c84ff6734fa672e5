"""Tries are counted by form and ticket, for an hour, within a bound of memory."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.services import recent_tries
from app.services.recent_tries import MOST_TRIES, RecentTries


def test_a_subject_is_bounded_and_others_are_not_touched(now) -> None:
    tries = RecentTries()
    allowed = [tries.allow(b"one", now) for _ in range(MOST_TRIES + 1)]

    assert allowed == [True] * MOST_TRIES + [False]
    assert tries.allow(b"two", now)


def test_the_next_hour_begins_anew(now) -> None:
    tries = RecentTries()
    for _ in range(MOST_TRIES + 1):
        tries.allow(b"one", now)

    assert tries.allow(b"one", now + timedelta(hours=1))


def test_a_clock_that_was_set_back_gives_nothing_back(now) -> None:
    tries = RecentTries()
    for _ in range(MOST_TRIES):
        tries.allow(b"one", now)

    assert not tries.allow(b"one", now - timedelta(hours=1))


def test_memory_is_bounded_and_newcomers_are_let_in(now, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent_tries, "MOST_SUBJECTS", 3)
    tries = RecentTries()
    allowed = [tries.allow(bytes([number]), now) for number in range(100)]

    assert all(allowed)
    assert len(tries._counts) == 3
