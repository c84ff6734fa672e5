"""Strata of fewer than five answers go with the one most like them, and so may others."""

from __future__ import annotations

import numpy as np

from app.queries.tallies import ReleasedTallies
from app.services.joined_strata import StratumKey, cells_of, partitions_of

Sizes = dict[StratumKey, int]


def strata(cells: Sizes) -> list[Sizes]:
    """How many answers each stratum has, in each partition."""
    return [
        {key: sum(cells[one] for one in keys) for key, keys in partition.items()}
        for partition in partitions_of(cells)
    ]


def test_few_go_with_the_same_service_before_the_same_half_day() -> None:
    cells = {
        (1, "morning", "static_qr"): 9,
        (2, "afternoon", "static_qr"): 20,
        (1, "afternoon", "static_qr"): 4,
    }

    assert strata(cells)[0] == {
        (1, "morning", "static_qr"): 13,
        (2, "afternoon", "static_qr"): 20,
    }


def test_after_the_finest_there_is_one_stratum_less_each_time() -> None:
    cells = {(1, "morning", "kiosk"): 6, (1, "afternoon", "kiosk"): 7, (2, "morning", "kiosk"): 9}

    assert strata(cells) == [
        cells,
        {(1, "afternoon", "kiosk"): 13, (2, "morning", "kiosk"): 9},
        {(1, "afternoon", "kiosk"): 22},
    ]


def test_the_name_does_not_say_which_of_two_small_parts_is_larger() -> None:
    first, second = (1, "afternoon", "kiosk"), (1, "morning", "kiosk")

    assert strata({first: 2, second: 4}) == strata({first: 4, second: 2}) == [{first: 6}]


def test_a_few_alone_stay_a_stratum() -> None:
    assert strata({(1, "morning", "kiosk"): 3}) == [{(1, "morning", "kiosk"): 3}]


def test_cells_hold_the_rows_asked_for_by_service_half_day_and_channel() -> None:
    same = np.ones(3, dtype=np.int64)
    held = ReleasedTallies(
        instrument="skm-2017@1",
        counter_id=same,
        service_id=np.array([3, 1, 2]),
        month=same,
        slot=np.array(["morning"] * 3),
        channel=np.array(["kiosk"] * 3),
        is_verified=same < 0,
        is_flagged=same < 0,
        told=same,
        vectors=same[:, None],
    )

    cells = cells_of(held, np.array([True, True, False]))

    assert {key: rows.tolist() for key, rows in cells.items()} == {
        (1, "morning", "kiosk"): [False, True, False],
        (3, "morning", "kiosk"): [True, False, False],
    }
    assert list(cells) == sorted(cells)
