"""Rows become sheets by the places and rounds that are given; no database is asked."""

from __future__ import annotations

from datetime import date

import pytest

from app.documents.tables import read_table
from app.errors import Invalid
from app.models.collection import SurveyRound
from app.services.import_cells import Names
from app.services.import_sheets import ImportChoices, SheetReader, locate_sheet_columns
from app.services.written_days import DateFormat
from survey_forms import catalogue
from tests.factories.sheets import ALL_FOURS, KEYS, a_file

SKM = catalogue.find("skm-2017")
CHOICES = ImportChoices(unit_id=1, date_column="Tanggal", counter_column="LOKET")
ROUND = SurveyRound(
    id=7,
    unit_id=1,
    name="SKM 2026",
    opens_on=date(2026, 1, 1),
    closes_on=date(2026, 12, 31),
    instrument=SKM.reference,
)


def read(content: bytes, **changes: object) -> SheetReader:
    table = read_table(content, "lembar.csv")
    given = {
        "columns": locate_sheet_columns(table, CHOICES, SKM),
        "instrument": SKM,
        "date_format": DateFormat.ISO,
        "today": date(2026, 6, 15),
        "rounds": [ROUND],
        "counters": Names([(3, "L1", "Loket 1")]),
        "services": Names([]),
        "blank_counter_id": None,
    }
    reader = SheetReader(**given | changes)
    reader.found = list(reader.sheets(table))
    return reader


def test_headings_are_found_in_any_case_and_place():
    table = read_table(a_file(header=f"{KEYS},loket,tanggal"), "lembar.csv")
    columns = locate_sheet_columns(table, CHOICES, SKM)
    assert (columns.counter, columns.day, columns.service) == (9, 10, None)
    assert columns.ratings["persyaratan"] == 0


def test_a_table_without_an_element_is_refused():
    table = read_table(a_file(header=f"tanggal,loket,{KEYS.replace(',sarana', '')}"), "a.csv")
    with pytest.raises(Invalid, match="Sarana"):
        locate_sheet_columns(table, CHOICES, SKM)


def test_a_row_becomes_a_sheet_with_its_row_number():
    (sheet,) = read(a_file(f"2026-03-02,L1,{ALL_FOURS}")).found
    assert (sheet.row, sheet.day, sheet.round_id) == (2, date(2026, 3, 2), 7)
    assert (sheet.counter_id, sheet.service_id) == (3, None)


def test_a_sheet_without_any_rating_is_kept_as_it_is():
    (sheet,) = read(a_file("2026-03-02,L1" + "," * 9)).found
    assert sheet.ratings == (None,) * 9


def test_the_last_and_first_day_of_a_round_belong_to_it():
    rows = [f"{day},L1,{ALL_FOURS}" for day in ("2025-12-31", "2026-01-01", "2026-06-15")]
    reader = read(a_file(*rows))
    assert [sheet.row for sheet in reader.found] == [3, 4]
    assert [fault.row for fault in reader.faults] == [2]


def test_blank_counters_go_where_they_are_sent():
    content = a_file(f"2026-03-02, ,{ALL_FOURS}")
    assert [fault.column for fault in read(content).faults] == ["B"]
    assert read(content, blank_counter_id=9).found[0].counter_id == 9
