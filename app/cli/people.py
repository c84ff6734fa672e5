"""`flask people`: accounts for who cannot reach the admin pages yet, such as the first admin."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from app.access import Role, job_scope
from app.cli.places import at_a_place, path_of
from app.clock import now
from app.errors import Problem
from app.queries import people as accounts
from app.services.people import Credentials, create_person
from app.services.people import reset_password as give_new_password

people = AppGroup("people", help="Accounts of people: add one, give a new password.")


@people.command("add")
@click.argument("username")
@click.option("--name", required=True, help="The person's full name.")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@at_a_place
def add(
    username: str, name: str, role: str, unit: str | None, agency: int | None, everywhere: bool
) -> None:
    """Make an account for USERNAME with one role, and print its random password once."""
    scope = job_scope("people add")
    try:
        path = path_of(scope, unit, agency, everywhere=everywhere)
        made = create_person(scope, now(), username, name, Role(role), path)
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    _print(made)


@people.command("reset-password")
@click.argument("username")
def reset_password(username: str) -> None:
    """Give USERNAME a new random password, print it once, and end all sessions."""
    scope = job_scope("people reset-password")
    try:
        person = accounts.person_named(scope, username.strip().casefold())
        renewed = give_new_password(scope, now(), person.id)
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    _print(renewed)


def _print(credentials: Credentials) -> None:
    click.echo(f"username {credentials.person.username}")
    click.echo(f"password {credentials.password}")
