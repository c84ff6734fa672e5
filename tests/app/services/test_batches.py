"""Nothing is let out in batches of fewer than five."""

from __future__ import annotations

import pytest

from app.services.batches import batches_of, grouped

# Month, counter, answers.
Row = tuple[str, int, int]


def let_out(*waiting: Row) -> list[tuple[bool, list[Row]]]:
    return list(
        batches_of(
            waiting,
            together=lambda row: row[0],
            counter=lambda row: row[1],
            n=lambda rows: sum(row[2] for row in rows),
        )
    )


def test_a_counters_five_go_by_themselves() -> None:
    assert let_out(("may", 1, 2), ("may", 2, 4), ("may", 1, 3)) == [
        (True, [("may", 1, 2), ("may", 1, 3)])
    ]


@pytest.mark.parametrize(("second", "is_let_out"), [(2, False), (3, True)])
def test_fewer_go_with_the_rest_once_these_are_five(second: int, is_let_out: bool) -> None:
    rest = [("may", 1, 2), ("may", 3, second)]

    found = let_out(rest[0], ("may", 2, 9), rest[1])

    assert found == [(True, [("may", 2, 9)]), *([(False, rest)] if is_let_out else [])]


def test_what_is_not_told_together_never_goes_together() -> None:
    assert let_out(("may", 1, 4), ("june", 1, 4)) == []


def test_rows_are_counted_where_nothing_else_is_said() -> None:
    waiting = [("may", 1)] * 5 + [("may", 2)] * 4

    found = batches_of(waiting, together=lambda row: row[0], counter=lambda row: row[1])

    assert list(found) == [(True, [("may", 1)] * 5)]


def test_groups_come_in_the_order_of_their_labels() -> None:
    assert grouped("banana", lambda letter: letter) == [["b"], ["a"] * 3, ["n"] * 2]
