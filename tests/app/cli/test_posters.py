"""`flask posters make`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app.services import collection
from tests.factories.organisation import an_office
from tests.factories.printed_codes import printed_codes


@pytest.fixture
def office(app: Flask, scope, now):
    return an_office(scope, now, counters=3)


@pytest.fixture
def make(app: Flask, office, tmp_path):
    """Prints by command; gives what was said and the links in the file."""

    def run(*arguments: str) -> tuple[Result, list[str]]:
        out = tmp_path / "out.pdf"
        args = ["posters", "make", *arguments, "--out", str(out)]
        result = app.test_cli_runner().invoke(args=args)
        return result, codes(out) if out.exists() else []

    return run


def codes(file: Path) -> list[str]:
    return sorted(printed_codes(file))


def links(office, settings) -> list[str]:
    return sorted(f"{settings.base_url}/s/{point.code}" for point in office.points)


@pytest.mark.parametrize("kind", ["poster", "stickers", "lanyard"])
def test_each_kind_is_made_for_a_unit(make, office, settings, kind):
    result, found = make("DISDUK", "--kind", kind)
    assert result.exit_code == 0, result.output
    assert found == links(office, settings)


def test_a_tent_has_each_code_twice(make, office, settings):
    result, found = make(str(office.unit.id), "--kind", "tent")
    assert "3 pages A4" in result.output
    assert found == sorted(links(office, settings) * 2)


def test_an_agency_is_named_by_its_name(make, office, settings, scope, now):
    other = an_office(scope, now, code="DINKES", agency=office.agency)
    _result, found = make("kabupaten disduk", "--kind", "stickers")
    assert found == sorted(links(office, settings) + links(other, settings))


def test_an_unknown_place_is_said(make):
    result, found = make("DINKES")
    assert result.exit_code == 1
    assert "Unit atau instansi 'DINKES' tidak ditemukan." in result.output
    assert found == []


def test_a_unit_without_codes_is_said(make, office, scope, now):
    for counter in office.counters:
        collection.revoke_points(scope, now, counter.id)
    result, _found = make("DISDUK")
    assert "Buat kodenya di halaman loket" in result.output
