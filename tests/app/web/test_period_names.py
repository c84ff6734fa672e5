"""Periods in words and as choices."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from app.clock import Period
from app.errors import Invalid
from app.web.period_names import asked_period, period_choices, period_name, short_month_name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("2026", "Tahun 2026"),
        ("2026-S2", "Semester II 2026"),
        ("2026-Q3", "Triwulan III 2026"),
        ("2026-08", "Agustus 2026"),
    ],
)
def test_a_period_is_named_as_people_say_it(app: Flask, code: str, name: str) -> None:
    with app.test_request_context():
        assert period_name(Period.parse(code)) == name


def test_a_month_is_short_under_a_chart(app: Flask) -> None:
    with app.test_request_context():
        assert short_month_name(date(2026, 8, 1)) == "Agu 2026"


def test_choices_with_answers_run_from_the_newest_to_the_oldest_by_kind(app: Flask) -> None:
    with app.test_request_context():
        choices = dict(
            period_choices(
                [date(2025, 1, 1), date(2025, 11, 1), date(2026, 2, 1)], Period.parse("2026")
            )
        )

    assert [code for code, _ in choices["Tahun"]] == ["2026", "2025"]
    assert [code for code, _ in choices["Triwulan"]] == ["2026-Q1", "2025-Q4", "2025-Q1"]
    assert [code for code, _ in choices["Bulan"]] == ["2026-02", "2025-11", "2025-01"]


def test_the_period_shown_is_a_choice_even_without_answers(app: Flask) -> None:
    with app.test_request_context():
        choices = dict(period_choices([date(2026, 1, 1), date(2026, 2, 1)], Period.parse("2020")))

    assert choices["Tahun"] == [("2020", "Tahun 2020"), ("2026", "Tahun 2026")]


def test_a_code_that_is_no_period_is_refused_in_words(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(Invalid, match="Pilih periode dari daftar"):
        asked_period("kemarin")


@pytest.mark.parametrize("code", ["9999", "9999-12", "0001", "1999-Q4", "2100"])
def test_years_outside_this_century_are_refused_in_words(code: str, app: Flask) -> None:
    with app.test_request_context(), pytest.raises(Invalid, match="Pilih periode dari daftar"):
        asked_period(code)
