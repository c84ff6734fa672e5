"""Backups hold every answer acknowledged before they began, and can be restored."""

from __future__ import annotations

import os
import secrets
import stat
import subprocess
import threading
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.clock import Period
from app.database import db
from app.errors import Invalid
from app.factory import create_app
from app.models.audit import AuditEvent, JobRun
from app.queries import responses as stored
from app.services import scores
from app.services.backups import back_up
from app.services.publications import close_period
from app.services.releases import release
from app.services.tallies import rebuild_daily_tallies
from tests.factories.databases import PostgresServer, settings_for
from tests.factories.organisation import an_office
from tests.factories.responses import an_answer, stored_rows

MAY = Period.parse("2026-05")


class Senders:
    """Citizens who send without a pause, and the hashes of what was acknowledged to them."""

    def __init__(self, app: Flask, code: str, now, how_many: int = 4) -> None:
        self.acknowledged: list[str] = []
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._send, args=(app, code, now)) for _ in range(how_many)
        ]

    def _send(self, app: Flask, code: str, now) -> None:
        while not self._stop.is_set():
            key = secrets.token_hex(16)
            with app.app_context():
                an_answer(code, now, (3,) * 9, submission_key=key)
            self.acknowledged.append(sha256(key.encode()).hexdigest())

    def __enter__(self) -> Senders:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def wait_for(self, how_many: int) -> None:
        while len(self.acknowledged) < how_many:
            assert any(thread.is_alive() for thread in self._threads)


@pytest.fixture
def programs(
    database: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL's own programs, where it is what is backed up."""
    if database == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres_server")
        monkeypatch.setenv("PATH", f"{server.programs}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def restored(
    database: str, tmp_path: Path, request: pytest.FixtureRequest, programs: None
) -> Iterator:
    """Makes an application on what a backup holds."""
    made: list[str] = []

    def restore(file: Path) -> Flask:
        if database == "sqlite":
            return create_app(settings_for(f"sqlite:///{file}", tmp_path))
        server: PostgresServer = request.getfixturevalue("postgres_server")
        name = f"restored_{secrets.token_hex(4)}"
        made.append(name)
        address = server.create(name)
        plain = sa.make_url(address).set(drivername="postgresql").render_as_string(False)
        command = ["pg_restore", "--no-owner", f"--dbname={plain}", str(file)]
        subprocess.run(command, check=True)
        return create_app(settings_for(address, tmp_path))

    yield restore
    for name in made:
        request.getfixturevalue("postgres_server").drop(name)


def test_a_backup_made_under_load_restores_to_the_same_scores(
    app: Flask, scope, now, tmp_path: Path, restored
) -> None:
    office = an_office(scope, now)
    for value in (4, 3, 2):
        stored_rows(office, [(value,) * 9] * 5, day=MAY.first_day)
    rebuild_daily_tallies(scope, now)
    release(scope, now)
    close_period(scope, now, office.unit.id, MAY)
    unit_id = office.unit.id
    overview = scores.overview(scope, unit_id, MAY)
    file = tmp_path / "backup"

    with Senders(app, office.points[0].code, now) as senders:
        senders.wait_for(40)
        before = set(senders.acknowledged)
        size = back_up(scope, now, db.engine, file)
        senders.wait_for(len(before) + 20)

    assert size == file.stat().st_size > 0
    with restored(file).app_context():
        held = set(stored.key_hashes())
        assert before <= held
        assert len(held) < 15 + len(senders.acknowledged)
        assert scores.overview(scope, unit_id, MAY) == overview
        assert _is_whole()
        rebuild_daily_tallies(scope, now)
        release(scope, now)
        june = scores.unit_score(scope, unit_id, Period.parse("2026-06"))
        assert (june.n, june.result.index) == (stored.count() - 15, 75)
        db.session.remove()
        db.engine.dispose()


def _is_whole() -> bool:
    if db.engine.dialect.name != "sqlite":
        return True
    return db.session.scalar(sa.text("PRAGMA integrity_check")) == "ok"


def test_only_its_owner_can_read_a_backup(
    app: Flask, scope, now, tmp_path: Path, programs: None
) -> None:
    back_up(scope, now, db.engine, tmp_path / "backup")

    assert stat.S_IMODE((tmp_path / "backup").stat().st_mode) == 0o600


def test_a_backup_leaves_an_event_its_run_and_nothing_unfinished(
    app: Flask, scope, now, tmp_path: Path, programs: None
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()

    size = back_up(scope, now, db.engine, folder / "backup")

    event = db.session.scalars(sa.select(AuditEvent)).one()
    assert (event.verb, event.details) == ("back_up", {"bytes": size})
    assert db.session.get_one(JobRun, "backup").finished_at == now
    assert [path.name for path in folder.iterdir()] == ["backup"]


def test_an_earlier_backup_stays_until_the_new_one_is_whole(
    app: Flask, scope, now, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, programs: None
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    file = folder / "backup"
    file.write_bytes(b"the one before")
    monkeypatch.setattr("os.fsync", _fail)

    with pytest.raises(OSError, match="disk is full"):
        back_up(scope, now, db.engine, file)

    assert file.read_bytes() == b"the one before"
    assert [path.name for path in folder.iterdir()] == ["backup"]


def _fail(_descriptor: int) -> None:
    raise OSError("disk is full")


def test_a_folder_that_is_not_there_is_named(app: Flask, scope, now, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="nowhere tidak ada"):
        back_up(scope, now, db.engine, tmp_path / "nowhere" / "backup")


@pytest.mark.postgresql
def test_without_pg_dump_it_is_said_what_to_install(
    app: Flask, scope, now, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Invalid, match="pasang klien PostgreSQL"):
        back_up(scope, now, db.engine, tmp_path / "backup")
