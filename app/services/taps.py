"""Answers by one tap, and the full answer that may follow one and then counts in its place.

Whoever tapped gets a sealed name of the tap: it cannot be guessed, and whoever has it cannot find
out from it, not even with a copy of the database, which row it names or what was tapped. The full
answer may follow until the end of the next local day. A tap is released only after that, so that
no released number ever has to be taken back.
"""

from __future__ import annotations

import base64
import hmac
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from app.clock import local_day_and_slot
from app.errors import N_, NotFound, Revoked
from app.models.responses import Channel
from app.queries import responses
from app.queries.collection import OpenPoint
from survey_forms import catalogue

FOLLOW_UP_DAYS = 1
# The zone in which a day ends last, and longer than any send takes to be stored.
LAST_ZONE = "WIB"
LONGEST_SEND = timedelta(hours=1)


@dataclass(frozen=True)
class Tap:
    """A stored tap that a full answer may follow, and how it came in."""

    key_hash: bytes
    channel: Channel
    is_verified: bool
    is_followed: bool


class TooLateToFollow(Revoked):
    """The time for a full answer after this tap is over; the tap counts."""


def one_tap_instruments() -> tuple[str, ...]:
    """The instruments that are answered by one tap."""
    return tuple(one.reference for one in catalogue.all_instruments() if one.is_one_tap)


def first_day_held_back(now: datetime) -> date:
    """The first day whose taps may still give way to full answers, in any zone."""
    day, _slot = local_day_and_slot(now - LONGEST_SEND, LAST_ZONE)
    return day - timedelta(days=FOLLOW_UP_DAYS)


def full_point(point: OpenPoint) -> OpenPoint:
    """The point as the full questionnaire sees it; TooLateToFollow where none follows any more."""
    if point.follow_up_instrument is None:
        raise _too_late()
    return replace(point, instrument=point.follow_up_instrument, follow_up_instrument=None)


def tap_to_follow(secret: bytes, point: OpenPoint, name: str) -> Tap:
    """The tap of a sealed name that a full answer at this point may follow.

    NotFound where there is none, TooLateToFollow after the next local day.
    """
    key_hash = unseal(secret, name)
    tap = responses.tap(key_hash) if key_hash else None
    if key_hash is None or tap is None or not _is_tap_at(point, tap):
        raise NotFound("Alamat ini tidak lengkap atau salah.")
    if point.day > tap.day + timedelta(days=FOLLOW_UP_DAYS):
        raise _too_late()
    return Tap(key_hash, tap.channel, tap.is_verified, tap.is_followed)


def _is_tap_at(point: OpenPoint, tap: sa.Row) -> bool:
    return bool(tap.counter_id == point.counter_id and catalogue.find(tap.instrument).is_one_tap)


def _too_late() -> TooLateToFollow:
    return TooLateToFollow(
        N_(
            "Waktu untuk melengkapi penilaian singkat ini sudah lewat. Penilaian singkat Anda "
            "tetap dihitung."
        )
    )


def seal(secret: bytes, key_hash: bytes) -> str:
    """The name of a tap for its own citizen: the same each time, and readable by us alone."""
    return base64.urlsafe_b64encode(_cipher(secret).encrypt(key_hash, None)).decode("ascii")


def unseal(secret: bytes, name: str) -> bytes | None:
    """The key hash of a sealed name, or None where we did not seal it."""
    try:
        content = base64.b64decode(name.encode(), altchars=b"-_", validate=True)
        return _cipher(secret).decrypt(content, None)
    except (ValueError, InvalidTag):
        return None


def _cipher(secret: bytes) -> AESSIV:
    # Without a random part, so that a form sent again leads to the same name.
    return AESSIV(hmac.digest(secret, b"tap", "sha256"))
