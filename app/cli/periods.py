"""`flask periods`: closing a period, which makes its score final."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from app.access import Permission, job_scope
from app.clock import Period, now
from app.errors import Problem
from app.queries import organisation
from app.services.publications import close_period

periods = AppGroup("periods", help="Closing periods.")


@periods.command("close")
@click.argument("unit")
@click.argument("period")
def close(unit: str, period: str) -> None:
    """Freeze the score of UNIT (its code or id) over PERIOD (2026-03, 2026-Q1, 2026-S1, 2026)."""
    scope = job_scope("periods close")
    try:
        place = organisation.unit_by_code(scope, unit, Permission.CLOSE_PERIODS)
        frozen = close_period(scope, now(), place.id, Period.parse(period))
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    click.echo(f"{place.name} {frozen.period}: final, version {frozen.version}")
    click.echo(f"sha256 {frozen.sha256}")
