"""Time as the product knows it: local day, half-day slot, and reporting periods."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
# This century: further off there are no answers, and calendars end.
_PERIOD = re.compile(r"(20[0-9]{2})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|S([12])))?")


class Slot(StrEnum):
    """Half a local day; nothing finer is kept about an answer (decisions 6)."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


class PeriodKind(StrEnum):
    """The fixed lengths of time that scores are read over."""

    MONTH = "month"
    QUARTER = "quarter"
    SEMESTER = "semester"
    YEAR = "year"


MONTHS_IN = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.SEMESTER: 6,
    PeriodKind.YEAR: 12,
}


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


@lru_cache(maxsize=8)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(ZONES[name])


def local_day_and_slot(moment: datetime, zone: str) -> tuple[date, Slot]:
    """The local day and half-day of a moment in WIB, WITA or WIT."""
    local = moment.astimezone(_zone(zone))
    return local.date(), Slot.MORNING if local.hour < 12 else Slot.AFTERNOON


def local_hour(moment: datetime, zone: str) -> int:
    """The local hour of a moment, 0 to 23; for opening hours, never stored."""
    return moment.astimezone(_zone(zone)).hour


def hours_ahead(moment: datetime, zone: str) -> float:
    """How many hours a zone's clock is ahead of UTC."""
    return (moment.astimezone(_zone(zone)).utcoffset() or timedelta()) / timedelta(hours=1)


@dataclass(frozen=True, order=True)
class Period:
    """A month, quarter, semester or year: its first month and its length in months."""

    year: int
    first_month: int
    months: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period of a code such as 2026-03, 2026-Q1, 2026-S1 or 2026."""
        match = _PERIOD.fullmatch(text)
        if not match:
            raise ValueError(
                f"{text!r} bukan periode. Ketik bulan seperti 2026-03, triwulan seperti 2026-Q1, "
                "semester seperti 2026-S1, atau tahun seperti 2026."
            )
        year, month, quarter, semester = int(match[1]), match[2], match[3], match[4]
        if month:
            return cls(year, int(month), 1)
        if quarter:
            return cls(year, 3 * int(quarter) - 2, 3)
        return cls(year, 6 * int(semester) - 5, 6) if semester else cls(year, 1, 12)

    @classmethod
    def containing(cls, day: date, kind: PeriodKind) -> Period:
        """The period of that kind which the day lies in."""
        length = MONTHS_IN[kind]
        return cls(day.year, (day.month - 1) // length * length + 1, length)

    @property
    def kind(self) -> PeriodKind:
        """Whether it is a month, quarter, semester or year."""
        return next(kind for kind, length in MONTHS_IN.items() if length == self.months)

    @property
    def code(self) -> str:
        """The code that `parse` reads and that addresses carry."""
        number = (self.first_month - 1) // self.months + 1
        ends = {1: f"-{self.first_month:02}", 3: f"-Q{number}", 6: f"-S{number}", 12: ""}
        return f"{self.year:04}{ends[self.months]}"

    @property
    def first_day(self) -> date:
        """The first day in it."""
        return date(self.year, self.first_month, 1)

    @property
    def last_day(self) -> date:
        """The last day in it."""
        return self.following.first_day - timedelta(days=1)

    @property
    def following(self) -> Period:
        """The next period of the same kind."""
        return self._moved(1)

    @property
    def preceding(self) -> Period:
        """The period of the same kind before it."""
        return self._moved(-1)

    def each_month(self) -> tuple[date, ...]:
        """The first day of each of its months."""
        return tuple(date(self.year, self.first_month + step, 1) for step in range(self.months))

    def _moved(self, steps: int) -> Period:
        index = self.year * 12 + self.first_month - 1 + steps * self.months
        return Period(index // 12, index % 12 + 1, self.months)
