"""`flask jobs`: what runs by itself, and what an administrator runs now and then."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app.access import job_scope
from app.clock import now
from app.database import db
from app.errors import Problem
from app.services import backups, nightly, privacy, releases, tallies
from config import Settings

jobs = AppGroup("jobs", help="Recurring work: tallies, releases, backups.")
DAY = click.DateTime(["%Y-%m-%d"])


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


@jobs.command("rebuild-tallies")
@click.option("--from", "first", type=DAY, help="First day; all days when left out.")
@click.option("--to", "last", type=DAY, help="Last day.")
def rebuild_tallies(first: datetime | None, last: datetime | None) -> None:
    """Count the answers again, replace the tallies, and release what may be seen."""
    scope, moment = job_scope("rebuild-tallies"), now()
    changed = tallies.rebuild_daily_tallies(scope, moment, _day(first), _day(last))
    releases.mend_released()
    moved = releases.release(scope, moment)
    click.echo(f"{changed} cells changed, {moved} answers released")


@jobs.command("release")
def release() -> None:
    """Count the last days and release waiting answers in batches of at least five."""
    moved = releases.count_and_release(job_scope("release"), now())
    click.echo(f"{moved} answers released")


@jobs.command("nightly")
def run_nightly() -> None:
    """Everything that is due once a day."""
    settings = _settings()
    kept = settings.comment_retention_months
    click.echo(nightly.run_nightly(job_scope("nightly"), now(), settings.var_dir, months_kept=kept))


@jobs.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write a consistent copy of the database to FILE while the system goes on."""
    try:
        size = backups.back_up(job_scope("backup"), now(), db.engine, file)
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    click.echo(f"{file}: {size} bytes, checked")


@jobs.command("privacy")
def report_privacy() -> None:
    """Say how many stored rows are alone on day, slot, counter and respondent block."""
    report = privacy.residual_risk()
    click.echo(
        f"{report.alone} of {report.total} rows are unique on day, slot, counter and block "
        f"({report.percent} %)"
    )


@jobs.command("schedule")
@click.option("--beside", type=int, help="Number of the process to end with; else the parent's.")
def schedule(beside: int | None) -> None:
    """Stay and run the jobs when they are due (what `flask serve` does by itself)."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    settings = _settings()
    nightly.keep_running(
        app.app_context,
        settings.release_interval_s,
        settings.var_dir,
        months_kept=settings.comment_retention_months,
        beside=beside,
    )


def _settings() -> Settings:
    return current_app.extensions["suara_loket_settings"]
