"""The index that follows from the element means (NRR) a report prints, by each custom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TypedDict

from analytics.index import customs_of, index_from_printed_means
from analytics.results import PrintedIndex, decimal_text
from app.documents.tables import read_table
from app.errors import Invalid
from app.services.scoring_rules import instrument_of, rule_of
from survey_forms import catalogue
from survey_forms.rating_headers import Columns, locate_columns
from survey_forms.rating_tables import Fault

# As reports print a mean: 3,41 or 3.41.
PRINTED = re.compile(r"\d{1,3}(?:[.,]\d{1,9})?")


class PrintedTexts(TypedDict):
    """One report: its row in the file, and by custom NI, index and grade."""

    row: int
    customs: dict[str, dict[str, str]]


def printed_indices(
    content: bytes, filename: str, *, order: str | None = None, instrument: str = "skm-2017"
) -> dict[int, tuple[PrintedIndex, ...]]:
    """By row of a CSV or XLSX file of printed means, its index under every custom that applies.

    Invalid names each cell that is no mean on the scale, or says what is wrong with the headings.
    """
    asked = instrument_of(catalogue.find(instrument).reference)
    table, rule = read_table(content, filename), rule_of(asked.reference)
    try:
        columns = locate_columns(table.columns, asked, order)
    except ValueError as error:
        raise Invalid(str(error)) from error
    read = {number: _means(number, cells, columns) for number, cells in table.rows}
    try:
        return {
            number: tuple(
                index_from_printed_means(means, rule, custom) for custom in customs_of(rule)
            )
            for number, means in read.items()
        }
    except ValueError as error:
        raise Invalid(str(error)) from error


def printed_as_texts(found: dict[int, tuple[PrintedIndex, ...]]) -> list[PrintedTexts]:
    """The result as JSON writes it: decimals as texts, rounded half-up for display."""
    return [
        {
            "row": number,
            "customs": {
                one.custom: {
                    "ni": decimal_text(one.ni, 3),
                    "index": decimal_text(one.index, 2),
                    "grade": one.grade,
                }
                for one in customs
            },
        }
        for number, customs in found.items()
    ]


def _means(number: int, cells: Sequence[str], columns: Columns) -> dict[str, Decimal]:
    faults = [
        Fault(number, key, cells[at], "Tulis rata-rata unsur, misalnya 3,41.")
        for key, at in columns.items()
        if not PRINTED.fullmatch(cells[at].strip())
    ]
    if faults:
        raise Invalid("Ada isi yang tidak dapat dibaca.", faults)
    return {key: Decimal(cells[at].strip().replace(",", ".")) for key, at in columns.items()}
