"""`flask serve`: the database brought up to date, the server, and the jobs beside it."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
import sqlalchemy as sa

from app.cli.serve import LONGEST_STOP_S, THREADS
from config import ROOT
from tests.factories.live_server import serving


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a database that is not there yet."""
    return f"sqlite:///{tmp_path / 'served.db'}"


def in_time(is_so: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether something comes true before long."""
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.1)
    return is_so()


def jobs_of(url: str) -> set[str]:
    """The jobs that have run on a database."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        return set(connection.scalars(sa.text("SELECT name FROM job_runs")))


def test_an_empty_database_is_migrated_served_and_looked_after(url: str, tmp_path: Path) -> None:
    with serving(url, tmp_path) as server:
        assert server.get("/").status_code == 200
        assert server.get("/s/00000000").status_code == 404
        assert in_time(lambda: {"recount", "release", "key-order"} <= jobs_of(url))
        server.get("/s/11111111")
        printed = server.printed.read_text(encoding="utf-8")

    assert server.base_url in printed
    assert "11111111" not in printed


def test_it_ends_when_it_is_asked_to_and_the_jobs_with_it(url: str, tmp_path: Path) -> None:
    with serving(url, tmp_path) as server:
        family = psutil.Process(server.process.pid).children(recursive=True)
        assert len(family) >= 2
        server.process.send_signal(signal.SIGTERM)

        assert server.process.wait(15) is not None
        assert in_time(lambda: not any(_lives(member) for member in family))


def test_it_ends_though_its_worker_does_not_hear(url: str, tmp_path: Path) -> None:
    with serving(url, tmp_path) as server:
        for child in psutil.Process(server.process.pid).children():
            child.suspend()
        server.process.send_signal(signal.SIGTERM)

        server.process.wait(LONGEST_STOP_S + 5)


def test_the_jobs_do_not_outlive_a_crash(url: str, tmp_path: Path) -> None:
    with serving(url, tmp_path) as server:
        family = psutil.Process(server.process.pid).children(recursive=True)
        (jobs,) = (member for member in family if "jobs" in member.cmdline())
        server.process.kill()
        server.process.wait(15)

        assert in_time(lambda: not _lives(jobs))


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.postgresql
def test_postgresql_is_served_too(empty_database_url: str, tmp_path: Path) -> None:
    with serving(empty_database_url, tmp_path) as server:
        assert server.get("/healthz").json() == {"status": "ok"}


def refused(url: str, tmp_path: Path, *command: str, **given: str) -> str:
    """What a command says that does not start."""
    environment = {key: value for key, value in os.environ.items() if key != "SECRET_KEY"}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**environment, "DATABASE_URL": url, "VAR_DIR": str(tmp_path), **given},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    return done.stderr


def test_without_a_secret_it_does_not_start(url: str, tmp_path: Path) -> None:
    words = refused(url, tmp_path, "flask", "--app", "wsgi", "serve")

    assert "flask setup secrets" in words
    assert not (tmp_path / "served.db").exists()


@pytest.mark.parametrize(
    "command",
    [("flask", "--app", "wsgi", "serve"), ("flask", "--app", "wsgi", "index", "x"), ("wsgi",)],
)
def test_a_setting_that_cannot_be_used_is_told_in_one_line(
    command: tuple[str, ...], url: str, tmp_path: Path
) -> None:
    words = refused(url, tmp_path, *command, SECRET_KEY="s" * 32, OFFICER_MIN_N="19")

    (line,) = words.splitlines()
    assert line.startswith("Error: OFFICER_MIN_N is 19, but fewer than 20 answers")


def test_what_it_makes_is_shut_to_other_accounts(url: str, tmp_path: Path) -> None:
    with serving(url, tmp_path):
        made = [path for path in tmp_path.glob("served.db*") if path.is_file()]
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in made}

    assert "served.db" in modes
    assert {mode & 0o077 for mode in modes.values()} == {0}


def test_phones_that_stop_in_the_middle_of_sending_hold_nobody_up(url: str, tmp_path: Path) -> None:
    with serving(url, tmp_path) as server:
        address = urlsplit(server.base_url)
        head = (
            "POST /akun/masuk HTTP/1.1\r\nHost: loket\r\nContent-Length: 1000\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
        )
        with ExitStack() as held:
            for _ in range(THREADS - 50):
                made = socket.create_connection((str(address.hostname), address.port or 80))
                held.enter_context(made).sendall(head.encode())
            time.sleep(0.5)

            assert server.get("/healthz").status_code == 200
