"""A form's services are read once for each revision of its unit, and by each application alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from app.database import db
from app.factory import create_app
from app.queries.collection import OpenPoint, open_collection_point
from app.services import organisation
from app.web.public.offered import services_at


@pytest.fixture
def point(office, now) -> OpenPoint:
    """The first counter of an office with two services."""
    return open_collection_point(office.points[0].code, now)


def test_they_are_those_of_the_unit_and_asked_for_once(app, point: OpenPoint) -> None:
    asked: list[str] = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    twice = [services_at(point), services_at(point)]

    assert [[name for _, name in services] for services in twice] == [
        ["Layanan 1", "Layanan 2"]
    ] * 2
    assert sum("service_types" in words for words in asked) == 1


def test_they_are_read_again_when_the_unit_changed(office, point: OpenPoint, scope, now) -> None:
    services_at(point)
    organisation.offer_service(scope, now, office.services[0].id, offered=False)

    assert len(services_at(point)) == 2
    changed = open_collection_point(point.code, now)
    assert [name for _, name in services_at(changed)] == ["Layanan 2"]


def test_another_application_knows_nothing_of_them(app, settings, point: OpenPoint) -> None:
    services_at(point)
    other = create_app(replace(settings, database_url="sqlite://"))

    with other.app_context(), pytest.raises(sa.exc.OperationalError, match="no such table"):
        services_at(point)
