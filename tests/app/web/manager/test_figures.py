"""Figures of the dashboard: their words, and when there is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from app.web.manager.figures import comparison_figure, element_figure, month_figure
from app.web.manager.score_rows import ScoreRow, element_rows, score_row
from tests.app.web.manager.test_score_rows import a_counter
from tests.app.web.test_score_card import a_score

SKM = "skm-2017@1"


@pytest.fixture(autouse=True)
def _a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def rows(*indices: int | None) -> list[ScoreRow]:
    named = [(number, index, f"Loket {number}") for number, index in enumerate(indices)]
    return [score_row(a_counter(number, name, index), name) for number, index, name in named]


def test_the_weakest_are_named_for_who_cannot_see_the_bars() -> None:
    figure = element_figure(element_rows(a_score()), SKM)

    said = figure["layout"]["meta"]["description"]
    assert said.endswith(
        "Terendah: Waktu Penyelesaian 3,000, Penanganan Pengaduan, Saran dan Masukan 2,600, "
        "Sarana dan Prasarana 3,000."
    )


def test_touching_a_dot_tells_interval_n_and_grade() -> None:
    figure = comparison_figure(rows(90, 70), SKM)

    assert figure is not None
    assert figure["data"][0]["customdata"][0] == (
        "Loket 0: IKM 90,00<br>Rentang 95%: 67,55–84,60<br>n = 10, mutu B"
    )


def test_withheld_counters_are_in_the_table_only() -> None:
    figure = comparison_figure(rows(90, 70, None), SKM)

    assert figure is not None
    assert figure["layout"]["yaxis"]["ticktext"] == ["Loket 0", "Loket 1"]


@pytest.mark.parametrize("indices", [(), (90,), (90, None)])
def test_one_number_alone_is_not_compared(indices: tuple[int | None, ...]) -> None:
    assert comparison_figure(rows(*indices), SKM) is None
    assert month_figure(rows(*indices), SKM) is None


def test_withheld_months_keep_their_place() -> None:
    figure = month_figure(rows(90, None, 70), SKM)

    assert figure is not None
    assert figure["data"][0]["y"] == [90.0, None, 70.0]
