"""Queue systems ask for tickets and report minutes, each with a key for that alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from app import clock
from app.access import KeyKind, Scope
from app.database import db
from app.models.tickets import IssuedTicket, VisitMinutes
from app.services import collection
from tests.factories.evaluator_systems import System, a_system
from tests.factories.organisation import Office, an_office

PROBLEM = "application/problem+json"
KEY = "antrean-0001-2026-06-15"


@pytest.fixture
def office(app, scope, now) -> Office:
    """An office with a service."""
    return an_office(scope, now, services=1)


@pytest.fixture
def queue(client: FlaskClient, scope: Scope, office: Office) -> System:
    """A queue system that may issue tickets."""
    return a_system(client, scope, office.agency.path, KeyKind.TICKETS)


@pytest.fixture
def clockwork(client: FlaskClient, scope: Scope, office: Office) -> System:
    """A queue system that may report visits."""
    return a_system(client, scope, office.agency.path, KeyKind.VISITS)


def n_issued() -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(IssuedTicket)) or 0


def a_report(office: Office, **changes: object) -> dict[str, object]:
    report = {"counter_id": office.counters[0].id, "day": clock.now().date().isoformat()}
    return report | {"waiting_minutes": [12, 3], "service_minutes": [7]} | changes


def test_tickets_come_as_links_with_their_last_day(queue, office, settings) -> None:
    reply = queue.post("/tickets", {"counter_id": office.counters[0].id, "count": 3})
    made = reply.get_json()

    assert reply.status_code == 201
    assert all(link.startswith(f"{settings.base_url}/t/") for link in made["links"])
    assert len(set(made["links"])) == n_issued() == 3
    assert date.fromisoformat(made["expires_on"]) > clock.now().date()
    assert reply.headers["Cache-Control"] == "no-store"


def test_a_request_with_a_key_of_its_own_may_be_sent_again(queue, office) -> None:
    wish = {"counter_id": office.counters[0].id}
    replies = [queue.post("/tickets", wish, Idempotency_Key=KEY).get_json() for _ in range(2)]

    assert replies[0] == replies[1]
    assert n_issued() == 1


def test_without_such_a_key_a_request_makes_new_tickets(queue, office) -> None:
    wish = {"counter_id": office.counters[0].id}
    replies = [queue.post("/tickets", wish).get_json() for _ in range(2)]

    assert replies[0]["links"] != replies[1]["links"]


@pytest.mark.parametrize(
    "change",
    [
        {"count": 0},
        {"count": 101},
        {"count": "1"},
        {"count": 1.5},
        {"count": True},
        {"counter_id": None},
        {"counter_id": 2**31},
        {"service_id": "S1"},
        {"planted": 1},
    ],
    ids=str,
)
def test_wishes_that_cannot_be_are_told_by_name(change, queue, office) -> None:
    reply = queue.post("/tickets", {"counter_id": office.counters[0].id} | change)

    assert (reply.status_code, reply.mimetype) == (422, PROBLEM)
    assert [fault["parameter"] for fault in reply.get_json()["errors"]] == list(change)
    assert n_issued() == 0


def test_a_wish_in_the_address_is_told_and_not_passed_over(queue, office) -> None:
    reply = queue.post("/tickets?count=5", {"counter_id": office.counters[0].id})

    assert reply.status_code == 422
    assert [fault["parameter"] for fault in reply.get_json()["errors"]] == ["count"]
    assert n_issued() == 0


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{", {}, 400),
        (b"", {}, 400),
        (b"\xff\xfe", {}, 400),
        (b"[" * 20_000, {}, 400),
        (b"[]", {}, 422),
        (b"{}", {"Content_Type": "text/plain"}, 415),
        (b"{}", {"Idempotency_Key": "short"}, 422),
        (b" " * 40_000, {}, 413),
    ],
    ids=range(8),
)
def test_what_is_no_wish_is_a_problem_document(body, headers, status, queue) -> None:
    reply = queue.post("/tickets", body, **headers)

    assert (reply.status_code, reply.mimetype) == (status, PROBLEM)


def test_a_counter_of_others_looks_like_one_that_is_not_there(queue, scope, now) -> None:
    other = an_office(scope, now, code="LAIN")
    hidden = queue.post("/tickets", {"counter_id": other.counters[0].id})
    missing = queue.post("/tickets", {"counter_id": 2**31 - 1})

    assert hidden.status_code == 404
    assert hidden.data == missing.data


def test_a_counter_without_a_code_is_a_conflict(queue, office, scope, now) -> None:
    collection.revoke_points(scope, now, office.counters[0].id)

    assert queue.post("/tickets", {"counter_id": office.counters[0].id}).status_code == 409


@pytest.mark.parametrize("kind", [KeyKind.SCORES, KeyKind.VISITS])
def test_other_keys_issue_nothing(kind, client, scope, office) -> None:
    system = a_system(client, scope, office.agency.path, kind)
    reply = system.post("/tickets", {"counter_id": office.counters[0].id})

    assert (reply.status_code, reply.mimetype, n_issued()) == (403, PROBLEM, 0)


def test_a_key_for_tickets_reads_nothing(queue, office) -> None:
    for path in ("/units", f"/units/{office.unit.id}", f"/units/{office.unit.id}/scores/2026"):
        assert queue.get(path).status_code == 403


def test_minutes_are_held_by_day_and_apart_from_each_other(clockwork, office) -> None:
    reply = clockwork.post("/visits", a_report(office))
    (row,) = db.session.scalars(sa.select(VisitMinutes))

    assert reply.status_code == 201
    assert (row.waiting, row.service) == ([3, 12], [7])


def test_a_report_takes_the_place_of_the_one_before(clockwork, office) -> None:
    clockwork.post("/visits", a_report(office))
    clockwork.post("/visits", a_report(office, waiting_minutes=[1]))
    (row,) = db.session.scalars(sa.select(VisitMinutes))

    assert (row.waiting, row.service) == ([1], [7])


@pytest.mark.parametrize(
    "change",
    [
        {"day": "2026-02-30"},
        {"day": "kemarin"},
        {"waiting_minutes": [601]},
        {"waiting_minutes": [-1]},
        {"waiting_minutes": [1.5]},
        {"service_minutes": [0] * 2001},
    ],
    ids=lambda change: next(iter(change.items()))[0],
)
def test_reports_that_cannot_be_are_told_by_name(change, clockwork, office) -> None:
    reply = clockwork.post("/visits", a_report(office, **change))

    assert reply.status_code == 422
    assert [fault["parameter"] for fault in reply.get_json()["errors"]] == list(change)


@pytest.mark.parametrize("days", [-2, 33])
def test_days_to_come_and_long_past_are_refused(days, clockwork, office) -> None:
    day = clock.now().date() - timedelta(days=days)

    assert clockwork.post("/visits", a_report(office, day=day.isoformat())).status_code == 422


def test_minutes_of_others_counters_are_not_taken(clockwork, scope, now) -> None:
    other = an_office(scope, now, code="LAIN")

    assert clockwork.post("/visits", a_report(other)).status_code == 404


def test_replies_fit_the_document(queue, clockwork, office) -> None:
    served = queue.client.get("/api/v1/openapi.json").get_json()
    sent = {
        "/tickets": queue.post("/tickets", {"counter_id": office.counters[0].id}),
        "/visits": clockwork.post("/visits", a_report(office)),
    }
    for path, reply in sent.items():
        described = served["paths"][path]["post"]
        for content in (described["requestBody"], described["responses"]["201"]):
            (held,) = content["content"].values()
            schema = held["schema"] | {"components": served["components"]}
            Draft202012Validator(schema).validate(held["example"])
        Draft202012Validator(schema).validate(reply.get_json())
