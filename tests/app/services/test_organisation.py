"""Building the organisation by hand: what is made, what is refused, and that it is recorded."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.access import Actor, Grant, Role, Scope
from app.database import db
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.models.audit import AuditEvent
from app.models.organisation import Counter, Unit
from app.queries import organisation as queries
from app.services import organisation
from tests.factories.organisation import an_office


def verbs() -> list[str]:
    return list(db.session.scalars(sa.select(AuditEvent.verb).order_by(AuditEvent.id)))


def admin_of(path: str) -> Scope:
    return Scope(Actor("person", "rekan"), (Grant(Role.ADMIN, path),))


def test_a_unit_comes_with_its_counter_without_loket(app, scope, now):
    office = an_office(scope, now, counters=0)
    (only,) = queries.counters(scope, office.unit.id)
    assert (only.code, only.stands_for_unit) == ("tanpa-loket", True)


def test_a_child_lies_under_its_parent_and_in_its_agency(app, scope, now):
    office = an_office(scope, now)
    other = organisation.create_agency(scope, now, "Kota Lain")
    child = organisation.create_unit(scope, now, other.id, "UPT", "UPT", parent_id=office.unit.id)
    assert child.path == f"{office.unit.path}{child.id}/"
    assert child.agency_id == office.agency.id


def test_a_code_is_used_once_in_an_agency(app, scope, now):
    office = an_office(scope, now)
    with pytest.raises(Conflict, match="Kode unit 'DISDUK' sudah dipakai"):
        organisation.create_unit(scope, now, office.agency.id, "DISDUK", "Lain")
    other = organisation.create_agency(scope, now, "Kota Lain")
    assert organisation.create_unit(scope, now, other.id, "DISDUK", "Lain").code == "DISDUK"


@pytest.mark.parametrize(
    ("name", "said"),
    [("  ", "wajib diisi"), ("x" * 201, "terlalu panjang"), ("A\u200bB", "tidak terlihat")],
)
def test_names_that_nobody_can_read_are_refused(app, scope, now, name, said):
    office = an_office(scope, now)
    with pytest.raises(Invalid, match=said):
        organisation.rename_unit(scope, now, office.unit.id, name)


def test_blanks_around_a_name_are_taken_away(app, scope, now):
    office = an_office(scope, now)
    renamed = organisation.rename_unit(scope, now, office.unit.id, " Dinas  Baru ")
    assert renamed.name == "Dinas Baru"


def test_a_refused_write_leaves_nothing_and_no_event(app, scope, now):
    office = an_office(scope, now)
    before = verbs()
    with pytest.raises(Conflict):
        organisation.create_counter(scope, now, office.unit.id, "L1", "Loket 1")
    assert verbs() == before
    assert len(queries.counters(scope, office.unit.id)) == 3


def test_an_admin_of_one_unit_reaches_no_other(app, scope, now):
    office = an_office(scope, now)
    other = an_office(scope, now, code="DINKES")
    rekan = admin_of(office.unit.path)
    with pytest.raises(NotFound):
        organisation.rename_unit(rekan, now, other.unit.id, "Milik saya")
    with pytest.raises(NotFound):
        organisation.create_counter(rekan, now, other.unit.id, "L9", "Loket 9")
    assert organisation.rename_unit(rekan, now, office.unit.id, "Milik saya").name == "Milik saya"


def test_only_who_holds_everything_makes_agencies(app, scope, now):
    office = an_office(scope, now)
    with pytest.raises(NotAllowed):
        organisation.create_agency(admin_of(office.agency.path), now, "Kota Lain")


def test_what_a_form_shows_makes_ready_pages_stale(app, scope, now):
    office = an_office(scope, now, services=1)

    def revision() -> int:
        return db.session.scalar(sa.select(Unit.revision).where(Unit.id == office.unit.id))

    seen = [revision()]
    organisation.rename_counter(scope, now, office.counters[0].id, "Loket Baru")
    seen.append(revision())
    organisation.offer_service(scope, now, office.services[0].id, offered=False)
    seen.append(revision())
    organisation.create_service(scope, now, office.unit.id, "S2", "Akta")
    seen.append(revision())
    assert seen == sorted(set(seen))


def test_a_withdrawn_service_is_not_offered_and_stays(app, scope, now):
    office = an_office(scope, now, services=1)
    organisation.offer_service(scope, now, office.services[0].id, offered=False)
    assert queries.offered_services(office.unit.id) == ()
    assert len(queries.services(scope, office.unit.id)) == 1


def test_every_write_is_recorded_once(app, scope, now):
    office = an_office(scope, now)
    before = len(verbs())
    organisation.rename_unit(scope, now, office.unit.id, "Dinas Baru")
    organisation.rename_counter(scope, now, office.counters[0].id, "Loket Baru")
    assert verbs()[before:] == ["rename_unit", "rename_counter"]
    event = db.session.scalars(sa.select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert event.details == {"before": "Loket 1", "after": "Loket Baru"}
    assert db.session.get(Counter, office.counters[0].id).name == "Loket Baru"
