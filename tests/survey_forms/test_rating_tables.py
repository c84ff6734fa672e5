"""Ratings out of the cells of a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_forms.catalogue import find
from survey_forms.rating_tables import Fault, locate_columns, read_ratings


def _read(instrument, *rows, header=None, language="id"):
    columns = locate_columns(header or instrument.list_order, instrument, None)
    return read_ratings(rows, columns, instrument, language=language)


def _row(**changes):
    """A sheet of the SKM in list order, all 4 but for the changes."""
    return [changes.get(key, "4") for key in find("skm-2017").list_order]


def test_ratings_come_out_in_form_order(skm):
    table = _read(skm, _row(pengaduan="1", sarana="2"))
    assert table.ratings == [(4, 4, 4, 4, 4, 4, 4, 2, 1)]
    assert table.faults == []


@pytest.mark.parametrize("cell", ["3", " 3 ", "3.0", "3,0", "3.000", "\u00a03"])
def test_whole_numbers_as_spreadsheets_write_them_are_taken(skm, cell):
    assert _read(skm, _row(waktu=cell)).ratings[0][2] == 3


@pytest.mark.parametrize("cell", ["", "  ", "\u00a0"])
def test_empty_cell_is_a_gap(skm, cell):
    table = _read(skm, _row(waktu=cell))
    assert table.ratings[0][2] is None
    assert table.faults == []


@pytest.mark.parametrize(
    ("cell", "rating"),
    [
        ("Sangat cepat", 4),
        ("c. Cepat", 3),
        ("2) KURANG  CEPAT.", 2),
        ("Not fast", 1),
    ],
)
def test_an_answer_may_be_written_in_the_words_of_the_questionnaire(skm, cell, rating):
    table = _read(skm, _row(waktu=cell))
    assert (table.faults, table.ratings[0][skm.keys.index("waktu")]) == ([], rating)


@pytest.mark.parametrize(
    "cell",
    [
        "0",
        "5",
        "a",
        "d",
        "3.5",
        "3,01",
        "03",
        "+3",
        "-",
        "3.",
        "1e0",
        "٣",
        "3 4",
        "9" * 5000,
        "Baik",
        "3. 4",
        "cepat sekali",
    ],
)
def test_anything_else_is_a_fault(skm, cell):
    table = _read(skm, _row(), _row(waktu=cell))
    assert table.faults == [
        Fault(
            row=3,
            column="C",
            value=cell,
            text="Waktu Penyelesaian: isi dengan angka bulat 1 sampai 4, dengan kata jawaban di "
            "kuesioner, atau kosongkan bila tidak dijawab.",
        )
    ]


def test_row_with_a_fault_gives_no_ratings(skm):
    table = _read(skm, _row(), _row(waktu="5"), _row(biaya="1"))
    assert table.row_numbers == [2, 4]
    assert [ratings[3] for ratings in table.ratings] == [4, 1]


def test_every_fault_of_a_row_is_told(skm):
    faults = _read(skm, _row(waktu="5", sarana="x")).faults
    assert [(fault.column, fault.value) for fault in faults] == [("C", "5"), ("I", "x")]


def test_empty_rows_are_skipped_and_rows_keep_their_numbers(skm):
    table = _read(skm, _row(), [""] * 9, [], [" "], _row(waktu="9"))
    assert len(table.ratings) == 1
    assert [fault.row for fault in table.faults] == [6]


def test_sheet_without_answers_is_kept(skm):
    header = ["tanggal", *skm.list_order]
    table = _read(skm, ["2021-01-04", *[""] * 9], header=header)
    assert table.ratings == [(None,) * 9]


def test_cells_left_out_at_the_end_of_a_row_are_gaps(skm):
    assert _read(skm, ["4", "4"]).ratings == [(4, 4, *[None] * 7)]


def test_table_without_rows_is_empty(skm):
    table = _read(skm)
    assert (table.ratings, table.row_numbers, table.faults) == ([], [], [])


def test_faults_are_told_in_the_language_asked_for(skm):
    fault = _read(skm, _row(waktu="5"), language="en").faults[0]
    assert fault.message.startswith("Time to Complete: enter a whole number from 1 to 4")


def test_pulse_is_read_by_the_same_code(pulse):
    assert _read(pulse, ["4"], ["1"]).ratings == [(4,), (1,)]


@given(st.data())
def test_list_order_and_form_order_read_the_same_sheets(skm, data):
    rating = st.none() | st.integers(1, 4)
    sheet = data.draw(st.fixed_dictionaries({key: rating for key in skm.keys}))
    sheet[data.draw(st.sampled_from(skm.keys))] = 4
    numbered = [f"U{number}" for number in range(1, 10)]
    for order, keys in (("list", skm.list_order), ("form", skm.keys)):
        cells = [str(sheet[key] or "") for key in keys]
        table = read_ratings([cells], locate_columns(numbered, skm, order), skm)
        assert table.ratings == [tuple(sheet[key] for key in skm.keys)]


def test_rows_are_numbered_from_where_they_stand(skm):
    columns = locate_columns(skm.list_order, skm, None)
    table = read_ratings([_row(), _row(waktu="9")], columns, skm, first_row=7)
    assert table.row_numbers == [7]
    assert [fault.row for fault in table.faults] == [8]
