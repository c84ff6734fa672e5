"""Typed sheets: described, kept for the second typing, stored once and wholly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from app.access import Actor, Grant, Role, Scope
from app.database import db
from app.errors import Invalid, NotFound
from app.models.audit import AuditEvent
from app.models.responses import Channel, ImportedFile, Response
from app.queries import organisation
from app.services import paper_entry
from app.services.paper_entry import BatchChoice, open_batch
from app.services.typed_sheets import read_typing
from tests.factories.organisation import Office, an_office
from tests.factories.publications import closed_periods

DAY = date(2026, 6, 12)


@pytest.fixture
def office(app, scope, now) -> Office:
    return an_office(scope, now, services=1)


@pytest.fixture
def choice(office) -> BatchChoice:
    return BatchChoice(
        office.unit.id, office.counters[0].id, office.services[0].id, DAY, order="form"
    )


@pytest.fixture
def var_dir(settings):
    return settings.var_dir


@pytest.fixture
def keep(var_dir, scope, now, choice):
    """Keeps a first typing; gives its token."""

    def kept(text="444444412\n123412341", by=scope):
        return paper_entry.keep_first_typing(var_dir, by, now, choice, text)

    return kept


@pytest.fixture
def store(var_dir, scope, now, choice):
    """Stores what a token's typing says."""

    def stored(token, text="444444412\n123412341", described=choice):
        batch = open_batch(scope, now, described)
        sheets = read_typing(text, batch.places).sheets
        return paper_entry.store_typed_sheets(scope, now, var_dir, token, batch, sheets)

    return stored


def rows() -> list[Response]:
    db.session.expire_all()
    return list(db.session.scalars(sa.select(Response)))


def test_typed_sheets_are_stored_as_paper_by_counter_service_and_day(office, keep, store):
    assert store(keep()) is True
    found = rows()
    assert {row.ratings for row in found} == {(4,) * 7 + (1, 2), (1, 2, 3, 4, 1, 2, 3, 4, 1)}
    assert {(row.channel, row.day, row.is_verified) for row in found} == {
        (Channel.PAPER, DAY, False)
    }
    assert {(row.counter_id, row.service_id) for row in found} == {
        (office.counters[0].id, office.services[0].id)
    }


def test_list_order_stores_the_same_elements_at_their_own_places(choice, keep, store):
    store(keep(), "444444412", replace(choice, order="list"))
    (row,) = rows()
    assert row.ratings == (4,) * 7 + (2, 1)


def test_the_respondents_classes_are_stored_by_their_codes(keep, store):
    store(keep(), "44444444416092")
    (row,) = rows()
    assert row.block == {
        "jenis_kelamin": "laki-laki",
        "usia": "56-ke-atas",
        "pekerjaan": "lainnya",
        "disabilitas": "tidak",
    }


def test_a_second_send_stores_nothing_more_and_says_so(keep, store):
    token = keep()
    assert (store(token), store(token)) == (True, False)
    assert len(rows()) == 2
    assert paper_entry.was_stored(token)


def test_equal_sheets_of_two_stacks_are_both_stored(keep, store):
    assert (store(keep()), store(keep())) == (True, True)
    assert len(rows()) == 4


def test_the_audit_says_how_many_and_nothing_of_them(office, keep, store):
    store(keep())
    chosen = sa.select(AuditEvent).where(AuditEvent.verb == "type_in_responses")
    (event,) = db.session.scalars(chosen)
    assert (event.subject, event.details) == (f"unit {office.unit.id}", {"responses": 2})
    assert db.session.scalars(sa.select(ImportedFile)).all() == []


def test_the_first_typing_comes_back_to_its_owner_alone_and_for_an_hour(
    office, choice, keep, var_dir, scope, now
):
    token = keep("444444412")
    first = paper_entry.read_first_typing(var_dir, scope, now, office.unit.id, token)
    assert (first.choice, first.text) == (choice, "444444412")
    other = Scope(Actor("person", "lain"), (Grant(Role.ADMIN, "/"),))
    for reader, moment in ((other, now), (scope, now + timedelta(hours=2))):
        with pytest.raises(NotFound, match="Mulai lagi"):
            paper_entry.read_first_typing(var_dir, reader, moment, office.unit.id, token)


def test_the_first_typing_is_gone_once_its_sheets_are_stored(keep, store, var_dir):
    store(keep())
    assert list((var_dir / "uploads").iterdir()) == []


def test_a_first_typing_of_another_unit_is_not_found(keep, var_dir, scope, now):
    other = an_office(scope, now, code="LAIN")
    with pytest.raises(NotFound):
        paper_entry.read_first_typing(var_dir, scope, now, other.unit.id, keep())


@pytest.mark.parametrize(
    ("day", "said"), [(date(2026, 6, 16), "belum tiba"), (date(2025, 12, 31), "Tidak ada putaran")]
)
def test_a_day_that_cannot_be_is_refused(choice, scope, now, day, said):
    with pytest.raises(Invalid, match=said):
        open_batch(scope, now, replace(choice, day=day))


def test_a_counter_or_service_of_another_unit_is_refused(choice, scope, now):
    other = an_office(scope, now, code="LAIN", services=1)
    for wrong in ({"counter_id": other.counters[0].id}, {"service_id": other.services[0].id}):
        with pytest.raises(NotFound):
            open_batch(scope, now, replace(choice, **wrong))


def test_the_unit_itself_takes_sheets_without_a_counter(office, choice, scope, now):
    (stands,) = [c for c in organisation.counters(scope, office.unit.id) if c.stands_for_unit]
    batch = open_batch(scope, now, replace(choice, counter_id=stands.id, service_id=None))
    assert (batch.counter.id, batch.service) == (stands.id, None)


def test_a_closed_period_is_known_beforehand(office, choice, scope, now):
    closed_periods(office.unit.id, now, "2026-06")
    assert [period.code for period in open_batch(scope, now, choice).closed_periods] == ["2026-06"]


def test_who_may_not_import_may_not_type(office, choice, now):
    manager = Scope(Actor("person", "m"), (Grant(Role.MANAGER, office.unit.path),))
    with pytest.raises(NotFound):
        open_batch(manager, now, choice)
