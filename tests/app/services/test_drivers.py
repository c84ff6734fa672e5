"""What low ratings go along with: found where it is planted, and nothing small told of it."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

import pytest
from flask import Flask

from app.access import Actor, Grant, Role, Scope
from app.clock import Period, Slot
from app.errors import NotFound
from app.services import publications
from app.services.drivers import UnitDrivers, unit_drivers
from app.services.score_subjects import SERVICE
from app.services.shown_tallies import shown_tallies
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

HALF, JUNE = Period.parse("2026-S1"), Period.parse("2026-06")
GOOD, BAD = (4,) * 9, (2, 1, 2, 4, 2, 4, 2, 4, 2)
AFTERWARDS = datetime.fromisoformat("2027-01-03T05:00:00+00:00")
PARTS = [(counter, slot) for counter in range(3) for slot in Slot]


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """Three counters, two services."""
    return an_office(scope, now, counters=3, services=2)


def fill(office: Office, *, bad_counter: int | None = None, bad_slot: Slot | None = None) -> None:
    """Answers of six months in both half-days; more low ones at one counter or slot, if any."""
    for month in range(1, 7):
        for place, (counter, slot) in enumerate(PARTS):
            is_bad = counter == bad_counter or slot == bad_slot
            low = 6 if is_bad else 1 + (month + place) % 2
            stored_rows(
                office,
                [GOOD] * 14 + [BAD] * low,
                counter=counter,
                slot=slot,
                day=date(2026, month, 10),
                service_id=office.services[month % 2].id,
            )


def found_in(office: Office, scope: Scope, period: Period = HALF) -> UnitDrivers:
    release_answers(scope, AFTERWARDS)
    return unit_drivers(scope, office.unit.id, period)


def test_the_counter_with_more_low_ratings_comes_first(office: Office, scope: Scope) -> None:
    fill(office, bad_counter=1)

    found = found_in(office, scope)

    assert found.reason is None
    assert found.drivers[0].factor == "counter"
    assert found.drivers[0].interval.low > 0
    first = found.drivers[0].levels[0]
    assert (first.level, first.name) == (str(office.counters[1].id), "Loket 2")
    assert first.low_share_0_1 > 2 * found.drivers[0].levels[1].low_share_0_1


def test_the_half_day_with_more_low_ratings_comes_first(office: Office, scope: Scope) -> None:
    fill(office, bad_slot=Slot.AFTERNOON)

    first = found_in(office, scope).drivers[0]

    assert first.factor == "slot"
    assert [level.level for level in first.levels] == ["afternoon", "morning"]


def test_the_model_is_shown_with_what_it_gains_on_unseen_answers(
    office: Office, scope: Scope
) -> None:
    fill(office, bad_counter=1)

    found = found_in(office, scope)

    assert 0 < found.gain_error < found.gain < found.loss_baseline
    assert found.low_share_0_1 == Fraction(6 * (2 * 6 + 6) * 6, 9 * (6 * 6 * 14 + 6 * 18))


def test_levels_of_slot_service_and_channel_are_told_too(office: Office, scope: Scope) -> None:
    fill(office, bad_counter=1)
    march, (one, other) = date(2026, 3, 3), (service.id for service in office.services)
    stored_rows(office, [GOOD] * 30, is_verified=True, day=march, service_id=other)
    stored_rows(office, [GOOD] * 20, day=march, service_id=one)

    found = found_in(office, scope)

    levels = {driver.factor: {level.level for level in driver.levels} for driver in found.drivers}
    assert found.low_share_0_1 == Fraction(6 * 108, 9 * (36 * 14 + 108 + 30 + 20))
    assert set(levels) == {"service", "slot", "counter", "channel"}
    assert levels["slot"] == {"morning", "afternoon"}
    assert levels["channel"] == {"static_qr", "ticket"}


def test_of_sheets_only_at_least_so_many_is_told(office: Office, scope: Scope) -> None:
    fill(office, bad_counter=1)
    stored_rows(office, [GOOD] * 7, counter=1, day=date(2026, 2, 2), service_id=None)

    found = found_in(office, scope)

    told = [level.at_least for driver in found.drivers for level in driver.levels]
    assert {number % 5 for number in (*told, found.at_least)} == {0}
    counters = {level.name: level.at_least for level in found.drivers[0].levels}
    assert counters["Loket 2"] == 245


def test_a_service_that_is_withheld_elsewhere_is_not_told_here(
    office: Office, scope: Scope
) -> None:
    fill(office, bad_counter=1)
    # All of one mind about one element, so that nothing is shown of them.
    stored_rows(office, [(1, *GOOD[1:])] * 6, day=date(2026, 2, 2))

    found = found_in(office, scope)

    services = shown_tallies(scope, office.unit.id, HALF, SERVICE)
    withheld = {str(s.subject.id) for s in services if s.vector is None}
    driver = next(driver for driver in found.drivers if driver.factor == "service")
    assert "0" in withheld
    assert withheld.isdisjoint(level.level for level in driver.levels)
    assert driver.has_hidden_levels
    assert not found.drivers[0].has_hidden_levels


def test_a_way_in_whose_sheets_agree_on_a_low_rating_is_not_told(
    office: Office, scope: Scope
) -> None:
    """Everybody with a ticket rated the first element 1; the channel by itself is no view."""
    fill(office, bad_counter=1)
    stored_rows(
        office,
        [(1, *GOOD[1:])] * 30,
        is_verified=True,
        day=date(2026, 3, 3),
        service_id=office.services[1].id,
    )

    found = found_in(office, scope)

    channel = next(driver for driver in found.drivers if driver.factor == "channel")
    assert [level.level for level in channel.levels] == ["static_qr"]
    assert channel.has_hidden_levels


def test_nothing_to_find_has_no_numbers_at_all(office: Office, scope: Scope) -> None:
    fill(office)

    assert found_in(office, scope) == UnitDrivers(HALF, "not_proven")


def test_a_few_low_ratings_are_nobody_s_business(office: Office, scope: Scope) -> None:
    stored_rows(office, [GOOD] * 40 + [(1, *GOOD[1:])])

    assert found_in(office, scope, JUNE) == UnitDrivers(JUNE, "too_few_low")


def test_one_month_may_have_too_few_parts_to_compare(office: Office, scope: Scope) -> None:
    fill(office, bad_counter=1)

    assert found_in(office, scope, JUNE).reason == "too_few_rows"


def test_a_unit_without_answers_has_too_few(office: Office, scope: Scope) -> None:
    assert found_in(office, scope) == UnitDrivers(HALF, "too_few_low")


def test_a_closed_period_has_its_drivers_as_well(office: Office, scope: Scope) -> None:
    fill(office, bad_counter=1)
    before = found_in(office, scope)
    publications.close_period(scope, AFTERWARDS, office.unit.id, HALF)

    assert unit_drivers(scope, office.unit.id, HALF) == before


def test_the_overall_question_is_no_rating_of_an_element(
    app: Flask, scope: Scope, now: datetime
) -> None:
    made = an_office(scope, now, code="DUA", instrument="skm-2017@2")
    stored_rows(made, [(*GOOD, 1)] * 30 + [(*GOOD, 2)] * 30)

    assert found_in(made, scope, JUNE).reason == "too_few_low"


def test_another_agency_s_unit_is_not_found(office: Office) -> None:
    stranger = Scope(Actor("person", "x"), (Grant(Role.MANAGER, "/99999/"),))

    with pytest.raises(NotFound):
        unit_drivers(stranger, office.unit.id, HALF)


def test_no_figure_moves_with_how_few_of_a_half_day_rated_in_a_month(
    office: Office, scope: Scope
) -> None:
    """Three afternoons of March and of April rate the other way round; their half-year is alike."""
    fill(office, bad_counter=1)
    twin = an_office(scope, AFTERWARDS, code="KEMBAR", counters=3, services=2)
    fill(twin, bad_counter=1)
    for place, (few, others) in ((office, (GOOD, BAD)), (twin, (BAD, GOOD))):
        for month, slot, ratings in (
            *((3, Slot.AFTERNOON, few), (3, Slot.MORNING, others)),
            *((4, Slot.AFTERNOON, others), (4, Slot.MORNING, few)),
        ):
            stored_rows(place, [ratings] * 3, slot=slot, day=date(2026, month, 10))

    shown, of_twin = found_in(office, scope), found_in(twin, scope)

    assert shown.reason is None
    assert _factors(shown) == _factors(of_twin)
    assert _figures(shown) == pytest.approx(_figures(of_twin), rel=1e-9)


def _factors(found: UnitDrivers) -> list[tuple[str, int]]:
    return [(one.factor, len(one.levels)) for one in found.drivers]


def _figures(found: UnitDrivers) -> list[float]:
    """Every number; databases give rows in another order, which moves the last digit."""
    drivers = [
        number
        for one in found.drivers
        for number in (one.importance, *(level.low_share_0_1 for level in one.levels))
    ]
    told = (found.at_least, found.low_share_0_1, found.loss_baseline, found.gain)
    return [float(number or 0) for number in told] + drivers
