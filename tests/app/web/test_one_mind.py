"""No page, reply or file tells of a group that gave one element the same low rating throughout."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pytest
from flask import Flask, url_for
from werkzeug.routing import Rule

from app.clock import Period
from app.models.organisation import Counter, ServiceType
from app.services.publications import close_period
from app.services.shown_tallies import Withheld
from tests.factories.evaluator_systems import (
    System,
    a_system,
    let_steps_tell_ratings,
    release_answers,
)
from tests.factories.organisation import Office, an_office
from tests.factories.people import sign_in, somebody
from tests.factories.responses import stored_rows

MIXED = [(4, 3, 4, 3, 4, 3, 4, 3, 4), (3, 4, 4, 4, 4, 4, 4, 4, 3), (2, 3, 3, 2, 3, 4, 4, 2, 3)]
# All of them found the time bad; what else they said gives an index that nobody else has.
OF_ONE_MIND = [(3, 3, 1, 4, 2, 4, 2, 3, 2), (4, 2, 1, 3, 4, 2, 3, 2, 4)]
# The index and NI of those who are of one mind, and their alpha, as the API and a page print it.
NUMBERS = ("68.06", "2.722")
ALPHAS = ("-18.000", "-18.00", "\N{MINUS SIGN}18.00")
PERIODS = ("2025-05", "2025")
READERS = {"manager", "evaluator", "officer", "public"}
# What an address needs to be about the office; others, such as a form or a ticket, tell no score.
ABOUT = {"unit_id", "counter_id", "service_id", "period"}
READINGS = ("", "?answers=verified")
# The ways in which a view can be asked for another side of the same answers.
SIDES = {
    "evaluator.list_comparisons": ("?of=counters", "?of=services"),
    "evaluator.list_counter_scores": READINGS,
    "evaluator.list_needs": ("?of=counters", "?of=services"),
    "evaluator.list_service_scores": READINGS,
    "evaluator.show_counter_score": READINGS,
    "evaluator.show_service_score": READINGS,
    "evaluator.show_unit_score": READINGS,
    "manager.show_comparison": ("&menurut=loket", "&menurut=layanan"),
    "manager.show_priorities": ("&menurut=loket", "&menurut=layanan"),
    "manager.show_trend": ("", "&loket={counter_id}"),
}


@pytest.fixture
def office(app: Flask, scope, now, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Three counters and services; everybody at the second counter is of one mind."""
    let_steps_tell_ratings(monkeypatch)
    made = an_office(scope, now, counters=3, services=3, year=2025)
    for counter, ratings in enumerate((MIXED * 10, OF_ONE_MIND * 15, MIXED * 8)):
        for month in (5, 6):
            stored_rows(
                made,
                ratings,
                counter=counter,
                service_id=made.services[counter].id,
                day=date(2025, month, 12),
                is_verified=True,
            )
    release_answers(scope, now)
    return made


@pytest.fixture
def may_office(app: Flask, scope, now, monkeypatch: pytest.MonkeyPatch) -> Office:
    """In May everybody at every counter was of one mind; in the months around it they were not."""
    let_steps_tell_ratings(monkeypatch)
    made = an_office(scope, now, counters=2, services=2, year=2025)
    for counter in range(2):
        for month in (3, 4, 5, 6):
            ratings = OF_ONE_MIND * 15 if month == 5 else MIXED * 10
            day, service_id = date(2025, month, 12), made.services[counter].id
            stored_rows(
                made, ratings, counter=counter, service_id=service_id, day=day, is_verified=True
            )
    release_answers(scope, now)
    return made


def replies(app: Flask, office: Office, scope, now) -> Iterator[tuple[str, str]]:
    """Every page, reply and file about the office: (address, text)."""
    anybody = app.test_client()
    system = a_system(anybody, scope, office.agency.path)
    inside = sign_in(app.test_client(), somebody(scope, now))
    for endpoint, address in addresses(app, office):
        if endpoint.startswith("evaluator."):
            path = address.removeprefix("/api/v1")
            yield address, system.get(path).text
            yield f"{address} as CSV", system.get(path, Accept="text/csv").text
        else:
            reader = anybody if endpoint.startswith("public.") else inside
            yield address, reader.get(address).text


def addresses(app: Flask, office: Office) -> list[tuple[str, str]]:
    """Every address that is about the office and reads, from the list of routes: (endpoint, it)."""
    return [
        (rule.endpoint, address)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.partition(".")[0] in READERS
        and "GET" in (rule.methods or ())
        and rule.arguments
        and rule.arguments <= ABOUT
        for period in PERIODS
        for address in _asked(app, office, rule, period)
    ]


