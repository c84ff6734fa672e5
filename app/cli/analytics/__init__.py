"""`flask analytics ...`: the computations on a CSV or XLSX file, without a database."""

from __future__ import annotations

import click

from app.cli.analytics.before_after import before_after
from app.cli.analytics.compare import compare
from app.cli.analytics.officers import officers
from app.cli.analytics.power import power
from app.cli.analytics.precision import precision
from app.cli.analytics.printed import printed
from app.cli.analytics.priorities import priorities
from app.cli.analytics.quality import quality
from app.cli.analytics.reliability import reliability
from app.cli.analytics.sample import sample
from app.cli.analytics.themes import themes
from app.cli.analytics.trend import trend
from app.cli.analytics.weighting import weighting


@click.group("analytics")
def analytics() -> None:
    """Compute on a table (CSV or XLSX) what the dashboard shows, or what has no page yet."""


# One command a file; each is listed here.
COMMANDS: tuple[click.Command, ...] = (
    before_after,
    compare,
    officers,
    power,
    precision,
    printed,
    quality,
    priorities,
    reliability,
    sample,
    themes,
    trend,
    weighting,
)

for command in COMMANDS:
    analytics.add_command(command)
