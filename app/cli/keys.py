"""`flask keys`: API keys of other systems."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from app.access import KeyKind, job_scope
from app.cli.places import at_a_place, path_of
from app.clock import now
from app.errors import Problem
from app.services.api_keys import GREATEST_DAYS, USUAL_DAYS, issue_key, revoke_key

keys = AppGroup("keys", help="API keys of other systems: issue, revoke.")


@keys.command("issue")
@click.argument("name")
@click.option("--days", default=USUAL_DAYS, type=click.IntRange(1, GREATEST_DAYS))
@click.option(
    "--kind",
    default=KeyKind.SCORES.value,
    type=click.Choice([kind.value for kind in KeyKind]),
    help="What it may do: read scores, issue tickets, or report visits; nothing else.",
)
@at_a_place
def issue(
    name: str, days: int, kind: str, unit: str | None, agency: int | None, everywhere: bool
) -> None:
    """Make a key for the system NAME, and print it once."""
    scope = job_scope("keys issue")
    try:
        path = path_of(scope, unit, agency, everywhere=everywhere)
        issued = issue_key(scope, now(), name, path, days=days, kind=KeyKind(kind))
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    click.echo(f"id {issued.key.id}")
    click.echo(f"key {issued.secret}")
    click.echo(f"last day {issued.key.expires_on.isoformat()}")


@keys.command("revoke")
@click.argument("key_id", type=int)
def revoke(key_id: int) -> None:
    """End the key with this id; the next request with it is refused."""
    try:
        key = revoke_key(job_scope("keys revoke"), now(), key_id)
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    click.echo(f"{key.name}: revoked")
