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


def digest_of(sheets: Sequence[Sheet], asked: Instrument) -> str:
    """The same for the same sheets in any order and any file; comments do not count.

    Nor does it matter which of a sheet's ratings belongs to which element.
    """
    return _written(sum(_numbers(sheets, asked)) % _SUMS_BELOW)


def find_earlier(
    unit_id: int, sha256: str, sheets: Sequence[Sheet], asked: Instrument
) -> EarlierImport | None:
    """The import that these sheets would count twice, if any: the one with the most of them.

    It is met where the file's bytes are the same, and where its sheets stand in the file in one
    piece: alone, or with others above or below them.
    """
    same = responses.imported_file(sha256)
    if same:
        return EarlierImport(same, SAME_FILE)
    sums = [0, *accumulate(_numbers(sheets, asked))]
    for file in responses.imported_sheets(unit_id):
        if any(found == file.sheets_digest for found in _digests_of_pieces(sums, file.rows)):
            return EarlierImport(file, SAME_SHEETS if file.rows == len(sheets) else SHEETS_AGAIN)
    return None


def _numbers(sheets: Sequence[Sheet], asked: Instrument) -> Iterator[int]:
    """A number for each sheet.

    The digest of several is their sum, so that the digest of each piece of a file is the
    difference of two sums.
    """
    for sheet in sheets:
        # A file is sent again to mend the order that was said for its columns.
        ratings = sorted(rating or 0 for rating in sheet.ratings)
        told = (asked.counted_as, sheet.day, sheet.counter_id, sheet.service_id, ratings)
        yield int.from_bytes(hashlib.sha256(repr(told).encode()).digest())


def _digests_of_pieces(sums: Sequence[int], length: int) -> Iterator[str]:
    """The digest of every run of so many sheets."""
    for below, above in zip(sums, sums[length:], strict=False):
        yield _written((above - below) % _SUMS_BELOW)


def _written(number: int) -> str:
    return f"{number:064x}"
