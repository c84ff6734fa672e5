"""Released parts keep what may be seen of them, and since when."""

from __future__ import annotations

from datetime import date

import numpy as np

from app.models.tallies import MonthlyTally
from app.services.kinds_of_view import TOLD_TO_ALL
from app.services.released_parts import (
    SETTLED,
    Cell,
    ReleasedPart,
    joined,
    read_history,
    written,
)
from app.services.releases import STEP_BYTES

CELL = Cell(1, date(2026, 6, 1), "morning", 0, "static_qr", False, False, "skm-2017@1")


def test_a_history_is_read_as_it_was_written() -> None:
    history = {"0f": TOLD_TO_ALL, "ab12": 1}

    assert written(history) == "0f:fffffff ab12:1"
    assert read_history(written(history)) == history
    assert read_history(SETTLED) == {}


def test_the_longest_history_fits_its_column() -> None:
    one_view_a_step = {f"{bit:0{2 * STEP_BYTES}x}": 1 << bit for bit in range(28)}

    assert len(written(one_view_a_step)) <= MonthlyTally.__table__.c.steps.type.length


def test_only_what_has_a_history_or_is_new_goes_on() -> None:
    new = ReleasedPart(CELL, 0, np.array([3]))

    assert new.is_open
    assert new._replace(told=1, steps="a:1").is_open
    assert not new._replace(told=1).is_open


def test_parts_of_different_histories_stay_apart() -> None:
    parts = [
        ReleasedPart(CELL, 1, np.array([3]), "a:1"),
        ReleasedPart(CELL, 1, np.array([4]), "b:1"),
        ReleasedPart(CELL, 1, np.array([5]), "a:1"),
    ]

    assert [(part.n, part.steps) for part in joined(parts)] == [(8, "a:1"), (4, "b:1")]
