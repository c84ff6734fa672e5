"""The precision of a file: its own numbers, and refusals in plain Indonesian."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from app.errors import Invalid
from app.services.file_index import index_of_file
from app.services.file_precision import (
    float_text,
    limits_as_texts,
    precision_as_texts,
    precision_of_file,
    sample_needed,
)
from tests.factories.sheets import a_file, sheets

LOW = "2026-03-{day:02},L1,3,4,3,4,3,4,3,4,3"


def a_fortnight() -> bytes:
    """Fourteen days, every other one of them worse."""
    rows = []
    for day in range(1, 15):
        rows += sheets(3, day=f"2026-03-{day:02}") if day % 2 else [LOW.format(day=day)] * 3
    return a_file(*rows)


def width(limits: list[str]) -> float:
    return float(limits[1]) - float(limits[0])


def test_the_index_and_its_interval_are_those_of_flask_index() -> None:
    found = precision_of_file(a_fortnight(), "lembar.csv")

    plain = index_of_file(a_fortnight(), "lembar.csv")
    assert (found.result.index, found.result.interval) == (plain.index, plain.interval)
    assert (found.population, found.among_served, found.days) == (None, None, None)
    assert found.n_needed == 384


def test_days_widen_and_few_people_narrow_the_interval() -> None:
    found = precision_of_file(a_fortnight(), "lembar.csv", population=60, date_column="tanggal")
    shown = precision_as_texts(found)

    assert found.days.n_days == 14
    assert shown["days"]["reason"] is None
    assert width(shown["interval_95_among_served"]) < width(shown["interval_95"])
    assert width(shown["days"]["interval_95"]) > width(shown["interval_95"])
    served_twice = precision_of_file(a_fortnight(), "lembar.csv", population=84)
    assert found.error_among_served == pytest.approx(
        served_twice.error_among_served * math.sqrt((1 - 42 / 60) / (1 - 42 / 84))
    )
    assert shown["share_margin"] == "0.0835"


def test_below_ten_days_the_reason_is_told() -> None:
    found = precision_of_file(a_file(*sheets(6)), "lembar.csv", date_column="tanggal")

    assert precision_as_texts(found)["days"] == {
        "n_days": 1,
        "design_effect": None,
        "interval_95": None,
        "reason": "too_few_clusters",
    }


def test_more_sheets_than_people_are_refused_in_words() -> None:
    with pytest.raises(Invalid, match=r"10 orang\) lebih kecil dari jumlah lembar \(42\)"):
        precision_of_file(a_fortnight(), "lembar.csv", population=10)


def test_a_bad_date_is_named_by_row() -> None:
    with pytest.raises(Invalid) as refused:
        precision_of_file(
            a_file(*sheets(1), *sheets(1, day="2 Maret")), "lembar.csv", date_column="tanggal"
        )
    assert [(fault.row, fault.value) for fault in refused.value.faults] == [(3, "2 Maret")]


def test_sheets_without_any_rating_have_no_index() -> None:
    shown = precision_as_texts(
        precision_of_file(
            a_file("2026-03-03,L2,,,,,,,,,"), "lembar.csv", population=5, date_column="tanggal"
        )
    )

    assert (shown["n"], shown["index"], shown["interval_95"]) == (0, None, None)
    assert (shown["share_margin"], shown["index_margin"]) == (None, None)
    assert shown["reason"] == "no sheet has an answer"


def test_one_sheet_has_no_interval() -> None:
    shown = precision_as_texts(precision_of_file(a_file(*sheets(1)), "lembar.csv", population=5))

    assert (shown["index"], shown["interval_95"], shown["index_margin"]) == ("100.00", None, None)


def test_the_sample_is_the_table_s_and_the_margin_its_inverse() -> None:
    found = sample_needed(500, 120)

    assert (found.n_needed, float_text(found.share_margin_0_1, 4)) == (217, "0.0781")
    assert sample_needed(None, None).n_needed == 384
    with pytest.raises(Invalid, match="lebih kecil dari jumlah lembar"):
        sample_needed(100, 101)


def test_texts_are_rounded_half_up() -> None:
    assert (float_text(0.125, 2), float_text(None, 2)) == ("0.13", None)
    assert limits_as_texts(None) is None
    assert Fraction(float_text(2.675, 2)) == Fraction("2.68")
