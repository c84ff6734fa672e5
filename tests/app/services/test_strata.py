"""Parts of a counter's answers for fair comparing, none of them small."""

from __future__ import annotations

from app.clock import Period, Slot
from app.services.releases import release
from app.services.strata import shown_strata
from app.services.tallies import rebuild_daily_tallies
from tests.factories.organisation import an_office
from tests.factories.responses import stored_rows

JUNE = Period.parse("2026-06")
MIXED = [(4, 4, 3, 4, 4, 4, 4, 4, 4), (3,) * 9]


def test_strata_of_five_and_more_are_given_with_their_labels(app, scope, now) -> None:
    office = an_office(scope, now, counters=2, services=1)
    stored_rows(office, MIXED * 5, slot=Slot.AFTERNOON)
    stored_rows(office, MIXED * 4, service_id=office.services[0].id)
    stored_rows(office, MIXED * 3, counter=1)
    rebuild_daily_tallies(scope, now)
    release(scope, now)

    found = shown_strata(scope, office.unit.id, JUNE)

    labels = {(s.counter.name, s.service_id, s.slot, s.channel, int(s.vector[0])) for s in found}
    assert labels == {
        ("Loket 1", 0, "afternoon", "static_qr", 10),
        ("Loket 1", office.services[0].id, "morning", "static_qr", 8),
        ("Loket 2", 0, "morning", "static_qr", 6),
    }


def test_small_strata_are_left_out_and_do_not_follow(app, scope, now) -> None:
    office = an_office(scope, now, counters=1)
    stored_rows(office, MIXED * 8)
    stored_rows(office, MIXED, slot=Slot.AFTERNOON)
    rebuild_daily_tallies(scope, now)
    release(scope, now)

    assert shown_strata(scope, office.unit.id, JUNE) == ()
