"""Every kind of view counts what its readers expect."""

from __future__ import annotations

from datetime import date

from app.clock import PeriodKind
from app.models.tallies import Told
from app.services.kinds_of_view import KINDS, TOLD_TO_ALL
from app.services.released_parts import Cell
from app.services.score_views import COUNTED_BY, Reading

CELL = Cell(7, date(2026, 6, 1), "morning", 3, "static_qr", False, True, "skm-2017@1")


def test_there_is_a_kind_for_whatever_is_read() -> None:
    assert {kind.told for kind in KINDS} == set(COUNTED_BY.values()) == set(Told)
    assert TOLD_TO_ALL.bit_count() == len(Told) * len(PeriodKind)


def test_each_counts_the_answers_of_its_reading() -> None:
    counts = {told: reading for (_, reading), told in COUNTED_BY.items()}

    for kind in KINDS:
        sent = CELL._replace(is_verified=True, is_flagged=False)
        assert kind.counts(sent)
        assert kind.counts(CELL) == (counts[kind.told] is Reading.ALL)


def test_a_part_of_a_counter_waits_for_the_counter_over_the_same_length() -> None:
    (kind,) = (one for one in KINDS if one.told is Told.COUNTER_VERIFIED)

    assert kind.of(CELL) == 7
    assert kind.needed(PeriodKind.QUARTER) == Told.COUNTER.over(PeriodKind.QUARTER)
