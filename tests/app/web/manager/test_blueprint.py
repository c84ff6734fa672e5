"""Every page of the manager stands in the frame of staff pages."""

from __future__ import annotations

from flask.testing import FlaskClient

from app.web.manager.blueprint import blueprint
from app.web.staff_frame import staff_frame
from tests.factories.organisation import Office


def address(office: Office, query: str = "") -> str:
    return f"/dasbor/unit/{office.unit.id}{query}"


def test_its_pages_know_who_is_signed_in(manager: FlaskClient, office: Office) -> None:
    assert staff_frame in blueprint.template_context_processors[None]
    assert "Akun" in manager.get(address(office)).text
