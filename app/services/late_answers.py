"""Answers that waited on a phone or kiosk without a network, and count for the day of the visit.

Each form carries the day, slot and round in which it was opened, and until when an answer in it
counts, signed by us for its address. So the clock of a device is never asked, and a round that
ended meanwhile shuts nobody out (decisions 17).
"""

from __future__ import annotations

import base64
import hmac
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from threading import Lock

from app.clock import Slot
from app.errors import TooLate
from app.queries.collection import OpenPoint
from app.services.receipt_flags import MOST_IN_LONG

WAITS_AT_MOST = timedelta(days=7)
HALF_A_DAY = timedelta(hours=12)
# An answer on a kiosk that arrives so long after its form was opened has waited there.
FRESH_FOR = timedelta(minutes=10)
MOST_OPENINGS = 4096
HOUR_S, DAY_S = 3600, 86400
_PROOF_BYTES = 12
_VISIT = re.compile(
    r"([0-9]{9,11})\.[A-Za-z0-9_-]{12}\.([0-9]{4}-[0-9]{2}-[0-9]{2})\.(morning|afternoon)"
    r"\.([0-9]{1,10})\.([0-9]{9,11})\.([A-Za-z0-9_-]{16})"
)


@dataclass(frozen=True)
class Visit:
    """When and in which round a form was opened, and until when its answer counts."""

    opened_at: datetime
    day: date
    slot: Slot
    round_id: int
    expires_at: datetime


@dataclass(frozen=True)
class OpeningHours:
    """The hours of each local day in which a kiosk takes answers; it is dark in all others."""

    opens: int
    closes: int
    hours_ahead: float

    def begun_between(self, earlier: datetime, later: datetime) -> int:
        """How many hours of these lie between two moments, a begun one as whole; at least 1.

        One is left to an answer that was begun before the kiosk closed and sent afterwards.
        """
        open_s = self._open_s(later) - self._open_s(earlier)
        return max(1, math.ceil(open_s / HOUR_S))

    def _open_s(self, moment: datetime) -> int:
        """The seconds of these hours from the epoch to a moment."""
        local_s = int(moment.timestamp()) + int(self.hours_ahead * HOUR_S)
        days, of_day_s = divmod(local_s, DAY_S)
        daily_s = (self.closes - self.opens) * HOUR_S
        return days * daily_s + min(max(of_day_s - self.opens * HOUR_S, 0), daily_s)


