"""Response quality over the API: the score's own numbers, days with reasons, and no more."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from app.access import Scope
from app.clock import Period
from app.services.response_quality import NamedMonth, Reason, RepeatedComment
from app.services.scores import unit_score
from app.web.evaluator.quality import quality_reply
from tests.factories.evaluator_systems import System, a_system, release_answers
from tests.factories.organisation import Office
from tests.factories.quality_offices import BAD, ODD_DAY, a_day, an_odd_office, quality_of
from tests.factories.responses import stored_rows
from tests.factories.ticket_days import IN_BURSTS, ticket_days

YEAR = Period.parse("2026")


@pytest.fixture
def odd(app, scope: Scope, now: datetime) -> Office:
    """An office with a bad day and a day of flagged answers."""
    return an_odd_office(scope, now, counters=2)


@pytest.fixture
def system(client, scope: Scope, odd: Office) -> System:
    """A system whose key reads that office's agency."""
    return a_system(client, scope, odd.agency.path)


def a_month(office: Office) -> NamedMonth:
    """A month of its first counter that differs from the others."""
    return NamedMonth(office.counters[0].id, date(2026, 5, 1), Reason.WORSE_THAN_USUAL)


def path(office: Office, period: str = "2026") -> str:
    return f"/units/{office.unit.id}/response-quality/{period}"


def test_the_readings_are_those_of_the_scores(system: System, odd: Office) -> None:
    found = system.get(path(odd)).get_json()
    score = system.get(f"/units/{odd.unit.id}/scores/2026").get_json()

    assert found["all_answers"]["index"] == score["value"]["index"]
    assert found["all_answers"]["interval_95"] == score["value"]["interval_95"]
    assert (found["all_answers"]["n"], found["without_flagged"]["n"]) == (194, 188)
    assert found["flagged_share"] == "0.0309"


def test_a_day_is_told_with_its_reasons_and_no_exact_number(system: System, odd: Office) -> None:
    first, second = system.get(path(odd)).get_json()["days"]

    assert first == {
        "counter_id": odd.counters[0].id,
        "counter": "Loket 1",
        "day": "2026-05-04",
        "n_at_least": 30,
        "reasons": ["more_than_usual", "worse_than_usual"],
    }
    assert (second["n_at_least"], second["reasons"]) == (5, ["many_flagged"])


def test_a_month_is_told_by_its_first_day(scope: Scope, odd: Office) -> None:
    reply = quality_reply(quality_of(scope, odd, months=(a_month(odd),)))

    assert [(m.counter, m.month, m.reason) for m in reply.months] == [
        ("Loket 1", date(2026, 5, 1), "worse_than_usual")
    ]


def test_a_period_without_answers_tells_nothing(system: System, odd: Office) -> None:
    found = system.get(path(odd, "2026-01")).get_json()

    nothing = {"n": None, "index": None, "interval_95": None, "withheld": "no_answers"}
    assert found["all_answers"] == found["without_flagged"] == nothing
    assert (found["flagged_share"], found["straightlined_share"]) == (None, None)
    assert (found["n_judged"], found["days"], found["months"]) == (None, [], [])


def test_a_withheld_score_tells_of_no_day(scope: Scope, odd: Office) -> None:
    withheld = unit_score(scope, odd.unit.id, Period.parse("2026-01"))
    told = quality_of(
        scope,
        odd,
        score=withheld,
        days=(a_day(odd.counters[0].id),),
        months=(a_month(odd),),
        has_unnamed_days=True,
    )
    reply = quality_reply(told)

    assert (reply.days, reply.months, reply.has_unnamed_days) == ((), (), False)
    assert reply.n_judged is None
    assert quality_reply(replace(told, score=unit_score(scope, odd.unit.id, YEAR))).days


def test_shares_have_four_decimals(scope: Scope, odd: Office) -> None:
    reply = quality_reply(quality_of(scope, odd, flagged_share_0_1=Fraction(1, 3)))

    assert reply.flagged_share == "0.3333"


def test_of_repeated_comments_the_number_is_told(scope: Scope, odd: Office) -> None:
    said = RepeatedComment(odd.counters[0].id, date(2026, 5, 1), "Antre lama sekali", 7)

    reply = quality_reply(quality_of(scope, odd, comments=(said, said)))

    assert reply.n_repeated_comments == 2
    assert "Antre" not in reply.model_dump_json()


def test_a_single_new_answer_moves_nothing(
    system: System, odd: Office, scope: Scope, now: datetime
) -> None:
    before = system.get(path(odd)).data
    stored_rows(odd, [BAD], day=ODD_DAY + timedelta(days=1), is_flagged=True)
    release_answers(scope, now)

    assert system.get(path(odd)).data == before


def test_it_comes_as_a_table_too(system: System, odd: Office) -> None:
    (row,) = csv.DictReader(io.StringIO(system.get(path(odd), accept="text/csv").text))

    assert (row["n"], row["n_without_flagged"], row["flagged_share"]) == ("194", "188", "0.0309")
    assert row["days"].startswith(f"2026-05-04 {odd.counters[0].id} more_than_usual")


def test_another_s_unit_is_not_found(stranger: System, office: Office) -> None:
    assert stranger.get(path(office)).status_code == 404


def test_counters_whose_tickets_come_in_bursts_are_told(system, odd, scope, now) -> None:
    ticket_days(odd, IN_BURSTS)
    release_answers(scope, now)

    told = system.get(f"/units/{odd.unit.id}/response-quality/2026").json

    assert told["ticket_bursts"] == [
        {"counter_id": odd.counters[0].id, "counter": odd.counters[0].name}
    ]
