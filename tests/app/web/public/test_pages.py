"""What the citizen's templates are given."""

from __future__ import annotations

from flask import Flask
from werkzeug.datastructures import MultiDict

from app.queries.collection import open_collection_point
from app.web.public.pages import survey_page
from survey_forms import catalogue
from survey_forms.form_builder import build_form

SKM = catalogue.find("skm-2017")


def test_a_form_that_came_back_shows_faults_and_what_was_chosen(app: Flask, office, now) -> None:
    point = open_collection_point(office.points[0].code, now)
    services = (("1", "KTP"), ("2", "KK"))
    form = build_form(SKM, "id", services)(
        MultiDict({"waktu": "2", "service": "2", "comment": "Antre", "usia": "salah"})
    )
    form.validate()
    with app.test_request_context():
        page = survey_page(point, SKM, "id", form, "/s/ABC".format, notice="Tunggu.")

    assert [question.key for question in page.questions] == list(SKM.keys)
    chosen = {question.key: question.selected for question in page.questions}
    assert (chosen["waktu"], chosen["biaya"]) == (2, None)
    assert (page.service.key, page.service.selected) == ("service", "2")
    assert (page.comment.text, page.notice) == ("Antre", "Tunggu.")
    targets = [target for target, _ in page.errors]
    assert targets[0] == "#main"
    assert "#persyaratan-1" in targets
    assert "#waktu-1" not in targets
    assert "#usia" in targets
