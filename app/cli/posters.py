"""`flask posters`: what hangs, stands, sticks or is worn at the counters, as one PDF."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app.access import Permission, Scope, job_scope
from app.documents.poster import Kind, page_count, poster_pdf
from app.documents.print_run import PrintOrder
from app.errors import NotFound, Problem
from app.queries import organisation
from app.queries.posters import logo_of_agency, logo_of_unit
from app.services import posters as printing

posters = AppGroup("posters", help="Posters, tents, stickers and lanyard cards.")
PRINT = Permission.PRINT_POSTERS


@posters.command("make")
@click.argument("place", metavar="UNIT_OR_AGENCY")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), default=Kind.POSTER.value)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
def make(place: str, kind: str, out: Path) -> None:
    """Print for every counter of a unit (code or id) and those under it, or of an agency (name)."""
    scope, settings = job_scope("posters make"), current_app.extensions["suara_loket_settings"]
    try:
        order = _order(scope, settings.base_url, Kind(kind), place)
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    label = f"{len(order.posters)} codes"
    with click.progressbar(length=len(order.posters), label=label) as bar:
        made = poster_pdf(
            order.posters, order.kind, logo=order.logo, on_drawn=lambda _drawn: bar.update(1)
        )
    out.write_bytes(made)
    click.echo(f"{out}: {page_count(order.kind, len(order.posters))} pages A4, {len(made)} bytes")


def _order(scope: Scope, base_url: str, kind: Kind, place: str) -> PrintOrder:
    """For the agency of this name, or else for the unit with this code or id."""
    for agency in organisation.agencies(scope, PRINT):
        if agency.name.casefold() == place.casefold():
            chosen = printing.posters_of_agency(scope, base_url, agency.id)
            return printing.print_order(kind, chosen, logo_of_agency(scope, agency.id))
    try:
        unit = organisation.unit_by_code(scope, place, PRINT)
    except NotFound as missing:
        raise NotFound("Unit atau instansi '%(name)s' tidak ditemukan.", name=place) from missing
    chosen = printing.posters_of_unit(scope, base_url, unit.id)
    return printing.print_order(kind, chosen, logo_of_unit(scope, unit.id))
