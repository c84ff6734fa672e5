"""Every way to a form says where it is filed and in which language it is shown."""

from __future__ import annotations

import pytest
from flask import Flask

from app.models.responses import Channel
from app.queries.collection import open_collection_point
from app.web.public.entries import Entry, in_offered_language
from tests.factories.organisation import Office, an_office


def entry_at(office: Office, now, language: str) -> Entry:
    return Entry(
        point=open_collection_point(office.points[0].code, now),
        channel=Channel.STATIC_QR,
        language=language,
        address=lambda **asked: f"/s/X?{sorted(asked.items())}",
        thanks_address="/thanks".format,
    )


@pytest.mark.parametrize(("instrument", "shown"), [("skm-2017@1", "id"), ("skm-2017@3", "jv")])
def test_a_form_is_shown_in_a_language_that_its_version_has(
    instrument: str, shown: str, app: Flask, scope, now
) -> None:
    office = an_office(scope, now, code="LAIN", instrument=instrument)
    with app.test_request_context(headers={"Accept-Language": "id"}):
        assert in_offered_language(entry_at(office, now, "jv")).language == shown


def test_the_own_address_names_the_language(app: Flask, office: Office, now) -> None:
    with app.test_request_context(headers={"Accept-Language": "id"}):
        assert "jv" in entry_at(office, now, "jv").own_address
