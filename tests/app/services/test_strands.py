"""Answers are followed from what a closed period counted to the rows of today."""

from __future__ import annotations

from app.services.strands import Parts, Strand, strands

PLACE = (1, 2, 3, False, False)
UNIT, BOTH = 0b01, 0b11


def followed(frozen: list[Parts], now: Parts) -> set[tuple[int, int, tuple[tuple[int, int], ...]]]:
    """(answers, told now, told then) of each strand."""
    return {(s.n, s.told, tuple(sorted(s.then.items()))) for s in strands(frozen, now)}


def test_without_closed_periods_the_rows_are_the_strands() -> None:
    assert strands([], {PLACE: {UNIT: 7}}) == [Strand(PLACE, 7, UNIT)]


def test_what_came_after_the_close_is_told_apart() -> None:
    assert followed([{PLACE: {BOTH: 20}}], {PLACE: {BOTH: 26}}) == {
        (20, BOTH, ((0, BOTH),)),
        (6, BOTH, ()),
    }


def test_answers_that_moved_on_together_stay_together() -> None:
    then: Parts = {PLACE: {BOTH: 20, UNIT: 3}}

    assert followed([then], {PLACE: {BOTH: 27}}) == {
        (20, BOTH, ((0, BOTH),)),
        (3, BOTH, ((0, UNIT),)),
        (4, BOTH, ()),
    }


def test_answers_move_as_little_as_they_may() -> None:
    then: Parts = {PLACE: {BOTH: 20, UNIT: 3}}

    assert followed([then], {PLACE: {BOTH: 25, UNIT: 3}}) == {
        (20, BOTH, ((0, BOTH),)),
        (5, BOTH, ()),
        (3, UNIT, ((0, UNIT),)),
    }


def test_several_closed_periods_are_followed_one_after_another() -> None:
    first: Parts = {PLACE: {UNIT: 10}}
    second: Parts = {PLACE: {UNIT: 10, BOTH: 6}}

    assert followed([first, second], {PLACE: {BOTH: 16, UNIT: 2}}) == {
        (10, BOTH, ((0, UNIT), (1, UNIT))),
        (6, BOTH, ((1, BOTH),)),
        (2, UNIT, ()),
    }


def test_a_place_that_no_period_held_is_left_as_it_is() -> None:
    other = (9, *PLACE[1:])

    assert followed([{PLACE: {UNIT: 5}}], {PLACE: {UNIT: 5}, other: {UNIT: 6}}) == {
        (5, UNIT, ((0, UNIT),)),
        (6, UNIT, ()),
    }
