"""Classes told in public give nobody away to staff, who see counters, months and flags beside."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from flask import Flask

from app.clock import Period
from app.database import transaction
from app.models.organisation import Unit
from app.services.publications import close_period
from app.services.releases import release
from app.services.score_views import Reading
from app.services.scores import overview
from app.services.scoring_rules import K
from app.services.tallies import rebuild_daily_tallies
from tests.factories.organisation import Office, an_office
from tests.factories.published import QUARTER, answers_of, closed
from tests.factories.swept_years import PEOPLED, a_swept_year

WOMEN, MEN = {"jenis_kelamin": "perempuan"}, {"jenis_kelamin": "laki-laki"}
SEXES = {"perempuan": 30, "laki-laki": 30}
NONE = {"perempuan": "protects", "laki-laki": "protects"}
APRIL, MAY = date(2025, 4, 8), date(2025, 5, 20)
# Years in which classes would give somebody away to staff if they were held against no score.
TELLING = (1,)


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    return an_office(scope, now, counters=3, services=2, year=2025)


def sexes(scope, now, office: Office, period: Period = QUARTER) -> dict[str, int | str]:
    """What the public is told of women and men once the period is closed."""
    public = json.loads(closed(scope, now, office, period).content)["public"]
    return dict(public["respondents"]["jenis_kelamin"])


@pytest.mark.parametrize(
    ("theirs", "others"),
    [
        ({"counter": 0}, {"counter": 1}),
        ({"day": APRIL}, {"day": MAY}),
        ({"is_flagged": False}, {"is_flagged": True}),
        ({"service": 0}, {"service": 1}),
    ],
    ids=["counter", "month", "flagged", "service"],
)
def test_the_3_women_elsewhere_do_not_follow(
    theirs: dict[str, Any], others: dict[str, Any], scope, now, office: Office
) -> None:
    """27 of 30 women are all there is in one score; the other 3 are among the men of another."""
    answers_of(office, 27, block=WOMEN, **theirs)
    answers_of(office, 3, block=WOMEN, **others)
    answers_of(office, 30, block=MEN, **others)

    assert sexes(scope, now, office) == NONE


@pytest.mark.parametrize("women", [3, 4, 5])
def test_classes_are_told_from_k_of_each_in_a_score_of_both(
    women: int, scope, now, office: Office
) -> None:
    answers_of(office, 30 - women, block=WOMEN)
    answers_of(office, women, block=WOMEN, counter=1)
    answers_of(office, 30, block=MEN, counter=1)

    assert sexes(scope, now, office) == (SEXES if women == K else NONE)


def test_who_waits_to_be_counted_does_not_follow(scope, now, office: Office) -> None:
    """All women are at one counter, whose score counts 27 of 30: the 3 others came after it."""
    answers_of(office, 27, block=WOMEN)
    answers_of(office, 15, block=MEN, counter=1)
    rebuild_daily_tallies(scope, now)
    release(scope, now)
    answers_of(office, 3, block=WOMEN)

    said = sexes(scope, now, office)
    assert (said, counter_n(scope, office)) == (NONE, [27, None, None])


def counter_n(scope, office: Office) -> list[int | None]:
    held = overview(scope, office.unit.id, QUARTER, reading=Reading.ALL)
    of_counter = {counter.subject.id: counter.n for counter in held.counters}
    return [of_counter[counter.id] for counter in office.counters]


def test_a_score_that_counts_exactly_one_class_tells_nothing_new(
    scope, now, office: Office
) -> None:
    answers_of(office, 30, block=WOMEN)
    answers_of(office, 30, block=MEN, counter=1)

    assert sexes(scope, now, office) == SEXES


def test_a_score_that_is_hidden_today_is_thought_of(scope, now, office: Office) -> None:
    """The counter of 27 women shows no number, but might one day."""
    answers_of(office, 27, block=WOMEN)
    answers_of(office, 3, block=WOMEN, counter=1)
    answers_of(office, 1, block=MEN, counter=1)
    answers_of(office, 30, block=MEN, counter=2)

    said = sexes(scope, now, office)
    assert (said, counter_n(scope, office)) == (NONE, [None, None, 30])


def test_classes_of_a_unit_above_are_held_beside_its_units(
    app: Flask, scope, now, office: Office
) -> None:
    """All women but 3 answered at a unit of their own."""
    below = an_office(scope, now, agency=office.agency, code="UPT", name="UPT", year=2025)
    put_under(office.unit, below.unit)
    answers_of(below, 27, block=WOMEN)
    answers_of(office, 3, block=WOMEN)
    answers_of(office, 30, block=MEN)

    assert sexes(scope, now, office) == NONE
    assert close_period(scope, now, below.unit.id, QUARTER)


def put_under(top: Unit, unit: Unit) -> None:
    with transaction() as session:
        session.add(unit)
        unit.parent_id, unit.path = top.id, f"{top.path}{unit.id}/"


@pytest.mark.parametrize("seed", TELLING)
def test_nobody_small_follows_from_classes_and_all_that_staff_see(
    seed: int, app: Flask, scope, now
) -> None:
    held = a_swept_year(scope, now, seed, PEOPLED)

    assert len(held.classes) > 0
    assert held.leaks_beside_classes("inside", K) == []


@pytest.mark.parametrize("seed", TELLING)
def test_planted_classes_held_against_no_score_are_seen_to_leak(
    seed: int, app: Flask, scope, now, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "app.services.public_respondents.beside_scores",
        lambda *_, asked, **__: [True] * len(asked),
    )

    assert a_swept_year(scope, now, seed, PEOPLED).leaks_beside_classes("inside", K) != []
