"""Where a role or key is bound: the options `--unit`, `--agency` and `--everywhere`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from app.access import EVERYWHERE, Permission, Scope
from app.queries import organisation

EDIT = Permission.EDIT_PEOPLE


def at_a_place(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the three options, one of which must be used."""
    options = (
        click.option("--unit", help="Code or id of the unit whose subtree it covers."),
        click.option("--agency", type=int, help="Id of the agency it covers."),
        click.option("--everywhere", is_flag=True, help="The whole system."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def path_of(scope: Scope, unit: str | None, agency: int | None, *, everywhere: bool) -> str:
    """The path that the options name; a usage error unless exactly one was used."""
    if (unit is not None) + (agency is not None) + everywhere != 1:
        raise click.UsageError("Use exactly one of --unit CODE, --agency ID, --everywhere.")
    if unit is not None:
        return organisation.unit_by_code(scope, unit, EDIT).path
    return EVERYWHERE if agency is None else organisation.agency(scope, agency, EDIT).path
