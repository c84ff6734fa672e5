"""Numbers in addresses: ids that a database can hold, and nothing longer."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.web.addresses import LARGEST_ID
from tests.factories.people import sign_in, somebody


@pytest.fixture
def found(app: Flask, client: FlaskClient):
    """Whether an address with this number leads anywhere."""
    app.add_url_rule("/planted/<int:number>", "planted", "{number}".format)
    return lambda number: client.get(f"/planted/{number}").status_code == 200


@pytest.mark.parametrize("number", [0, 1, LARGEST_ID, "0000000001"])
def test_ids_that_there_can_be_are_found(number: int | str, found) -> None:
    assert found(number)


@pytest.mark.parametrize("number", [LARGEST_ID + 1, 10**20, "9" * 5000, "-1", "1.5"])
def test_numbers_that_are_no_ids_are_not_found(number: int | str, found) -> None:
    assert not found(number)


def test_every_number_in_an_address_is_bounded(app: Flask) -> None:
    numbers = [
        (rule.rule, converter.max)
        for rule in app.url_map.iter_rules()
        for name, converter in rule._converters.items()
        if name.endswith("_id")
    ]

    assert len(numbers) > 20
    assert [rule for rule, most in numbers if most != LARGEST_ID] == []


def test_a_unit_beyond_every_id_is_not_found(client: FlaskClient, scope, now) -> None:
    inside = sign_in(client, somebody(scope, now))

    assert inside.get(f"/dasbor/unit/{2**31}").status_code == 404
    assert inside.get(f"/dasbor/unit/{'9' * 5000}").status_code == 404
