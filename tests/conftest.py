"""What every test may ask for: a real, migrated database of its own, an app, clients.

`--database both` runs what touches the database a second time on PostgreSQL. A test marked
`sqlite` or `postgresql` is about that database and runs on it alone, whatever was asked.
"""

from __future__ import annotations

import tests.factories.one_thread  # noqa: F401 - has to come before numpy

# isort: split
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings

from app.access import Scope, job_scope
from app.database import db
from app.factory import create_app
from app.services import passwords
from config import ROOT, Settings
from tests.factories.browser import Browser
from tests.factories.databases import PostgresServer, migrate, settings_for
from tests.factories.kept_database import KeptDatabase
from tests.factories.kept_work import (
    QUICK_HASHER,
    do_not_wait_for_the_disk,
    keep_routes,
    keep_templates,
)

MORNING = datetime(2026, 6, 15, 2, 30, tzinfo=UTC)  # 09.30 WIB on a Monday
ON_BOTH = tuple(
    ROOT / "tests" / folder
    for folder in (
        *("app/test_database.py", "app/models", "app/queries", "app/services", "app/web/public"),
        "migrations",
    )
)
REFERENCE_DATA = Path(os.environ.get("REFERENCE_DATA", ROOT.parent / "shared" / "data" / "skm"))
_names = (f"test_{number}" for number in count(1))

keep_routes()
# How long an example takes tells of the machine.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the database be chosen."""
    parser.addoption("--database", choices=("sqlite", "postgresql", "both"), default="sqlite")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test on the databases that it is about, or else on those asked for."""
    if "database" not in metafunc.fixturenames:
        return
    marks = {mark.name for mark in metafunc.definition.iter_markers()}
    own = {"sqlite", "postgresql"} & marks
    asked = metafunc.config.getoption("database")
    on_both = any(metafunc.definition.path.is_relative_to(folder) for folder in ON_BOTH)
    usual = {asked} if asked != "both" else {"sqlite", "postgresql"} if on_both else {"sqlite"}
    chosen = sorted(own or usual, reverse=True)
    if chosen != ["sqlite"]:
        metafunc.parametrize(
            "database", [pytest.param(name, marks=getattr(pytest.mark, name)) for name in chosen]
        )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what reads the real sheets where they are absent; a build server fails instead."""
    if REFERENCE_DATA.is_dir() or os.environ.get("CI") == "true":
        return
    left_out = [item for item in items if item.get_closest_marker("reference_data")]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)
    config.stash[LEFT_OUT] = len(left_out)


LEFT_OUT = pytest.StashKey[int]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say plainly what was not run."""
    left_out = terminalreporter.config.stash.get(LEFT_OUT, 0)
    if left_out:
        terminalreporter.write_line(
            f"NOT RUN: {left_out} tests on real answer sheets, because the folder "
            f"{REFERENCE_DATA} is not there. Name it with REFERENCE_DATA to run them."
        )


@pytest.fixture
def database() -> str:
    """Which database this test runs on: sqlite or postgresql."""
    return "sqlite"


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with every migration run on it, copied for each test."""
    folder = tmp_path_factory.mktemp("template")
    path = folder / "template.db"
    migrate(f"sqlite:///{path}", folder)
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server without databases of ours.

    It does not lie in pytest's own folder: that is shut to the server's user anew whenever
    another pytest starts.
    """
    server = PostgresServer(Path(mkdtemp(prefix="suara-loket-")))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def kept_database(
    postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KeptDatabase]:
    """A PostgreSQL database with every migration run on it, given to one test after another."""
    migrate(postgres_server.create("migrated"), tmp_path_factory.mktemp("template"))
    kept = KeptDatabase(postgres_server, "migrated")
    yield kept
    kept.close()


@pytest.fixture
def empty_database_url(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[str]:
    """The address of a database in which nothing is, not even a table."""
    if database == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = next(_names)
    yield server.create(name)
    server.drop(name)


@pytest.fixture
def database_url(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of this test's own migrated database."""
    if database == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "test.db")
        yield f"sqlite:///{tmp_path / 'test.db'}"
        return
    kept: KeptDatabase = request.getfixturevalue("kept_database")
    yield kept.url
    kept.restore()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings that name this test's own database."""
    return settings_for(database_url, tmp_path)


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the code of templates, which is the same in every test."""
    return tmp_path_factory.mktemp("templates")


@pytest.fixture
def hasher() -> PasswordHasher:
    """What passwords and PINs are hashed with; a test that is about this gives the real one."""
    return QUICK_HASHER


@pytest.fixture
def app(
    settings: Settings,
    compiled_templates: Path,
    hasher: PasswordHasher,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Flask]:
    """The application on this test's database, inside an application context."""
    monkeypatch.setattr(passwords, "HASHER", hasher)
    made = create_app(settings)
    made.test_client_class = Browser
    keep_templates(made, compiled_templates)
    with made.app_context():
        do_not_wait_for_the_disk(db.engine)
        yield made
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without cookies."""
    return app.test_client()


@pytest.fixture
def scope() -> Scope:
    """A job's scope: the whole organisation."""
    return job_scope("test")


@pytest.fixture
def now() -> datetime:
    """A Monday morning."""
    return MORNING
