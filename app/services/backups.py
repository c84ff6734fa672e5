"""Consistent copies of the database, made while answers come in."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from app.access import Scope
from app.database import transaction
from app.errors import Invalid
from app.services.audit import record_event
from app.services.job_runs import record_run


def back_up(scope: Scope, now: datetime, engine: sa.Engine, file: Path) -> int:
    """Write a checked copy to `file` and return its size in bytes.

    It is written beside its place first, readable by its owner only, and moved there whole.
    """
    if not file.parent.is_dir():
        raise Invalid("Folder %(folder)s tidak ada; buat dahulu.", folder=file.parent)
    unfinished = file.with_name(f".{file.name}.unfinished")
    copy = _copy_sqlite if engine.dialect.name == "sqlite" else _dump_postgresql
    try:
        unfinished.touch(mode=0o600)
        copy(engine, unfinished)
        _settle(unfinished, file)
    finally:
        unfinished.unlink(missing_ok=True)
    with transaction():
        record_run("backup", now, f"{file.name}")
        record_event(scope, now, "back_up", file.name, bytes=file.stat().st_size)
    return file.stat().st_size


def _copy_sqlite(engine: sa.Engine, target: Path) -> None:
    """A snapshot written anew, row by row in key order, while nobody waits for it.

    Copying page by page would be quicker, but within a page rows lie as they came.
    """
    with engine.connect() as connection:
        connection.exec_driver_sql("VACUUM INTO ?", (str(target),))
    with closing(sqlite3.connect(target)) as copy:
        verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok":
        raise Invalid("Salinan tidak utuh: %(verdict)s", verdict=verdict)


def _dump_postgresql(engine: sa.Engine, target: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise Invalid("Program pg_dump tidak ditemukan; pasang klien PostgreSQL.")
    command = [program, "--format=custom", f"--file={target}"]
    environment = _postgresql_environment(engine)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Invalid("pg_dump gagal: %(reason)s", reason=done.stderr.strip()[-200:])


def _postgresql_environment(engine: sa.Engine) -> dict[str, str]:
    """The engine's address in libpq's own variables: in a command, every user could read it."""
    from psycopg import pq  # noqa: PLC0415

    _, arguments = engine.dialect.create_connect_args(engine.url)
    variables = {o.keyword.decode(): o.envvar for o in pq.Conninfo.get_defaults() if o.envvar}
    address = {
        variables[name].decode(): str(value)
        for name, value in arguments.items()
        if name in variables
    }
    return {**os.environ, **address}


def _settle(unfinished: Path, file: Path) -> None:
    """Move the copy to its place once it is on the disk for certain."""
    with unfinished.open("rb+") as written:
        os.fsync(written.fileno())
    unfinished.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
