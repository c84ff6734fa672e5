"""Knowing sheets that were taken in before, in whatever file they stand now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from app.errors import N_
from app.models.responses import ImportedFile
from app.queries import responses
from app.services.import_sheets import Sheet
from survey_forms.instrument import Instrument

SAME_FILE = N_(
    "Berkas dengan isi yang sama sudah diimpor pada %(day)s (%(rows)s lembar). Impor lagi hanya "
    "bila jawabannya memang terpisah."
)
SAME_SHEETS = N_(
    "Lembar-lembar ini sudah diimpor pada %(day)s dari berkas %(file)s (%(rows)s lembar). Impor "
    "lagi hanya bila jawabannya memang terpisah."
)
SHEETS_AGAIN = N_(
    "Berkas ini memuat lagi %(rows)s lembar yang sudah diimpor pada %(day)s dari berkas %(file)s. "
    "Hapus lembar itu dari berkas lalu kirim ulang, atau impor hanya bila jawabannya memang "
    "terpisah."
)

_SUMS_BELOW = 1 << 256


@dataclass(frozen=True)
class EarlierImport:
    """A file that was taken in before, and in which words its sheets are met again."""

    file: ImportedFile
    text: str

    @property
    def values(self) -> Mapping[str, str]:
        """What fills the places of the text."""
        return {
            "day": f"{self.file.imported_at:%d-%m-%Y}",
            "rows": str(self.file.rows),
            "file": self.file.filename,
        }


def running_sums(sheets: Sequence[Sheet], asked: Instrument) -> tuple[int, ...]:
    """A number for the first none, one, two and so on of these sheets.

    Those of a piece are known by the difference of two, whatever the order within it; comments do
    not count, nor which of a sheet's ratings belongs to which element.
    """
    return (0, *accumulate(_numbers(sheets, asked)))


def digest_of(sums: Sequence[int]) -> str:
    """What all sheets of these sums are known by: the same in any order and any file."""
    return f"{sums[-1] % _SUMS_BELOW:064x}"


def find_earlier(unit_id: int, sha256: str, sums: Sequence[int]) -> EarlierImport | None:
    """The import that the sheets of these sums would count twice, if any: the one with the most.

    It is met where the file's bytes are the same, and where its sheets stand in the file in one
    piece: alone, or with others above or below them.
    """
    same = responses.imported_file(sha256)
    if same:
        return EarlierImport(same, SAME_FILE)
    for file in responses.imported_sheets(unit_id):
        if file.sheets_digest and _has_piece(sums, file.rows, int(file.sheets_digest, 16)):
            is_all = file.rows == len(sums) - 1
            return EarlierImport(file, SAME_SHEETS if is_all else SHEETS_AGAIN)
    return None


def _numbers(sheets: Sequence[Sheet], asked: Instrument) -> Iterator[int]:
    for sheet in sheets:
        # A file is sent again to mend the order that was said for its columns.
        ratings = sorted(rating or 0 for rating in sheet.ratings)
        told = (asked.counted_as, sheet.day, sheet.counter_id, sheet.service_id, ratings)
        yield int.from_bytes(hashlib.sha256(repr(told).encode()).digest())


def _has_piece(sums: Sequence[int], length: int, wanted: int) -> bool:
    """Whether any run of so many sheets is known by this number."""
    pieces = zip(sums, sums[length:], strict=False)
    return any((above - below) % _SUMS_BELOW == wanted for below, above in pieces)
