"""The page object of a trend: its rows, its places, and the counter it keeps."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from app.access import Scope
from app.errors import NotFound
from app.web.manager.trend_page import trend_page
from tests.factories.organisation import Office, an_office
from tests.factories.trend_offices import an_office_over_months
from tests.factories.trends import STEADY


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    return an_office_over_months(scope, now, [*STEADY, (0, 20), (5, 9)])


@pytest.fixture
def page_of(app: Flask, scope: Scope):
    """Builds the page within a request."""

    def build(office: Office, code: str | None = None, counter_id: int | None = None):
        with app.test_request_context():
            return trend_page(scope, office.unit.id, code, counter_id)

    return build


def test_each_month_has_its_number_and_what_is_said_of_it(office: Office, page_of) -> None:
    rows = page_of(office).months

    assert rows[0].name == "Januari 2026"
    assert (rows[0].index, rows[0].n) == ("87,50", "20")
    assert rows[8].note == "▼ Tidak biasa"
    assert rows[9].note == "Tidak ikut: kurang dari 10 jawaban"


def test_the_whole_unit_and_its_counters_may_be_chosen(office: Office, page_of) -> None:
    unit, counter = page_of(office), page_of(office, counter_id=office.counters[1].id)

    assert [place.name for place in unit.places] == ["Seluruh unit", "Loket 1", "Loket 2"]
    assert [place.is_current for place in unit.places] == [True, False, False]
    assert [place.is_current for place in counter.places] == [False, False, True]
    assert (unit.subject, counter.subject) == ("", "Loket 2")


def test_steps_to_other_periods_keep_the_counter(office: Office, page_of) -> None:
    counter = office.counters[0].id
    page = page_of(office, "2026-05", counter)

    assert page.frame.period.previous_href.endswith(f"?periode=2026-04&loket={counter}")
    assert page.frame.period.next_href.endswith(f"?periode=2026-06&loket={counter}")


def test_before_the_first_answer_there_is_only_the_frame(
    app: Flask, scope: Scope, now: datetime, page_of
) -> None:
    page = page_of(an_office(scope, now))

    assert (page.frame.asked, page.figure, page.change) == (None, None, None)


def test_a_counter_of_another_unit_is_not_found(office: Office, page_of) -> None:
    with pytest.raises(NotFound):
        page_of(office, counter_id=99_999)
