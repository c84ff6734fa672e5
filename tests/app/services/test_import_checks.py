"""A file of answers is checked cell by cell, and every fault has a row and a column."""

from __future__ import annotations

from datetime import date

import pytest

from app.access import Actor, Grant, Role, Scope
from app.documents.tables import read_table
from app.errors import Invalid, NotFound
from app.services import collection, organisation
from app.services.import_checks import ImportChoices, check_file, faults_csv
from app.services.written_days import DateFormat
from tests.factories.organisation import an_office
from tests.factories.publications import closed_periods
from tests.factories.sheets import ALL_FOURS, KEYS, a_file

GOOD = f"2026-03-02,L1,{ALL_FOURS}"


@pytest.fixture
def office(app, scope, now):
    return an_office(scope, now, services=2)


@pytest.fixture
def checked(office, scope, now):
    """Checks a file for the office; options are choices."""

    def check(content, *, by=scope, **options):
        columns = {"date_column": "tanggal", "counter_column": "loket"} | options
        choices = ImportChoices(unit_id=office.unit.id, **columns)
        return check_file(by, now, content, "lembar.csv", choices)

    return check


def places(found):
    return [(fault.row, fault.column) for fault in found.faults]


def test_a_good_file_becomes_sheets(checked, office):
    found = checked(a_file(GOOD, f"2026-03-03,Loket 2,{ALL_FOURS}"))
    first, second = found.sheets
    assert (first.row, first.day, first.counter_id) == (2, date(2026, 3, 2), office.counters[0].id)
    assert (second.counter_id, second.round_id) == (office.counters[1].id, office.round.id)
    assert (first.service_id, first.comment, first.ratings) == (None, "", (4,) * 9)
    assert found.faults == ()


def test_ratings_are_stored_in_form_order_whatever_the_file_has(checked):
    (sheet,) = checked(a_file("2026-03-02,L1,4,4,4,4,4,4,4,1,2")).sheets
    assert sheet.ratings[-2:] == (2, 1)  # the form asks sarana before pengaduan


def test_a_gap_is_a_missing_answer_and_no_fault(checked):
    found = checked(a_file("2026-03-02,L1,4,,4,4,4,4,4,4,4"))
    assert found.sheets[0].ratings == (4, None, 4, 4, 4, 4, 4, 4, 4)
    assert (found.n_with_gaps, found.faults) == (1, ())


def test_empty_rows_between_others_are_skipped_and_row_numbers_stay(checked):
    found = checked(a_file(GOOD, ",,,,,,,,,,", f"2026-03-02,L9,{ALL_FOURS}"))
    assert (found.n_rows, places(found)) == (2, [(4, "B")])


@pytest.mark.parametrize(
    ("row", "place", "said"),
    [
        ("2026-03-02,L1,4,5,4,4,4,4,4,4,4", (2, "D"), "1"),
        ("2026-03-02,L1,4,baik,4,4,4,4,4,4,4", (2, "D"), "1"),
        (f",L1,{ALL_FOURS}", (2, "A"), "Tanggal kosong"),
        (f"2026-06-16,L1,{ALL_FOURS}", (2, "A"), "belum tiba"),
        (f"2025-12-31,L1,{ALL_FOURS}", (2, "A"), "Tidak ada putaran survei yang buka"),
        (f"2026-03-02,Loket Satu,{ALL_FOURS}", (2, "B"), '"Loket 1"'),
        (f"2026-03-02,,{ALL_FOURS}", (2, "B"), "Loket kosong"),
    ],
)
def test_faults_are_named_by_row_and_column(checked, row, place, said):
    found = checked(a_file(row, GOOD))
    (fault,) = found.faults
    assert ((fault.row, fault.column), len(found.sheets)) == (place, 1)
    assert said in fault.message


def test_every_fault_of_a_row_is_named(checked):
    found = checked(a_file("1999-01-01,Parkir,9,4,4,4,4,4,4,4,4"))
    assert sorted(places(found)) == [(2, "A"), (2, "B"), (2, "C")]


def test_dates_with_slashes_are_asked_about_once(checked):
    content = a_file(f"03/04/2026,L1,{ALL_FOURS}", f"04/04/2026,L1,{ALL_FOURS}")
    found = checked(content)
    (fault,) = found.faults
    assert (fault.row, fault.column, found.sheets) == (2, "A", ())
    assert "2026-03-31: 2. Sebutkan" in fault.message
    assert "dmy" in fault.message
    days = [sheet.day for sheet in checked(content, date_format=DateFormat.DMY).sheets]
    assert days == [date(2026, 4, 3), date(2026, 4, 4)]


def test_other_faults_are_named_beside_the_question_about_dates(checked):
    found = checked(a_file(f"03/04/2026,Parkir,{ALL_FOURS}"))
    assert places(found) == [(2, "A"), (2, "B")]


def test_a_column_that_mixes_two_ways_of_writing_dates_is_refused(checked):
    found = checked(
        a_file(f"2026-03-02,L1,{ALL_FOURS}", f"13/03/2026,L1,{ALL_FOURS}"),
        date_format=DateFormat.DMY,
    )
    assert places(found) == [(2, "A")]


def test_sheets_without_a_counter_go_to_the_unit_when_that_is_said(checked, office):
    found = checked(a_file(f"2026-03-02,,{ALL_FOURS}"), blank_counter_is_unit=True)
    assert found.sheets[0].counter_id not in {counter.id for counter in office.counters}


