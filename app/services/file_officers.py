"""Evidence on officers from a spreadsheet of their sheets, without any database."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from analytics.cluster_sums import ClusterSums
from analytics.individuals import (
    GroupEvidence,
    OfficerEvidence,
    OfficersEvidence,
    officers_evidence,
)
from analytics.inputs import Tally
from analytics.officer_sheets import ITEMS, OfficerSheets
from app.errors import Invalid
from app.services.file_columns import FileColumns, Holds, read_columns
from survey_forms.rating_tables import Fault

__all__ = ["FileOfficers", "GroupEvidence", "OfficerEvidence", "officers_of_file"]

OFFICER, COUNTER, SERVICE, VERIFIED = "petugas", "loket", "layanan", "verified"
DAY = "tanggal"
LOW, HIGH = 1, 4
# No blank and at least one digit keeps names out; at most 15 signs keeps NIP and NIK out.
CODE = re.compile(r"(?=.*\d)[\w./-]{1,15}")
WRITTEN_RATING = re.compile(rf"[{LOW}-{HIGH}](?:[.,]0+)?")
RATING = f"Tulis bilangan bulat dari {LOW} sampai {HIGH}, atau kosongkan bila tidak dijawab."
CODE_WANTED = (
    "Tulis kode petugas, misalnya P07: tanpa spasi, memuat angka, paling banyak 15 tanda. Jangan "
    "menulis nama, NIP, atau NIK."
)
VERIFIED_WANTED = "Tulis ya atau tidak."
ONE_SPELLING = (
    "Pada baris lain ditulis {other}. Pakai satu ejaan, agar lembar satu petugas tidak terpecah; "
    "bila memang lain, beri kode yang jelas berbeda."
)


@dataclass(frozen=True)
class FileOfficers:
    """The evidence, and how many of the file's sheets were read for it.

    `tells_verified` is False where the file has no column that says which sheets are verified, so
    that all were read; `tells_days` where it has none that says of which day they are.
    """

    evidence: OfficersEvidence
    n_sheets: int
    n_read: int
    tells_verified: bool
    tells_days: bool


def officers_of_file(content: bytes, filename: str, *, min_n: int) -> FileOfficers:
    """The evidence on the officers of a CSV or XLSX file; Invalid names each bad cell.

    Columns: petugas (a code), loket, kompetensi and perilaku (1 to 4, empty where not answered);
    officers are compared within loket, and layanan where the file has it. Where it has verified,
    only sheets marked "ya" are read. Where it has tanggal, sheets of one day are not taken to be
    independent.
    """
    columns = read_columns(content, filename, (OFFICER, COUNTER, *ITEMS), HOLDS)
    ratings = np.array([columns.read(name, _rating, RATING) for name in ITEMS], np.uint8).T
    codes = columns.read(OFFICER, _code, CODE_WANTED)
    _check_spellings(columns)
    groups = _groups(columns)
    is_read = ratings.any(axis=1) & _verified(columns)
    rows: dict[tuple[str, str], list[int]] = {}
    for row in np.flatnonzero(is_read).tolist():
        rows.setdefault((codes[row], groups[row]), []).append(row)
    days = np.array([day.toordinal() for day in columns.days(DAY)]) if columns.has(DAY) else None
    sheets = [
        OfficerSheets(
            *place,
            Tally.from_ratings(ratings[held], ITEMS, LOW, HIGH),
            None if days is None else _by_day(ratings[held], days[held]),
        )
        for place, held in rows.items()
    ]
    return FileOfficers(
        evidence=officers_evidence(sheets, min_n=min_n),
        n_sheets=len(columns),
        n_read=int(is_read.sum()),
        tells_verified=columns.has(VERIFIED),
        tells_days=days is not None,
    )


def _check_spellings(columns: FileColumns) -> None:
    """Refuse names that differ by capitals or blanks alone: they would part one officer in two."""
    faults = []
    for name in filter(columns.has, (OFFICER, COUNTER, SERVICE)):
        seen: dict[str, str] = {}
        rows = [row for row, _ in columns.table.rows]
        for row, text in zip(rows, columns.texts(name), strict=True):
            other = seen.setdefault(" ".join(text.casefold().split()), text)
            if other != text:
                faults.append(Fault(row, name, text, ONE_SPELLING.format(other=repr(other))))
    if faults:
        raise Invalid("Ada nama yang ditulis dengan lebih dari satu ejaan.", faults)


def _by_day(ratings: np.ndarray, days: np.ndarray) -> ClusterSums:
    """What each day adds to the sheets of one officer."""
    held, places = np.unique(days, return_inverse=True)
    answered, sums = np.zeros((2, len(held), len(ITEMS)), dtype=np.int64)
    np.add.at(answered, places, ratings > 0)
    np.add.at(sums, places, ratings)
    return ClusterSums(ITEMS, answered, sums)


def _groups(columns: FileColumns) -> list[str]:
    counters = [counter or "-" for counter in columns.texts(COUNTER)]
    if not columns.has(SERVICE):
        return counters
    services = columns.texts(SERVICE)
    return [f"{one} / {other or '-'}" for one, other in zip(counters, services, strict=True)]


def _verified(columns: FileColumns) -> np.ndarray:
    if not columns.has(VERIFIED):
        return np.ones(len(columns), dtype=bool)
    return columns.truths(VERIFIED, VERIFIED_WANTED)


def _rating(text: str) -> int:
    """A rating, which spreadsheets write as 4.0 too; 0 where it was not answered."""
    if text and not WRITTEN_RATING.fullmatch(text):
        raise ValueError(text)
    return int(text[0]) if text else 0


def _is_rating(text: str) -> bool:
    return WRITTEN_RATING.fullmatch(text) is not None


def _code(text: str) -> str:
    if not CODE.fullmatch(text):
        raise ValueError
    return text


def _is_code(text: str) -> bool:
    return CODE.fullmatch(text) is not None


# What a row is known by: its officer first.
HOLDS: dict[str, Holds] = {
    OFFICER: _is_code,
    COUNTER: bool,
    **dict.fromkeys(ITEMS, _is_rating),
}
