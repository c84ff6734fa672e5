"""The panel of reliability: what it means first, then numbers with n and interval."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string

from app.access import Scope
from app.clock import Period
from app.web.manager.reliability_panel import reliability_panel
from tests.app.web.manager.reading import table, words
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import an_office
from tests.factories.responses import stored_rows

JUNE = Period.parse("2026-06")
PAGE = (
    '{% from "manager/reliability_panel.html" import reliability_panel %}'
    "{{ reliability_panel(panel) }}"
)
HIGH, LOW = (4, 4, 4, 4, 4, 4, 4, 4, 3), (3, 3, 2, 3, 3, 3, 3, 2, 3)
UNLIKE = [(4, 1, 4, 2, 4, 1, 3, 1, 4), (1, 4, 2, 4, 1, 4, 1, 3, 2), (2, 2, 3, 2, 3, 2, 2, 3, 3)]


@pytest.fixture
def of(app: Flask, scope: Scope, now):
    """Gives the panel of a unit with these rows."""

    def make(rows):
        office = an_office(scope, now)
        stored_rows(office, rows)
        release_answers(scope, now)
        with app.test_request_context():
            return reliability_panel(scope, office.unit.id, JUNE)

    return make


def seen(app: Flask, panel) -> str:
    """The panel as HTML."""
    with app.test_request_context():
        return render_template_string(PAGE, panel=panel)


def test_elements_that_agree_may_be_summed_up(of) -> None:
    panel = of([HIGH, LOW] * 60)

    assert panel.advice.startswith("Unsur-unsur sejalan")
    assert panel.alpha.startswith("0,9")
    assert panel.n == "120"


def test_numbers_stand_with_n_and_interval_in_a_table_of_all_elements(app: Flask, of) -> None:
    panel = of([HIGH, LOW] * 60)
    page = seen(app, panel)

    assert f"Rentang 95%: {panel.interval}, n = 120" in words(page)
    assert len(table(page, "reliability")) == 9


def test_straight_lined_sheets_come_with_their_warning(app: Flask, of) -> None:
    panel = of([HIGH, LOW] * 5 + [(4,) * 9] * 10)

    assert (panel.straightlined, panel.straightlined_note) == (
        "50,0%",
        "10 dari 20 lembar lengkap",
    )
    assert "menaikkan alpha" in words(seen(app, panel))


def test_few_sheets_leave_it_open(of) -> None:
    some = [(4, 3, 2, 3, 4, 2, 3, 4, 3), (3, 4, 3, 2, 3, 4, 2, 3, 4)]
    assert of([HIGH, LOW, *some] * 2).advice.startswith("Belum dapat")


def test_one_straight_lined_sheet_is_not_counted_out(app: Flask, of) -> None:
    panel = of([HIGH, LOW] * 30 + [(3,) * 9])

    assert (panel.alpha != "", panel.straightlined) == (True, "")
    assert "lembar lengkap" not in words(seen(app, panel))


def test_a_high_alpha_among_straight_lines_is_no_proof(of) -> None:
    assert of([HIGH, LOW] * 40 + [(4,) * 9] * 80).advice.startswith("Alpha tinggi, tetapi")


def test_elements_that_do_not_agree_are_to_be_read_apart(of) -> None:
    rows = [(4, 3, 2, 3, 4, 2, 3, 4, 3), (3, 4, 3, 2, 3, 4, 2, 3, 4), (4, 4, 3, 3, 3, 3, 3, 3, 3)]
    assert of(rows * 60).advice.startswith(("Unsur-unsur kurang", "Unsur-unsur bergerak"))


def test_elements_against_each_other_ask_for_a_look_at_the_columns(of) -> None:
    assert "kolom atau skala tertukar" in of(UNLIKE * 10).advice


def test_sheets_that_are_all_equal_have_no_alpha(app: Flask, of) -> None:
    panel = of([(4,) * 9] * 30)

    assert (panel.alpha, panel.rows, panel.straightlined) == ("", (), "100,0%")
    assert "semua lembar berisi jawaban yang sama" in words(seen(app, panel))


def test_straight_lines_alone_say_nothing(of) -> None:
    panel = of([(4,) * 9, (3,) * 9] * 10)

    assert (panel.alpha, panel.interval) == ("1,00", "–")
    assert panel.advice.startswith("Semua lembar seragam")


def test_gaps_are_explained(of) -> None:
    panel = of([HIGH, LOW] * 5 + [(4, None, 4, 4, 4, 3, 4, 4, 4)] * 5)

    assert "memuat 10 lembar" in panel.gaps_note


def test_a_withheld_unit_has_no_panel(of) -> None:
    assert of([HIGH] * 4) is None


def test_an_interval_that_says_nothing_is_put_in_words(app: Flask, of) -> None:
    panel = of([(4,) * 9] * 6 + [(3, 3, 4, 4, 4, 4, 4, 4, 4), (4, 4, 4, 4, 4, 4, 4, 3, 3)])

    assert panel.advice.startswith("Rentang alpha lebih lebar dari 1")
    assert "Rentang 95%: tidak dapat ditentukan, n = 8" in words(seen(app, panel))
