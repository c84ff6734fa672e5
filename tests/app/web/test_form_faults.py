"""Faults of a form: the first of each field, each with its link."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField
from wtforms.validators import InputRequired, Length

from app.web.form_faults import FormFaults, faults_of


class Sample(Form):
    first = StringField(validators=[InputRequired("Isi yang pertama.")])
    second = StringField(validators=[InputRequired("Isi yang kedua."), Length(max=3)])


def test_each_field_tells_its_first_fault_in_the_order_of_the_form() -> None:
    form = Sample()
    form.validate()

    assert faults_of(form).summary == [
        ("#first", "Isi yang pertama."),
        ("#second", "Isi yang kedua."),
    ]


def test_a_fault_of_the_whole_form_stands_first() -> None:
    form = Sample(MultiDict({"first": "a"}))
    form.validate()

    faults = faults_of(form, "Sudah dipakai.", "#first")

    assert faults.summary == [("#first", "Sudah dipakai."), ("#second", "Isi yang kedua.")]
    assert faults.fields == {"second": "Isi yang kedua."}


def test_nothing_wrong_leaves_the_summary_empty() -> None:
    assert FormFaults().summary == []
