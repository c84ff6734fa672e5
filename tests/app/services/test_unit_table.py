"""The columns of a file of units."""

from __future__ import annotations

import pytest

from app.documents.tables import read_table
from app.errors import Invalid
from app.services.unit_plans import plan_units
from app.services.unit_table import COLUMNS, read_unit_rows, template_csv
from tests.factories.unit_files import a_unit_file, plan_of


def test_cells_are_trimmed_and_empty_rows_left_out(app):
    table = read_table(
        a_unit_file(" Kota  A ,,D,Dinas,,,,,\n,,,,,,,,\nKota A,,D,Dinas,,,,,"), "a.csv"
    )
    rows = read_unit_rows(table)
    assert [(row.number, row["instansi"]) for row in rows] == [(2, "Kota A"), (4, "Kota A")]


def test_columns_may_stand_in_any_order_and_be_left_out(app, scope):
    plan = plan_of(scope, "Dinas,DISHUB,Kota A", "Unit_Nama,unit_kode,INSTANSI")
    assert [thing.key for thing in plan.new] == [
        ("agency", "Kota A"),
        ("unit", "Kota A", "DISHUB"),
    ]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("instansi,unit_kode", "Kolom wajib tidak ada: unit_nama"),
        ("instansi,unit_kode,unit_nama,lokte_kode", "Kolom tidak dikenal: lokte_kode"),
    ],
)
def test_columns_that_are_missing_or_unknown_are_refused(app, scope, header, expected):
    with pytest.raises(Invalid, match=expected):
        plan_of(scope, "a,b,c,d"[: len(header.split(",")) * 2 - 1], header)


def test_the_template_has_every_column(app, scope):
    table = read_table(template_csv(), "templat.csv")
    assert table.columns == tuple(column.name for column in COLUMNS)
    assert plan_units(scope, table).new == ()
