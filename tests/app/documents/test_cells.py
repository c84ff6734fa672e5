"""Cells keep their meaning as text, and text that could run is recognised."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from app.documents.cells import cell_text, may_run_as_formula


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("  teks ", "  teks "),
        (True, "true"),
        (False, "false"),
        (4, "4"),
        (4.0, "4"),
        (100.0, "100"),
        (3.706, "3.706"),
        (0.1, "0.1"),
        (0.00001, "0.00001"),
        (1e20, "100000000000000000000"),
        (Decimal("92.25"), "92.25"),
        (Decimal("92.50"), "92.5"),
        (date(2021, 1, 4), "2021-01-04"),
        (datetime.fromisoformat("2021-01-04"), "2021-01-04"),
        (datetime.fromisoformat("2021-01-04 09:30"), "2021-01-04 09:30:00"),
        (time(9, 30), "09:30:00"),
    ],
)
def test_values_become_plain_text(value, text):
    assert cell_text(value) == text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\0"])
def test_text_that_a_spreadsheet_could_run_is_recognised(start):
    assert may_run_as_formula(f'{start}HYPERLINK("http://contoh.example")')


@pytest.mark.parametrize(
    "text", ["-3,5", "+4", "-0.25", "4344-4434", "", "biasa", " =1", "a=b", "rata-rata"]
)
def test_numbers_and_ordinary_text_are_left_alone(text):
    assert not may_run_as_formula(text)


@pytest.mark.parametrize("text", ["-1+1", "+62 812 3456", "-", "=1", "-1-1|cmd", "-1\n"])
def test_what_only_begins_like_a_number_is_recognised(text):
    assert may_run_as_formula(text)
