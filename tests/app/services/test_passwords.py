"""Passwords: what is stored, what is refused, and that hashes follow today's parameters."""

from __future__ import annotations

from time import process_time

import pytest
from argon2 import PasswordHasher

from app.errors import Invalid
from app.services import passwords

GOOD = "kopi pagi di teras"


def test_the_hash_is_argon2id_with_nineteen_mebibytes() -> None:
    assert passwords.hash_password(GOOD).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_the_right_password_fits_and_another_does_not() -> None:
    kept = passwords.hash_password(GOOD)

    assert passwords.is_right(kept, GOOD)
    assert not passwords.is_right(kept, GOOD + "!")


def test_no_account_has_a_password_that_fits() -> None:
    assert not passwords.is_right(None, GOOD)


def test_an_unknown_name_takes_as_long_as_a_known_one() -> None:
    def cpu_s(kept: str | None) -> float:
        begun = process_time()
        passwords.is_right(kept, "a wrong password")
        return process_time() - begun

    kept = passwords.hash_password(GOOD)
    cpu_s(None)
    known, unknown = (min(cpu_s(each) for _ in range(3)) for each in (kept, None))

    # Without the work there would be a thousandth; the bounds leave room for a busy machine.
    assert 0.4 < unknown / known < 2.5


def test_a_password_fits_however_the_keyboard_composed_it() -> None:
    composed, taken_apart = "caf\u00e9 di alun-alun", "cafe\u0301 di alun-alun"

    assert passwords.is_right(passwords.hash_password(composed), taken_apart)


def test_a_hash_of_other_parameters_is_outdated() -> None:
    weaker = PasswordHasher(memory_cost=8192, time_cost=1, parallelism=1).hash(GOOD)

    assert passwords.is_outdated(weaker)
    assert not passwords.is_outdated(passwords.hash_password(GOOD))


def test_random_passwords_differ_and_are_acceptable() -> None:
    made = {passwords.random_password() for _ in range(100)}

    assert len(made) == 100
    for password in made:
        passwords.require_acceptable("staf", password)


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("sebelas.kar", "paling sedikit 12"),
        ("x" * 100 + GOOD * 20, "paling banyak 256"),
        ("Staf.Rahmawati", "nama pengguna"),
        ("Password1234", "mudah ditebak"),
        ("aaaaaaaaaaaaaaaa", "mudah ditebak"),
    ],
)
def test_poor_passwords_are_refused_with_the_reason(password: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        passwords.require_acceptable("staf.rahmawati", password)


@pytest.mark.parametrize("password", [GOOD, "tanpaangka dan besar", "12 ayam 34 bebek"])
def test_no_mixture_of_characters_is_demanded(password: str) -> None:
    passwords.require_acceptable("staf", password)