@dataclass
class HeldSends:
    """How many answers came from each opening, which serves many while a kiosk is cut off.

    They arrive together when the network is back, so what is odd is not their pace but more of
    them than the kiosk's open hours since the opening can have brought. All openings of one kiosk
    since then count together, or whoever opens its form often could bring any number. Kept by one
    process, in memory.
    """

    _counts: dict[tuple[str, datetime], int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def add(self, code: str, visit: Visit) -> None:
        """Count one more answer; the opening not heard of for longest is forgotten."""
        key = (code, visit.opened_at)
        with self._lock:
            count = self._counts.pop(key, 0) + 1
            if len(self._counts) >= MOST_OPENINGS:
                self._counts.pop(next(iter(self._counts)))
            self._counts[key] = count

    def is_burst(self, code: str, visit: Visit, arrived_at: datetime, hours: OpeningHours) -> bool:
        """Whether one more answer is more than people at one counter give in those hours."""
        with self._lock:
            counts = {opened: n for (of, opened), n in self._counts.items() if of == code}
        counts.setdefault(visit.opened_at, 0)
        newest_first = sorted(counts, reverse=True)
        since = accumulate(counts[opened] for opened in newest_first)
        return any(
            n >= MOST_IN_LONG * hours.begun_between(opened, arrived_at)
            for opened, n in zip(newest_first, since, strict=True)
            if opened <= visit.opened_at
        )


def waited(visit: Visit, arrived_at: datetime) -> bool:
    """Whether an answer arrives so late after its opening that it waited on its device."""
    return arrived_at - visit.opened_at > FRESH_FOR


def sign_visit(
    secret: bytes, point: OpenPoint, opening: str, expires_at: datetime | None = None
) -> str:
    """The hidden value of a form that was opened now: the signed opening, and the visit after it.

    `opening` is what receipt_flags.sign_opening gave, which begins with the second. A form that is
    shown again keeps the end of its first visit, which is given as `expires_at`.
    """
    second = int(opening.partition(".")[0])
    usual = second + int(WAITS_AT_MOST.total_seconds())
    expires = int(expires_at.timestamp()) if expires_at else usual
    told = f"{point.day.isoformat()}.{point.slot}.{point.round_id}.{expires}"
    return f"{opening}.{told}.{_proof(secret, point.code, second, told)}"


def sign_coming_visits(secret: bytes, point: OpenPoint, opening: str) -> str:
    """The hidden value of a form that is filled in for a week: a visit for each half-day.

    A kiosk that is cut off serves one after the other with the same form, and takes the visit of
    the half-day that it is by the clock that we told it. Each may arrive within a week of its own.
    """
    second = int(opening.partition(".")[0])
    latest = datetime.fromtimestamp(second, UTC) + WAITS_AT_MOST
    return " ".join(
        sign_visit(secret, replace(point, day=day, slot=slot), opening, latest + step * HALF_A_DAY)
        for step, (day, slot) in enumerate(_half_days(point))
    )


def not_after(visit: Visit | None, day: date, slot: Slot) -> Visit | None:
    """The visit, but no later than the half-day in which its answer arrived."""
    if visit is None or _in_order(visit.day, visit.slot) <= _in_order(day, slot):
        return visit
    return replace(visit, day=day, slot=slot)


def _half_days(point: OpenPoint) -> Iterator[tuple[date, Slot]]:
    """The half-day of a point, and those of its round within a week after it."""
    first = _in_order(point.day, point.slot)
    for step in range(WAITS_AT_MOST.days + 1):
        day = point.day + timedelta(days=step)
        if point.closes_on and day > max(point.closes_on, point.day):
            return
        yield from ((day, slot) for slot in Slot if _in_order(day, slot) >= first)


def _in_order(day: date, slot: Slot) -> tuple[date, bool]:
    return day, slot is Slot.AFTERNOON


def opening_of(opened: str) -> str:
    """The signed opening out of a form's hidden value."""
    return ".".join(opened.split(".", 2)[:2])


def read_visit(secret: bytes, code: str, opened: str) -> Visit | None:
    """The visit that we signed for the form of this code; None for any other text."""
    found = _VISIT.fullmatch(opened)
    if not found:
        return None
    second, day, slot, round_id, expires, proof = found.groups()
    right = _proof(secret, code, int(second), f"{day}.{slot}.{round_id}.{expires}")
    if not hmac.compare_digest(proof, right):
        return None
    return Visit(
        opened_at=datetime.fromtimestamp(int(second), UTC),
        day=date.fromisoformat(day),
        slot=Slot(slot),
        round_id=int(round_id),
        expires_at=datetime.fromtimestamp(int(expires), UTC),
    )


def point_of_send(
    visit: Visit | None,
    arrived_at: datetime,
    find_open: Callable[[datetime], OpenPoint],
    find_visited: Callable[[int, date, Slot], OpenPoint],
) -> OpenPoint:
    """Where and on which day an answer is filed: on that of its visit, or now where none is signed.

    `find_open` and `find_visited` look the point up; TooLate for an answer past its week.
    """
    if visit is None:
        return find_open(arrived_at)
    if arrived_at > visit.expires_at:
        raise TooLate(
            "Formulir ini dibuka pada %(day)s. Jawaban dihitung bila tiba paling lambat tujuh hari "
            "sesudahnya, jadi yang ini tidak dapat dihitung lagi.",
            day=visit.day.strftime("%d-%m-%Y"),
        )
    return find_visited(visit.round_id, visit.day, visit.slot)


def _proof(secret: bytes, code: str, second: int, told: str) -> str:
    digest = hmac.digest(secret, f"visit|{code}|{second}|{told}".encode(), "sha256")
    return base64.urlsafe_b64encode(digest[:_PROOF_BYTES]).decode("ascii")
