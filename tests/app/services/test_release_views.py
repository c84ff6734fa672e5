"""Each kind of view goes on in steps of its own, from which nothing small follows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clock import Period, PeriodKind
from app.models.tallies import Told
from app.services.kinds_of_view import KINDS, TOLD_TO_ALL
from app.services.rating_counts import counts_end
from app.services.release_views import can_be_followed, told_to_views
from app.services.released_parts import SETTLED, Cell, ReleasedPart, read_history
from app.services.scoring_rules import K
from tests.factories.attack import small_unions_that_follow

MOST_MARKS = 30
# Counts of nine elements by four points; marks stand where a vector goes on.
COUNTS_END = counts_end("skm-2017@1")


def a_part(n: int, rating: int = 4, **different: object) -> ReleasedPart:
    """Released answers of one cell that all rate alike, told to nobody yet."""
    counts = np.zeros((9, 4), dtype=np.int64)
    counts[:, rating - 1] = n
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
    vector = np.array([n, n, 0, *counts.ravel()])
    return ReleasedPart(Cell(**usual | different), 0, vector)  # type: ignore[arg-type]


def counted_by(told: Told, parts: list[ReleasedPart], length: PeriodKind = PeriodKind.MONTH) -> int:
    """How many answers a kind of view counts."""
    return sum(part.n for part in parts if part.told & told.over(length))


def test_every_view_has_a_bit_of_its_own() -> None:
    bits = [told.over(length) for told in Told for length in PeriodKind]

    assert len(set(bits)) == len(bits)
    assert all(bit.bit_count() == 1 and bit < 2**31 for bit in bits)


def test_small_months_are_told_to_longer_periods_alone() -> None:
    parts = [a_part(2, month=date(2026, month, 1)) for month in (1, 2, 3)]

    after = told_to_views(parts, "a")

    lengths = {length.value: counted_by(Told.UNIT, after, length) for length in PeriodKind}
    assert lengths == {"month": 0, "quarter": 6, "semester": 6, "year": 6}


def test_counters_of_five_are_told_where_nothing_small_is_left() -> None:
    after = told_to_views([a_part(5), a_part(7, counter_id=2)], "a")

    assert counted_by(Told.COUNTER, after) == 12


def test_a_counter_waits_while_the_rest_would_be_small() -> None:
    """And for ever: 7 of counter 2 less the 5 of the second step would be the 2 of the first."""
    after = told_to_views([a_part(6), a_part(2, counter_id=2)], "a")
    assert counted_by(Told.COUNTER, after) == 0

    later = told_to_views([*after, a_part(5, counter_id=2)], "b")
    assert counted_by(Told.COUNTER, later) == 5


def test_what_was_told_once_stays_told() -> None:
    before = told_to_views([a_part(5)], "a")

    after = told_to_views([*before, a_part(2, counter_id=2), a_part(3, counter_id=3)], "b")

    assert counted_by(Told.COUNTER, after) == 5
    assert sum(part.n for part in after) == 10


@pytest.mark.parametrize(("verified", "unverified", "told"), [(5, 5, 10), (9, 4, 0), (9, 0, 9)])
def test_verified_and_other_answers_are_told_apart_only_when_both_are_large(
    verified: int, unverified: int, told: int
) -> None:
    parts = [a_part(verified, is_verified=True), *([a_part(unverified)] * bool(unverified))]

    assert counted_by(Told.VERIFIED, told_to_views(parts, "a")) == told


def test_a_counter_s_verified_answers_wait_for_the_counter() -> None:
    parts = [a_part(9, is_verified=True), a_part(3, is_verified=True, counter_id=2)]

    after = told_to_views(parts, "a")

    assert counted_by(Told.VERIFIED, after) == 12
    assert counted_by(Told.COUNTER_VERIFIED, after) == 0


def test_equal_cells_are_added_together() -> None:
    (joined,) = told_to_views([a_part(5), a_part(6)], "a")

    assert (joined.n, joined.vector[:3].tolist()) == (11, [11, 11, 0])


def test_what_all_views_count_needs_no_history() -> None:
    (part,) = told_to_views([a_part(5)], "a")

    assert (part.told, part.steps) == (TOLD_TO_ALL, SETTLED)


def test_what_waits_keeps_its_steps_with_all_that_was_seen_beside_it() -> None:
    before = told_to_views([a_part(6), a_part(2, counter_id=2)], "a")
    after = told_to_views([*before, a_part(9, counter_id=3)], "b")

    assert [sorted(read_history(part.steps)) for part in after] == [["a"], ["a"], []]


def test_two_services_of_a_unit_wait_until_neither_gives_the_other_away() -> None:
    first = told_to_views([a_part(4), a_part(4, service_id=1)], "a")
    assert counted_by(Told.SERVICE, first) == 0

    then = told_to_views([*first, a_part(4), a_part(4, service_id=1)], "b")
    assert counted_by(Told.SERVICE, then) == 16


def test_answers_of_other_counters_and_slots_are_no_reason_to_wait() -> None:
    parts = [a_part(3), a_part(3, slot="afternoon"), a_part(3, channel="paper")]

    assert counted_by(Told.COUNTER, told_to_views(parts, "a")) == 9


def test_a_step_waits_that_would_betray_a_few_once_a_period_is_closed() -> None:
    """Seven of May were told. With 3 more of May, and 4 of June, the year could go on by 7; but
    when May is closed its total tells of the 3, and so the year of the 4."""
    may, june = {"month": date(2026, 5, 1)}, {"month": date(2026, 6, 1)}
    before = told_to_views([a_part(7, **may), a_part(9, **june)], "a")

    after = told_to_views([*before, a_part(3, **may), a_part(4, **june)], "b")

    assert counted_by(Told.UNIT, after, PeriodKind.YEAR) == 16


def test_a_step_of_one_low_rating_waits_for_another() -> None:
    before = told_to_views([a_part(9)], "a")

    after = told_to_views([*before, a_part(5, rating=1)], "b")
    assert {counted_by(told, after) for told in (Told.UNIT, Told.COUNTER)} == {9}

    later = told_to_views([*after, a_part(2)], "c")
    assert counted_by(Told.UNIT, later) == 16


def test_a_counter_waits_whose_step_would_leave_one_low_rating() -> None:
    """The unit goes on by 12; less the 7 of the first counter, five rated 1."""
    after = told_to_views([a_part(7), a_part(5, rating=1, counter_id=2)], "a")
    assert (counted_by(Told.UNIT, after), counted_by(Told.COUNTER, after)) == (12, 0)

    later = told_to_views([*after, a_part(5, counter_id=2)], "b")
    assert counted_by(Told.COUNTER, later) == 5


def test_two_counters_wait_whose_rest_is_one_low_rating() -> None:
    """Neither of them is many, but together they are five who rated 1."""
    few = [a_part(n, rating=1, counter_id=counter) for counter, n in ((2, 2), (3, 3))]

    after = told_to_views([a_part(7), *few], "a")

    assert (counted_by(Told.UNIT, after), counted_by(Told.COUNTER, after)) == (12, 0)


def test_verified_answers_wait_whose_rest_is_one_low_rating() -> None:
    after = told_to_views([a_part(9, is_verified=True), a_part(6, rating=2)], "a")

    assert (counted_by(Told.UNIT, after), counted_by(Told.VERIFIED, after)) == (15, 0)


def test_a_step_waits_in_which_few_answered_an_element() -> None:
    before = told_to_views([a_part(9)], "a")
    skipped = a_part(6)
    skipped.vector[3:7] = (0, 0, 0, 2)

    after = told_to_views([*before, skipped], "b")
    assert counted_by(Told.UNIT, after) == 9

    skipped.vector[3:7] = 0
    after = told_to_views([*before, skipped], "b")
    assert counted_by(Told.UNIT, after) == 15


def test_too_many_groups_with_a_history_are_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.services.release_views.MOST_OPEN", 1)

    after = told_to_views([a_part(6), a_part(2, counter_id=2)], "a")

    assert {part.steps for part in after} == {SETTLED}
    assert not any(part.is_open for part in after)


def test_only_so_many_small_groups_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [a_part(2, counter_id=number) for number in range(4)]
    assert can_be_followed(parts)

    monkeypatch.setattr("app.services.release_views.MOST_AT_ONCE", 3)
    assert not can_be_followed(parts)
    assert can_be_followed([part._replace(told=1) for part in parts])


def marked(number: int, n: int, drawn: np.random.Generator, rating: int = 4) -> ReleasedPart:
    """New answers of a random cell, with an entry of their own by which they are known again."""
    marks = np.zeros(MOST_MARKS, dtype=np.int64)
    marks[number] = n
    part = a_part(
        n,
        rating,
        counter_id=int(drawn.integers(1, 3)),
        service_id=int(drawn.integers(1, 3)),
        month=date(2026, int(drawn.integers(5, 7)), 1),
        is_verified=bool(drawn.random() < 0.4),
        is_flagged=bool(drawn.random() < 0.2),
    )
    return part._replace(vector=np.append(part.vector, marks))


def all_seen(parts: list[ReleasedPart]) -> Iterator[frozenset[int]]:
    """What each view counts, and what it was told of, as the marks in it."""
    for kind, length in product(KINDS, PeriodKind):
        views: dict[object, set[int]] = {}
        for part in parts:
            if part.told & kind.told.over(length):
                view = kind.of(part.cell), Period.containing(part.cell.month, length)
                marks = np.flatnonzero(part.vector[COUNTS_END:]).tolist()
                views.setdefault((view, "told of"), set()).update(marks)
                if kind.counts(part.cell):
                    views.setdefault((view, "counted"), set()).update(marks)
        yield from map(frozenset, views.values())


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_no_few_follow_from_all_that_was_ever_seen(seed: int) -> None:
    drawn = np.random.default_rng(seed)
    parts: list[ReleasedPart] = []
    sizes: dict[int, int] = {}
    seen: set[frozenset[int]] = set()
    for step in range(6):
        new = [marked(len(sizes) + more, int(drawn.integers(1, 4)), drawn) for more in range(5)]
        sizes |= {int(np.flatnonzero(part.vector[COUNTS_END:])[0]): part.n for part in new}
        parts = told_to_views([*parts, *new], f"{step}")
        seen |= set(all_seen(parts))

    assert len(seen) > 6
    assert small_unions_that_follow(sizes, seen, K) == []


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_no_low_rating_of_all_follows_from_all_that_was_ever_seen(seed: int) -> None:
    """Not even a weighted sum over those alone who rated alike."""
    drawn = np.random.default_rng(seed)
    parts: list[ReleasedPart] = []
    ratings: list[int] = []
    seen: set[frozenset[int]] = set()
    for step in range(5):
        new = []
        for _ in range(4):
            ratings.append(int(drawn.choice([1, 4])))
            n = int(drawn.integers(2, 7))
            new.append(marked(len(ratings) - 1, n, drawn, ratings[-1]))
        parts = told_to_views([*parts, *new], f"{step}")
        seen |= set(all_seen(parts))

    sums = np.array([[mark in each for mark in range(len(ratings))] for each in seen], dtype=int)
    others = sums[:, np.array(ratings) == 4]
    assert len(seen) > 6
    assert np.linalg.matrix_rank(sums) == np.linalg.matrix_rank(others)
