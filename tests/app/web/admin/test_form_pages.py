"""A form comes back with what was typed and what was wrong, or leads on."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict
from wtforms import Form, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired

from app.errors import Conflict
from app.web.admin.form_pages import FormWords, answer_form, error_links, field_views
from app.web.admin.forms import ConfirmForm, FileForm

WORDS = FormWords("Ubah", [("", "Ubah")], "Simpan", "Sudah.", "/kembali")


class Example(Form):
    name = StringField("Nama", [InputRequired("Tulis namanya.")], description="Nama lengkap.")
    zone = SelectField("Zona", choices=[("a", "A"), ("b", "B")])
    count = IntegerField("Jumlah")
    field_order = ("zone", "name", "count")


def test_fields_stand_in_reading_order_with_what_was_typed(app):
    zone, name, count = field_views(Example(MultiDict({"name": "Bendahara", "count": "tiga"})))
    assert (zone.kind, zone.choices) == ("select", [("a", "A"), ("b", "B")])
    assert (name.kind, name.value, name.hint) == ("text", "Bendahara", "Nama lengkap.")
    assert (count.value, count.inputmode) == ("tiga", "numeric")


def test_a_file_is_never_written_back(app):
    (file,) = field_views(FileForm(MultiDict({"file": "C:\\diam.csv"})))
    assert (file.kind, file.value) == ("file", "")


def test_faults_link_to_their_fields_and_the_whole_to_the_first(app):
    form = Example(MultiDict({"zone": "a", "count": "1"}))
    form.validate()
    form.form_errors.append("Bentrok.")
    assert error_links(form) == [("#name", "Tulis namanya."), ("#zone", "Bentrok.")]


def test_a_refusal_of_the_service_is_told_in_the_form(administrator, app):
    def refuse() -> str:
        raise Conflict("Sudah ada.")

    with app.test_request_context(method="POST"):
        answer = answer_form(ConfirmForm(), WORDS, refuse)
    assert answer.status_code == 422
    assert "Sudah ada." in answer.get_data(as_text=True)


def test_what_was_done_leads_on(app):
    with app.test_request_context(method="POST"):
        answer = answer_form(ConfirmForm(), WORDS, lambda: "/berikut")
    assert (answer.status_code, answer.location) == (303, "/berikut")


def test_looking_does_nothing(app):
    with app.test_request_context():
        answer = answer_form(ConfirmForm(), WORDS, lambda: 1 / 0)
    assert answer.status_code == 200
