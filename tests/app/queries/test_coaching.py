"""Counts of what was said, and who may read what was released."""

from __future__ import annotations

import pytest
from flask import Flask

from app.access import EVERYWHERE, Actor, Grant, Role, Scope
from app.errors import NotFound
from app.models.coaching import SelfFilled
from app.queries import coaching
from app.services.releases import release
from tests.factories.coaching import JUNE, inspectorate, said
from tests.factories.organisation import an_office


def test_what_was_said_is_counted_by_counter_month_and_kind(app: Flask, scope, now) -> None:
    office = an_office(scope, now)
    said(office, {SelfFilled.YES: 2, SelfFilled.NO: 1})
    said(office, {SelfFilled.YES: 1}, month=JUNE.preceding)

    counter_id = office.counters[0].id
    assert coaching.said_since(JUNE.first_day) == {
        (counter_id, JUNE.first_day, SelfFilled.YES): 2,
        (counter_id, JUNE.first_day, SelfFilled.NO): 1,
    }


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.INSPECTORATE}))
def test_released_shares_are_for_the_inspectorate_alone(role: Role, app: Flask, scope, now) -> None:
    office = an_office(scope, now)
    said(office, {SelfFilled.YES: 5})
    release(scope, now)
    other = Scope(Actor("person", "lain"), (Grant(role, EVERYWHERE),))

    (row,) = coaching.released(inspectorate(), office.unit.id, JUNE.first_day, JUNE.last_day)
    assert (row.counter, row.answer, row.n) == ("Loket 1", SelfFilled.YES, 5)
    with pytest.raises(NotFound):
        coaching.released(other, office.unit.id, JUNE.first_day, JUNE.last_day)
