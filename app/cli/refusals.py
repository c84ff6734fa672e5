"""How commands refuse a file: every fault by row and column, and the status for bad input."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

BAD_FILE = 2


def refuse(problem: Exception) -> NoReturn:
    """Name every fault by row and column on the error stream, and end with status 2."""
    click.echo(str(problem), err=True)
    for fault in sorted(getattr(problem, "faults", ()), key=lambda f: (f.row, f.column)):
        click.echo(
            f"baris {fault.row}, kolom {fault.column}: {fault.value!r}. {fault.message}", err=True
        )
    sys.exit(BAD_FILE)
