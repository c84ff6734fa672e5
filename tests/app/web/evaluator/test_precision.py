"""Precision over the API: the score's own numbers, and no more than the score tells."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from app.access import Scope
from app.clock import Period
from app.services.precision import Precision, unit_precision
from app.web.evaluator.precision import precision_reply
from tests.factories.evaluator_systems import System, release_answers
from tests.factories.organisation import Office
from tests.factories.responses import stored_rows

FIRST = date(2026, 3, 2)
MIXED = (3, 4, 2, 4, None, 4, 3, 4, 4)


def path(office: Office, period: str = "2026-06") -> str:
    return f"/units/{office.unit.id}/precision/{period}"


@pytest.fixture
def many_days(office: Office, scope: Scope, now: datetime) -> Office:
    """The office with answers of twelve days more, every other day worse."""
    for number in range(12):
        rows = [MIXED if number % 2 else (4,) * 9] * 5
        day = FIRST + timedelta(days=number)
        stored_rows(office, rows, day=day, service_id=office.services[0].id)
    release_answers(scope, now)
    return office


def test_the_headline_is_that_of_the_score(system: System, office: Office) -> None:
    found = system.get(path(office)).get_json()
    score = system.get(f"/units/{office.unit.id}/scores/2026-06").get_json()

    assert found["interval_95"] == score["value"]["interval_95"]
    assert (found["n"], found["index"]) == (score["n"], score["value"]["index"])
    assert found["unit"]["n_needed"] == score["n_needed"]


def test_people_served_narrow_and_days_widen_the_interval(
    system: System, many_days: Office
) -> None:
    found = system.get(path(many_days, "2026-Q1")).get_json()
    main, served, days = (
        [float(limit) for limit in limits]
        for limits in (
            found["interval_95"],
            found["among_served"]["interval_95"],
            found["days"]["interval_95"],
        )
    )

    assert days[0] < main[0] < served[0] < served[1] < main[1] < days[1]
    assert (found["days"]["n_days"], found["days"]["measured_over"]) == (12, "2026-Q1")
    assert float(found["days"]["design_effect"]) > 3


def test_few_days_say_why_there_is_nothing(system: System, office: Office) -> None:
    days = system.get(path(office)).get_json()["days"]

    assert (days["n_days"], days["unknown"]) == (1, "too_few_clusters")
    assert (days["design_effect"], days["interval_95"]) == (None, None)


def test_services_say_what_their_answers_are_worth(system: System, many_days: Office) -> None:
    (service,) = system.get(path(many_days, "2026-Q1")).get_json()["services"]

    assert (service["id"], service["n"]) == (many_days.services[0].id, 60)
    assert (service["n_needed"], service["is_at_most"]) == (80, True)
    assert service["share_margin"] == "0.1265"


def test_a_withheld_unit_tells_nothing_but_the_sample_it_needs(
    system: System, office: Office
) -> None:
    found = system.get(path(office, "2026-01")).get_json()

    assert found["withheld"] == "no_answers"
    numbers = ("n", "index", "interval_95", "among_served", "days")
    assert [found[name] for name in numbers] == [None] * 5
    assert (found["unit"]["n"], found["unit"]["share_margin"]) == (None, None)
    assert found["services"] == []


def test_a_single_new_answer_moves_nothing(
    system: System, many_days: Office, scope: Scope, now: datetime
) -> None:
    before = system.get(path(many_days, "2026-Q1")).data
    stored_rows(many_days, [(1,) * 9], day=FIRST)
    release_answers(scope, now)

    assert system.get(path(many_days, "2026-Q1")).data == before


def test_another_s_unit_is_not_found(stranger: System, office: Office) -> None:
    assert stranger.get(path(office)).status_code == 404


def test_the_reply_rounds_once(office: Office, scope: Scope) -> None:
    found: Precision = unit_precision(scope, office.unit.id, Period.parse("2026-06"))

    assert precision_reply(found).interval_95[0] == f"{found.score.result.interval.low:.2f}"
