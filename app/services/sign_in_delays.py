"""How long the next try to sign in must wait, by account name and by address.

Three tries are free. From then on each try must come 1, 2, 4 ... and at most 60 seconds after the
last one, and fifteen quiet minutes forget everything. That makes nine tries in the first minute
and about one in each further minute. The price: somebody who knows an account's name can fail on
purpose, and so make its owner's next try wait up to 60 seconds, and again after that, but never
longer; no account is ever locked.
"""

from __future__ import annotations

import hashlib
import hmac
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

import sqlalchemy as sa

from app.access import unaudited
from app.database import db, insert, transaction
from app.errors import TooSoon
from app.models.people import SignInDelay
from app.queries import people

FREE_TRIES = 3
GREATEST_WAIT_S = 60
FORGOTTEN_AFTER = timedelta(minutes=15)
NEVER = timedelta(0)


@dataclass(frozen=True)
class Turn:
    """A try that was counted as failed in advance, with what each subject's row said before."""

    before: tuple[tuple[bytes, int, datetime], ...]
    name: bytes


def name_subject(secret: str, username: str) -> bytes:
    """The keyed hash of an account name, whether there is such an account or not."""
    return _keyed_hash(secret, f"name:{username}")


def address_subject(secret: str, address: str) -> bytes:
    """The keyed hash of a sender's address; of an IPv6 one the network, which one sender owns."""
    return _keyed_hash(secret, f"address:{_network(address)}")


def wait_s(failures: int) -> int:
    """The seconds between the last of so many failures and the next try."""
    doublings = failures - FREE_TRIES
    return 0 if doublings < 0 else min(2 ** min(doublings, 6), GREATEST_WAIT_S)


@unaudited("nobody is signed in yet, and a row names nobody")
def take_turn(now: datetime, name: bytes, *others: bytes) -> Turn:
    """Count a try before its password is looked at; TooSoon while one of the subjects must wait.

    Counting first means that tries sent all at once wait for each other too.
    """
    subjects = sorted({name, *others})
    with transaction():
        _forget_old(now)
        _begin(now, subjects)
        delays = people.locked_delays(subjects)
        _refuse_while_waiting(now, delays)
        before = tuple((row.subject_hash, row.failures, row.last_failed_at) for row in delays)
        for row in delays:
            row.failures, row.last_failed_at = row.failures + 1, now
    return Turn(before, name)


@unaudited("part of signing in, which records its own event")
def give_back(turn: Turn) -> None:
    """Take the try back because its password was right; the name begins anew.

    The address keeps its earlier failures: else somebody with an account of his own could sign in
    between guesses at all the others.
    """
    for subject, failures, last_failed_at in turn.before:
        chosen = SignInDelay.subject_hash == subject
        if subject == turn.name or failures == 0:
            db.session.execute(sa.delete(SignInDelay).where(chosen))
        else:
            values = {"failures": SignInDelay.failures - 1, "last_failed_at": last_failed_at}
            db.session.execute(sa.update(SignInDelay).where(chosen).values(values))


def _forget_old(now: datetime) -> None:
    old = SignInDelay.last_failed_at <= now - FORGOTTEN_AFTER
    db.session.execute(sa.delete(SignInDelay).where(old))


def _begin(now: datetime, subjects: Sequence[bytes]) -> None:
    """Give each subject a row, so that there is something to lock."""
    rows = [{"subject_hash": each, "failures": 0, "last_failed_at": now} for each in subjects]
    db.session.execute(insert(SignInDelay.__table__).on_conflict_do_nothing(), rows)


def _refuse_while_waiting(now: datetime, delays: Sequence[SignInDelay]) -> None:
    left = max(_left(now, row) for row in delays)
    if left > NEVER:
        seconds = math.ceil(left.total_seconds())
        raise TooSoon("Terlalu banyak percobaan. Coba lagi dalam %(wait_s)s detik.", wait_s=seconds)


def _left(now: datetime, delay: SignInDelay) -> timedelta:
    """What is left of the wait; a clock that was set back never makes it longer."""
    wait = timedelta(seconds=wait_s(delay.failures))
    return min(wait, delay.last_failed_at + wait - now)


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(int(parsed) >> 64)
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)


def _keyed_hash(secret: str, subject: str) -> bytes:
    return hmac.new(secret.encode(), subject.encode(), hashlib.sha256).digest()
