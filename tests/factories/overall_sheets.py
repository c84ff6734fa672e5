"""Sheets with an overall answer that follows some elements and not others."""

from __future__ import annotations

import numpy as np

Sheet = tuple[int | None, ...]
OFTEN_LOW, SELDOM_LOW = (0.2, 0.3, 0.3, 0.2), (0.03, 0.03, 0.04, 0.9)


def overall_sheets(how_many: int) -> list[Sheet]:
    """So many sheets of skm-2017@2 in form order, the overall answer last.

    It follows waktu, which is low, and perilaku, which is high. Of those that it does not follow,
    biaya and produk are low and the others high.
    """
    generator = np.random.default_rng(7)
    low = generator.choice([1, 2, 3, 4], (how_many, 3), p=OFTEN_LOW)
    high = generator.choice([1, 2, 3, 4], (how_many, 6), p=SELDOM_LOW)
    overall = low[:, 0] / 2 + high[:, 0] - 2 + generator.normal(0, 0.3, how_many)
    columns = (high[:, 1:3], low, high[:, 3], high[:, 0], high[:, 4:], np.rint(overall))
    sheets = np.clip(np.column_stack(columns), 1, 4)
    return [tuple(int(value) for value in row) for row in sheets]
