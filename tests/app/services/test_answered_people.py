"""Those who answered stand in groups, and a score's attributes say whom it is about."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from app.clock import Period
from app.services.answered_people import People, people_of
from app.services.score_views import Reading, View
from app.services.strands import Strand
from app.services.trees import tree_of
from tests.factories.organisation import Office, an_office
from tests.factories.published import QUARTER, answers_of

WOMEN = {"jenis_kelamin": "perempuan"}
INSTRUMENT = "skm-2017@1"


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """9 women and 2 others at the first counter, 4 with tickets and 3 flagged at the second."""
    made = an_office(scope, now, counters=2, services=2, year=2025)
    answers_of(made, 9, block=WOMEN, service=0)
    answers_of(made, 2, service=0)
    answers_of(made, 4, counter=1, is_verified=True, day=date(2025, 8, 1))
    answers_of(made, 3, counter=1, is_flagged=True)
    return made


def people(office: Office) -> People:
    found = people_of(tree_of(office.unit.id), Period.parse("2025"), INSTRUMENT)
    assert found is not None
    return found


def test_a_period_has_those_of_its_months(office: Office) -> None:
    held = people(office)

    assert held.n(held.of(office.unit.id, QUARTER)) == 14
    assert held.n(held.of(office.unit.id, Period.parse("2025"))) == 18


@pytest.mark.parametrize(
    ("kind", "place", "reading", "n"),
    [
        ("unit", 0, Reading.ALL, 18),
        ("unit", 0, Reading.VERIFIED, 4),
        ("unit", 0, Reading.UNFLAGGED, 15),
        ("counter", 1, Reading.ALL, 7),
        ("counter", 1, Reading.VERIFIED, 4),
        ("service", 0, Reading.ALL, 11),
        ("service", None, Reading.ALL, 7),
    ],
)
def test_a_score_is_about_those_of_its_attributes(
    kind: str, place: int | None, reading: Reading, n: int, office: Office
) -> None:
    held, unit_id = people(office), office.unit.id
    of_kind = {"unit": [office.unit], "counter": office.counters, "service": office.services}
    subject = -unit_id if place is None else of_kind[kind][place].id

    assert held.n(held.behind(View(kind, subject, reading, "2025"), unit_id)) == n


def test_those_outside_the_largest_strand_may_be_of_any_group(office: Office) -> None:
    held = people(office)
    place = held.places[int(held.sizes.argmax())]
    surely = held.surely_alike([Strand(place, 8, 1), Strand(place, 3, 0)])

    sizes = held.sizes.tolist()
    assert dict(zip(sizes, surely.tolist(), strict=True)) == {9: 6, 2: 0, 4: 0, 3: 0}


def test_of_another_questionnaire_there_is_nobody(office: Office) -> None:
    tree = tree_of(office.unit.id)

    assert people_of(tree, Period.parse("2025"), "other@1") is None
