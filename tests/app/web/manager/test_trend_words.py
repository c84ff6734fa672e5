"""Words of a trend follow from its chart, and say first what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from flask import Flask

from analytics.control_charts import xmr_chart
from app.services.trend import Direction, LeftOut, Trend
from app.web.manager.trend_words import (
    advice,
    direction_name,
    index_text,
    left_out_reason,
    signal_sentences,
    signed,
)
from tests.factories.trends import STEADY, a_trend


@pytest.fixture(autouse=True)
def _a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def charted_as(values: list[float]) -> Trend:
    """A trend of as many months, from January 2026 on, whose chart is that of the values."""
    year = a_trend([(5, 20)] * 12)
    later = [replace(point, month=point.month.replace(year=2027)) for point in year.months]
    months = (*year.months, *later)[: len(values)]
    return replace(year, months=months, chart=xmr_chart(values))


def test_a_steady_trend_asks_for_patience() -> None:
    assert advice(a_trend()).startswith("Tidak ada bulan yang tidak biasa.")


def test_a_signal_asks_what_was_different() -> None:
    assert advice(a_trend([*STEADY, (0, 20)])).startswith("Ada bulan yang tidak biasa.")


def test_too_few_months_say_how_many_more() -> None:
    assert "butuh 4 bulan lagi" in advice(a_trend(STEADY[:2]))
    assert "butuh 6 bulan lagi" in advice(a_trend([]))


def test_equal_months_say_so() -> None:
    assert advice(a_trend([(5, 20)] * 8)).startswith("Semua bulan bernilai sama")


def test_what_few_answers_explain_is_no_alarm() -> None:
    trend = a_trend([(level, 90) for level, _ in STEADY] + [(1, 10)])
    only = replace(trend, chart=replace(trend.chart, signals=trend.doubtful))

    assert trend.doubtful
    assert "mungkin kebetulan" in advice(only)
    assert signal_sentences(only)[0] == (
        "September 2026 di bawah batas bawah. Dengan jawaban sesedikit itu (n = 10) nilai ini "
        "masih wajar."
    )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([80, 81] * 6 + [99], "Januari 2027 di atas batas atas."),
        ([80, 81] * 6 + [60], "Januari 2027 di bawah batas bawah."),
        (
            [80, 81, 80, 81, 80, 81, 80, 85, 86, 85, 86, 85, 86, 85],
            "7 bulan berturut-turut di atas rata-rata: Agustus 2026 sampai Februari 2027.",
        ),
        (
            [80, 81, 80, 81, 80, 81, 80, 85, 86, 85, 86, 85, 86, 85],
            "7 bulan berturut-turut di bawah rata-rata: Januari 2026 sampai Juli 2026.",
        ),
        (
            [80, 83, 80, 81, 82, 83, 84, 85, 86, 80],
            "7 bulan berturut-turut terus naik: Maret 2026 sampai September 2026.",
        ),
        (
            [86, 83, 86, 85, 84, 83, 82, 81, 80, 86],
            "7 bulan berturut-turut terus turun: Maret 2026 sampai September 2026.",
        ),
        (
            [80, 82] * 6 + [86, 83, 86],
            "Januari 2027 dan Maret 2027 dekat batas atas, sedikitnya dua dari tiga bulan "
            "berturut-turut.",
        ),
        (
            [86, 84] * 6 + [80, 83, 80],
            "Januari 2027 dan Maret 2027 dekat batas bawah, sedikitnya dua dari tiga bulan "
            "berturut-turut.",
        ),
    ],
)
def test_each_signal_names_its_months(values: list[float], sentence: str) -> None:
    assert sentence in signal_sentences(charted_as(values))


def test_a_difference_carries_its_sign() -> None:
    shown = [signed(Fraction(value), 2) for value in ("1.239", "-0.5", "0", "-0.001")]

    assert shown == ["+1,24", "−0,50", "0,00", "0,00"]


def test_a_direction_is_said_in_the_three_words() -> None:
    said = [direction_name(direction) for direction in (*Direction, None)]

    assert said == ["kenaikan", "penurunan", "tidak dapat dibedakan", "belum dapat dibandingkan"]


def test_a_month_that_is_left_out_says_why() -> None:
    few, hidden = a_trend([(5, 9), (5, 3)]).months

    assert left_out_reason(few) == "Tidak ikut: kurang dari 10 jawaban"
    assert left_out_reason(hidden) == "Kurang dari 5 jawaban"
    other = replace(few, left_out=LeftOut.OTHER_INSTRUMENT)
    assert left_out_reason(other) == "Tidak ikut: memakai kuesioner lain"
    assert left_out_reason(replace(few, left_out=None)) == ""


def test_an_index_has_two_decimals_and_a_comma() -> None:
    assert index_text(Fraction(250, 3)) == "83,33"
