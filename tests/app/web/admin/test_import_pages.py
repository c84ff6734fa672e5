"""What the preview of an import shows of a file."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from app.services.import_checks import ImportChoices, check_file
from app.services.uploads import Upload
from app.web.admin.file_faults import FIRST_FAULTS
from app.web.admin.forms import ColumnsForm
from app.web.admin.import_pages import FIRST_ROWS, preview_page
from app.web.admin.links import instrument_choices
from tests.factories.sheets import ALL_FOURS, a_file, sheets

SENT = {
    "date_column": "tanggal",
    "date_format": "iso",
    "counter_column": "loket",
    "blank_counter": "unit",
    "service_column": "",
    "comment_column": "",
    "instrument": "skm-2017@1",
    "order": "",
}


@pytest.fixture
def preview(app, scope, now, building):
    """The preview of a file."""

    def shown(content):
        choices = ImportChoices(
            building.unit.id, "tanggal", counter_column="loket", blank_counter_is_unit=True
        )
        checked = check_file(scope, now, content, "lembar.csv", choices)
        upload = Upload("t" * 43, "lembar.csv", building.unit.id, content)
        form = ColumnsForm(MultiDict(SENT))
        form.offer(checked.table.columns, instrument_choices())
        return preview_page(scope, upload, checked, form)

    with app.test_request_context():
        yield shown


def test_sheets_are_counted_by_counter_the_most_first(preview):
    page = preview(a_file(*sheets(2), *sheets(3, loket="L2"), f"2026-03-02,,{ALL_FOURS}"))
    assert page.counters == [("Loket 2", 3), ("Loket 1", 2), ("Tanpa loket", 1)]
    assert (page.n_sheets, page.n_without_counter, page.n_faults) == (6, 1, 0)
    assert page.days == "2 Mar 2026 – 2 Mar 2026"


def test_a_fault_is_marked_in_its_cell(preview):
    page = preview(a_file(f"2026-03-02,Parkir,{ALL_FOURS}", "2026-03-02,L1,9,4,4,4,4,4,4,4,4"))
    assert set(page.cell_faults) == {(2, 1), (3, 2)}


def test_long_files_show_their_beginning_and_say_how_much_there_is(preview):
    page = preview(a_file(*sheets(80, loket="Parkir")))
    assert (len(page.first_rows), len(page.faults)) == (FIRST_ROWS, FIRST_FAULTS)
    assert (page.n_rows, page.n_faults) == (80, 80)


def test_the_choices_go_along_with_every_link(preview):
    page = preview(a_file(*sheets(1)))
    assert dict(page.chosen) == SENT
    for href in (page.columns_href, page.faults_href):
        assert "blank_counter=unit" in href
