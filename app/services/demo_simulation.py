"""Made-up answer sheets of the shape of a real service hall's, for where those are not at hand."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from app.documents.tables import write_csv
from survey_forms import catalogue

SHEETS, COUNTERS = 2380, 21
FIRST_DAY, DAYS = date(2021, 1, 4), 450
WEEKEND = 5
SHARE_STRAIGHT, SHARE_WITHOUT_COUNTER, SHARE_OF_GAPS = 0.60, 0.15, 0.008
LEVELS, LEVEL_SHARES = (4, 3, 2), (0.84, 0.14, 0.02)


def simulated_sheets(seed: int = 2021) -> bytes:
    """A CSV file of made-up sheets: days, counters, and ratings that lean to the top.

    The same seed gives the same file. Three sheets in five are straight-lined, one in seven has
    no counter, and a few answers are missing, as in the real file.
    """
    drawn = np.random.default_rng(seed)
    keys = catalogue.find("skm-2017").list_order
    days = sorted(drawn.choice(np.array(_working_days()), SHEETS).tolist())
    counters = _counters(drawn)
    ratings = _ratings(drawn, len(keys))
    rows = [
        (day.isoformat(), counter, *(rating or "" for rating in sheet))
        for day, counter, sheet in zip(days, counters, ratings.tolist(), strict=True)
    ]
    return write_csv(["tanggal", "loket", *keys], rows)


def _working_days() -> list[date]:
    days = (FIRST_DAY + timedelta(days=number) for number in range(DAYS))
    return [day for day in days if day.weekday() < WEEKEND]


def _counters(drawn: np.random.Generator) -> list[str]:
    """Names in very unequal numbers: a few busy counters and a tail of nearly empty ones."""
    shares = 1.0 / np.arange(1, COUNTERS + 1) ** 1.6
    chosen = drawn.choice(COUNTERS, SHEETS, p=shares / shares.sum())
    blank = drawn.random(SHEETS) < SHARE_WITHOUT_COUNTER
    return [
        "" if no else f"LOKET {number + 1:02}" for number, no in zip(chosen, blank, strict=True)
    ]


def _ratings(drawn: np.random.Generator, items: int) -> np.ndarray:
    level = drawn.choice(LEVELS, SHEETS, p=LEVEL_SHARES)
    lower = drawn.random((SHEETS, items)) < 0.25
    straight = drawn.random(SHEETS) < SHARE_STRAIGHT
    ratings = np.maximum(level[:, None] - (lower & ~straight[:, None]), 1)
    return np.where(drawn.random((SHEETS, items)) < SHARE_OF_GAPS, 0, ratings)
