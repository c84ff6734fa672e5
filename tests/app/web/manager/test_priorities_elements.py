"""The elements of a unit against the target, as table and figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from app.services.shown_tallies import Withheld
from app.web.manager.priorities_elements import need_panel
from tests.factories.needs import SKM, some_priorities

GOOD, SLOW = (4,) * 9, (4, 4, 2, 4, 4, 4, 4, 4, None)


@pytest.fixture(autouse=True)
def _a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


@pytest.fixture
def panel(app: Flask):
    """Sixty sheets, forty of them slow."""
    made = need_panel(some_priorities([GOOD] * 20 + [SLOW] * 40))
    assert made is not None
    return made


def test_each_element_stands_in_list_order_with_n_gap_and_interval(panel) -> None:
    assert [row.name for row in panel.rows] == [SKM.item(key).names["id"] for key in SKM.list_order]
    waktu = panel.rows[2]
    assert (waktu.n, waktu.mean, waktu.gap) == ("60", "2,667", "−0,866")
    assert waktu.interval == "−1,114 sampai −0,626"
    assert (waktu.mark, waktu.standing) == ("▼", "Di bawah")
    assert (waktu.lowest, waktu.among_lowest) == (">99%", ">99%")
    assert panel.rows[7].n == "20"


def test_the_figure_draws_the_gaps_and_marks_what_is_below(panel) -> None:
    dots, texts = panel.figure["data"]

    assert dots["x"][2] == -0.866
    assert texts["text"] == [row.gap for row in panel.rows]
    named = panel.figure["layout"]["yaxis"]["ticktext"]
    assert [name for name in named if name.startswith("▼")] == ["▼ Waktu Penyelesaian"]
    assert "n = 60, Di bawah" in dots["customdata"][2]


def test_the_target_is_the_line_at_nothing_inside_the_axis(panel) -> None:
    (line,) = panel.figure["layout"]["shapes"]
    low, high = panel.figure["layout"]["xaxis"]["range"]

    assert (line["x0"], line["x1"]) == (0, 0)
    assert low < -1 < 0.46 < high


def test_who_cannot_see_it_is_told_how_many_are_below(panel) -> None:
    said = panel.figure["layout"]["meta"]["description"]

    assert said.endswith("Di bawah sasaran: 1 dari 9 unsur.")


def test_the_line_is_in_sight_where_everything_lies_on_one_side() -> None:
    panel = need_panel(some_priorities([GOOD] * 200))

    low, high = panel.figure["layout"]["xaxis"]["range"]
    assert low < 0 < high


def test_withheld_numbers_have_no_panel() -> None:
    found = some_priorities([GOOD] * 20)

    assert need_panel(replace(found, needs=None, withheld=Withheld.TOO_FEW)) is None
