"""`flask questionnaires`: the questionnaire on paper, as a PDF of one or two A4 pages."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from app import clock
from app.access import Permission, job_scope
from app.documents.questionnaire import LANGUAGES
from app.errors import NotFound, Problem
from app.queries import organisation
from app.services.questionnaires import counter_questionnaire, unit_questionnaire

questionnaires = AppGroup("questionnaires", help="Questionnaires on paper.")
PRINT = Permission.PRINT_POSTERS


@questionnaires.command("make")
@click.argument("unit", metavar="UNIT")
@click.option("--counter", help="Code of the counter; without it the sheet has a line for it.")
@click.option("--language", type=click.Choice(LANGUAGES), default="id", show_default=True)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
def make(unit: str, counter: str | None, language: str, out: Path) -> None:
    """Print what the open round of UNIT (code or id) asks, or its next one."""
    scope, now = job_scope("questionnaires make"), clock.now()
    try:
        place = organisation.unit_by_code(scope, unit, PRINT)
        if counter is None:
            made = unit_questionnaire(scope, now, place.id, language)
        else:
            made = counter_questionnaire(scope, now, _counter(place.id, counter), language)
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    out.write_bytes(made)
    click.echo(f"{out}: {len(made)} bytes")


def _counter(unit_id: int, code: str) -> int:
    """The id of the unit's own counter with this code; NotFound names the codes there are."""
    scope = job_scope("questionnaires make")
    own = [c for c in organisation.counters(scope, unit_id, PRINT) if c.unit_id == unit_id]
    for counter in own:
        if counter.code == code:
            return counter.id
    known = ", ".join(counter.code for counter in own)
    raise NotFound("Loket '%(code)s' tidak ada di unit ini; ada %(known)s.", code=code, known=known)
