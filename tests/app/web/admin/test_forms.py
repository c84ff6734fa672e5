"""What the forms take and how they say no."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from app.web.admin.forms import (
    AgencyForm,
    CloseRoundForm,
    CodeAndNameForm,
    ColumnsForm,
    NameForm,
    RoundForm,
    in_order,
)


def faults(form) -> dict[str, list[str]]:
    form.validate()
    return {name: [str(text) for text in texts] for name, texts in form.errors.items()}


@pytest.fixture
def page(app):
    with app.test_request_context():
        yield


def test_code_is_asked_before_name(page):
    assert in_order(CodeAndNameForm()) == ["code", "name"]
    assert in_order(NameForm()) == ["name"]


@pytest.mark.parametrize(
    ("form", "sent", "said"),
    [
        (NameForm, {"name": "x" * 201}, {"name": ["Paling banyak 200 huruf."]}),
        (AgencyForm, {"name": "Kota", "zone": "UTC"}, {"zone": ["Pilih salah satu dari daftar."]}),
        (CloseRoundForm, {"last_day": "31/12/2026"}, {"last_day": [
            "Tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-03-31."
        ]}),
    ],
)  # fmt: skip
def test_faults_say_what_to_write(page, form, sent, said):
    assert faults(form(MultiDict(sent))) == said


def test_a_population_is_a_whole_number_or_nothing(page):
    form = RoundForm(MultiDict({"population_served": "1.200,5"}))
    form.instrument.choices = []
    first = faults(form)["population_served"][0]
    assert first == "Tulis bilangan bulat tanpa titik, misalnya 1200."


def test_columns_are_chosen_from_the_headings_that_have_a_name(page):
    form = ColumnsForm(MultiDict({"date_column": "tanggal", "counter_column": "lain"}))
    form.offer(["tanggal", "", "loket"], [("skm-2017@1", "SKM")])
    assert [value for value, *_ in form.date_column.choices] == ["", "tanggal", "loket"]
    assert [value for value, *_ in form.comment_column.choices] == ["", "tanggal", "loket"]
    assert "date_column" not in faults(form)
    assert faults(form)["counter_column"] == ["Pilih salah satu dari daftar."]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0", "Tulis jumlah 1 sampai 1000000000."),
        ("1000000001", "Tulis jumlah 1 sampai 1000000000."),
        ("100000000000000000000", "Angka itu terlalu panjang; paling banyak 12 angka."),
        ("9" * 400, "Angka itu terlalu panjang; paling banyak 12 angka."),
        ("9" * 5000, "Angka itu terlalu panjang; paling banyak 12 angka."),
        ("1e20", "Tulis bilangan bulat tanpa titik, misalnya 1200."),
    ],
)
def test_a_population_that_cannot_be_is_refused_in_words(page, typed, said):
    form = RoundForm(MultiDict({"population_served": typed}))
    form.instrument.choices = []
    assert faults(form)["population_served"][0] == said
