"""Whether counters differ only by what they are given to do, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask

from app.access import Scope
from app.clock import Period
from app.web.manager.comparison_mix import MixPanel, mix_panel
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

JUNE = Period.parse("2026-06")
HIGH, LOW = (4,) * 9, (2,) * 9


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """Three counters and two services, without answers."""
    return an_office(scope, now, counters=3, services=2)


@pytest.fixture(autouse=True)
def _a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


@pytest.fixture
def panel_of(office: Office, scope: Scope, now: datetime):
    """Releases what waits and makes the panel."""

    def make() -> MixPanel | None:
        release_answers(scope, now)
        names = {str(counter.id): counter.name for counter in office.counters}
        return mix_panel(scope, office.unit.id, JUNE, names)

    return make


def test_a_counter_with_harder_work_rises(office: Office, panel_of) -> None:
    easy, hard = (service.id for service in office.services)
    stored_rows(office, [HIGH] * 190 + [LOW] * 10, service_id=easy)
    stored_rows(office, [HIGH] * 15 + [LOW] * 15, service_id=hard)
    stored_rows(office, [HIGH] * 38 + [LOW] * 2, counter=1, service_id=easy)
    stored_rows(office, [HIGH] * 100 + [LOW] * 100, counter=1, service_id=hard)

    panel = panel_of()

    assert [row.words for row in panel.rows] == [
        "Turun: pekerjaannya lebih mudah daripada umumnya",
        "Naik: pekerjaannya lebih sulit daripada umumnya",
    ]
    assert panel.rows[0].difference.startswith("−")
    assert "tidak dapat dibedakan lagi" in panel.lead


def test_a_counter_with_other_work_is_not_made_equal(office: Office, panel_of) -> None:
    easy, hard = (service.id for service in office.services)
    stored_rows(office, [HIGH] * 30 + [LOW] * 10, service_id=easy)
    stored_rows(office, [HIGH] * 30 + [LOW] * 10, counter=1, service_id=hard)

    panel = panel_of()

    assert [row.words for row in panel.rows] == ["Terlalu sedikit rincian yang sama"] * 2
    assert [row.index for row in panel.rows] == ["–", "–"]
    assert "terlalu berbeda" in panel.lead


def test_a_counter_alone_is_not_said_to_work_otherwise(office: Office, panel_of) -> None:
    for service in office.services:
        stored_rows(office, [HIGH] * 30 + [LOW] * 10, service_id=service.id)

    panel = panel_of()

    assert panel.lead.startswith("Kurang dari dua loket dapat disamakan")
    assert "terlalu berbeda" not in panel.lead


def test_one_kind_of_work_alone_has_nothing_to_make_equal(office: Office, panel_of) -> None:
    stored_rows(office, [HIGH] * 30 + [LOW] * 10)
    stored_rows(office, [HIGH] * 30 + [LOW] * 10, counter=1)

    panel = panel_of()

    assert panel.rows == ()
    assert "Pastikan jenis layanan dicatat" in panel.lead


def test_an_equal_mix_is_said_to_be_equal(office: Office, panel_of) -> None:
    for counter in range(2):
        for service in office.services:
            stored_rows(office, [HIGH] * 15 + [LOW] * 5, counter=counter, service_id=service.id)

    assert [row.words for row in panel_of().rows] == ["Campurannya sama dengan unit"] * 2


def test_without_answers_there_is_no_panel(panel_of) -> None:
    assert panel_of() is None