def test_a_file_without_a_counter_column_goes_to_the_unit_when_that_is_said(checked):
    content = a_file(f"2026-03-02,{ALL_FOURS}", header=f"tanggal,{KEYS}")
    options = {"counter_column": None}
    assert places(checked(content, **options)) == [(2, "-")]
    assert len(checked(content, **options, blank_counter_is_unit=True).sheets) == 1


def test_a_service_is_found_and_an_empty_one_is_not_recorded(checked, office):
    header = f"tanggal,loket,layanan,{KEYS}"
    rows = [f"2026-03-02,L1,{name},{ALL_FOURS}" for name in ("S2", "layanan 1", "", "Lain")]
    found = checked(a_file(*rows, header=header), service_column="Layanan")
    first, second = office.services
    assert [sheet.service_id for sheet in found.sheets] == [second.id, first.id, None]
    assert places(found) == [(5, "C")]


def test_a_service_that_was_withdrawn_is_still_found(checked, office, scope, now):
    organisation.offer_service(scope, now, office.services[0].id, offered=False)
    content = a_file(f"2026-03-02,L1,S1,{ALL_FOURS}", header=f"tanggal,loket,layanan,{KEYS}")
    assert checked(content, service_column="layanan").sheets[0].service_id == office.services[0].id


def test_a_comment_longer_than_the_forms_is_a_fault(checked):
    header = f"tanggal,loket,saran,{KEYS}"
    rows = [f"2026-03-02,L1,{'x' * length},{ALL_FOURS}" for length in (1000, 1001)]
    assert places(checked(a_file(*rows, header=header), comment_column="saran")) == [(3, "C")]


def test_numbered_columns_need_an_order(checked):
    header = "tanggal,loket," + ",".join(f"U{number}" for number in range(1, 10))
    content = a_file("2026-03-02,L1,4,4,4,4,4,4,4,1,2", header=header)
    with pytest.raises(Invalid, match="U8"):
        checked(content)
    assert checked(content, order="list").sheets[0].ratings[-2:] == (2, 1)
    assert checked(content, order="form").sheets[0].ratings[-2:] == (1, 2)


@pytest.mark.parametrize(
    "options",
    [{"date_column": "tgl"}, {"counter_column": "lokte"}, {"comment_column": "saran"}],
)
def test_a_column_that_is_not_there_is_named(checked, options):
    (name,) = options.values()
    with pytest.raises(Invalid, match=f"Kolom '{name}' tidak ada di berkas") as refused:
        checked(a_file(GOOD), **options)
    assert "Kolom yang ada: tanggal, loket" in refused.value.message


def test_an_unknown_questionnaire_is_refused(checked):
    with pytest.raises(Invalid, match="Kuesioner 'skm-1999' tidak dikenal"):
        checked(a_file(GOOD), instrument="skm-1999")


def test_a_round_with_another_questionnaire_is_a_fault(checked):
    content = a_file("2026-03-02,L1,3", header="tanggal,loket,pelayanan")
    found = checked(content, instrument="pulse-1")
    (fault,) = found.faults
    assert "memakai kuesioner skm-2017@3, bukan pulse-1@2" in fault.message


def test_the_round_is_the_one_open_on_the_day(checked, office, scope, now):
    earlier = collection.open_round(
        scope, now, office.unit.id, "SKM 2025", date(2025, 1, 1), date(2025, 12, 31)
    )
    found = checked(a_file(f"2025-12-31,L1,{ALL_FOURS}", f"2026-01-01,L1,{ALL_FOURS}"))
    assert [sheet.round_id for sheet in found.sheets] == [earlier.id, office.round.id]


def test_counters_of_other_units_are_not_found(checked, scope, now):
    an_office(scope, now, code="DINKES", counters=9)
    assert places(checked(a_file(f"2026-03-02,L9,{ALL_FOURS}"))) == [(2, "B")]


def test_a_unit_outside_the_scope_is_not_found(checked, office):
    other = Scope(Actor("person", "rekan"), (Grant(Role.ADMIN, f"{office.unit.path}99/"),))
    with pytest.raises(NotFound):
        checked(a_file(GOOD), by=other)


def test_faults_are_handed_out_as_a_table_that_runs_no_formula(checked):
    found = checked(a_file(f"2026-03-02,=1+1,{ALL_FOURS}"))
    ((_, row),) = read_table(faults_csv(found.faults, str), "kesalahan.csv").rows
    assert row[:3] == ("2", "B", "'=1+1")


def test_columns_that_are_not_read_are_named(checked):
    row = f"2026-03-02,L1,L,,41,cepat,{ALL_FOURS}"
    header = f"tanggal,loket,jenis_kelamin,,usia,saran,{KEYS}"
    found = checked(a_file(row, header=header), comment_column="saran")
    assert found.unread_columns == ("jenis_kelamin", "usia")
    assert checked(a_file(GOOD)).unread_columns == ()


def test_closed_periods_of_the_days_are_named_and_nothing_is_refused(checked, office, now):
    closed_periods(office.unit.id, now, "2026-Q1", "2026-04", "2025")
    found = checked(a_file(GOOD, f"2026-05-01,L1,{ALL_FOURS}"))
    assert [period.code for period in found.closed_periods] == ["2026-Q1"]
    assert (len(found.sheets), found.faults) == (2, ())
