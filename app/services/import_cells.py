"""Reading the cells of an answer sheet that are not ratings: its day, its counter, its service."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from app.errors import N_, Invalid
from app.services.written_days import (
    EARLIEST,
    TIME,
    YEAR_LAST,
    DateFormat,
    clear_day,
    names_its_month,
)

_ISO = re.compile(rf"(\d{{4}})-(\d{{2}})-(\d{{2}}){TIME}", re.ASCII)
# A spreadsheet's own count of days, which starts in one of two years.
_DAY_NUMBER = re.compile(r"[34]\d{4}([.,]\d+)?", re.ASCII)

WRITTEN_OTHERWISE = {
    DateFormat.ISO: N_("Tanggal harus ditulis tahun-bulan-hari, seperti 2026-03-31."),
    DateFormat.DMY: N_("Tanggal harus ditulis hari/bulan/tahun, seperti 31/03/2026."),
    DateFormat.MDY: N_("Tanggal harus ditulis bulan/hari/tahun, seperti 03/31/2026."),
}
NOT_IN_CALENDAR = {
    DateFormat.ISO: N_("Tanggal ini tidak ada bila dibaca tahun-bulan-hari, seperti 2026-03-31."),
    DateFormat.DMY: N_("Tanggal ini tidak ada bila dibaca hari/bulan/tahun, seperti 31/03/2026."),
    DateFormat.MDY: N_("Tanggal ini tidak ada bila dibaca bulan/hari/tahun, seperti 03/31/2026."),
}


def needs_an_order(cell: str) -> bool:
    """Whether the cell is a date whose day and month could be taken for one another."""
    return YEAR_LAST.fullmatch(cell) is not None


def read_day(cell: str, order: DateFormat, today: date) -> date:
    """The day in a cell; Invalid says what is wrong with it.

    A column in one order with a cell in another is how a spreadsheet swaps day and month, so
    every cell must be written in the order that was named. A month's name leaves no doubt.
    """
    if not cell:
        raise Invalid("Tanggal kosong. Isi tanggal kunjungan.")
    day = _day_in_words(cell) if names_its_month(cell) else _day_in_numbers(cell, order)
    if day > today:
        raise Invalid("Tanggal ini belum tiba. Periksa hari, bulan, dan tahunnya.")
    if day < EARLIEST:
        raise Invalid("Tanggal ini sebelum tahun 2000. Periksa tahunnya.")
    return day


def _day_in_words(cell: str) -> date:
    try:
        return clear_day(cell)
    except ValueError as error:
        raise Invalid(
            "Tanggal ini tidak dapat dibaca. Tulis misalnya 2026-03-31 atau 31 Maret 2026."
        ) from error


def _day_in_numbers(cell: str, order: DateFormat) -> date:
    if order is DateFormat.ISO:
        match = _ISO.fullmatch(cell)
        year, month, day = match.groups() if match else ("", "", "")
    else:
        match = YEAR_LAST.fullmatch(cell)
        first, _, second, year = match.groups() if match else ("", "", "", "")
        day, month = (first, second) if order is DateFormat.DMY else (second, first)
    if not match:
        raise _written_otherwise(cell, order)
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise Invalid(NOT_IN_CALENDAR[order]) from error


def _written_otherwise(cell: str, order: DateFormat) -> Invalid:
    if _DAY_NUMBER.fullmatch(cell):
        return Invalid(
            "Ini nomor hari lembar kerja, bukan tanggal. Beri kolom ini format tanggal, simpan, "
            "lalu kirim ulang."
        )
    return Invalid(WRITTEN_OTHERWISE[order])


class Names:
    """Finds counters or service types by code or name, whatever the case and blanks."""

    def __init__(self, places: Iterable[tuple[int, str, str]]) -> None:
        """Take (id, code, name) of each."""
        self._ids: dict[str, set[int]] = {}
        self._spelled: dict[str, str] = {}
        for place_id, code, name in places:
            for text in (code, name):
                self._ids.setdefault(_normal(text), set()).add(place_id)
                self._spelled.setdefault(_normal(text), text)
        self._near: dict[str, str] = {}

    def find(self, cell: str) -> int:
        """The id of the place a cell names; Invalid says which names come near."""
        found = self._ids.get(_normal(cell), set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise Invalid("Nama ini ada lebih dari satu di unit. Tulis kodenya, bukan namanya.")
        names = self._names_near(cell)
        if names:
            raise Invalid(
                "Tidak ada yang bernama ini di unit. Mungkin maksudnya %(names)s?", names=names
            )
        raise Invalid(
            "Tidak ada yang bernama ini di unit. Tambahkan di halaman unit, atau perbaiki "
            "tulisannya."
        )

    def _names_near(self, cell: str) -> str:
        """The names that come near, which take long to find and are asked for again and again."""
        if cell not in self._near:
            near = get_close_matches(_normal(cell), self._ids, n=3)
            self._near[cell] = ", ".join(f'"{self._spelled[text]}"' for text in near)
        return self._near[cell]


def _normal(text: str) -> str:
    return " ".join(text.split()).casefold()
