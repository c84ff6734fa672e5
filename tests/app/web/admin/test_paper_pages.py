"""What the pages for typing in paper sheets show."""

from __future__ import annotations

from datetime import date

import pytest

from app.services.paper_entry import BatchChoice, open_batch
from app.services.typed_sheets import differences, read_typing
from app.web.admin.paper_pages import differences_page, first_page, second_page


@pytest.fixture
def batch(app, scope, june, building):
    choice = BatchChoice(building.unit.id, building.counters[0].id, None, date(2026, 6, 12), "list")
    with app.test_request_context():
        yield open_batch(scope, june, choice)


def test_the_digits_are_told_in_the_order_of_the_stack(batch):
    page = first_page(batch)
    last = [(row.at, row.number, row.code) for row in page.digits[-2:]]
    assert last == [(8, "9", "U8"), (9, "8", "U9")]
    assert [row.at for row in page.respondent] == [10, 11, 12, 13, 14]


def test_the_stack_is_named(batch):
    assert first_page(batch).stack == (
        "Dinas Kependudukan · Loket 1 · jenis layanan tidak dicatat · 12 Jun 2026"
    )


def test_the_second_page_carries_the_description_for_when_the_first_typing_is_gone(batch):
    page = second_page(batch, "t" * 43)
    assert dict(page.hidden)["order"] == "list"
    assert page.text == ""
    assert not page.may_begin_anew


def test_a_difference_is_a_field_with_what_was_typed_and_what_is_wrong(batch):
    first = read_typing("444444412", batch.places).sheets
    second = read_typing("444444422", batch.places).sheets
    parted = differences(batch.places, first, second)
    name = "lembar-1-pengaduan"
    page = differences_page(batch, "t", "444444422", 1, parted, {name: "7"}, {name: "Ketik"})
    (field,) = page.fields
    assert (field.key, field.value, field.error) == (name, "7", "Ketik")
    assert page.errors == [(f"#{name}", f"{field.label}: Ketik")]
