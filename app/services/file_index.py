"""The index of a spreadsheet of answers, without any database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import numpy as np

from analytics.index import satisfaction_index
from analytics.inputs import Tally
from analytics.results import IndexResult, decimal_text
from app.clock import Period
from app.documents.tables import Table
from app.errors import Invalid
from app.services.file_columns import FileColumns
from app.services.file_sheets import ratings_of, read_answer_table
from app.services.scoring_rules import instrument_of, rule_of
from survey_forms import catalogue
from survey_forms.instrument import Instrument


@dataclass(frozen=True)
class RowsWanted:
    """Only rows whose date lies in a period; the date column is read as `FileColumns.days` does."""

    date_column: str
    period: Period


def index_of_file(
    content: bytes,
    filename: str,
    *,
    instrument: str = "skm-2017",
    order: str | None = None,
    custom: str = "exact",
    wanted: RowsWanted | None = None,
) -> IndexResult:
    """The index of the sheets in a CSV or XLSX file; Invalid names each bad cell.

    Elements stand in list order. `order` says what U1..U9 mean; `custom` is how other reports
    round or weigh.
    """
    asked = instrument_of(catalogue.find(instrument).reference)
    table = read_answer_table(content, filename, asked, order)
    if wanted:
        table = _within(table, wanted)
    return _index(asked, ratings_of(table, asked, order).ratings, custom)


def index_as_texts(result: IndexResult) -> dict[str, object]:
    """The result as JSON writes it: decimals as texts, rounded half-up for display."""
    within = result.interval
    limits = [Decimal(within.low), Decimal(within.high)] if within else None
    return {
        "n": result.n,
        "n_complete": result.n_complete,
        "elements": {
            element.key: {
                "n": element.n,
                "sum": element.sum,
                "mean": _text(element.mean, 3),
                "weighted": _text(element.weighted, 3),
                "grade": element.grade,
            }
            for element in result.elements
        },
        "ni": _text(result.ni, 3),
        "index": _text(result.index, 2),
        "grade": result.grade,
        "performance": result.performance,
        "interval_95": [_text(limit, 2) for limit in limits] if limits else None,
        "custom": result.custom,
        "reason": result.reason,
    }


def _text(value: Fraction | Decimal | None, places: int) -> str | None:
    return None if value is None else decimal_text(value, places)


def _index(asked: Instrument, ratings: Sequence[Sequence[int | None]], custom: str) -> IndexResult:
    low, high = asked.scale
    matrix = np.array([[rating or 0 for rating in row] for row in ratings], dtype=np.uint8)
    tally = Tally.from_ratings(matrix.reshape(-1, len(asked.keys)), asked.keys, low, high)
    try:
        result = satisfaction_index(tally, rule_of(asked.reference), custom)
    except ValueError as error:
        raise Invalid(str(error)) from error
    ordered = tuple(result.element(key) for key in asked.list_order)
    return replace(result, elements=ordered)


def _within(table: Table, wanted: RowsWanted) -> Table:
    columns = FileColumns(replace(table, rows=table.filled))
    if not columns.has(wanted.date_column):
        raise Invalid(
            "Kolom '%(name)s' tidak ada di berkas. Kolom yang ada: %(known)s.",
            name=wanted.date_column,
            known=", ".join(table.columns),
        )
    first, last = wanted.period.first_day, wanted.period.last_day
    dated = zip(columns.table.rows, columns.days(wanted.date_column), strict=True)
    return replace(table, rows=[row for row, day in dated if first <= day <= last])
