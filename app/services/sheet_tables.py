"""Files of answer sheets as offices keep them: titles above the header, sums below the sheets."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from app.documents.header_rows import IsHeader
from app.documents.tables import Table, read_headed_table
from app.errors import N_
from survey_forms import catalogue
from survey_forms.instrument import Instrument
from survey_forms.rating_headers import heads_elements, rated_columns

_NO_WORD = re.compile(r"[\W_]+")
# How the rows under the sheets begin in the reports that offices hand in. A sum sign is often
# another letter of the font Symbol.
_SUMS = re.compile(
    r"(jumlah|total|nrr|rata rata|rerata|bobot|indeks|ikm|konversi|"
    r"([σ∑så] ?)?nilai (rata rata|(per )?unsur|ikm|indeks|konversi|total))\b"
    r"|(mutu|kinerja)( unit)?( pelayanan)?$"
)
# A mean or a sum, which is no rating of a sheet.
_NO_RATING = re.compile(r"[0-9]+[.,][0-9]*[1-9][0-9]*|[0-9]{2,}([.,]0+)?")
_ONE_DIGIT = re.compile(r"[0-9]([.,]0+)?")
# What to know of a file; none of them stands in its way.
LEFT_OUT_ROWS = N_(
    "Baris yang tidak dibaca karena bukan lembar jawaban (judul, jumlah, atau nilai rata-rata): "
    "%(rows)s."
)
OTHER_SHEETS = N_(
    'Yang dibaca hanya lembar kerja "%(sheet)s"; unsur juga tertulis di: %(others)s. Simpan lembar '
    "lain sebagai berkas tersendiri bila perlu dibaca."
)
OTHER_TABLES = N_(
    'Yang dibaca hanya lembar kerja "%(sheet)s"; kolom yang sama juga ada di: %(others)s. Simpan '
    "lembar lain sebagai berkas tersendiri bila perlu dibaca."
)
ROWS_OF_A_HEAD = 2
_FEWEST_IN_A_COUNT = 3


@dataclass(frozen=True)
class SheetRows:
    """A table in which only sheets are left: other rows are emptied, and their numbers kept."""

    table: Table
    left_out: tuple[int, ...]


@dataclass(frozen=True)
class SheetPlaces:
    """Where a sheet's ratings stand, and its day and comment where the file is known to have them.

    Where there is no day to know a sheet by, a sum is known by its name alone left of the ratings.
    """

    ratings: Collection[int]
    day: int | None = None
    comment: int | None = None


def read_sheet_table(content: bytes, filename: str) -> Table:
    """The table of a file, whose header is the first row that names the elements.

    A worksheet of means and sums alone is read only where no other one names the elements.
    Its rows are not fitted to the header before `only_sheets` has told them from others.
    """
    return read_headed_table(content, filename, _heads_sheets, _may_be_sheet)


def only_sheets(table: Table, places: SheetPlaces) -> SheetRows:
    """Empty the rows that are no sheets: further headers, counted columns, sums and below them.

    A row with a day, or else one that is rated throughout, is a sheet below the sums too. Invalid
    names what stands beside the columns of a sheet.
    """
    heads = {*heads_below(table, _heads_sheets), *_heads_again(table, places)}
    left_out = heads.union(_sums(table, places))
    nothing = ("",) * len(table.columns)
    rows = [(n, nothing if n in left_out else cells) for n, cells in table.rows]
    return SheetRows(replace(table, rows=rows).fitted(), tuple(sorted(left_out)))


def notes_on(
    table: Table, left_out: Sequence[int], rows: str = LEFT_OUT_ROWS, sheets: str = OTHER_SHEETS
) -> Iterator[tuple[str, dict[str, str]]]:
    """What of a file is not read, each as a text and what fills its places.

    `rows` and `sheets` are the texts for the rows and worksheets that are left out.
    """
    if left_out:
        yield rows, {"rows": ", ".join(map(str, left_out))}
    if len(table.sheets) > 1:
        read, *others = table.sheets
        yield sheets, {"sheet": read, "others": ", ".join(others)}


def heads_below(table: Table, is_header: IsHeader) -> Iterator[int]:
    """The rows right below the header that belong to it: another, or one that counts columns."""
    for number, cells in table.rows[:ROWS_OF_A_HEAD]:
        if is_header(cells) or _counts_columns(cells):
            yield number


def _heads_again(table: Table, places: SheetPlaces) -> Iterator[int]:
    """The rows that say the header again, as where months stand below one another."""
    for number, cells in table.rows:
        if all(_cell(cells, at) == table.columns[at] for at in places.ratings):
            yield number


def names_a_sum(cell: str) -> bool:
    """Whether a cell says that its row holds sums, means, or what is computed from them."""
    return _SUMS.match(_normal(cell)) is not None


def _sums(table: Table, places: SheetPlaces) -> Iterator[int]:
    """The rows that hold sums, and what stands below the first of them and is no sheet."""
    is_below = False
    for number, cells in table.rows:
        is_sum = _is_sum(cells, places)
        is_below = is_below or is_sum
        if is_sum or (is_below and any(map(str.strip, cells)) and not _is_sheet(cells, places)):
            yield number


def _is_sum(cells: Sequence[str], places: SheetPlaces) -> bool:
    """Whether a cell that holds no rating and no comment says that the row holds sums."""
    if places.day is not None:
        elsewhere = {*places.ratings, places.comment}
        named = [cell for place, cell in enumerate(cells) if place not in elsewhere]
        return not _is_sheet(cells, places) and any(map(names_a_sum, named))
    named = [cell for cell in cells[: min(places.ratings)] if cell.strip()]
    return len(named) == 1 and names_a_sum(named[0])


def _is_sheet(cells: Sequence[str], places: SheetPlaces) -> bool:
    """Whether a row is a sheet wherever it stands."""
    if places.day is not None:
        day = _cell(cells, places.day)
        return bool(_normal(day)) and not names_a_sum(day)
    return all(_ONE_DIGIT.fullmatch(_cell(cells, place)) for place in places.ratings)


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _heads_sheets(cells: Sequence[str]) -> bool:
    """Whether a row names the elements of any questionnaire of several."""
    return any(heads_elements(cells, asked) for asked in _several())


def _several() -> Iterator[Instrument]:
    """The questionnaires that ask for more than one element."""
    return (asked for asked in catalogue.all_instruments() if len(asked.keys) > 1)


def _may_be_sheet(header: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a row below a header is rated, and neither a mean nor a sum nor another header."""
    rated = set().union(*(rated_columns(header, asked) for asked in _several()))
    ratings = [cell for cell in (_cell(cells, at) for at in rated) if cell]
    others = [cell for at, cell in enumerate(cells) if at not in rated]
    is_other = _heads_sheets(cells) or _counts_columns(cells) or any(map(names_a_sum, others))
    return bool(ratings) and not is_other and not any(map(_NO_RATING.fullmatch, ratings))


def _counts_columns(cells: Sequence[str]) -> bool:
    """Whether the columns are counted, as (1), (2), (3) under a header."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    counted = [cell.strip("()") for cell in filled]
    fewest = _FEWEST_IN_A_COUNT - all(cell.startswith("(") for cell in filled)
    if len(counted) < fewest or not counted[0].isdecimal():
        return False
    first = int(counted[0])
    return counted == [str(first + place) for place in range(len(counted))]


def _normal(text: str) -> str:
    return _NO_WORD.sub(" ", text).strip().casefold()
