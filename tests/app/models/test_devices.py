"""What the database itself refuses of a kiosk."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.database import db
from app.models.devices import KioskDevice
from tests.factories.organisation import Office, an_office


@pytest.fixture
def office(app, scope, now) -> Office:
    return an_office(scope, now)


def insert(office: Office, **changes: object) -> None:
    usual = {
        "counter_id": office.counters[0].id,
        "name": "Tablet",
        "code_hash": b"c" * 32,
        "pin_hash": "x",
        "opens_hour": 7,
        "closes_hour": 17,
        "enrolled_on": office.round.opens_on,
    }
    with db.engine.begin() as connection:
        connection.execute(sa.insert(KioskDevice), usual | changes)


@pytest.mark.parametrize("hours", [(8, 8), (-1, 8), (7, 25)])
def test_hours_that_make_no_day_are_refused(hours: tuple[int, int], office: Office) -> None:
    opens, closes = hours
    with pytest.raises(sa.exc.IntegrityError):
        insert(office, opens_hour=opens, closes_hour=closes)


def test_two_devices_never_share_a_code(office: Office) -> None:
    insert(office)
    with pytest.raises(sa.exc.IntegrityError):
        insert(office, name="Tablet 2")


def test_a_device_stands_at_a_counter_that_exists(office: Office) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        insert(office, counter_id=999_999)
