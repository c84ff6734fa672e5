"""Rows: which elements are weakest, which scores come first, what a withheld one shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from flask import Flask

from app.services.score_subjects import COUNTER, MONTH, SERVICE, Subject
from app.services.scores import Score
from app.services.shown_tallies import Withheld
from app.services.worked_example import worked_example
from app.web.manager.score_rows import (
    best_first,
    element_rows,
    score_row,
    weakest_elements,
    weakest_note,
    with_answers,
)
from tests.app.web.test_score_card import a_score


@pytest.fixture(autouse=True)
def _a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def a_counter(place_id: int, name: str, index: int | None, **changes: object) -> Score:
    result = replace(worked_example().result, index=Fraction(index)) if index else None
    withheld = None if index else Withheld.TOO_FEW
    subject = Subject(COUNTER, place_id, name)
    return a_score(**{"subject": subject, "result": result, "withheld": withheld} | changes)


def test_an_element_is_shown_with_three_decimals() -> None:
    row = element_rows(a_score())[0]

    assert (row.name, row.mean, row.weighted, row.n) == ("Persyaratan", "3,100", "0,344", "10")


def test_the_three_lowest_are_weakest() -> None:
    assert weakest_elements(worked_example().result) == {"pengaduan", "waktu", "sarana"}


@pytest.mark.parametrize(
    ("means", "places", "note"),
    [
        ((1, 2, 2, 3, 3), {0, 1, 2}, "Tiga unsur terendah ditandai"),
        ((1, 2, 2, 2, 3), {0}, "unsur sesudahnya bernilai sama"),
        ((1, 1, 2, 2, 3), {0, 1}, "unsur sesudahnya bernilai sama"),
        ((2, 2, 2, 2, 3), set(), "Tiga terendah tidak dapat dipisahkan"),
        ((3, 3, 3, 3, 3), set(), "Tiga terendah tidak dapat dipisahkan"),
        ((1, 2, 3), set(), ""),
    ],
)
def test_elements_tied_with_the_fourth_lowest_are_not_told_apart(
    means: tuple[int, ...], places: set[int], note: str
) -> None:
    result = worked_example().result
    held = zip(result.elements, means, strict=False)
    elements = tuple(replace(element, mean=Fraction(mean)) for element, mean in held)
    tied = replace(result, elements=elements)

    assert weakest_elements(tied) == {elements[place].key for place in places}
    assert note in weakest_note(element_rows(a_score(result=tied)))


def test_withheld_scores_have_no_elements() -> None:
    assert element_rows(a_score(result=None, withheld=Withheld.TOO_FEW)) == ()


def test_the_highest_comes_first_and_the_withheld_last() -> None:
    scores = [a_counter(1, "C", None), a_counter(2, "B", 70), a_counter(3, "A", 90)]

    assert [score.subject.name for score in best_first(scores)] == ["A", "B", "C"]


def test_optional_places_without_answers_are_left_out() -> None:
    empty = a_counter(1, "Tanpa loket", None, withheld=Withheld.NO_ANSWERS)
    few = a_counter(2, "Tanpa loket", None)
    asked = a_counter(3, "Loket", None, withheld=Withheld.NO_ANSWERS)

    assert with_answers([empty, few, asked], frozenset({1, 2})) == [few, asked]


def test_a_withheld_row_has_a_reason_and_no_number() -> None:
    row = score_row(a_counter(1, "Loket", None), "Loket", href="/x/{}".format)

    assert (row.index, row.interval, row.n, row.grade) == ("–", "–", "–", None)
    assert row.reason == "Kurang dari 5 jawaban"
    assert row.href == "/x/1"


@pytest.mark.parametrize(
    ("kind", "n", "is_few"),
    [
        (COUNTER, 34, True),
        (COUNTER, 35, False),
        (SERVICE, 34, True),
        (MONTH, 34, True),
        (MONTH, 35, False),
    ],
)
def test_a_grade_of_too_few_answers_is_marked(kind: str, n: int, is_few: bool) -> None:
    result = replace(worked_example().result, n=n)
    score = a_counter(1, "Loket", 80, subject=Subject(kind, 1, "Loket"), result=result)

    assert score_row(score, "Loket").is_few is is_few
    assert score_row(a_counter(1, "Loket", None), "Loket").is_few is False
