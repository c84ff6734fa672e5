"""Needs side by side in one table: signed gaps with intervals, and who is not shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask

from app.access import Scope
from app.clock import Period
from app.database import transaction
from app.services.needs_matrix import Side, needs_matrix
from app.web.manager.priorities_matrix import matrix_panel
from tests.factories.evaluator_systems import release_answers
from tests.factories.needs import SKM, some_matrix
from tests.factories.organisation import an_office
from tests.factories.responses import stored_rows

GOOD, SLOW = (4,) * 9, (4, 4, 2, 4, 4, 4, 4, 4, 4)


@pytest.fixture
def panel_of(app: Flask, scope: Scope, now: datetime) -> Iterator:
    """Makes the panel of a matrix whose unit is really there."""
    an_office(scope, now)
    with app.test_request_context():
        yield lambda *sheets, **wanted: matrix_panel(scope, some_matrix(*sheets, **wanted))


def test_every_element_is_a_column_in_list_order(panel_of) -> None:
    panel = panel_of({"Loket 1": [GOOD] * 40})

    assert panel.noun == "Loket"
    assert list(panel.elements) == [SKM.item(key).names["id"] for key in SKM.list_order]
    assert len(panel.rows[0].cells) == 9


def test_a_cell_says_how_far_how_sure_and_what_that_means(panel_of) -> None:
    panel = panel_of({"Loket 1": [GOOD] * 40, "Loket 2": [GOOD] * 10 + [SLOW] * 30})

    assert [(row.name, row.n) for row in panel.rows] == [("Loket 1", "40"), ("Loket 2", "40")]
    first, second = (row.cells[2] for row in panel.rows)
    assert (first.mark, first.standing, first.gap) == ("✓", "Tercapai", "+0,468")
    assert (second.mark, second.standing, second.gap) == ("▼", "Di bawah", "−1,032")
    assert second.interval.startswith("−1,")
    assert " sampai −0," in second.interval


def test_cells_that_are_below_are_counted_first(panel_of) -> None:
    below = panel_of({"A": [GOOD] * 10 + [SLOW] * 30, "B": [SLOW] * 30 + [GOOD] * 10})

    assert below.lead.startswith("2 sel bertanda ▼")
    assert panel_of({"A": [GOOD] * 40}).lead == "Tidak ada sel yang jelas di bawah sasaran."


def test_those_not_shown_are_named_by_reason(panel_of) -> None:
    left_out = {"Loket 3": "too_few", "Loket 4": "other_questionnaire", "Loket 5": "no_answers"}

    panel = panel_of({"Loket 1": [GOOD] * 40}, left_out)

    assert panel.left_out == (
        "Kurang dari 5 jawaban: Loket 3, Loket 5.",
        "Kuesioner lain: Loket 4.",
    )


def test_nobody_to_show_is_said(panel_of) -> None:
    panel = panel_of({}, {"Loket 1": "too_few"})

    assert panel.rows == ()
    assert panel.lead == "Belum ada yang cukup jawabannya untuk ditampilkan di sini."


def test_counters_of_units_below_carry_their_unit_s_name(
    app: Flask, scope: Scope, now: datetime
) -> None:
    made = an_office(scope, now, counters=1)
    below = an_office(scope, now, agency=made.agency, code="UPT", name="UPT Utara", counters=1)
    with transaction() as session:
        session.add(below.unit)
        below.unit.parent_id = made.unit.id
        below.unit.path = f"{made.unit.path}{below.unit.id}/"
    for place in (made, below):
        stored_rows(place, [GOOD] * 20 + [SLOW] * 5)
    release_answers(scope, now)
    found = needs_matrix(scope, made.unit.id, Period.parse("2026-06"), Side.COUNTERS)

    with app.test_request_context():
        panel = matrix_panel(scope, found)

    assert sorted(row.name for row in panel.rows) == ["Loket 1", "Loket 1 (UPT Utara)"]
