"""`flask analytics power`: how many sheets of an officer find a true difference."""

from __future__ import annotations

from collections.abc import Iterator

import click
from flask import current_app
from flask_babel import gettext as _

from app.cli.decimals import worded
from app.cli.refusals import refuse
from app.services.officer_method import COLLEAGUES, officer_method, sheets_needed
from config import Settings


@click.command("power")
@click.option("--variance", type=float, help="Variance between the sheets of one officer.")
@click.option("--difference", type=float, default=0.3, show_default=True, help="On the scale 1-4.")
@click.option("--power", type=float, default=0.8, show_default=True)
@click.option(
    "--officers",
    type=click.IntRange(min=1),
    default=COLLEAGUES + 1,
    show_default=True,
    help="Officers who are compared at once.",
)
def power(variance: float | None, difference: float, power: float, officers: int) -> None:
    """Print how many sheets of one officer find a true difference from the group.

    Without --variance: for 0.3 points with 80 % power, by the sheets of real surveys.

    Example: flask analytics power --variance 0.2 --officers 5
    """
    if variance is None:
        click.echo("\n".join(_surveys()))
        return
    try:
        n = sheets_needed(variance, difference, power=power, officers=officers)
    except ValueError as problem:
        refuse(problem)
    click.echo(_("%(n)s lembar setiap petugas", n=n))


def _surveys() -> Iterator[str]:
    settings: Settings = current_app.extensions["suara_loket_settings"]
    method = officer_method(settings.officer_min_n)
    yield _(
        "Lembar setiap petugas agar beda nyata %(difference)s poin ditemukan pada %(power)s dari "
        "100 kali, bila %(officers)s petugas dibandingkan:",
        difference=worded(str(method.difference)),
        power=round(100 * method.power),
        officers=method.officers,
    )
    for survey in method.surveys:
        yield _(
            "  %(name)s: %(simulated)s menurut simulasi; uji t %(one)s (seorang saja), %(all)s "
            "(semua)",
            name=survey.name,
            simulated=survey.n_simulated,
            one=survey.n_alone,
            all=survey.n_compared,
        )
    yield _("Di bawah %(n)s lembar tidak ada angka petugas yang ditampilkan.", n=method.min_n)