def _asked(app: Flask, office: Office, rule: Rule, period: str) -> Iterator[str]:
    one_minded = {
        "unit_id": office.unit.id,
        "counter_id": office.counters[1].id,
        "service_id": office.services[1].id,
        "period": period,
    }
    values = {name: one_minded[name] for name in rule.arguments}
    with app.test_request_context():
        address = url_for(rule.endpoint, **values)
    dated = f"?periode={period}" if rule.endpoint.startswith("manager.") else ""
    for side in SIDES.get(rule.endpoint, ("",)):
        yield f"{address}{dated}{side.format(**one_minded)}"


def telling(found: Iterator[tuple[str, str]]) -> set[str]:
    """Addresses whose text holds a number of those who are of one mind."""
    numbers = (*NUMBERS, *ALPHAS)
    forms = [form for number in numbers for form in (number, number.replace(".", ","))]
    return {address for address, text in found if any(form in text for form in forms)}


def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the audit of views look at sizes alone."""
    nothing = np.zeros(0, np.int64)
    monkeypatch.setattr("app.services.view_audit.is_one_sided", lambda _counts, _k: False)
    monkeypatch.setattr(
        "app.services.view_audit._parts",
        lambda counts, _k: (np.zeros((0, len(counts)), np.int64), nothing),
    )


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
@pytest.mark.parametrize("of_one_mind", ["office", "may_office"])
def test_those_of_one_mind_stand_nowhere(
    of_one_mind: str, is_closed: bool, app: Flask, request: pytest.FixtureRequest, scope, now
) -> None:
    where: Office = request.getfixturevalue(of_one_mind)
    if is_closed:
        for code in PERIODS:
            close_period(scope, now, where.unit.id, Period.parse(code))

    assert telling(replies(app, where, scope, now)) == set()


def test_replies_name_them_without_a_number(app: Flask, office: Office, scope) -> None:
    system: System = a_system(app.test_client(), scope, office.agency.path)
    found = {
        address: system.get(address.removeprefix("/api/v1"))
        for endpoint, address in addresses(app, office)
        if endpoint.startswith("evaluator.")
    }
    assert {reply.status_code for reply in found.values()} == {200}
    said = [
        entry
        for reply in found.values()
        for content in [reply.get_json()]
        for entry in (
            *numbered(content, office.counters[1], "counter"),
            *numbered(content, office.services[1], "service"),
        )
    ]

    assert len(said) >= 8
    assert [entry for entry in said if any(told(entry))] == []


def test_planted_blindness_to_one_mind_is_seen_in_many_places(
    app: Flask, office: Office, scope, now, monkeypatch: pytest.MonkeyPatch
) -> None:
    blind(monkeypatch)
    for code in PERIODS:
        close_period(scope, now, office.unit.id, Period.parse(code))

    found = telling(replies(app, office, scope, now))

    kinds = ("/dasbor/", "/loket/", "/perbandingan", "/counters", "as CSV", "/hasil/", "/services/")
    kinds += ("?answers=verified",)
    assert [kind for kind in kinds if not any(kind in address for address in found)] == []


def test_planted_blindness_to_a_month_of_one_mind_is_seen_in_the_views_of_a_unit(
    app: Flask, may_office: Office, scope, now, monkeypatch: pytest.MonkeyPatch
) -> None:
    blind(monkeypatch)

    found = telling(replies(app, may_office, scope, now))

    kinds = ("/trend/", "/tren?", "loket=", "/precision/", "/ketelitian", "/response-quality/")
    kinds += ("/reliability/",)
    assert [kind for kind in kinds if not any(kind in address for address in found)] == []


def test_planted_number_of_a_withheld_month_is_seen_in_its_reliability(
    app: Flask, may_office: Office, scope, now, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is computed of a withheld tally has numbers of its own, such as alpha."""
    monkeypatch.setattr(
        "app.services.shown_tallies._reason",
        lambda source, subject: None if source.n(subject) else Withheld.NO_ANSWERS,
    )
    monkeypatch.setattr(f"{__name__}.NUMBERS", ())

    found = telling(replies(app, may_office, scope, now))

    unit = may_office.unit.id
    assert f"/api/v1/units/{unit}/reliability/2025-05" in found
    assert any(address.startswith("/dasbor/") for address in found)
