"""The optional question after the elements, which importance is measured against."""

from __future__ import annotations

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.database import db
from app.models.responses import Response
from survey_forms import catalogue
from tests.factories.html_pages import Page
from tests.factories.organisation import an_office

SKM = catalogue.find("skm-2017")


def only_response() -> Response:
    return db.session.scalars(sa.select(Response)).one()


def test_a_form_with_the_overall_question_asks_it_last_and_stores_its_answer(
    client: FlaskClient, scope, now
) -> None:
    office = an_office(scope, now, code="KEDUA", instrument="skm-2017@2")
    address = f"/s/{office.points[0].code}"
    page = Page.of(client.get(address))
    radios = [held["name"] for tag, held in page.tags if held.get("type") == "radio"]

    sent = page.sent | dict.fromkeys(SKM.keys, "3") | {"keseluruhan": "4"}
    reply = client.post(address, data=sent)

    assert list(dict.fromkeys(radios)) == [*SKM.keys, "keseluruhan"]
    assert "Secara keseluruhan, seberapa puas Saudara dengan pelayanan ini?" in page.text
    assert reply.status_code == 303
    assert only_response().ratings == (3,) * 9 + (4,)


def test_the_overall_question_may_be_left_out(client: FlaskClient, scope, now) -> None:
    office = an_office(scope, now, code="KEDUA", instrument="skm-2017@2")
    address = f"/s/{office.points[0].code}"

    sent = Page.of(client.get(address)).sent | dict.fromkeys(SKM.keys, "3")
    reply = client.post(address, data=sent)

    assert reply.status_code == 303
    assert only_response().ratings == (3,) * 9 + (None,)
