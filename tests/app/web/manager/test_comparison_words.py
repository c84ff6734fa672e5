"""What a comparison says in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from flask import Flask

from analytics.comparison import compare_indices
from analytics.day_effects import DayEffect
from analytics.group_indices import GroupIndex, with_days
from analytics.results import Interval
from app.clock import Period
from app.services.comparison import Side, SubjectComparison
from app.services.score_subjects import Subject
from app.services.shown_tallies import ShownTally
from app.web.manager.comparison_words import (
    advice,
    days_note,
    left_out_notes,
    likelihood,
    method_note,
    percent,
    rate_note,
)

HELD = Interval(0.0, 100.0, 0.95, "")
JUNE = Period.parse("2026-06")


@pytest.fixture(autouse=True)
def _a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def a_comparison(*indices: float, left_out: dict[int, str] | None = None) -> SubjectComparison:
    """Counters numbered from 1 with these indices, and those left out."""
    groups = [
        GroupIndex(str(place), 30, Fraction(index), 1.0, 29, HELD)
        for place, index in enumerate(indices, start=1)
    ]
    ids = [*range(1, len(groups) + 1), *(left_out or {})]
    subjects = [
        ShownTally(Subject("counter", i, f"Loket {i}"), JUNE, "skm-2017@1", None, None, None)
        for i in ids
    ]
    comparison = compare_indices(groups, low=25, high=100)
    return SubjectComparison(
        unit_id=1,
        period=JUNE,
        side=Side.COUNTERS,
        instrument="skm-2017@1",
        subjects=tuple(subjects),
        comparison=comparison,
        left_out=left_out or {},
        low_rates=frozenset(),
    )


def names_of(found: SubjectComparison) -> dict[str, str]:
    return {str(shown.subject.id): shown.subject.name for shown in found.subjects}


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.999, "Kemungkinan besar di atas (>99%)"),
        (0.95, "Kemungkinan besar di atas (95%)"),
        (0.85, "Mungkin di atas (85%)"),
        (0.5, "Belum dapat dipastikan (50%)"),
        (0.15, "Mungkin di bawah (15%)"),
        (0.04, "Kemungkinan besar di bawah (4%)"),
        (0.001, "Kemungkinan besar di bawah (<1%)"),
    ],
)
def test_a_probability_is_said_in_words_with_its_number(probability: float, words: str) -> None:
    assert likelihood(probability) == words


def test_nothing_is_ever_said_to_be_certain() -> None:
    assert (percent(1.0), percent(0.0)) == (">99%", "<1%")


def test_those_likely_below_are_where_to_begin() -> None:
    found = a_comparison(90, 90, 91, 92, 70)
    assert advice(found, names_of(found)).startswith("Mulai dari Loket 5. Tanyakan dulu")


def test_many_likely_below_are_counted_after_the_first_three() -> None:
    found = a_comparison(*[95] * 7, *[60] * 5)
    assert advice(found, names_of(found)).startswith(
        "Mulai dari Loket 8, Loket 9, Loket 10, dan 2 lainnya."
    )


def test_groups_alike_are_not_to_be_put_in_order() -> None:
    found = a_comparison(90, 90, 90.2, 89.9)
    assert advice(found, names_of(found)).startswith("Tidak ada yang dapat dibedakan")


def test_a_few_that_stand_out_above_are_learnt_from() -> None:
    found = a_comparison(90, 90, 90, 90, 90, 90, 94.5)
    assert "tidak ada yang jelas di bawah" in advice(found, names_of(found))


def test_too_few_to_compare_says_what_to_do() -> None:
    found = a_comparison(90, left_out={2: "too_few"})
    assert "Ajak lebih banyak warga" in advice(found, names_of(found))


def test_where_there_is_only_one_no_more_answers_are_asked_for() -> None:
    found = a_comparison(90)
    assert advice(found, names_of(found)).startswith("Hanya ada satu, jadi tidak ada pembanding.")


def test_where_there_are_none_it_says_who_adds_them() -> None:
    found = a_comparison()
    assert advice(found, {}).startswith("Belum ada yang didaftarkan di sini. Minta pengelola")


def test_what_the_method_did_less_is_said() -> None:
    assert "Kurang dari empat" in method_note(a_comparison(80, 90, 95))
    assert "tidak melebihi" in method_note(a_comparison(90, 90, 90, 90))
    assert method_note(a_comparison(80, 90, 95, 99)) == ""


def test_those_left_out_are_named_by_reason() -> None:
    left_out = {7: "too_few", 8: "other_questionnaire", 9: "too_few"}
    found = a_comparison(80, 90, left_out=left_out)
    assert left_out_notes(found, names_of(found)) == (
        "Kurang dari 5 jawaban: Loket 7, Loket 9.",
        "Kuesioner lain: Loket 8.",
    )


def test_those_of_whose_tickets_few_came_back_are_named_as_doubtful() -> None:
    found = replace(a_comparison(80, 90, left_out={3: "too_few"}), low_rates=frozenset({1, 3}))
    assert rate_note(found, names_of(found)).startswith(
        "Nilai ini belum dapat diandalkan: Loket 1. Kurang dari 20,0% tiketnya dipakai"
    )
    assert rate_note(a_comparison(80, 90), names_of(found)) == ""


def test_one_alone_has_nothing_to_be_compared_with() -> None:
    found = a_comparison(80)
    assert left_out_notes(found, names_of(found)) == ("Tidak ada pembanding: Loket 1.",)


def test_it_warns_where_sheets_count_as_independent() -> None:
    found = a_comparison(80, 82)
    groups = with_days([one.raw for one in found.comparison.groups], [DayEffect(2.0, 9)] * 2)
    with_them = replace(found, comparison=compare_indices(groups, low=25, high=100))

    assert "lembar dianggap saling bebas" in days_note(found)
    assert "memperhitungkan bahwa jawaban dari hari yang sama mirip" in days_note(with_them)
    assert days_note(a_comparison()) == ""
