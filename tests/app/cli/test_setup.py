"""`flask setup secrets` and `flask setup demo`."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from flask import Flask

from app.factory import create_app
from app.queries import responses
from app.services import organisation
from config import Settings
from tests.factories.databases import settings_for


def test_secrets_are_made_once_and_for_the_owner_alone(app: Flask, settings: Settings) -> None:
    runner = app.test_cli_runner()
    assert runner.invoke(args=["setup", "secrets"]).exit_code == 0
    kept = settings.var_dir / "secret-key"
    first = kept.read_text(encoding="ascii")

    again = runner.invoke(args=["setup", "secrets"])

    assert (again.exit_code, again.output) == (0, "The secret key is there already.\n")
    assert kept.read_text(encoding="ascii") == first
    assert len(first) >= 64
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_the_kept_secret_lets_the_system_start(app: Flask, settings: Settings) -> None:
    app.test_cli_runner().invoke(args=["setup", "secrets"])

    assert Settings.from_environment({"VAR_DIR": str(settings.var_dir)}).secret_key


def test_the_folder_of_secrets_is_shut_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    app = create_app(settings_for("sqlite://", folder))

    app.test_cli_runner().invoke(args=["setup", "secrets"])

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, dict]:
    """An application on which the demo was built from the simulation, and what was printed."""
    folder = tmp_path_factory.mktemp("demo")
    url = f"sqlite:///{folder / 'demo.db'}"
    usual = {"secret_key": "s" * 32, "database_url": url, "var_dir": folder}
    app = create_app(Settings(**usual, reference_data=folder / "nowhere"))
    result = app.test_cli_runner().invoke(args=["setup", "demo", "--json"])
    assert result.exit_code == 0, result.output
    return app, json.loads(result.stdout.splitlines()[-1])


def test_the_demo_says_how_to_get_in(demo: tuple[Flask, dict]) -> None:
    app, shown = demo

    assert {"survey_urls", "dashboard_url", "sign_ins", "api_key", "unit_id", "counter_id"} <= (
        set(shown)
    )
    path = shown["survey_urls"][0].removeprefix("http://127.0.0.1:8000")
    reply = app.test_client().get(path)
    assert reply.status_code == 200
    assert "simulasi" in reply.get_data(as_text=True).lower()


def test_the_demo_built_again_changes_nothing(demo: tuple[Flask, dict]) -> None:
    app, shown = demo
    with app.app_context():
        before = responses.count()
        assert before > 1000

        again = app.test_cli_runner().invoke(args=["setup", "demo", "--json"])

        assert json.loads(again.stdout.splitlines()[-1]) == shown
        assert responses.count() == before


def test_the_demo_refuses_a_database_of_another_agency(app: Flask, scope, now) -> None:
    organisation.create_agency(scope, now, "Kabupaten Sungguhan")

    result = app.test_cli_runner().invoke(args=["setup", "demo"])

    assert result.exit_code == 1
    assert responses.count() == 0


def test_the_demo_is_shut_to_other_accounts(demo: tuple[Flask, dict]) -> None:
    app, _ = demo
    folder = app.extensions["suara_loket_settings"].var_dir
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}

    assert {"demo.db", "demo.json"} <= set(modes)
    assert {name for name, mode in modes.items() if mode & 0o077} == set()


@pytest.mark.parametrize("command", [["setup", "secrets"], ["setup", "demo"]])
def test_a_command_leaves_its_caller_the_usual_file_modes(
    command: list[str], app: Flask, scope, now
) -> None:
    organisation.create_agency(scope, now, "Kabupaten Sungguhan")
    before = os.umask(0o027)
    try:
        app.test_cli_runner().invoke(args=command)
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
