"""`flask analytics ...`: the computations on a CSV or XLSX file, without a database."""

from __future__ import annotations

from importlib import import_module

import click

# One command a file, named as its file is.
COMMANDS = (
    "before-after",
    "compare",
    "officers",
    "power",
    "precision",
    "printed",
    "priorities",
    "quality",
    "reliability",
    "sample",
    "themes",
    "trend",
    "weighting",
)


class CommandsByFile(click.Group):
    """A group that imports a command once it is asked for: a server never needs its numbers."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Every command's name."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        found: click.Command = getattr(import_module(f"{__name__}.{name}"), name)
        return found


@click.group("analytics", cls=CommandsByFile)
def analytics() -> None:
    """Compute on a table (CSV or XLSX) what the dashboard shows, or what has no page yet."""
