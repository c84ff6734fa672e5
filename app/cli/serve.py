"""`flask serve`: bring the database up to date, then serve with the production server."""

from __future__ import annotations

import os
import subprocess
import sys

import click
from flask import current_app
from flask.cli import with_appcontext

from app.access import job_scope
from app.cli.ports import claim
from app.cli.setup import describe_demo, ensure_demo, keep_files_private, prepare_database
from app.clock import now
from app.database import db
from app.errors import Problem
from app.queries.organisation import first_agency
from app.services.demo import demo_addresses, fresh_ticket
from config import ROOT, Settings

# A phone that loses its network in the middle of sending holds a thread until its connection
# ends; the many are for those, as one that waits costs little. What runs at once is bounded in
# web/overload.
THREADS = 512
# A worker that was told to stop while it started, or whose client stops in the middle of sending,
# would never end by itself.
LONGEST_STOP_S = 10


@click.command("serve")
@click.option("--demo", is_flag=True, help="Build the demo first where the database is empty.")
@with_appcontext
def serve(demo: bool) -> None:
    """Migrate the database and serve on HOST and PORT, with the recurring jobs beside."""
    settings: Settings = current_app.extensions["suara_loket_settings"]
    if not settings.secret_key:
        raise click.ClickException(
            "SECRET_KEY is missing or shorter than 32 characters: set it, or run "
            "`flask setup secrets`."
        )
    claim(settings.host, settings.port)
    keep_files_private()
    prepare_database(settings)
    click.echo(f"Suara Loket: {settings.base_url}")
    if demo:
        _show_demo(settings)
    db.session.remove()
    db.engine.dispose()
    # Requests share the processors; numpy's threads beside them would wait for each other.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    _start_jobs()
    _become_server(settings)


def _show_demo(settings: Settings) -> None:
    """Print the way into the demo; a database of another agency is served without a word on it."""
    agency = first_agency()
    if agency and not agency.is_demo:
        return
    try:
        access = ensure_demo(settings)
    except Problem as problem:
        click.echo(problem.message, err=True)
        return
    scope = job_scope("serve")
    shown = demo_addresses(scope, access, settings.base_url)
    if ticket := fresh_ticket(scope, now(), access, settings.base_url):
        shown["ticket_url"] = ticket
    click.echo(describe_demo(shown))


def _start_jobs() -> None:
    """Start the recurring jobs as a process of their own, which ends when this one does."""
    # By number: this process may be killed before the other one can ask who its parent is.
    beside = ("--beside", str(os.getpid()))
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "schedule", *beside]
    subprocess.Popen(command, cwd=ROOT)  # noqa: S603


def _become_server(settings: Settings) -> None:
    """Replace this process by the server.

    A worker forked from a process that has run queries and numpy would inherit their locks, so
    the server starts from a clean one.
    """
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws"),
        *("--host", settings.host, "--port", str(settings.port)),
        *("--workers", str(settings.workers), "--blocking-threads", str(THREADS)),
        *("--workers-kill-timeout", str(LONGEST_STOP_S)),
        # Whoever answers leaves no line behind.
        *("--no-access-log", "--respawn-failed-workers", "--log-level", "error"),
        *("--working-dir", str(ROOT), "wsgi:app"),
    ]
    # Commands may run without a secret; what serves may not (see config).
    os.environ.pop("FLASK_RUN_FROM_CLI", None)
    os.execv(sys.executable, command)  # noqa: S606
