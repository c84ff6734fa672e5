"""Whatever led to a form, it is shown, taken in and thanked for in one way."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.database import db
from app.models.responses import Channel, Response
from app.queries.collection import open_collection_point
from app.web.public.sending import Entry, show_form, take_in
from tests.factories.html_pages import Page


@pytest.fixture
def kiosk(office, now) -> Entry:
    """An entry that has no address in the system."""
    return Entry(
        point=open_collection_point(office.points[0].code, now),
        channel=Channel.KIOSK,
        language="en",
        address=lambda **arguments: f"/k/planted?{sorted(arguments.items())}",
        thanks_address=lambda **arguments: f"/k/thanks/{arguments['kode']}",
    )


def test_a_form_posts_to_where_it_was_reached(app, kiosk: Entry, now) -> None:
    with app.test_request_context():
        page = Page.of(show_form(kiosk, now))

    assert page.language == "en"
    assert page.has("form", action="/k/planted?[('bahasa', 'en')]")


def test_an_answer_is_filed_under_its_channel_and_thanked_there(app, kiosk, filled_in, now) -> None:
    sent = filled_in()
    with app.test_request_context(method="POST", data=sent):
        reply = take_in(kiosk, now)

    assert reply.status_code == 303
    assert reply.location.startswith("/k/thanks/")
    assert db.session.scalars(sa.select(Response)).one().channel is Channel.KIOSK


def test_what_is_missing_is_asked_for_where_the_form_was_reached(app, kiosk, now) -> None:
    with app.test_request_context(method="POST", data={}):
        reply = take_in(kiosk, now)

    assert reply.status_code == 422
    assert "/k/planted" in reply.get_data(as_text=True)
