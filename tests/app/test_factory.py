"""The application is made from settings alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.factory import create_app
from app.web import SURFACES
from config import Settings


def made_with(tmp_path: Path, **given: object):
    usual = {"secret_key": "s" * 32, "database_url": "sqlite://", "var_dir": tmp_path}
    return create_app(Settings(**usual | given))


def test_settings_decide(tmp_path: Path) -> None:
    app = made_with(tmp_path, max_upload_mib=3)

    assert app.secret_key == "s" * 32
    assert app.config["MAX_CONTENT_LENGTH"] == 3 * 2**20


def test_the_environment_decides_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///elsewhere.db")
    monkeypatch.setenv("SECRET_KEY", "from-the-environment-" * 3)

    app = made_with(tmp_path)

    assert app.config["SQLALCHEMY_DATABASE_URI"] == "sqlite://"
    assert app.secret_key == "s" * 32


def test_every_surface_and_command_is_there(tmp_path: Path) -> None:
    app = made_with(tmp_path)

    assert set(app.blueprints) == {surface.blueprint.name for surface in SURFACES}
    assert {"setup", "jobs", "periods", "responses", "serve"} <= set(app.cli.commands)


def test_two_applications_share_nothing_that_is_configured(tmp_path: Path) -> None:
    first, second = made_with(tmp_path, max_upload_mib=1), made_with(tmp_path, max_upload_mib=2)

    assert first.config["MAX_CONTENT_LENGTH"] != second.config["MAX_CONTENT_LENGTH"]
