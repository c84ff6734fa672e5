"""What there is to look at twice in a spreadsheet of answers, without any database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from analytics.day_summaries import DaySummary, summary_of
from analytics.repeated_texts import RepeatedText, repeated_texts
from analytics.response_quality import FEWEST_SHEETS, JudgedDay, Reason, judged_days
from analytics.results import decimal_text
from analytics.whole_months import JudgedMonth, judged_months
from app.errors import Invalid
from app.services.file_sheets import FileSheets, read_sheets
from app.services.receipt_flags import SECONDS_PER_ELEMENT

__all__ = ["FileQuality", "JudgedDay", "JudgedMonth", "Reason"]

DAY, COUNTER, SECONDS, COMMENT = "tanggal", "loket", "waktu_isi_detik", "komentar"
MOST_SECONDS = 7 * 24 * 3600
SHARE_PLACES = 4


@dataclass(frozen=True)
class FileQuality:
    """The days and months of a file that stand out; `counters` names a place by its number."""

    n: int
    n_complete: int
    n_straightlined: int
    n_too_fast: int | None
    counters: tuple[str, ...]
    days: tuple[JudgedDay, ...]
    months: tuple[JudgedMonth, ...]
    comments: tuple[tuple[str, RepeatedText], ...]

    @property
    def n_judged(self) -> int:
        """Counter-days with enough sheets."""
        return sum(day.evidence.n >= FEWEST_SHEETS for day in self.days)

    @property
    def flagged(self) -> tuple[JudgedDay, ...]:
        """The days with a reason, in their order."""
        found = [day for day in self.days if day.reasons]
        return tuple(sorted(found, key=lambda day: (day.day, day.place)))


def quality_of_file(
    content: bytes, filename: str, *, order: str | None = None, instrument: str = "skm-2017"
) -> FileQuality:
    """What stands out in a CSV or XLSX file with days and counters; Invalid names each bad cell."""
    sheets = read_sheets(content, filename, (DAY, COUNTER), order=order, instrument=instrument)
    days, names = sheets.columns.days(DAY), sheets.columns.texts(COUNTER)
    counters = tuple(dict.fromkeys(names))
    too_fast = _too_fast(sheets)
    places = [(counters.index(name), day) for name, day in zip(names, days, strict=True)]
    summaries = list(_summaries(sheets, places, too_fast))
    tally = sheets.tally
    return FileQuality(
        n=tally.n,
        n_complete=tally.n_complete,
        n_straightlined=tally.n_straightlined,
        n_too_fast=None if too_fast is None else int(too_fast.sum()),
        counters=counters,
        days=judged_days(summaries),
        months=judged_months(summaries, [_month(day.day) for day in summaries]),
        comments=tuple(_repeated(sheets, names, days)),
    )


def quality_as_texts(found: FileQuality) -> dict[str, object]:
    """The result as JSON writes it: decimals as texts, rounded half-up for display."""
    return {
        "n": found.n,
        "n_complete": found.n_complete,
        "n_straightlined": found.n_straightlined,
        "n_too_fast": found.n_too_fast,
        "n_judged_days": found.n_judged,
        "days": [
            {
                "day": date.fromordinal(day.day).isoformat(),
                "counter": found.counters[day.place],
                "n": day.evidence.n,
                "usual_n": _text(day.evidence.usual_n),
                "shortfall": _text(day.evidence.share_0_1),
                "usual_shortfall": _text(day.evidence.usual_share_0_1),
                "n_flagged": day.evidence.n_flagged,
                "n_straightlined": day.evidence.n_straightlined,
                "isolation": _text(day.evidence.isolation),
                "reasons": [reason.value for reason in Reason if reason in day.reasons],
            }
            for day in found.flagged
        ],
        "months": [
            {
                "month": date.fromordinal(month.month).strftime("%Y-%m"),
                "counter": found.counters[month.place],
                "n": month.n,
                "shortfall": _text(month.share_0_1),
                "usual_shortfall": _text(month.usual_share_0_1),
                "reason": month.reason.value,
            }
            for month in found.months
            if month.reason
        ],
        "comments": [
            {"counter": counter, "text": held.text, "n": len(held.places)}
            for counter, held in found.comments
        ],
    }


def _too_fast(sheets: FileSheets) -> np.ndarray | None:
    """Which sheets took less than a second for each element, where the file tells the time."""
    if not sheets.columns.has(SECONDS):
        return None
    least = len(sheets.instrument.keys) * SECONDS_PER_ELEMENT
    fast: np.ndarray = sheets.columns.wholes(SECONDS, 0, MOST_SECONDS) < least
    return fast


def _summaries(
    sheets: FileSheets, places: Sequence[tuple[int, date]], too_fast: np.ndarray | None
) -> Iterator[DaySummary]:
    fast = np.zeros(len(places), dtype=bool) if too_fast is None else too_fast
    counts: dict[tuple[int, date], int] = dict.fromkeys(places, 0)
    for place, is_fast in zip(places, fast.tolist(), strict=True):
        counts[place] += is_fast
    for (counter, day), tally in sheets.tallies_by(places).items():
        yield summary_of(tally, counter, day.toordinal(), counts[counter, day])


def _month(day: int) -> int:
    return date.fromordinal(day).replace(day=1).toordinal()


def _repeated(
    sheets: FileSheets, names: Sequence[str], days: Sequence[date]
) -> Iterator[tuple[str, RepeatedText]]:
    """Comments that stand often at one counter in one month."""
    if not sheets.columns.has(COMMENT):
        return
    groups: dict[tuple[str, date], list[str]] = {}
    for name, day, text in zip(names, days, sheets.columns.texts(COMMENT), strict=True):
        groups.setdefault((name, day.replace(day=1)), []).append(text)
    try:
        for (name, _), texts in groups.items():
            for found in repeated_texts(texts):
                yield name, found
    except ValueError as error:
        raise Invalid(str(error)) from error


def _text(value: float | None) -> str | None:
    return None if value is None else decimal_text(Decimal(repr(value)), SHARE_PLACES)
