"""Sheets that were taken in before are known again, whatever file they come in."""

from __future__ import annotations

from io import BytesIO
from itertools import permutations

import pytest
import sqlalchemy as sa
from openpyxl import Workbook

from app.database import db
from app.errors import Conflict
from app.models.responses import ImportedFile, Response
from app.services.earlier_imports import SHEETS_AGAIN, digest_of, running_sums
from app.services.import_checks import ImportChoices, check_file
from app.services.imports import import_responses
from tests.factories.organisation import an_office
from tests.factories.sheets import KEYS, a_file, sheets

MARCH = ["2026-03-02,L1,4,4,4,4,3,4,4,4,4", "2026-03-02,L1,3,3,3,4,3,4,4,4,4"]
APRIL = ["2026-04-01,L2,4,4,4,4,4,4,4,2,4", "2026-04-02,L1,4,4,,4,4,4,4,4,4"]


@pytest.fixture
def office(app, scope, now):
    return an_office(scope, now)


@pytest.fixture
def checked(office, scope, now):
    """Checks a file for the office; options are choices."""

    def check(content, filename="lembar.csv", unit_id=office.unit.id, **options):
        columns = {"date_column": "tanggal", "counter_column": "loket"} | options
        return check_file(scope, now, content, filename, ImportChoices(unit_id=unit_id, **columns))

    return check


@pytest.fixture
def taken_in(checked, scope, now):
    """Takes in the rows of a file."""

    def take_in(*rows, **options):
        return import_responses(scope, now, checked(a_file(*rows), "dulu.csv"), **options)

    return take_in


def saved_anew(*rows) -> bytes:
    """The same rows as a workbook."""
    book, file = Workbook(), BytesIO()
    for row in (f"tanggal,loket,{KEYS}", *rows):
        book.active.append([int(c) if c.isdecimal() else c for c in row.split(",")])
    book.save(file)
    return file.getvalue()


def test_sheets_saved_as_another_file_are_not_counted_twice(checked, taken_in, scope, now):
    taken_in(*MARCH)
    again = checked(saved_anew(*MARCH), "disimpan-ulang.xlsx")
    with pytest.raises(Conflict, match=r"sudah diimpor .* dari berkas dulu\.csv \(2 lembar\)"):
        import_responses(scope, now, again)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Response)) == 2


@pytest.mark.parametrize("rows", [MARCH + APRIL, APRIL + MARCH, [APRIL[0], *MARCH, APRIL[1]]])
def test_sheets_within_a_longer_file_are_met_again(rows, checked, taken_in):
    taken_in(*MARCH)
    earlier = checked(a_file(*rows)).imported_before
    assert (earlier.text, earlier.values["rows"]) == (SHEETS_AGAIN, "2")


def test_sheets_are_met_again_in_the_other_order_of_columns(checked, taken_in):
    taken_in(*MARCH, APRIL[0])
    swapped = a_file(*MARCH, APRIL[0]).replace(b"pengaduan,sarana", b"sarana,pengaduan")
    assert checked(swapped).imported_before.file.rows == 3


def test_of_several_earlier_files_the_largest_is_named(checked, taken_in):
    taken_in(*MARCH)
    taken_in(*MARCH, APRIL[0], again=True)
    assert checked(a_file(*MARCH, *APRIL)).imported_before.file.rows == 3


def test_other_sheets_are_not_taken_for_those_before(checked, taken_in):
    taken_in(*MARCH)
    for rows in (APRIL, MARCH[:1], [MARCH[0], MARCH[0]], [MARCH[0], *APRIL, MARCH[1]]):
        assert checked(a_file(*rows)).imported_before is None


def test_another_day_counter_or_gap_makes_another_sheet(checked, taken_in):
    taken_in(MARCH[0])
    others = [
        MARCH[0].replace("03-02", "03-03"),
        MARCH[0].replace("L1", "L2"),
        MARCH[0].replace("4,4,4,4,3", "4,,4,4,3"),
    ]
    assert [checked(a_file(row)).imported_before for row in others] == [None] * 3


def test_a_file_of_the_time_before_is_known_by_its_bytes_alone(checked, taken_in):
    taken_in(*MARCH)
    db.session.execute(sa.update(ImportedFile).values(sheets_digest=None))
    assert checked(a_file(*MARCH)).imported_before.file.rows == 2
    assert checked(saved_anew(*MARCH), "lain.xlsx").imported_before is None


def test_the_order_of_sheets_does_not_change_their_digest(checked):
    found = checked(a_file(*MARCH, *APRIL))
    digests = {
        digest_of(running_sums(order, found.instrument)) for order in permutations(found.sheets)
    }
    assert len(digests) == 1


def test_the_same_sheet_twice_counts_twice_in_the_digest(checked):
    once, twice = (checked(a_file(*sheets(n))) for n in (1, 2))
    assert digest_of(once.sums) != digest_of(twice.sums)
