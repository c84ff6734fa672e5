"""Strata of fewer than five answers go with the one most like them."""

from __future__ import annotations

import numpy as np

from app.queries.tallies import ReleasedTallies
from app.services.joined_strata import StratumKey, rows_by_stratum


def tallies(*cells: tuple[StratumKey, int]) -> ReleasedTallies:
    """Rows of one counter and month with these kinds and sizes."""
    kinds, sizes = zip(*cells, strict=True)
    service, slot, channel = (np.array(column) for column in zip(*kinds, strict=True))
    same = np.ones(len(cells), dtype=np.int64)
    return ReleasedTallies(
        instrument="skm-2017@1",
        counter_id=same,
        service_id=service,
        month=same,
        slot=slot,
        channel=channel,
        is_verified=same < 0,
        is_flagged=same < 0,
        told=same,
        vectors=np.array(sizes)[:, None],
    )


def joined(held: ReleasedTallies, rows: np.ndarray | None = None) -> dict[StratumKey, int]:
    """How many answers each stratum has."""
    chosen = np.ones(len(held.month), dtype=bool) if rows is None else rows
    return {k: int(held.sizes[mask].sum()) for k, mask in rows_by_stratum(held, chosen).items()}


def test_few_go_with_the_same_service_before_the_same_half_day() -> None:
    held = tallies(
        ((1, "morning", "static_qr"), 9),
        ((2, "afternoon", "static_qr"), 20),
        ((1, "afternoon", "static_qr"), 4),
    )

    assert joined(held) == {(1, "morning", "static_qr"): 13, (2, "afternoon", "static_qr"): 20}


def test_rows_that_are_not_asked_for_are_in_no_stratum() -> None:
    held = tallies(((1, "morning", "kiosk"), 6), ((2, "morning", "kiosk"), 7))

    assert joined(held, np.array([True, False])) == {(1, "morning", "kiosk"): 6}
    assert joined(held, np.array([False, False])) == {}


def test_a_few_alone_stay_a_stratum() -> None:
    assert joined(tallies(((1, "morning", "kiosk"), 3))) == {(1, "morning", "kiosk"): 3}
