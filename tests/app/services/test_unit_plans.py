"""A file of units is checked against itself and against what stands."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.access import Actor, Grant, Role, Scope
from app.database import db
from app.models.organisation import Agency
from app.services.unit_loading import load_units
from app.services.unit_plans import UnitPlan
from tests.factories.unit_files import plan_of


def said(plan: UnitPlan) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.message) for fault in plan.faults]


def test_a_row_without_the_unit_name_is_a_fault(app, scope):
    rows = "Kota A,,DISHUB,Dinas,,,,,\nKota A,,DISHUB,,,,,,"
    assert said(plan_of(scope, rows)) == [(3, "D", "Nama wajib diisi.")]


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        (",,DISHUB,Dinas,,,,,", "A", "Nama wajib diisi."),
        ("Kota A,wib,DISHUB,Dinas,,,,,", "B", "Zona waktu 'wib' tidak dikenal"),
        ("Kota A,,,Dinas,,,,,", "C", "Kode wajib diisi."),
        ("Kota A,,DISHUB,Dinas,,L1,,,", "G", "Isi juga loket_nama, karena loket_kode terisi."),
        ("Kota A,,DISHUB,Dinas,,,,,Uji", "H", "Isi juga layanan_kode, karena layanan_nama terisi."),
        ("Kota A,,DISHUB,Dinas,,tanpa-loket,X,,", "F", "dipakai sistem; pilih kode lain"),
        ("Kota A,,DISHUB,Dinas,INDUK,,,,", "E", "Unit induk ini tidak ada"),
    ],
)
def test_faults_are_named_by_row_and_column(app, scope, row, column, expected):
    ((number, letter, message),) = said(plan_of(scope, row))
    assert (number, letter) == (2, column)
    assert expected in message


def test_a_name_that_differs_within_the_file_is_a_fault(app, scope):
    rows = "Kota A,,DISHUB,Dinas,,,,,\nKota A,,DISHUB,Dinas Perhubungan,,,,,"
    ((row, column, message),) = said(plan_of(scope, rows))
    assert (row, column) == (3, "D")
    assert 'lain daripada di baris 2: "Dinas". Samakan' in message


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Kota A,,DISHUB,Nama Lain,,,,,", 'tersimpan: "Dinas Perhubungan"'),
        ("Kota A,WIB,DISHUB,Dinas Perhubungan,,,,,", 'tersimpan: "WITA"'),
        ("Kota A,,DISHUB,Dinas Perhubungan,UPT,,,,", "tersimpan tanpa induk"),
        ("Kota A,,DISHUB,Dinas Perhubungan,,L1,Loket Lain,,", 'tersimpan: "Loket Uji"'),
        ("Kota A,,DISHUB,Dinas Perhubungan,,,,KIR,Lain", 'tersimpan: "Uji KIR"'),
    ],
)
def test_what_stands_is_never_renamed_or_moved(app, scope, now, row, expected):
    load_units(scope, now, plan_of(scope))
    (fault,) = plan_of(scope, row).faults
    assert expected in fault.message


def test_a_parent_left_out_leaves_the_standing_one(app, scope, now):
    load_units(scope, now, plan_of(scope))
    assert plan_of(scope, "Kota A,,UPT,UPT Samsat,,,,,").new == ()


def test_parents_in_a_circle_are_a_fault(app, scope):
    ((row, column, message),) = said(plan_of(scope, "Kota A,,A,A,B,,,,\nKota A,,B,B,A,,,,"))
    assert (row, column) == (2, "E")
    assert "Induk berputar" in message


def test_an_admin_of_one_agency_cannot_make_another(app, scope, now):
    load_units(scope, now, plan_of(scope))
    agency = db.session.scalars(sa.select(Agency)).one()
    rekan = Scope(Actor("person", "rekan"), (Grant(Role.ADMIN, agency.path),))
    ((row, column, message),) = said(plan_of(rekan, "Kota B,,DISHUB,Dinas,,,,,"))
    assert (row, column) == (2, "A")
    assert "bukan wewenang Anda" in message
    assert len(plan_of(rekan, "Kota A,,BARU,Unit Baru,,,,,").new) == 1
