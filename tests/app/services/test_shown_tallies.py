"""What may be seen of a subject is a tally; what may not has a reason."""

from __future__ import annotations

from app.clock import Period
from app.services.publications import close_period
from app.services.releases import release
from app.services.score_views import Reading
from app.services.shown_tallies import Withheld, shown_tallies
from app.services.tallies import rebuild_daily_tallies
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import an_office
from tests.factories.responses import stored_rows

JUNE, QUARTER = Period.parse("2026-06"), Period.parse("2026-Q2")
MAY = Period.parse("2026-05")
MIXED = [(4,) * 9, (3,) * 9]


def test_every_kind_of_subject_has_its_tally(app, scope, now) -> None:
    office = an_office(scope, now, counters=2, services=1)
    stored_rows(office, MIXED * 4, service_id=office.services[0].id)
    stored_rows(office, MIXED * 3, counter=1)
    rebuild_daily_tallies(scope, now)
    release(scope, now)

    def sizes(kind: str) -> list[int | None]:
        found = shown_tallies(scope, office.unit.id, JUNE, kind)
        return [shown.tally.n if shown.tally else None for shown in found]

    assert sizes("unit") == [14]
    assert [n for n in sizes("counter") if n] == [8, 6]
    assert sizes("service") == [8, 6]
    months = shown_tallies(scope, office.unit.id, QUARTER, "month")
    assert [(shown.period.code, shown.withheld) for shown in months] == [
        ("2026-04", Withheld.NO_ANSWERS),
        ("2026-05", Withheld.NO_ANSWERS),
        ("2026-06", None),
    ]


def test_items_stand_in_form_order(app, scope, now) -> None:
    office = an_office(scope, now)
    stored_rows(office, [(4, 4, 4, 4, 4, 4, 4, 3, 4)] * 6)
    rebuild_daily_tallies(scope, now)
    release(scope, now)

    (unit,) = shown_tallies(scope, office.unit.id, JUNE, "unit")

    assert unit.tally.items[7:] == ("sarana", "pengaduan")
    assert unit.tally.sums.tolist()[7:] == [18, 24]


def test_answers_without_flags_are_a_reading_of_the_unit(app, scope, now) -> None:
    office = an_office(scope, now)
    stored_rows(office, MIXED * 5)
    stored_rows(office, MIXED * 3, is_flagged=True)
    rebuild_daily_tallies(scope, now)
    release(scope, now)

    (without,) = shown_tallies(scope, office.unit.id, JUNE, "unit", reading=Reading.UNFLAGGED)
    assert without.tally.n == 10


def test_few_flagged_answers_leave_one_reading(app, scope, now) -> None:
    office = an_office(scope, now)
    stored_rows(office, MIXED * 5)
    stored_rows(office, MIXED, is_flagged=True)
    rebuild_daily_tallies(scope, now)
    release(scope, now)

    (without,) = shown_tallies(scope, office.unit.id, JUNE, "unit", reading=Reading.UNFLAGGED)
    assert (without.tally, without.withheld) == (None, Withheld.PROTECTS_OTHERS)


def test_of_six_that_are_left_it_is_not_said_which_is_one_and_which_are_five(
    app, scope, now
) -> None:
    office = an_office(scope, now, counters=3)
    for counter, n in enumerate((10, 5, 1)):
        stored_rows(office, [(3, 4, 4, 3, 4, 4, 4, 3, 4)] * n, counter=counter, day=MAY.first_day)
    release_answers(scope, now)
    close_period(scope, now, office.unit.id, MAY)

    (unit,) = shown_tallies(scope, office.unit.id, MAY, "unit")
    beside = shown_tallies(scope, office.unit.id, MAY, "counter")
    found = {shown.subject.id: shown for shown in beside}
    large, five, one = (found[counter.id] for counter in office.counters)

    assert unit.vector is not None
    assert large.vector is not None
    assert unit.vector[0] - large.vector[0] == 6
    assert five.withheld is one.withheld is Withheld.PROTECTS_OTHERS


def test_where_nothing_is_seen_few_answers_are_said_to_be_few(app, scope, now) -> None:
    """All five gave one element the lowest rating, so that not even the unit is seen."""
    office = an_office(scope, now, counters=2)
    for counter, n in enumerate((3, 2)):
        stored_rows(office, [(1, 4, 4, 3, 4, 4, 4, 3, 4)] * n, counter=counter)
    release_answers(scope, now)

    beside = shown_tallies(scope, office.unit.id, JUNE, "counter")
    found = {shown.subject.id: shown.withheld for shown in beside}

    assert {found[counter.id] for counter in office.counters} == {Withheld.TOO_FEW}
