"""The people of each category, as a file tells them, checked against the sheets to be weighted."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from app.errors import Invalid
from app.services.file_columns import read_columns
from survey_forms.rating_tables import Fault

VARIABLE, CATEGORY, PEOPLE = "variabel", "kategori", "jumlah"
SAME_TOTAL = 1e-9

Margins = Mapping[str, Mapping[str, float]]


def read_margins(content: bytes, filename: str) -> Margins:
    """The people of each category: columns variabel, kategori, jumlah, a row for each category."""
    columns = read_columns(content, filename, (VARIABLE, CATEGORY, PEOPLE))
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
