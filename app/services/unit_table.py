"""The file that lists units: which columns it has, and what each of its rows must hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from app.clock import ZONES
from app.documents.tables import Table, write_csv
from app.errors import N_, Invalid
from app.services.organisation_rows import required_code, required_name
from survey_forms.rating_headers import column_letters
from survey_forms.rating_tables import Fault


@dataclass(frozen=True)
class Column:
    """One column of the file: its heading, what it holds, an example, and what a cell may be."""

    name: str
    explanation: str
    example: str
    check: Callable[[str], object]
    is_required: bool = False


def _known_zone(text: str) -> str:
    if text not in ZONES:
        raise Invalid(
            "Zona waktu '%(zone)s' tidak dikenal; tulis %(zones)s.",
            zone=text,
            zones=", ".join(ZONES),
        )
    return text


COLUMNS = (
    Column("instansi", N_("Nama instansi"), "Pemerintah Kabupaten Contoh", required_name, True),
    Column("zona", N_("Zona waktu: WIB, WITA, atau WIT; kosong berarti WIB"), "WITA", _known_zone),
    Column("unit_kode", N_("Kode singkat unit"), "DUKCAPIL", required_code, True),
    Column("unit_nama", N_("Nama unit"), "Dinas Kependudukan", required_name, True),
    Column("induk_kode", N_("Kode unit induk; kosong untuk unit teratas"), "", required_code),
    Column("loket_kode", N_("Kode loket"), "L1", required_code),
    Column("loket_nama", N_("Nama loket"), "Loket 1: KTP-el", required_name),
    Column("layanan_kode", N_("Kode jenis layanan"), "KTP", required_code),
    Column("layanan_nama", N_("Nama jenis layanan"), "Perekaman KTP-el", required_name),
)
# A thing is named by its code and its name together, so one cell of a pair asks for the other.
PAIRS = (("loket_kode", "loket_nama"), ("layanan_kode", "layanan_nama"))


@dataclass(frozen=True)
class UnitRow:
    """One row of the file, every column there and trimmed; what the file leaves out is empty."""

    number: int
    cells: Mapping[str, str]
    letters: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, column: str, text: str, **values: object) -> Fault:
        """A fault at this row's cell of the column; a column left out goes by its heading."""
        letters = self.letters.get(column, column)
        return Fault(self.number, letters, self.cells[column], text, values)


def template_csv() -> bytes:
    """An empty file with the headings, to be filled in with a spreadsheet."""
    return write_csv([column.name for column in COLUMNS], [], for_spreadsheets=True)


def read_unit_rows(table: Table) -> tuple[UnitRow, ...]:
    """The rows that hold anything; Invalid when columns are missing or not known."""
    positions = {name.casefold(): index for index, name in enumerate(table.columns) if name}
    _refuse_columns(set(positions))
    letters = {name: column_letters(index) for name, index in positions.items()}
    return tuple(
        UnitRow(number, _trimmed(cells, positions), letters)
        for number, cells in table.rows
        if any(cell.strip() for cell in cells)
    )


def row_faults(row: UnitRow) -> Iterator[Fault]:
    """What is wrong within the row itself."""
    for column in COLUMNS:
        value = row[column.name]
        if value or column.is_required:
            try:
                column.check(value)
            except Invalid as fault:
                yield row.fault(column.name, fault.text, **fault.values)
    for pair in PAIRS:
        for empty, filled in (pair, pair[::-1]):
            if row[filled] and not row[empty]:
                text = N_("Isi juga %(empty)s, karena %(filled)s terisi.")
                yield row.fault(empty, text, empty=empty, filled=filled)


def _refuse_columns(given: set[str]) -> None:
    known = [column.name for column in COLUMNS]
    missing = [column.name for column in COLUMNS if column.is_required and column.name not in given]
    if missing:
        raise Invalid(
            "Kolom wajib tidak ada: %(names)s. Tambahkan di baris 1.", names=", ".join(missing)
        )
    unknown = sorted(given - set(known))
    if unknown:
        raise Invalid(
            "Kolom tidak dikenal: %(names)s. Kolom yang dikenal: %(known)s.",
            names=", ".join(unknown),
            known=", ".join(known),
        )


def _trimmed(cells: tuple[str, ...], positions: Mapping[str, int]) -> dict[str, str]:
    return {
        column.name: " ".join(cells[positions[column.name]].split())
        if column.name in positions
        else ""
        for column in COLUMNS
    }
