"""`flask responses`: numbers and hashes that checks compare with what was acknowledged."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from app.queries import responses as stored

responses = AppGroup("responses", help="What is stored, for checks; never an answer.")


@responses.command("count")
def count() -> None:
    """Print how many responses are stored."""
    click.echo(stored.count())


@responses.command("keys")
def keys() -> None:
    """Print the SHA-256 of each submission key, one a line."""
    for digest in stored.key_hashes():
        click.echo(digest)
