"""`flask periods`: closing a period, which makes it final, and handing out what was frozen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
from flask.cli import AppGroup

from app.access import Permission, Scope, job_scope
from app.clock import Period, now
from app.errors import Problem
from app.models.publications import FrozenScore
from app.queries import organisation
from app.services.frozen_contents import export_frozen
from app.services.publications import close_period

periods = AppGroup("periods", help="Closing periods, and what was frozen.")


@periods.command("close")
@click.argument("unit")
@click.argument("period")
def close(unit: str, period: str) -> None:
    """Freeze the score of UNIT (its code or id) over PERIOD (2026-03, 2026-Q1, 2026-S1, 2026)."""
    name, frozen = _frozen(
        job_scope("periods close"),
        unit,
        period,
        lambda scope, unit_id, asked: close_period(scope, now(), unit_id, asked),
    )
    click.echo(f"{name} {frozen.period}: final, version {frozen.version}")
    click.echo(f"sha256 {frozen.sha256}")


@periods.command("export")
@click.argument("unit")
@click.argument("period")
@click.option("--version", type=click.IntRange(min=1), help="The newest where none is given.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
def export(unit: str, period: str, version: int | None, out: Path) -> None:
    """Write what was frozen of UNIT over PERIOD: the bytes that its SHA-256 is of.

    For an expert who checks a disputed score (docs/verifying.md says how). The file has groups of
    fewer than 5 answers: hand it to nobody else, and never publish it.
    """
    name, frozen = _frozen(
        job_scope("periods export"),
        unit,
        period,
        lambda scope, unit_id, asked: export_frozen(scope, now(), unit_id, asked, version),
    )
    try:
        out.touch(mode=0o600)
        out.write_bytes(frozen.content.encode())
    except OSError as error:
        raise click.FileError(str(out), error.strerror or str(error)) from error
    click.echo(f"{name} {frozen.period}: version {frozen.version}, {out}")
    click.echo(f"sha256 {frozen.sha256}")


def _frozen(
    scope: Scope, unit: str, period: str, verb: Callable[[Scope, int, Period], FrozenScore]
) -> tuple[str, FrozenScore]:
    """The unit's name and what the verb gives of it, or what is wrong in words."""
    try:
        place = organisation.unit_by_code(scope, unit, Permission.CLOSE_PERIODS)
        return place.name, verb(scope, place.id, Period.parse(period))
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
