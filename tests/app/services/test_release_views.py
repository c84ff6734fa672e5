"""Each kind of view counts released answers in batches of its own."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from app.clock import PeriodKind
from app.models.tallies import Told
from app.services.release_views import Cell, ReleasedPart, told_to_views


def a_part(n: int, **different: object) -> ReleasedPart:
    """Released answers of one cell, told to nobody yet."""
    usual = {
        "counter_id": 1,
        "month": date(2026, 6, 1),
        "slot": "morning",
        "service_id": 0,
        "channel": "static_qr",
        "is_verified": False,
        "is_flagged": False,
        "instrument": "skm-2017@1",
    }
    return ReleasedPart(Cell(**usual | different), 0, np.array([n, 0]))  # type: ignore[arg-type]


def counted_by(told: Told, parts: list[ReleasedPart], length: PeriodKind = PeriodKind.MONTH) -> int:
    """How many answers a kind of view counts."""
    return sum(part.n for part in parts if part.told & told.over(length))


def test_every_view_has_a_bit_of_its_own() -> None:
    bits = [told.over(length) for told in Told for length in PeriodKind]

    assert len(set(bits)) == len(bits)
    assert all(bit.bit_count() == 1 and bit < 2**31 for bit in bits)


def test_small_months_are_told_to_longer_periods_alone() -> None:
    parts = [a_part(2, month=date(2026, month, 1)) for month in (1, 2, 3)]

    after = told_to_views(parts)

    lengths = {length.value: counted_by(Told.UNIT, after, length) for length in PeriodKind}
    assert lengths == {"month": 0, "quarter": 6, "semester": 6, "year": 6}


def test_counters_of_five_are_told_where_nothing_small_is_left() -> None:
    after = told_to_views([a_part(5), a_part(7, counter_id=2)])

    assert counted_by(Told.COUNTER, after) == 12


def test_a_counter_waits_while_the_rest_would_be_small() -> None:
    after = told_to_views([a_part(6), a_part(2, counter_id=2)])
    assert counted_by(Told.COUNTER, after) == 0

    later = told_to_views([*after, a_part(5, counter_id=2)])
    assert counted_by(Told.COUNTER, later) == 13


def test_what_was_told_once_stays_told() -> None:
    before = told_to_views([a_part(5)])

    after = told_to_views([*before, a_part(2, counter_id=2), a_part(3, counter_id=3)])

    assert counted_by(Told.COUNTER, after) == 5
    assert sum(part.n for part in after) == 10


@pytest.mark.parametrize(("verified", "unverified", "told"), [(5, 5, 10), (9, 4, 0), (9, 0, 9)])
def test_verified_and_other_answers_are_told_apart_only_when_both_are_large(
    verified: int, unverified: int, told: int
) -> None:
    parts = [a_part(verified, is_verified=True), *([a_part(unverified)] * bool(unverified))]

    assert counted_by(Told.VERIFIED, told_to_views(parts)) == told


def test_a_counter_s_verified_answers_wait_for_the_counter() -> None:
    parts = [a_part(9, is_verified=True), a_part(3, is_verified=True, counter_id=2)]

    after = told_to_views(parts)

    assert counted_by(Told.VERIFIED, after) == 12
    assert counted_by(Told.COUNTER_VERIFIED, after) == 0


def test_equal_cells_are_added_together() -> None:
    (joined,) = told_to_views([a_part(5), a_part(6)])

    assert (joined.n, joined.vector.tolist()) == (11, [11, 0])
