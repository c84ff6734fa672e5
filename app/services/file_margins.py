"""The people of each category, as a file tells them, checked against the sheets to be weighted."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from app.errors import Invalid
from app.services.file_columns import THOUSANDS, FileColumns, holds_number, read_columns
from app.services.sheet_tables import names_a_sum
from survey_forms.rating_tables import Fault

VARIABLE, CATEGORY, PEOPLE = "variabel", "kategori", "jumlah"
SAME_TOTAL = 1e-9

Margins = Mapping[str, Mapping[str, float]]


def read_margins(content: bytes, filename: str) -> Margins:
    """The people of each category: columns variabel, kategori, jumlah, a row for each category."""
    columns = read_columns(
        content,
        filename,
        (VARIABLE, CATEGORY, PEOPLE),
        {CATEGORY: _is_category, VARIABLE: bool, PEOPLE: holds_number},
    )
    _refuse_thousands(columns)
    cells = zip(
        [number for number, _ in columns.table.rows],
        columns.texts(VARIABLE),
        columns.texts(CATEGORY),
        columns.numbers(PEOPLE).tolist(),
        strict=True,
    )
    margins: dict[str, dict[str, float]] = {}
    faults: list[Fault] = []
    for row, variable, category, people in cells:
        held = margins.setdefault(variable, {})
        if not variable or not category or category in held:
            expected = "Tulis setiap kategori satu kali, dengan nama variabelnya."
            faults.append(Fault(row, CATEGORY, category, expected))
        if people <= 0:
            faults.append(Fault(row, PEOPLE, f"{people:g}", "Tulis jumlah orang di atas 0."))
        held[category] = people
    if faults:
        raise Invalid("Ada isi yang tidak dapat dibaca.", faults)
    _check_totals(margins)
    return margins


def _is_category(text: str) -> bool:
    return bool(text) and not names_a_sum(text)


def _refuse_thousands(columns: FileColumns) -> None:
    expected = "Tulis jumlah orang tanpa pemisah ribuan, misalnya 12345."
    columns.read(PEOPLE, _without_thousands, expected)


def _without_thousands(text: str) -> str:
    if THOUSANDS.fullmatch(text):
        raise ValueError(text)
    return text


def check_sheets(categories: Mapping[str, Sequence[str]], margins: Margins) -> None:
    """Refuse sheets of a category without a margin, and a margin without sheets."""
    for variable, margin in margins.items():
        held = set(categories[variable])
        without_margin, without_sheet = sorted(held - set(margin)), sorted(set(margin) - held)
        if without_margin:
            raise Invalid(
                "Kolom %(name)s berisi kategori yang jumlah orangnya tidak ada: %(found)s. "
                "Tambahkan ke berkas margin.",
                name=variable,
                found=", ".join(without_margin),
            )
        if without_sheet:
            raise Invalid(
                "Tidak ada lembar dengan %(name)s: %(missing)s. Gabungkan dengan kategori di "
                "sebelahnya.",
                name=variable,
                missing=", ".join(without_sheet),
            )


def _check_totals(margins: Margins) -> None:
    totals = {variable: math.fsum(margin.values()) for variable, margin in margins.items()}
    if max(totals.values()) - min(totals.values()) > SAME_TOTAL * max(totals.values()):
        raise Invalid(
            "Jumlah orang setiap variabel harus sama, tetapi di berkas ini berbeda: %(totals)s.",
            totals=", ".join(f"{variable} {total:g}" for variable, total in totals.items()),
        )
