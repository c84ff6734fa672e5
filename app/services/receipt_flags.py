"""Flags decided while an answer is received: filled in too fast, in a burst, or at no known time.

A flag is one bit beside the answer; neither its reason nor any time is stored (decisions 11). The
form carries the second of its opening, signed together with its own key, so that a token serves
one send. How many answers a counter got lately is counted in memory, by counter alone: nothing of
the sender's device or address is looked at, and each count is dropped after an hour.
"""

from __future__ import annotations

import base64
import hmac
import re
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from threading import Lock

SECONDS_PER_ELEMENT = 1
BUCKET_S = 300
SHORT_BUCKETS, MOST_IN_SHORT = 2, 8
LONG_BUCKETS, MOST_IN_LONG = 12, 20
MOST_COUNTERS = 10_000
_PROOF_BYTES = 9
_OPENED = re.compile(r"[0-9]{9,11}\.[A-Za-z0-9_-]{12}")


class ReceiptFlag(StrEnum):
    """Why the time taken over an answer is flagged."""

    TOO_FAST = "too_fast"
    UNKNOWN_TIME = "unknown_time"


@dataclass
class RecentSends:
    """How many answers each counter got in the last hour, in buckets of five minutes.

    Kept by one process; each of several processes sees its own share.
    """

    _buckets: deque[tuple[int, dict[int, int]]] = field(
        default_factory=lambda: deque(maxlen=LONG_BUCKETS)
    )
    _lock: Lock = field(default_factory=Lock)

    def add(self, counter_id: int, moment: datetime) -> None:
        """Count one stored answer; counters beyond the bound of memory are not counted."""
        with self._lock:
            counts = self._bucket(int(moment.timestamp()) // BUCKET_S)
            if counter_id in counts or len(counts) < MOST_COUNTERS:
                counts[counter_id] = counts.get(counter_id, 0) + 1

    def is_burst(self, counter_id: int, moment: datetime) -> bool:
        """Whether one more answer is more than a counter gets from people who were served."""
        bucket = int(moment.timestamp()) // BUCKET_S
        with self._lock:
            lately = self._sum(counter_id, bucket, SHORT_BUCKETS)
            in_an_hour = self._sum(counter_id, bucket, LONG_BUCKETS)
        return lately >= MOST_IN_SHORT or in_an_hour >= MOST_IN_LONG

    def _bucket(self, bucket: int) -> dict[int, int]:
        """The counts of a bucket; a clock that was set back goes on with the newest."""
        if not self._buckets or self._buckets[-1][0] < bucket:
            self._buckets.append((bucket, {}))
        return self._buckets[-1][1]

    def _sum(self, counter_id: int, bucket: int, length: int) -> int:
        return sum(
            counts.get(counter_id, 0)
            for number, counts in self._buckets
            if number > bucket - length
        )


def sign_opening(secret: bytes, submission_key: str, moment: datetime) -> str:
    """The hidden value that says when a form with this key was opened."""
    second = str(int(moment.timestamp()))
    return f"{second}.{_proof(secret, submission_key, second)}"


def time_flag(
    secret: bytes, opened: str, submission_key: str, moment: datetime, elements: int
) -> ReceiptFlag | None:
    """Why the time taken over an answer is flagged, if so; it is stored all the same.

    `opened` is the hidden value as it came back, `elements` how many ratings were asked. A value
    that is missing or was not signed for this key is flagged, or whoever sends by a program would
    just leave it out. A form that stood open for long is not, nor one from before the server's
    clock was set back.
    """
    opened_at = _opened_at(secret, opened, submission_key)
    if opened_at is None:
        return ReceiptFlag.UNKNOWN_TIME
    return pace_flag(opened_at, moment, elements)


def pace_flag(opened_at: float, moment: datetime, elements: int) -> ReceiptFlag | None:
    """Why an answer is flagged that came so long after the second of its opening, if so."""
    elapsed_s = moment.timestamp() - opened_at
    is_too_fast = 0 <= elapsed_s < elements * SECONDS_PER_ELEMENT
    return ReceiptFlag.TOO_FAST if is_too_fast else None


def _opened_at(secret: bytes, opened: str, submission_key: str) -> int | None:
    """The second that was signed for this key, or None."""
    if not _OPENED.fullmatch(opened):
        return None
    second, _, proof = opened.partition(".")
    right = _proof(secret, submission_key, second)
    return int(second) if hmac.compare_digest(proof, right) else None


def _proof(secret: bytes, submission_key: str, second: str) -> str:
    digest = hmac.digest(secret, f"opened|{submission_key}|{second}".encode(), "sha256")
    return base64.urlsafe_b64encode(digest[:_PROOF_BYTES]).decode("ascii")
