"""The form that describes a stack of sheets."""

from __future__ import annotations

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from app.services.paper_entry import BatchChoice
from app.web.admin.paper_forms import BatchForm, as_arguments


@pytest.fixture
def form(app, scope, building):
    def filled(**given: str) -> BatchForm:
        made = BatchForm(MultiDict(given))
        made.offer(scope, building.unit.id)
        return made

    with app.test_request_context():
        yield filled


@pytest.mark.parametrize("order", ["form", "list"])
@pytest.mark.parametrize("has_service", [True, False])
def test_a_choice_comes_back_from_its_own_arguments(form, building, order, has_service):
    service = building.services[0].id if has_service else None
    counter = building.counters[1].id
    choice = BatchChoice(building.unit.id, counter, service, date(2026, 6, 12), order)
    sent = form(**as_arguments(choice))
    assert sent.validate(), sent.errors
    assert sent.choice(building.unit.id) == choice


def test_counter_day_and_order_have_to_be_chosen(form):
    sent = form(service_id="")
    assert not sent.validate()
    assert set(sent.errors) == {"counter_id", "day", "order"}
