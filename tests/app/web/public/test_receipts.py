"""The page of thanks is shown for receipts that were given, and for no others."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from flask.testing import FlaskClient

from tests.factories.html_pages import Page


@pytest.mark.parametrize("shown", ["ABCDEFGH-ABCDEFGH", "HUBUNGI2-JAHAT234", "", "ABCDEFGH"])
def test_a_receipt_that_was_never_given_is_not_thanked(
    shown: str, client: FlaskClient, address: str
) -> None:
    reply = client.get(f"{address}/terima-kasih?kode={shown}")

    page = Page.of(reply)
    assert reply.status_code == 404
    assert "Tanda terima ini tidak dikenal." in page.text
    assert "Terima kasih" not in page.text


@pytest.mark.parametrize(("days", "status"), [(0, 200), (30, 200), (50, 404)])
def test_a_receipt_is_shown_in_its_month_and_the_next(
    days: int, status: int, client: FlaskClient, send, morning: time_machine.Coordinates
) -> None:
    place = send().location
    morning.shift(timedelta(days=days))

    assert client.get(place).status_code == status


def test_a_receipt_of_a_new_month_is_known_before_that_month_begins_in_utc(
    client: FlaskClient, send, morning: time_machine.Coordinates
) -> None:
    morning.move_to(datetime.fromisoformat("2026-06-30T17:30+00:00"))  # 1 July, 00.30 WIB

    assert client.get(send().location).status_code == 200
