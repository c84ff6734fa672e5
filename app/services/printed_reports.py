"""The index that follows from the element means (NRR) a report prints, by each custom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypedDict

from analytics.index import customs_of, index_from_printed_means
from analytics.results import PrintedIndex, decimal_text
from app.documents.tables import Table
from app.errors import Invalid
from app.services.file_columns import columns_of, tell_left_out_of_a_table
from app.services.scoring_rules import instrument_of, rule_of
from app.services.sheet_tables import heads_below, names_a_sum, read_sheet_table
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
    table, rule = read_sheet_table(content, filename), rule_of(asked.reference)
    try:
        columns = locate_columns(table.columns, asked, order)
    except ValueError as error:
        raise Invalid(str(error)) from error
    table = _only_means(table, columns, asked.scale)
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


def _only_means(table: Table, columns: Columns, scale: tuple[int, int]) -> Table:
    """The rows that print means; rows of sums and weights, counted columns and notes are told."""
    held = {
        number: [PRINTED.fullmatch(cells[at].strip()) for at in columns.values() if at < len(cells)]
        for number, cells in table.filled
    }
    left_out = {number for number, cells in held.items() if not any(cells)}
    counted = set(heads_below(table, lambda _: False))
    left_out |= {
        number
        for number, cells in table.filled
        if (number in counted or any(map(names_a_sum, cells[: min(columns.values())])))
        and not _is_on_scale(cells, columns, scale)
    }
    tell_left_out_of_a_table(table, sorted(left_out))
    rows = [(number, cells) for number, cells in table.filled if number not in left_out]
    return columns_of(replace(table, rows=rows).fitted(), ()).table


def _is_on_scale(cells: Sequence[str], columns: Columns, scale: tuple[int, int]) -> bool:
    """Whether all of a row's means can be means of ratings."""
    texts = [cells[at].strip() if at < len(cells) else "" for at in columns.values()]
    numbers = [_number(text) for text in texts if PRINTED.fullmatch(text)]
    return len(numbers) == len(texts) and all(scale[0] <= one <= scale[1] for one in numbers)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _means(number: int, cells: Sequence[str], columns: Columns) -> dict[str, Decimal]:
    faults = [
        Fault(number, key, cells[at], "Tulis rata-rata unsur, misalnya 3,41.")
        for key, at in columns.items()
        if not PRINTED.fullmatch(cells[at].strip())
    ]
    if faults:
        raise Invalid("Ada isi yang tidak dapat dibaca.", faults)
    return {key: _number(cells[at].strip()) for key, at in columns.items()}
