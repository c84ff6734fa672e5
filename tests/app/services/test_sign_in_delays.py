"""Delays: how they grow, whom they meet, and when they are forgotten."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.database import db, transaction
from app.errors import TooSoon
from app.models.people import SignInDelay
from app.services.sign_in_delays import (
    address_subject,
    give_back,
    name_subject,
    take_turn,
    wait_s,
)

SECRET = "for-tests"
NAME = name_subject(SECRET, "staf")
ADDRESS = address_subject(SECRET, "10.0.0.7")


def tries_let_in(start: datetime, seconds: int) -> list[int]:
    """The seconds at which somebody who tries once a second is let in."""
    let_in = []
    for second in range(seconds):
        try:
            take_turn(start + timedelta(seconds=second), NAME)
        except TooSoon:
            continue
        let_in.append(second)
    return let_in


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (2, 0), (3, 1), (4, 2), (5, 4), (8, 32), (9, 60), (10, 60), (10_000, 60)],
)
def test_the_wait_doubles_after_three_failures_up_to_a_minute(failures: int, seconds: int) -> None:
    assert wait_s(failures) == seconds


def test_no_minute_holds_more_than_ten_tries(app: Flask, now: datetime) -> None:
    let_in = tries_let_in(now, 600)

    assert let_in[:4] == [0, 1, 2, 3]
    assert max(sum(start <= at < start + 60 for at in let_in) for start in let_in) <= 10


def test_three_tries_at_once_are_free_and_the_fourth_waits(app: Flask, now: datetime) -> None:
    for _ in range(3):
        take_turn(now, NAME)

    with pytest.raises(TooSoon, match="1 detik") as refused:
        take_turn(now, NAME)
    assert refused.value.wait_s == 1


def test_a_try_is_counted_before_its_password_is_looked_at(app: Flask, now: datetime) -> None:
    take_turn(now, NAME)

    assert db.session.get(SignInDelay, NAME).failures == 1


def test_an_address_waits_whatever_names_it_tries(app: Flask, now: datetime) -> None:
    for number in range(3):
        take_turn(now, name_subject(SECRET, f"name{number}"), ADDRESS)

    with pytest.raises(TooSoon):
        take_turn(now, name_subject(SECRET, "another"), ADDRESS)


def test_a_name_waits_whatever_addresses_try_it(app: Flask, now: datetime) -> None:
    for number in range(3):
        take_turn(now, NAME, address_subject(SECRET, f"10.0.0.{number}"))

    with pytest.raises(TooSoon):
        take_turn(now, NAME, address_subject(SECRET, "10.0.0.99"))


def test_a_refused_try_does_not_make_the_wait_longer(app: Flask, now: datetime) -> None:
    for _ in range(3):
        take_turn(now, NAME)
    for _ in range(20):
        with pytest.raises(TooSoon):
            take_turn(now, NAME)

    take_turn(now + timedelta(seconds=1), NAME)


def test_fifteen_quiet_minutes_forget_everything(app: Flask, now: datetime) -> None:
    for minute in range(12):
        take_turn(now + timedelta(minutes=minute), NAME)
    later = now + timedelta(minutes=11 + 15)

    for _ in range(3):
        take_turn(later, NAME)

    assert db.session.get(SignInDelay, NAME).failures == 3


def test_a_right_password_frees_the_name_but_not_the_address(app: Flask, now: datetime) -> None:
    for _ in range(2):
        take_turn(now, NAME, ADDRESS)
    turn = take_turn(now, NAME, ADDRESS)
    with transaction():
        give_back(turn)

    assert db.session.get(SignInDelay, NAME) is None
    assert db.session.get(SignInDelay, ADDRESS, populate_existing=True).failures == 2


def test_an_own_account_does_not_buy_more_guesses_at_others(app: Flask, now: datetime) -> None:
    guesses = 0
    for number in range(20):
        try:
            take_turn(now, name_subject(SECRET, f"victim{number}"), ADDRESS)
            guesses += 1
            turn = take_turn(now, name_subject(SECRET, "own"), ADDRESS)
        except TooSoon:
            break
        with transaction():
            give_back(turn)

    assert guesses == 3


def test_a_first_right_password_leaves_nothing_behind(app: Flask, now: datetime) -> None:
    turn = take_turn(now, NAME, ADDRESS)
    with transaction():
        give_back(turn)

    assert db.session.scalar(sa.select(sa.func.count()).select_from(SignInDelay)) == 0


def test_a_clock_set_back_makes_nobody_wait_longer(app: Flask, now: datetime) -> None:
    for second in (0, 0, 0, 1):
        take_turn(now + timedelta(seconds=second), NAME)

    with pytest.raises(TooSoon) as refused:
        take_turn(now - timedelta(hours=1), NAME)
    assert refused.value.wait_s <= 2


def test_one_network_of_ipv6_is_one_sender() -> None:
    same = address_subject(SECRET, "2001:db8:1:2::7")

    assert address_subject(SECRET, "2001:db8:1:2:ffff::9") == same
    assert address_subject(SECRET, "2001:db8:1:3::7") != same
    assert address_subject(SECRET, "::ffff:10.0.0.7") == ADDRESS


def test_the_hash_needs_the_secret() -> None:
    assert name_subject("another", "staf") != NAME
    assert len(NAME) == 32


def test_tries_sent_all_at_once_are_counted_one_by_one(app: Flask, now: datetime) -> None:
    def is_let_in(_number: int) -> bool:
        with app.app_context():
            try:
                take_turn(now, NAME, ADDRESS)
            except TooSoon:
                return False
            return True

    with ThreadPoolExecutor(max_workers=8) as senders:
        assert sum(senders.map(is_let_in, range(40))) == 3
