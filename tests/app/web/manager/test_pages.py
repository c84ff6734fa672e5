"""What the pages are made of where a person's view does not tell it apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from flask import Flask

from app.access import Scope
from app.errors import NotFound
from app.queries import organisation as places
from app.services import organisation
from app.web.manager.pages import counter_page, unit_page
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import many_answers, stored_rows
from tests.factories.tickets import some_tickets


@pytest.fixture(autouse=True)
def _a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def test_neighbouring_periods_are_offered_where_there_are_answers(
    office: Office, scope: Scope, now: datetime
) -> None:
    many_answers(office.points[0].code, now.replace(month=8), 7)
    release_answers(scope, now)

    june = unit_page(scope, office.unit.id, "2026-06").period

    assert june is not None
    assert june.previous_href == ""
    assert june.next_href.endswith("?periode=2026-07")


def test_the_picker_lists_the_period_that_is_shown(office: Office, scope: Scope) -> None:
    shown = unit_page(scope, office.unit.id, "2026-Q2").period

    assert shown is not None
    codes = [code for _, choices in shown.choices for code, _ in choices]
    assert codes == ["2026", "2026-S1", "2026-Q2", "2026-06"]
    assert shown.code in codes


def test_a_period_outside_the_answers_can_be_left_through_the_picker(
    office: Office, scope: Scope
) -> None:
    shown = unit_page(scope, office.unit.id, "2020").period

    assert shown is not None
    assert shown.choices[0][1][0] == ("2020", "Tahun 2020")
    assert ("2026", "Tahun 2026") in shown.choices[0][1]


def test_before_the_first_answer_there_is_no_period(scope: Scope, now: datetime) -> None:
    silent = an_office(scope, now)

    page = unit_page(scope, silent.unit.id, None)

    assert (page.period, page.card) == (None, None)


def test_counters_of_a_unit_below_say_whose_they_are(
    office: Office, scope: Scope, now: datetime
) -> None:
    below = organisation.create_unit(
        scope, now, office.agency.id, "SUB", "Bidang Akta", parent_id=office.unit.id
    )
    organisation.create_counter(scope, now, below.id, "L1", "Loket 1")

    page = unit_page(scope, office.unit.id, None)

    assert page.counters is not None
    assert "Loket 1 (Bidang Akta)" in [row.name for row in page.counters.rows]
    assert [name for _, name in page.units_below] == ["Bidang Akta"]


def test_services_stand_side_by_side_and_those_not_recorded_last(
    office: Office, scope: Scope
) -> None:
    page = unit_page(scope, office.unit.id, None)

    assert page.services is not None
    assert [row.name for row in page.services.rows] == ["Tidak dicatat"]


def test_the_way_to_a_counter_leads_through_its_unit(office: Office, scope: Scope) -> None:
    page = counter_page(scope, office.unit.id, office.counters[0].id, "2026-06")

    assert page.steps[-2] == (f"/dasbor/unit/{office.unit.id}?periode=2026-06", office.unit.name)
    assert page.steps[-1] == ("", "Loket 1")


def test_the_counter_that_stands_for_the_unit_has_no_poster(office: Office, scope: Scope) -> None:
    counters = places.counters(scope, office.unit.id)
    hrefs = {
        counter.stands_for_unit: counter_page(scope, office.unit.id, counter.id, None).poster_href
        for counter in counters
    }

    assert hrefs[True] == ""
    assert hrefs[False].endswith("/poster.pdf")


def test_months_without_answers_are_not_offered(
    office: Office, scope: Scope, now: datetime
) -> None:
    many_answers(office.points[0].code, now.replace(month=8), 7)
    release_answers(scope, now)

    shown = unit_page(scope, office.unit.id, None).period

    assert shown is not None
    months = dict(shown.choices)["Bulan"]
    assert [code for code, _ in months] == ["2026-08", "2026-06"]


def test_a_counter_of_a_sister_unit_is_not_found(
    office: Office, scope: Scope, now: datetime
) -> None:
    sister = an_office(scope, now, agency=office.agency, code="LAIN", name="Dinas Lain")

    with pytest.raises(NotFound):
        counter_page(scope, office.unit.id, sister.counters[0].id, None)


def test_a_unit_that_asked_for_taps_says_what_counts_as_one(
    app: Flask, scope: Scope, now: datetime
) -> None:
    busy = an_office(scope, now, instrument="pulse-1")
    stored_rows(busy, [(4,)] * 6, day=date(2026, 6, 1))
    release_answers(scope, now)

    assert "dihitung sebagai satu jawaban" in unit_page(scope, busy.unit.id, None).taps_note


def test_a_unit_without_taps_says_nothing_of_them(office: Office, scope: Scope) -> None:
    assert unit_page(scope, office.unit.id, None).taps_note == ""


def test_what_the_mark_of_few_answers_means_is_said_below(office: Office, scope: Scope) -> None:
    page = unit_page(scope, office.unit.id, None)

    assert any(row.is_few for row in page.counters.rows)
    assert "kurang dari 35 jawaban" in page.counters.few_note


def test_what_the_mark_of_a_low_rate_means_is_said_below(
    office: Office, scope: Scope, now: datetime
) -> None:
    assert unit_page(scope, office.unit.id, None).counters.rate_note == ""

    some_tickets(scope, now, office, 100)

    page = unit_page(scope, office.unit.id, None)
    assert [row.is_rate_low for row in page.counters.rows].count(True) == 1
    assert page.counters.rate_note.startswith("▼ Rendah: kurang dari 20,0% tiket dipakai.")


def test_months_of_few_answers_are_marked_like_counters(
    office: Office, scope: Scope, now: datetime
) -> None:
    stored_rows(office, [(4,) * 9] * 40, day=date(2026, 4, 7))
    release_answers(scope, now)

    months = unit_page(scope, office.unit.id, None).months

    marked = {row.name: row.is_few for row in months.rows if row.value is not None}
    assert marked == {"April 2026": False, "Juni 2026": True}
    assert "kurang dari 35 jawaban" in months.few_note


def test_months_of_enough_answers_need_no_note(office: Office, scope: Scope, now: datetime) -> None:
    stored_rows(office, [(4,) * 9] * 40, day=date(2026, 6, 2))
    release_answers(scope, now)

    assert unit_page(scope, office.unit.id, None).months.few_note == ""
