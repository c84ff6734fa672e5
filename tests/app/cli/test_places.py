"""The options that say where a role or key is bound."""

from __future__ import annotations

from datetime import datetime

import click
import pytest
from flask import Flask

from app.access import Scope
from app.cli.places import path_of
from app.errors import NotFound
from tests.factories.organisation import an_office


def test_each_option_names_its_path(app: Flask, scope: Scope, now: datetime) -> None:
    office = an_office(scope, now)

    assert path_of(scope, "DISDUK", None, everywhere=False) == office.unit.path
    assert path_of(scope, None, office.agency.id, everywhere=False) == office.agency.path
    assert path_of(scope, None, None, everywhere=True) == "/"


@pytest.mark.parametrize(
    ("unit", "agency", "everywhere"),
    [(None, None, False), ("DISDUK", 1, False), ("DISDUK", None, True), (None, 1, True)],
)
def test_exactly_one_option_is_wanted(
    unit: str | None, agency: int | None, everywhere: bool, app: Flask, scope: Scope
) -> None:
    with pytest.raises(click.UsageError, match="exactly one"):
        path_of(scope, unit, agency, everywhere=everywhere)


def test_an_unknown_unit_is_not_found(app: Flask, scope: Scope) -> None:
    with pytest.raises(NotFound):
        path_of(scope, "TIDAK-ADA", None, everywhere=False)
