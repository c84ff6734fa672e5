"""Files of answer sheets as offices keep them: titles above the header, sums below the sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.documents.tables import Table, read_table
from app.services.import_sheets import SheetColumns
from survey_forms import catalogue
from survey_forms.rating_headers import heads_elements

_NO_WORD = re.compile(r"[\W_]+")
# How the rows under the sheets begin in the reports that offices hand in.
_SUMS = re.compile(
    r"(jumlah|total|nrr|rata rata|bobot|indeks|ikm|konversi|"
    r"nilai (rata rata|per unsur|unsur|ikm|indeks|konversi|total))\b"
    r"|(mutu|kinerja)( unit)?( pelayanan)?$"
)
ROWS_OF_A_HEAD = 2
_FEWEST_IN_A_COUNT = 3


@dataclass(frozen=True)
class SheetRows:
    """A table in which only sheets are left: other rows are emptied, and their numbers kept."""

    table: Table
    left_out: tuple[int, ...]


def read_sheet_table(content: bytes, filename: str) -> Table:
    """The table of a file, whose header is the first row that names the elements."""
    return read_table(content, filename, is_header=_heads_sheets)


def only_sheets(table: Table, columns: SheetColumns) -> SheetRows:
    """Empty the rows that are no sheets: a second header, counted columns, sums and below them.

    Each of them is without a day; a row with one is a sheet wherever it stands.
    """
    left_out = {*_heads(table), *_sums(table, columns)}
    nothing = ("",) * len(table.columns)
    rows = [(n, nothing if n in left_out else cells) for n, cells in table.rows]
    return SheetRows(Table(table.columns, rows), tuple(sorted(left_out)))


def _heads(table: Table) -> Iterator[int]:
    """The rows right below the header that belong to it."""
    for number, cells in table.rows[:ROWS_OF_A_HEAD]:
        if _heads_sheets(cells) or _counts_columns(cells):
            yield number


def _sums(table: Table, columns: SheetColumns) -> Iterator[int]:
    """The rows without a day from the first one on that holds sums."""
    is_below = False
    for number, cells in table.rows:
        day = _normal(cells[columns.day])
        if day and not _SUMS.match(day):
            continue
        is_below = is_below or _is_sum(cells, columns)
        if is_below and any(cell.strip() for cell in cells):
            yield number


def _heads_sheets(cells: Sequence[str]) -> bool:
    """Whether a row names the elements of any questionnaire of several."""
    several = (asked for asked in catalogue.all_instruments() if len(asked.keys) > 1)
    return any(heads_elements(cells, asked) for asked in several)


def _counts_columns(cells: Sequence[str]) -> bool:
    """Whether the columns are counted, as (1), (2), (3) under a header."""
    counted = [cell.strip().strip("()") for cell in cells if cell.strip()]
    if len(counted) < _FEWEST_IN_A_COUNT or not counted[0].isdecimal():
        return False
    first = int(counted[0])
    return counted == [str(first + place) for place in range(len(counted))]


def _is_sum(cells: Sequence[str], columns: SheetColumns) -> bool:
    """Whether a cell that holds no rating and no comment says that the row holds sums."""
    elsewhere = frozenset(columns.ratings.values()) | {columns.comment}
    return any(
        _SUMS.match(_normal(cell)) for place, cell in enumerate(cells) if place not in elsewhere
    )


def _normal(text: str) -> str:
    return _NO_WORD.sub(" ", text).strip().casefold()
