"""Passwords: hashed with argon2id, checked in the same time for every name, never too common."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.errors import Invalid

# 19 MiB, two passes, one lane: the least that OWASP recommends, and 36 ms here instead of the
# 118 ms of the library's own choice, which a small server would feel at the start of a working day.
HASHER = PasswordHasher(memory_cost=19_456, time_cost=2, parallelism=1)
LEAST_LENGTH = 12
GREATEST_LENGTH = 256
# The field of a form that a refusal is about.
FIELD = ("new_password",)
# Letters and digits that are not mistaken for one another when read from paper.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
# The long ones among those that lists of stolen passwords begin with, and their local kin.
COMMON = frozenset(
    Path(__file__).with_name("common_passwords.txt").read_text(encoding="ascii").split()
)


def hash_password(password: str) -> str:
    """The password as it is stored."""
    return HASHER.hash(_normal(password))


def is_right(password_hash: str | None, password: str) -> bool:
    """Whether the password fits the hash; without one it says no, after the same work."""
    try:
        fits = HASHER.verify(
            password_hash or _nobodys_hash(HASHER), _normal(password[: GREATEST_LENGTH + 1])
        )
    except (VerificationError, InvalidHashError):
        return False
    return fits and password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return HASHER.check_needs_rehash(password_hash)


def random_password() -> str:
    """Twenty random characters in four groups: 99 bits that can be read out and typed."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(4))
    return "-".join(groups)


def require_acceptable(username: str, password: str) -> None:
    """Invalid unless the password is long enough and neither the name nor a common one."""
    if len(password) < LEAST_LENGTH:
        raise Invalid(
            "Kata sandi paling sedikit %(least)s karakter; kalimat pendek boleh.",
            FIELD,
            least=LEAST_LENGTH,
        )
    if len(password) > GREATEST_LENGTH:
        raise Invalid("Kata sandi paling banyak %(most)s karakter.", FIELD, most=GREATEST_LENGTH)
    plain = _normal(password).casefold()
    if plain == username.casefold():
        raise Invalid("Kata sandi tidak boleh sama dengan nama pengguna. Pilih yang lain.", FIELD)
    if plain in COMMON or len(set(plain)) < 4:
        raise Invalid("Kata sandi ini mudah ditebak. Pilih kalimat yang hanya Anda tahu.", FIELD)


@cache
def _nobodys_hash(hasher: PasswordHasher) -> str:
    """What an unknown name's password is checked against, to take as long as a known one's."""
    return hasher.hash(secrets.token_hex(32))


def _normal(password: str) -> str:
    """The same characters however the keyboard composed them (NIST SP 800-63B, 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)
