"""Notes under a control chart: its limits, how firm they are, and what they leave aside."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from app.web.manager.trend_notes import chart_notes
from tests.factories.trends import STEADY, a_trend


@pytest.fixture(autouse=True)
def _a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def said(*months: tuple[int, int]) -> str:
    return " ".join(chart_notes(a_trend(months)))


def test_limits_stand_with_the_number_of_months() -> None:
    assert said(*STEADY).startswith("Rata-rata 88,89 dari 8 bulan; biasanya antara 81,50 dan 96,28")


def test_trial_limits_say_so_until_twelve_months() -> None:
    assert "Batas ini sementara" in said(*STEADY)
    assert "Batas ini sementara" not in said(*STEADY, *STEADY[:4])


def test_limits_beyond_the_scale_say_that_they_are_cut() -> None:
    assert "digambar sampai ujung skala" in said(*[(9, 20), (7, 20)] * 4)
    assert "digambar sampai ujung skala" not in said(*STEADY)


def test_a_screened_jump_is_named() -> None:
    assert "Lompatan besar pada September 2026" in said(*STEADY, (0, 20))


def test_laney_s_limits_are_explained_with_n() -> None:
    words = said(*[(5, 20), (6, 60)] * 4)

    assert "lebih dari dua kali lipat (20 sampai 60)" in words
    assert "tidak ada bulan yang di luar" in words
    assert "Laney" not in said(*STEADY)


def test_months_that_are_left_out_are_counted() -> None:
    assert "2 dari 10 bulan tidak ikut" in said(*STEADY, (5, 9), (5, 2))
    assert "tidak ikut dalam peta" not in said(*STEADY)


def test_no_months_say_so() -> None:
    assert said() == "Sampai periode ini belum ada bulan yang berisi jawaban."


def test_equal_months_have_no_limits_to_speak_of() -> None:
    assert "biasanya antara" not in said(*[(5, 20)] * 8)
