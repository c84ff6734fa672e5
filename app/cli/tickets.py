"""`flask tickets`: one-time tickets, as slips to print or as links for a printer of one's own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

import click
from flask import current_app
from flask.cli import AppGroup

from app.access import Permission, Scope, job_scope
from app.clock import now
from app.errors import Invalid, NotFound, Problem
from app.queries import organisation
from app.services.ticket_slips import batch_links, batch_slips
from app.services.tickets import MOST_AT_ONCE, Batch, Wanted, issue_tickets

ISSUE = Permission.ISSUE_TICKETS
OWNER_ONLY = 0o600

tickets = AppGroup("tickets", help="One-time tickets: issue.")


@tickets.command("issue")
@click.argument("place")
@click.option("--count", required=True, type=click.IntRange(1, MOST_AT_ONCE))
@click.option("--service", help="Code of the service that the tickets are for.")
@click.option("--links", type=click.Path(dir_okay=False, path_type=Path), help="One link a line.")
@click.option("--pdf", type=click.Path(dir_okay=False, path_type=Path), help="Slips, 24 on A4.")
def issue(
    place: str, count: int, service: str | None, links: Path | None, pdf: Path | None
) -> None:
    """Issue tickets of the counter PLACE, written as UNIT/COUNTER by their codes."""
    if (links is None) == (pdf is None):
        raise click.UsageError("Use exactly one of --links FILE, --pdf FILE.")
    scope = job_scope("tickets issue")
    base_url = current_app.extensions["suara_loket_settings"].base_url
    target = pdf or links or Path()  # one of them is there
    try:
        wanted = _wanted(scope, place, service, count)
        with _opened(target) as file:
            batch = issue_tickets(scope, now(), wanted)
            file.write(batch_slips(scope, base_url, batch) if pdf else _lines(base_url, batch))
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    click.echo(f"{count} tickets of {batch.counter.name}, last day {batch.expires_on.isoformat()}")


def _wanted(scope: Scope, place: str, service: str | None, count: int) -> Wanted:
    unit_code, _, counter_code = place.rpartition("/")
    if not (unit_code and counter_code):
        raise Invalid(
            "'%(place)s' bukan loket dari sebuah unit. Tulis kode unit, garis miring, lalu kode "
            "loket: UNIT/LOKET, misalnya DISDUK/L1.",
            place=place,
        )
    unit = organisation.unit_by_code(scope, unit_code, ISSUE)
    counters = organisation.counters(scope, unit.id, ISSUE)
    own = {counter.code: counter.id for counter in counters if counter.unit_id == unit.id}
    if counter_code not in own:
        raise NotFound("Loket '%(code)s' tidak ada di unit ini.", code=counter_code)
    return Wanted(own[counter_code], _service_id(scope, unit.id, service), count)


def _service_id(scope: Scope, unit_id: int, code: str | None) -> int | None:
    if code is None:
        return None
    found = organisation.services(scope, unit_id, ISSUE)
    own = {kind.code: kind.id for kind in found if kind.unit_id == unit_id}
    if code not in own:
        raise NotFound("Jenis layanan '%(code)s' tidak ada di unit ini.", code=code)
    return own[code]


def _lines(base_url: str, batch: Batch) -> bytes:
    return "".join(f"{link}\n" for link in batch_links(base_url, batch)).encode()


def _opened(path: Path) -> IO[bytes]:
    """The file, for its owner only: whoever reads it can use the tickets."""
    try:
        return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY), "wb")
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}") from error
