"""Which series a file holds, and how it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.clock import Period
from app.errors import Invalid
from app.services.file_columns import FileColumns, read_columns
from app.services.file_series import VALUE, MeasuredSeries, PeriodSeries, Series, SheetSeries
from app.services.file_sheets import read_sheets
from survey_forms.rating_tables import Fault

PERIOD, N = "periode", "n"


@dataclass(frozen=True)
class Asked:
    """Which series a file is read for: the index, an element, or a column of measured values."""

    element: str | None = None
    value: str | None = None
    date_column: str = "tanggal"
    order: str | None = None
    instrument: str = "skm-2017"


def read_series(
    content: bytes, filename: str, asked: Asked, required: Sequence[str] = ()
) -> Series:
    """The series of a file that also has these columns; Invalid names each bad cell.

    With the columns periode and nilai it is one row a period; else rows with a day.
    """
    held = read_columns(content, filename, required)
    if asked.value:
        columns = read_columns(content, filename, [asked.date_column, asked.value])
        days = columns.days(asked.date_column)
        return MeasuredSeries(asked.value, columns, days, _exact(columns, asked.value))
    if held.has(PERIOD) and held.has(VALUE):
        return _period_series(content, filename)
    sheets = read_sheets(
        content,
        filename,
        [asked.date_column],
        order=asked.order,
        instrument=asked.instrument,
    )
    if asked.element and asked.element not in sheets.instrument.keys:
        raise Invalid(
            "Unsur '%(key)s' tidak dikenal. Pilih salah satu: %(known)s.",
            key=asked.element,
            known=", ".join(sheets.instrument.list_order),
        )
    return SheetSeries(sheets, sheets.columns.days(asked.date_column), asked.element)


def _period_series(content: bytes, filename: str) -> PeriodSeries:
    columns = read_columns(content, filename, [PERIOD, VALUE, N])
    periods = [
        _period(number, text)
        for (number, _), text in zip(columns.table.rows, columns.texts(PERIOD), strict=True)
    ]
    if len({period.months for period in periods}) > 1:
        raise Invalid("Semua periode harus sama panjang, misalnya semuanya bulan (2026-03).")
    sizes = columns.wholes(N, 1, 10_000_000).tolist()
    return PeriodSeries(columns, periods, _exact(columns, VALUE), sizes)


def _period(number: int, text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError as error:
        fault = Fault(number, PERIOD, text, "Tulis periode sebagai 2026-03, 2026-Q1, atau 2026.")
        raise Invalid("Ada periode yang tidak dapat dibaca.", [fault]) from error


def _exact(columns: FileColumns, name: str) -> list[Fraction]:
    """The numbers of a column as they are written; what is none is refused by row."""
    columns.numbers(name)
    return [Fraction(text.replace(",", ".")) for text in columns.texts(name)]
