"""Which kind of series a file holds, and what is refused by row and column."""

from __future__ import annotations

from fractions import Fraction

import pytest

from app.errors import Invalid
from app.services.file_series import MeasuredSeries, PeriodSeries, SheetSeries
from app.services.file_series_reading import Asked, read_series
from tests.factories.series_files import a_minutes_file, a_series, a_sheet_file, sheets_by_month


def test_the_columns_tell_the_kind() -> None:
    sheets = a_sheet_file(*sheets_by_month([[4] * 9]))

    assert isinstance(read_series(sheets, "a.csv", Asked()), SheetSeries)
    assert isinstance(read_series(a_series([80]), "a.csv", Asked()), PeriodSeries)
    minutes = read_series(a_minutes_file([20]), "a.csv", Asked(value="menit"))
    assert isinstance(minutes, MeasuredSeries)


def test_numbers_are_read_as_they_are_written() -> None:
    series = read_series(a_series(["80,1", "80.25"]), "a.csv", Asked())

    assert list(series.values) == [Fraction("80.1"), Fraction("80.25")]


@pytest.mark.parametrize(
    ("content", "asked", "said"),
    [
        (b"periode,nilai\n2025-01,80\n", Asked(), "Kolom ini tidak ada di berkas: n"),
        (b"a,b\n1,2\n", Asked(), "Kolom ini tidak ada di berkas: tanggal"),
        (a_minutes_file([20]), Asked(value="detik"), "Kolom ini tidak ada di berkas: detik"),
        (
            a_sheet_file(*sheets_by_month([[4] * 9])),
            Asked(element="senyum"),
            "Unsur 'senyum' tidak dikenal. Pilih salah satu: persyaratan",
        ),
        (
            b"periode,nilai,n\n2025-01,80,9\n2025-Q2,80,9\n",
            Asked(),
            "Semua periode harus sama panjang",
        ),
        (b"periode,nilai,n\n", Asked(), "tidak berisi baris data"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(content, asked, said) -> None:
    with pytest.raises(Invalid, match=said):
        read_series(content, "a.csv", asked)


@pytest.mark.parametrize(
    ("content", "column", "value"),
    [
        (b"periode,nilai,n\n2025-01,80,9\nMaret,80,9\n", "periode", "Maret"),
        (b"periode,nilai,n\n2025-01,80,9\n2025-02,baik,9\n", "nilai", "baik"),
        (b"periode,nilai,n\n2025-01,80,9\n2025-02,nan,9\n", "nilai", "nan"),
        (b"periode,nilai,n\n2025-01,80,9\n2025-02,80,0\n", "n", "0"),
        (b"periode,nilai,n\n2025-01,80,9\n2025-02,80,-3\n", "n", "-3"),
    ],
)
def test_a_bad_cell_is_named(content, column, value) -> None:
    with pytest.raises(Invalid) as refused:
        read_series(content, "a.csv", Asked())

    (fault,) = refused.value.faults
    assert (fault.row, fault.column, fault.value) == (3, column, value)


def test_a_required_column_is_asked_for() -> None:
    with pytest.raises(Invalid, match="pembanding"):
        read_series(a_series([80]), "a.csv", Asked(), ["pembanding"])
