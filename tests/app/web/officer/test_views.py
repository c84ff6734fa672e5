"""The officer's page: the unit's sum, and nothing of a counter or a citizen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.access import Role, Scope
from tests.app.web.manager.reading import words
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.people import sign_in, somebody
from tests.factories.responses import many_answers


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    made = an_office(scope, now)
    many_answers(made.points[0].code, now, 7, (3,) * 9)
    release_answers(scope, now)
    return made


@pytest.fixture
def officer(client: FlaskClient, office: Office, scope: Scope, now: datetime) -> FlaskClient:
    who = somebody(scope, now, role=Role.OFFICER, path=office.unit.path)
    return sign_in(client, who)


def test_an_officer_sees_the_index_of_the_unit(officer: FlaskClient) -> None:
    said = words(officer.get("/petugas/").text)

    assert "Dinas Kependudukan, Tahun 2026" in said
    assert "75,00 dari 100 C Kurang Baik" in said


def test_an_officer_sees_no_counter(officer: FlaskClient) -> None:
    assert "Loket 1" not in words(officer.get("/petugas/").text)


def test_an_officer_is_held_to_two_elements_and_never_by_numbers_alone(
    officer: FlaskClient,
) -> None:
    said = words(officer.get("/petugas/").text)

    assert "Kompetensi Pelaksana Perilaku Pelaksana" in said
    assert "bukan putusan" in said
    assert "sedikitnya 35 jawaban terverifikasi" in said


def test_the_least_number_of_answers_is_that_of_the_setting(
    app: Flask, officer: FlaskClient
) -> None:
    kept = app.extensions["suara_loket_settings"]
    app.extensions["suara_loket_settings"] = replace(kept, officer_min_n=50)

    assert "sedikitnya 50 jawaban terverifikasi" in words(officer.get("/petugas/").text)


def test_an_officer_finds_how_the_number_is_made(officer: FlaskClient) -> None:
    assert 'href="/dasbor/cara-menghitung"' in officer.get("/petugas/").text


def test_a_unit_without_answers_says_so(
    client: FlaskClient, app: Flask, scope: Scope, now: datetime
) -> None:
    silent = an_office(scope, now)
    who = somebody(scope, now, role=Role.OFFICER, path=silent.unit.path)

    assert "Belum ada jawaban" in words(sign_in(client, who).get("/petugas/").text)
