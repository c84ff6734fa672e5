"""What posters say is read for codes in force, within what the reader may print."""

from __future__ import annotations

import pytest

from app.access import Actor, Grant, Role, Scope
from app.errors import NotFound
from app.queries import posters
from app.queries.posters import PostedCode
from app.services import collection
from tests.factories.organisation import an_office


@pytest.fixture
def office(app, scope, now):
    return an_office(scope, now)


def test_a_counter_is_posted_with_the_names_above_it(office, scope):
    posted = posters.posted_at_counter(scope, office.counters[0].id)
    code = office.points[0].code
    assert posted == PostedCode("Kabupaten DISDUK", "Dinas Kependudukan", "Loket 1", code)


def test_a_counter_whose_code_was_withdrawn_is_not_posted(office, scope, now):
    collection.revoke_points(scope, now, office.counters[0].id)
    assert posters.posted_at_counter(scope, office.counters[0].id) is None
    assert [p.counter for p in posters.posted_in_unit(scope, office.unit.id)] == ["Loket 2"]


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.OFFICER, Role.INSPECTORATE])
def test_who_may_not_print_finds_nothing(office, role):
    reader = Scope(Actor("person", "rekan"), (Grant(role, "/"),))
    with pytest.raises(NotFound):
        posters.posted_at_counter(reader, office.counters[0].id)
    with pytest.raises(NotFound):
        posters.posted_in_unit(reader, office.unit.id)
