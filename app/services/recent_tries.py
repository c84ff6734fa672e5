"""How often one form or ticket was sent of late: counted in memory, by nothing but itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

SPAN_S = 3600
MOST_TRIES = 60
MOST_SUBJECTS = 50_000


@dataclass
class RecentTries:
    """Tries by form or ticket within the hour, dropped with it; no address is looked at.

    Kept by one process. Subjects beyond the bound of memory are not counted, as turning them away
    would let a flood shut out everybody else.
    """

    _hour: int = 0
    _counts: dict[bytes, int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def allow(self, subject: bytes, moment: datetime) -> bool:
        """Count one try; whether the subject may still be tried."""
        short = hashlib.sha256(subject).digest()[:8]
        with self._lock:
            self._turn_to(int(moment.timestamp()) // SPAN_S)
            if short not in self._counts and len(self._counts) >= MOST_SUBJECTS:
                return True
            self._counts[short] = tries = self._counts.get(short, 0) + 1
        return tries <= MOST_TRIES

    def _turn_to(self, hour: int) -> None:
        """Forget what was counted before this hour; a clock that was set back goes on counting."""
        if hour > self._hour:
            self._hour = hour
            self._counts.clear()
