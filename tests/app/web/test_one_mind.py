"""No page, reply or file tells of a group that gave one element the same low rating throughout."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.clock import Period
from app.models.organisation import Counter, ServiceType
from app.services.publications import close_period
from tests.factories.evaluator_systems import System, a_system, release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.people import sign_in, somebody
from tests.factories.responses import stored_rows

MIXED = [(4, 3, 4, 3, 4, 3, 4, 3, 4), (3, 4, 4, 4, 4, 4, 4, 4, 3), (2, 3, 3, 2, 3, 4, 4, 2, 3)]
# All of them found the time bad; what else they said gives an index that nobody else has.
OF_ONE_MIND = [(3, 3, 1, 4, 2, 4, 2, 3, 2), (4, 2, 1, 3, 4, 2, 3, 2, 4)]
INDEX = "68.06"
PERIODS = ("2025-05", "2025")
UNIT_PAGES = (
    "",
    "/perbandingan",
    "/prioritas",
    "/ketelitian",
    "/tren",
    "/mutu-jawaban",
    "/komentar",
)
UNIT_LISTS = (
    "scores/{p}",
    "scores/{p}/counters",
    "scores/{p}/services",
    "comparisons/{p}?of=counters",
    "comparisons/{p}?of=services",
    "needs/{p}?of=counters",
    "needs/{p}?of=services",
    "priorities/{p}",
)


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """Three counters and services; everybody at the second counter is of one mind."""
    made = an_office(scope, now, counters=3, services=3, year=2025)
    for counter, ratings in enumerate((MIXED * 10, OF_ONE_MIND * 15, MIXED * 8)):
        for month in (5, 6):
            stored_rows(
                made,
                ratings,
                counter=counter,
                service_id=made.services[counter].id,
                day=date(2025, month, 12),
            )
    release_answers(scope, now)
    return made


def replies(client: FlaskClient, office: Office, scope, now) -> Iterator[tuple[str, str]]:
    """Every page, reply and file about the office: (address, text)."""
    system = a_system(client, scope, office.agency.path)
    inside = sign_in(client, somebody(scope, now))
    for period in PERIODS:
        for tail in (*UNIT_PAGES, f"/loket/{office.counters[1].id}"):
            address = f"/dasbor/unit/{office.unit.id}{tail}?periode={period}"
            yield address, inside.get(address).text
        for address in addresses(office, period):
            yield address, system.get(address).text
            yield f"{address} as CSV", system.get(address, Accept="text/csv").text
        yield from public(client, office, period)


def addresses(office: Office, period: str) -> list[str]:
    """What evaluators' systems read of a period."""
    return [
        *(f"/units/{office.unit.id}/{listed.format(p=period)}" for listed in UNIT_LISTS),
        f"/counters/{office.counters[1].id}/scores/{period}",
        f"/services/{office.services[1].id}/scores/{period}",
    ]


def public(client: FlaskClient, office: Office, period: str) -> Iterator[tuple[str, str]]:
    address = f"/hasil/{office.unit.id}/{period}"
    yield address, client.get(address).text


def telling(found: Iterator[tuple[str, str]]) -> set[str]:
    """Addresses whose text holds the index of those who are of one mind."""
    return {address for address, text in found if INDEX in text or INDEX.replace(".", ",") in text}


def numbered(content: Any, place: Counter | ServiceType, kind: str) -> Iterator[dict[str, Any]]:
    """Whatever a reply says of a subject with a number."""
    if isinstance(content, dict):
        subject = content.get("subject")
        if isinstance(subject, dict) and (subject["kind"], subject["id"]) == (kind, place.id):
            yield content
        content = list(content.values())
    if isinstance(content, list):
        for part in content:
            yield from numbered(part, place, kind)


def told(entry: dict[str, Any]) -> Iterator[bool]:
    """Whether each number of an entry is there."""
    for name in ("n", "value", "compared", "same_mix"):
        yield entry.get(name) is not None
    for element in entry.get("elements") or ():
        yield element.get("mean") is not None


@pytest.mark.parametrize("is_closed", [False, True])
def test_their_index_stands_nowhere(
    is_closed: bool, client: FlaskClient, office: Office, scope, now
) -> None:
    if is_closed:
        for code in PERIODS:
            close_period(scope, now, office.unit.id, Period.parse(code))

    assert telling(replies(client, office, scope, now)) == set()


def test_replies_name_them_without_a_number(client: FlaskClient, office: Office, scope) -> None:
    system: System = a_system(client, scope, office.agency.path)
    assert {system.get(address).status_code for address in addresses(office, "2025")} == {200}
    said = [
        entry
        for address in addresses(office, "2025")
        for content in [system.get(address).get_json()]
        for entry in (
            *numbered(content, office.counters[1], "counter"),
            *numbered(content, office.services[1], "service"),
        )
    ]

    assert len(said) >= 8
    assert [entry for entry in said if any(told(entry))] == []


def test_planted_blindness_to_one_mind_is_seen_in_many_places(
    client: FlaskClient, office: Office, scope, now, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.view_audit.is_one_sided", lambda _counts, _k: False)
    for code in PERIODS:
        close_period(scope, now, office.unit.id, Period.parse(code))

    found = telling(replies(client, office, scope, now))

    kinds = ("/dasbor/", "/loket/", "/perbandingan", "/counters", "as CSV", "/hasil/", "/services/")
    assert [kind for kind in kinds if not any(kind in address for address in found)] == []
