"""What the checks find in an office: flags at receipt, day summaries, and who was caught."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from analytics.day_summaries import DaySummary, summary_of
from analytics.inputs import Tally
from analytics.response_quality import FEWEST_SHEETS, judged_days
from analytics.whole_months import judged_months
from app.services.receipt_flags import RecentSends, sign_opening, time_flag
from tests.analytics.attacks.simulation import HIGH, ITEMS, LOW, MONTH_DAYS, Sheet

START = datetime(2026, 1, 1, tzinfo=UTC)
KEYS = tuple(f"u{number}" for number in range(1, ITEMS + 1))
SECRET, FORM = b"simulated " * 4, "k" * 22
Place = tuple[int, int]


@dataclass(frozen=True)
class Found:
    """How much of an attack was caught, and how much of what is honest."""

    attack_days: int
    attack_days_flagged: int
    attack_sheets: int
    attack_sheets_flagged: int
    attack_sheets_at_receipt: int
    honest_days: int
    honest_days_judged: int
    honest_days_flagged: int
    attacks_found_in_a_month: int
    honest_months: int
    honest_months_flagged: int


def received(sheets: Iterable[Sheet]) -> list[tuple[Sheet, bool]]:
    """Each sheet with its flag, decided in the order of arrival as the running system does."""
    sends, flagged = RecentSends(), []
    for sheet in sorted(sheets, key=lambda one: (one.day, one.second)):
        moment = START + timedelta(days=sheet.day, seconds=sheet.second)
        opened = sign_opening(SECRET, FORM, moment - timedelta(seconds=sheet.fill_s))
        is_odd = time_flag(SECRET, opened, FORM, moment, ITEMS) is not None
        flagged.append((sheet, is_odd or sends.is_burst(sheet.counter, moment)))
        sends.add(sheet.counter, moment)
    return flagged


def summaries(flagged: Iterable[tuple[Sheet, bool]]) -> tuple[DaySummary, ...]:
    """The days of an office as the running system sums them up."""
    held: dict[Place, list[tuple[Sheet, bool]]] = defaultdict(list)
    for sheet, is_flagged in flagged:
        held[sheet.counter, sheet.day].append((sheet, is_flagged))
    return tuple(
        summary_of(_tally([sheet for sheet, _ in found]), *place, sum(flag for _, flag in found))
        for place, found in held.items()
    )


def _tally(sheets: Sequence[Sheet]) -> Tally:
    letters = np.frombuffer("".join(sheet.ratings for sheet in sheets).encode(), dtype=np.uint8)
    return Tally.from_ratings(letters.reshape(len(sheets), -1) - ord("0"), KEYS, LOW, HIGH)


def found_in(sheets: Sequence[Sheet]) -> Found:
    """What is caught in an office; a sheet is when it has a flag or lies on a flagged day."""
    came = received(sheets)
    days = summaries(came)
    judged = judged_days(days)
    months = judged_months(days, [day.day // MONTH_DAYS for day in days])
    flagged = {(day.place, day.day) for day in judged if day.reasons}
    attacks = [(sheet, flag) for sheet, flag in came if sheet.is_attack]
    attacked = {(sheet.counter, sheet.day) for sheet, _ in attacks}
    attacked_months = {(counter, day // MONTH_DAYS) for counter, day in attacked}
    flagged_months = {(month.place, month.month) for month in months if month.reason}
    honest = [day for day in judged if (day.place, day.day) not in attacked]
    return Found(
        attack_days=len(attacked),
        attack_days_flagged=len(attacked & flagged),
        attack_sheets=len(attacks),
        attack_sheets_flagged=sum(
            flag or (sheet.counter, sheet.day) in flagged for sheet, flag in attacks
        ),
        attack_sheets_at_receipt=sum(flag for _, flag in attacks),
        honest_days=len(honest),
        honest_days_judged=sum(day.evidence.n >= FEWEST_SHEETS for day in honest),
        honest_days_flagged=sum(bool(day.reasons) for day in honest),
        attacks_found_in_a_month=int(bool(attacked_months & flagged_months)),
        honest_months=sum((month.place, month.month) not in attacked_months for month in months),
        honest_months_flagged=len(flagged_months - attacked_months),
    )
