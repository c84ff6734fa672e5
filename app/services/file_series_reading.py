"""Which series a file holds, and how it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.documents.tables import read_headed_table
from app.errors import N_, Invalid
from app.services.column_names import places_of
from app.services.file_columns import FileColumns, holds_number, read_columns
from app.services.file_series import VALUE, MeasuredSeries, PeriodSeries, Series, SheetSeries
from app.services.file_sheets import read_sheets
from app.services.written_days import is_period, looks_like_a_day, read_period

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
    if asked.value:
        return _measured_series(content, filename, asked, required)
    if _is_by_period(content, filename):
        return _period_series(content, filename, required)
    sheets = read_sheets(
        content,
        filename,
        [asked.date_column, *required],
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


def _measured_series(
    content: bytes, filename: str, asked: Asked, required: Sequence[str]
) -> MeasuredSeries:
    value = asked.value or VALUE
    holds = {asked.date_column: looks_like_a_day, value: holds_number}
    columns = read_columns(content, filename, [asked.date_column, value, *required], holds)
    days = columns.days(asked.date_column)
    return MeasuredSeries(value, columns, days, _exact(columns, value))


def _is_by_period(content: bytes, filename: str) -> bool:
    def heads_periods(cells: Sequence[str]) -> bool:
        return all(places_of(cells, name) for name in (PERIOD, VALUE))

    return heads_periods(read_headed_table(content, filename, heads_periods).columns)


def _period_series(content: bytes, filename: str, required: Sequence[str]) -> PeriodSeries:
    holds = {PERIOD: is_period, VALUE: holds_number, N: holds_number}
    columns = read_columns(content, filename, [PERIOD, VALUE, N, *required], holds)
    problem = N_("Ada periode yang tidak dapat dibaca.")
    periods = columns.read(PERIOD, read_period, problem=problem)
    if len({period.months for period in periods}) > 1:
        raise Invalid("Semua periode harus sama panjang, misalnya semuanya bulan (2026-03).")
    sizes = columns.wholes(N, 1, 10_000_000).tolist()
    return PeriodSeries(columns, periods, _exact(columns, VALUE), sizes)


def _exact(columns: FileColumns, name: str) -> list[Fraction]:
    """The numbers of a column as they are written; what is none is refused by row."""
    columns.numbers(name)
    return [Fraction(text.replace(",", ".")) for text in columns.texts(name)]
