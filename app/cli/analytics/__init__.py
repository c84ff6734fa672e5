"""`flask analytics ...`: the computations on a CSV or XLSX file, without a database."""

from __future__ import annotations

import click


@click.group("analytics")
def analytics() -> None:
    """Compute on a table (CSV or XLSX) what the dashboard shows, or what has no page yet."""


# One command a file; each is listed here.
COMMANDS: tuple[click.Command, ...] = ()

for command in COMMANDS:
    analytics.add_command(command)
