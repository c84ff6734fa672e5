"""What the tests of the citizen's pages share: an open counter, and a Monday morning."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import time_machine
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from survey_forms import catalogue
from tests.factories.html_pages import Page
from tests.factories.organisation import Office, an_office
from tests.factories.tickets import some_tickets

KEYS = catalogue.find("skm-2017").keys


@pytest.fixture(autouse=True)
def morning(now) -> Iterator[time_machine.Coordinates]:
    """The clock stands still on the morning that the office is open."""
    with time_machine.travel(now, tick=False) as clock:
        yield clock


@pytest.fixture
def office(app, scope, now) -> Office:
    """An office with two counters and two services."""
    return an_office(scope, now, services=2)


@pytest.fixture
def address(office: Office) -> str:
    """The address on the first counter's poster."""
    return f"/s/{office.points[0].code}"


@pytest.fixture
def filled_in(client: FlaskClient, address: str) -> Callable[..., dict[str, str]]:
    """Opens the form and gives what a browser sends when every element is rated 3."""

    def fill_in(**changes: str) -> dict[str, str]:
        return Page.of(client.get(address)).sent | dict.fromkeys(KEYS, "3") | changes

    return fill_in


@pytest.fixture
def send(client: FlaskClient, address: str, filled_in) -> Callable[..., TestResponse]:
    """Opens the form, fills it in and sends it."""
    return lambda **changes: client.post(address, data=filled_in(**changes))


@pytest.fixture
def ticket(office, scope, now) -> str:
    """A ticket of the first counter."""
    return some_tickets(scope, now, office)[0]


@pytest.fixture
def fill_in(client: FlaskClient) -> Callable[..., dict[str, str]]:
    """Opens the form of a ticket and rates every element 3."""

    def filled(ticket: str, **changes: str) -> dict[str, str]:
        return Page.of(client.get(f"/t/{ticket}")).sent | dict.fromkeys(KEYS, "3") | changes

    return filled


@pytest.fixture
def use(client: FlaskClient, fill_in) -> Callable[..., TestResponse]:
    """Opens the form of a ticket, fills it in and sends it."""
    return lambda ticket, **changes: client.post(f"/t/{ticket}", data=fill_in(ticket, **changes))
