"""Reading the cells of an answer sheet that are not ratings: its day, its counter, its service."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from enum import StrEnum

from app.errors import N_

EARLIEST = date(2000, 1, 1)
# A form's time stamp may carry the time of day; it is read over, because only the day is kept.
_TIME = r"(?:[ T]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)?"
_ISO = re.compile(rf"(\d{{4}})-(\d{{2}})-(\d{{2}}){_TIME}", re.ASCII)
_PARTS = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}){_TIME}", re.ASCII)


class DateFormat(StrEnum):
    """The order in which a column writes day, month and year."""

    ISO = "iso"
    DMY = "dmy"
    MDY = "mdy"


WRITTEN_AS = {
    DateFormat.ISO: "tahun-bulan-hari, seperti 2026-03-31",
    DateFormat.DMY: "hari/bulan/tahun, seperti 31/03/2026",
    DateFormat.MDY: "bulan/hari/tahun, seperti 03/31/2026",
}


def needs_an_order(cell: str) -> bool:
    """Whether the cell is a date whose day and month could be taken for one another."""
    return _PARTS.fullmatch(cell) is not None


def read_day(cell: str, order: DateFormat, today: date) -> date:
    """The day in a cell; a ValueError says in Indonesian what is wrong with it.

    A column in one order with a cell in another is how a spreadsheet swaps day and month, so
    every cell must be written in the order that was named.
    """
    if not cell:
        raise ValueError(N_("Tanggal kosong. Isi tanggal kunjungan."))
    day = _written_day(cell, order)
    if day > today:
        raise ValueError(N_("Tanggal ini belum tiba. Periksa hari, bulan, dan tahunnya."))
    if day < EARLIEST:
        raise ValueError(N_("Tanggal ini sebelum tahun 2000. Periksa tahunnya."))
    return day


def _written_day(cell: str, order: DateFormat) -> date:
    if order is DateFormat.ISO:
        match = _ISO.fullmatch(cell)
        year, month, day = match.groups() if match else ("", "", "")
    else:
        match = _PARTS.fullmatch(cell)
        first, _, second, year = match.groups() if match else ("", "", "", "")
        day, month = (first, second) if order is DateFormat.DMY else (second, first)
    if not match:
        raise ValueError(f"Tanggal harus ditulis {WRITTEN_AS[order]}.")
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise ValueError(f"Tanggal ini tidak ada bila dibaca {WRITTEN_AS[order]}.") from error


class Names:
    """Finds counters or service types by code or name, whatever the case and blanks."""

    def __init__(self, what: str, places: Iterable[tuple[int, str, str]]) -> None:
        """Take (id, code, name) of each; `what` names the kind in messages."""
        self._what = what
        self._ids: dict[str, set[int]] = {}
        self._spelled: dict[str, str] = {}
        for place_id, code, name in places:
            for text in (code, name):
                self._ids.setdefault(_normal(text), set()).add(place_id)
                self._spelled.setdefault(_normal(text), text)
        self._problems: dict[str, str] = {}

    def find(self, cell: str) -> int:
        """The id of the place a cell names; a ValueError says which names come near."""
        found = self._ids.get(_normal(cell), set())
        if len(found) == 1:
            return next(iter(found))
        if cell not in self._problems:
            self._problems[cell] = self._problem(cell, is_known=bool(found))
        raise ValueError(self._problems[cell])

    def _problem(self, cell: str, *, is_known: bool) -> str:
        if is_known:
            return f"Cocok dengan lebih dari satu {self._what}. Tulis kodenya, bukan namanya."
        near = get_close_matches(_normal(cell), self._ids, n=3)
        if near:
            names = ", ".join(f'"{self._spelled[text]}"' for text in near)
            return f"Tidak ada {self._what} dengan nama ini di unit. Mungkin maksudnya {names}?"
        return (
            f"Tidak ada {self._what} dengan nama ini di unit. "
            "Tambahkan di halaman unit, atau perbaiki tulisannya."
        )


def _normal(text: str) -> str:
    return " ".join(text.split()).casefold()
