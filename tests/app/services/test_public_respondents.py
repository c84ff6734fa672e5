"""Classes of respondents are told to the public only as counts that give nobody away."""

from __future__ import annotations

import json
from datetime import date

from flask import Flask

from app.clock import Period
from app.models.publications import FrozenScore
from tests.factories.organisation import an_office
from tests.factories.published import answers_of, closed

WOMEN, MEN = {"jenis_kelamin": "perempuan"}, {"jenis_kelamin": "laki-laki"}
JUNE = date(2025, 6, 3)


def told(frozen: FrozenScore) -> dict[str, dict[str, int | str]] | None:
    """The classes with their numbers, by question."""
    respondents = json.loads(frozen.content)["public"]["respondents"]
    return respondents and {field: dict(classes) for field, classes in respondents.items()}


def test_classes_of_ten_or_more_are_told(app: Flask, scope, now) -> None:
    office = an_office(scope, now, year=2025)
    answers_of(office, 25, block=WOMEN)
    answers_of(office, 12, block=MEN)

    assert told(closed(scope, now, office))["jenis_kelamin"] == {"perempuan": 25, "laki-laki": 12}


def test_a_class_under_ten_takes_another_with_it(app: Flask, scope, now) -> None:
    office = an_office(scope, now, year=2025)
    answers_of(office, 25, block=WOMEN)
    answers_of(office, 12, block=MEN)
    answers_of(office, 4)

    sexes = told(closed(scope, now, office))["jenis_kelamin"]

    assert sexes == {"perempuan": 25, "laki-laki": "protects", "": "few"}


def test_classes_that_nearly_fill_a_service_are_not_told(app: Flask, scope, now) -> None:
    """All 20 of a service were women; 23 women in all would tell of 3 at the other service."""
    office = an_office(scope, now, services=2, year=2025)
    answers_of(office, 20, service=0, block=WOMEN)
    answers_of(office, 3, service=1, block=WOMEN)
    answers_of(office, 30, service=1, block=MEN)

    assert told(closed(scope, now, office))["jenis_kelamin"]["perempuan"] == "protects"


def test_a_month_and_its_quarter_together_tell_of_no_few(app: Flask, scope, now) -> None:
    office = an_office(scope, now, year=2025)
    for day, women in ((JUNE, 20), (date(2025, 5, 20), 4)):
        answers_of(office, women, day=day, block=WOMEN)
        answers_of(office, 40, day=day, block=MEN)

    june = told(closed(scope, now, office, Period.parse("2025-06")))
    quarter = told(closed(scope, now, office))

    assert june["jenis_kelamin"] == {"perempuan": 20, "laki-laki": 40}
    assert quarter["jenis_kelamin"] == {"perempuan": "protects", "laki-laki": "protects"}


def test_after_late_answers_no_classes_are_told(app: Flask, scope, now) -> None:
    office = an_office(scope, now, year=2025)
    answers_of(office, 30, block=WOMEN)
    closed(scope, now, office)
    answers_of(office, 15, block=MEN)

    assert told(closed(scope, now, office)) is None


def test_disability_and_occupation_are_never_counted(app: Flask, scope, now) -> None:
    office = an_office(scope, now, year=2025)
    answers_of(office, 30, block={"disabilitas": "ya", "pekerjaan": "tni"})

    assert set(told(closed(scope, now, office))) == {"jenis_kelamin", "usia", "pendidikan"}
