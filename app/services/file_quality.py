"""What there is to look at twice in a spreadsheet of answers, without any database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from analytics.comments import mask_identifiers
from analytics.day_summaries import DaySummary, summary_of
from analytics.index import satisfaction_index
from analytics.repeated_texts import MOST_DIFFERENT_TEXTS, RepeatedText, repeated_texts
from analytics.response_quality import FEWEST_SHEETS, JudgedDay, Reason, judged_days
from analytics.results import IndexResult, decimal_text
from analytics.whole_months import JudgedMonth, judged_months
from app.errors import Invalid
from app.services.file_precision import float_text, limits_as_texts
from app.services.file_sheets import FileSheets, read_sheets
from app.services.receipt_flags import SECONDS_PER_ELEMENT
from app.services.scoring_rules import K

__all__ = ["FileQuality", "IndexResult", "JudgedDay", "JudgedMonth", "Reason"]

DAY, COUNTER, SECONDS, COMMENT = "tanggal", "loket", "waktu_isi_detik", "komentar"
MOST_SECONDS = 7 * 24 * 3600
INDEX_PLACES, SHARE_PLACES = 2, 4


@dataclass(frozen=True)
class FileQuality:
    """The days and months of a file that stand out; `counters` names a place by its number.

    `without_fast` is None where nothing is known of time, and where either group has 1 to 4
    sheets (decisions 2).
    """

    result: IndexResult
    without_fast: IndexResult | None
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

    @property
    def odd_months(self) -> tuple[JudgedMonth, ...]:
        """The months with a reason."""
        return tuple(month for month in self.months if month.reason)


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
        result=satisfaction_index(tally, sheets.rule),
        without_fast=_without_fast(sheets, too_fast),
        n=tally.n,
        n_complete=tally.n_complete,
        n_straightlined=tally.n_straightlined,
        n_too_fast=None if too_fast is None else int(too_fast.sum()),
        counters=counters,
        days=judged_days(summaries),
        months=judged_months(summaries, [_month_of(day.day) for day in summaries]),
        comments=tuple(_repeated(sheets, names, days)),
    )


def quality_as_texts(found: FileQuality) -> dict[str, object]:
    """The result as JSON writes it: decimals as texts, rounded half-up for display."""
    return {
        "n": found.n,
        "n_complete": found.n_complete,
        "n_straightlined": found.n_straightlined,
        "n_too_fast": found.n_too_fast,
        "all_sheets": reading_as_texts(found.result),
        "without_too_fast": reading_as_texts(found.without_fast) if found.without_fast else None,
        "n_judged_days": found.n_judged,
        "days": [_day(day, found.counters[day.place]) for day in found.flagged],
        "months": [_month(month, found.counters[month.place]) for month in found.odd_months],
        "comments": [
            {"counter": counter, "text": held.text, "n": len(held.places)}
            for counter, held in found.comments
        ],
    }


def reading_as_texts(result: IndexResult) -> dict[str, object]:
    """An index with its n and interval; what is undefined is None."""
    return {
        "n": result.n,
        "index": None if result.index is None else decimal_text(result.index, INDEX_PLACES),
        "interval_95": limits_as_texts(result.interval),
    }


def _day(day: JudgedDay, counter: str) -> dict[str, object]:
    evidence = day.evidence
    return {
        "day": date.fromordinal(day.day).isoformat(),
        "counter": counter,
        "n": evidence.n,
        "usual_n": float_text(evidence.usual_n, SHARE_PLACES),
        "shortfall": float_text(evidence.share_0_1, SHARE_PLACES),
        "usual_shortfall": float_text(evidence.usual_share_0_1, SHARE_PLACES),
        "n_flagged": evidence.n_flagged,
        "n_straightlined": evidence.n_straightlined,
        "isolation": float_text(evidence.isolation, SHARE_PLACES),
        "reasons": [reason.value for reason in Reason if reason in day.reasons],
    }


def _month(month: JudgedMonth, counter: str) -> dict[str, object]:
    return {
        "month": date.fromordinal(month.month).strftime("%Y-%m"),
        "counter": counter,
        "n": month.n,
        "shortfall": float_text(month.share_0_1, SHARE_PLACES),
        "usual_shortfall": float_text(month.usual_share_0_1, SHARE_PLACES),
        "reason": month.reason.value if month.reason else None,
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


def _month_of(day: int) -> int:
    return date.fromordinal(day).replace(day=1).toordinal()


def _without_fast(sheets: FileSheets, too_fast: np.ndarray | None) -> IndexResult | None:
    if too_fast is None:
        return None
    fast, slow = int(too_fast.sum()), int((~too_fast).sum())
    if slow < K or 0 < fast < K:
        return None
    return satisfaction_index(sheets.only(~too_fast).tally, sheets.rule)


def _repeated(
    sheets: FileSheets, names: Sequence[str], days: Sequence[date]
) -> Iterator[tuple[str, RepeatedText]]:
    """Comments, masked first, that stand often at one counter in one month."""
    if not sheets.columns.has(COMMENT):
        return
    groups: dict[tuple[str, date], list[str]] = {}
    for name, day, text in zip(names, days, sheets.columns.texts(COMMENT), strict=True):
        groups.setdefault((name, day.replace(day=1)), []).append(mask_identifiers(text))
    for (name, month), texts in groups.items():
        if len(set(texts)) > MOST_DIFFERENT_TEXTS:
            raise Invalid(
                "Ada lebih dari %(most)s komentar yang berbeda di %(counter)s pada %(month)s. "
                "Bagi berkasnya, atau hapus kolom komentar.",
                most=MOST_DIFFERENT_TEXTS,
                counter=name,
                month=f"{month:%Y-%m}",
            )
        for found in repeated_texts(texts):
            yield name, found
