"""What matters to people: shares with intervals and quadrants, or plainly not available."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from analytics.importance import ImportanceResult
from app.web.manager.priorities_importance import importance_panel
from tests.app.web.manager.reading import number
from tests.factories.needs import SKM, some_priorities
from tests.factories.overall_sheets import overall_sheets

MIXED = [(4, 3, 2, 4, 3, 4, 4, 3, 4), (3,) * 9, (4,) * 9]


@pytest.fixture(autouse=True)
def _a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


@pytest.fixture
def panel(app: Flask):
    """Three hundred sheets with an overall answer."""
    return importance_panel(some_priorities(overall_sheets(300)))


def test_each_element_has_its_share_with_an_interval_in_list_order(panel) -> None:
    assert [row.name for row in panel.rows] == [SKM.item(key).names["id"] for key in SKM.list_order]
    waktu = panel.rows[2]
    low, high = map(number, waktu.interval.split("–"))
    assert low < number(waktu.share) < high
    assert waktu.quadrant == "Perbaiki dahulu"


def test_shares_have_decimals_enough_to_be_held_against_the_line(panel) -> None:
    """With two, an interval could end on the line that it is said to lie below."""
    for row in panel.rows:
        ends = [row.share, *row.interval.split("–")]
        assert [len(shown.partition(",")[2]) for shown in ends] == [3, 3, 3]


def test_quadrants_stand_with_what_to_fix_first_in_front(panel) -> None:
    names = [held.name for held in panel.quadrants]

    assert names[:2] == ["Perbaiki dahulu", "Pertahankan"]
    assert panel.quadrants[0].elements == ("Waktu Penyelesaian",)
    assert panel.quadrants[1].elements == ("Perilaku Pelaksana",)
    assert sum(len(held.elements) for held in panel.quadrants) == 9


def test_the_note_says_n_and_how_much_is_explained(panel) -> None:
    assert panel.note.startswith("Dari 300 jawaban atas pertanyaan keseluruhan; ")
    assert "78,1%" in panel.note
    assert "(0,087)" in panel.note


def test_the_figure_draws_the_shares_with_the_even_share_as_a_line(panel) -> None:
    dots, texts = panel.figure["data"]
    (line,) = panel.figure["layout"]["shapes"]

    assert texts["text"] == [row.share for row in panel.rows]
    assert dots["x"] == [number(row.share) for row in panel.rows]
    assert line["x0"] == pytest.approx(0.0868, abs=1e-3)


def test_where_it_is_available_no_rest_scores_stand_beside_it(panel) -> None:
    assert (panel.reason, panel.rest_scores) == ("", ())


def test_without_the_question_it_is_not_available_and_says_how_to_get_it() -> None:
    panel = importance_panel(some_priorities(MIXED * 10))

    assert "buka putaran dengan kuesioner skm-2017@4" in panel.reason
    assert (panel.rows, panel.figure, panel.quadrants) == ((), None, ())
    assert [name for name, _ in panel.rest_scores][2] == "Waktu Penyelesaian"
    assert all(-1 <= number(shown) <= 1 for _, shown in panel.rest_scores)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("withheld", "terlalu sedikit untuk ditampilkan"),
        ("too_few_answers", "sedikitnya 100 jawaban"),
        ("overall_constant", "pertanyaan keseluruhan sama"),
        ("elements_constant", "dinilai sama oleh semua orang"),
        ("collinear", "sepenuhnya mengikuti unsur lain"),
        ("gaps_contradict", "Terlalu banyak pertanyaan yang dilewati"),
    ],
)
def test_every_other_reason_is_told_in_words(reason: str, words: str) -> None:
    found = some_priorities(MIXED * 10)

    panel = importance_panel(replace(found, importance=ImportanceResult(0, None, (), reason)))

    assert words in panel.reason


def test_an_element_that_all_rated_alike_has_no_share_and_no_dot() -> None:
    panel = importance_panel(some_priorities([(4, *sheet[1:]) for sheet in overall_sheets(300)]))

    assert (panel.rows[0].share, panel.rows[0].quadrant) == ("–", "Semua menilai sama")
    assert len(panel.figure["data"][0]["x"]) == 8


def test_equal_sheets_have_no_rest_scores_but_a_dash() -> None:
    panel = importance_panel(some_priorities([(4,) * 9] * 10))

    assert {shown for _, shown in panel.rest_scores} == {"–"}
